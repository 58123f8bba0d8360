/**
 * Where a poll stands: a keyset (time, id), an overlap window for records that become visible late, and the
 * records handed over in that window. What no longer fits into the capped list of those is kept as a digest for
 * each minute (for several minutes where the window is long): as long as the source shows the same records there,
 * nothing was late. Where it does not, the keyset goes back to that minute: records may be handed over again, none
 * is skipped. Plain JSON, under 64 KB.
 */
import { createHash } from 'crypto';
import type { UndatedMemory } from './undated';
import { mergeUndated } from './undated';

export { contentHash } from './undated';

export interface Cursor extends UndatedMemory {
  v: 2;
  /** What the cursor belongs to: credential and filters. */
  scope: string;
  /** Everything up to this keyset was handed over. */
  time: string;
  id: string;
  /** Older records are none of our business: before *Start From*, or out of the overlap window. */
  floor: string;
  /** Keys (time in base 36, id) of records handed over inside the window, oldest first. */
  seen: string[];
  /** First minute of a grain → count and hash sum of the handed over records that no longer fit into `seen`. */
  folded: Record<string, Digest>;
}

export type Digest = [count: number, sum: number];

/** Room for the lists of a cursor, in characters of JSON. */
export interface Room {
  seen: number;
  folded: number;
  undated: number;
}

/** About 1,000 records with ids of eight characters; together well under 64 KB. */
export const ROOM: Room = { seen: 21_000, folded: 15_000, undated: 15_000 };

const MINUTE_MS = 60_000;
const ENTRY_OVERHEAD = 3;
/** Digests in a window: they fit into the room, and windows up to four hours are looked at by the minute. */
const DIGESTS = 240;

/** A cursor that hands over what changes from an instant on. */
export function newCursor(scope: string, from: string): Cursor {
  const time = new Date(from).toISOString();
  return { v: 2, scope, time, id: '', floor: time, seen: [], folded: {}, undated: {} };
}

export const keyOf = (time: number, id: string): string => `${time.toString(36).padStart(9, '0')}|${id}`;
export const positionOf = (cursor: Cursor): string => keyOf(Date.parse(cursor.time), cursor.id);
const timeOf = (key: string): number => parseInt(key.slice(0, 9), 36);
const minuteOf = (time: number): string => Math.floor(time / MINUTE_MS).toString(36);
/** How long a span one digest is of: so long that the digests of a whole window fit. */
export const grainOf = (overlapMs: number): number =>
  Math.max(1, Math.ceil(overlapMs / (DIGESTS * MINUTE_MS))) * MINUTE_MS;
/** First minute of the grain that a time lies in: tells the time also where the grain was another once. */
export const grainAt = (time: number, grainMs: number): string => minuteOf(time - (time % grainMs));
export const startOfMinute = (minute: string): number => parseInt(minute, 36) * MINUTE_MS;

const hash = (text: string): string => createHash('md5').update(text).digest('hex').slice(0, 8);

export const fold = (known: Digest | undefined, key: string): Digest => [
  (known?.[0] ?? 0) + 1,
  ((known?.[1] ?? 0) + parseInt(hash(key), 16)) % 2 ** 32,
];
export const sameDigest = (a: Digest | undefined, b: Digest | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

/** What a complete scan found, as far as the next cursor depends on it. */
export interface Step extends UndatedMemory {
  /** Keyset up to which everything is handed over now. */
  position: string;
  /** Keys handed over by this poll. */
  handed: string[];
  /** Keys of `seen` that the source still shows. */
  shown: ReadonlySet<string>;
  /** Digests to go on with. */
  folded: Record<string, Digest>;
  /** Overlap, and the time that the scan took: what changed behind its back lies in there. */
  windowMs: number;
  /** Span of a digest. */
  grainMs: number;
}

/** The cursor after a poll. */
export function advance(cursor: Cursor, step: Step, room: Room): Cursor {
  const time = timeOf(step.position);
  const windowStart = startOfMinute(grainAt(Math.max(0, time - step.windowMs), step.grainMs));
  const floorMs = Math.max(windowStart, Date.parse(cursor.floor));
  const floorKey = keyOf(floorMs, '');
  const folded = { ...step.folded };
  const seen = [...new Set([...cursor.seen, ...step.handed])].filter((key) => key >= floorKey).sort();
  const handed = new Set(step.handed);
  for (const key of seen.splice(0, overflow(seen, room.seen))) {
    // what lies beyond the keyset is read again anyway, and what the source no longer shows cannot be compared
    if (key > step.position || !(handed.has(key) || step.shown.has(key))) continue;
    const minute = grainAt(timeOf(key), step.grainMs);
    folded[minute] = fold(folded[minute], key);
  }
  return {
    ...{ v: cursor.v, scope: cursor.scope },
    time: new Date(time).toISOString(),
    id: step.position.slice(10),
    floor: new Date(floorMs).toISOString(),
    seen,
    folded: trim(folded, room.folded, (minute) => startOfMinute(minute) + step.grainMs > floorMs),
    ...remembered(step, room),
  };
}

/** By id what fits: what drops out is handed over again rather than skipped. */
const remembered = ({ undated, groups }: UndatedMemory, room: Room): UndatedMemory => ({
  undated: trim(undated, room.undated, () => true),
  ...(groups === undefined ? {} : { groups }),
});

/**
 * Joins two cursors that came from the same one (polls that overlapped): the earlier position, and all that
 * either has handed over. What only one of them has digested is looked at again.
 */
export function mergeCursors(
  stored: Cursor | undefined,
  next: Cursor,
  base: Cursor | undefined,
  room: Room = ROOM,
): Cursor {
  if (!stored || stored.scope !== next.scope || JSON.stringify(stored) === JSON.stringify(base)) return next;
  const earlier = positionOf(stored) < positionOf(next) ? stored : next;
  const seen = [...new Set([...stored.seen, ...next.seen])].sort();
  const agreed = Object.entries(next.folded).filter(
    ([minute, digest]) =>
      sameDigest(stored.folded[minute], digest) && startOfMinute(minute) <= Date.parse(earlier.time),
  );
  return {
    ...{ v: earlier.v, scope: earlier.scope, time: earlier.time, id: earlier.id },
    floor: stored.floor < next.floor ? stored.floor : next.floor,
    seen: seen.slice(overflow(seen, room.seen)),
    folded: Object.fromEntries(agreed),
    ...remembered(mergeUndated(stored, next), room),
  };
}

/** How many entries from the front are too many. */
function overflow(entries: string[], room: number): number {
  let used = 0;
  for (let at = entries.length - 1; at >= 0; at--) {
    used += (entries[at]?.length ?? 0) + ENTRY_OVERHEAD;
    if (used > room) return at + 1;
  }
  return 0;
}

/** The last entries of a record that fit: what drops out is handed over again rather than skipped. */
function trim<V>(from: Record<string, V>, room: number, keep: (name: string) => boolean): Record<string, V> {
  const entries = Object.entries(from).filter(([name]) => keep(name));
  const texts = entries.map((entry) => JSON.stringify(entry));
  return Object.fromEntries(entries.slice(overflow(texts, room)));
}
