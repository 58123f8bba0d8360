/** The simulators' clock stands at the very time that it was told, however long the telling takes. */
import { SimClock } from '../../sandbox/kit/clock';

afterEach(() => jest.restoreAllMocks());

it('stops at the time that is given with the stop', () => {
  let now = 1_000;
  jest.spyOn(Date, 'now').mockImplementation(() => (now += 1));
  const clock = new SimClock();
  clock.change({ now: '2026-06-15T10:00:00.000Z', frozen: true });
  expect(clock.now().toISOString()).toBe('2026-06-15T10:00:00.000Z');
  clock.change({ advanceMs: 60_000 });
  expect(clock.now().toISOString()).toBe('2026-06-15T10:01:00.000Z');
});
