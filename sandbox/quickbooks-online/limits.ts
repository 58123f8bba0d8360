/** Limits of a company [official: DP limits-and-throttles; 10 at a time: Intuit's text of 2016]. */
import { throttled } from './fault';
import type { Settings } from './switches';
import type { World } from './world';

const MINUTE = 60_000;
const SECOND = 1_000;

/** Counts a call, or refuses it; what is refused does not count [inferred]. 0 is no limit. @throws QboFault 3001 */
export function admit(world: World, settings: Settings, items: number | null): void {
  const now = world.now().getTime();
  const { recent } = world;
  // a clock that was set back leaves nothing behind
  const within = (times: number[], span: number) => times.filter((at) => at > now - span && at <= now);
  recent.calls = within(recent.calls, MINUTE);
  recent.batches = within(recent.batches, MINUTE);
  // whether a batch is one call or as many as its items is told both ways
  const weight = items === null || settings.batchCounts === 'one' ? 1 : items;
  const isOver = (limit: number, used: number, more = 1) => limit > 0 && used + more > limit;
  const isTooMuch =
    isOver(settings.perMinute, recent.calls.length, weight) ||
    isOver(settings.perSecond, within(recent.calls, SECOND).length) ||
    isOver(settings.concurrent, world.inside.count) ||
    (items !== null && isOver(settings.batchPerMinute, recent.batches.length));
  if (isTooMuch) throw throttled(settings.throttleStatus);
  for (let count = 0; count < weight; count++) recent.calls.push(now);
  if (items !== null) recent.batches.push(now);
}
