import type {
  IAdditionalCredentialOptions,
  IExecuteFunctions,
  IHookFunctions,
  IHttpRequestMethods,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
  IPollFunctions,
  IWebhookFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { recover } from './recover';
import { redact } from './redact';

/** Any n8n context that may call an API with a credential. */
export type ApiContext =
  IExecuteFunctions | IHookFunctions | IPollFunctions | ILoadOptionsFunctions | IWebhookFunctions;

export interface Call {
  method: IHttpRequestMethods;
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON when it is an object, as it is when text or bytes. */
  body?: IHttpRequestOptions['body'];
  /** Reads, and writes that the server recognises when they come twice. */
  repeatable: boolean;
  timeoutMs?: number;
  /** Answer as bytes (files) instead of text. */
  bytes?: boolean;
  /** A 401 comes back like any other status: whoever calls renews the token, n8n is told not to. */
  keepsUnauthorized?: boolean;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string;
  bytes?: Buffer;
}

export interface Retries {
  attempts: number;
  /** First pause; doubles each time, with full jitter. */
  baseMs: number;
  /** Longest pause, a server's Retry-After included. */
  longestMs: number;
}

export const RETRIES: Retries = { attempts: 5, baseMs: 500, longestMs: 60_000 };

/**
 * No answer that says what happened. `arrived` false: the request never reached the server, repeating is safe.
 * `arrived` null: it may have been carried out; only a look-up can tell.
 */
export class NoAnswer extends Error {
  constructor(
    message: string,
    readonly arrived: false | null,
    readonly status?: number,
  ) {
    super(message);
    this.name = 'NoAnswer';
  }
}

/** The server does not accept the credential: nothing else will work until a person mends it. */
export class SignInRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SignInRefused';
  }
}

/** Lets a refused sign-in go on its way: nothing else can be done then. */
export function stopOnSignIn(error: unknown): void {
  if (error instanceof SignInRefused) throw error;
}

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const BUSY = new Set([502, 503, 504]);

/**
 * One API call through n8n's credential helper (which signs, and refreshes an OAuth2 token once on a 401),
 * with bounded retries where repeating cannot do harm: always after 429 and connections never made,
 * after 502–504 and lost answers only when the call is repeatable.
 * @returns the answer whatever its status, 401 and the retried ones excepted
 * @throws NoAnswer, SignInRefused
 */
export async function callApi(
  context: ApiContext,
  credentialType: string,
  call: Call,
  retries: Retries = RETRIES,
  signing?: IAdditionalCredentialOptions,
): Promise<Reply> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptCall(context, credentialType, call, signing);
    const last = attempt >= retries.attempts;
    if (!(outcome instanceof NoAnswer)) {
      if (outcome.status === 429 && !last) {
        await sleep(pauseMs(attempt, retries, outcome.headers['retry-after']));
        continue;
      }
      if (BUSY.has(outcome.status) && call.repeatable && !last) {
        await sleep(pauseMs(attempt, retries, outcome.headers['retry-after']));
        continue;
      }
      if (BUSY.has(outcome.status)) {
        throw new NoAnswer(`HTTP ${outcome.status} from ${hostOf(call.url)}`, null, outcome.status);
      }
      return outcome;
    }
    if (last || !(outcome.arrived === false || call.repeatable)) throw outcome;
    await sleep(pauseMs(attempt, retries));
  }
}

async function attemptCall(
  context: ApiContext,
  credentialType: string,
  call: Call,
  signing?: IAdditionalCredentialOptions,
): Promise<Reply | NoAnswer> {
  const json = call.body !== undefined && typeof call.body === 'object' && !isBinary(call.body);
  const options: IHttpRequestOptions = {
    method: call.method,
    url: call.url,
    headers: {
      accept: 'application/json',
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: json ? JSON.stringify(call.body) : call.body }),
    encoding: call.bytes ? 'arraybuffer' : 'text',
    returnFullResponse: true,
    ignoreHttpStatusErrors: call.keepsUnauthorized ? true : { ignore: true, except: [401] },
    disableFollowRedirect: true,
    timeout: call.timeoutMs ?? 120_000,
  };
  const send = async (change: Partial<IHttpRequestOptions>): Promise<Reply> => {
    const whole = { ...options, ...change };
    const { httpRequestWithAuthentication: request } = context.helpers;
    return readReply(await request.call(context, credentialType, whole, signing), call.bytes === true);
  };
  try {
    const reply = await send({});
    return reply.status === 401 && !call.keepsUnauthorized ? await sendRenewed(send) : reply;
  } catch (error) {
    return judgeFailure(error, call);
  }
}

/**
 * n8n 1.123 knows no exceptions from ignored statuses: it hands over the 401, and renews a token only where it may
 * throw. What it throws there has lost the answer, so a refusal, which changed nothing, is asked for once more.
 */
async function sendRenewed(send: (change: Partial<IHttpRequestOptions>) => Promise<Reply>): Promise<Reply> {
  return await recover(
    () => send({ ignoreHttpStatusErrors: false }),
    Error,
    async (error) => {
      const status = Number((error as HelperError).httpCode ?? NaN);
      if (status === 429 || status >= 500) return { status, headers: {}, text: '' };
      if (status >= 400 && status !== 401) return await send({});
      throw error;
    },
  );
}

const isBinary = (body: unknown): boolean => body instanceof Uint8Array || body instanceof URLSearchParams;

function readReply(answer: unknown, bytes: boolean): Reply {
  const { statusCode, headers, body } = answer as { statusCode: number; headers: object; body: unknown };
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) flat[name.toLowerCase()] = String(value);
  if (bytes) return { status: statusCode, headers: flat, text: '', bytes: Buffer.from(body as ArrayBuffer) };
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return { status: statusCode, headers: flat, text };
}

interface HelperError {
  message?: string;
  description?: string | null;
  httpCode?: string | null;
  code?: string;
  cause?: { code?: string; message?: string; status?: number; response?: { status?: number } };
}

const REFUSED =
  /needs to be reconnected|unauthorized_client|invalid_client|invalid_grant|unable to sign|status code 40[0134]/i;

function judgeFailure(caught: unknown, call: Call): NoAnswer {
  const error = (caught ?? {}) as HelperError;
  const code = error.cause?.code ?? error.code ?? error.httpCode ?? '';
  const status = Number(error.cause?.response?.status ?? error.httpCode ?? NaN);
  const words = redact([error.message, error.description, error.cause?.message].filter(Boolean).join(' · '));
  // n8n's OAuth2 client: the token endpoint itself answered with an error, two of which mean “later”
  if (code === 'EAUTH' && !/server_error|temporarily|unexpected condition|overload/i.test(words))
    throw new SignInRefused(words);
  if (status === 401 || status === 400) throw new SignInRefused(words);
  if (REFUSED.test(words)) throw new SignInRefused(words);
  const where = hostOf(call.url);
  if (NEVER_SENT.has(code)) return new NoAnswer(`${where} cannot be reached (${code})`, false);
  if (/failed to acquire oauth2 access token/i.test(words)) return new NoAnswer(words, false);
  return new NoAnswer(`No answer from ${where} (${code || words || 'connection lost'})`, null);
}

/** Why a token could not be fetched: refused for good, or no answer that says so. */
export function judgeSignIn(caught: unknown): SignInRefused | NoAnswer {
  const error = (caught ?? {}) as HelperError & { status?: unknown; body?: unknown };
  const { body } = error;
  const detail = typeof body === 'object' && body !== null ? JSON.stringify(body) : '';
  const words = redact([error.message, error.description, detail].filter(Boolean).join(' · '));
  const status = Number(error.status ?? error.cause?.response?.status ?? error.httpCode ?? NaN);
  // OAuth2's own error answer comes without its status; two of its codes mean: later
  const answered = /"error":"(?!server_error|temporarily_unavailable)/.test(detail);
  const refused = [400, 401, 403, 404].includes(status) || answered || REFUSED.test(words);
  if (refused) return new SignInRefused(words);
  return new NoAnswer(`No token: ${words}`, false, Number.isFinite(status) ? status : undefined);
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return 'the server';
  }
};

/** Exponential back-off with full jitter; a server's Retry-After (seconds or HTTP date) comes first. */
function pauseMs(attempt: number, retries: Retries, retryAfter?: string): number {
  const told = retryAfter === undefined ? null : readRetryAfter(retryAfter);
  if (told !== null) return Math.min(told, retries.longestMs);
  return Math.min(Math.random() * retries.baseMs * 2 ** (attempt - 1) + 50, retries.longestMs);
}

function readRetryAfter(header: string): number | null {
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const at = DateTime.fromHTTP(header);
  return at.isValid ? Math.max(0, at.diffNow().toMillis()) : null;
}

/** Parses JSON text; null where it is none (HTML pages, empty or cut bodies). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
