/** Chains of tokens: a consent begins one, each refresh moves it on [doc picqer#300, maesn; community picqer#644, websmurf]. */
import { randomBytes } from 'node:crypto';
import type { SimReply } from '../kit/simulator';
import type { Settings } from './switches';
import type { World } from './world';

const DAY = 86_400_000;
const ACCESS_LIFE = 600_000;
const REFRESH_LIFE = 30 * DAY;
/** A new access token is given 570 s after the one before, not earlier [doc maesn]. */
const EARLIEST = 570_000;
const CODE_LIFE = 180_000;

export interface Chain {
  client: string;
  user: string;
  refresh: string;
  previous: string | null;
  spent: Set<string>;
  issued: number;
}

export interface AccessToken {
  chain: Chain;
  ends: number;
}

interface Code {
  client: string;
  user: string;
  redirectUri: string;
  ends: number;
}

export interface Identity {
  chains: Chain[];
  access: Map<string, AccessToken>;
  codes: Map<string, Code>;
  /** Token calls by app, user and UTC day. */
  tokenCalls: Map<string, number>;
  refreshes: number;
  refusals: Record<string, number>;
}

export const newIdentity = (): Identity => ({
  ...{ chains: [], access: new Map(), codes: new Map(), tokenCalls: new Map(), refreshes: 0, refusals: {} },
});

const secret = (): string => randomBytes(24).toString('base64url');

/** A code holds signs that have to be encoded: it arrives so [community inv 2903]. */
export function newCode(world: World, client: string, user: string, redirectUri: string): string {
  const code = `${secret()}/${secret()}+=`;
  world.identity.codes.set(code, { client, user, redirectUri, ends: world.now().getTime() + CODE_LIFE });
  return code;
}

/** A code is used up by the first try. Null where it is not one, of another app or address, or too old. */
export function redeem(world: World, code: string, client: string, redirectUri: string): Code | null {
  const known = world.identity.codes.get(code);
  world.identity.codes.delete(code);
  const isGood = known && known.ends > world.now().getTime() && known.client === client;
  return isGood && known.redirectUri === redirectUri ? known : null;
}

/** A person allows an app: a new chain. */
export function beginChain(world: World, client: string, user: string): SimReply {
  const chain: Chain = { client, user, refresh: '', previous: null, spent: new Set(), issued: 0 };
  world.identity.chains.push(chain);
  return issue(world, chain);
}

/** A chain that was begun before anybody looked: its tokens are given out now. */
export function connect(
  world: World,
  client: string,
  user: string,
  tokens: { accessToken: string; refreshToken: string },
): void {
  const { accessToken, refreshToken } = tokens;
  const issued = world.now().getTime();
  const chain: Chain = { client, user, refresh: refreshToken, previous: null, spent: new Set(), issued };
  world.identity.chains.push(chain);
  world.identity.access.set(accessToken, { chain, ends: issued + ACCESS_LIFE });
}

function issue(world: World, chain: Chain): SimReply {
  const now = world.now().getTime();
  const access = secret();
  if (chain.previous !== null) chain.spent.add(chain.previous);
  chain.previous = chain.refresh === '' ? null : chain.refresh;
  chain.refresh = secret();
  chain.issued = now;
  world.identity.access.set(access, { chain, ends: now + ACCESS_LIFE });
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    // expires_in is a text on the wire [client ossobv, picqer, emeq]
    body: { access_token: access, token_type: 'bearer', expires_in: '600', refresh_token: chain.refresh },
  };
}

/** A refresh: the next pair of tokens, or one of the refusals. */
export function refresh(world: World, client: string, token: string, settings: Settings): SimReply {
  const chain = world.identity.chains.find(
    (one) =>
      one.client === client &&
      (one.refresh === token || one.previous === token || (token !== '' && one.spent.has(token))),
  );
  const isCurrent =
    chain?.refresh === token || (settings.oldRefreshToken === 'untilNewUsed' && chain?.previous === token);
  const now = world.now().getTime();
  const isEarly = chain !== undefined && now - chain.issued < EARLIEST;
  if (isEarly && (isCurrent || settings.earlyCheck === 'beforeSpent')) {
    return refuse(world, settings.tooEarlyStatus === '401' ? 401 : 400, {
      ...{ error: 'access_denied', error_description: 'Rate limit exceeded: access_token not expired' },
    });
  }
  if (!chain || !isCurrent) {
    const body = { error: 'unauthorized_client', error_description: 'Old refresh token used.' };
    return refuse(world, 401, body);
  }
  const ends = chain.issued + REFRESH_LIFE;
  if (ends <= now) {
    const when = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
    const text = `The refresh token expired at ${when(ends)} and it is now ${when(now)}`;
    return refuse(world, 400, { error: 'invalid_request', error_description: text });
  }
  world.identity.refreshes += 1;
  if (chain.previous === token) {
    // the one that nobody used is dropped, and the old one serves once more
    chain.spent.add(chain.refresh);
    chain.refresh = token;
    chain.previous = null;
  }
  return issue(world, chain);
}

interface TokenError {
  error: string;
  error_description: string;
}

function refuse(world: World, status: number, body: TokenError): SimReply {
  const { refusals } = world.identity;
  refusals[body.error_description] = (refusals[body.error_description] ?? 0) + 1;
  const isEarly = body.error === 'access_denied';
  const reason = `TooEarlyToRefreshTokens: ${body.error_description}`;
  return { status, ...(isEarly && { headers: { Reason: reason } }), body };
}

/** Too many token calls of one app and user in a UTC day [doc inv 1040]. Counts the call. */
export function isOverCap(world: World, client: string, user: string, cap: number): boolean {
  const name = `${client} ${user} ${world.now().toISOString().slice(0, 10)}`;
  const calls = (world.identity.tokenCalls.get(name) ?? 0) + 1;
  world.identity.tokenCalls.set(name, calls);
  return calls > cap;
}

/** Whose refresh token it is, whatever has become of it. */
export const ownerOf = (world: World, token: string): Chain | undefined =>
  world.identity.chains.find(
    ({ refresh: current, previous, spent }) =>
      current === token || previous === token || (token !== '' && spent.has(token)),
  );

export interface Caller {
  client: string;
  user: string;
  isValid: boolean;
}

/** Who calls with this header; null where the token was never given out. */
export function callerOf(world: World, authorization: string | undefined): Caller | null {
  const bearer = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  const token = world.identity.access.get(bearer ?? '');
  if (!token) return null;
  const { client, user } = token.chain;
  return { client, user, isValid: token.ends > world.now().getTime() };
}

/** Every access token is dead, as after a change of rights. */
export function expireTokens(world: World): void {
  for (const token of world.identity.access.values()) token.ends = 0;
}

/** The person withdraws what was allowed: all chains end. */
export function revoke(world: World): void {
  world.identity.chains = [];
  world.identity.access.clear();
}
