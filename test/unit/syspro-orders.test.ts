/** What is decided about a purchase order, case by case, and the exact document. */
import { readOrder } from '../../nodes/Syspro/purchaseOrders/found';
import type { FoundOrder } from '../../nodes/Syspro/purchaseOrders/found';
import { planOrder } from '../../nodes/Syspro/purchaseOrders/plan';
import type { OrderSettings } from '../../nodes/Syspro/purchaseOrders/wanted';
import type { PurchaseOrder } from '../../nodes/shared/documents';
import { Refusal } from '../../nodes/shared/outcome';

const SETTINGS: OrderSettings = {
  ledgerCode: ({ erpAccount, erpDimensions }) => `${erpAccount}-${erpDimensions.costCentre}`,
  ...{ productClass: 'GEN', warehouse: 'FG', unit: 'EA', numbering: 'syspro', newStatus: '4' },
};
const SUPPLIERS = {
  isSame: (a: string, b: string) => a.replace(/^0+/, '') === b.replace(/^0+/, ''),
  currencyOf: (code: string) => (code.replace(/^0+/, '') === '7' ? 'USD' : null),
};
const split = (amount: string, costCentre = '100', erpAccount: string | null = '6220') => ({
  ...{ segments: [], amount, erpAccount, erpDimensions: { costCentre } },
});
type Line = PurchaseOrder['lines'][number];
const orderLine = (change: Partial<Line> = {}): Line => ({
  ...{ number: '1', description: 'Copier paper <A4>', quantity: '12', unitPrice: '9.99', unit: 'EA' },
  ...{ erpUnit: null, cancelled: false, catalogNumber: null, commodityCode: null, erpItem: null },
  ...{ customFields: {}, splits: [split('119.88')], ...change },
});
const order = (change: Partial<PurchaseOrder> = {}): PurchaseOrder => ({
  ...{ document: 'purchaseOrder', environment: 'test', tenant: 'northwind', id: '5000007', number: 'PO-7' },
  ...{ revision: null, status: 'Completed', state: 'open', currency: 'USD', total: '119.88' },
  supplier: {
    ...{ id: '311', number: '12', name: 'Harbour Street', duns: null, vatNumber: null },
    ...{ erpVendor: '7', erpVendorsEver: ['7'] },
  },
  ...{ date: '2026-06-15', dueDate: '2026-07-15', businessUnit: null, erpEntity: null, terms: null },
  ...{ erpTerms: null, customFields: {}, lastUpdate: null, lines: [orderLine()], mapping: null, ...change },
});
const row = (change: Record<string, string> = {}) => ({
  ...{ Line: '   1', LineType: '1', MStockCode: 'PO-7/1', MStockDes: 'Copier paper <A4>', MWarehouse: '**' },
  ...{ MOrderQty: '     12.000000', MReceivedQty: '0.000000', MOrderUom: 'EA', MPrice: '9.99000' },
  ...{ MLatestDueDate: '2026-07-15', MGlCode: '6220-100', MCompleteFlag: '', ...change },
});
const found = (change: Record<string, string> = {}, lines = [row()]): FoundOrder =>
  readOrder(
    {
      ...{ PurchaseOrder: '000000000000547', OrderStatus: '4', Supplier: '000000000000007', Currency: 'USD' },
      ...{ OrderEntryDate: '2026-06-15', OrderDueDate: '2026-07-15', CustomerPoNumber: 'PO-7', ...change },
    },
    lines,
  );
const plan = (one: PurchaseOrder, there: FoundOrder | null = null, settings = SETTINGS) =>
  planOrder(one, there, SUPPLIERS, settings);
const problem = (one: PurchaseOrder, there: FoundOrder | null = null, settings = SETTINGS) => {
  try {
    plan(one, there, settings);
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('an order that SYSPRO does not have', () => {
  it('is this document', () => {
    expect(plan(order()).payload).toEqual({
      OrderHeader: {
        ...{ OrderActionType: 'A', Supplier: '7', CustomerPoNumber: 'PO-7', OrderDate: '2026-06-15' },
        DueDate: '2026-07-15',
      },
      OrderDetails: {
        StockLine: [
          {
            ...{ PurchaseOrderLine: '1', LineActionType: 'A', StockCode: 'PO-7/1', Warehouse: '**' },
            ...{ StockDescription: 'Copier paper <A4>', OrderQty: '12.000000', OrderUom: 'EA' },
            ...{ PriceMethod: 'M', Price: '9.99000', PriceUom: 'EA', LatestDueDate: '2026-07-15' },
            ...{ LedgerCode: '6220-100', ProductClass: 'GEN' },
          },
        ],
      },
    });
  });

  it('has its elements in the order of the sample', () => {
    const { OrderHeader, OrderDetails } = plan(order(), null, { ...SETTINGS, numbering: 'jaggaer' })
      .payload as Record<string, Record<string, Array<Record<string, unknown>>>>;
    expect(Object.keys(OrderHeader ?? {})).toEqual([
      ...['OrderActionType', 'Supplier', 'CustomerPoNumber', 'OrderDate', 'DueDate', 'PurchaseOrder'],
    ]);
    expect(Object.keys(OrderDetails?.StockLine?.[0] ?? {})).toEqual([
      ...['PurchaseOrderLine', 'LineActionType', 'StockCode', 'StockDescription', 'Warehouse', 'OrderQty'],
      ...['OrderUom', 'PriceMethod', 'Price', 'PriceUom', 'LatestDueDate', 'LedgerCode', 'ProductClass'],
    ]);
  });

  it('has a line for each ledger code, and numbers that are given come first', () => {
    const lines = [
      orderLine({ quantity: '3', unitPrice: '10', splits: [split('10'), split('15', '200'), split('5')] }),
      orderLine({ number: '2', cancelled: true }),
      orderLine({ number: '3', quantity: '1', unitPrice: '4', splits: [split('4')] }),
    ];
    const { OrderDetails } = plan(order({ lines })).payload as {
      OrderDetails: { StockLine: Array<Record<string, string>> };
    };
    expect(
      OrderDetails.StockLine.map((line) => [
        ...[line.PurchaseOrderLine, line.StockCode, line.LedgerCode, line.OrderQty],
      ]),
    ).toEqual([
      ['1', 'PO-7/1', '6220-100', '1.5'],
      ['3', 'PO-7/3', '6220-100', '1.000000'],
      [undefined, 'PO-7/1#2', '6220-200', '1.5'],
    ]);
  });

  it('orders a stocked item from a warehouse, with the item’s own account', () => {
    const lines = [orderLine({ erpItem: 'A100', splits: [split('119.88', '100', null)] })];
    const { OrderDetails } = plan(order({ lines })).payload as {
      OrderDetails: { StockLine: Array<Record<string, string>> };
    };
    expect(OrderDetails.StockLine[0]).toMatchObject({ StockCode: 'A100', Warehouse: 'FG' });
    expect(OrderDetails.StockLine[0]).toMatchObject({ LedgerCode: undefined, ProductClass: undefined });
  });

  it.each<[string, Partial<PurchaseOrder>, Partial<OrderSettings>]>([
    ['order.currency', { currency: 'EUR' }, {}],
    ['erp.vendor', { supplier: { ...order().supplier, erpVendor: '8' } }, {}],
    ['unmapped.supplier', { supplier: { ...order().supplier, erpVendor: null } }, {}],
    ['order.date', { date: null }, {}],
    ['order.number', { number: 'P'.repeat(31) }, {}],
    ['order.number', { number: 'P'.repeat(21) }, { numbering: 'jaggaer' }],
    ['order.lineMark', { number: 'P'.repeat(29) }, {}],
    ['setting.productClass', {}, { productClass: '' }],
    ['setting.warehouse', { lines: [orderLine({ erpItem: 'A100' })] }, { warehouse: '' }],
    [
      'order.repeated',
      { lines: [orderLine({ erpItem: 'A100' }), orderLine({ number: '2', erpItem: 'A100' })] },
      {},
    ],
    ['order.status', { state: 'unknown' }, {}],
  ])('is held: %s', (cause, change, settings) => {
    expect(problem(order(change), null, { ...SETTINGS, ...settings })).toMatchObject({
      ...{ outcome: 'held', cause },
    });
  });

  it('is not created while it is in approval, or when it is over', () => {
    for (const state of ['pending', 'closed', 'cancelled'] as const)
      expect(plan(order({ state }))).toMatchObject({ differences: [], note: expect.any(String) as string });
  });
});

describe('an order that SYSPRO has', () => {
  it('is left alone where nothing differs, whatever the spelling of numbers and keys', () => {
    expect(plan(order(), found()).differences).toEqual([]);
    expect(plan(order(), found({ OrderStatus: '9' }, [row({ MReceivedQty: '12' })])).differences).toEqual([]);
  });

  it('is changed line by line: changed, added, gone', () => {
    const lines = [
      orderLine({ quantity: '13', splits: [split('129.87')] }),
      orderLine({ number: '3', quantity: '1', unitPrice: '4', splits: [split('4')] }),
    ];
    const there = found({ OrderDueDate: '2026-07-01' }, [row(), row({ Line: '2', MStockCode: 'PO-7/2' })]);
    const change = plan(order({ lines }), there);
    expect(change.differences).toEqual([
      { field: 'due date', expected: '2026-07-15', found: '2026-07-01' },
      { field: 'line 1 quantity', expected: '13.000000', found: '12' },
      { field: 'line 3', expected: '1.000000 × 4.00000', found: '' },
      { field: 'line 2', expected: 'gone', found: '12 × 9.99' },
    ]);
    expect(change.payload).toMatchObject({
      OrderHeader: {
        OrderActionType: 'C',
        PurchaseOrder: '547',
        DueDate: '2026-07-15',
        OrderDate: undefined,
      },
      OrderDetails: {
        StockLine: [
          { PurchaseOrderLine: '1', LineActionType: 'C', OrderQty: '13.000000' },
          { PurchaseOrderLine: '2', LineActionType: 'D' },
          { PurchaseOrderLine: '3', LineActionType: 'A', StockCode: 'PO-7/3' },
        ],
      },
    });
  });

  it('keeps freight, charges and comments that people added', () => {
    const lines = [row(), row({ Line: '2', LineType: '6', MStockCode: '' })];
    expect(plan(order(), found({}, lines)).differences).toEqual([]);
  });

  it('is not changed where goods of the line were received, and may grow where not', () => {
    const received = row({ MReceivedQty: '5.000000' });
    const more = orderLine({ quantity: '13', splits: [split('129.87')] });
    expect(problem(order({ lines: [more] }), found({}, [received]))).toMatchObject({
      ...{ outcome: 'differs', cause: 'order.locked' },
    });
    const added = orderLine({ number: '2' });
    expect(plan(order({ lines: [orderLine(), added] }), found({}, [received])).differences).toHaveLength(1);
  });

  it('is cancelled when it is over in JAGGAER, unless goods have come', () => {
    const over = order({ state: 'cancelled' });
    expect(plan(over, found()).payload).toEqual({
      OrderHeader: { OrderActionType: 'D', Supplier: '000000000000007', PurchaseOrder: '547' },
    });
    expect(plan(over, found({ OrderStatus: '*' })).differences).toEqual([]);
    expect(plan(over, found({}, [row({ MReceivedQty: '12' })])).differences).toEqual([]);
    expect(problem(over, found({}, [row({ MReceivedQty: '1' })]))).toMatchObject({
      ...{ outcome: 'differs', cause: 'order.locked' },
    });
    const nothingLeft = order({ lines: [orderLine({ cancelled: true })] });
    expect(plan(nothingLeft, found()).differences).toHaveLength(1);
  });

  it('is told where it is another supplier’s, was cancelled there, or has lines of others', () => {
    const foreign = row({ Line: '2', MStockCode: 'A100', MStockDes: 'Added by hand' });
    expect(problem(order(), found({ Supplier: '000000000000008' }))).toMatchObject({ cause: 'order.vendor' });
    expect(problem(order(), found({ OrderStatus: '*' }))).toMatchObject({ cause: 'order.closed' });
    expect(problem(order(), found({}, [row(), foreign]))).toMatchObject({ cause: 'order.lines' });
    expect(problem(order(), found({}, [row(), row({ Line: '9' })]))).toMatchObject({ cause: 'order.lines' });
  });
});
