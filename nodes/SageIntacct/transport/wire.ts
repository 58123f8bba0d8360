/** How Sage Intacct writes dates and times: month first; sources: developer.intacct.com parameter-formats, official SDK. */
import { DateTime } from 'luxon';

/** `2026-11-20` → `11/20/2026`, as generic functions and queries take it; '' stays ''. */
export const toWireDate = (date: string): string =>
  date === '' ? '' : DateTime.fromISO(date.slice(0, 10)).toFormat('MM/dd/yyyy');

/** Epoch milliseconds → `11/20/2026 09:30:00`; the gateway names no time zone, so this is UTC. */
export const toWireTime = (ms: number): string =>
  DateTime.fromMillis(ms, { zone: 'utc' }).toFormat('MM/dd/yyyy HH:mm:ss');

/** `MM/DD/YYYY`, with or without a time, or ISO → `YYYY-MM-DD`; '' where it is no date. Both forms have been seen in answers. */
export function fromWireDate(value: string): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(value) ?? [];
  if (month && day && year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? '';
}

/** `MM/DD/YYYY HH:MM:SS` or ISO → an instant as if it were UTC, `2026-11-20T09:30:00.000Z`; '' where it is none. */
export function fromWireTime(value: string): string {
  const read = value.includes('/')
    ? DateTime.fromFormat(value, value.includes(' ') ? 'MM/dd/yyyy HH:mm:ss' : 'MM/dd/yyyy', { zone: 'utc' })
    : DateTime.fromISO(value, { zone: 'utc' });
  return read.isValid ? read.toUTC().toISO() : '';
}

/** The three elements that legacy functions take for a date. */
export function dateParts(date: string): { year: string; month: string; day: string } {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return { year, month, day };
}

/** What glues the values of a multi-pick field; source: official SDK. */
export const GLUE = '#~#';
