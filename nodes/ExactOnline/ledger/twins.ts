/** What was booked since a moment, by the feed of transaction lines: 1,000 rows a call (reference 4.4, 8). */
import type { Found } from '../../shared/ledger';
import { stampOf } from '../../shared/stamp';
import { foundBill, keyIn } from '../billRows';
import type { VendorWord } from '../billRows';
import { offsetOf, onServerClock } from '../transport/clock';
import type { Connection } from '../transport/connection';
import { feed } from '../transport/feed';
import { ask } from '../transport/request';
import type { Json } from '../transport/wire';
import { rowsIn, textAt } from '../transport/wire';

/** Clocks may differ by so much. */
const CLOCKS_MS = 120_000;

const FIELDS = [
  ...['EntryID', 'EntryNumber', 'LineNumber', 'Type', 'Status', 'Account', 'YourRef', 'Description'],
  ...['AmountFC', 'Currency', 'Document'],
];

/**
 * Every entry since then that is stamped with one of the keys.
 * @param since epoch milliseconds
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function findTwins(
  connection: Connection,
  keys: string[],
  since: number,
  vendorWord: VendorWord,
): Promise<Map<string, Found[]>> {
  const byStamp = new Map(keys.map((key) => [stampOf(key), key]));
  const from = await versionAt(connection, new Date(since - CLOCKS_MS));
  const found = new Map<string, Found[]>();
  for await (const { rows } of feed(connection, 'sync/Financial/TransactionLines', FIELDS, from))
    for (const row of rows) {
      // line 0 is the header (doc), whose amount is what is owed: a credit's is above zero
      const stamp = textAt(row, 'LineNumber') === '0' ? keyIn(row) : null;
      const key = stamp === null ? undefined : byStamp.get(stampOf(stamp));
      if (key === undefined) continue;
      const bill = foundBill({ ...row, Supplier: row.Account, AmountFC: negated(row) }, vendorWord);
      found.set(key, [...(found.get(key) ?? []), { ...bill, stampedKey: key, matchedBy: 'key' }]);
    }
  return found;
}

const negated = ({ AmountFC }: Json): unknown => (typeof AmountFC === 'number' ? -AmountFC : AmountFC);

/** The row version that a moment stands for (doc picqer#689). */
async function versionAt(connection: Connection, moment: Date): Promise<string> {
  const at = onServerClock(moment, await offsetOf(connection));
  const query = { modified: `datetime'${at}'`, endPoint: "'TransactionLines'" };
  const request = { method: 'GET', path: 'read/sync/Sync/SyncTimestamp', query, repeatable: true } as const;
  const [row = {}] = rowsIn(await ask(connection, request, 'to read where the feed stands'));
  return /^\d+$/.exec(textAt(row, 'TimeStampAsBigInt'))?.[0] ?? '1';
}
