/**
 * Where a poll stands: a keyset (time, id), an overlap window for records that become visible late, and the
 * records seen in that window. What no longer fits into the capped list of seen records is kept as a digest for
 * each minute: as long as the server shows the same records there, nothing was late. Where it does not, the
 * keyset goes back to that minute: records may be emitted again, none is skipped. Pure functions, plain JSON.
 */
import { createHash } from 'crypto';

export interface Cursor {
  v: 1;
  /** What the cursor belongs to: credential and filters. */
  scope: string;
  /** Last record handed over; everything up to it was. */
  time: string;
  id: string;
  /** Records before this are none of our business: before *Start From*, or out of the overlap window. */
  floor: string;
  /** Keys of records handed over inside the window, oldest first. */
  seen: string[];
  /** Minute → count and hash sum of the records that no longer fit into `seen`. */
  folded: Record<string, [number, number]>;
  /** Records without a time, by id: a hash of the record as it was handed over. */
  undated: Record<string, string>;
}

/** A record of the source as a poll sees it. */
export interface Sighting<T> {
  /** Instant of the last change; null where the source gives none. */
  time: string | null;
  id: string;
  record: T;
}

export interface Picked<T> {
  /** Oldest first, at most the limit. */
  records: T[];
  next: Cursor;
  /** More was waiting than the limit allowed. */
  more: boolean;
}

export const SEEN_CAP = 1_000;

/** A cursor that hands over what changes from an instant on. */
export const newCursor = (scope: string, from: string): Cursor => ({
  v: 1,
  scope,
  time: instant(from),
  id: '',
  floor: instant(from),
  seen: [],
  folded: {},
  undated: {},
});

/**
 * Picks what is new or late from a complete scan of the source, in any order, page by page; memory stays bounded
 * by the limit and the window. The cursor given is not changed.
 */
export async function pick<T>(
  cursor: Cursor,
  pages: AsyncIterable<Array<Sighting<T>>>,
  limit: number,
  overlapMs: number,
): Promise<Picked<T>> {
  const seen = new Set(cursor.seen);
  const fresh = new Oldest<T>(limit + 1);
  const late = new Oldest<T>(limit + 1);
  const inMinute = new Map<string, [number, number]>();
  const lateMinutes = new Map<string, Array<Keyed<T>>>();
  const undated: Array<Keyed<T>> = [];
  let newest = keyOf(cursor.time, cursor.id);
  for await (const page of pages) {
    for (const { time, id, record } of page) {
      if (time === null) {
        const hash = digest(JSON.stringify(record)).toString(36);
        if (cursor.undated[id] !== hash && undated.length <= limit)
          undated.push({ key: id, id, time: hash, record });
        continue;
      }
      const at = instant(time);
      const key = keyOf(at, id);
      if (key > newest) newest = key;
      if (at < cursor.floor || seen.has(key)) continue;
      const sighting = { key, id, time: at, record };
      if (key > keyOf(cursor.time, cursor.id)) {
        fresh.add(sighting);
        continue;
      }
      const minute = minuteOf(at);
      inMinute.set(minute, fold(inMinute.get(minute), key));
      if (cursor.folded[minute]) continue;
      const bucket = lateMinutes.get(minute) ?? [];
      if (bucket.length <= limit) bucket.push(sighting);
      lateMinutes.set(minute, bucket);
    }
  }
  for (const bucket of lateMinutes.values()) for (const sighting of bucket) late.add(sighting);
  const rewindTo = Object.keys(cursor.folded)
    .filter((minute) => !sameFold(cursor.folded[minute], inMinute.get(minute)))
    .sort()[0];
  const handed = [...undated, ...late.sorted(), ...(rewindTo ? [] : fresh.sorted())];
  const chosen = handed.slice(0, limit);
  const dated = chosen.filter((each) => each.key !== each.id);
  const next = {
    ...cursor,
    undated: capUndated({
      ...cursor.undated,
      ...Object.fromEntries(
        undated.filter((each) => chosen.includes(each)).map((each) => [each.id, each.time]),
      ),
    }),
  };
  const position = positionAfter(cursor, chosen, handed.length > limit, newest, rewindTo);
  return {
    records: chosen.map((each) => each.record),
    next: settle(
      { ...next, ...position },
      dated.map((each) => each.key),
      overlapMs,
      rewindTo,
    ),
    more: handed.length > limit || rewindTo !== undefined,
  };
}

/** Joins two cursors that came from the same one: the earlier position, and all that either has seen. */
export function mergeCursors(stored: Cursor | undefined, next: Cursor, base: Cursor | undefined): Cursor {
  if (!stored || stored.scope !== next.scope || JSON.stringify(stored) === JSON.stringify(base)) return next;
  const earlier = keyOf(stored.time, stored.id) < keyOf(next.time, next.id) ? stored : next;
  const both = new Set([...stored.seen, ...next.seen]);
  const folded = { ...next.folded, ...stored.folded };
  for (const minute of Object.keys(folded)) {
    // where both folded the same minute, neither knows the other's part: look at it again
    if (!sameFold(stored.folded[minute], next.folded[minute])) delete folded[minute];
  }
  return {
    ...earlier,
    floor: stored.floor > next.floor ? next.floor : stored.floor,
    seen: [...both].sort().slice(-SEEN_CAP),
    folded,
    undated: capUndated({ ...stored.undated, ...next.undated }),
  };
}

interface Keyed<T> {
  key: string;
  id: string;
  time: string;
  record: T;
}

/** Keeps the smallest keys of a stream. */
class Oldest<T> {
  private kept: Array<Keyed<T>> = [];

  constructor(private readonly cap: number) {}

  add(each: Keyed<T>): void {
    this.kept.push(each);
    if (this.kept.length > this.cap * 2 + 64) this.kept = this.sorted();
  }

  sorted(): Array<Keyed<T>> {
    return this.kept.sort(byKey).slice(0, this.cap);
  }
}

function positionAfter<T>(
  cursor: Cursor,
  chosen: Array<Keyed<T>>,
  cut: boolean,
  newest: string,
  rewindTo: string | undefined,
): Pick<Cursor, 'time' | 'id'> {
  if (rewindTo !== undefined) return { time: `${rewindTo}:00.000Z`, id: '' };
  const here = keyOf(cursor.time, cursor.id);
  const last = chosen.reduce(
    (most, each) => (each.key !== each.id && each.key > most ? each.key : most),
    here,
  );
  const key = cut ? last : newest;
  const bar = key.indexOf('|');
  return { time: key.slice(0, bar), id: key.slice(bar + 1) };
}

/** Adds what was handed over, moves the window, and folds what no longer fits. */
function settle(cursor: Cursor, keys: string[], overlapMs: number, rewindTo: string | undefined): Cursor {
  const folded = Object.fromEntries(
    Object.entries(cursor.folded).filter(([minute]) => rewindTo === undefined || minute < rewindTo),
  );
  const windowStart = `${minuteOf(new Date(Date.parse(cursor.time) - overlapMs).toISOString())}:00.000Z`;
  const floor = windowStart > cursor.floor ? windowStart : cursor.floor;
  const seen = [...new Set([...cursor.seen, ...keys])].filter((key) => key >= floor).sort();
  for (const key of seen.splice(0, Math.max(0, seen.length - SEEN_CAP))) {
    const minute = minuteOf(key);
    // what lies after a rewound position will be read again, so it needs no digest
    if (key <= keyOf(cursor.time, cursor.id)) folded[minute] = fold(folded[minute], key);
  }
  for (const minute of Object.keys(folded)) if (`${minute}:59.999Z` < floor) delete folded[minute];
  return { ...cursor, floor, seen, folded };
}

const capUndated = (undated: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(undated).slice(-SEEN_CAP));

const byKey = (a: { key: string }, b: { key: string }): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
const keyOf = (time: string, id: string): string => `${time}|${id}`;
const instant = (time: string): string => new Date(Date.parse(time)).toISOString();
const minuteOf = (time: string): string => time.slice(0, 16);
const digest = (text: string): number =>
  parseInt(createHash('md5').update(text).digest('hex').slice(0, 12), 16);
const fold = (known: [number, number] | undefined, key: string): [number, number] => [
  (known?.[0] ?? 0) + 1,
  ((known?.[1] ?? 0) + digest(key)) % 2 ** 48,
];
const sameFold = (a: [number, number] | undefined, b: [number, number] | undefined): boolean =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
