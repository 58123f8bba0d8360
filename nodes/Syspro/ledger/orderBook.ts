/**
 * Purchase orders that a batch names, and what was received of them. An invoice names no order in SYSPRO: it is matched
 * to goods received notes (source: schema of APSTIN).
 */
import type { BookedBill } from '../../shared/booking';
import type { Decimal } from '../../shared/money';
import { minus, readDecimal } from '../../shared/money';
import type { GrnKey } from '../documents';
import { fitted } from '../documents';
import { shownOrder, wholeOrder } from '../keys';
import type { Connection } from '../transport/connection';
import { findAny } from '../transport/find';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import type { SysproSettings } from './settings';

/** A goods received note that can be matched. */
export interface Received {
  key: GrnKey;
  /** Line of the order. */
  line: string;
  quantity: Decimal;
  value: Decimal;
  /** What of its value is not matched yet. */
  outstanding: Decimal;
}

export interface Order {
  /** As SYSPRO shows it. */
  number: string;
  supplierKey: string;
  isCancelled: boolean;
  received: Received[];
}

/** By JAGGAER's number in capital letters. */
export type OrderBook = Map<string, Order[]>;

export const orderCode = (number: string): string => number.trim().toUpperCase();

/** The buyer's own number of an order has so many signs (source: schema of PORTOI). */
export const BUYERS_NUMBER = 30;

/**
 * Orders by the buyer's number, which is where this package keeps JAGGAER's, else by SYSPRO's own; and their GRNs.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readOrders(
  connection: Connection,
  bills: BookedBill[],
  { purchaseOrders }: Pick<SysproSettings, 'purchaseOrders'>,
): Promise<OrderBook> {
  const matched = bills.filter(({ type }) => type === 'bill' && purchaseOrders !== 'text');
  const named = matched.flatMap(({ lines }) => lines.flatMap(({ purchaseOrder }) => purchaseOrder ?? []));
  const numbers = [...new Set(named.map(({ number }) => fitted(number, BUYERS_NUMBER)))].filter(Boolean);
  if (numbers.length === 0) return new Map();
  const question = {
    ...{ table: 'PorMasterHdr', columns: ['OrderStatus', 'Supplier', 'CustomerPoNumber'] },
    key: ['PurchaseOrder'],
  };
  const rows = await findAny(connection, question, 'CustomerPoNumber', numbers);
  const found = new Map<string, Row[]>();
  const add = (code: string, row: Row) => found.set(code, [...(found.get(code) ?? []), row]);
  for (const row of rows) add(orderCode(text(row, 'CustomerPoNumber')), row);
  const missing = new Map(
    numbers
      .filter((number) => !found.has(orderCode(number)))
      .map((number) => [wholeOrder(number), orderCode(number)]),
  );
  for (const row of await findAny(connection, question, 'PurchaseOrder', [...missing.keys()]))
    add(missing.get(text(row, 'PurchaseOrder')) ?? '', row);
  const received = await readReceived(connection, [...found.values()].flat());
  return new Map(
    [...found].map(([code, orders]) => [code, orders.map((row) => orderOf(row, received))] as const),
  );
}

const orderOf = (row: Row, received: Map<string, Received[]>): Order => ({
  number: shownOrder(text(row, 'PurchaseOrder')),
  supplierKey: text(row, 'Supplier'),
  isCancelled: text(row, 'OrderStatus') === '*',
  received: received.get(text(row, 'PurchaseOrder')) ?? [],
});

async function readReceived(connection: Connection, orders: Row[]): Promise<Map<string, Received[]>> {
  const columns = ['PurchaseOrder', 'PurchaseOrderLin', 'QtyReceived', 'CurGrnValue', 'MatchedValue'];
  const question = {
    ...{ table: 'GrnDetails', columns: [...columns, 'GrnMatchedFlag'] },
    key: ['Supplier', 'Grn', 'GrnSource', 'Journal', 'JournalEntry'],
  };
  const keys = orders.map((row) => text(row, 'PurchaseOrder'));
  const received = new Map<string, Received[]>();
  for (const row of await findAny(connection, question, 'PurchaseOrder', keys)) {
    const name = text(row, 'PurchaseOrder');
    const grn = receivedOf(row);
    if (grn) received.set(name, [...(received.get(name) ?? []), grn]);
  }
  return received;
}

const amount = (row: Row, name: string): Decimal => readDecimal(text(row, name)) ?? '0';

function receivedOf(row: Row): Received | null {
  if (text(row, 'GrnMatchedFlag') === 'Y') return null;
  const value = amount(row, 'CurGrnValue');
  return {
    key: {
      ...{ supplier: text(row, 'Supplier'), grn: text(row, 'Grn'), source: text(row, 'GrnSource') },
      ...{ journal: text(row, 'Journal'), entry: text(row, 'JournalEntry') },
    },
    line: String(Number(text(row, 'PurchaseOrderLin'))),
    ...{ quantity: amount(row, 'QtyReceived'), value },
    outstanding: minus(value, amount(row, 'MatchedValue')),
  };
}
