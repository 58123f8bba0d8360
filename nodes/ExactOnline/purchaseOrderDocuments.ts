/**
 * Purchase orders of Exact Online → the canonical document; pure functions. A line always orders an item and has no GL account
 * of its own: it is the item's (reference 3.4).
 */
import type { OrderState, Origin, PurchaseOrder, PurchaseOrderLine, Segment } from '../shared/documents';
import type { Decimal } from '../shared/money';
import { readDecimal, round, sum, times } from '../shared/money';
import type { Json } from './transport/wire';
import { dateAt, instantAt, isTrue, textAt } from './transport/wire';

const LINE_FIELDS = [
  ...['ID', 'LineNumber', 'Item', 'ItemCode', 'ItemDescription', 'Description', 'QuantityInPurchaseUnits'],
  ...['Unit', 'UnitPrice', 'NetPrice', 'CostCenter', 'CostUnit', 'ProjectCode', 'SupplierItemCode', 'Notes'],
];

const HEADER_FIELDS = [
  ...['PurchaseOrderID', 'OrderNumber', 'OrderDate', 'ReceiptDate', 'Supplier', 'SupplierCode'],
  ...['SupplierName', 'Currency', 'Description', 'YourRef', 'PaymentCondition', 'WarehouseCode'],
  ...['OrderStatus', 'ReceiptStatus', 'InvoiceStatus', 'ApprovalStatus', 'AmountFC', 'AmountFCExclVat'],
  ...['Modified'],
];

/** To ask for orders with their lines in one answer. */
export const ORDER_QUERY = {
  select: [...HEADER_FIELDS, ...LINE_FIELDS.map((name) => `PurchaseOrderLines/${name}`)],
  expand: 'PurchaseOrderLines',
};

/** Of the feed, where header and lines are rows of one list, and a cost center's code has a field of its own. */
export const ORDER_FEED_FIELDS = [
  ...new Set([...HEADER_FIELDS, ...LINE_FIELDS, 'CostCenterCode', 'CostUnitCode']),
];

/** Of an item: the accounts that its orders are booked on. */
export const ITEM_FIELDS = [
  ...['ID', 'Code', 'IsStockItem', 'GLCostsCode', 'GLCostsDescription', 'GLStockCode', 'GLStockDescription'],
];

/** Which of an item's accounts a line gets; `item`: the stock account of stock items, else the cost account. */
export type LineAccount = 'item' | 'costs' | 'stock';

export interface WireOrder {
  header: Json;
  lines: Json[];
}

/** Puts the rows of the feed together: header rows have line number 0 (reference 3.4). */
export function ordersOfFeed(rows: readonly Json[]): WireOrder[] {
  const orders = new Map<string, WireOrder>();
  for (const row of rows) {
    const id = textAt(row, 'PurchaseOrderID');
    const known = orders.get(id) ?? { header: {}, lines: [] };
    if (textAt(row, 'LineNumber') === '0') known.header = row;
    else known.lines.push({ ...row, CostCenter: row.CostCenterCode, CostUnit: row.CostUnitCode });
    orders.set(id, known);
  }
  // a line that was read before its header is given with the next poll: any change moves both
  return [...orders.values()].filter(({ header }) => textAt(header, 'PurchaseOrderID') !== '');
}

/** Ids of the items that orders name. */
export const itemsOfOrders = (orders: readonly WireOrder[]): string[] => [
  ...new Set(orders.flatMap(({ lines }) => lines.map((line) => textAt(line, 'Item')))),
];

const STATUS_WORDS: Record<string, string> = {
  ...{ 10: 'Open', 20: 'Partial', 30: 'Complete', 40: 'Cancelled' },
};
const [AWAITING, COMPLETE, CANCELLED] = ['0', '30', '40'];

/**
 * `pending` until it is approved; `closed` once it is billed in full: what was received in full is still to be billed. A
 * status of another number is `unknown`.
 */
export function stateOfOrder(header: Json): OrderState {
  const status = textAt(header, 'OrderStatus');
  if (status === CANCELLED) return 'cancelled';
  if (textAt(header, 'ApprovalStatus') === AWAITING) return 'pending';
  if (textAt(header, 'InvoiceStatus') === COMPLETE) return 'closed';
  return status in STATUS_WORDS ? 'open' : 'unknown';
}

function statusOf(header: Json): string {
  const status = textAt(header, 'OrderStatus');
  if (status !== CANCELLED && textAt(header, 'ApprovalStatus') === AWAITING) return 'Awaiting approval';
  return STATUS_WORDS[status] ?? status;
}

/**
 * @param items the items that its lines name, by id
 * @param offset seconds that the server's clock is ahead of UTC
 */
export function purchaseOrderDocument(
  { header, lines }: WireOrder,
  items: ReadonlyMap<string, Json>,
  origin: Origin,
  { account, offset }: { account: LineAccount; offset: number },
): PurchaseOrder {
  const at = (name: string): string | null => textAt(header, name) || null;
  const sorted = [...lines].sort((a, b) => Number(a.LineNumber ?? 0) - Number(b.LineNumber ?? 0));
  const read = sorted.map((line) => lineOf(line, items.get(textAt(line, 'Item')) ?? {}, account));
  const code = textAt(header, 'SupplierCode');
  const amounts = read.flatMap(({ splits }) => splits.map(({ amount }) => amount));
  const given = ['YourRef', 'Description', 'WarehouseCode'].filter((name) => textAt(header, name) !== '');
  return {
    document: 'purchaseOrder',
    ...origin,
    id: textAt(header, 'PurchaseOrderID'),
    number: textAt(header, 'OrderNumber'),
    revision: null,
    status: statusOf(header),
    state: stateOfOrder(header),
    supplier: {
      ...{ id: textAt(header, 'Supplier'), number: code || null, name: textAt(header, 'SupplierName') },
      ...{ duns: null, vatNumber: null, erpVendor: code || null, erpVendorsEver: code ? [code] : [] },
    },
    currency: at('Currency'),
    // without VAT, as its lines are
    total: readDecimal(header.AmountFCExclVat) ?? sum(amounts),
    date: dateAt(header, 'OrderDate'),
    dueDate: dateAt(header, 'ReceiptDate'),
    ...{ businessUnit: null, erpEntity: null, terms: at('PaymentCondition'), erpTerms: null },
    customFields: Object.fromEntries(given.map((name) => [name, textAt(header, name)])),
    lastUpdate: instantAt(header, 'Modified', offset),
    lines: read,
    mapping: null,
  };
}

function lineOf(line: Json, item: Json, account: LineAccount): PurchaseOrderLine {
  const quantity = readDecimal(line.QuantityInPurchaseUnits) ?? '0';
  // what is paid after the line's discount
  const unitPrice = readDecimal(line.NetPrice) ?? readDecimal(line.UnitPrice) ?? '0';
  const gl = accountOf(item, account);
  const codes = { costCenter: textAt(line, 'CostCenter'), costUnit: textAt(line, 'CostUnit') };
  const segments: Segment[] = [
    segment('Account', gl.code, gl.description),
    segment('CostCenter', codes.costCenter, ''),
    segment('CostUnit', codes.costUnit, ''),
  ].filter(({ value }) => value !== '');
  const given = ['Notes', 'ProjectCode'].filter((name) => textAt(line, name) !== '');
  return {
    number: textAt(line, 'LineNumber'),
    description: textAt(line, 'Description') || textAt(line, 'ItemDescription'),
    ...{ quantity, unitPrice, unit: textAt(line, 'Unit') || null, erpUnit: null, cancelled: false },
    catalogNumber: textAt(line, 'SupplierItemCode') || null,
    commodityCode: null,
    erpItem: textAt(line, 'ItemCode') || null,
    customFields: Object.fromEntries(given.map((name) => [name, textAt(line, name)])),
    splits: [
      {
        segments,
        amount: lineAmount(quantity, unitPrice),
        erpAccount: gl.code || null,
        erpDimensions: Object.fromEntries(Object.entries(codes).filter(([, code]) => code !== '')),
      },
    ],
  };
}

const lineAmount = (quantity: Decimal, unitPrice: Decimal): Decimal => round(times(quantity, unitPrice));

const segment = (name: string, value: string, description: string): Segment => ({
  ...{ chart: 0, name, value, description: description || null },
});

/** Empty where the item cannot be read, or has no such account. */
function accountOf(item: Json, which: LineAccount): { code: string; description: string } {
  const [costs, stock] = ['GLCosts', 'GLStock'].map((name) => ({
    code: textAt(item, `${name}Code`),
    description: textAt(item, `${name}Description`),
  }));
  const none = { code: '', description: '' };
  if (which === 'costs') return costs ?? none;
  if (which === 'stock') return stock ?? none;
  return (isTrue(item, 'IsStockItem') && stock?.code ? stock : costs) ?? none;
}
