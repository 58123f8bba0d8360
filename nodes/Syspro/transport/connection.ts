/** Which SYSPRO company, as which operator, at which server. */
import { settingOf } from '../../shared/connection';
import type { IDataObject } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import type { ApiContext, Call, Reply, Retries } from '../../shared/http';
import { RETRIES, callApi } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';

export const CREDENTIAL = 'sysproApi';

export interface SignIn {
  operator: string;
  operatorPassword: string;
  companyId: string;
  companyPassword: string;
}

/** The operator's one session: opened by the first call, ended with the execution. */
export interface Session {
  /** Opaque, kept verbatim with its trailing blanks; null before the logon and after the end. */
  id: string | null;
  /** Logons because the session was ended from outside. */
  renewals: number;
}

export interface Connection {
  /** One HTTP call, by the means that the caller has. */
  send(call: Call, retries: Retries): Promise<Reply>;
  /** A line in n8n's log. */
  warn(words: string): void;
  signIn: SignIn;
  /** Of the REST service, without a slash at its end. */
  base: string;
  logonUrl: string;
  environment: string;
  companyId: string;
  /** Characters of an address that are safe; http.sys ends at 16,384 bytes with the headers. */
  longestUrl: number;
  /** Documents that are too long for an address go by PostLD. */
  largeDocuments: boolean;
  session: Session;
  /** Whether an execution holds the session; otherwise each call opens and ends one of its own. */
  isHeld: boolean;
  /** How long a call outside of an execution waits for the operator: nobody looks at a pick-list for minutes. */
  patienceMs: number;
  retries: Retries;
}

/** Contexts whose execution holds a session. */
export const holders = new WeakMap<ApiContext, Connection>();

/**
 * The connection that the execution holds, or one whose calls each log on and off.
 * @throws Refusal when the credential's address is none
 */
export async function connect(context: ApiContext): Promise<Connection> {
  return holders.get(context) ?? (await newConnection(context));
}

/** @throws Refusal when the credential's address is none */
export async function newConnection(context: ApiContext): Promise<Connection> {
  const credential = await context.getCredentials<IDataObject>(CREDENTIAL);
  const longest = Number(settingOf(context, 'connectionOptions.longestUrl'));
  return {
    ...connectionOf(credential, {
      send: (call, retries) => callApi(context, CREDENTIAL, call, retries),
      warn: (words) => context.logger.warn(words),
    }),
    ...(longest >= 1_000 ? { longestUrl: longest } : {}),
    largeDocuments: settingOf(context, 'connectionOptions.largeDocuments') !== 'split',
    ...('getCurrentNodeParameter' in context ? { patienceMs: EDITOR_MS } : {}),
  };
}

const LONGEST_URL = 12_000;
const EDITOR_MS = 20_000;

/** What a credential says, with its own session. @throws Refusal when its address is none */
export function connectionOf(
  credential: IDataObject,
  { send, warn }: Pick<Connection, 'send' | 'warn'>,
): Connection {
  const read = (name: string) => String(credential[name] ?? '').trim();
  const server = read('baseUrl').replace(/\/+$/, '');
  if (!/^https?:$/.test(URL.canParse(server) ? new URL(server).protocol : '')) {
    throw new Refusal(
      held(
        'connection.url',
        `The server URL of the credential is no address: ${server || 'empty'}.`,
        'Enter protocol, server and REST port, as in https://syspro.example.com:31002.',
        'connection',
      ),
    );
  }
  const path = (name: string, preset: string) => {
    const given = read(name).replace(/^\/+|\/+$/g, '') || preset;
    return `/${given}`;
  };
  const service = path('servicePath', 'SYSPROWCFService/Rest');
  // a server URL that was entered with the service's path, or without it
  const base = server.toLowerCase().endsWith(service.toLowerCase()) ? server : `${server}${service}`;
  const companyId = read('companyId');
  return {
    ...{ send, warn },
    signIn: {
      operator: read('operator'),
      operatorPassword: String(credential.operatorPassword ?? ''),
      companyId,
      companyPassword: String(credential.companyPassword ?? ''),
    },
    base,
    logonUrl: `${base}${path('logonPath', 'Logon')}`,
    environment: credential.environment === 'test' ? 'test' : 'production',
    companyId,
    ...{ longestUrl: LONGEST_URL, largeDocuments: true, retries: RETRIES },
    ...{ session: { id: null, renewals: 0 }, isHeld: false, patienceMs: Infinity },
  };
}

/** Where this company's own records come from. */
export const originOf = ({ environment, companyId }: Connection): Origin => ({
  environment: environment === 'test' ? 'test' : 'production',
  tenant: companyId,
});
