/** Reads purchase orders with what their lines need: the accounts of the items. */
import type { PurchaseOrder } from '../shared/documents';
import type { LineAccount, WireOrder } from './purchaseOrderDocuments';
import { ITEM_FIELDS, ORDER_QUERY, itemsOfOrders, purchaseOrderDocument } from './purchaseOrderDocuments';
import { offsetOf } from './transport/clock';
import type { Connection } from './transport/connection';
import { originOf } from './transport/connection';
import { guidIs, isGuid } from './transport/filter';
import { listAny } from './transport/list';
import type { Json } from './transport/wire';
import { linesAt, textAt } from './transport/wire';

export const ORDERS = 'purchaseorder/PurchaseOrders';

/** An order that was read with its lines. */
export const wireOrder = (record: Json): WireOrder => ({
  header: record,
  lines: linesAt(record, ORDER_QUERY.expand),
});

/** Orders with their lines by their GUIDs, 25 a query; those that are gone are left out. @throws Refusal, SignInRefused, NoAnswer */
export async function ordersById(connection: Connection, ids: string[]): Promise<WireOrder[]> {
  const conditions = ids.filter(isGuid).map((id) => guidIs('PurchaseOrderID', id));
  return (await listAny(connection, { path: ORDERS, ...ORDER_QUERY }, conditions)).map(wireOrder);
}

/**
 * The canonical documents of orders, in their order. Their items are read once, 25 a query.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function orderDocuments(
  connection: Connection,
  orders: readonly WireOrder[],
  account: LineAccount,
): Promise<PurchaseOrder[]> {
  const ids = itemsOfOrders(orders).filter(isGuid);
  const rows = await listAny(
    connection,
    { path: 'logistics/Items', select: ITEM_FIELDS },
    ids.map((id) => guidIs('ID', id)),
  );
  const items = new Map(rows.map((item) => [textAt(item, 'ID'), item]));
  const facts = { account, offset: orders.length > 0 ? await offsetOf(connection) : 0 };
  return orders.map((order) => purchaseOrderDocument(order, items, originOf(connection), facts));
}
