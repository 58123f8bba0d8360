import fc from 'fast-check';
import type { Cursor, Room } from '../../nodes/shared/cursor';
import { ROOM, mergeCursors, newCursor } from '../../nodes/shared/cursor';
import { pick } from '../../nodes/shared/selection';
import type { Row } from './pollSource';
import { MINUTE, NOW, iso, pagesOf } from './pollSource';

const OVERLAP = 10;
/** A long one, whose digests are of several minutes each. */
const DAY = 1440;
/** Room for a handful of records: everything overflows. */
const TINY: Room = { seen: 90, folded: 4_000, undated: 15_000 };

interface Change {
  id: number;
  /** Minutes by which the record becomes visible late, at most the overlap less one. */
  lag: number;
  /** Seconds that pass before it; none makes equal timestamps. */
  pause: number;
  /** A poll before it; `overlapping` starts two from the same cursor. */
  poll: 'no' | 'one' | 'overlapping';
}

const change = (ids: number, overlap = OVERLAP): fc.Arbitrary<Change> =>
  fc.record({
    id: fc.integer({ min: 0, max: ids }),
    lag: fc.integer({ min: 0, max: overlap - 1 }),
    pause: fc.constantFrom(0, 0, 2 * overlap, 6 * overlap),
    poll: fc.constantFrom('no', 'no', 'one', 'overlapping'),
  });

interface History {
  /** Versions that a poll could see, in the order they appeared. */
  versions: string[];
  /** Versions replaced before any poll could see them. */
  handed: string[];
}

const nameOf = (row: Row) => `${row.id}@${row.at}`;

/** Plays changes and polls against a source; in the end polls until nothing more comes. */
async function play(
  changes: Change[],
  limit: number,
  room: Room,
  overlapping: boolean,
  reexports: boolean,
  overlap = OVERLAP,
): Promise<History> {
  const rows = new Map<string, Row>();
  const handed: string[] = [];
  let cursor: Cursor = newCursor('s', iso(0));
  const take = async (from: Cursor) => {
    const picked = await pick(from, pagesOf([...rows.values()], 7), {
      ...{ limit, room, overlapMs: overlap * MINUTE, now: () => NOW },
    });
    handed.push(...picked.records.map(nameOf));
    expect(JSON.stringify(picked.next).length).toBeLessThan(64 * 1024);
    return picked;
  };
  const poll = async () => {
    const { next, more } = await take(cursor);
    cursor = next;
    return more;
  };
  const pollTwice = async () => {
    const base = cursor;
    const [one, two] = [await take(base), await take(base)];
    cursor = mergeCursors(one.next, two.next, base, room);
  };
  let now = 2 * overlap;
  for (const { id, lag, pause, poll: kind } of changes) {
    now += pause / 60;
    // whatever lies within the lag has been handed over by the time of the next change, as in a real poll rhythm
    if (kind === 'one') while (await poll());
    if (kind === 'overlapping' && overlapping) await pollTwice();
    const name = String(id);
    if (rows.has(name) && !reexports) continue;
    const at = Math.max(now - lag, (rows.get(name)?.at ?? 0) + 0.001);
    rows.set(name, { id: name, at });
  }
  for (let turn = 0; (await poll()) || turn < 2; turn++) {
    if (turn > 3_000) throw new Error('the polls come to no end');
  }
  expect(await poll()).toBe(false);
  return { versions: [...rows.values()].map(nameOf), handed };
}

const sizes = fc.integer({ min: 1, max: 9 });

describe('properties of the poll cursor', () => {
  it('never skips and never repeats, whatever comes late, is exported again or shares a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change(60), { maxLength: 80 }), sizes, async (changes, limit) => {
        const { versions, handed } = await play(changes, limit, ROOM, false, true);
        for (const version of versions) expect(handed).toContain(version);
        expect(new Set(handed).size).toBe(handed.length);
      }),
      { numRuns: 400 },
    );
  });

  it('never skips when polls overlap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change(60), { maxLength: 80 }), sizes, async (changes, limit) => {
        const { versions, handed } = await play(changes, limit, ROOM, true, true);
        for (const version of versions) expect(handed).toContain(version);
      }),
      { numRuns: 300 },
    );
  });

  it('never skips and comes to rest when its memory overflows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change(60), { maxLength: 80 }),
        sizes,
        fc.boolean(),
        fc.boolean(),
        async (changes, limit, overlapping, reexports) => {
          const { versions, handed } = await play(changes, limit, TINY, overlapping, reexports);
          for (const version of versions) expect(handed).toContain(version);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never skips and comes to rest with an overlap of a day', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change(60, DAY), { maxLength: 80 }),
        sizes,
        fc.boolean(),
        fc.constantFrom(ROOM, TINY),
        async (changes, limit, overlapping, room) => {
          const { versions, handed } = await play(changes, limit, room, overlapping, true, DAY);
          for (const version of versions) expect(handed).toContain(version);
          if (room === ROOM && !overlapping) expect(new Set(handed).size).toBe(handed.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never repeats after an overflow as long as nothing is late or exported again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        async (count, limit, times) => {
          const rows = Array.from({ length: count }, (_, nth) => ({ id: `r${nth}`, at: 20 + (nth % times) }));
          const handed: string[] = [];
          let cursor = newCursor('s', iso(0));
          for (let turn = 0; turn < Math.ceil(count / limit) + 2; turn++) {
            const { records, next } = await pick(cursor, pagesOf(rows), {
              ...{ limit, room: TINY, overlapMs: OVERLAP * MINUTE, now: () => NOW },
            });
            handed.push(...records.map(nameOf));
            cursor = next;
          }
          expect(handed).toHaveLength(count);
          expect(new Set(handed).size).toBe(count);
        },
      ),
      { numRuns: 200 },
    );
  });
});
