/** One call to the REST API, with what its answers mean for waiting and for the sign-in. */
import type { IHttpRequestMethods } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Call, Reply, Retries } from '../../shared/http';
import { NoAnswer, SignInRefused, callApi, parseJson } from '../../shared/http';
import { inSlot } from '../../shared/lock';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import { CREDENTIAL } from './connection';
import { faultOf, interpret, isBusiness } from './errors';
import { dayIsSpent, hearTime, spentIn, withinLimits } from './limits';
import { doubtToken, ensureToken, whileInDoubt } from './session';
import type { Json } from './wire';
import { asObject, queryText, rowsIn } from './wire';

export interface Request {
  method: IHttpRequestMethods;
  /** Below the division, e.g. `purchaseentry/PurchaseEntries` or `crm/Accounts(guid'…')`; or `current/Me`. */
  path: string;
  /** As OData names them, with the `$`. */
  query?: Record<string, string>;
  /** Sent as JSON. */
  body?: Json;
  /** Reads, and writes that do the same when they come twice. */
  repeatable: boolean;
  /** Other patience than the connection's. */
  retries?: Retries;
  timeoutMs?: number;
  /** The file itself instead of text. */
  bytes?: boolean;
  /** A 401 is given back: what it means is being found out by this call. */
  isJudged?: boolean;
}

/** Few at a time: 60 calls a minute are allowed, and answers tell what is left of them. */
const AT_A_TIME = 4;
/** What waits and repeats is here, where the fault is read. */
const ONE_ATTEMPT: Retries = { attempts: 1, baseMs: 0, longestMs: 0 };
/** A 401 is judged here: n8n would renew whatever it is about, and Exact refuses that before 570 s (reference 1.3). */
const OWN_RENEWAL = { oauth2: { skipTokenRefresh: true } };
/** A limit of the minute is met again when others take what is left of the next one. */
const MINUTES = 5;
/** How old news of the server's time may be where the day's limit rests on it. */
const NEWS_MS = 60_000;
/** Without a division. */
export const ME = 'current/Me';

/** Endpoint of a path: without key. */
const endpointOf = (path: string): string => path.replace(/\(.*$/, '');

/** Whose limits a call counts for; '' for none that is known. */
export const limitKey = ({ baseUrl, app, division }: Connection, path = ''): string =>
  path === ME ? `${baseUrl} ${app} -` : `${baseUrl} ${app} ${division}`;

/**
 * Sends a request. Waits for the next minute where the limit is reached, for then nothing was done; renews the token
 * where it has ended.
 * @returns the answer whatever its status, those excepted
 * @throws SignInRefused where no call can work until a person mends it; Refusal where the limits allow none; NoAnswer,
 * also where the server failed after it was sent
 */
export async function send(connection: Connection, request: Request): Promise<Reply> {
  const retries = request.retries ?? connection.retries;
  let renewed = false;
  let minutes = 0;
  for (let attempt = 1; ; attempt++) {
    if (!request.isJudged) await ensureToken(connection, request.path === ME);
    const { outcome, isRenewed } = await once(connection, request);
    const isLast = attempt >= retries.attempts;
    if (outcome instanceof NoAnswer) {
      if (isLast || (outcome.arrived === null && !request.repeatable)) throw outcome;
    } else if (isRenewed && !renewed) {
      renewed = true;
      if (!(await isRenewed)) return outcome;
      continue;
    } else if (outcome.status === 429 && spentIn(outcome.headers) !== null && ++minutes <= MINUTES) {
      // the book knows until when, and refuses where that is tomorrow
      attempt--;
      continue;
    } else {
      if (outcome.status < 400) connection.usedAt = Date.now();
      const fault = faultOf(outcome);
      const isFailure = outcome.status >= 500 && !isBusiness(fault);
      if (!isFailure) return outcome;
      const { problem } = interpret(fault, 'the call');
      if (isLast || !request.repeatable) throw new NoAnswer(problem.reason, null, outcome.status);
    }
    await sleep(pauseMs(retries, attempt));
  }
}

interface Attempt {
  outcome: Reply | NoAnswer;
  /** After a 401: whether there is another token now. */
  isRenewed?: Promise<boolean>;
}

/** @throws SignInRefused; Refusal where the limits allow no call */
async function once(connection: Connection, request: Request): Promise<Attempt> {
  const { context, baseUrl, division } = connection;
  const { method, path, body, repeatable, bytes = false, timeoutMs = 120_000 } = request;
  const search = queryText(request.query ?? {});
  const place = path === ME ? path : `${division}/${path}`;
  const call: Call = {
    url: `${baseUrl}/api/v1/${place}${search === '' ? '' : `?${search}`}`,
    ...{ method, repeatable, timeoutMs, bytes, keepsUnauthorized: true },
    // otherwise most fields of a new record come back empty (community basvanbeek.nl)
    headers: method === 'POST' ? { prefer: 'return=representation' } : {},
    ...(body === undefined ? {} : { body: body as never }),
  };
  const key = limitKey(connection, path);
  await hearBeforeRefusing(connection, key, path);
  return await inSlot(`exactOnline:${key}`, AT_A_TIME, async () => {
    if (!request.isJudged) await whileInDoubt(connection);
    const used = connection.token;
    const send = () => callApi(context, CREDENTIAL, call, ONE_ATTEMPT, OWN_RENEWAL);
    const outcome = await recover(
      () => withinLimits(key, endpointOf(path), send),
      NoAnswer,
      (lost) => lost,
    );
    const isRefused = outcome instanceof NoAnswer ? false : outcome.status === 401;
    if (!isRefused || request.isJudged) return { outcome };
    // begun before the next call has the slot
    const isRenewed = doubtToken(connection, used);
    isRenewed.catch(() => undefined);
    return { outcome, isRenewed };
  });
}

/** Before a call is refused for the day, the server is asked what time it is: clocks differ, and may be set. */
async function hearBeforeRefusing(connection: Connection, key: string, path: string): Promise<void> {
  const { spent, heardAgoMs } = dayIsSpent(key);
  if (!spent || heardAgoMs < NEWS_MS || path === ME) return;
  const request: Request = { method: 'GET', path: ME, repeatable: true, query: ME_QUERY };
  const { outcome } = await once(connection, request);
  if (!(outcome instanceof NoAnswer)) hearTime(key, outcome);
}

const ME_QUERY = { $select: 'CurrentDivision,FullName,ServerUtcOffset' };

/** Exponential, with full jitter. */
export const pauseMs = (retries: Retries, attempt: number): number =>
  Math.min(Math.random() * retries.baseMs * 2 ** attempt + 50, retries.longestMs);

/**
 * Sends a request that must succeed, and parses its answer.
 * @param what what is tried, e.g. `to read suppliers`
 * @returns empty where there is nothing to say, as after a change (204)
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function ask(connection: Connection, request: Request, what: string): Promise<Json> {
  const reply = await send(connection, request);
  if (reply.status >= 300) throw new Refusal(interpret(faultOf(reply), what).problem);
  const body = parseJson(reply.text);
  if (body === null && reply.status !== 204) {
    throw new NoAnswer(`The answer of Exact Online ${what} cannot be read.`, null, reply.status);
  }
  return asObject(body);
}

/** Who is signed in, and the server's clock. @throws Refusal, SignInRefused, NoAnswer */
export async function readMe(
  connection: Connection,
  { isJudged = false }: Pick<Request, 'isJudged'> = {},
): Promise<Json> {
  const request: Request = { method: 'GET', path: ME, repeatable: true, query: ME_QUERY, isJudged };
  const reply = await send(connection, request);
  if (reply.status === 401) {
    throw new SignInRefused(
      'Exact Online does not accept the token though it has not ended: the app is no longer allowed. Connect the credential again.',
    );
  }
  if (reply.status >= 300) throw new Refusal(interpret(faultOf(reply), 'to say who is signed in').problem);
  return rowsIn(asObject(parseJson(reply.text)))[0] ?? {};
}
