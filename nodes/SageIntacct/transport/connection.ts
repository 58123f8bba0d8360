/** Which Sage Intacct company and entity, through which gateway. */
import { settingOf } from '../../shared/connection';
import type { IDataObject } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import type { ApiContext, Retries } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';

export const CREDENTIAL = 'sageIntacctApi';

export interface SignIn {
  senderId: string;
  senderPassword: string;
  companyId: string;
  userId: string;
  userPassword: string;
  /** Entity that is signed in to; '' is the top level. */
  entityId: string;
}

export interface Connection {
  context: ApiContext;
  signIn: SignIn;
  /** Where sessions are asked for. */
  gateway: string;
  /** Hosts beside those of intacct.com that a session may name. */
  allowedHosts: string[];
  environment: string;
  companyId: string;
  entityId: string;
  /** Requests at a time for this company from this process. */
  slots: number;
  retries: Retries;
}

/** 1-2-4-8-16 seconds as the official SDK waits, with jitter. */
const PATIENT: Retries = { attempts: 6, baseMs: 1_000, longestMs: 60_000 };

/**
 * The connection that credential and parameters describe.
 * @throws Refusal when the credential's gateway is no address that may be trusted
 */
export async function connect(context: ApiContext): Promise<Connection> {
  const credential = await context.getCredentials<IDataObject>(CREDENTIAL);
  const entity = settingOf(context, 'connectionOptions.entity');
  const access = connectionOf(entity === '' ? credential : { ...credential, entityId: entity });
  const slots = Number(settingOf(context, 'connectionOptions.concurrency')) === 2 ? 2 : 1;
  return { context, ...access, slots, retries: PATIENT };
}

/** What a credential says. @throws Refusal when its gateway is no address that may be trusted */
export function connectionOf(credential: IDataObject): Omit<Connection, 'context' | 'slots' | 'retries'> {
  const read = (name: string) => String(credential[name] ?? '').trim();
  const signIn: SignIn = {
    senderId: read('senderId'),
    senderPassword: String(credential.senderPassword ?? ''),
    companyId: read('companyId'),
    userId: read('userId'),
    userPassword: String(credential.userPassword ?? ''),
    entityId: read('entityId'),
  };
  const gateway = read('gatewayUrl');
  const allowedHosts = read('allowedHosts')
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (!isAllowed(gateway, allowedHosts)) {
    throw new Refusal(
      held(
        'connection.url',
        `The gateway URL of the credential is not at intacct.com: ${gateway || 'empty'}.`,
        'Enter https://api.intacct.com/ia/xml/xmlgw.phtml, or name the host under Other Allowed Hosts if you trust it with the sender password.',
        'connection',
      ),
    );
  }
  return {
    signIn,
    gateway,
    allowedHosts,
    environment: credential.environment === 'test' ? 'test' : 'production',
    companyId: signIn.companyId,
    entityId: signIn.entityId,
  };
}

/** Where this company's own records come from. */
export const originOf = ({ environment, companyId }: Connection): Origin => ({
  environment: environment === 'test' ? 'test' : 'production',
  tenant: companyId,
});

/**
 * Whether the sender password may be sent there: under intacct.com and encrypted, as the official SDK demands, or to
 * a host that the user names.
 */
export function isAllowed(address: string, allowedHosts: string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, host } = new URL(address);
  if (allowedHosts.includes(hostname) || allowedHosts.includes(host)) return /^https?:$/.test(protocol);
  return protocol === 'https:' && /(^|\.)intacct\.com\.?$/.test(hostname.toLowerCase());
}
