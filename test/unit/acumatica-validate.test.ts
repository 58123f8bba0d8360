import { planBill } from '../../nodes/Acumatica/ledger/validate';
import type { Invoice } from '../../nodes/shared/documents';
import type { Problem } from '../../nodes/shared/outcome';
import { acumaticaSettings, masters } from '../fixtures/acumatica';
import { aLine, anInvoice, coded, mappedTo } from '../fixtures/invoices';
import { bookedStrictly, problemOf } from '../fixtures/refusals';

type Change = Partial<ReturnType<typeof acumaticaSettings>>;

function plan(invoice: Invoice, change: Change = {}, known = masters(), used = new Map()) {
  return planBill(bookedStrictly(invoice), known, acumaticaSettings(change), used);
}

function refusal(invoice: Invoice, change: Change = {}, known = masters(), used = new Map()): Problem {
  const problem = problemOf(() => plan(invoice, change, known, used));
  if (!problem) throw new Error('nothing was refused');
  return problem;
}

const onAccount = (erpAccount: string, erpDimensions: Record<string, string> = { subaccount: '000-000' }) =>
  anInvoice({
    lines: [aLine('100', coded('100', erpAccount, erpDimensions))],
  });
const onOrder = (number: string, line: string | null, change: Partial<Invoice['lines'][number]> = {}) =>
  anInvoice({ lines: [aLine('100', { purchaseOrder: { number, line }, ...change })] });

describe('what is held or rejected before anything is sent', () => {
  it.each<[string, Invoice, string, Problem['outcome'], RegExp]>([
    [
      'vendor unknown',
      anInvoice({ supplier: mappedTo('NOBODY') }),
      'erp.vendor',
      'held',
      /NOBODY.*Harbour Paper Mills/,
    ],
    [
      'vendor inactive',
      anInvoice({ supplier: mappedTo('GONE') }),
      'erp.vendorInactive',
      'held',
      /GONE.*Inactive/,
    ],
    [
      'vendor currency',
      anInvoice({ supplier: mappedTo('QUARRY') }),
      'erp.vendorCurrency',
      'held',
      /EUR only/,
    ],
    ['currency unknown', anInvoice({ currency: 'XXX' }), 'erp.currency', 'held', /XXX/],
    ['branch unknown', anInvoice({ erpEntity: 'NOWHERE' }), 'erp.branch', 'held', /NOWHERE/],
    ['account unknown', onAccount('99999'), 'erp.account', 'held', /99999 of line 1/],
    ['account inactive', onAccount('69000'), 'erp.accountInactive', 'held', /69000.*not active/],
    ['no subaccount', onAccount('61000', {}), 'unmapped.subaccount', 'held', /61000.*needs a subaccount/],
    ['subaccount unknown', onAccount('61000', { subaccount: 'X' }), 'erp.subaccount', 'held', /X.*known/],
    [
      'subaccount inactive',
      onAccount('61000', { subaccount: 'OLD-001' }),
      'erp.subaccount',
      'held',
      /not active/,
    ],
    ['period closed', anInvoice({ accountingDate: '2026-05-31' }), 'period.closed', 'rejected', /052026/],
    [
      'period unknown',
      anInvoice({ accountingDate: '2031-05-31' }),
      'period.closed',
      'rejected',
      /no posting period/,
    ],
    [
      'number too long',
      anInvoice({ supplierInvoiceNumber: 'N'.repeat(41) }),
      'field.length',
      'rejected',
      /41 characters/,
    ],
    [
      'half cents',
      anInvoice({ total: '10.005', lines: [aLine('10.005')] }),
      'amount.precision',
      'rejected',
      /10.005/,
    ],
    ['order closed', onOrder('PO-CLOSED', '1'), 'po.closed', 'held', /Closed/],
    ['order line cancelled', onOrder('PO000050', '4'), 'po.closed', 'held', /line 4/],
    ['order twice', onOrder('PO-TWICE', '1'), 'po.several', 'held', /2 times/],
    [
      'over-billed',
      onOrder('PO000050', '1', { quantity: '11', unitPrice: '9.09' }),
      'po.overBilled',
      'held',
      /ordered for 10/,
    ],
    ['not received', onOrder('PO000050', '3'), 'po.notReceived', 'held', /0 received/],
  ])('%s', (_, invoice, cause, outcome, reason) => {
    const problem = refusal(invoice);
    expect(problem).toMatchObject({ cause, outcome });
    expect(problem.reason).toMatch(reason);
    expect(problem.advice).not.toBe('');
  });

  it('counts what earlier bills of the batch take from an order line', () => {
    const used = new Map();
    const half = onOrder('PO000050', '1', { quantity: '6', unitPrice: '16.67' });
    plan(half, {}, masters(), used);
    expect(refusal(half, {}, masters(), used).cause).toBe('po.overBilled');
  });

  it('holds a line without account whose order is missing', () => {
    const line = aLine('100', {
      purchaseOrder: { number: 'NEW', line: '1' },
      splits: [{ segments: [], amount: '100', erpAccount: null, erpDimensions: {} }],
    });
    expect(refusal(anInvoice({ lines: [line] })).cause).toBe('po.missing');
  });

  it('holds a missing order where the user wants it', () => {
    expect(refusal(onOrder('NEW', '1'), { purchaseOrders: 'linkOrHold' }).cause).toBe('po.missing');
  });
});

describe('what the user may decide otherwise', () => {
  const line = (invoice: Invoice, change: Change = {}, known = masters()) =>
    plan(invoice, change, known).plan.lines[0];

  it('posts before the receipt', () => {
    expect(line(onOrder('PO000050', '3'), { whenNotReceived: 'post' })?.order).toEqual({
      type: 'Normal',
      number: 'PO000050',
      line: 3,
    });
  });

  it('carries every order as text', () => {
    const planned = line(onOrder('PO000050', '1'), { purchaseOrders: 'text' });
    expect([planned?.order, planned?.text]).toEqual([null, 'PO PO000050/1 Copy paper']);
  });

  it('falls back to the default subaccount, and asks for none where the tenant has none', () => {
    expect(line(onAccount('61000', {}), { defaultSubaccount: 'ADM-001' })?.subaccount).toBe('ADM-001');
    expect(line(onAccount('61000', {}), {}, masters({ subaccounts: null }))?.subaccount).toBe('');
    expect(line(onAccount('64000', {}))?.subaccount).toBe('');
  });

  it('takes the next open period', () => {
    const late = anInvoice({ accountingDate: '2026-05-31' });
    expect(plan(late, { period: { date: 'accounting', whenClosed: 'nextOpen' } }).plan.period).toBe('062026');
    expect(refusal(late, { period: { date: 'accounting', whenClosed: 'hold' } }).outcome).toBe('held');
  });

  it('takes a foreign currency where the vendor allows it', () => {
    const vendors = new Map(masters().vendors);
    const quarry = vendors.get('QUARRY');
    if (quarry) vendors.set('QUARRY', { ...quarry, currencyOverride: true });
    expect(plan(anInvoice({ supplier: mappedTo('QUARRY') }), {}, masters({ vendors })).plan.period).toBe(
      '062026',
    );
  });

  it('compares codes without case, as the database does', () => {
    expect(line(onAccount('61000', { subaccount: 'adm-001' }))?.subaccount).toBe('adm-001');
    expect(plan(anInvoice({ supplier: mappedTo('harbour') })).plan.lines).toHaveLength(1);
  });
});

describe('what an order line cannot take', () => {
  it('lists a split order line as not linked', () => {
    const split = (amount: string) => ({
      segments: [],
      amount,
      erpAccount: '61000',
      erpDimensions: { subaccount: '000-000' },
    });
    const lines = [
      aLine('100', { purchaseOrder: { number: 'PO000050', line: '1' }, splits: [split('40'), split('60')] }),
    ];
    const { plan: planned, notCarried } = plan(anInvoice({ lines }));
    expect(planned.lines.map(({ order, text }) => [order, text])).toEqual([
      [null, 'PO PO000050/1 Copy paper'],
      [null, 'PO PO000050/1 Copy paper'],
    ]);
    expect(notCarried).toHaveLength(2);
  });

  it('links no credit memo', () => {
    const credit = anInvoice({
      type: 'creditMemo',
      total: '-100',
      lines: [aLine('-100', { purchaseOrder: { number: 'PO000050', line: '1' } })],
    });
    expect(plan(credit).plan.lines[0]?.order).toBeNull();
  });
});
