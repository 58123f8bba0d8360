/** Picks what is new or late from one complete scan of a source, page by page, in any order. */
import type { Cursor, Digest, Room } from './cursor';
import {
  ROOM,
  advance,
  fold,
  grainAt,
  grainOf,
  keyOf,
  positionOf,
  sameDigest,
  startOfMinute,
} from './cursor';
import { Undated } from './undated';

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
  /** More is waiting than the limit allowed, or than this scan could tell apart. */
  more: boolean;
}

export interface SelectionOptions {
  limit: number;
  overlapMs: number;
  room?: Room;
  now?: () => number;
}

/** A time further ahead than this is none: it would carry the keyset over everything that comes before it. */
const AHEAD_MS = 24 * 60 * 60_000;

interface Keyed<T> {
  key: string;
  record: T;
}

/** Memory stays bounded by the limit and the cursor, however long a list is whose records tell their time. */
export class Selection<T> {
  private readonly position: string;
  private readonly floor: number;
  private readonly seen: Set<string>;
  private readonly shown = new Set<string>();
  private readonly fresh: Oldest<T>;
  private readonly late: Oldest<T>;
  private readonly digests: Record<string, Digest> = {};
  private readonly undated: Undated<T>;
  private newest: string;
  private readonly startedAt: number;
  private readonly now: () => number;
  private readonly grainMs: number;

  constructor(
    private readonly cursor: Cursor,
    private readonly options: SelectionOptions,
  ) {
    this.now = options.now ?? Date.now;
    this.startedAt = this.now();
    this.grainMs = grainOf(options.overlapMs);
    this.position = positionOf(cursor);
    this.newest = this.position;
    this.floor = Date.parse(cursor.floor);
    this.seen = new Set(cursor.seen);
    this.fresh = new Oldest(options.limit + 1);
    this.late = new Oldest(options.limit + 1);
    this.undated = new Undated(cursor, options.limit, (options.room ?? ROOM).undated);
  }

  /** Takes the next page of the scan. */
  add(page: Array<Sighting<T>>): void {
    for (const sighting of page) {
      const time = sighting.time === null ? NaN : Date.parse(sighting.time);
      if (time >= 0 && time <= this.now() + AHEAD_MS) this.addDated(time, sighting);
      else this.undated.add(sighting.id, sighting.record);
    }
  }

  /** What to hand over, and where that leaves the cursor. Call it once, after the last page. */
  finish(): Picked<T> {
    const { cursor, options } = this;
    const rewindTo = Object.keys(cursor.folded)
      .filter((minute) => !sameDigest(cursor.folded[minute], this.digests[minute]))
      .map(startOfMinute)
      .sort((a, b) => a - b)[0];
    const fresh = rewindTo === undefined ? this.fresh.sorted() : [];
    const undated = this.undated.finish();
    const dated = [...this.late.sorted(), ...fresh];
    const chosen = dated.slice(0, Math.max(0, options.limit - undated.records.length));
    const cut = undated.cut || dated.length > chosen.length;
    const last = chosen.reduce((most, { key }) => (key > most ? key : most), this.position);
    const next = advance(
      cursor,
      {
        // a digest is of a minute before the keyset: going back to it never goes ahead
        position: rewindTo === undefined ? (cut ? last : this.newest) : keyOf(rewindTo, ''),
        handed: chosen.map(({ key }) => key),
        shown: this.shown,
        ...undated.memory,
        folded: Object.fromEntries(
          Object.entries(cursor.folded).filter(
            ([minute]) => rewindTo === undefined || startOfMinute(minute) < rewindTo,
          ),
        ),
        windowMs: options.overlapMs + (this.now() - this.startedAt),
        grainMs: this.grainMs,
      },
      options.room ?? ROOM,
    );
    return {
      records: [...undated.records, ...chosen.map(({ record }) => record)],
      next,
      more: cut || rewindTo !== undefined,
    };
  }

  private addDated(time: number, { id, record }: Sighting<T>): void {
    const key = keyOf(time, id);
    if (key > this.newest) this.newest = key;
    if (time < this.floor) return;
    if (this.seen.has(key)) {
      this.shown.add(key);
    } else if (key > this.position) {
      this.fresh.add({ key, record });
    } else {
      const minute = grainAt(time, this.grainMs);
      if (this.cursor.folded[minute]) this.digests[minute] = fold(this.digests[minute], key);
      else this.late.add({ key, record });
    }
  }
}

/** Picks from a scan that is at hand as a whole. */
export async function pick<T>(
  cursor: Cursor,
  pages: AsyncIterable<Array<Sighting<T>>>,
  options: SelectionOptions,
): Promise<Picked<T>> {
  const selection = new Selection<T>(cursor, options);
  for await (const page of pages) selection.add(page);
  return selection.finish();
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
    return this.kept.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).slice(0, this.cap);
  }
}
