/** Reads payment statuses in bulk: purchase entries and their payment terms. */
import type { PaymentStatus } from '../shared/documents';
import { keyIn } from './billRows';
import {
  ENTRY_FIELDS,
  TERM_FEED_FIELDS,
  TERM_FIELDS,
  entryOfTerm,
  isPayable,
  paymentStatusDocument,
} from './paymentDocuments';
import { offsetOf } from './transport/clock';
import type { Connection } from './transport/connection';
import { originOf } from './transport/connection';
import { guidIs, isGuid } from './transport/filter';
import { listAny } from './transport/list';
import type { Json } from './transport/wire';
import { textAt } from './transport/wire';

/** The feed of payment terms: the one list that tells of payments as they happen (reference 3.8). */
export const TERM_FEED = {
  path: 'sync/Cashflow/PaymentTerms',
  endPoint: 'PaymentTerms',
  fields: TERM_FEED_FIELDS,
};

/** Entries by their GUIDs, 25 a query; those that are gone are left out. @throws Refusal, SignInRefused, NoAnswer */
export const entriesById = async (connection: Connection, ids: string[]): Promise<Json[]> =>
  await listAny(
    connection,
    { path: 'purchaseentry/PurchaseEntries', select: ENTRY_FIELDS },
    ids.filter(isGuid).map((id) => guidIs('EntryID', id)),
  );

/** Entries that rows of the feed belong to; receipts, lines of the bank and credit notes belong to none. */
export const entriesOfTerms = (terms: readonly Json[]): string[] => [
  ...new Set(terms.map(entryOfTerm).filter((id) => id !== '')),
];

/** Whether an entry carries our stamp. */
export const isStamped = (entry: Json): boolean => keyIn(entry) !== null;

/**
 * The status of each entry that can be paid, in their order.
 * @param known rows of the feed that were read already; they say more than the list that can be asked by entry
 * @param isWhole `known` has every term of these entries: nothing else is read
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function statusesOf(
  connection: Connection,
  entries: readonly Json[],
  known: readonly Json[] = [],
  isWhole = false,
): Promise<PaymentStatus[]> {
  const wanted = entries.filter(isPayable);
  if (wanted.length === 0) return [];
  const terms = new Map<string, Json>();
  if (!isWhole) for (const term of await termsOf(connection, wanted)) terms.set(textAt(term, 'ID'), term);
  for (const term of known) terms.set(textAt(term, 'ID'), term);
  const byEntry = new Map<string, Json[]>();
  for (const term of terms.values()) {
    const id = textAt(term, 'TransactionEntryID');
    byEntry.set(id, [...(byEntry.get(id) ?? []), term]);
  }
  const offset = await offsetOf(connection);
  const codes = await codesOf(connection, wanted, [...terms.values()]);
  return wanted.map((entry) => {
    const own = byEntry.get(textAt(entry, 'EntryID')) ?? [];
    return paymentStatusDocument(entry, own, {
      key: keyIn(entry),
      vendor: codes.get(textAt(entry, 'Supplier')) ?? textAt(entry, 'Supplier'),
      environment: originOf(connection).environment,
      offset,
    });
  });
}

/** The feed can be asked by row version only: this list has the same terms by entry. */
const termsOf = (connection: Connection, entries: readonly Json[]): Promise<Json[]> =>
  listAny(
    connection,
    { path: 'cashflow/Payments', select: TERM_FIELDS },
    entries.map((entry) => guidIs('TransactionEntryID', textAt(entry, 'EntryID'))),
  );

/** Codes of the suppliers by their GUIDs; terms name most of them. */
async function codesOf(
  connection: Connection,
  entries: readonly Json[],
  terms: readonly Json[],
): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  for (const term of terms)
    if (textAt(term, 'AccountCode') !== '') codes.set(textAt(term, 'Account'), textAt(term, 'AccountCode'));
  const missing = entries
    .map((entry) => textAt(entry, 'Supplier'))
    .filter((id) => isGuid(id) && !codes.has(id));
  const found = await listAny(
    connection,
    { path: 'crm/Accounts', select: ['ID', 'Code'] },
    missing.map((id) => guidIs('ID', id)),
  );
  for (const account of found) codes.set(textAt(account, 'ID'), textAt(account, 'Code'));
  return codes;
}
