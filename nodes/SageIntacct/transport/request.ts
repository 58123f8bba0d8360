/** Requests to the gateway: session, queue for each company, patience, and the levels at which an answer can fail. */
import { sleep } from 'n8n-workflow';
import type { Reply } from '../../shared/http';
import { NoAnswer, SignInRefused, callApi } from '../../shared/http';
import type { Interpreted } from '../../shared/interpreted';
import { inSlot } from '../../shared/lock';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import { CREDENTIAL } from './connection';
import type { Answer, Envelope, FunctionResult, GatewayFunction, Results } from './envelope';
import { readAnswer, writeRequest } from './envelope';
import type { Kind } from './errorTable';
import { SchemaRefused, interpret } from './errors';
import { forget, prolong, sessionFor } from './session';
import type { XmlFields } from './xml';

export type { FunctionResult, GatewayFunction } from './envelope';

export interface Sending {
  /** Functions whose control id was carried out before are refused: the key to posting once. */
  unique: boolean;
  /** Reads, and unique functions: the identical request may be sent again when no answer came. */
  repeatable: boolean;
  /** One failure takes all functions back; for linked steps only. */
  transaction?: boolean;
}

export interface Sent extends FunctionResult {
  /** The request was sent more than once: a repeat may be our own. */
  resent: boolean;
}

/** Synchronous requests may take minutes; after 15 the gateway's side gives up (source: sync-vs-async). */
const TIMEOUT_MS = 300_000;

/**
 * Sends functions in one request; one result for each, in their order. Opens the session, renews it once when it
 * turns out dead, and waits while the company is full or the rate limit is reached: nothing ran then.
 * @throws SchemaRefused when the request is refused for its form, Refusal when it is refused as a whole for another
 * reason, SignInRefused, NoAnswer
 */
export async function send(
  connection: Connection,
  functions: GatewayFunction[],
  { unique, repeatable, transaction = false }: Sending,
): Promise<Sent[]> {
  let renewed = false;
  let resent = false;
  for (let attempt = 1; ;) {
    const session = await sessionFor(connection, () => signIn(connection));
    const envelope: Envelope = { unique, transaction, session: session.id };
    const answer = await exchange(connection, session.endpoint, envelope, functions);
    const last = attempt >= connection.retries.attempts;
    if (answer instanceof NoAnswer) {
      if (last || (answer.arrived === null && !repeatable)) throw answer;
      resent ||= answer.arrived === null;
    } else if (answer.level === 'results') {
      prolong(session, answer.sessionEnds);
      return inOrder(functions, answer.results).map((result) => ({ ...result, resent }));
    } else {
      const verdict = interpret(answer.errors, 'the request', answer.level);
      if (verdict.kind === 'session' && !renewed) {
        renewed = true;
        forget(connection, session);
        continue;
      }
      if (verdict.kind !== 'busy' || last) throw refusalOf(verdict);
    }
    await sleep(pauseMs(connection, attempt));
    attempt += 1;
  }
}

/** One function that may be repeated and must succeed, as reads are. @throws Refusal, SignInRefused, NoAnswer */
export async function callOne(connection: Connection, body: XmlFields, what: string): Promise<Sent> {
  for (let attempt = 1; ; attempt++) {
    const [result] = await send(connection, [{ controlId: 'read', body }], {
      unique: false,
      repeatable: true,
    });
    if (!result) throw new TypeError('send() gives one result for each function');
    if (result.status === 'success') return result;
    const { kind, problem } = interpret(result.errors, what);
    if (kind !== 'transient' || attempt >= connection.retries.attempts) throw new Refusal(problem);
    await sleep(pauseMs(connection, attempt));
  }
}

/** Tries the sign-in, without a kept session. @throws SignInRefused, NoAnswer, Refusal */
export async function signIn(connection: Connection): Promise<Results> {
  const body: XmlFields = {
    getAPISession: connection.entityId === '' ? {} : { locationid: connection.entityId },
  };
  for (let attempt = 1; ; attempt++) {
    const answer = await exchange(connection, connection.gateway, { unique: false, session: null }, [
      { controlId: 'session', body },
    ]);
    const last = attempt >= connection.retries.attempts;
    if (answer instanceof NoAnswer) {
      if (last) throw new NoAnswer(answer.message, false);
    } else if (answer.level === 'results') {
      const [result] = answer.results;
      if (result?.status === 'success') return answer;
      throw refusalOf(interpret(result?.errors ?? [], 'the sign-in'));
    } else {
      const verdict = interpret(answer.errors, 'the sign-in', answer.level);
      if (verdict.kind !== 'busy' || last) throw refusalOf(verdict);
    }
    await sleep(pauseMs(connection, attempt));
  }
}

function refusalOf({ kind, problem }: Interpreted<Kind>): Error {
  if (kind === 'signIn' || kind === 'session')
    return new SignInRefused(`${problem.reason}. ${problem.advice}`);
  return kind === 'schema' ? new SchemaRefused(problem) : new Refusal(problem);
}

/** One HTTP request. Companies let two at a time in at most, so everybody in this process queues. */
async function exchange(
  connection: Connection,
  url: string,
  envelope: Envelope,
  functions: GatewayFunction[],
): Promise<Answer | NoAnswer> {
  const { context, signIn: who, slots, companyId, gateway } = connection;
  const call = {
    method: 'POST' as const,
    url,
    headers: { 'content-type': 'application/xml; charset=UTF-8', accept: 'application/xml' },
    body: writeRequest(who, envelope, functions),
    repeatable: false,
    timeoutMs: TIMEOUT_MS,
  };
  const once = { ...connection.retries, attempts: 1 };
  return await recover(
    async () => {
      const queue = `sageIntacct:${gateway}:${companyId.toLowerCase()}`;
      return judge(await inSlot(queue, slots, () => callApi(context, CREDENTIAL, call, once)));
    },
    NoAnswer,
    (error) => error,
  );
}

/** @throws NoAnswer where the body is none of the gateway's: it may have been carried out */
function judge(reply: Reply): Answer {
  const answer = readAnswer(reply.text);
  if (answer) return answer;
  // said in plain text, with any status; nothing ran
  if (reply.status === 429 || /rate limit exceeded/i.test(reply.text)) return BUSY;
  throw new NoAnswer(`HTTP ${reply.status} from Sage Intacct without an answer`, null, reply.status);
}

const BUSY: Answer = {
  level: 'control',
  errors: [
    { number: '', title: '', words: 'API rate limit exceeded', correction: '', supportId: '', errorId: '' },
  ],
};

/** The answer repeats the control ids; what has no result was not answered. */
function inOrder(functions: GatewayFunction[], results: FunctionResult[]): FunctionResult[] {
  const byId = new Map(results.map((result) => [result.controlId, result]));
  return functions.map(({ controlId }) => byId.get(controlId) ?? { ...UNANSWERED, controlId });
}

const UNANSWERED: FunctionResult = {
  ...{
    status: 'failure',
    name: '',
    controlId: '',
    key: '',
    rows: [],
    totalCount: 0,
    remaining: 0,
    resultId: '',
  },
  errors: [
    {
      ...{ number: 'NO_RESULT', title: '', words: 'The answer holds no result for this function.' },
      ...{ correction: '', supportId: '', errorId: '' },
    },
  ],
};

/** Exponential, with full jitter; no Retry-After is documented. */
const pauseMs = ({ retries }: Connection, attempt: number): number =>
  Math.min(Math.random() * retries.baseMs * 2 ** (attempt - 1) + 50, retries.longestMs);
