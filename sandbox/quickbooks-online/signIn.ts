/** OAuth 2.0 with the company's id on the callback [reference 1.1, 1.2: oauth-js, Intuit's faq]. */
import type { Route, SimContext, SimReply, SimRequest } from '../kit/simulator';
import type { Grant } from './identity';
import {
  HARD_SECONDS,
  REFRESH_SECONDS,
  grantOf,
  newAccess,
  newGrant,
  revoke,
  rotate,
  secret,
} from './identity';
import { settingsOf } from './switches';
import type { Settings } from './switches';
import type { World } from './world';

const SCOPE = 'com.intuit.quickbooks.accounting';
const CODE_MS = 300_000;

const error = (status: number, name: string, description = ''): SimReply => ({
  status,
  body: { error: name, ...(description !== '' && { error_description: description }) },
});

/** The client is told by HTTP Basic [official]. */
function isClient(request: SimRequest, { seed }: World): boolean {
  const given = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const { clientId, clientSecret } = seed.signIn;
  return Buffer.from(given, 'base64').toString('utf8') === `${clientId}:${clientSecret}`;
}

function token(request: SimRequest, world: World, sim: SimContext): SimReply {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (!isForm) return error(400, 'invalid_request');
  if (!isClient(request, world)) return error(401, 'invalid_client');
  const settings = settingsOf(world.seed.settings, sim);
  const form = request.form();
  const now = world.now().getTime();
  const withHardLife = request.headers['x-include-refresh-token-hard-expires-in'] === 'true';
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const code = form.get('code') ?? '';
      const known = world.identity.codes.get(code);
      world.identity.codes.delete(code);
      const isGood = known && known.ends > now && known.redirectUri === form.get('redirect_uri');
      if (!isGood) return error(400, 'invalid_grant', settings.refreshRefusal);
      return tokens(world, newGrant(world.identity, known.realmId, now), settings, withHardLife);
    }
    case 'refresh_token': {
      const grant = grantOf(world.identity, form.get('refresh_token') ?? '', now);
      if (!grant) return error(400, 'invalid_grant', settings.refreshRefusal);
      rotate(grant, now, settings);
      return tokens(world, grant, settings, withHardLife);
    }
    default:
      return error(400, 'unsupported_grant_type');
  }
}

/** Fields of an answer as in oauth-js bearer-token.json [official]. */
function tokens({ identity, now }: World, grant: Grant, settings: Settings, withHardLife: boolean): SimReply {
  const at = now().getTime();
  const hard = Math.floor(HARD_SECONDS - (at - grant.started) / 1000);
  return {
    status: 200,
    headers: { 'cache-control': 'no-cache, no-store' },
    body: {
      token_type: 'bearer',
      expires_in: settings.accessSeconds,
      refresh_token: grant.refresh,
      x_refresh_token_expires_in: REFRESH_SECONDS,
      access_token: newAccess(identity, grant, at, settings.accessSeconds),
      ...(withHardLife && { x_refresh_token_hard_expires_in: hard }),
    },
  };
}

function revoked(request: SimRequest, world: World): SimReply {
  if (!isClient(request, world)) return error(401, 'invalid_client');
  const isJson = (request.headers['content-type'] ?? '').includes('json');
  const body: unknown = isJson ? request.json() : null;
  const given =
    typeof body === 'object' && body !== null && 'token' in body ? body.token : request.form().get('token');
  return revoke(world.identity, String(given)) ? { status: 200 } : error(400, 'invalid_request');
}

function problemOf(query: URLSearchParams, { seed }: World): string | null {
  if (query.get('client_id') !== seed.signIn.clientId) return 'The client_id is unknown.';
  if (query.get('response_type') !== 'code') return 'The response_type must be code.';
  if (!(query.get('scope') ?? '').split(' ').includes(SCOPE)) return 'The scope is invalid.';
  const target = query.get('redirect_uri') ?? '';
  const isListed = !seed.signIn.redirectUris || seed.signIn.redirectUris.includes(target);
  return URL.canParse(target) && isListed
    ? null
    : 'The redirect_uri is not among the redirect URIs of the app.';
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const page = (status: number, body: string): SimReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: `<!DOCTYPE html><html lang="en"><head><title>QuickBooks Online sandbox</title></head><body>${body}</body></html>`,
});

/** The page on which a person chooses to connect. */
function consent({ query }: SimRequest, world: World): SimReply {
  const problem = problemOf(query, world);
  if (problem !== null) return page(400, `<h1>${problem}</h1>`);
  const hidden = [...query]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  return page(
    200,
    `<h1>Connect the app to ${escape(world.seed.company.name)}?</h1><form method="post">${hidden}
     <button id="allow" name="decision" value="allow">Connect</button>
     <button id="deny" name="decision" value="deny">No, go back</button></form>`,
  );
}

function decide(request: SimRequest, world: World): SimReply {
  const form = request.form();
  const problem = problemOf(form, world);
  if (problem !== null) return page(400, `<h1>${problem}</h1>`);
  const target = new URL(form.get('redirect_uri') ?? '');
  const state = form.get('state');
  if (form.get('decision') === 'allow') {
    const code = secret('AB1');
    const { realmId } = world.seed.signIn;
    world.identity.codes.set(code, {
      ...{ realmId, redirectUri: form.get('redirect_uri') ?? '', ends: world.now().getTime() + CODE_MS },
    });
    target.searchParams.set('code', code);
    if (state !== null) target.searchParams.set('state', state);
    target.searchParams.set('realmId', realmId);
  } else {
    target.searchParams.set('error', 'access_denied');
    if (state !== null) target.searchParams.set('state', state);
  }
  return { status: 302, headers: { location: target.href } };
}

export const signInRoutes: Route<World>[] = [
  { method: 'GET', path: '/connect/oauth2', name: 'authorize', handle: consent },
  { method: 'POST', path: '/connect/oauth2', name: 'authorize', handle: decide },
  { method: 'POST', path: '/oauth2/v1/tokens/bearer', name: 'token', token: true, handle: token },
  { method: 'POST', path: '/v2/oauth2/tokens/revoke', name: 'revoke', handle: revoked },
];
