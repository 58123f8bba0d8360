/** Consent page and token endpoint [client picqer Connection.php, emeq OAUTH.postman_collection.json]. */
import type { Route, SimContext, SimReply, SimRequest } from '../kit/simulator';
import { beginChain, isOverCap, newCode, ownerOf, redeem, refresh } from './identity';
import type { SeedClient } from './seed';
import type { Settings } from './switches';
import { settingsOf } from './switches';
import type { World } from './world';

const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);

/** HTTPS, as the App Center wants it [client bramkn README]; the sandbox's own n8n has no certificate. */
export const isAllowedUrl = (text: string, settings: Settings): boolean =>
  URL.canParse(text) &&
  (new URL(text).protocol === 'https:' ||
    (settings.httpsRedirect === 'exceptLoopback' && isLoopback(new URL(text))));

const page = (status: number, title: string, inner: string): SimReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${inner}</body></html>`,
});
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const clientOf = (world: World, id: string | null): SeedClient | undefined =>
  world.seed.clients.find((client) => client.id.toLowerCase() === (id ?? '').toLowerCase());

function problemOf(query: URLSearchParams, world: World, settings: Settings): string | null {
  const client = clientOf(world, query.get('client_id'));
  if (!client) return 'unauthorized_client';
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  const target = query.get('redirect_uri') ?? '';
  if (!isAllowedUrl(target, settings)) return 'invalid_request: redirect_uri';
  if (client.redirectUris && !client.redirectUris.includes(target)) return 'invalid_request: redirect_uri';
  return null;
}

/** The page on which a person signs in and allows the app. */
function consent(request: SimRequest, world: World, sim: SimContext): SimReply {
  const problem = problemOf(request.query, world, settingsOf(world.seed.settings, sim));
  if (problem !== null) return page(400, 'Sign-in error', `<h1>${problem}</h1>`);
  const hidden = [...request.query]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  const people = world.seed.users.map(({ id, name }) => `<option value="${id}">${escape(name)}</option>`);
  return page(
    200,
    'Exact Online sandbox: allow access',
    `<h1>Allow the app to use Exact Online?</h1><form method="post">${hidden}
     <select name="user">${people.join('')}</select>
     <button id="allow" name="decision" value="allow">Allow</button>
     <button id="deny" name="decision" value="deny">Deny</button></form>`,
  );
}

function decide(request: SimRequest, world: World, sim: SimContext): SimReply {
  const form = request.form();
  const problem = problemOf(form, world, settingsOf(world.seed.settings, sim));
  if (problem !== null) return page(400, 'Sign-in error', `<h1>${problem}</h1>`);
  const redirectUri = form.get('redirect_uri') ?? '';
  const target = new URL(redirectUri);
  if (form.get('decision') === 'allow') {
    const user = form.get('user') ?? world.seed.users[0]?.id ?? '';
    const client = clientOf(world, form.get('client_id'))?.id ?? '';
    target.searchParams.set('code', newCode(world, client, user, redirectUri));
  } else target.searchParams.set('error', 'access_denied');
  const state = form.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
}

const refuse = (status: number, error: string): SimReply => ({
  status,
  body: { error, error_description: '' },
});

/** Form only, id and secret in the body; errors beyond the refusals of a refresh are inferred. */
function token(request: SimRequest, world: World, sim: SimContext): SimReply {
  const settings = settingsOf(world.seed.settings, sim);
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (!isForm) return refuse(400, 'invalid_request');
  const form = request.form();
  const client = clientOf(world, form.get('client_id'));
  if (!client || form.get('client_secret') !== client.secret) return refuse(400, 'invalid_client');
  const given = form.get('refresh_token') ?? '';
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const code = redeem(world, form.get('code') ?? '', client.id, form.get('redirect_uri') ?? '');
      if (!code) {
        const isOther = settings.badCode === '401 unauthorized_client';
        return isOther ? refuse(401, 'unauthorized_client') : refuse(400, 'invalid_grant');
      }
      if (isOverCap(world, client.id, code.user, settings.tokensPerDay)) return overCap(settings);
      return beginChain(world, client.id, code.user);
    }
    case 'refresh_token': {
      const owner = ownerOf(world, given)?.user ?? '';
      if (isOverCap(world, client.id, owner, settings.tokensPerDay)) return overCap(settings);
      return refresh(world, client.id, given, settings);
    }
    default:
      // no client credentials [community sqlkover]
      return refuse(400, 'unsupported_grant_type');
  }
}

/** What is said to the 201st token call of a day is not known. */
const overCap = ({ tokenCapAnswer }: Settings): SimReply =>
  tokenCapAnswer === '429' ? { status: 429 } : refuse(400, 'access_denied');

export const signInRoutes: Route<World>[] = [
  { method: 'GET', path: '/api/oauth2/auth', handle: consent },
  { method: 'POST', path: '/api/oauth2/auth', handle: decide },
  { method: 'POST', path: '/api/oauth2/token', token: true, handle: token },
];
