/** The server's wall clock: dates come and go in its local time (reference 4.2). */
import type { Connection } from './connection';
import { readMe } from './request';

interface Offset {
  seconds: number;
  readAt: number;
}

/** By site and app; it changes with summer time only. */
const offsets = new Map<string, Offset>();
const KEEP_MS = 30 * 60_000;

/** Seconds that the server's clock is ahead of UTC; read once and kept for half an hour. @throws as {@link readMe} */
export async function offsetOf(connection: Connection): Promise<number> {
  const key = `${connection.baseUrl} ${connection.app}`;
  const known = offsets.get(key);
  if (known && Date.now() - known.readAt < KEEP_MS) return known.seconds;
  const { ServerUtcOffset } = await readMe(connection);
  const seconds = typeof ServerUtcOffset === 'number' ? ServerUtcOffset : 0;
  offsets.set(key, { seconds, readAt: Date.now() });
  return seconds;
}

/** A moment on the server's wall clock, as a filter names it: `YYYY-MM-DDTHH:mm:ss`. */
export const onServerClock = (moment: Date, offsetSeconds: number): string =>
  new Date(moment.getTime() + offsetSeconds * 1_000).toISOString().slice(0, 19);
