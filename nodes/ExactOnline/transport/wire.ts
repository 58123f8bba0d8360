/** Exact Online's JSON, read with care: what is not there, or not what it should be, reads as empty. */

export type Json = Record<string, unknown>;

export const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/**
 * The rows of an answer, whichever of the three envelopes it has: `{d: {results}}`, `{d: [ ]}`, `{d: { }}` (recorded:
 * nango).
 */
export function rowsIn(body: Json): Json[] {
  const { d } = body;
  if (Array.isArray(d)) return d.map(asObject);
  const whole = asObject(d);
  if (Array.isArray(whole.results)) return whole.results.map(asObject);
  return Object.keys(whole).length === 0 ? [] : [whole];
}

/** Lines that were expanded below a record; none where they were only named (`__deferred`). */
export const linesAt = (record: Json, name: string): Json[] => {
  const value = record[name];
  const lines = Array.isArray(value) ? value : asObject(value).results;
  return Array.isArray(lines) ? lines.map(asObject) : [];
};

/** Text of a field without the spaces that codes are filled up with; numbers and flags as text; '' where there is none. */
export function textAt(object: Json, name: string): string {
  const value = object[name];
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A flag, which may also come as 0 or 1 (recorded). */
export const isTrue = (object: Json, name: string): boolean =>
  object[name] === true || object[name] === 1 || object[name] === '1';

const MILLISECONDS = /^\/Date\((-?\d+)\)\/$/;

/** The moment on the server's wall clock, as if it were UTC; null where there is none. */
function wallClock(object: Json, name: string): Date | null {
  const value = object[name];
  const found = typeof value === 'string' ? MILLISECONDS.exec(value) : null;
  return found ? new Date(Number(found[1])) : null;
}

/**
 * A date as `YYYY-MM-DD`; null where there is none. What is in `/Date(ms)/` is the server's local time as if it were
 * UTC (recorded: create-purchase-invoice), so dates are right as they are.
 */
export const dateAt = (object: Json, name: string): string | null =>
  wallClock(object, name)?.toISOString().slice(0, 10) ?? null;

/**
 * A moment as ISO with `Z`; null where there is none.
 * @param offsetSeconds how far the server's wall clock is ahead of UTC (`Me.ServerUtcOffset`)
 */
export function instantAt(object: Json, name: string, offsetSeconds: number): string | null {
  const at = wallClock(object, name);
  return at ? new Date(at.getTime() - offsetSeconds * 1_000).toISOString().replace('.000Z', 'Z') : null;
}

/** Row version of a feed: an Int64, which travels as text (recorded); '0' where there is none. */
export const versionOf = (row: Json): string => /^\d+$/.exec(textAt(row, 'Timestamp'))?.[0] ?? '0';

/** Which of two row versions is the later one. */
export const laterOf = (one: string, two: string): string => (BigInt(one) >= BigInt(two) ? one : two);

/** A relation's code as Exact keeps it: 18 wide, filled up with spaces at the left (doc picqer Account.php). */
export const accountCode = (code: string): string => code.trim().padStart(18, ' ');

/** Leaves out what is undefined or ''. */
export const given = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

/**
 * A part of a query as it travels; what a query may hold as it is stays so, since queries have a longest (RFC 3986; the
 * quote is encoded by every HTTP client).
 */
export const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(?:2C|2F|3A)/g, (sign) => decodeURIComponent(sign))
    .replace(/'/g, '%27');

/** Options of a query as they travel. */
export const queryText = (query: Record<string, string>): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
