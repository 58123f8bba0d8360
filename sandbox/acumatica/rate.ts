/**
 * Request limit of the licence [doc IDG:License_Restrictions_API_Users]: from half of the limit on each call is
 * delayed; only a queue of more than 20 declines.
 */
import type { SimReply } from '../kit/simulator';
import { html } from './replies';
import type { World } from './world';

const MINUTE = 60_000;
const LONGEST_QUEUE = 20;

/** Waits as the server would; an answer where the call is declined (no Retry-After is documented). */
export async function pace(world: World): Promise<SimReply | null> {
  const { perMinute } = world.seed.licence;
  if (perMinute === undefined) return null;
  const now = world.now().getTime();
  const oldest = world.recentCalls[0];
  if (oldest !== undefined && now - oldest >= MINUTE) world.recentCalls.length = 0;
  const used = world.recentCalls.length;
  if (used < perMinute / 2) {
    world.recentCalls.push(now);
    return null;
  }
  // declined calls do not count
  if (world.waiting >= LONGEST_QUEUE) return html(429, 'Too many requests');
  const left = MINUTE - (now - (world.recentCalls[0] ?? now));
  const delay = used < perMinute ? left / (perMinute - used) : left;
  world.recentCalls.push(now);
  world.waiting += 1;
  try {
    await new Promise((resolve) => setTimeout(resolve, delay));
  } finally {
    world.waiting -= 1;
  }
  return null;
}
