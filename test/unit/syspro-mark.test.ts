/** The mark of invoices in SYSPRO: thirty characters that lead back to the invoice, as far as they can. */
import { isMark, keyOfMark, markOf } from '../../nodes/Syspro/mark';

it.each([
  ['production:acme:17', 'JGR:acme:17', 'production:acme:17'],
  ['test:acme:17', 'JGR:test:acme:17', 'test:acme:17'],
  ['test:northwind-paper:2410003', 'JGR:t:northwind-paper:2410003', 'test:northwind-paper:2410003'],
  ['production:northwind-paper-and-board:2410003', /^JGR#[\da-f]{10}:2410003$/, null],
  [`production:acme:${'9'.repeat(30)}`, /^JGR#[\da-f]{26}$/, null],
  ['production:бумага:17', /^JGR#[\da-f]{10}:17$/, null],
])('%s', (key, mark, back) => {
  const found = markOf(key);
  expect(found).toEqual(typeof mark === 'string' ? mark : expect.stringMatching(mark));
  expect(found.length).toBeLessThanOrEqual(30);
  expect(keyOfMark(found)).toBe(back);
  expect(isMark(found)).toBe(true);
});

it('keeps tenants apart whose names are long', () => {
  const one = markOf('production:northwind-paper-and-board-one:17');
  expect(markOf('production:northwind-paper-and-board-two:17')).not.toBe(one);
  expect(markOf('test:northwind-paper-and-board-one:17')).not.toBe(one);
});

it.each(['', 'PO 17', 'JGRX:1', 'JGR:t:17', 'by hand'])('is not %s', (reference) => {
  expect(keyOfMark(reference)).toBe(reference === 'JGR:t:17' ? 'production:t:17' : null);
});
