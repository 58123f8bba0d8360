/** Where a feed stood at a moment: row versions have no relation to time by themselves (reference 4.4). */
import { offsetOf, onServerClock } from './clock';
import type { Connection } from './connection';
import { ask } from './request';
import { rowsIn, textAt } from './wire';

/**
 * The row version from which on a feed tells what was changed since a moment (doc picqer#689).
 * @param endPoint such as `PaymentTerms`
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function versionAt(connection: Connection, endPoint: string, moment: Date): Promise<string> {
  const modified = `datetime'${onServerClock(moment, await offsetOf(connection))}'`;
  const answer = await ask(
    connection,
    {
      ...{ method: 'GET', path: 'read/sync/Sync/SyncTimestamp', repeatable: true },
      query: { modified, endPoint: `'${endPoint}'` },
    },
    `to say where the feed of ${endPoint} begins`,
  );
  const version = textAt(rowsIn(answer)[0] ?? {}, 'TimeStampAsBigInt');
  return /^\d+$/.test(version) ? version : '1';
}
