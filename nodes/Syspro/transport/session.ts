/**
 * The session: one logon an execution, and a Logoff at its end whatever happens, because a session holds a seat of the
 * licence. SYSPRO lets an operator have one: a second logon ends the first without a word, so executions of this
 * process take turns, and what a crash left behind is ended by the next logon. Sources: recorded Logon and Logoff,
 * rectella-shopify-service.
 */
import { sleep } from 'n8n-workflow';
import type { ApiContext } from '../../shared/http';
import { NoAnswer, SignInRefused } from '../../shared/http';
import { inTurn, isTaken } from '../../shared/lock';
import { Refusal, held } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import { holders, newConnection } from './connection';
import { interpret, isErrorText, textError } from './errors';
import { cleaned, exchange } from './exchange';

/** SYSPRO ended the session that the call was made in: it was not carried out. */
export class SessionEnded extends Error {}

/** Whom a logon would throw out: the operator at this server, whatever the company. */
const operatorKey = ({ base, signIn }: Connection): string =>
  `syspro:${new URL(base).host.toLowerCase()}:${signIn.operator.toUpperCase()}`;

/**
 * Runs the work with one session for all its calls: waits until no other execution of this process uses the operator,
 * logs on with the first call, and logs off at the end, however it ends.
 */
export async function withSession<T>(context: ApiContext, work: () => Promise<T>): Promise<T> {
  if (holders.has(context)) return await work();
  // what is wrong with the credential is said by the first who wants to connect
  const connection = await recover(
    () => newConnection(context),
    Refusal,
    () => null,
  );
  if (!connection) return await work();
  return await inTurn(operatorKey(connection), async () => {
    holders.set(context, connection);
    connection.isHeld = true;
    try {
      return await work();
    } finally {
      connection.isHeld = false;
      holders.delete(context);
      await logoff(connection);
    }
  });
}

/** Runs one call in the session: the execution's, one call after the other, or one of the call's own. */
export async function inSession<T>(connection: Connection, call: (id: string) => Promise<T>): Promise<T> {
  const key = operatorKey(connection);
  if (connection.isHeld) {
    return await inTurn(`${key}:call`, async () => await call(await logon(connection)));
  }
  const { patienceMs } = connection;
  if (patienceMs < Infinity) {
    for (let waited = 0; waited < patienceMs && isTaken(key); waited += STEP_MS) await sleep(STEP_MS);
    if (isTaken(key)) throw new Refusal(busy(connection));
  }
  return await inTurn(key, async () => {
    try {
      return await call(await logon(connection));
    } finally {
      await logoff(connection);
    }
  });
}

const STEP_MS = 250;

const busy = ({ signIn }: Connection) =>
  held(
    'connection.busy',
    `A workflow is using the session of operator ${signIn.operator}, and SYSPRO lets an operator have one only.`,
    'Try again when it is done, or enter the code by hand.',
    'connection',
  );

/** Logons after the first that one execution may make: who is thrown out again and again must not throw out others. */
const MOST_RENEWALS = 3;

/**
 * A new session for one that was ended from outside.
 * @throws SignInRefused when that has happened too often
 */
export async function renew(connection: Connection): Promise<string> {
  const { session, signIn } = connection;
  session.id = null;
  session.renewals += 1;
  if (session.renewals > MOST_RENEWALS) {
    throw new SignInRefused(
      `The session of operator ${signIn.operator} is ended again and again: a person or another program signs on as this operator. Give the integration an operator of its own, used by one n8n process only`,
    );
  }
  return await logon(connection);
}

/** The session's id, verbatim. @throws SignInRefused, NoAnswer, Refusal */
async function logon(connection: Connection): Promise<string> {
  const { session, signIn, logonUrl } = connection;
  if (session.id !== null) return session.id;
  const parameters = {
    Operator: signIn.operator,
    OperatorPassword: signIn.operatorPassword,
    CompanyId: signIn.companyId,
    // a missing parameter is refused, an empty one is not
    CompanyPassword: signIn.companyPassword,
  };
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const answer = await exchange(connection, {
    method: 'GET',
    url: `${logonUrl}?${pairs.join('&')}`,
    repeatable: true,
    timeoutMs: 60_000,
  });
  session.id = readId(connection, answer);
  return session.id;
}

/** Ids are opaque, and those of version 7 end with two blanks that belong to them. */
function readId(connection: Connection, answer: string): string {
  if (isErrorText(answer)) {
    const { problem } = interpret([textError(answer)], 'the logon');
    const { operator, companyId } = connection.signIn;
    throw new SignInRefused(
      cleaned(
        connection,
        `${problem.reason}. Check operator ${operator}, company ${companyId} and their passwords, and whether the licence has a free seat`,
      ),
    );
  }
  const id = answer.replace(/^["'\r\n]+|["'\r\n]+$/g, '');
  if (id.trim() === '' || id.length > 300 || /[<>{}\r\n]/.test(id)) {
    throw new SignInRefused(
      `${new URL(connection.base).host} did not answer the logon with a session. Check that the credential’s port is the one of the REST service`,
    );
  }
  return id;
}

/** Gives the seat back. A session that is gone, or a server that is, is no reason to fail what was done in it. */
async function logoff(connection: Connection): Promise<void> {
  const { session, base, warn } = connection;
  const { id } = session;
  if (id === null) return;
  const url = `${base}/Logoff?UserId=${encodeURIComponent(id)}`;
  const retries = { attempts: 3, baseMs: 500, longestMs: 2_000 };
  await exchange(
    { ...connection, retries },
    { method: 'GET', url, repeatable: true, timeoutMs: 15_000 },
  ).catch((error: unknown) => {
    const words = error instanceof NoAnswer || error instanceof Refusal ? error.message : 'no answer';
    warn(`A SYSPRO session could not be ended; the operator’s next logon ends it: ${words}`);
  });
  session.id = null;
}
