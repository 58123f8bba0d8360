/**
 * Work that must not run twice at once in this process: sign-ins, and posting into one ERP company.
 * Every node of the pack shares these maps because the build keeps this file a single module.
 */
const flights = new Map<string, Promise<unknown>>();
const queues = new Map<string, Promise<unknown>>();

/** Callers with the same key share one run of the work and its result. */
export function singleFlight<T>(key: string, work: () => Promise<T>): Promise<T> {
  const running = flights.get(key) as Promise<T> | undefined;
  if (running) return running;
  const flight = work().finally(() => flights.delete(key));
  flights.set(key, flight);
  return flight;
}

/** Callers with the same key run one after the other, in the order they came. */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(key) ?? Promise.resolve();
  const turn = before.then(work, work);
  const settled = turn
    .catch(() => undefined)
    .then(() => {
      if (queues.get(key) === settled) queues.delete(key);
    });
  queues.set(key, settled);
  return turn;
}

/** Whether somebody works under this key, or waits to. */
export const isTaken = (key: string): boolean => queues.has(key);

const waiting = new Map<string, Array<() => void>>();
const inside = new Map<string, number>();

/** At most `slots` callers with the same key work at once in this process; the others wait in the order they came. */
export async function inSlot<T>(key: string, slots: number, work: () => Promise<T>): Promise<T> {
  const busy = inside.get(key) ?? 0;
  if (busy < slots) inside.set(key, busy + 1);
  else await new Promise<void>((go) => waiting.set(key, [...(waiting.get(key) ?? []), go]));
  try {
    return await work();
  } finally {
    leaveSlot(key);
  }
}

/** The next one takes the place over; without one the place is free. */
function leaveSlot(key: string): void {
  const [next, ...others] = waiting.get(key) ?? [];
  if (others.length > 0) waiting.set(key, others);
  else waiting.delete(key);
  if (next) return next();
  const left = (inside.get(key) ?? 1) - 1;
  if (left > 0) inside.set(key, left);
  else inside.delete(key);
}

/**
 * Runs the work over the items with at most `cap` under way, and keeps the results in the items' order. The first
 * failure ends it: no further item is begun.
 */
export async function inParallel<T, R>(items: T[], cap: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array<R>(items.length);
  const queue = items.entries();
  let failed = false;
  const lane = async () => {
    for (const [index, item] of queue) {
      if (failed) return;
      let done = false;
      try {
        results[index] = await work(item);
        done = true;
      } finally {
        failed ||= !done;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(cap, items.length) }, lane));
  return results;
}
