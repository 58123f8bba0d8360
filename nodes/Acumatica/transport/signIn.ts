/** The password grant: one licence session, kept over renewals by its refresh token. */
import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { asObject } from './wire';

export interface SignInTokens extends ICredentialDataDecryptedObject {
  accessToken: string;
  refreshToken: string;
  /** Epoch milliseconds as text: from here on the token is to be renewed. */
  renewAfter: string;
  /** Fingerprint of the sign-in the tokens belong to. */
  signedInAs: string;
}

type Send = (options: IHttpRequestOptions) => Promise<unknown>;

/** The instance URL without trailing slashes; it may carry a path. */
export const instanceOf = (credentials: ICredentialDataDecryptedObject): string =>
  String(credentials.instanceUrl ?? '')
    .trim()
    .replace(/\/+$/, '');

/** Changes whenever something is changed that makes older tokens somebody else's. */
export const signInMark = (credentials: ICredentialDataDecryptedObject): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        ['instanceUrl', 'clientId', 'clientSecret', 'username', 'password'].map((name) =>
          String(credentials[name] ?? ''),
        ),
      ),
    )
    .digest('hex');

/**
 * Gets tokens: with the refresh token while it is good, which keeps the one licence session; else with the password.
 * @throws Error in words a person can act on
 */
export async function signIn(credentials: ICredentialDataDecryptedObject, send: Send): Promise<SignInTokens> {
  const mark = signInMark(credentials);
  const refreshToken = credentials.signedInAs === mark ? String(credentials.refreshToken ?? '') : '';
  if (refreshToken !== '') {
    const renewed = await askToken(credentials, send, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    if (renewed.status === 200) return readTokens(renewed.text, mark, refreshToken);
    if (renewed.status !== 400 && renewed.status !== 401) throw refused(renewed);
  }
  const answer = await askToken(credentials, send, {
    grant_type: 'password',
    username: String(credentials.username ?? ''),
    password: String(credentials.password ?? ''),
    scope: 'api offline_access',
  });
  if (answer.status !== 200) throw refused(answer);
  return readTokens(answer.text, mark, '');
}

interface TokenAnswer {
  status: number;
  text: string;
}

async function askToken(
  credentials: ICredentialDataDecryptedObject,
  send: Send,
  grant: Record<string, string>,
): Promise<TokenAnswer> {
  const answer = (await send({
    method: 'POST',
    url: `${instanceOf(credentials)}/identity/connect/token`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ...grant,
      client_id: String(credentials.clientId ?? ''),
      client_secret: String(credentials.clientSecret ?? ''),
    }).toString(),
    encoding: 'text',
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    disableFollowRedirect: true,
    timeout: 120_000,
  })) as { statusCode: number; body: unknown };
  const { statusCode, body } = answer;
  return { status: statusCode, text: typeof body === 'string' ? body : JSON.stringify(body ?? '') };
}

function readTokens(body: string, mark: string, refreshToken: string): SignInTokens {
  const answer = asObject(parse(body));
  if (typeof answer.access_token !== 'string')
    throw new Error('Acumatica answered the sign-in without a token. Check the instance URL.');
  const life = Number(answer.expires_in) > 0 ? Number(answer.expires_in) * 1000 : 3_600_000;
  return {
    accessToken: answer.access_token,
    // a refresh answer may carry a new refresh token, or leave the old one good
    refreshToken: typeof answer.refresh_token === 'string' ? answer.refresh_token : refreshToken,
    renewAfter: String(Date.now() + life - Math.min(60_000, life / 10)),
    signedInAs: mark,
  };
}

const MEANINGS: Record<string, string> = {
  invalid_client: 'the client ID or the client secret is wrong (invalid_client)',
  invalid_grant: 'the user name or the password is wrong, or the user may not sign in (invalid_grant)',
  unsupported_grant_type:
    'the connected application does not allow the Resource Owner Password flow (unsupported_grant_type)',
  unauthorized_client:
    'the connected application does not allow the Resource Owner Password flow (unauthorized_client)',
  invalid_scope: 'the scope api offline_access is not allowed (invalid_scope)',
};

function refused({ status, text }: TokenAnswer): Error {
  const code = String(asObject(parse(text)).error ?? '');
  if (/API Login Limit/i.test(text) || status === 429)
    return new Error('API Login Limit: all API sessions of the licence are in use');
  const meaning = MEANINGS[code] ?? (code || 'the instance URL does not lead to a sign-in');
  return new Error(`Acumatica answered the sign-in with HTTP ${status}: ${meaning}`);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}
