/** Purchase orders that a batch names, with what other bills take from them already. */
import type { BookedBill } from '../../shared/booking';
import type { Decimal } from '../../shared/money';
import { readDecimal, sum } from '../../shared/money';
import { fitted } from '../../shared/text';
import type { Connection } from '../transport/connection';
import { query } from '../transport/query';
import type { Json } from '../transport/wire';
import { asObject, refAt, rowsAt, textAt } from '../transport/wire';
import type { Basics } from './masters';
import type { QuickBooksSettings } from './settings';

export interface Taken {
  /** null where a line has none. */
  quantity: Decimal | null;
  amount: Decimal;
}

export interface OrderLine extends Taken {
  id: string;
  /** JAGGAER's line number: as marked in the description, else the line's place. */
  number: string;
  description: string;
  account: string;
  item: string;
  class: string;
  /** By bills that are there. */
  billed: Taken;
}

export interface Order {
  id: string;
  number: string;
  vendor: string;
  isOpen: boolean;
  lines: OrderLine[];
}

export interface OrderBook {
  /** By their numbers in capital letters. */
  orders: Map<string, Order[]>;
  /** Whether a line orders an item. */
  hasItems: boolean;
}

export const orderCode = (number: string): string => number.trim().toUpperCase();

/** Numbers as orders carry them: they hold no more signs than bills. */
const ORDER_NUMBER = 21;

/**
 * The orders in one question for a hundred of them, and the bills that are linked to them already.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readOrders(
  connection: Connection,
  { vendors }: Basics,
  bills: BookedBill[],
  { purchaseOrders }: QuickBooksSettings,
): Promise<OrderBook> {
  const linked = bills.filter(({ type }) => type === 'bill' && purchaseOrders !== 'text');
  const numbers = linked.flatMap(({ lines }) => lines.flatMap(({ purchaseOrder }) => purchaseOrder ?? []));
  const wanted = [...new Set(numbers.map(({ number }) => fitted(number, ORDER_NUMBER)))].filter(Boolean);
  if (wanted.length === 0) return { orders: new Map(), hasItems: false };
  const own = new Set(linked.flatMap(({ vendor }) => vendors.all(vendor).map(({ id }) => id)));
  const rows = (
    await query(connection, { entity: 'PurchaseOrder', where: [{ field: 'DocNumber', in: wanted }] })
  ).filter((row) => own.has(refAt(row, 'VendorRef')));
  const billed = await readBilled(connection, rows);
  const orders = new Map<string, Order[]>();
  for (const row of rows) {
    const order = readOrder(row, billed);
    const code = orderCode(order.number);
    orders.set(code, [...(orders.get(code) ?? []), order]);
  }
  const hasItems = [...orders.values()].flat().some(({ lines }) => lines.some(({ item }) => item !== ''));
  return { orders, hasItems };
}

/** Lines of bills by the order line that they are linked to; an order tells its bills, not what they take. */
async function readBilled(connection: Connection, orders: Json[]): Promise<Map<string, Json[]>> {
  const ids = orders.flatMap((order) =>
    rowsAt(order, 'LinkedTxn').flatMap((link) =>
      textAt(link, 'TxnType') === 'Bill' ? [textAt(link, 'TxnId')] : [],
    ),
  );
  const billed = new Map<string, Json[]>();
  if (ids.length === 0) return billed;
  const bills = await query(connection, {
    entity: 'Bill',
    where: [{ field: 'Id', in: [...new Set(ids)] }],
  });
  for (const line of bills.flatMap((bill) => rowsAt(bill, 'Line')))
    for (const link of rowsAt(line, 'LinkedTxn')) {
      if (textAt(link, 'TxnType') !== 'PurchaseOrder') continue;
      const name = placeOf(textAt(link, 'TxnId'), textAt(link, 'TxnLineId'));
      billed.set(name, [...(billed.get(name) ?? []), line]);
    }
  return billed;
}

export const placeOf = (order: string, line: string): string => `${order}|${line}`;

function readOrder(row: Json, billed: Map<string, Json[]>): Order {
  const [id, number] = [textAt(row, 'Id'), textAt(row, 'DocNumber')];
  const lines = rowsAt(row, 'Line')
    .filter((line) => /ExpenseLineDetail$/.test(textAt(line, 'DetailType')))
    .map((line, at) => {
      const detail = detailOf(line);
      const taken = (billed.get(placeOf(id, textAt(line, 'Id'))) ?? []).map(measureOf);
      const quantities = taken.map(({ quantity }) => quantity ?? '0');
      return {
        ...{ id: textAt(line, 'Id'), description: textAt(line, 'Description') },
        number: lineNumber(number, line, at),
        ...{ account: refAt(detail, 'AccountRef'), item: refAt(detail, 'ItemRef') },
        class: refAt(detail, 'ClassRef'),
        ...measureOf(line),
        billed: { quantity: sum(quantities), amount: sum(taken.map(({ amount }) => amount)) },
      };
    });
  const isOpen = textAt(row, 'POStatus') !== 'Closed';
  return { id, number, vendor: refAt(row, 'VendorRef'), isOpen, lines };
}

const detailOf = (line: Json): Json => asObject(line[textAt(line, 'DetailType')]);

const measureOf = (line: Json): Taken => ({
  quantity: readDecimal(detailOf(line).Qty),
  amount: readDecimal(line.Amount) ?? '0',
});

/**
 * JAGGAER's number of an order line. Orders that this package made carry `number/line` before the description, since
 * lines have no field for it; of others the line's place counts.
 */
function lineNumber(order: string, line: Json, at: number): string {
  const [mark = ''] = textAt(line, 'Description').split(/\s/, 1);
  const start = `${order}/`.toUpperCase();
  if (mark.toUpperCase().startsWith(start)) return mark.slice(start.length).replace(/#\d+$/, '');
  return textAt(line, 'LineNum') || String(at + 1);
}
