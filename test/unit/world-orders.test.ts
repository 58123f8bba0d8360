/** Purchase orders of the sample world: every fate occurs, and the judge sees what is wrong. */
import { buildWorld } from '../../sandbox/world';
import type { BookedOrder, ExpectedOrder } from '../../sandbox/world/orders';
import { wrongOrders } from '../../sandbox/world/orders';

const world = buildWorld({ seed: 3, invoices: 120, dimension: 'department' });
const { expected, changes, pending, billed } = world.orders;

/** Books as they must be, cut to cents here and there as quantities of parts are. */
const books = (phase: 0 | 1): BookedOrder[] =>
  expected.flatMap(({ number, vendor, branch, after }: ExpectedOrder) => {
    const state = after[phase];
    if (!state) return [];
    const lines = state.lines.flatMap(({ line, quantity, unitPrice, parts }) => {
      let left = Number(quantity);
      return parts.map(({ account, costCenter, amount }, at) => {
        const share =
          at === parts.length - 1 ? left : Number((Number(amount) / Number(unitPrice)).toFixed(8));
        left = Number((left - share).toFixed(8));
        return { line, unitPrice, account, costCenter, branch, quantity: share.toFixed(8) };
      });
    });
    return [{ number, vendor, standing: state.standing, lines }];
  });
const faults = (change: (books: BookedOrder[]) => void, phase: 0 | 1 = 1): string[] => {
  const changed = books(phase);
  change(changed);
  return wrongOrders(expected, changed, phase);
};

test('every fate occurs, with split lines among them', () => {
  expect(new Set(expected.map(({ what }) => what)).size).toBe(8);
  expect(expected).toHaveLength(world.jaggaer.purchaseOrders.length);
  const parts = expected.flatMap(({ after }) => after[1]?.lines.map((line) => line.parts.length) ?? []);
  expect(parts.filter((count) => count > 1).length).toBeGreaterThan(2);
  const counts = [pending, billed, changes].map(({ length }) => length);
  expect(counts.every((count) => count > 2)).toBe(true);
  const numbers = new Set(changes.map(({ header }) => header.poNumber));
  expect(
    expected.filter(({ what }) => what !== 'left alone').every(({ number }) => numbers.has(number)),
  ).toBe(true);
});

test('a revision takes a line away where there are two', () => {
  const lines = (number: string) =>
    changes.find(({ header }) => header.poNumber === number)?.lineList.purchaseOrderLine ?? [];
  const revised = expected.filter(({ what }) => what === 'revised');
  const shorter = revised.filter(
    ({ after }) => (after[0]?.lines.length ?? 0) > (after[1]?.lines.length ?? 0),
  );
  expect(shorter.length).toBeGreaterThan(0);
  for (const { number } of shorter) expect(lines(number).at(-1)?.quantity).toBe(0);
});

test('the judge finds nothing in right books, and each thing in wrong ones', () => {
  expect([wrongOrders(expected, books(0), 0), wrongOrders(expected, books(1), 1)]).toEqual([[], []]);
  const line = (all: BookedOrder[]) => all[0]?.lines[0] as BookedOrder['lines'][number];
  const wrong: Array<[RegExp, (all: BookedOrder[]) => void]> = [
    [/is missing/, (all) => all.splice(0, 1)],
    [/twice/, (all) => all.push(all[0] as BookedOrder)],
    [/nobody expects order 9/, (all) => all.push({ ...(all[0] as BookedOrder), number: '9' })],
    [/instead of open/, (all) => Object.assign(all[0] as BookedOrder, { standing: 'closed' })],
    [/is for OTHER/, (all) => Object.assign(all[0] as BookedOrder, { vendor: 'OTHER' })],
    [/line 99 binds money/, (all) => all[0]?.lines.push({ ...line(all), line: '99' })],
    [/orders .* instead of/, (all) => Object.assign(line(all), { quantity: '0.5' })],
    [/another price or branch/, (all) => Object.assign(line(all), { branch: 'OTHER' })],
    [/\/\S+ instead of/, (all) => Object.assign(line(all), { costCenter: 'OTHER' })],
    [/\/\S+ instead of/, (all) => Object.assign(line(all), { account: '1' })],
  ];
  for (const [text, change] of wrong) expect(faults(change).join('\n')).toMatch(text);
  expect(wrongOrders(expected, books(1), 0).join('\n')).toMatch(/is there|instead of open/);
});
