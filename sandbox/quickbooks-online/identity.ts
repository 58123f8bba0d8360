/** Tokens of the apps that a company is connected to [reference 1.2]. */
import { randomBytes } from 'node:crypto';

const DAY = 86_400_000;
/** Since its last use [official: oauth-js bearer-token.json]. */
export const REFRESH_SECONDS = 8_726_400;
/** Hard life [official: B:2025/11/12]. */
export const HARD_SECONDS = 5 * 365 * 86_400;

export interface Grant {
  realmId: string;
  started: number;
  lastUsed: number;
  refresh: string;
  /** When the present value was given out. */
  issued: number;
  /** Values before it, and until when they still work. */
  former: Map<string, number>;
}

export interface Code {
  realmId: string;
  redirectUri: string;
  ends: number;
}

export interface Identity {
  grants: Grant[];
  access: Map<string, { grant: Grant; ends: number }>;
  codes: Map<string, Code>;
}

export const newIdentity = (): Identity => ({ grants: [], access: new Map(), codes: new Map() });
export const secret = (prefix: string): string => `${prefix}${randomBytes(24).toString('base64url')}`;

export function newGrant(identity: Identity, realmId: string, now: number, refresh = secret('RT1-')): Grant {
  const grant: Grant = {
    ...{ realmId, started: now, lastUsed: now, refresh, issued: now, former: new Map() },
  };
  identity.grants.push(grant);
  return grant;
}

/** The grant of a refresh token that still works. */
export function grantOf(identity: Identity, refresh: string, now: number): Grant | undefined {
  return identity.grants.find((grant) => {
    const isKnown = grant.refresh === refresh || (grant.former.get(refresh) ?? -1) > now;
    const isIdle = now - grant.lastUsed >= REFRESH_SECONDS * 1000;
    return isKnown && !isIdle && now - grant.started < HARD_SECONDS * 1000;
  });
}

/** The value changes about once a day, or each time [official: faq; always: a harder test]. */
export function rotate(
  grant: Grant,
  now: number,
  { refreshRotation, oldRefreshMinutes }: { refreshRotation: 'daily' | 'always'; oldRefreshMinutes: number },
): void {
  grant.lastUsed = now;
  if (refreshRotation === 'daily' && now - grant.issued < DAY) return;
  grant.former.set(grant.refresh, now + oldRefreshMinutes * 60_000);
  grant.refresh = secret('RT1-');
  grant.issued = now;
}

export function newAccess(identity: Identity, grant: Grant, now: number, seconds: number): string {
  const token = secret('eyJ');
  identity.access.set(token, { grant, ends: now + seconds * 1000 });
  return token;
}

/** Ends a grant and all its tokens; false where there is none. */
export function revoke(identity: Identity, token: string): boolean {
  const grant =
    identity.grants.find(({ refresh, former }) => refresh === token || former.has(token)) ??
    identity.access.get(token)?.grant;
  if (!grant) return false;
  identity.grants = identity.grants.filter((one) => one !== grant);
  for (const [access, { grant: of }] of identity.access) if (of === grant) identity.access.delete(access);
  return true;
}
