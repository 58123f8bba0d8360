/**
 * Exact Online's limits, obeyed before they are met: calls a minute and a day by app and division, and errors an hour by
 * kind of call (reference 5). All nodes in this process share the books; other processes are met by 429.
 */
import { sleep } from 'n8n-workflow';
import type { Reply } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';

interface Window {
  limit: number;
  remaining: number;
  /** Epoch milliseconds of the server's clock. */
  resetsAt: number;
}

interface Book {
  minute: Window | null;
  day: Window | null;
  /** How far the server's clock is ahead, at least; milliseconds. */
  aheadMs: number;
  /** When an answer last told the server's time, here; epoch milliseconds. */
  heardAt: number;
  /** Calls that have not been answered yet. */
  underWay: number;
  /** When calls of an endpoint were refused, here. */
  errors: Map<string, number[]>;
}

/** What is left of the limits, as last heard. */
export interface Allowance {
  perDay: number;
  leftToday: number;
  perMinute: number;
  /** ISO with `Z`. */
  dayEnds: string;
}

const books = new Map<string, Book>();

/** More than ten in an hour block the app for that kind of call (doc maesn, inv 1336); others may make some as well. */
const ERRORS_AN_HOUR = 7;
const HOUR = 3_600_000;
const COUNTED = new Set([400, 401, 403, 404]);
/** Added to a wait for the next minute, so that not all begin at once. */
const JITTER_MS = 400;

function bookOf(key: string): Book {
  const known = books.get(key);
  if (known) return known;
  const fresh: Book = {
    ...{ minute: null, day: null, aheadMs: 0, heardAt: 0, underWay: 0, errors: new Map<string, number[]>() },
  };
  books.set(key, fresh);
  return fresh;
}

/** For tests: as after a restart of n8n. */
export const forgetLimits = (): void => books.clear();

/** Whether a window is open and used up by what was answered and what is under way. */
const isSpent = (window: Window | null, book: Book): window is Window =>
  window !== null && Date.now() + book.aheadMs < window.resetsAt && window.remaining - book.underWay <= 0;

/**
 * Runs a call when the limits allow it, and keeps what its answer says of them.
 * @param key of app and division; '' where no limit is known
 * @param endpoint without key and query
 * @throws Refusal where the day is used up, or so many calls of this kind were refused that the next may block the app
 */
export async function withinLimits(
  key: string,
  endpoint: string,
  call: () => Promise<Reply>,
): Promise<Reply> {
  const book = bookOf(key);
  for (;;) {
    if (isSpent(book.day, book)) throw new Refusal(daySpent(book.day));
    const errors = recentErrors(book, endpoint);
    if (errors.length >= ERRORS_AN_HOUR) throw new Refusal(tooManyErrors(endpoint, errors));
    if (!isSpent(book.minute, book)) break;
    const left = book.minute.resetsAt - Date.now() - book.aheadMs;
    await sleep(Math.min(Math.max(left, 0), 61_000) + Math.random() * JITTER_MS);
  }
  book.underWay++;
  try {
    const reply = await call();
    note(book, endpoint, reply);
    return reply;
  } finally {
    book.underWay--;
  }
}

function note(book: Book, endpoint: string, { status, headers }: Reply): void {
  const now = Date.now();
  const server = Date.parse(headers.date ?? '');
  if (Number.isFinite(server)) Object.assign(book, { aheadMs: server - now, heardAt: now });
  book.minute = newer(book.minute, windowIn(headers, 'x-ratelimit-minutely', status === 429));
  book.day = newer(book.day, windowIn(headers, 'x-ratelimit', status === 429));
  if (COUNTED.has(status)) book.errors.set(endpoint, [...recentErrors(book, endpoint), now]);
}

/** The counters of an answer; a 429 carries only those that are used up (community picqer README, #646). */
function windowIn(headers: Record<string, string>, name: string, isOver: boolean): Window | null {
  const [limit, remaining, resetsAt] = ['limit', 'remaining', 'reset'].map((part) =>
    Number(headers[`${name}-${part}`] ?? NaN),
  );
  if (limit === undefined || resetsAt === undefined || !(limit > 0) || !(resetsAt > 0)) return null;
  const left = remaining !== undefined && remaining >= 0 ? remaining : limit;
  return { limit, resetsAt, remaining: isOver ? 0 : left };
}

/** Answers may overtake each other: within a window the lower figure is the later one. */
function newer(old: Window | null, told: Window | null): Window | null {
  if (!told || !old) return told ?? old;
  if (told.resetsAt < old.resetsAt) return old;
  if (told.resetsAt > old.resetsAt) return told;
  return { ...told, remaining: Math.min(old.remaining, told.remaining) };
}

/** Which limit a 429 is about; null where it names none. */
export function spentIn(headers: Record<string, string>): 'minute' | 'day' | null {
  if (headers['x-ratelimit-minutely-reset'] !== undefined) return 'minute';
  return headers['x-ratelimit-reset'] !== undefined ? 'day' : null;
}

const recentErrors = (book: Book, endpoint: string): number[] =>
  (book.errors.get(endpoint) ?? []).filter((at) => at > Date.now() - HOUR);

/** Whether the day counts as used up, and how long ago (milliseconds) the server's time was last heard. */
export function dayIsSpent(key: string): { spent: boolean; heardAgoMs: number } {
  const book = bookOf(key);
  return { spent: isSpent(book.day, book), heardAgoMs: Date.now() - book.heardAt };
}

/** Takes the server's time from a call that belongs to no division. */
export function hearTime(key: string, { headers }: Reply): void {
  const server = Date.parse(headers.date ?? '');
  const now = Date.now();
  if (Number.isFinite(server)) Object.assign(bookOf(key), { aheadMs: server - now, heardAt: now });
}

/** What the last answer said is left; null before the first. */
export function allowanceOf(key: string): Allowance | null {
  const { day, minute, aheadMs } = bookOf(key);
  if (!day || !minute) return null;
  const isOver = Date.now() + aheadMs >= day.resetsAt;
  return {
    ...{ perDay: day.limit, leftToday: isOver ? day.limit : day.remaining, perMinute: minute.limit },
    dayEnds: new Date(day.resetsAt + (isOver ? 24 * HOUR : 0)).toISOString(),
  };
}

const daySpent = ({ limit, resetsAt }: Window) =>
  held(
    'erp.dailyLimit',
    `The ${limit} calls that Exact Online allows this app in this division a day are used up until ${new Date(resetsAt).toISOString()}.`,
    'Nothing was sent. What is left runs with the next execution after that; spread backfills over several days (Connection ▸ Estimate a Backfill).',
    'erp',
  );

const tooManyErrors = (endpoint: string, errors: number[]) =>
  held(
    'erp.manyErrors',
    `Exact Online refused ${errors.length} calls of ${endpoint} within an hour; more than ten block the app for that kind of call.`,
    `Nothing was sent. Mend what the refusals name, and run again after ${new Date((errors[0] ?? 0) + HOUR).toISOString()}.`,
    'erp',
  );
