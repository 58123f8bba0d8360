import type { Cursor } from '../../nodes/shared/cursor';
import { mergeCursors, newCursor } from '../../nodes/shared/cursor';
import type { Sighting } from '../../nodes/shared/selection';
import { pick } from '../../nodes/shared/selection';
import type { Row } from './pollSource';
import { MINUTE, NOW, iso, pagesOf } from './pollSource';

const options = (limit: number, now = () => NOW, overlap = 10) => ({
  ...{ limit, overlapMs: overlap * MINUTE, now },
});

async function drain(rows: Row[], cursor: Cursor, limit: number, polls: number, overlap = 10) {
  const handed: Row[] = [];
  let largest = 0;
  for (let turn = 0; turn < polls; turn++) {
    const { records, next } = await pick(cursor, pagesOf(rows), options(limit, undefined, overlap));
    handed.push(...records);
    cursor = next;
    largest = Math.max(largest, JSON.stringify(cursor).length);
  }
  return { handed, cursor, largest };
}

const many = (count: number, at: number): Row[] =>
  Array.from({ length: count }, (_, nth) => ({ id: String(100_000 + nth), at }));

describe('the poll cursor', () => {
  it('drains 10,000 equal timestamps in batches, each record once, in under 64 KB', async () => {
    const { handed, largest, cursor } = await drain(many(10_000, 5), newCursor('s', iso(0)), 500, 25);
    expect(new Set(handed.map((row) => row.id)).size).toBe(10_000);
    expect(handed).toHaveLength(10_000);
    expect(largest).toBeLessThan(64 * 1024);
    expect((await drain(many(10_000, 5), cursor, 500, 1)).handed).toEqual([]);
  });

  it('stays under 64 KB with ids of 36 characters, thousands of minutes and many undated records', async () => {
    const long = (nth: number) => `${String(nth).padStart(8, '0')}-aaaa-bbbb-cccc-dddddddddddd`;
    const rows = Array.from({ length: 6_000 }, (_, nth) => ({ id: long(nth), at: nth / 20 }));
    const { largest, handed } = await drain(rows, newCursor('s', iso(0)), 5_000, 4);
    expect(largest).toBeLessThan(64 * 1024);
    expect(new Set(handed.map((row) => row.id)).size).toBe(6_000);
    const undated = Array.from({ length: 3_000 }, (_, nth) => ({ id: long(nth), at: null }));
    expect((await drain(undated, newCursor('s', iso(0)), 3_000, 1)).largest).toBeLessThan(64 * 1024);
  });

  it('remembers a whole day and three of changes, and repeats none of them', async () => {
    for (const days of [1, 3]) {
      const minutes = days * 1440;
      const rows = Array.from({ length: 6_000 }, (_, nth) => ({
        id: `r${nth}`,
        at: (nth * minutes) / 6_000,
      }));
      const { handed, largest } = await drain(rows, newCursor('s', iso(0)), 1_000, 9, minutes);
      expect(handed).toHaveLength(6_000);
      expect(largest).toBeLessThan(64 * 1024);
    }
  });

  it('finds what is late by most of a day among more than it can remember', async () => {
    const rows = Array.from({ length: 4_000 }, (_, nth) => ({ id: `r${nth}`, at: (nth * 1440) / 4_000 }));
    const { cursor } = await drain(rows, newCursor('s', iso(0)), 1_000, 6, 1440);
    const late = { id: 'late', at: 30.5 };
    const again = await drain([...rows, late], cursor, 1_000, 9, 1440);
    expect(again.handed).toContainEqual(late);
    expect((await drain([...rows, late], again.cursor, 1_000, 3, 1440)).handed).toEqual([]);
  });

  it('skips nothing where the overlap is made longer or shorter', async () => {
    const rows = Array.from({ length: 4_000 }, (_, nth) => ({ id: `r${nth}`, at: (nth * 1440) / 4_000 }));
    for (const [before, after] of [
      [1440, 10],
      [10, 1440],
      [1440, 4320],
    ] as const) {
      const { cursor } = await drain(rows, newCursor('s', iso(0)), 1_000, 6, before);
      const fresh = [
        { id: 'x', at: 1439.99 },
        { id: 'y', at: 1450 },
      ];
      const again = await drain([...rows, ...fresh], cursor, 1_000, 9, after);
      expect(again.handed).toEqual(expect.arrayContaining(fresh));
      expect((await drain([...rows, ...fresh], again.cursor, 1_000, 3, after)).handed).toEqual([]);
    }
  });

  it('hands over oldest first', async () => {
    const rows = Array.from({ length: 50 }, (_, at) => ({ id: String(999 - at), at }));
    const { handed } = await drain(rows, newCursor('s', iso(0)), 7, 10);
    expect(handed.map((row) => row.at)).toEqual(Array.from({ length: 50 }, (_, at) => at));
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
    const rows = many(3_000, 5);
    const { cursor } = await drain(rows, newCursor('s', iso(0)), 500, 10);
    const late = { id: '000-late', at: 5 };
    const again = await drain([...rows, late], cursor, 500, 20);
    expect(again.handed).toContainEqual(late);
    expect((await drain([...rows, late], again.cursor, 500, 5)).handed).toEqual([]);
  });

  it('is not thrown by records that leave the list while they are still remembered', async () => {
    const rows = many(900, 5);
    const { cursor } = await drain(rows, newCursor('s', iso(0)), 900, 1);
    const moved = rows.map((row, nth) => (nth < 300 ? { ...row, at: 8 } : row));
    const { handed } = await drain(moved, cursor, 500, 6);
    expect(handed).toEqual(moved.slice(0, 300));
  });

  it('hands over records without a readable time once for each content, and lets none of them move the keyset', async () => {
    const sightings = (contents: Record<string, string>): Array<Sighting<string>> =>
      Object.entries(contents).map(([id, record]) => ({
        time: id === 'y' ? 'soon' : id === 'z' ? '2999-01-01T00:00:00Z' : null,
        ...{ id, record },
      }));
    async function* pages(contents: Record<string, string>) {
      yield sightings(contents);
    }
    let cursor = newCursor('s', iso(0));
    const poll = async (contents: Record<string, string>) => {
      const { records, next } = await pick(cursor, pages(contents), options(2));
      cursor = next;
      return records;
    };
    expect(await poll({ x: 'x1', y: 'y1', z: 'z1' })).toEqual(['x1', 'y1']);
    expect(await poll({ x: 'x1', y: 'y1', z: 'z1' })).toEqual(['z1']);
    expect(await poll({ x: 'x1', y: 'y2', z: 'z1' })).toEqual(['y2']);
    expect(await poll({ x: 'x1', y: 'y2', z: 'z1' })).toEqual([]);
    expect(cursor.time).toBe(iso(0));
  });

  it('does not lose what changed behind the back of a scan that took longer than the overlap', async () => {
    let clock = NOW;
    const now = () => clock;
    const first: Row[] = [{ id: 'a', at: 1 }];
    async function* slow(): AsyncIterable<Array<Sighting<Row>>> {
      yield* pagesOf(first);
      clock += 30 * MINUTE; // meanwhile b is exported at 2, on a page already read; c at 31 comes at the end
      yield* pagesOf([{ id: 'c', at: 31 }]);
    }
    const one = await pick(newCursor('s', iso(0)), slow(), options(10, now));
    expect(one.records.map(({ id }) => id)).toEqual(['a', 'c']);
    const all = [...first, { id: 'b', at: 2 }, { id: 'c', at: 31 }];
    const two = await pick(one.next, pagesOf(all), options(10, now));
    expect(two.records.map(({ id }) => id)).toEqual(['b']);
  });

  it('joins the cursors of two polls that overlapped without losing a record', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => ({ id: `r${at}`, at }));
    const base = newCursor('s', iso(0));
    const slow = await pick(base, pagesOf(rows.slice(0, 10)), options(100));
    const quick = await pick(base, pagesOf(rows), options(5));
    const merged = mergeCursors(quick.next, slow.next, base);
    const rest = await drain(rows, merged, 100, 3);
    const all = [...slow.records, ...quick.records, ...rest.handed].map((row) => row.id);
    expect(new Set(all).size).toBe(30);
    // five were handed over by both before either could know; none of them comes a third time
    expect(all).toHaveLength(35);
  });
});
