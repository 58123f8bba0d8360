/** What a bill is refused for before it is sent, and how codes of the mapping are read. */
import { Directory } from '../../nodes/QuickBooksOnline/ledger/directory';
import type { Masters } from '../../nodes/QuickBooksOnline/ledger/masters';
import type { QuickBooksSettings } from '../../nodes/QuickBooksOnline/ledger/settings';
import type { Rules } from '../../nodes/QuickBooksOnline/ledger/validate';
import { planBill } from '../../nodes/QuickBooksOnline/ledger/validate';
import type { Invoice } from '../../nodes/shared/documents';
import { aLine, anInvoice, coded, mappedTo } from '../fixtures/invoices';
import { masters, orderLine, rules } from '../fixtures/quickbooks-online';
import { bookedStrictly, refusalOf } from '../fixtures/refusals';

const plan = (invoice: Invoice, given: Rules = rules()) => planBill(bookedStrictly(invoice), given);

const refusal = (...given: Parameters<typeof plan>): string => refusalOf(() => plan(...given));

const vendor = (erpVendor: string): Partial<Invoice> => ({ supplier: mappedTo(erpVendor) });
const line = (erpAccount: string, erpDimensions: Record<string, string> = {}, amount = '100') =>
  aLine(amount, coded(amount, erpAccount, erpDimensions));
const on = (...given: Parameters<typeof line>): Partial<Invoice> => ({ lines: [line(...given)] });

describe('a bill is refused for', () => {
  it.each<[string, Partial<Invoice>, string]>([
    ['a vendor that is not there', vendor('NOBODY'), 'held erp.vendor'],
    ['a vendor by name', vendor('HARBOUR Ltd'), 'held erp.vendor'],
    ['an inactive vendor', vendor('GONE'), 'held erp.vendorInactive'],
    ['a number that is the id of another vendor', vendor('11'), 'held erp.ambiguous'],
    ['a foreign currency', { currency: 'EUR' }, 'held erp.currency'],
    ['an account that is not there', on('99999'), 'held erp.account'],
    ['an inactive account', on('69000'), 'held erp.accountInactive'],
    ['an inactive account by its name', on('Old Suspense'), 'held erp.accountInactive'],
    ['a bank account', on('10200'), 'held erp.accountType'],
    ['accounts payable', on('20000'), 'held erp.accountType'],
    ['an account in another currency', on('64000'), 'held erp.accountCurrency'],
    ['a class that is not there', on('61000', { class: 'Nowhere' }), 'held erp.dimension'],
    ['a class by its last name only', on('61000', { class: 'Export' }), 'held erp.dimension'],
    ['an inactive location', on('61000', { location: 'Old Yard' }), 'held erp.dimension'],
    ['a location of the entity that is not there', { erpEntity: 'Nowhere' }, 'held erp.dimension'],
    ['terms that are not there', { erpTerms: 'Net 99' }, 'held erp.terms'],
    ['no date', { invoiceDate: null, accountingDate: null }, 'held date.missing'],
    ['no lines', { lines: [], total: '0' }, 'held lines.missing'],
    ['parts of cents', { total: '100.001', lines: [aLine('100.001')] }, 'rejected amount.precision'],
  ])('%s', (_name, change, expected) => {
    expect(refusal(anInvoice(change))).toBe(expected);
  });

  it('a number that another vendor has, where the user wants that', () => {
    const given = { ...rules({ numberOfOther: 'hold' }), isTakenByOther: () => true };
    expect(refusal(anInvoice(), given)).toBe('held erp.duplicateNumber');
  });

  const apart = {
    total: '100',
    lines: [
      line('61000', { location: 'Main Office' }, '120'),
      line('61000', { location: 'North Yard' }, '-20'),
    ],
  };
  it('a part that is less than nothing, and tax codes of a split invoice', () => {
    expect(refusal(anInvoice(apart), rules({ departments: 'split' }))).toBe('held department.negative');
    const taxCodes = new Directory([
      { id: '91', name: 'S', number: '', active: true, rates: [{ id: '95', percent: '20' }] },
    ]);
    const abroad: Partial<Masters> = { company: { ...masters().company, hasTax: true }, taxCodes };
    const charges: Invoice['charges'] = [
      { kind: 'tax1', name: null, amount: '20', erpBooking: 'tax', erpCode: 'S', erpDimensions: {} },
    ];
    const taxed = anInvoice({ ...apart, total: '120', charges });
    expect(refusal(taxed, rules({ departments: 'split' }, abroad))).toBe('held department.tax');
  });

  it('several orders of one number, and order lines that nobody can tell', () => {
    const order = (id: string) => ({
      ...{ id, number: 'PO-1', vendor: '11', isOpen: true },
      lines: [orderLine('1'), orderLine('2')],
    });
    const ordered = (lineNumber: string | null, more: Partial<Invoice['lines'][number]> = {}) =>
      anInvoice({ lines: [aLine('100', { purchaseOrder: { number: 'PO-1', line: lineNumber }, ...more })] });
    const book = (...orders: Array<ReturnType<typeof order>>): Partial<Masters> => ({
      orders: { orders: new Map([['PO-1', orders]]), hasItems: false },
    });
    expect(refusal(ordered('1'), rules({}, book(order('1'), order('2'))))).toBe('held po.several');
    const strict = rules({ purchaseOrders: 'linkOrHold' }, book(order('1')));
    expect(refusal(ordered('9'), strict)).toBe('held po.missing');
    expect(refusal(ordered(null), strict)).toBe('held po.missing');
    expect(refusal(ordered('2'), strict)).toBe('none');
    const silent = { splits: [{ segments: [], amount: '100', erpAccount: null, erpDimensions: {} }] };
    expect(refusal(ordered('9', silent), rules({}, book(order('1'))))).toBe('held po.missing');
  });
});

describe('what a refused bill would have taken of an order', () => {
  it('is free for the next one', () => {
    const orders = new Map([
      [
        'PO-1',
        [{ id: '1', number: 'PO-1', vendor: '11', isOpen: true, lines: [orderLine('1', { amount: '100' })] }],
      ],
    ]);
    const given = rules({}, { orders: { orders, hasItems: false } });
    const ordered = aLine('100', { purchaseOrder: { number: 'PO-1', line: '1' } });
    expect(refusal(anInvoice({ total: '200', lines: [ordered, line('99999')] }), given)).toBe(
      'held erp.account',
    );
    expect(refusal(anInvoice({ lines: [ordered] }), given)).toBe('none');
    expect(refusal(anInvoice({ lines: [ordered] }), given)).toBe('held po.overBilled');
  });
});

describe('codes of the mapping', () => {
  const accountOf = (code: string, settings: Partial<QuickBooksSettings> = {}) =>
    plan(anInvoice(on(code)), rules(settings)).plan.parts[0]?.lines[0]?.account;

  it.each([
    '33',
    '63000',
    'Freight:Inbound',
    'freight:inbound',
    'id:33',
    'number:63000',
    'name:Freight:Inbound',
  ])('%s means the account', (code) => {
    expect(accountOf(code)).toBe('33');
  });

  it('mean a vendor by number or id, spelled out where both would do', () => {
    const vendorOf = (code: string) => plan(anInvoice(vendor(code))).plan.vendor;
    expect([vendorOf('HARBOUR'), vendorOf('12'), vendorOf('id:11'), vendorOf('number:11')]).toEqual([
      ...['11', '12', '11', '15'],
    ]);
  });
});
