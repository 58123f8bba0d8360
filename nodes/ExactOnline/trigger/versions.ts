/**
 * Row versions as the cursor of a poll counts: a feed is ordered by them, not by time (reference 4.4). A version stands
 * for an instant of its own clock, so that position, overlap and what was seen are kept as for every other source.
 */
import { FIRST_VERSION } from '../transport/feed';

/** A thousand versions are a minute of that clock. */
const MS_OF_VERSION = 60;
/** The last instant that a cursor can name: beyond a million million versions. */
export const LAST_INSTANT = 36 ** 9 - 1;
/** Versions looked back on: a change that is saved late may have a lower one than what was read before it. */
export const OVERLAP_MS = 200 * MS_OF_VERSION;

/** @throws RangeError beyond what a cursor can name */
export const instantOfVersion = (version: string): string =>
  new Date(Number(version) * MS_OF_VERSION).toISOString();

/** The version that is certainly before everything from an instant on. */
export function versionBefore(instant: string): string {
  const version = Math.floor(Date.parse(instant) / MS_OF_VERSION) - 1;
  return version > Number(FIRST_VERSION) ? String(version) : FIRST_VERSION;
}
