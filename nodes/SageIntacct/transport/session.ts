/**
 * The session: asked for with getAPISession, used at the address it names, kept in this process for everyone with the
 * same sign-in. Sources: developer.intacct.com api-sessions, official SDK (SessionProvider, Endpoint).
 */
import { createHash } from 'crypto';
import { SignInRefused } from '../../shared/http';
import { singleFlight } from '../../shared/lock';
import type { Connection } from './connection';
import { isAllowed } from './connection';
import type { Results } from './envelope';
import { text } from './xml';

export interface Session {
  id: string;
  endpoint: string;
  /** Our clock minus the gateway's, as the sign-in showed it. */
  clockOffset: number;
  /** Epoch milliseconds of our clock: from here on it is renewed before it is used. */
  renewAt: number;
}

/** Without a renewed answer a session is never trusted for longer, whatever it promised. */
const LONGEST_MS = 50 * 60_000;
/** For an answer that does not say how long: one connector assumes an hour; half of that is safe. */
const UNTOLD_MS = 30 * 60_000;
const MARGIN_MS = 120_000;

const sessions = new Map<string, Session>();

/** Who signs in where: another secret, entity or gateway must not get this one's session. */
export const signInKey = ({ signIn, gateway }: Connection): string =>
  createHash('sha256')
    .update(JSON.stringify([gateway, signIn]))
    .digest('hex');

/**
 * A session that lasts for another call. Executions that start together share one sign-in.
 * @throws SignInRefused, NoAnswer
 */
export async function sessionFor(connection: Connection, signIn: () => Promise<Results>): Promise<Session> {
  const key = signInKey(connection);
  const known = sessions.get(key);
  if (known && Date.now() < known.renewAt) return known;
  return await singleFlight(`session:${key}`, async () => {
    const session = open(connection, await signIn());
    sessions.set(key, session);
    return session;
  });
}

/** Forgets a session that turned out dead, unless somebody has already renewed it. */
export function forget(connection: Connection, dead: Session): void {
  const key = signInKey(connection);
  if (sessions.get(key)?.id === dead.id) sessions.delete(key);
}

/** Every answer slides the end of the session forward. */
export function prolong(session: Session, ends: number): void {
  session.renewAt = renewAt(ends + session.clockOffset);
}

function open(connection: Connection, { results, sessionStarted, sessionEnds }: Results): Session {
  const [api = {}] = results[0]?.rows ?? [];
  const id = text(api, 'SESSIONID');
  const endpoint = text(api, 'ENDPOINT');
  if (id === '') throw new SignInRefused('Sage Intacct answered the sign-in without a session');
  if (!isAllowed(endpoint, connection.allowedHosts)) {
    throw new SignInRefused(
      `Sage Intacct wants the session to be used at ${endpoint || 'no address'}, which is not at intacct.com. If you trust this host with the sender password, name it under Other Allowed Hosts in the credential`,
    );
  }
  // the gateway's clock may be off: the span from its own time stamp counts, from our now
  const clockOffset = Number.isFinite(sessionStarted) ? Date.now() - sessionStarted : 0;
  return { id, endpoint, clockOffset, renewAt: renewAt(sessionEnds + clockOffset) };
}

function renewAt(ends: number): number {
  const now = Date.now();
  if (!Number.isFinite(ends)) return now + UNTOLD_MS;
  const left = ends - now;
  return now + Math.min(left - Math.min(MARGIN_MS, left / 4), LONGEST_MS);
}
