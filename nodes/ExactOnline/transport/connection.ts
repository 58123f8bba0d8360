/** Which division of which Exact Online site, with which credential. */
import { ownAddress } from '../../shared/connection';
import type { IDataObject } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import type { ApiContext, Retries } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';
import { asObject, textAt } from './wire';

export const CREDENTIAL = 'exactOnlineOAuth2Api';

export interface Connection {
  context: ApiContext;
  /** The stored credential's id; empty where n8n does not say. */
  credentialId: string;
  /** Without a trailing slash. */
  baseUrl: string;
  /** Client id of the app: limits are counted by app and division. */
  app: string;
  /** Number of the division; '' where none is needed. */
  division: string;
  environment: string;
  retries: Retries;
  /** Access token that the last look found, to be compared only. */
  token: string;
  /** When the stored token was last looked at, epoch milliseconds. */
  checkedAt: number;
  /** When a call last went through, epoch milliseconds. */
  usedAt: number;
}

/** Without news of the limits the pauses together outlast a minute. */
const PATIENT: Retries = { attempts: 8, baseMs: 1_000, longestMs: 60_000 };

/**
 * The connection that credential and parameters describe.
 * @param division another than the node's own; '' where the calls belong to none
 * @throws Refusal when nobody has signed in, no division is chosen, or the base URL is no address
 */
export async function connect(context: ApiContext, division?: string): Promise<Connection> {
  const credential = await context.getCredentials<IDataObject>(CREDENTIAL);
  const own = ownAddress(credential.baseUrl, 'Leave it empty for Exact’s own address by country.');
  if (textAt(asObject(credential.oauthTokenData), 'access_token') === '') {
    throw new Refusal(
      held(
        'connection.signIn',
        'Nobody has signed in to Exact Online with this credential yet.',
        'Open the credential and connect.',
        'connection',
      ),
    );
  }
  const chosen = (division ?? divisionOf(context)).trim();
  if (division === undefined && !/^\d+$/.test(chosen)) {
    throw new Refusal(
      held(
        'setting.division',
        chosen === '' ? 'No division is chosen.' : `The division is not a number: ${chosen}.`,
        'Choose the division in the node. It is never taken from what the user looked at last.',
        'support',
      ),
    );
  }
  const node = context.getNode().credentials?.[CREDENTIAL];
  return {
    context,
    credentialId: node?.id ?? '',
    baseUrl: own || `https://start.exactonline.${textAt(asObject(credential), 'site') || 'nl'}`,
    app: String(credential.clientId ?? ''),
    division: chosen,
    environment: credential.environment === 'test' ? 'test' : 'production',
    retries: PATIENT,
    token: '',
    checkedAt: 0,
    usedAt: 0,
  };
}

/** Where this division's own records come from. */
export const originOf = ({ environment, division }: Connection): Origin => ({
  environment: environment === 'test' ? 'test' : 'production',
  tenant: division,
});

function divisionOf(context: ApiContext): string {
  const options = { extractValue: true };
  const read = context.getNodeParameter as (name: string, ...rest: unknown[]) => unknown;
  const inEditor =
    'getCurrentNodeParameter' in context ? context.getCurrentNodeParameter('division', options) : undefined;
  const value =
    inEditor ??
    ('getInputData' in context
      ? context.getNodeParameter('division', 0, '', options)
      : read.call(context, 'division', '', options));
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
