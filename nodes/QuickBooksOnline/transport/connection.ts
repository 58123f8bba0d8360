/** Which QuickBooks Online company, with which credential. */
import { ownAddress, settingOf } from '../../shared/connection';
import type { IDataObject } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import type { ApiContext, Retries } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';
import { asObject, textAt } from './wire';

export const CREDENTIAL = 'quickBooksOnlineOAuth2Api';

export interface Connection {
  context: ApiContext;
  /** The stored credential's id; empty where n8n does not say. */
  credentialId: string;
  /** Without a trailing slash. */
  baseUrl: string;
  /** Company id, from the sign-in. */
  realm: string;
  environment: string;
  retries: Retries;
  /** Items that the next batch may have; becomes smaller when batches time out. */
  batchSize: number;
  /** When the stored token was last looked at, epoch milliseconds. */
  checkedAt: number;
  /** When a call last went through, epoch milliseconds. */
  usedAt: number;
}

/** Sources: .NET SDK Batch.cs, DP limits-and-throttles. */
export const MOST_IN_BATCH = 30;

const HOSTS = {
  production: 'https://quickbooks.api.intuit.com',
  test: 'https://sandbox-quickbooks.api.intuit.com',
} as const;

/** Limits are by the minute, and Intuit names no Retry-After: together the pauses outlast one. */
const PATIENT: Retries = { attempts: 9, baseMs: 1_000, longestMs: 60_000 };

/**
 * The connection that credential and parameters describe.
 * @throws Refusal when nobody has signed in, or the base URL is no address
 */
export async function connect(context: ApiContext): Promise<Connection> {
  const credential = await context.getCredentials<IDataObject>(CREDENTIAL);
  const environment = credential.environment === 'test' ? 'test' : 'production';
  const own = ownAddress(credential.baseUrl, 'Leave it empty for Intuit’s own addresses.');
  const realm = textAt(asObject(credential.oauthTokenData), 'callbackQueryString.realmId');
  if (!/^\d+$/.test(realm)) {
    throw new Refusal(
      held(
        'connection.realm',
        'The credential names no QuickBooks Online company: Intuit names it at the sign-in.',
        'Open the credential and connect again, choosing the company.',
        'connection',
      ),
    );
  }
  const size = Number(settingOf(context, 'connectionOptions.batchSize'));
  return {
    context,
    credentialId: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
    baseUrl: own || HOSTS[environment],
    realm,
    environment,
    retries: PATIENT,
    batchSize: Number.isInteger(size) && size > 0 ? Math.min(size, MOST_IN_BATCH) : MOST_IN_BATCH,
    checkedAt: 0,
    usedAt: 0,
  };
}

/** Where this company's own records come from. */
export const originOf = ({ environment, realm }: Connection): Origin => ({
  environment: environment === 'test' ? 'test' : 'production',
  tenant: realm,
});
