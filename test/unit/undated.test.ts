/** Lists whose records tell no time of change: nothing is skipped, however long they are, and memory stays small. */
import fc from 'fast-check';
import type { Cursor } from '../../nodes/shared/cursor';
import { mergeCursors, newCursor } from '../../nodes/shared/cursor';
import { pick } from '../../nodes/shared/selection';

type List = Map<string, string>;

const OPTIONS = { overlapMs: 600_000, now: () => Date.parse('2026-06-15T12:00:00Z') };
const poll = async (cursor: Cursor, list: List, limit = 500, room?: number) => {
  const page = [...list].map(([id, value]) => ({ time: null, id, record: `${id}=${value}` }));
  const pages = (async function* () {
    yield page;
  })();
  return await pick<string>(cursor, pages, {
    ...{ ...OPTIONS, limit },
    ...(room === undefined ? {} : { room: { seen: 21_000, folded: 15_000, undated: room } }),
  });
};
const start = () => newCursor('s', '2000-01-01T00:00:00Z');
const suppliers = (count: number): List =>
  new Map(Array.from({ length: count }, (_, at) => [String(at).padStart(15, '0'), 'open']));

/** Polls until nothing more waits. */
async function drain(from: Cursor, list: List, limit: number, room?: number) {
  const handed: string[] = [];
  let cursor = from;
  for (let turn = 0, more = true; more; turn++) {
    if (turn > 500) throw new Error('the polls come to no end');
    const picked = await poll(cursor, list, limit, room);
    handed.push(...picked.records);
    ({ next: cursor, more } = picked);
  }
  return { cursor, handed };
}

describe('a list without times', () => {
  it('longer than the memory is handed over once, and then only what changed, with few neighbours', async () => {
    const list = suppliers(10_000);
    const { cursor, handed } = await drain(start(), list, 500);
    expect(handed).toHaveLength(10_000);
    expect(new Set(handed).size).toBe(10_000);
    expect(JSON.stringify(cursor).length).toBeLessThan(20_000);
    const rest = await poll(cursor, list);
    expect([rest.records, rest.more, rest.next]).toEqual([[], false, cursor]);
    list.set('000000000004711', 'closed');
    list.set('new', 'open');
    const changed = await drain(cursor, list, 500);
    expect(changed.handed).toEqual(expect.arrayContaining(['000000000004711=closed', 'new=open']));
    expect(changed.handed.length).toBeLessThan(40);
    list.delete('new');
    expect((await drain(changed.cursor, list, 500)).handed.length).toBeLessThan(40);
  });

  it('hands over no more at a time than the limit', async () => {
    const { records, more } = await poll(start(), suppliers(10_000), 300);
    expect(records.length).toBeLessThanOrEqual(300);
    expect(records.length).toBeGreaterThan(250);
    expect(more).toBe(true);
  });

  it('goes on without repeating anything when it grows out of the memory by id, or back into it', async () => {
    const list = suppliers(3);
    const room = 200;
    const small = await drain(start(), list, 10, room);
    expect(small.cursor.groups).toBeUndefined();
    for (let at = 3; at < 30; at++) list.set(`grown-${at}`, 'open');
    const grown = await drain(small.cursor, list, 100, room);
    expect(grown.handed).toHaveLength(27);
    expect(grown.cursor).toMatchObject({ undated: {}, groups: expect.any(String) as string });
    for (let at = 3; at < 30; at++) list.delete(`grown-${at}`);
    const back = await drain(grown.cursor, list, 100, room);
    expect(back.handed).toEqual([]);
    expect(back.cursor.groups).toBeUndefined();
    expect(Object.keys(back.cursor.undated)).toHaveLength(3);
  });

  it('skips no change, whatever the limit, the memory and overlapping polls', async () => {
    const change = fc.record({
      id: fc.integer({ min: 0, max: 25 }),
      gone: fc.boolean(),
      poll: fc.constantFrom('no', 'one', 'overlapping'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(120, 400, 15_000),
        async (changes, limit, room) => {
          const list: List = new Map();
          const handed: string[] = [];
          let cursor = start();
          for (const [version, { id, gone, poll: kind }] of changes.entries()) {
            if (gone) list.delete(String(id));
            else list.set(String(id), String(version));
            if (kind === 'no') continue;
            const one = await poll(cursor, list, limit, room);
            handed.push(...one.records);
            if (kind === 'one') cursor = one.next;
            else {
              const two = await poll(cursor, list, limit, room);
              handed.push(...two.records);
              cursor = mergeCursors(one.next, two.next, cursor);
            }
          }
          const last = await drain(cursor, list, limit, room);
          handed.push(...last.handed);
          for (const [id, value] of list) expect(handed).toContain(`${id}=${value}`);
          expect((await poll(last.cursor, list, limit, room)).records).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
