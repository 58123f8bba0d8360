import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { ApiContext } from './http';
import { SignInRefused, judgeSignIn } from './http';
import { singleFlight } from './lock';

/** A token is renewed this long before it ends, or 5 % of its life if that is longer. */
const MARGIN_MS = 30_000;
const ATTEMPTS = 3;
const PAUSE_MS = 500;

interface StoredToken {
  access_token?: string;
  expires_in?: number | string;
  /** Kept by n8n 2.4x when it stores a token: epoch milliseconds. */
  n8n_expires_at?: number | string;
}

export interface Freshness {
  /** How long before its end a token is renewed, where the sign-in server has a rule of its own. */
  marginMs?: number;
  /** An access token that is known to be dead: it is renewed whatever its end. */
  dead?: string;
}

/**
 * Sees to it that an OAuth2 credential holds a token that will not end within the margin: n8n itself renews
 * only after a 401. One renewal at a time for a credential in this process; n8n's own lease serialises processes.
 * @throws SignInRefused, NoAnswer
 */
export async function ensureFreshToken(
  context: ApiContext,
  credentialType: string,
  id: string,
  freshness: Freshness = {},
): Promise<void> {
  if (!isEnding(await storedToken(context, credentialType), freshness)) return;
  await singleFlight(`token:${credentialType}:${id}`, async () => {
    if (!isEnding(await storedToken(context, credentialType), freshness)) return;
    await renew(context, credentialType);
  });
}

/** A sign-in server that does not answer is asked again; one that refuses is not. */
async function renew(context: ApiContext, credentialType: string): Promise<void> {
  const { refreshOAuth2Token } = (context as ApiContext & { helpers: RefreshHelper }).helpers;
  for (let attempt = 1; ; attempt++) {
    const failure = await refreshOAuth2Token
      .call(withTokenData(context, credentialType), credentialType)
      .then(() => null, judgeSignIn);
    if (failure === null) return;
    if (failure instanceof SignInRefused || attempt >= ATTEMPTS) throw failure;
    await sleep(PAUSE_MS * 2 ** attempt * Math.random());
  }
}

/** n8n's renewal fails on a credential that never had a token, instead of fetching the first. */
function withTokenData(context: ApiContext, credentialType: string): ApiContext {
  const getCredentials = async () => {
    const credential = await context.getCredentials<IDataObject>(credentialType);
    return { ...credential, oauthTokenData: credential.oauthTokenData ?? {} };
  };
  return Object.create(context, { getCredentials: { value: getCredentials } }) as ApiContext;
}

interface RefreshHelper {
  refreshOAuth2Token(this: ApiContext, credentialType: string): Promise<unknown>;
}

async function storedToken(context: ApiContext, credentialType: string): Promise<StoredToken> {
  const credential = await context.getCredentials<IDataObject>(credentialType);
  return (credential.oauthTokenData ?? {}) as StoredToken;
}

function isEnding(token: StoredToken, { marginMs, dead }: Freshness): boolean {
  if (!token.access_token || token.access_token === dead) return true;
  const endsAt = Number(token.n8n_expires_at);
  if (!Number.isFinite(endsAt) || endsAt <= 0) return false;
  const life = Number(token.expires_in) * 1000;
  const usual = Number.isFinite(life) ? Math.min(Math.max(MARGIN_MS, life * 0.05), life / 2) : MARGIN_MS;
  return Date.now() + (marginMs ?? usual) >= endsAt;
}
