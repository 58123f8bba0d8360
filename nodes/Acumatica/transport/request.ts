/** One call to Acumatica, with what its answers mean for the session and for waiting. */
import type { IHttpRequestMethods } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Reply, Retries } from '../../shared/http';
import { SignInRefused, callApi, parseJson } from '../../shared/http';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import { entityUrl } from './connection';
import { interpret, isLoginLimit, isMissing, isSignInPage } from './errors';
import type { Query } from './query';
import { queryString } from './query';
import { ensureSession, renewSession } from './session';
import type { Plain } from './wire';
import { asObject, unwrap } from './wire';

export interface Request {
  method: IHttpRequestMethods;
  /** Below the endpoint, e.g. `Bill/Bill/000123`; or a whole address. */
  path: string;
  query?: Query;
  body?: object;
  headers?: Record<string, string>;
  /** Reads, and writes that do the same when they come twice. */
  repeatable: boolean;
  /** Other patience than the connection's. */
  retries?: Retries;
}

/** The server queues calls in silence for minutes when its limits are reached. */
const TIMEOUT_MS = 300_000;
/** How long another operation on the same screen is waited for. */
const LONG_OPERATION_PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

/**
 * Sends a request. Renews the session once when the server shows its sign-in page or a 401, and waits
 * while a long operation holds the screen: in both cases nothing was done.
 * @returns the answer whatever its status, those excepted
 * @throws SignInRefused, NoAnswer
 */
export async function send(connection: Connection, request: Request): Promise<Reply> {
  let renewed = false;
  for (let waits = 0; ;) {
    await ensureSession(connection);
    const reply = await once(connection, request, renewed);
    if (reply === null || isSignInPage(reply)) {
      if (renewed) throw new SignInRefused('Acumatica answers with its sign-in page instead of data');
      renewed = true;
      await renewSession(connection);
      continue;
    }
    if (isLoginLimit(reply))
      throw new SignInRefused('API Login Limit: all API sessions of the licence are in use');
    const pause = reply.status === 409 ? LONG_OPERATION_PAUSES_MS[waits] : undefined;
    if (pause === undefined) return reply;
    waits++;
    await sleep(pause);
  }
}

/** @returns null when the password credential's token was not taken and may still be renewed */
async function once(connection: Connection, request: Request, renewed: boolean): Promise<Reply | null> {
  const { method, path, query, body, headers, repeatable } = request;
  const url = /^https?:/.test(path) ? path : entityUrl(connection, path, query ? queryString(query) : '');
  const call = () =>
    callApi(
      connection.context,
      connection.credentialType,
      {
        method,
        url,
        repeatable,
        timeoutMs: TIMEOUT_MS,
        headers: {
          ...(connection.branch ? { 'PX-CbApiBranch': connection.branch } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body as never }),
      },
      request.retries ?? connection.retries,
      // n8n's own renewal after a 401 has no lock and could open a second licence session
      connection.authentication === 'password' ? { preAuthenticationRetryStatusCode: [] } : undefined,
    );
  if (connection.authentication === 'oAuth2' || renewed) return await call();
  return await recover(call, SignInRefused, () => null);
}

/**
 * Reads one record by its keys or id.
 * @returns null where it is not there
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readOne(
  connection: Connection,
  entity: string,
  keys: string[],
  query: Query = {},
): Promise<Plain | null> {
  const path = [entity, ...keys.map(encodeURIComponent)].join('/');
  const reply = await send(connection, { method: 'GET', path, query, repeatable: true });
  if (isMissing(reply)) return null;
  if (reply.status !== 200) throw await refusal(connection, reply, `to read ${entity}`, entity);
  return unwrap(parseJson(reply.text));
}

/** The refusal behind an answer; a 404 also says which endpoint versions the instance has. */
export async function refusal(
  connection: Connection,
  reply: Reply,
  what: string,
  entity: string,
): Promise<Refusal> {
  const { problem } = interpret(reply, what, entity);
  if (reply.status !== 404) return new Refusal(problem);
  const { endpoint, version } = connection;
  const live = await listEndpoints(connection).catch(() => []);
  if (live.some((each) => each.name === endpoint && each.version === version)) {
    return new Refusal({
      ...problem,
      cause: 'erp.notFound',
      reason: `Acumatica has no ${entity} for ${what} (HTTP 404), although endpoint ${endpoint} ${version} is there.`,
      advice: 'Check that the endpoint holds this entity and action (SM207060).',
    });
  }
  const names = live.map((each) => `${each.name} ${each.version}`).join(', ');
  const reason = `Acumatica knows no ${entity} in endpoint ${endpoint} ${version} (HTTP 404).`;
  return new Refusal({
    ...problem,
    reason: names ? `${reason} The instance has: ${names}.` : reason,
  });
}

export interface Endpoint {
  name: string;
  version: string;
}

/** The instance's endpoints, newest first. Older builds answer a bare list. Needs no sign-in for the system ones. */
export async function listEndpoints(connection: Connection): Promise<Endpoint[]> {
  const reply = await send(connection, {
    method: 'GET',
    path: `${connection.instance}/entity`,
    repeatable: true,
  });
  const answer = parseJson(reply.text);
  const list = Array.isArray(answer) ? (answer as unknown[]) : asObject(answer).endpoints;
  const endpoints = (Array.isArray(list) ? list : []).flatMap((each) => {
    const { name, version } = asObject(each);
    return typeof name === 'string' && typeof version === 'string' ? [{ name, version }] : [];
  });
  return endpoints.sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }));
}
