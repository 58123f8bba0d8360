import fc from 'fast-check';
import type { Cursor, Sighting } from '../../nodes/shared/cursor';
import { SEEN_CAP, mergeCursors, newCursor, pick } from '../../nodes/shared/cursor';

const START = Date.parse('2026-06-01T00:00:00.000Z');
const MINUTE = 60_000;
const iso = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

interface Row {
  id: string;
  at: number;
}

/** A source that lists everything it has in pages, in no useful order. */
async function* pagesOf(rows: Row[], size = 100): AsyncIterable<Array<Sighting<Row>>> {
  const shuffled = [...rows].sort((a, b) => a.id.localeCompare(b.id));
  for (let start = 0; start < shuffled.length; start += size) {
    yield shuffled.slice(start, start + size).map((row) => ({ time: iso(row.at), id: row.id, record: row }));
  }
}

async function drain(rows: Row[], cursor: Cursor, limit: number, polls: number) {
  const handed: Row[] = [];
  for (let turn = 0; turn < polls; turn++) {
    const { records, next } = await pick(cursor, pagesOf(rows), limit, 10 * MINUTE);
    handed.push(...records);
    cursor = next;
  }
  return { handed, cursor };
}

describe('the poll cursor', () => {
  it('drains 10,000 equal timestamps in batches, each record once, in under 64 KB', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({ id: String(100_000 + at), at: 5 }));
    const { handed, cursor } = await drain(rows, newCursor('s', iso(0)), 500, 25);
    expect(new Set(handed.map((row) => row.id)).size).toBe(10_000);
    expect(handed).toHaveLength(10_000);
    expect(JSON.stringify(cursor).length).toBeLessThan(64 * 1024);
  });

  it('hands over oldest first', async () => {
    const rows = Array.from({ length: 50 }, (_, at) => ({ id: String(999 - at), at }));
    const { handed } = await drain(rows, newCursor('s', iso(0)), 7, 10);
    expect(handed.map((row) => row.at)).toEqual([...handed.map((row) => row.at)].sort((a, b) => a - b));
    expect(handed).toHaveLength(50);
  });

  it('starts at its start and finds what becomes visible late within the overlap', async () => {
    const early = { id: 'old', at: -1 };
    const first = { id: 'b', at: 20 };
    let { handed, cursor } = await drain([early, first], newCursor('s', iso(0)), 10, 1);
    expect(handed).toEqual([first]);
    const late = { id: 'a', at: 15 };
    ({ handed, cursor } = await drain([early, first, late], cursor, 10, 2));
    expect(handed).toEqual([late]);
  });

  it('finds a late record among more than it can remember, and then rests', async () => {
    const rows = Array.from({ length: SEEN_CAP * 3 }, (_, at) => ({
      id: `r${String(at).padStart(5, '0')}`,
      at: 5,
    }));
    const { cursor } = await drain(rows, newCursor('s', iso(0)), 500, 10);
    const late = { id: 'a-late', at: 5 };
    const again = await drain([...rows, late], cursor, 500, 20);
    expect(again.handed).toContainEqual(late);
    expect((await drain([...rows, late], again.cursor, 500, 5)).handed).toEqual([]);
  });

  it('does not lose records without a time', async () => {
    async function* undated(): AsyncIterable<Array<Sighting<string>>> {
      yield ['x', 'y'].map((id) => ({ time: null, id, record: id }));
    }
    const first = await pick(newCursor('s', iso(0)), undated(), 1, MINUTE);
    const second = await pick(first.next, undated(), 1, MINUTE);
    const third = await pick(second.next, undated(), 1, MINUTE);
    expect([first.records, second.records, third.records]).toEqual([['x'], ['y'], []]);
  });

  it('never skips and, while it can remember, never repeats: whatever comes late, changes or shares a time', async () => {
    const event = fc.record({
      id: fc.integer({ min: 0, max: 60 }),
      lag: fc.integer({ min: 0, max: 9 }),
      poll: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 80 }),
        fc.integer({ min: 1, max: 9 }),
        async (events, limit) => {
          const rows = new Map<string, Row>();
          const versions = new Set<string>();
          const handed: string[] = [];
          let cursor = newCursor('s', iso(0));
          const poll = async () => {
            const { records, next, more } = await pick(
              cursor,
              pagesOf([...rows.values()], 7),
              limit,
              10 * MINUTE,
            );
            handed.push(...records.map((row) => `${row.id}@${row.at}`));
            cursor = next;
            return more;
          };
          let now = 1;
          for (const { id, lag, poll: polls } of events) {
            now += 1;
            const at = Math.max(now - lag, rows.get(String(id))?.at ?? 0, 1);
            if (polls) while (await poll());
            rows.set(String(id), { id: String(id), at });
          }
          while (await poll());
          for (const row of rows.values()) versions.add(`${row.id}@${row.at}`);
          for (const version of versions) expect(handed).toContain(version);
          expect(new Set(handed).size).toBe(handed.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('joins the cursors of two polls that overlapped without losing a record', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => ({ id: `r${at}`, at }));
    const base = newCursor('s', iso(0));
    const slow = await pick(base, pagesOf(rows.slice(0, 10)), 100, 10 * MINUTE);
    const quick = await pick(base, pagesOf(rows), 5, 10 * MINUTE);
    const merged = mergeCursors(quick.next, slow.next, base);
    const rest = await drain(rows, merged, 100, 3);
    const all = [...slow.records, ...quick.records, ...rest.handed].map((row) => row.id);
    expect(new Set(all).size).toBe(30);
  });
});
