/** One call to the accounting API, with what its answers mean for waiting and for the sign-in. */
import type { IHttpRequestMethods } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Call, Reply, Retries } from '../../shared/http';
import { NoAnswer, SignInRefused, callApi, parseJson } from '../../shared/http';
import { inSlot } from '../../shared/lock';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import { CREDENTIAL } from './connection';
import type { Fault } from './errors';
import { faultIn, interpret, isThrottled } from './errors';
import type { Json } from './wire';
import { asObject } from './wire';

export interface Request {
  method: IHttpRequestMethods;
  /** Below the company, e.g. `bill` or `query`. */
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON when it is an object, as it is when text or bytes. */
  body?: Call['body'];
  headers?: Record<string, string>;
  /** QuickBooks' own key: the same one again gets the first answer again. At most 50 signs. */
  requestId?: string;
  /** Reads, and writes with a request id. */
  repeatable: boolean;
  /** Other patience than the connection's. */
  retries?: Retries;
  timeoutMs?: number;
}

/** Below the 10 at a time and 10 a second of one text and the other (DP limits-and-throttles; Intuit, 2016). */
const AT_A_TIME = 8;
/** QuickBooks Online gives a call up after 120 seconds (DP limits-and-throttles). */
const TIMEOUT_MS = 130_000;
/** All lower ones are ignored since August 2025 (B:2025/01/21). */
const MINOR_VERSION = '75';
/** What waits and repeats is here, where the fault is read. */
const ONE_ATTEMPT: Retries = { attempts: 1, baseMs: 0, longestMs: 0 };

/**
 * Sends a request. Waits while the limits are reached, for then nothing was done; n8n renews the token on a 401.
 * @returns the answer whatever its status, those excepted
 * @throws SignInRefused where no call can work until a person mends it; NoAnswer, also where the server failed after
 * it was sent
 */
export async function send(connection: Connection, request: Request): Promise<Reply> {
  const retries = request.retries ?? connection.retries;
  for (let attempt = 1; ; attempt++) {
    const outcome = await recover(
      () => once(connection, request),
      NoAnswer,
      (lost) => lost,
    );
    const isLast = attempt >= retries.attempts;
    if (outcome instanceof NoAnswer) {
      if (isLast || (outcome.arrived === null && !request.repeatable)) throw outcome;
    } else {
      if (outcome.status < 400) {
        connection.usedAt = Date.now();
        return outcome;
      }
      const fault = faultOf(outcome);
      const { kind, problem } = interpret(fault, 'the call');
      if (kind === 'signIn') throw new SignInRefused(`${problem.reason}. ${problem.advice}`);
      if (kind !== 'transient') return outcome;
      const mayRepeat = isThrottled(fault) || request.repeatable;
      if (isLast || !mayRepeat) {
        if (isThrottled(fault)) return outcome;
        throw new NoAnswer(problem.reason, null, outcome.status);
      }
    }
    await sleep(pauseMs(retries, attempt));
  }
}

async function once(connection: Connection, request: Request): Promise<Reply> {
  const { context, baseUrl, realm } = connection;
  const { method, path, body, headers, repeatable, timeoutMs = TIMEOUT_MS } = request;
  const parameters = {
    ...request.query,
    ...(request.requestId ? { requestid: request.requestId } : {}),
    minorversion: MINOR_VERSION,
  };
  const search = Object.entries(parameters).map((pair) => pair.map(encodeURIComponent).join('='));
  const url = `${baseUrl}/v3/company/${realm}/${path}?${search.join('&')}`;
  const call: Call = {
    ...{ method, url, repeatable, timeoutMs, headers: headers ?? {} },
    ...(body === undefined ? {} : { body }),
  };
  return await inSlot(`quickBooksOnline:${baseUrl}:${realm}`, AT_A_TIME, () =>
    callApi(context, CREDENTIAL, call, ONE_ATTEMPT),
  );
}

/** Exponential, with full jitter; no Retry-After is documented. */
export const pauseMs = (retries: Retries, attempt: number): number =>
  Math.min(Math.random() * retries.baseMs * 2 ** attempt + 50, retries.longestMs);

/** The fault of an answer; one of its own where the body has none. */
export function faultOf(reply: Reply): Fault {
  const tid = reply.headers.intuit_tid ?? '';
  const none = { type: '', errors: [], status: reply.status, tid };
  return faultIn(asObject(parseJson(reply.text)), reply.status, tid) ?? none;
}

/**
 * Sends a request that must succeed, and parses its answer.
 * @param what what is tried, e.g. `to read vendors`
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function ask(connection: Connection, request: Request, what: string): Promise<Json> {
  const reply = await send(connection, request);
  const body = asObject(parseJson(reply.text));
  // some failures come with HTTP 200
  const fault = reply.status >= 300 ? faultOf(reply) : faultIn(body, reply.status, reply.headers.intuit_tid);
  if (fault) throw new Refusal(interpret(fault, what).problem);
  return body;
}

/**
 * Reads one record by its id.
 * @param entity as QuickBooks names it, e.g. `PurchaseOrder`
 * @returns null where it is not there
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readOne(connection: Connection, entity: string, id: string): Promise<Json | null> {
  const path = `${entity.toLowerCase()}/${encodeURIComponent(id)}`;
  const reply = await send(connection, { method: 'GET', path, repeatable: true });
  const fault = reply.status >= 300 ? faultOf(reply) : null;
  if (fault?.errors.some(({ code }) => code === '610' || code === '2030')) return null;
  if (fault) throw new Refusal(interpret(fault, `to read ${entity} ${id}`).problem);
  const found = asObject(asObject(parseJson(reply.text))[entity]);
  return Object.keys(found).length === 0 ? null : found;
}
