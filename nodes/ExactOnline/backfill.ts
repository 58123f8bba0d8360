/** What posting a number of invoices costs, and how many days that takes; pure functions. */
import type { Allowance } from './transport/limits';

export interface Backfill {
  invoices: number;
  /** The scanned invoice is put on each entry. */
  withFiles: boolean;
  /** Calls a day to be left for polls and other flows of this app in the division. */
  forOthers: number;
}

export interface Estimate {
  calls: number;
  /** Invoices that fit into what is left today, and into each whole day after it. */
  today: number;
  aDay: number;
  /** Days on which it works, today included where something fits. */
  days: number;
  /** Minutes at the limit of calls a minute, all days together. */
  minutes: number;
}

/** Masters, periods and divisions of one execution; the reference counts about forty for a cold one. */
const CALLS_OF_A_RUN = 50;
/** Invoices looked up by one query. */
const LOOKED_UP_AT_ONCE = 25;
/** Invoices of one execution. */
const RUN = 1_000;

/** Calls that so many invoices take: one to post each, one more for its file, and what a run reads. */
export const callsFor = (invoices: number, withFiles: boolean): number =>
  invoices * (withFiles ? 2 : 1) +
  Math.ceil(invoices / LOOKED_UP_AT_ONCE) +
  Math.ceil(invoices / RUN) * CALLS_OF_A_RUN;

/** Most invoices that so many calls are enough for. */
function invoicesFor(calls: number, withFiles: boolean): number {
  let fits = 0;
  let tooMany = Math.max(1, Math.floor(calls) + 1);
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (callsFor(middle, withFiles) <= calls) fits = middle;
    else tooMany = middle;
  }
  return fits;
}

/** @returns null where not even one invoice fits into a day */
export function estimate(
  { invoices, withFiles, forOthers }: Backfill,
  { perDay, leftToday, perMinute }: Allowance,
): Estimate | null {
  const aDay = invoicesFor(perDay - forOthers, withFiles);
  if (aDay === 0) return null;
  const today = Math.min(invoices, invoicesFor(leftToday - forOthers, withFiles));
  const days = (today > 0 ? 1 : 0) + Math.ceil((invoices - today) / aDay);
  const calls = callsFor(invoices, withFiles);
  return { calls, today, aDay, days, minutes: Math.ceil(calls / perMinute) };
}
