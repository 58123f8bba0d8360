/** What one poll picks, and where that leaves the cursor, case by case. */
import type { Cursor } from '../../nodes/shared/cursor';
import { newCursor } from '../../nodes/shared/cursor';
import type { Sighting } from '../../nodes/shared/selection';
import { Selection } from '../../nodes/shared/selection';
import type { Row } from './pollSource';
import { MINUTE, START, cursorAt, digest, hashOf, iso, key, minute } from './pollSource';

const NOW = START + 60 * MINUTE;
const row = (id: string, at: number | null): Sighting<Row> => ({
  time: at === null ? null : iso(at),
  ...{ id, record: { id, at } },
});
interface Poll {
  limit?: number;
  overlapMs?: number;
  seen?: number;
  /** What the clock shows at the end. */
  endsAt?: number;
}

function poll(
  cursor: Cursor,
  rows: Array<Sighting<Row>>,
  { limit = 10, overlapMs = 10 * MINUTE, ...more }: Poll = {},
) {
  let clock = NOW;
  const room = { seen: more.seen ?? 10_000, folded: 10_000, undated: 10_000 };
  const selection = new Selection<Row>(cursor, { limit, overlapMs, room, now: () => clock });
  selection.add(rows);
  clock = more.endsAt ?? NOW;
  const picked = selection.finish();
  return { ...picked, ids: picked.records.map(({ id }) => id) };
}

describe('what has a usable time', () => {
  it.each([
    ['the beginning of time', 0, true],
    ['before it', -1, false],
    ['now', NOW, true],
    ['a day ahead', NOW + 24 * 60 * MINUTE, true],
    ['more than a day ahead', NOW + 24 * 60 * MINUTE + 1, false],
  ])('%s', (_, ms, usable) => {
    const record = { id: 'a', at: 1 };
    const from = newCursor('s', '1970-01-01T00:00:00Z');
    const { next, ids } = poll(from, [{ time: new Date(ms).toISOString(), id: 'a', record }]);
    expect(ids).toEqual(['a']);
    expect(next.undated).toEqual(usable ? {} : { a: hashOf(JSON.stringify(record)) });
    expect(next.time).toBe(usable ? new Date(ms).toISOString() : '1970-01-01T00:00:00.000Z');
  });
});

describe('what is handed over', () => {
  it('is everything from the floor on, the floor included', () => {
    const from = newCursor('s', iso(0));
    expect(poll(from, [row('before', -0.001), row('at', 0), row('after', 1)]).ids).toEqual(['at', 'after']);
  });

  it('is all up to the limit, and not more is waiting then', () => {
    const rows = [row('a', 1), row('b', 2)];
    expect(poll(cursorAt(0), rows, { limit: 2 })).toMatchObject({ ids: ['a', 'b'], more: false });
    const { ids, more, next } = poll(cursorAt(0), [...rows, row('c', 3)], { limit: 2 });
    expect({ ids, more, time: next.time, id: next.id }).toEqual({
      ids: ['a', 'b'],
      more: true,
      time: iso(2),
      id: 'b',
    });
  });

  it('is the late before the new, and the keyset does not move for the late', () => {
    const { ids, more, next } = poll(cursorAt(20), [row('new', 21), row('late', 15)], { limit: 1 });
    expect({ ids, more, time: next.time, id: next.id }).toEqual({
      ids: ['late'],
      more: true,
      time: iso(20),
      id: 'p',
    });
    expect(next.seen).toEqual([key(15, 'late')]);
  });

  it('is told to be more when more is late than the limit allows', () => {
    const { ids, more, next } = poll(cursorAt(20), [row('c', 17), row('a', 15), row('b', 16)], { limit: 2 });
    expect({ ids, more, time: next.time }).toEqual({ ids: ['a', 'b'], more: true, time: iso(20) });
  });

  it('is never more than the limit, records without a time first', () => {
    const rows = [row('x', null), row('y', null), row('a', 21)];
    const two = poll(cursorAt(20), rows, { limit: 2 });
    expect({ ids: two.ids, more: two.more, time: two.next.time }).toEqual({
      ids: ['x', 'y'],
      more: true,
      time: iso(20),
    });
    const three = poll(cursorAt(20), rows, { limit: 3 });
    expect({ ids: three.ids, more: three.more }).toEqual({ ids: ['x', 'y', 'a'], more: false });
    expect(poll(cursorAt(20), [...rows, row('z', null)], { limit: 2 })).toMatchObject({
      ids: ['x', 'y'],
      more: true,
    });
    expect(poll(cursorAt(20), [row('x', null), row('y', null), row('z', null)], { limit: 2 }).more).toBe(
      true,
    );
  });

  it('leaves out what the source shows no more of what it knew, and keeps what it does', () => {
    const undated = { x: hashOf('{"id":"x","at":null}'), gone: 'aaaaaaaa' };
    const { ids, next } = poll(cursorAt(20, { undated }), [row('x', null), row('y', null)]);
    expect(ids).toEqual(['y']);
    expect(next.undated).toEqual({ x: undated.x, y: hashOf('{"id":"y","at":null}') });
  });
});

describe('where it leaves the cursor', () => {
  it('moves over what it knows already, where an overlapping poll was ahead', () => {
    const cursor = cursorAt(20, { seen: [key(25, 'known')] });
    const { ids, next } = poll(cursor, [row('known', 25), row('older', 22)]);
    expect({ ids, time: next.time, id: next.id }).toEqual({ ids: ['older'], time: iso(25), id: 'known' });
  });

  it('looks back by the overlap and by the time that the scan took', () => {
    const from = cursorAt(20, { floor: iso(0) });
    const floorAfter = (overlap: number, took: number) =>
      poll(from, [row('a', 30)], { overlapMs: overlap * MINUTE, endsAt: NOW + took * MINUTE }).next.floor;
    expect([floorAfter(10, 0), floorAfter(10, 5), floorAfter(0, 5)]).toEqual([iso(20), iso(15), iso(25)]);
  });

  it('rests on its digests, the record at the keyset included, while nothing is late', () => {
    const rows = [row('a', 11), row('b', 12), row('p', 20)];
    const first = poll(cursorAt(10), rows, { seen: 0 });
    expect(first.next.folded).toEqual({
      [minute(11)]: digest(key(11, 'a')),
      [minute(12)]: digest(key(12, 'b')),
      [minute(20)]: digest(key(20, 'p')),
    });
    const second = poll(first.next, [...rows].reverse(), { seen: 0 });
    expect({ ids: second.ids, more: second.more }).toEqual({ ids: [], more: false });
    expect(second.next).toEqual(first.next);
  });

  it('goes back to the first minute in which something is late, hands over nothing new, and comes again', () => {
    const rows = [row('a', 11), row('b', 13), row('c', 15), row('p', 20)];
    const { next } = poll(cursorAt(10), rows, { seen: 0 });
    const late = [...rows, row('late13', 13), row('late15', 15.5), row('new', 21)];
    const back = poll(next, late, { seen: 0 });
    expect({ ids: back.ids, more: back.more }).toEqual({ ids: [], more: true });
    expect([back.next.time, back.next.id]).toEqual([iso(13), '']);
    expect(back.next.folded).toEqual({ [minute(11)]: digest(key(11, 'a')) });
    const again = poll(back.next, late, { seen: 0 });
    expect(again.ids).toEqual(['b', 'late13', 'c', 'late15', 'p', 'new']);
    expect(again.more).toBe(false);
  });

  it('digests what it still remembers and is shown, when the room gets tight', () => {
    const cursor = cursorAt(20, { seen: [key(18, 'shown'), key(19, 'gone')] });
    const { next } = poll(cursor, [row('shown', 18), row('p2', 21)], { seen: key(21, 'p2').length + 3 });
    expect(next.seen).toEqual([key(21, 'p2')]);
    expect(next.folded).toEqual({ [minute(18)]: digest(key(18, 'shown')) });
  });
});
