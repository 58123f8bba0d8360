/** Reads payment statuses in bulk: bills, the payments that they name, and the other parts of split invoices. */
import type { PaymentStatus } from '../shared/documents';
import { isComplete, isVoided, keyIn, partIn } from './billRows';
import { billIdsOf, paymentIdsOf, paymentStatusDocument } from './paymentDocuments';
import type { Connection } from './transport/connection';
import { originOf } from './transport/connection';
import { query } from './transport/query';
import type { Json } from './transport/wire';
import { refAt, textAt } from './transport/wire';

/** Records that were read already, by id: none is asked for twice. */
export interface Known {
  bills: Map<string, Json>;
  payments: Map<string, Json>;
}

export const nothingKnown = (): Known => ({ bills: new Map(), payments: new Map() });

export const keep = (records: Map<string, Json>, rows: Json[]): void => {
  for (const row of rows) records.set(textAt(row, 'Id'), row);
};

/** Whether a bill carries our stamp. */
export const isStamped = (bill: Json): boolean => keyIn(bill) !== null;

async function readMissing(
  connection: Connection,
  entity: string,
  known: Map<string, Json>,
  ids: string[],
): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => id !== '' && !known.has(id));
  if (missing.length === 0) return;
  keep(known, await query(connection, { entity, where: [{ field: 'Id', in: missing }] }));
}

const pick = (records: Map<string, Json>, ids: string[]): Json[] =>
  [...new Set(ids)].map((id) => records.get(id)).filter((record) => record !== undefined);

/** Bills by their ids; those that are gone are left out. @throws Refusal, SignInRefused, NoAnswer */
export async function billsById(connection: Connection, ids: string[], known: Known): Promise<Json[]> {
  await readMissing(connection, 'Bill', known.bills, ids);
  return pick(known.bills, ids);
}

/** Bills that payments pay. @throws Refusal, SignInRefused, NoAnswer */
export async function billsOfPayments(
  connection: Connection,
  ids: string[],
  known: Known,
): Promise<string[]> {
  await readMissing(connection, 'BillPayment', known.payments, ids);
  return ids.flatMap((id) => billIdsOf(known.payments.get(id) ?? {}));
}

/**
 * One status for each invoice that the bills stand for, in their order. Bills without payments cost no call.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function statusesOf(
  connection: Connection,
  bills: Json[],
  known: Known,
): Promise<PaymentStatus[]> {
  keep(known.bills, bills);
  await readSiblings(connection, bills, known);
  const groups = new Map<string, [Json, ...Json[]]>();
  for (const bill of bills) {
    const name = groupOf(bill);
    const parts = partIn(bill) === '' ? [bill] : siblingsOf(bill, known);
    const [first = bill, ...others] = parts;
    if (!groups.has(name)) groups.set(name, [first, ...others]);
  }
  const all = [...groups.values()];
  await readMissing(connection, 'BillPayment', known.payments, all.flat().flatMap(paymentIdsOf));
  const { environment } = originOf(connection);
  return all.map((parts) => {
    const payments = pick(known.payments, parts.flatMap(paymentIdsOf));
    const marks = parts.map(partIn);
    const isWhole = marks[0] === '' || (isComplete(marks) && !parts.some(isVoided));
    return paymentStatusDocument(parts, payments, environment, isWhole);
  });
}

/** Parts of one invoice have its key in common. */
const groupOf = (bill: Json): string =>
  partIn(bill) === '' ? textAt(bill, 'Id') : `split ${keyIn(bill) ?? ''} ${refAt(bill, 'VendorRef')}`;

const siblingsOf = (bill: Json, { bills }: Known): Json[] =>
  [...bills.values()]
    .filter((each) => groupOf(each) === groupOf(bill))
    .sort((a, b) => partIn(a).localeCompare(partIn(b)));

/** Parts share their number, which can be asked for; the memo that carries the key cannot. */
async function readSiblings(connection: Connection, bills: Json[], known: Known): Promise<void> {
  const numbers = bills.flatMap((bill) => {
    const [, count = '1'] = partIn(bill).split('/');
    return siblingsOf(bill, known).length < Number(count) ? [textAt(bill, 'DocNumber')] : [];
  });
  if (numbers.length === 0) return;
  const where = [{ field: 'DocNumber', in: [...new Set(numbers)] }];
  keep(known.bills, await query(connection, { entity: 'Bill', where }));
}
