/** Routes for signing in and out. */
import { createHash } from 'node:crypto';
import type { Route, SimContext, SimReply, SimRequest } from '../kit/simulator';
import {
  cookieEnd,
  issueTokens,
  loginLimit,
  newSessionId,
  openSession,
  secret,
  tokenEnd,
  whoCalls,
} from './identity';
import { html, httpError } from './replies';
import type { World } from './world';

const refuse = (error: string): SimReply => ({ status: 400, body: { error } });
const GRANTS = ['password', 'authorization_code', 'refresh_token'];

/** Switch loginLimitAt: 'token' (default) or 'call', where the limit strikes only at the first call. */
const limitStrikesLate = (sim: SimContext): boolean => sim.fault('loginLimitAt') === 'call';

function token(request: SimRequest, world: World, sim: SimContext): SimReply {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (!isForm) return refuse('invalid_request');
  const form = request.form();
  const { signIn } = world.seed;
  const grant = form.get('grant_type') ?? '';
  // client_credentials is not among the supported flows [doc]
  if (!GRANTS.includes(grant)) return refuse('unsupported_grant_type');
  const clientId = form.get('client_id') ?? '';
  const isKnown = clientId.includes('@') && clientId.toLowerCase() === signIn.clientId.toLowerCase();
  if (!isKnown || form.get('client_secret') !== signIn.clientSecret) return refuse('invalid_client');
  const rotate = sim.fault('rotateRefreshToken') !== false;

  if (grant === 'refresh_token') {
    const given = form.get('refresh_token') ?? '';
    const known = world.identity.refresh.get(given);
    if (!known || known.ends <= world.now().getTime()) return refuse('invalid_grant');
    if (!openSession(world, known.sessionId, tokenEnd(world))) return limited(sim);
    return issueTokens(world, known.sessionId, known.scope, { rotate, refreshToken: given });
  }

  let scope = form.get('scope') ?? 'api';
  if (grant === 'password') {
    const isRight = form.get('username') === signIn.username && form.get('password') === signIn.password;
    if (!isRight) return refuse('invalid_grant');
    if (!scope.split(' ').includes('api')) return refuse('invalid_scope');
  } else {
    const code = form.get('code') ?? '';
    const known = world.identity.codes.get(code);
    world.identity.codes.delete(code);
    if (!known || known.ends <= world.now().getTime()) return refuse('invalid_grant');
    if (known.redirectUri !== form.get('redirect_uri')) return refuse('invalid_grant');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (known.challenge !== null && known.challenge !== verifier) return refuse('invalid_grant');
    scope = known.scope;
  }
  // scope api: one session for each token; a reason to keep tokens [doc]
  const session = newSessionId();
  if (!limitStrikesLate(sim) && !openSession(world, session, tokenEnd(world))) return limited(sim);
  return issueTokens(world, session, scope, { rotate });
}

const limited = (sim: SimContext): SimReply => loginLimit(sim.fault('loginLimitText') !== undefined);

/** The consent page that a person sees. */
function consent(request: SimRequest, world: World): SimReply {
  const problem = authorizeProblem(request.query, world);
  if (problem) return html(400, 'Sign-in error', `<h1>${problem}</h1>`);
  const hidden = [...request.query]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  const scopes = escape(request.query.get('scope') ?? 'api');
  return html(
    200,
    'Acumatica sandbox: allow access',
    `<h1>Allow access to ${escape(world.seed.tenant)}?</h1><p>Requested: ${scopes}</p>
     <form method="post">${hidden}<button id="allow" name="decision" value="allow">Allow</button>
     <button id="deny" name="decision" value="deny">Deny</button></form>`,
  );
}

function decide(request: SimRequest, world: World): SimReply {
  const form = request.form();
  const problem = authorizeProblem(form, world);
  if (problem) return html(400, 'Sign-in error', `<h1>${problem}</h1>`);
  const target = new URL(form.get('redirect_uri') ?? '');
  if (form.get('decision') === 'allow') {
    const code = secret();
    world.identity.codes.set(code, {
      scope: form.get('scope') ?? 'api',
      redirectUri: form.get('redirect_uri') ?? '',
      challenge: form.get('code_challenge'),
      ends: world.now().getTime() + 300_000,
    });
    target.searchParams.set('code', code);
  } else target.searchParams.set('error', 'access_denied');
  const state = form.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
}

function authorizeProblem(query: URLSearchParams, world: World): string | null {
  const { signIn } = world.seed;
  if ((query.get('client_id') ?? '').toLowerCase() !== signIn.clientId.toLowerCase())
    return 'unauthorized_client';
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  const target = query.get('redirect_uri') ?? '';
  if (!URL.canParse(target)) return 'invalid_request: redirect_uri';
  if (signIn.redirectUris && !signIn.redirectUris.includes(target)) return 'invalid_request: redirect_uri';
  return null;
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Cookie sign-in: the older way [doc IDG:Basic_Login]. */
function login(request: SimRequest, world: World, sim: SimContext): SimReply {
  const body = request.json();
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { signIn } = world.seed;
  if (given.name !== signIn.username || given.password !== signIn.password) {
    return httpError(500, 'Invalid credentials. Please try again.');
  }
  const id = newSessionId();
  if (!openSession(world, id, cookieEnd(world))) return limited(sim);
  return { status: 204, headers: { 'set-cookie': `ASP.NET_SessionId=${id}; path=/; HttpOnly` } };
}

function logout(request: SimRequest, world: World): SimReply {
  // IIS wants the length even of nothing [community KB]
  if (request.headers['content-length'] === undefined) return html(411, 'Length Required');
  const who = whoCalls(world, request.headers);
  if (typeof who === 'object') world.identity.sessions.delete(who.session);
  return { status: 204 };
}

const discovery = (request: SimRequest): SimReply => {
  const issuer = `http://${request.headers.host}/identity`;
  return {
    status: 200,
    body: {
      issuer,
      authorization_endpoint: `${issuer}/connect/authorize`,
      token_endpoint: `${issuer}/connect/token`,
      grant_types_supported: [...GRANTS, 'implicit'],
      scopes_supported: ['api', 'offline_access', 'api:concurrent_access'],
    },
  };
};

export const signInRoutes: Route<World>[] = [
  { method: 'POST', path: '/identity/connect/token', token: true, handle: token },
  { method: 'GET', path: '/identity/connect/authorize', handle: consent },
  { method: 'POST', path: '/identity/connect/authorize', handle: decide },
  { method: 'GET', path: '/identity/.well-known/openid-configuration', handle: discovery },
  { method: 'POST', path: '/entity/auth/login', handle: login },
  { method: 'POST', path: '/entity/auth/logout', handle: logout },
];
