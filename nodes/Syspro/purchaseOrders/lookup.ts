/** Reading purchase orders in bulk: headers by JAGGAER's number, then all their lines. */
import { wholeOrder } from '../keys';
import type { Connection } from '../transport/connection';
import type { Filter } from '../transport/find';
import { find, findAny } from '../transport/find';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import type { FoundOrder } from './found';
import { HEADER_COLUMNS, LINE_COLUMNS, readOrder } from './found';

const HEADERS = { table: 'PorMasterHdr', columns: HEADER_COLUMNS, key: ['PurchaseOrder'] };
const LINES = { table: 'PorMasterDetail', columns: LINE_COLUMNS, key: ['PurchaseOrder', 'Line'] };

/** Orders whose customer PO number is one of these. @throws Refusal, SignInRefused, NoAnswer */
export const ordersByReference = async (connection: Connection, numbers: string[]): Promise<FoundOrder[]> =>
  withLines(connection, await findAny(connection, HEADERS, 'CustomerPoNumber', numbers));

/** The order with SYSPRO's own number; null where there is none. @throws Refusal, SignInRefused, NoAnswer */
export async function orderByNumber(connection: Connection, number: string): Promise<FoundOrder | null> {
  const where: Filter = { column: 'PurchaseOrder', is: 'EQ', value: wholeOrder(number) };
  const headers = await find(connection, { ...HEADERS, where, limit: 1 });
  return (await withLines(connection, headers))[0] ?? null;
}

/** Headers that a filter lets through, without lines. @throws Refusal, SignInRefused, NoAnswer */
export const readHeaders = (connection: Connection, where: Filter, limit: number): Promise<Row[]> =>
  find(connection, { ...HEADERS, where, limit });

/** The orders of these headers. @throws Refusal, SignInRefused, NoAnswer */
export async function withLines(connection: Connection, headers: Row[]): Promise<FoundOrder[]> {
  const keys = headers.map((row) => text(row, 'PurchaseOrder'));
  const rows = keys.length === 0 ? [] : await findAny(connection, LINES, 'PurchaseOrder', keys);
  const lines = new Map<string, Row[]>();
  for (const row of rows) {
    const key = text(row, 'PurchaseOrder');
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  return headers.map((row) => readOrder(row, lines.get(text(row, 'PurchaseOrder')) ?? []));
}
