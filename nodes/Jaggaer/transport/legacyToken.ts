/**
 * The token of older Advantage tenants, which n8n's OAuth2 cannot read: the answer says `token` and `expire_in` in
 * milliseconds instead of `access_token` and `expires_in` (sources: NR test data, CCS client).
 */
import { createHash } from 'crypto';
import type { IAdditionalCredentialOptions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { ApiContext, Call, Reply } from '../../shared/http';
import { SignInRefused, callApi, judgeSignIn, parseJson } from '../../shared/http';
import { singleFlight } from '../../shared/lock';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import { CREDENTIAL } from './connection';
import { isJson } from './envelope';

interface Token {
  value: string;
  /** Epoch milliseconds: from here on it is to be renewed. */
  renewAt: number;
}

const MARGIN_MS = 30_000;
/** For an answer that does not say how long: one client keeps tokens for ten minutes (source: NR). */
const UNTOLD_MS = 600_000;
/** In this process, by sign-in: never in static data, an item or a log. */
const tokens = new Map<string, Token>();

/** n8n must not ask for a token of its own making after a 401. */
const NO_RENEWAL: IAdditionalCredentialOptions = { oauth2: { tokenExpiredStatusCode: 499 } };

/** One signed call; a token that turns out dead is fetched anew once. @throws NoAnswer, SignInRefused */
export async function callWithLegacyToken(connection: Connection, call: Call): Promise<Reply> {
  const { context } = connection;
  const credential = await context.getCredentials<IDataObject>(CREDENTIAL);
  const send = async () => {
    const token = await tokenOf(context, credential);
    return await callApi(signedWith(context, credential, token), CREDENTIAL, call, undefined, NO_RENEWAL);
  };
  const before = tokens.get(signInOf(credential))?.value;
  return await recover(send, SignInRefused, async (error) => {
    const now = tokens.get(signInOf(credential));
    // a refused sign-in leaves no token; a refused call leaves the dead one
    if (!now) throw error;
    if (now.value === before || before === undefined) tokens.delete(signInOf(credential));
    return await send();
  });
}

async function tokenOf(context: ApiContext, credential: IDataObject): Promise<string> {
  const key = signInOf(credential);
  const known = tokens.get(key);
  if (known && Date.now() < known.renewAt) return known.value;
  return await singleFlight(`legacyToken:${key}`, async () => {
    tokens.delete(key);
    const token = await fetchToken(context, credential);
    tokens.set(key, token);
    return token.value;
  });
}

async function fetchToken(context: ApiContext, credential: IDataObject): Promise<Token> {
  const { clientId, clientSecret, accessTokenUrl } = credential;
  const options: IHttpRequestOptions = {
    method: 'POST',
    url: String(accessTokenUrl ?? ''),
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: String(clientId ?? ''),
      client_secret: String(clientSecret ?? ''),
    }).toString(),
    encoding: 'text',
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    disableFollowRedirect: true,
  };
  const answer: unknown = await context.helpers.httpRequest(options).catch((error: unknown) => {
    throw judgeSignIn(error);
  });
  const { statusCode, body } = answer as { statusCode: number; body: unknown };
  const json = typeof body === 'string' ? parseJson(body) : body;
  const value = isJson(json) ? (json.token ?? json.access_token) : undefined;
  if (statusCode !== 200 || typeof value !== 'string' || value === '') {
    throw judgeSignIn({ message: `HTTP ${statusCode} instead of a token`, status: statusCode, body: json });
  }
  const told = isJson(json) ? Number(json.expire_in) : NaN;
  const life = Number.isFinite(told) && told > 0 ? told : UNTOLD_MS;
  return { value, renewAt: Date.now() + life - Math.min(Math.max(MARGIN_MS, life * 0.05), life / 2) };
}

/** Who signs in where: another secret or address must not get this one's token. */
const signInOf = ({ accessTokenUrl, clientId, clientSecret }: IDataObject): string =>
  createHash('sha256')
    .update(JSON.stringify([accessTokenUrl, clientId, clientSecret]))
    .digest('hex');

/** n8n signs with the token that it believes to be stored. */
function signedWith(context: ApiContext, credential: IDataObject, token: string): ApiContext {
  const getCredentials = async () => ({
    ...credential,
    oauthTokenData: { access_token: token, token_type: 'Bearer' },
  });
  return Object.create(context, { getCredentials: { value: getCredentials } }) as ApiContext;
}
