/** Keeps the one licence session alive: renews tokens before they end, one caller at a time. */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { ApiContext } from '../../shared/http';
import { NoAnswer, SignInRefused } from '../../shared/http';
import { singleFlight } from '../../shared/lock';
import { redact } from '../../shared/redact';
import { ensureFreshToken } from '../../shared/token';
import type { Connection } from './connection';
import { signInMark } from './signIn';

/** Between two looks at the stored token. A token that ends in between is renewed on its 401. */
const LOOK_EVERY_MS = 5_000;
/** Pauses while the licence has no session left. */
const LIMIT_PAUSES_MS = [2_000, 8_000, 20_000];

/**
 * Sees to it that the next call is signed with a token that lasts.
 * @throws SignInRefused, NoAnswer
 */
export async function ensureSession(connection: Connection): Promise<void> {
  if (Date.now() - connection.checkedAt < LOOK_EVERY_MS) return;
  await guarded(async () => {
    if (connection.authentication === 'oAuth2') {
      await ensureFreshToken(connection.context, connection.credentialType, connection.credentialId);
      return;
    }
    const stored = await read(connection);
    if (isEnding(stored)) await renewOnce(connection, String(stored.accessToken ?? ''));
  });
  connection.checkedAt = Date.now();
}

/**
 * Renews the token although it should still be good: the server did not take it.
 * @throws SignInRefused, NoAnswer
 */
export async function renewSession(connection: Connection): Promise<void> {
  await guarded(async () => {
    if (connection.authentication === 'password') {
      await renewOnce(connection, String((await read(connection)).accessToken ?? ''), true);
      return;
    }
    await singleFlight(`token:${connection.credentialType}:${connection.credentialId}`, async () => {
      const { helpers } = connection.context as { helpers: RefreshHelper };
      await helpers.refreshOAuth2Token.call(connection.context, connection.credentialType);
    });
  });
  connection.checkedAt = Date.now();
}

interface RefreshHelper {
  refreshOAuth2Token(this: ApiContext, credentialType: string): Promise<unknown>;
}

const read = async (connection: Connection): Promise<ICredentialDataDecryptedObject> =>
  (await connection.context.getCredentials<IDataObject>(
    connection.credentialType,
  )) as ICredentialDataDecryptedObject;

const isEnding = (stored: ICredentialDataDecryptedObject): boolean =>
  !stored.accessToken || stored.signedInAs !== signInMark(stored) || Date.now() >= Number(stored.renewAfter);

/**
 * n8n runs `preAuthentication` without a lock, and only for an empty token: so it gets the stored credential
 * with the token blanked, and keeps what comes back for everyone. The call itself is one that needs no sign-in.
 */
async function renewOnce(connection: Connection, dead: string, forced = false): Promise<void> {
  const { context, credentialType, credentialId, credentialName, instance } = connection;
  await singleFlight(`token:${credentialType}:${credentialId}`, async () => {
    const stored = await read(connection);
    if (!isEnding(stored) && !(forced && stored.accessToken === dead)) return;
    await context.helpers.httpRequestWithAuthentication.call(
      context,
      credentialType,
      {
        method: 'GET',
        url: `${instance}/entity`,
        encoding: 'text',
        returnFullResponse: true,
        ignoreHttpStatusErrors: true,
        disableFollowRedirect: true,
      },
      {
        credentialsDecrypted: {
          id: credentialId,
          name: credentialName,
          type: credentialType,
          data: { ...stored, accessToken: '' },
        },
      },
    );
  });
}

/** A full licence is waited for a little; everything else that keeps a token from coming is said in its words. */
async function guarded(work: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const failure = judge(error);
      const pause = LIMIT_PAUSES_MS[attempt];
      if (!isLimit(failure) || pause === undefined) throw failure;
      await sleep(pause);
    }
  }
}

const isLimit = (failure: Error): boolean => /API Login Limit/i.test(failure.message);

interface Caught {
  message?: string;
  description?: string | null;
  code?: string;
  /** n8n 1.123 has the code here, and no cause. */
  httpCode?: string | null;
  cause?: Caught;
  body?: unknown;
}

function judge(caught: unknown): SignInRefused | NoAnswer {
  if (caught instanceof SignInRefused || caught instanceof NoAnswer) return caught;
  const error = (caught ?? {}) as Caught;
  const words = redact(
    [error.message, error.description, error.cause?.message, bodyText(error.body ?? error.cause?.body)]
      .filter((part, index, all) => part && all.indexOf(part) === index)
      .join(' · '),
  );
  const code = error.code ?? error.cause?.code ?? error.cause?.cause?.code ?? error.httpCode ?? '';
  if (/^E[A-Z_]+$/.test(code) && code !== 'ERR_BAD_REQUEST')
    return new NoAnswer(`The sign-in server cannot be reached (${code})`, false);
  return new SignInRefused(words || 'no reason was given');
}

const bodyText = (body: unknown): string =>
  body === undefined || body === null
    ? ''
    : typeof body === 'string'
      ? body.slice(0, 300)
      : JSON.stringify(body).slice(0, 300);
