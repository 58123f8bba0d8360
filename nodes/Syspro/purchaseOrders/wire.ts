/**
 * The documents of PORTOI that write purchase orders, elements in the order of the sample. Pure. Nothing is kept unless
 * ValidateOnly says N (reference 2.4).
 */
import type { XmlFields } from '../transport/xml';
import type { FoundLine, FoundOrder } from './found';
import type { OrderSettings, WantedLine, WantedOrder } from './wanted';

/** Warehouse of what is not stocked. */
const NOT_STOCKED = '**';

/** What is to change in an order that is there. */
export interface OrderChanges {
  header: Partial<Pick<WantedOrder, 'date' | 'dueDate'>>;
  changed: Array<{ line: WantedLine; there: FoundLine }>;
  added: WantedLine[];
  removed: FoundLine[];
}

/** Parameters of the posting; the prices are JAGGAER's, and what it approved for nothing costs nothing. */
export const orderParameters = ({ newStatus }: OrderSettings): XmlFields => ({
  PostPurchaseOrders: {
    Parameters: {
      ValidateOnly: 'N',
      IgnoreWarnings: 'N',
      AllowNonStockItems: 'Y',
      AllowZeroPrice: 'Y',
      AllowBlankLedgerCode: 'Y',
      Status: newStatus,
    },
  },
});

/** The document of one order or several. */
export const ordersDocument = (orders: XmlFields[]): XmlFields => ({
  PostPurchaseOrders: { Orders: orders },
});

/** A new order; its number is SYSPRO's own unless the company numbers by hand. */
export const newOrder = (order: WantedOrder, settings: OrderSettings): XmlFields => ({
  OrderHeader: {
    OrderActionType: 'A',
    Supplier: order.supplier,
    CustomerPoNumber: order.number,
    OrderDate: order.date,
    DueDate: order.dueDate || undefined,
    PurchaseOrder: settings.numbering === 'jaggaer' ? order.number : undefined,
  },
  OrderDetails: {
    StockLine: order.lines.map((line) => lineOf('A', line.line, line, order.dueDate, settings)),
  },
});

/** An order with what changes. */
export function changedOrder(
  found: FoundOrder,
  { dueDate }: WantedOrder,
  { header, changed, added, removed }: OrderChanges,
  settings: OrderSettings,
): XmlFields {
  // a number that is taken is left to SYSPRO
  const taken = new Set(found.lines.map(({ line }) => line));
  const lines = [
    ...changed.map(({ line, there }) => lineOf('C', there.line, line, dueDate, settings)),
    ...removed.map(({ line, mark }) => ({
      ...{ PurchaseOrderLine: line, LineActionType: 'D', StockCode: mark },
    })),
    ...added.map((line) => lineOf('A', taken.has(line.line) ? '' : line.line, line, dueDate, settings)),
  ];
  return {
    OrderHeader: {
      OrderActionType: 'C',
      Supplier: found.supplier,
      OrderDate: header.date,
      DueDate: header.dueDate,
      PurchaseOrder: found.number,
    },
    ...(lines.length > 0 ? { OrderDetails: { StockLine: lines } } : {}),
  };
}

/** D cancels an order [inferred]. */
export const cancelledOrder = (found: FoundOrder): XmlFields => ({
  OrderHeader: { OrderActionType: 'D', Supplier: found.supplier, PurchaseOrder: found.number },
});

const lineOf = (
  action: 'A' | 'C',
  number: string,
  line: WantedLine,
  dueDate: string,
  { productClass, warehouse }: OrderSettings,
): XmlFields => ({
  PurchaseOrderLine: number || undefined,
  LineActionType: action,
  StockCode: line.mark,
  StockDescription: line.isStocked ? undefined : line.description,
  Warehouse: line.isStocked ? warehouse : NOT_STOCKED,
  OrderQty: line.quantity,
  OrderUom: line.unit || undefined,
  PriceMethod: 'M',
  Price: line.price,
  PriceUom: line.unit || undefined,
  LatestDueDate: dueDate || undefined,
  LedgerCode: line.ledgerCode || undefined,
  ProductClass: line.isStocked ? undefined : productClass,
});
