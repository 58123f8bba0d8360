/** What an invoice is refused for before it is sent to Exact Online, and how its codes are read. */
import { billDocument } from '../../nodes/ExactOnline/documents';
import { differences } from '../../nodes/ExactOnline/ledger/answer';
import type { Rules } from '../../nodes/ExactOnline/ledger/validate';
import { planBill } from '../../nodes/ExactOnline/ledger/validate';
import type { Invoice } from '../../nodes/shared/documents';
import { rules } from '../fixtures/exact-online';
import { aLine, anInvoice, coded, mappedTo } from '../fixtures/invoices';
import { bookedStrictly, refusalOf } from '../fixtures/refusals';

const plan = (invoice: Invoice, given: Rules = rules()) => planBill(bookedStrictly(invoice), given);

const refusal = (...given: Parameters<typeof plan>): string => refusalOf(() => plan(...given));

const vendor = (erpVendor: string): Partial<Invoice> => ({ supplier: mappedTo(erpVendor) });
const line = (erpAccount: string, erpDimensions: Record<string, string> = {}, amount = '100') =>
  aLine(amount, coded(amount, erpAccount, erpDimensions));
const on = (...given: Parameters<typeof line>): Partial<Invoice> => ({ lines: [line(...given)] });
const taxed = (...codes: string[]): Partial<Invoice> => ({
  total: String(100 + 21 * codes.length),
  charges: codes.map((erpCode) => ({
    ...{ kind: 'tax1', name: null, amount: '21', erpBooking: 'tax', erpCode, erpDimensions: {} },
  })),
  lines: [line('61000')],
});

describe('an invoice is refused for', () => {
  it.each<[string, Partial<Invoice>, string]>([
    ['a supplier that is not there', vendor('NOBODY'), 'held erp.vendor'],
    ['a supplier by name', vendor('HARBOUR Ltd'), 'held erp.vendor'],
    ['a relation that is no supplier', vendor('FERRY'), 'held erp.vendor'],
    ['a blocked supplier', vendor('GONE'), 'held erp.vendorInactive'],
    ['a supplier that has ended', vendor('ENDED'), 'held erp.vendorInactive'],
    ['an account that is not there', on('99999'), 'held erp.account'],
    ['a blocked account', on('69000'), 'held erp.accountInactive'],
    ['payables', on('16000'), 'held erp.accountType'],
    ['a cost center that is not there', on('61000', { costCenter: 'NEW' }), 'held erp.dimension'],
    ['an inactive cost center', on('61000', { costCenter: 'OLD' }), 'held erp.dimension'],
    ['a cost unit that has ended', on('61000', { costUnit: 'PAST' }), 'held erp.dimension'],
    ['a cost unit of the entity that is not there', { erpEntity: 'NEW' }, 'held erp.dimension'],
    ['a cost unit that the account demands', on('64000'), 'held erp.dimensionMissing'],
    ['terms that are not there', { erpTerms: '99' }, 'held erp.terms'],
    ['no terms at all', { ...vendor('QUARRY'), dueDate: null }, 'held erp.termsMissing'],
    ['no date', { invoiceDate: null, accountingDate: null }, 'held date.missing'],
    ['a year without periods', { accountingDate: '2031-01-01' }, 'rejected period.closed'],
    ['no lines', { lines: [], total: '0' }, 'held lines.missing'],
    ['parts of cents', { total: '100.001', lines: [aLine('100.001')] }, 'rejected amount.precision'],
    ['an account with VAT, without tax', on('62000'), 'held erp.taxCode'],
    ['a VAT code that is not there', taxed('7'), 'held erp.taxCode'],
    ['a blocked VAT code', taxed('8'), 'held erp.taxCode'],
    ['a VAT code for sales', taxed('9'), 'held erp.taxCode'],
    ['tax with a code of nothing', taxed('0'), 'held erp.taxCode'],
    ['tax with a code of reverse charge', taxed('5'), 'held erp.taxCode'],
    ['tax without a code', taxed(''), 'held erp.taxCode'],
    ['tax with two codes', taxed('1', '2'), 'held charge.tax'],
  ])('%s', (_name, change, expected) => {
    expect(refusal(anInvoice(change))).toBe(expected);
  });

  it.each<[string, Partial<Invoice>, Parameters<typeof rules>, string]>([
    [
      'a number too long, where the user wants that',
      { supplierInvoiceNumber: 'N'.repeat(51) },
      [{ longNumbers: 'hold' }],
      'rejected field.length',
    ],
    ['another division', { erpEntity: '124133' }, [{ entity: 'division' }], 'held erp.division'],
    ['no account for the invoice type', {}, [{ account: 'invoiceType' }], 'held unmapped.invoiceType'],
    ['several journals', {}, [{}, { journals: [journal('60'), journal('61')] }], 'held erp.journal'],
    ['a journal that is not there', {}, [{ journal: '99' }], 'held erp.journal'],
    [
      'a currency that the journal does not take',
      {},
      [{}, { journals: [journal('60', false)] }],
      'held erp.currency',
    ],
    ['a code without tax that is not there', {}, [{ untaxedCode: '7' }], 'held erp.taxCode'],
    ['a code without tax that has some', {}, [{ untaxedCode: '2' }], 'held erp.taxCode'],
  ])('%s', (_name, change, given, expected) => {
    expect(refusal(anInvoice(change), rules(...given))).toBe(expected);
  });
});

function journal(code: string, takesCurrencies = true) {
  return { code, currency: '', takesCurrencies };
}

describe('an invoice is taken', () => {
  const body = (change: Partial<Invoice>, ...given: Parameters<typeof rules>) =>
    billDocument(plan(anInvoice(change), rules(...given)).plan).body as {
      Journal: string;
      DueDate?: string;
      PurchaseEntryLines: Array<Record<string, unknown>>;
    };

  it('with codes in whatever case, and a supplier by its GUID', () => {
    const byGuid = vendor('00000000-0000-4000-8000-000000000011');
    const [booked] = body({ ...byGuid, ...on('61000', { 'Cost Centre': 'adm' }) }).PurchaseEntryLines;
    expect(booked).toMatchObject({ CostCenter: 'ADM' });
  });

  it('with the entity as cost unit, as cost center, or as nothing', () => {
    const of = (entity: 'costUnit' | 'costCenter' | 'none', erpEntity: string) =>
      body({ erpEntity, ...on('61000') }, { entity }).PurchaseEntryLines[0];
    expect(of('costUnit', 'MILL')).toMatchObject({ CostUnit: 'MILL' });
    expect(of('costCenter', 'ADM')).toMatchObject({ CostCenter: 'ADM' });
    expect(of('none', 'MILL')).not.toHaveProperty('CostUnit');
    const { notCarried } = plan(anInvoice({ erpEntity: 'MILL', ...on('61000') }), rules({ entity: 'none' }));
    expect(notCarried).toEqual(['entity MILL']);
  });

  it('where the account has a cost center of its own, and with VAT codes that add nothing', () => {
    expect(refusal(anInvoice(on('65000')))).toBe('none');
    // reverse charge: the supplier gets none of it
    expect(refusal(anInvoice(on('66000')))).toBe('none');
    expect(body(on('62000'), { untaxedCode: '0' }).PurchaseEntryLines[0]).toMatchObject({ VATCode: '0' });
    expect(body(taxed(''), { taxCode: '1' }).PurchaseEntryLines[0]).toMatchObject({
      ...{ AmountFC: 100, VATCode: '1', VATAmountFC: 21 },
    });
  });

  it('on the journal that is chosen, and a credit due on its day where nobody says when', () => {
    const two = { journals: [journal('60'), journal('61')] };
    expect(body({}, { journal: '61' }, two).Journal).toBe('61');
    const credit = { ...vendor('QUARRY'), type: 'creditMemo' as const, total: '-100', dueDate: null };
    expect(body({ ...credit, ...on('61000', {}, '-100') }).DueDate).toBe('2026-06-15');
  });
});

describe('the answer is not what was sent', () => {
  const entry = billDocument(plan(anInvoice({ id: '7', ...taxed('1') })).plan);
  const record = {
    ...{ AmountFC: 121, VATAmountFC: 21, Supplier: entry.body.Supplier, Currency: 'USD', Journal: '60' },
    ...{ YourRef: entry.body.YourRef, Description: entry.body.Description, ReportingYear: 2026 },
    ...{ ReportingPeriod: 6, EntryDate: `/Date(${Date.UTC(2026, 5, 15)})/` },
  };
  const found = (change: object) => differences(entry, { ...record, ...change });
  const fields = (list: Array<{ field: string }>) => list.map(({ field }) => field);

  it('in nothing', () => {
    expect(found({})).toEqual({ money: [], coding: [] });
    // whether the header is with or without VAT is open
    expect(found({ AmountFC: 100 })).toEqual({ money: [], coding: [] });
  });

  it.each<[string, object]>([
    ['an amount of nothing, as where only AmountDC was taken', { AmountFC: 0 }],
    ['no amount', { AmountFC: null }],
    ['another amount', { AmountFC: 121.01 }],
    ['the amount without VAT, and other VAT', { AmountFC: 100, VATAmountFC: 20.99 }],
    ['the amount with another sign', { AmountFC: -121 }],
  ])('in %s', (_name, change) => {
    expect(fields(found(change).money)).toEqual(['AmountFC']);
  });

  it('in supplier, currency, number, date, period, journal or key', () => {
    expect(fields(found({ Supplier: '00000000-0000-4000-8000-000000000012' }).money)).toEqual(['Supplier']);
    expect(fields(found({ Currency: 'EUR' }).money)).toEqual(['Currency']);
    const other = {
      YourRef: 'X',
      Journal: '61',
      ReportingPeriod: 7,
      EntryDate: '/Date(0)/',
      Description: 'x',
    };
    expect(fields(found(other).coding).sort()).toEqual(
      ['Description', 'EntryDate', 'Journal', 'ReportingPeriod', 'YourRef'].sort(),
    );
  });

  it('in its lines, where the answer shows them', () => {
    const lines = entry.body.PurchaseEntryLines as object[];
    expect(found({ PurchaseEntryLines: { results: lines } })).toEqual({ money: [], coding: [] });
    const wrong = { ...lines[0], AmountFC: 1, GLAccount: null };
    expect(fields(found({ PurchaseEntryLines: { results: [wrong] } }).money)).toEqual([
      ...['Line 1 AmountFC', 'Line 1 GLAccount'],
    ]);
    expect(fields(found({ PurchaseEntryLines: { results: [wrong, wrong] } }).money)).toEqual([
      'PurchaseEntryLines',
    ]);
  });
});
