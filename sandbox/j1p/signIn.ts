/** The Keycloak token endpoint and the check of tokens (reference §1, §11 items 1–3). */
import type { SimContext, SimReply, SimRequest } from '../kit/simulator';
import type { JaggaerState } from './state';

/** Client credentials, form-encoded only [C]. */
export function answerToken(request: SimRequest, state: JaggaerState, sim: SimContext): SimReply {
  const refuse = (status: number, error: string, words: string): SimReply => ({
    status,
    body: { error, error_description: words },
  });
  if (!/application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '')) {
    return refuse(400, 'invalid_request', 'Missing form parameter: grant_type');
  }
  const form = request.form();
  if (!form.get('grant_type')) return refuse(400, 'invalid_request', 'Missing form parameter: grant_type');
  if (form.get('grant_type') !== 'client_credentials')
    return refuse(400, 'unsupported_grant_type', 'Unsupported grant_type');
  const { id, secret } = clientOf(request, form);
  if (id !== state.clientId) {
    // v18 answered 400, newer ones 401 [D]
    const status = sim.fault('unknownClient400') ? 400 : 401;
    return refuse(status, 'invalid_client', 'Invalid client or Invalid client credentials');
  }
  if (secret !== state.clientSecret) {
    return refuse(401, 'unauthorized_client', 'Invalid client or Invalid client credentials');
  }
  state.issued += 1;
  const payload = Buffer.from(JSON.stringify({ n: state.issued, azp: id })).toString('base64url');
  const token = `eyJhbGciOiJub25lIn0.${payload}.sandbox-signature`;
  state.tokens.set(token, sim.now().getTime() + state.tokenSeconds * 1000);
  return {
    status: 200,
    body: {
      access_token: token,
      expires_in: state.tokenSeconds,
      refresh_expires_in: 0,
      token_type: 'Bearer',
      'not-before-policy': 0,
      scope: 'profile email',
    },
  };
}

/** Body parameters, or HTTP Basic. */
function clientOf(request: SimRequest, form: URLSearchParams): { id: string; secret: string } {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined)
    return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [id = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(rest.join(':')) };
}

/** The 401 for a missing, unknown or ended token; null where the token is good. */
export function refuseToken(request: SimRequest, state: JaggaerState, sim: SimContext): SimReply | null {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if ((state.tokens.get(token) ?? 0) > sim.now().getTime()) return null;
  // the real body is unknown: JSON, nothing, or a broken content type as on legacy hosts [C]
  switch (sim.fault('unauthorizedForm')) {
    case 'empty':
      return { status: 401 };
    case 'brokenContentType':
      return { status: 401, headers: { 'content-type': '; charset=UTF-8' }, text: 'Unauthorized' };
    default:
      return { status: 401, body: { error: 'invalid_token', error_description: 'Token is not active' } };
  }
}
