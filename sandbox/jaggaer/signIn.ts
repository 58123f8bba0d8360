/** Tokens: Keycloak's endpoint, the older Advantage one, and the check of what comes back. */
import { createHash } from 'node:crypto';
import type { Route, SimReply, SimRequest } from '../kit/simulator';
import type { Call } from './call';
import { callOf } from './call';
import type { Tenant } from './tenant';

const REALM = '/auth/realms/J1p-integrations/protocol/openid-connect/token';
const FORM = /^application\/x-www-form-urlencoded/i;

export const signInRoutes: Array<Route<Tenant>> = [
  {
    ...{ method: 'POST', path: REALM, token: true },
    handle: (request, tenant, sim) => keycloak(callOf(request, tenant, sim)),
  },
  {
    ...{ method: 'POST', path: '/auth/realms/:realm/protocol/openid-connect/token', token: true },
    handle: () => ({ status: 404, body: { error: 'Realm does not exist' } }),
  },
  {
    // only on tenants without J1P: `token`, not `access_token`, and milliseconds [P NR, C CCS]
    ...{ method: 'POST', path: '/esop/jint/api/public/v1/tokens', token: true },
    handle: (request, tenant, sim) => advantage(callOf(request, tenant, sim)),
  },
];

/** Fields that clients read, for a client-credentials grant [C ABAP]. */
function keycloak(call: Call): SimReply {
  const refusal = refuseClient(call);
  if (refusal) return refusal;
  const seconds = call.setting('tokenSeconds');
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      access_token: issue(call, seconds),
      expires_in: seconds,
      refresh_expires_in: 0,
      token_type: 'Bearer',
      'not-before-policy': 0,
      scope: 'profile email',
    },
  };
}

function advantage(call: Call): SimReply {
  const refusal = refuseClient(call);
  if (refusal) return refusal;
  const seconds = call.setting('tokenSeconds');
  const until = new Date(call.tenant.now().getTime() + seconds * 1000).toISOString();
  const body = { resource: '', token_type: 'Bearer', expire_on: until, expire_in: seconds * 1000 - 89 };
  return { status: 200, body: { token: issue(call, seconds), ...body } };
}

/** Keycloak's refusals [D keycloak#16923, #11741]. */
function refuseClient(call: Call): SimReply | null {
  const { request, tenant } = call;
  const refuse = (status: number, error: string, description: string): SimReply => ({
    status,
    body: { error, error_description: description },
  });
  const form = FORM.test(request.headers['content-type'] ?? '') ? request.form() : null;
  const grant = form?.get('grant_type');
  if (!form || !grant) return refuse(400, 'invalid_request', 'Missing form parameter: grant_type');
  if (grant !== 'client_credentials') return refuse(400, 'unsupported_grant_type', 'Unsupported grant_type');
  const { id, secret } = clientOf(request, form);
  const client = tenant.clients.find((one) => one.clientId === id);
  const words = 'Invalid client or Invalid client credentials';
  if (!client) return refuse(Number(call.setting('unknownClient')), 'invalid_client', words);
  return client.clientSecret === secret ? null : refuse(401, 'unauthorized_client', words);
}

/** Body parameters [C, three clients]; Basic is what Keycloak offers beside them. */
function clientOf(request: SimRequest, form: URLSearchParams): { id: string; secret: string } {
  const basic = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined)
    return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [id = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id: decoded(id), secret: decoded(rest.join(':')) };
}

/** Basic carries form-encoded values (RFC 6749 §2.3.1). */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replace(/\+/g, ' '));
  } catch {
    return value;
  }
}

/** Looks like a signed token; only its presence in the tenant's list counts. */
function issue({ tenant }: Call, seconds: number): string {
  tenant.tokensIssued += 1;
  const now = Math.floor(tenant.now().getTime() / 1000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = encode({ alg: 'RS256', typ: 'JWT', kid: 'sandbox' });
  const claims = encode({
    jti: tenant.tokensIssued,
    iat: now,
    exp: now + Math.floor(seconds),
    typ: 'Bearer',
  });
  const signature = createHash('sha256').update(`${head}.${claims}`).digest('base64url');
  const token = `${head}.${claims}.${signature}`;
  tenant.tokens.set(token, tenant.now().getTime() + seconds * 1000);
  return token;
}

/** The 401 for a missing, unknown or ended token; null where it is good. J1P's own body is unknown [I]. */
export function refuseToken(call: Call): SimReply | null {
  const { request, tenant } = call;
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if ((tenant.tokens.get(token) ?? 0) > tenant.now().getTime()) return null;
  tenant.tokens.delete(token);
  switch (call.setting('unauthorized')) {
    case 'empty':
      return { status: 401 };
    case 'brokenContentType':
      // seen on legacy Advantage, without WWW-Authenticate [C CCS]
      return {
        status: 401,
        headers: { 'content-type': '; charset=UTF-8' },
        text: '{"error":"invalid_token"}',
      };
    default:
      return {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="J1p-integrations", error="invalid_token"' },
        body: { error: 'invalid_token', error_description: 'Token is not active' },
      };
  }
}
