/** One step of the cursor at a time, with every bound written out. */
import type { Room, Step } from '../../nodes/shared/cursor';
import { ROOM, advance, mergeCursors, newCursor } from '../../nodes/shared/cursor';
import { MINUTE, cursorAt, digest, iso, key, minute } from './pollSource';

const WIDE: Room = { seen: 10_000, folded: 10_000, undated: 10_000 };
const step = (at: number, change: Partial<Step> = {}): Step => ({
  position: key(at, 'p'),
  handed: [],
  shown: new Set(),
  undated: {},
  folded: {},
  windowMs: 10 * MINUTE,
  grainMs: MINUTE,
  ...change,
});

describe('a new cursor', () => {
  it('starts at the instant, whatever zone it is written in', () => {
    expect(newCursor('s', '2026-06-01T02:00:00+02:00')).toMatchObject({
      ...{ time: '2026-06-01T00:00:00.000Z', id: '', floor: '2026-06-01T00:00:00.000Z' },
    });
  });
});

describe('a step', () => {
  it('moves the keyset to the position and the floor to the start of the minute in which the window begins', () => {
    expect(advance(cursorAt(1), step(20.5), WIDE)).toMatchObject({
      time: iso(20.5),
      id: 'p',
      floor: iso(10),
    });
    expect(advance(cursorAt(1), step(20, { windowMs: 0 }), WIDE).floor).toBe(iso(20));
  });

  it('begins the window with a whole grain where grains are longer than a minute', () => {
    const { floor, folded } = advance(
      cursorAt(1),
      step(3000, {
        windowMs: 1440 * MINUTE,
        grainMs: 6 * MINUTE,
        handed: [key(2003, 'a'), key(2005.9, 'b')],
      }),
      { ...WIDE, seen: 0 },
    );
    expect(floor).toBe(iso(1560));
    expect(folded).toEqual({
      [minute(1998)]: digest(key(2003, 'a')),
      [minute(2004)]: digest(key(2005.9, 'b')),
    });
    const later = advance(cursorAt(1), step(3003, { windowMs: 1440 * MINUTE, grainMs: 6 * MINUTE }), WIDE);
    expect(later.floor).toBe(iso(1560));
  });

  it('never takes the floor back', () => {
    expect(advance(cursorAt(1, { floor: iso(15) }), step(20), WIDE).floor).toBe(iso(15));
  });

  it('keeps what was handed over inside the window, oldest first, each once', () => {
    const cursor = cursorAt(1, { seen: [key(9, 'gone'), key(10, 'edge'), key(18, 'x')] });
    const { seen } = advance(
      cursor,
      step(20, { handed: [key(12, 'late'), key(18, 'x'), key(20, 'p')] }),
      WIDE,
    );
    expect(seen).toEqual([key(10, 'edge'), key(12, 'late'), key(18, 'x'), key(20, 'p')]);
  });

  it('fills its room to the last character, and digests the oldest by minute beyond it', () => {
    const handed = [key(11, 'a'), key(11.5, 'b'), key(12, 'c'), key(13, 'd')];
    const cost = handed.map((each) => each.length + 3).reduce((sum, each) => sum + each, 0);
    const kept = (seen: number) => advance(cursorAt(1), step(20, { handed }), { ...WIDE, seen });
    expect(kept(cost)).toMatchObject({ seen: handed, folded: {} });
    expect(kept(cost - 1)).toMatchObject({
      seen: handed.slice(1),
      folded: { [minute(11)]: digest(key(11, 'a')) },
    });
    expect(kept(0)).toMatchObject({
      seen: [],
      folded: {
        [minute(11)]: digest(key(11, 'a'), key(11.5, 'b')),
        [minute(12)]: digest(key(12, 'c')),
        [minute(13)]: digest(key(13, 'd')),
      },
    });
  });

  it('adds to a digest that is there', () => {
    const before = { [minute(11)]: digest(key(11, 'a')) };
    const { folded } = advance(cursorAt(1), step(20, { handed: [key(11.5, 'b')], folded: before }), {
      ...WIDE,
      seen: 0,
    });
    expect(folded).toEqual({ [minute(11)]: digest(key(11, 'a'), key(11.5, 'b')) });
    expect(before).toEqual({ [minute(11)]: digest(key(11, 'a')) });
  });

  it('digests what the source still shows, but nothing that it dropped or that lies beyond the keyset', () => {
    const cursor = cursorAt(1, { seen: [key(11, 'shown'), key(12, 'dropped'), key(25, 'beyond')] });
    const shown = new Set([key(11, 'shown'), key(25, 'beyond')]);
    const { seen, folded } = advance(cursor, step(20, { shown, handed: [key(20, 'p')] }), {
      ...WIDE,
      seen: 0,
    });
    expect(seen).toEqual([]);
    expect(folded).toEqual({
      [minute(11)]: digest(key(11, 'shown')),
      // the position itself is handed over, and never comes again
      [minute(20)]: digest(key(20, 'p')),
    });
  });

  it('forgets digests of minutes that are out of the window, and keeps the one at its edge', () => {
    const folded = { [minute(9)]: digest('x'), [minute(10)]: digest('y'), [minute(11)]: digest('z') };
    const next = advance(cursorAt(1), step(20, { folded }), WIDE);
    expect(Object.keys(next.folded)).toEqual([minute(10), minute(11)]);
  });

  it('forgets the oldest digests and undated records where there is no room', () => {
    const folded = { [minute(11)]: digest('x'), [minute(12)]: digest('y') };
    const undated = { first: 'aaaaaaaa', second: 'bbbbbbbb' };
    const room = (entry: [string, unknown]) => JSON.stringify(entry).length + 3;
    const tight = { ...WIDE, folded: room([minute(12), digest('y')]), undated: room(['second', 'bbbbbbbb']) };
    expect(advance(cursorAt(1), step(20, { folded, undated }), tight)).toMatchObject({
      folded: { [minute(12)]: digest('y') },
      undated: { second: 'bbbbbbbb' },
    });
    const none = { ...tight, folded: tight.folded - 1, undated: tight.undated - 1 };
    const next = advance(cursorAt(1), step(20, { folded, undated }), none);
    expect([next.folded, next.undated]).toEqual([{}, {}]);
  });

  it('stays under 64 KB with all its lists full', () => {
    const ids = Array.from({ length: 5_000 }, (_, nth) => `${nth}-0000-0000-0000-000000000000`);
    const next = advance(
      cursorAt(1),
      step(6_000, {
        handed: ids.map((id, nth) => key(nth, id)),
        undated: Object.fromEntries(ids.map((id) => [id, 'aaaaaaaa'])),
        folded: Object.fromEntries(ids.map((id, nth) => [minute(nth), digest(id)])),
        windowMs: 6_000 * MINUTE,
      }),
      ROOM,
    );
    for (const list of [next.seen, next.folded, next.undated]) {
      expect(JSON.stringify(list).length).toBeGreaterThan(12_000);
    }
    expect(JSON.stringify(next).length).toBeLessThan(64 * 1024);
  });
});

describe('two cursors', () => {
  const base = cursorAt(5);
  const early = cursorAt(10, { id: 'a', seen: [key(9, 'm'), key(10, 'a')], undated: { u: 'old', v: 'one' } });
  const late = cursorAt(12, { id: 'b', seen: [key(8, 'k'), key(12, 'b')], undated: { u: 'new', w: 'two' } });

  it('are the next one where nobody wrote in between, where none is stored, or one of other filters', () => {
    expect(mergeCursors(base, late, { ...base })).toBe(late);
    expect(mergeCursors(undefined, late, undefined)).toBe(late);
    expect(mergeCursors({ ...early, scope: 'other' }, late, base)).toBe(late);
  });

  it.each([
    ['the stored', early, late],
    ['the next', late, early],
  ])('go back to the earlier keyset (%s) and keep what either has handed over', (_, stored, next) => {
    const merged = mergeCursors(stored, next, base);
    expect([merged.time, merged.id]).toEqual([iso(10), 'a']);
    expect(merged.seen).toEqual([key(8, 'k'), key(9, 'm'), key(10, 'a'), key(12, 'b')]);
    expect(merged.undated).toEqual({ u: next.undated.u, v: 'one', w: 'two' });
  });

  it('tell ids of the same instant apart', () => {
    const [a, b] = [cursorAt(10, { id: 'a' }), cursorAt(10, { id: 'b' })];
    expect([mergeCursors(a, b, base).id, mergeCursors(b, a, base).id]).toEqual(['a', 'a']);
  });

  it('keep the earlier floor', () => {
    const low = { ...early, floor: iso(1) };
    const high = { ...late, floor: iso(2) };
    expect([mergeCursors(low, high, base).floor, mergeCursors(high, low, base).floor]).toEqual([
      iso(1),
      iso(1),
    ]);
  });

  it('keep the digests that they agree on, up to the minute of the earlier keyset', () => {
    const agreed = { [minute(9)]: digest('x'), [minute(10)]: digest('y') };
    const stored = {
      ...early,
      folded: { ...agreed, [minute(7)]: digest('p'), [minute(8)]: digest('q'), [minute(11)]: digest('z') },
    };
    const next = {
      ...late,
      folded: { ...agreed, [minute(7)]: digest('r'), [minute(11)]: digest('z'), [minute(6)]: digest('s') },
    };
    expect(mergeCursors(stored, next, base).folded).toEqual(agreed);
  });

  it('differ in a digest by number as well as by content', () => {
    const [one, same] = [digest('x'), digest('x')];
    const more: [number, number] = [one[0] + 1, one[1]];
    const other: [number, number] = [one[0], one[1] + 1];
    const merged = (stored: [number, number], next: [number, number]) =>
      mergeCursors(
        { ...early, folded: { [minute(9)]: stored } },
        { ...late, folded: { [minute(9)]: next } },
        base,
      ).folded;
    expect(merged(one, same)).toEqual({ [minute(9)]: one });
    expect([merged(one, more), merged(one, other)]).toEqual([{}, {}]);
  });

  it('stay within their room, the oldest going first', () => {
    const cost = key(12, 'b').length + 3;
    const entry = JSON.stringify(['w', 'two']).length + 3;
    const merged = mergeCursors(early, late, base, { seen: 2 * cost, folded: 0, undated: entry });
    expect(merged.seen).toEqual([key(10, 'a'), key(12, 'b')]);
    expect(merged.undated).toEqual({ w: 'two' });
  });
});
