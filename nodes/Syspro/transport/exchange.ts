/**
 * One HTTP call. Passwords and session ids travel in the address, so no error of n8n's own goes on from here: only
 * words without them do.
 */
import type { Call } from '../../shared/http';
import { NoAnswer, SignInRefused } from '../../shared/http';
import { Refusal, held, rejected } from '../../shared/outcome';
import { redact } from '../../shared/redact';
import type { Connection } from './connection';
import { decode } from './encoding';
import { readXml, text } from './xml';

/**
 * @returns the answer's text out of Windows-1252 and of whatever wraps it
 * @throws Refusal where no service of SYSPRO answered, SignInRefused on a proxy's 401, NoAnswer
 */
export async function exchange(connection: Connection, call: Omit<Call, 'bytes'>): Promise<string> {
  const whole = { ...call, bytes: true, headers: { accept: '*/*', ...call.headers } };
  const { status, bytes } = await connection.send(whole, connection.retries).catch((error: unknown) => {
    throw withoutSecrets(connection, error);
  });
  if (status < 300) return unwrapped(decode(bytes ?? new Uint8Array()));
  const path = new URL(call.url).pathname;
  const host = new URL(call.url).host;
  if (status === 404 || status === 405) throw new Refusal(noService(host, path, status));
  if (status === 414 || status === 400) throw new Refusal(tooLong(host, status));
  if (status === 403 || (status >= 300 && status < 400)) throw new Refusal(blocked(host, status));
  throw new NoAnswer(`HTTP ${status} from ${host}`, null, status);
}

const noService = (host: string, path: string, status: number) => ({
  ...held(
    'connection.path',
    `${host} has no REST service of SYSPRO at ${path} (HTTP ${status}).`,
    'Check port and service path in the credential: SOAP and net.tcp have other ports than REST.',
    'connection',
  ),
  httpStatus: status,
});

const tooLong = (host: string, status: number) => ({
  ...rejected(
    'connection.tooLong',
    `${host} refused an address as too long or malformed (HTTP ${status}); SYSPRO did not see the call.`,
    'Set a smaller Longest Address in the node’s Connection Options.',
    'connection',
  ),
  httpStatus: status,
});

const blocked = (host: string, status: number) => ({
  ...held(
    'connection.blocked',
    `A proxy before ${host} does not let the call through (HTTP ${status}).`,
    'Ask who runs the proxy or VPN to let n8n call the REST service without a sign-in of its own.',
    'connection',
  ),
  httpStatus: status,
});

/** Some versions answer JSON-quoted text, or an element around it (sources: two public clients; PostLD: inferred). */
function unwrapped(body: string): string {
  if (/^\s*".*"\s*$/s.test(body)) {
    try {
      const inner: unknown = JSON.parse(body);
      if (typeof inner === 'string') return inner;
    } catch {
      return body;
    }
  }
  const [, plain] = /^\s*<string\b[^>]*>([^<]*)<\/string>\s*$/.exec(body) ?? [];
  if (plain !== undefined) return plain.includes('&') ? elementText(body) : plain;
  if (!/^\s*(<\?xml[^>]*\?>\s*)?<TransactionPostLDResponse\b/.test(body)) return body;
  const { content } = readXml(body) ?? {};
  return content ? text(content, 'TransactionPostLDResult') : body;
}

const elementText = (body: string): string => text({ body: readXml(body)?.content ?? '' }, 'body');

/** The error in words that neither password nor session id is part of, and without the call that it came from. */
function withoutSecrets(connection: Connection, error: unknown): Error {
  const words = cleaned(connection, error instanceof Error ? error.message : String(error));
  if (error instanceof SignInRefused) return new SignInRefused(words);
  if (error instanceof NoAnswer) return new NoAnswer(words, error.arrived, error.status);
  return new Error(words);
}

/** Text without the connection's secrets, in whatever form an address holds them. */
export function cleaned({ signIn, session }: Connection, words: string): string {
  const secrets = [signIn.operatorPassword, signIn.companyPassword, session.id ?? ''].flatMap((secret) => {
    const bare = secret.trim();
    if (bare.length < 3) return [];
    const encoded = encodeURIComponent(bare);
    return [bare, encoded, encoded.replaceAll('%20', '+')];
  });
  const clean = secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), words);
  return redact(clean);
}
