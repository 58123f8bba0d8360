/** Access tokens, grants and licence sessions [doc IDG:OAuthOIDC_*, SignOut]. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { SimReply } from '../kit/simulator';
import { html } from './replies';
import type { World } from './world';

const HOUR = 3_600_000;
const REFRESH_LIFE = 30 * 24 * HOUR;
const COOKIE_IDLE = 20 * 60_000;

export interface Session {
  id: string;
  /** Closed by the server from then on, in epoch milliseconds. */
  ends: number;
}

export interface AccessToken {
  sessionId: string;
  ends: number;
}

export interface RefreshToken {
  sessionId: string;
  scope: string;
  ends: number;
}

export interface AuthorizationCode {
  scope: string;
  redirectUri: string;
  challenge: string | null;
  ends: number;
}

export interface Identity {
  sessions: Map<string, Session>;
  access: Map<string, AccessToken>;
  refresh: Map<string, RefreshToken>;
  codes: Map<string, AuthorizationCode>;
}

export const newIdentity = (): Identity => ({
  sessions: new Map(),
  access: new Map(),
  refresh: new Map(),
  codes: new Map(),
});

export const secret = (): string => randomBytes(24).toString('base64url');

/** Opens a licence session, or keeps one open longer; false where the licence has none left. */
export function openSession(world: World, id: string, ends: number): boolean {
  const { sessions } = world.identity;
  const now = world.now().getTime();
  for (const session of sessions.values()) if (session.ends <= now) sessions.delete(session.id);
  if (!sessions.has(id) && sessions.size >= world.seed.licence.apiUsers) return false;
  sessions.set(id, { id, ends });
  return true;
}

/** The refusal: never JSON. HTML with the text as its title [community GRP]; plain text by switch. */
export const loginLimit = (asText: boolean): SimReply =>
  asText
    ? { status: 429, text: 'API Login Limit. The custom error module does not recognize this error.' }
    : html(
        429,
        'API Login Limit',
        '<h1>API Login Limit</h1><p>Sign out of other sessions and try again.</p>',
      );

/** A token answer for a session; the refresh token comes with offline_access only [doc]. */
export function issueTokens(
  world: World,
  sessionId: string,
  scope: string,
  options: { rotate: boolean; refreshToken?: string },
): SimReply {
  const ends = world.now().getTime() + HOUR;
  const accessToken = secret();
  world.identity.access.set(accessToken, { sessionId, ends });
  const isOffline = scope.split(' ').includes('offline_access');
  const kept = options.rotate ? undefined : options.refreshToken;
  const refreshToken = isOffline ? (kept ?? secret()) : undefined;
  if (options.rotate && options.refreshToken) world.identity.refresh.delete(options.refreshToken);
  if (refreshToken && !world.identity.refresh.has(refreshToken)) {
    world.identity.refresh.set(refreshToken, {
      sessionId,
      scope,
      ends: world.now().getTime() + REFRESH_LIFE,
    });
  }
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      access_token: accessToken,
      expires_in: HOUR / 1000,
      token_type: 'Bearer',
      scope,
      ...(refreshToken && { refresh_token: refreshToken }),
    },
  };
}

export const newSessionId = (): string => randomUUID();
export const tokenEnd = (world: World): number => world.now().getTime() + HOUR;

/** A cookie sign-in keeps its session while it is used [community]. */
export const cookieEnd = (world: World): number => world.now().getTime() + COOKIE_IDLE;

export type SignedIn = { session: string } | 'nobody' | 'limit';

/** Who calls: by bearer token or by session cookie. */
export function whoCalls(world: World, headers: { authorization?: string; cookie?: string }): SignedIn {
  const now = world.now().getTime();
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const token = world.identity.access.get(bearer);
    if (!token || token.ends <= now) return 'nobody';
    // a session that was signed out is opened again by the next call of its token
    return openSession(world, token.sessionId, token.ends) ? { session: token.sessionId } : 'limit';
  }
  const id = /ASP\.NET_SessionId=([^;]+)/.exec(headers.cookie ?? '')?.[1];
  const session = id === undefined ? undefined : world.identity.sessions.get(id);
  if (!session || session.ends <= now) return 'nobody';
  session.ends = cookieEnd(world);
  return { session: session.id };
}

/** Makes every access token worthless, as an administrator who revokes them does. */
export function expireTokens(world: World): void {
  world.identity.access.clear();
}
