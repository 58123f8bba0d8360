import type { IDataObject } from 'n8n-workflow';
import type { ApiContext } from './http';
import { singleFlight } from './lock';

/** A token is renewed this long before it ends, or 5 % of its life if that is longer. */
const MARGIN_MS = 30_000;

interface StoredToken {
  access_token?: string;
  expires_in?: number | string;
  /** Kept by n8n 2.4x when it stores a token: epoch milliseconds. */
  n8n_expires_at?: number | string;
}

/**
 * Sees to it that an OAuth2 credential holds a token that will not end within the margin: n8n itself renews
 * only after a 401. One renewal at a time for a credential in this process; n8n's own lease serialises processes.
 */
export async function ensureFreshToken(
  context: ApiContext,
  credentialType: string,
  id: string,
): Promise<void> {
  if (!isEnding(await storedToken(context, credentialType))) return;
  await singleFlight(`token:${credentialType}:${id}`, async () => {
    if (!isEnding(await storedToken(context, credentialType))) return;
    await (context as ApiContext & { helpers: RefreshHelper }).helpers.refreshOAuth2Token.call(
      context,
      credentialType,
    );
  });
}

interface RefreshHelper {
  refreshOAuth2Token(this: ApiContext, credentialType: string): Promise<unknown>;
}

async function storedToken(context: ApiContext, credentialType: string): Promise<StoredToken> {
  const credential = await context.getCredentials<IDataObject>(credentialType);
  return (credential.oauthTokenData ?? {}) as StoredToken;
}

function isEnding(token: StoredToken): boolean {
  if (!token.access_token) return true;
  const endsAt = Number(token.n8n_expires_at);
  if (!Number.isFinite(endsAt) || endsAt <= 0) return false;
  const life = Number(token.expires_in) * 1000;
  const margin = Number.isFinite(life) ? Math.min(Math.max(MARGIN_MS, life * 0.05), life / 2) : MARGIN_MS;
  return Date.now() + margin >= endsAt;
}
