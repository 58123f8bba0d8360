/** What is decided about a purchase order, case by case. */
import type { FoundOrder } from '../../nodes/SageIntacct/purchaseOrders/found';
import { readOrder } from '../../nodes/SageIntacct/purchaseOrders/found';
import { planOrder } from '../../nodes/SageIntacct/purchaseOrders/plan';
import type { OrderSettings } from '../../nodes/SageIntacct/purchaseOrders/wanted';
import { numberIn } from '../../nodes/SageIntacct/purchaseOrders/wanted';
import type { PurchaseOrder } from '../../nodes/shared/documents';
import { Refusal } from '../../nodes/shared/outcome';
import { order, orderLine } from '../golden/sage-intacct/orders';

const SETTINGS: OrderSettings = {
  ...{ definition: 'Purchase Order', markField: 'MEMO', item: '', newState: '' },
  ...{ withCurrency: true, exchangeRateType: '' },
};
const line = (changes: Record<string, string> = {}) => ({
  ...{ LINE_NO: '0', ITEMID: 'ITEM-1', ITEMDESC: 'Copier paper <A4> & more', UNIT: 'Each', MEMO: 'PO-7-B/1' },
  ...{ QUANTITY: '12', PRICE: '9.99', QTY_CONVERTED: '0', LOCATIONID: '110', ...changes },
});
const found = (changes: Record<string, string> = {}, lines = [line()]): FoundOrder =>
  readOrder(
    {
      ...{ RECORDNO: '41', DOCID: 'Purchase Order-PO-7-B', DOCNO: 'PO-7-B', DOCPARID: 'Purchase Order' },
      ...{ STATE: 'Pending', CUSTVENDID: '20000', PONUMBER: 'JGR:test:northwind:5000007' },
      ...{ WHENCREATED: '06/15/2026', WHENDUE: '07/15/2026', CURRENCY: 'USD', TOTAL: '119.88' },
      ...{ WHENMODIFIED: '06/15/2026 02:00:00', ...changes },
    },
    lines,
    'MEMO',
  );
const plan = (one: PurchaseOrder, there: FoundOrder | null = null) => planOrder(one, there, SETTINGS);
const problem = (one: PurchaseOrder, there: FoundOrder | null = null) => {
  try {
    plan(one, there);
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('an order that Sage Intacct has', () => {
  it('is left alone where nothing differs, whatever the spelling of numbers', () => {
    expect(plan(order(), found({}, [line({ QUANTITY: '12.00', PRICE: '9.9900000' })])).differences).toEqual(
      [],
    );
  });

  it('is compared as it was entered, in its own unit and currency', () => {
    const shown = line({ QUANTITY: '144', UIQTY: '12', PRICE: '10.99', TRX_PRICE: '9.99' });
    expect(plan(order(), found({}, [shown])).differences).toEqual([]);
  });

  it('shows each difference', () => {
    const there = found({ WHENDUE: '07/01/2026' }, [line({ QUANTITY: '10', LOCATIONID: '210' })]);
    expect(plan(order(), there).differences).toEqual([
      { field: 'due date', expected: '2026-07-15', found: '2026-07-01' },
      { field: 'line 1 quantity', expected: '12', found: '10' },
      { field: 'line 1 LOCATIONID', expected: '110', found: '210' },
    ]);
  });

  it.each(['Submitted', 'In Progress', 'Converted', 'Partially Converted'])(
    'cannot be updated while it is %s, and says so with both values',
    (STATE) => {
      const changed = order({ lines: [orderLine({ quantity: '10' })] });
      expect(plan(order(), found({ STATE })).differences).toEqual([]);
      expect(problem(changed, found({ STATE }))).toMatchObject({
        outcome: STATE.endsWith('Converted') ? 'differs' : 'held',
        cause: 'order.locked',
        reason: expect.stringMatching(/line 1 quantity: JAGGAER 10, Sage Intacct 12/) as string,
        owner: 'erp',
      });
    },
  );

  it('is over once it is over: closed or converted needs nothing, partly converted needs a person', () => {
    for (const STATE of ['Closed', 'Converted'])
      expect(plan(order({ state: 'cancelled' }), found({ STATE }))).toMatchObject({
        differences: [],
        note: `Purchase Order-PO-7-B is ${STATE} in Sage Intacct`,
      });
    expect(problem(order({ state: 'closed' }), found({ STATE: 'Partially Converted' }))).toMatchObject({
      outcome: 'differs',
      advice: expect.stringMatching(/^Purchasing: close the rest of it in Sage Intacct/) as string,
    });
    for (const STATE of ['Closed', 'Declined'])
      expect(problem(order(), found({ STATE })).cause).toBe('order.closed');
  });

  it('is closed when all its lines are cancelled', () => {
    const gone = order({ lines: [orderLine({ cancelled: true, quantity: '0' })] });
    expect(plan(gone, found()).payload).toEqual({
      update_potransaction: { '@key': 'Purchase Order-PO-7-B', state: 'Closed' },
    });
  });

  it('is kept as it is while JAGGAER approves a change', () => {
    expect(plan(order({ state: 'pending', lines: [] }), found())).toMatchObject({ differences: [] });
  });

  it('must be the same order: stamp, vendor and lines', () => {
    expect(problem(order(), found({ PONUMBER: 'JGR:test:northwind:5000008' })).cause).toBe('order.other');
    expect(problem(order(), found({ PONUMBER: 'by hand' })).cause).toBe('order.foreign');
    expect(problem(order(), found({ CUSTVENDID: '20001' })).cause).toBe('order.vendor');
    const strange = [line(), line({ LINE_NO: '1', MEMO: 'something' })];
    expect(problem(order(), found({}, strange))).toMatchObject({
      cause: 'order.lines',
      reason: expect.stringMatching(/^Line 2 of Purchase Order-PO-7-B/) as string,
    });
    expect(plan(order(), found({}, [line(), line({ MEMO: 'x', QUANTITY: '0' })])).differences).toEqual([]);
    const twice = [line(), line({ LINE_NO: '1' })];
    expect(problem(order(), found({}, twice)).cause).toBe('order.lines');
  });

  it('keeps a former vendor of the same supplier', () => {
    const moved = { ...order().supplier, erpVendor: '20001', erpVendorsEver: ['20001', '20000'] };
    expect(plan(order({ supplier: moved }), found()).differences).toEqual([]);
  });
});

describe('an order that Sage Intacct does not have', () => {
  it('is made only when it is approved', () => {
    expect(plan(order()).differences).toEqual([{ field: 'number', expected: 'PO-7-B', found: '' }]);
    for (const state of ['pending', 'closed', 'cancelled'] as const)
      expect(plan(order({ state }))).toMatchObject({ differences: [], note: expect.any(String) as string });
    expect(problem(order({ state: 'unknown', status: 'Stage 4' }))).toMatchObject({
      outcome: 'held',
      cause: 'order.status',
      reason: expect.stringMatching(/“Stage 4”/) as string,
    });
  });

  it('is held with what it lacks', () => {
    const causes = [
      order({ supplier: { ...order().supplier, erpVendor: null } }),
      order({ date: null }),
      order({ lines: [orderLine({ erpItem: null })] }),
      order({
        lines: [
          orderLine({
            splits: [{ segments: [], amount: '1', erpAccount: null, erpDimensions: { region: 'EU' } }],
          }),
        ],
      }),
    ].map((one) => problem(one).cause);
    expect(causes).toEqual(['unmapped.supplier', 'order.date', 'unmapped.item', 'setting.dimension']);
  });
});

it('cuts the known definition off a document id, dashes in both', () => {
  expect(numberIn('Purchase Order', 'Purchase Order-PO-7-B')).toBe('PO-7-B');
  expect(numberIn('Non-PO Order', 'Non-PO Order-A-1')).toBe('A-1');
  expect(numberIn('Purchase Order', 'Receiver-A-1')).toBe('Receiver-A-1');
});
