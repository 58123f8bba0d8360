/** Purchase orders of Exact Online as canonical documents. */
import {
  itemsOfOrders,
  ordersOfFeed,
  purchaseOrderDocument,
  stateOfOrder,
} from '../../nodes/ExactOnline/purchaseOrderDocuments';

const day = (text: string) => `/Date(${Date.parse(`${text}T00:00:00Z`)})/`;

const header = {
  ...{ PurchaseOrderID: 'po-1', OrderNumber: 4711, OrderDate: day('2026-06-01'), ReceiptDate: null },
  ...{ Supplier: 'guid-1', SupplierCode: '             10001', SupplierName: 'Alder Works', Currency: 'EUR' },
  ...{ Description: 'Maintenance', YourRef: null, PaymentCondition: '30', WarehouseCode: null },
  ...{ OrderStatus: 10, ReceiptStatus: 10, InvoiceStatus: 10, ApprovalStatus: 2, AmountFCExclVat: 95.5 },
  // on the server's clock, two hours ahead
  Modified: `/Date(${Date.parse('2026-06-02T10:00:00Z')})/`,
};
const line = {
  ...{ PurchaseOrderID: 'po-1', ID: 'l-1', LineNumber: 1, Item: 'item-1', ItemCode: 'P63100' },
  ...{ ItemDescription: 'Cleaning', Description: null, QuantityInPurchaseUnits: 3, Unit: 'uur     ' },
  ...{ UnitPrice: 35, NetPrice: 31.5, CostCenter: 'HR', CostUnit: null, Notes: 'Mondays' },
};
const stocked = {
  ...{ ...line, ID: 'l-2', LineNumber: 2, Item: 'item-2', ItemCode: 'P1', Description: 'Bolts', Notes: null },
  ...{ QuantityInPurchaseUnits: 1, UnitPrice: 1, NetPrice: null, CostCenter: null },
};
const items = new Map([
  ['item-1', { GLCostsCode: '63100', GLCostsDescription: 'Cleaning', GLStockCode: '30000' }],
  ['item-2', { IsStockItem: true, GLCostsCode: '63200', GLStockCode: '30000', GLStockDescription: 'Stock' }],
]);
const origin = { environment: 'test', tenant: '124132' } as const;
const rules = { account: 'item', offset: 7_200 } as const;
const orderOf = (lines: object[], more: object = {}) =>
  purchaseOrderDocument(
    { header: { ...header, ...more }, lines: lines.map((each) => ({ ...each })) },
    items,
    origin,
    rules,
  );

describe('a purchase order of Exact Online', () => {
  it('has codes without padding, prices after discount and the account of its item', () => {
    expect(orderOf([line])).toEqual({
      ...{ document: 'purchaseOrder', environment: 'test', tenant: '124132', id: 'po-1', number: '4711' },
      ...{ revision: null, status: 'Open', state: 'open', currency: 'EUR', total: '95.5' },
      supplier: {
        ...{ id: 'guid-1', number: '10001', name: 'Alder Works', duns: null, vatNumber: null },
        ...{ erpVendor: '10001', erpVendorsEver: ['10001'] },
      },
      ...{ date: '2026-06-01', dueDate: null, businessUnit: null, erpEntity: null },
      ...{ terms: '30', erpTerms: null, customFields: { Description: 'Maintenance' } },
      lastUpdate: '2026-06-02T08:00:00Z',
      lines: [
        {
          ...{ number: '1', description: 'Cleaning', quantity: '3', unitPrice: '31.5', unit: 'uur' },
          ...{ erpUnit: null, cancelled: false, catalogNumber: null, commodityCode: null },
          ...{ erpItem: 'P63100', customFields: { Notes: 'Mondays' } },
          splits: [
            {
              segments: [
                { chart: 0, name: 'Account', value: '63100', description: 'Cleaning' },
                { chart: 0, name: 'CostCenter', value: 'HR', description: null },
              ],
              ...{ amount: '94.50', erpAccount: '63100', erpDimensions: { costCenter: 'HR' } },
            },
          ],
        },
      ],
      mapping: null,
    });
  });

  it('gives stock items their stock account, unless another choice was made', () => {
    const accountsOf = (account: 'item' | 'costs' | 'stock') =>
      purchaseOrderDocument({ header, lines: [stocked, line] }, items, origin, {
        ...{ account, offset: 0 },
      }).lines.map(({ splits }) => splits[0]?.erpAccount);
    expect(accountsOf('item')).toEqual(['63100', '30000']);
    expect(accountsOf('costs')).toEqual(['63100', '63200']);
    expect(accountsOf('stock')).toEqual(['30000', '30000']);
  });

  it('has no account where its item cannot be read', () => {
    const [made] = orderOf([{ ...line, Item: 'gone' }]).lines;
    expect(made?.splits[0]?.erpAccount).toBeNull();
  });

  it('adds its lines up where Exact gives no total', () => {
    expect(orderOf([line, stocked], { AmountFCExclVat: null }).total).toBe('95.5');
  });

  it.each([
    ['open', { OrderStatus: 10, ApprovalStatus: 1, InvoiceStatus: 10 }],
    ['open', { OrderStatus: 30, ApprovalStatus: 2, InvoiceStatus: 20 }],
    ['pending', { OrderStatus: 10, ApprovalStatus: 0, InvoiceStatus: 10 }],
    ['closed', { OrderStatus: 30, ApprovalStatus: 2, InvoiceStatus: 30 }],
    ['cancelled', { OrderStatus: 40, ApprovalStatus: 0, InvoiceStatus: 20 }],
    ['unknown', { OrderStatus: 50, ApprovalStatus: 2, InvoiceStatus: 10 }],
  ])('is %s by its numbers', (state, given) => {
    expect(stateOfOrder(given)).toBe(state);
  });
});

describe('the feed of orders', () => {
  it('is put together by header and lines, with codes of cost centers in place of their ids', () => {
    const feed = [
      { ...header, ...line, LineNumber: 1, CostCenter: 'a-guid', CostCenterCode: 'HR', CostUnitCode: null },
      { ...header, LineNumber: 0 },
      { ...line, PurchaseOrderID: 'po-2' },
    ];
    const orders = ordersOfFeed(feed);
    expect(orders.map(({ header: head, lines }) => [head.OrderNumber, lines.length])).toEqual([[4711, 1]]);
    const [whole] = orders;
    if (!whole) throw new Error('no order');
    expect(purchaseOrderDocument(whole, items, origin, rules)).toEqual(orderOf([line]));
    expect(itemsOfOrders(orders)).toEqual(['item-1']);
  });
});
