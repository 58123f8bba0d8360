/** Which audit rows nobody needs any more, and how much room the table takes. */
import type { Entry } from '../history/entries';
import { isDryRun } from '../history/entries';
import type { Story } from '../history/stories';
import { tellStories } from '../history/stories';

const DAY = 86_400_000;

export interface RetentionSettings {
  now: number;
  /** Rows older than this may go, unless they are still needed. */
  retentionDays: number;
  /** Closed documents are forgotten altogether after this; 0: never. Settled ones are always kept. */
  forgetDays: number;
  /** Repeated attempts with the same result are thinned out after this, of open documents too; 0: never. */
  thinDays: number;
}

export interface Purge {
  rows: Entry[];
  documents: number;
  openDocuments: number;
}

/**
 * Rows to purge: older than the retention, and neither the latest of their document nor of one that is open.
 * A row without an id in the table or without an instant stays.
 */
export function rowsToPurge(entries: readonly Entry[], settings: RetentionSettings): Purge {
  const olderThan = (days: number) => (entry: Entry) => entry.at > 0 && settings.now - entry.at > days * DAY;
  const old = olderThan(settings.retentionDays);
  const stories = tellStories(entries.filter((entry) => !isDryRun(entry)));
  const purge = new Set(entries.filter((entry) => isDryRun(entry) && old(entry)));
  for (const story of stories) {
    if (!story.open)
      for (const entry of story.entries) if (entry !== story.latest && old(entry)) purge.add(entry);
    // all of it: what stayed would look like the latest
    if (mayBeForgotten(story, settings, olderThan(settings.forgetDays)))
      for (const entry of story.entries) purge.add(entry);
    if (settings.thinDays > 0)
      for (const entry of repeats(story)) if (olderThan(settings.thinDays)(entry)) purge.add(entry);
  }
  return {
    rows: entries.filter((entry) => purge.has(entry) && entry.rowId !== null),
    documents: stories.length,
    openDocuments: stories.filter((story) => story.open).length,
  };
}

const mayBeForgotten = (
  { open, latest }: Story,
  { forgetDays }: RetentionSettings,
  old: (entry: Entry) => boolean,
): boolean => !open && forgetDays > 0 && latest.operation !== 'settle' && old(latest);

/** Attempts that had the same result as the one before and the one after. */
function repeats({ entries, latest }: Story): Entry[] {
  const same = (a: Entry | undefined, b: Entry) =>
    a !== undefined && a.outcome === b.outcome && a.cause === b.cause && a.operation === b.operation;
  return entries.filter(
    (entry, at) => entry !== latest && same(entries[at - 1], entry) && same(entries[at + 1], entry),
  );
}

/** Bytes that a row takes in n8n's database: its values, and what the database adds to each. */
export function rowBytes(row: Readonly<Record<string, unknown>>): number {
  const values = Object.values(row).reduce<number>((bytes, value) => bytes + cellBytes(value), 0);
  return Math.ceil((values + ROW_OVERHEAD) * PAGE_SLACK);
}

/** Cell pointer, lengths and row id (SQLite's record format). */
const ROW_OVERHEAD = 14;
/** Pages are never quite full. */
const PAGE_SLACK = 1.08;
const NUMBER_BYTES = 6;
const CELL_HEADER = 2;

function cellBytes(value: unknown): number {
  if (value === null || value === undefined) return CELL_HEADER;
  if (typeof value === 'number' || typeof value === 'boolean') return CELL_HEADER + NUMBER_BYTES;
  return CELL_HEADER + utf8Bytes(value instanceof Date ? value.toISOString() : String(value));
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
