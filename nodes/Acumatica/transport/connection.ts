/** Which Acumatica, which endpoint, which credential. */
import type { IDataObject } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import type { ApiContext, Retries } from '../../shared/http';
import { RETRIES } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';
import { instanceOf } from './signIn';

export type Authentication = 'oAuth2' | 'password';

export interface Connection {
  context: ApiContext;
  authentication: Authentication;
  credentialType: string;
  /** The stored credential's id; empty where n8n does not say. */
  credentialId: string;
  credentialName: string;
  /** Without a trailing slash; may carry a path. */
  instance: string;
  endpoint: string;
  version: string;
  environment: string;
  /** Tenant name as the client ID carries it behind the `@`. */
  tenant: string;
  /** Branch that the requests act in; the sign-in branch when empty. */
  branch: string;
  retries: Retries;
  /** When the token was last seen to be good, epoch milliseconds. */
  checkedAt: number;
}

/** The limit per minute may ask for most of a minute's patience. */
const PATIENT: Retries = { ...RETRIES, attempts: 8 };

/**
 * The connection that the node's parameters describe.
 * @throws Refusal when the credential lacks the instance or the endpoint
 */
export async function connect(context: ApiContext): Promise<Connection> {
  const authentication =
    parameter(context, 'authentication', 'oAuth2') === 'password' ? 'password' : 'oAuth2';
  const credentialType = authentication === 'password' ? 'acumaticaPasswordApi' : 'acumaticaOAuth2Api';
  const credential = await context.getCredentials<IDataObject>(credentialType);
  const chosen = parameter(context, 'connectionOptions.endpoint', '').split('/');
  const [endpoint, version] =
    chosen.length === 2 ? chosen : [credential.endpointName, credential.endpointVersion].map(String);
  const instance = instanceOf(credential as never);
  if (!/^https?:\/\/[^/]+/.test(instance)) {
    throw new Refusal(
      held(
        'connection.url',
        `The instance URL of the credential is not an address: ${instance || 'empty'}.`,
        'Enter it like https://erp.example.com/Production.',
        'connection',
      ),
    );
  }
  const node = context.getNode().credentials?.[credentialType];
  return {
    context,
    authentication,
    credentialType,
    credentialId: node?.id ?? '',
    credentialName: node?.name ?? '',
    instance,
    endpoint: (endpoint ?? '').trim() || 'Default',
    version: (version ?? '').trim(),
    environment: credential.environment === 'test' ? 'test' : 'production',
    tenant: String(credential.clientId ?? '').split('@')[1] ?? '',
    branch: parameter(context, 'connectionOptions.branch', ''),
    retries: PATIENT,
    checkedAt: 0,
  };
}

/** Where this company's own records come from. */
export const originOf = ({ environment, tenant }: Connection): Origin => ({
  environment: environment === 'test' ? 'test' : 'production',
  tenant,
});

/** Address below the endpoint. */
export const entityUrl = (connection: Connection, path: string, query = ''): string =>
  `${connection.instance}/entity/${connection.endpoint}/${connection.version}/${path}${query ? `?${query}` : ''}`;

function parameter(context: ApiContext, name: string, fallback: string): string {
  const value =
    'getInputData' in context
      ? context.getNodeParameter(name, 0, fallback)
      : (context.getNodeParameter as (name: string, fallback: unknown) => unknown)(name, fallback);
  return typeof value === 'string' ? value.trim() : fallback;
}
