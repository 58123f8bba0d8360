/** A source that lists everything it has, in pages ordered by id and not by time. */
import { createHash } from 'node:crypto';
import type { Cursor } from '../../nodes/shared/cursor';
import type { Sighting } from '../../nodes/shared/selection';

export const START = Date.parse('2026-06-01T00:00:00.000Z');
export const MINUTE = 60_000;
/** Later than all records of the tests. */
export const NOW = START + 30 * 24 * 60 * MINUTE;

/** The instant so many minutes after the start. */
export const iso = (minutes: number): string => new Date(START + minutes * MINUTE).toISOString();

export interface Row {
  id: string;
  /** Minutes after the start; null for a record without a time. */
  at: number | null;
}

/** All rows, page by page. */
export async function* pagesOf(rows: Row[], size = 100): AsyncIterable<Array<Sighting<Row>>> {
  const ordered = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let start = 0; start < ordered.length; start += size) {
    yield ordered
      .slice(start, start + size)
      .map((row) => ({ time: row.at === null ? null : iso(row.at), id: row.id, record: row }));
  }
}

/** A cursor that stands so many minutes after the start, at the record p. */
export const cursorAt = (at: number, change: Partial<Cursor> = {}): Cursor => ({
  ...{ v: 2, scope: 's', time: iso(at), id: 'p', floor: iso(0), seen: [], folded: {}, undated: {} },
  ...change,
});

/** How a cursor writes a record, and the minute that it is digested in. */
export const key = (at: number, id: string): string =>
  `${(START + at * MINUTE).toString(36).padStart(9, '0')}|${id}`;
export const minute = (at: number): string => Math.floor((START + at * MINUTE) / MINUTE).toString(36);

export const hashOf = (text: string): string => createHash('md5').update(text).digest('hex').slice(0, 8);

/** Count and sum of the keys' hashes. */
export const digest = (...keys: string[]): [number, number] => [
  keys.length,
  keys.reduce((sum, each) => (sum + parseInt(hashOf(each), 16)) % 2 ** 32, 0),
];
