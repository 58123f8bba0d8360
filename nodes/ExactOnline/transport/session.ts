/**
 * Tokens: they live 600 seconds, and a new one is refused for the first 570 (doc maesn). n8n keeps them, stores each new
 * pair at once, and renews one at a time in all its processes (reference 1.3); when to renew is decided here.
 */
import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { SignInRefused } from '../../shared/http';
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

/**
 * Sees to it that a call does not start on a token about to end. Where n8n does not know when it ends, as after the
 * first sign-in, a cheap read takes the 401 before a batch: each kind of call may have few errors an hour.
 * @throws SignInRefused, NoAnswer
 */
export async function ensureToken(connection: Connection): Promise<void> {
  if (Date.now() - connection.checkedAt < LOOK_EVERY_MS) return;
  await renew(connection);
  const token = await storedToken(connection);
  connection.token = textAt(token, 'access_token');
  const isKnown = textAt(token, 'n8n_expires_at') !== '';
  connection.checkedAt = Date.now();
  if (!isKnown && Date.now() - connection.usedAt >= LOOK_EVERY_MS) await readMe(connection);
}

/**
 * After a 401: whether the call is worth repeating. A token that has not ended is not renewed: then the 401 is about
 * rights, or the app is no longer allowed, which a cheap read tells apart.
 * @param isCheapRead the refused call was that read
 * @throws SignInRefused, NoAnswer
 */
export async function renewAfter(connection: Connection, isCheapRead: boolean): Promise<boolean> {
  const used = connection.token;
  const before = await storedToken(connection);
  const now = textAt(before, 'access_token');
  if (used !== '' && now !== used) return adopt(connection, before);
  const endsAt = Number(textAt(before, 'n8n_expires_at') || NaN);
  const mayHaveEnded = !Number.isFinite(endsAt) || Date.now() >= endsAt - EARLIEST_MS;
  if (mayHaveEnded) {
    await renew(connection, now);
    const after = await storedToken(connection);
    if (textAt(after, 'access_token') !== now) return adopt(connection, after);
  }
  if (!isCheapRead) await readMe(connection);
  return false;
}

function adopt(connection: Connection, token: Json): true {
  connection.token = textAt(token, 'access_token');
  connection.checkedAt = Date.now();
  return true;
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
    SignInRefused,
    (refused) => refused,
  );
  if (refusal === null) return;
  const known = TOKEN_REFUSALS.find(({ words }) => words.test(refusal.message));
  if (known?.kind === 'tooEarly') return;
  if (known?.kind === 'spent' && (await isStoredByAnother(connection, held))) return;
  throw known ? new SignInRefused(`${known.meaning} ${known.advice} (${refusal.message})`) : refusal;
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
