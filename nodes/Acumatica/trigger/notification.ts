import type { IDataObject } from 'n8n-workflow';
import { asObject } from '../transport/wire';

/** A row of a generic inquiry that a transaction changed. */
export interface PushedRow {
  /** `inserted` may also be a row that only now passes the inquiry's conditions, `deleted` one that no longer does. */
  change: 'updated' | 'inserted' | 'deleted';
  row: IDataObject;
  /** Name of the inquiry. */
  query: string;
  /** Name of the tenant. */
  company: string;
  /** Of the transaction, the same when it is sent again. */
  notificationId: string;
  /** .NET ticks, 18 digits: text, because a number of JavaScript does not hold them. Orders notifications. */
  timeStamp: string;
}

/**
 * A push notification → the rows that it tells of. An update shows its row twice, old and new; only the new one is
 * handed over.
 * @param keys columns that name a record
 * @returns null where the text is no notification
 * @see IDG IntegrationDev_PushNotifications_Format
 */
export function readNotification(text: string, keys: string[]): PushedRow[] | null {
  const body = asObject(parsed(text));
  if (!Array.isArray(body.Inserted) || !Array.isArray(body.Deleted)) return null;
  const [inserted, deleted] = [body.Inserted.map(asObject), body.Deleted.map(asObject)];
  const nameOf = (row: object) => JSON.stringify(keys.map((key) => Reflect.get(row, key)));
  const [now, before] = [new Set(inserted.map(nameOf)), new Set(deleted.map(nameOf))];
  const pushed = (change: PushedRow['change']) => (row: object) => ({
    change,
    row: row as IDataObject,
    query: plain(body.Query),
    company: plain(body.CompanyId),
    notificationId: plain(body.Id),
    timeStamp: plain(body.TimeStamp),
  });
  return [
    ...inserted.filter((row) => before.has(nameOf(row))).map(pushed('updated')),
    ...inserted.filter((row) => !before.has(nameOf(row))).map(pushed('inserted')),
    ...deleted.filter((row) => !now.has(nameOf(row))).map(pushed('deleted')),
  ];
}

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Integers of more digits than a number of JavaScript holds become text. */
function parsed(text: string): unknown {
  const kept = text.replace(STRING_OR_NUMBER, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token));
  try {
    return JSON.parse(kept);
  } catch {
    return null;
  }
}

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;
