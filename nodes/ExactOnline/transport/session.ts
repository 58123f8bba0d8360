/**
 * Tokens: they live 600 seconds, and a new one is refused for the first 570 (doc maesn). n8n keeps them, stores each new
 * pair at once, and renews one at a time in all its processes (reference 1.3); when to renew is decided here.
 */
import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { NoAnswer, SignInRefused } from '../../shared/http';
import { singleFlight } from '../../shared/lock';
import { recover } from '../../shared/recover';
import { ensureFreshToken } from '../../shared/token';
import type { Connection } from './connection';
import { CREDENTIAL } from './connection';
import { readMe } from './request';
import { TOKEN_REFUSALS } from './tokenRefusals';
import type { Json } from './wire';
import { asObject, textAt } from './wire';

/** Between two looks at the stored token: often enough to find it within the last seconds of its life. */
const LOOK_EVERY_MS = 5_000;
/** From 580 s on: 10 s are left for clocks of n8n's machines that differ. */
const MARGIN_MS = 20_000;
const EARLIEST_MS = 30_000;
/** Another process may have used the refresh token and be about to store the new one. */
const STORE_LOOKS = 4;
const STORE_PAUSE_MS = 500;

/** Sign-ins of which it is being found out why a call was refused; calls wait for that, so that not all are refused. */
const doubts = new Map<string, Promise<boolean>>();

const signInOf = ({ baseUrl, app, credentialId }: Connection): string => `${baseUrl} ${app} ${credentialId}`;

/**
 * Sees to it that a call does not start on a token about to end. Where n8n does not know when it ends, as after the
 * first sign-in, a cheap read takes the 401 before a batch: each kind of call may have few errors an hour.
 * @param isCheapRead the call is that read
 * @throws SignInRefused, NoAnswer
 */
export async function ensureToken(connection: Connection, isCheapRead: boolean): Promise<void> {
  if (Date.now() - connection.checkedAt < LOOK_EVERY_MS) return;
  await renew(connection);
  const token = await storedToken(connection);
  adopt(connection, token);
  const isKnown = textAt(token, 'n8n_expires_at') !== '';
  if (isKnown || isCheapRead || Date.now() - connection.usedAt < LOOK_EVERY_MS) return;
  // one read for all that begin at the same moment
  await singleFlight(`exactOnline:try:${signInOf(connection)}`, () => readMe(connection));
  adopt(connection, await storedToken(connection));
}

/** Waits while it is being found out whether the token has ended. */
export async function whileInDoubt(connection: Connection): Promise<void> {
  await doubts.get(signInOf(connection))?.catch(() => false);
}

/**
 * After a 401: whether there is another token now, so that the call is worth repeating. A token that has not ended is
 * not renewed: then the 401 is about rights, or the app is no longer allowed, which a cheap read tells apart. Calls that
 * are refused at the same moment share the answer.
 * @param used the access token that was refused
 * @throws SignInRefused, NoAnswer
 */
export function doubtToken(connection: Connection, used: string): Promise<boolean> {
  const key = signInOf(connection);
  const known = doubts.get(key);
  if (known) return known.then(() => isOther(connection, used));
  const doubt = settle(connection, used).finally(() => doubts.delete(key));
  doubts.set(key, doubt);
  // whoever asked gets the error; those who only wait do not
  doubt.catch(() => undefined);
  return doubt;
}

async function settle(connection: Connection, used: string): Promise<boolean> {
  if (await isOther(connection, used)) return true;
  const token = await storedToken(connection);
  const endsAt = Number(textAt(token, 'n8n_expires_at') || NaN);
  const mayHaveEnded = !Number.isFinite(endsAt) || Date.now() >= endsAt - EARLIEST_MS;
  if (mayHaveEnded) {
    await renew(connection, used);
    if (await isOther(connection, used)) return true;
  }
  await readMe(connection, { isJudged: true });
  return false;
}

/** Whether the stored token is another than the one that was used; it is the one to use from now on. */
async function isOther(connection: Connection, used: string): Promise<boolean> {
  adopt(connection, await storedToken(connection));
  return connection.token !== used;
}

function adopt(connection: Connection, token: Json): void {
  connection.token = textAt(token, 'access_token');
  connection.checkedAt = Date.now();
}

/** Renews the token where it is about to end, or is the dead one. A refusal because it is too early changes nothing. */
async function renew(connection: Connection, dead?: string): Promise<void> {
  const { context, credentialId } = connection;
  const held = textAt(await storedToken(connection), 'access_token');
  const options = { marginMs: MARGIN_MS, ...(dead === undefined ? {} : { dead }) };
  const refusal = await recover(
    async () => {
      await ensureFreshToken(context, CREDENTIAL, credentialId, options);
      return null;
    },
    Error,
    (error) => error,
  );
  if (refusal === null) return;
  const said = refusal instanceof NoAnswer ? `HTTP status ${refusal.status ?? 0}` : refusal.message;
  const known = TOKEN_REFUSALS.find(({ words }) => words.test(said));
  if (!known) throw refusal;
  if (known.kind === 'tooEarly') return;
  if (known.kind === 'spent' && (await isStoredByAnother(connection, held))) return;
  throw new SignInRefused(`${known.meaning} ${known.advice} (${refusal.message})`);
}

/** Whether another process has meanwhile stored a token that is not the one held before. */
async function isStoredByAnother(connection: Connection, held: string): Promise<boolean> {
  for (let look = 1; ; look++) {
    if (textAt(await storedToken(connection), 'access_token') !== held) return true;
    if (look >= STORE_LOOKS) return false;
    await sleep(STORE_PAUSE_MS);
  }
}

async function storedToken({ context }: Connection): Promise<Json> {
  const credential = await context.getCredentials<IDataObject>(CREDENTIAL);
  return asObject(credential.oauthTokenData);
}
