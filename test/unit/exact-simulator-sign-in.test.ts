/** Sign-in of the Exact Online simulator: consent, rotation, and every way a refresh is refused. */
import {
  CLIENT,
  MAIN,
  NORTH,
  NORTH_ONLY,
  SECRET,
  USER,
  consent,
  control,
  form,
  get,
  http,
  messageOf,
  refresh,
  setBearer,
  sim,
  simulated,
  turn,
} from './exactClient';

simulated();

const CALLBACK = 'https://n8n.example/rest/oauth2-credential/callback';
const authorize = (changes: Record<string, string> = {}) =>
  new URLSearchParams({
    ...{ client_id: CLIENT, response_type: 'code', redirect_uri: CALLBACK, state: 'abc', ...changes },
  });

/** Allows the app as a person does; the address that follows. */
async function allow(changes: Record<string, string> = {}, decision = 'allow'): Promise<URL> {
  const fields = authorize(changes);
  fields.set('decision', decision);
  const reply = await fetch(`${sim.url}/api/oauth2/auth`, {
    method: 'POST',
    body: fields,
    redirect: 'manual',
  });
  return new URL(reply.headers.get('location') ?? 'about:blank');
}
const redeem = (code: string, changes: Record<string, string> = {}) =>
  form({
    ...{ grant_type: 'authorization_code', client_id: CLIENT, client_secret: SECRET, redirect_uri: CALLBACK },
    ...{ code, ...changes },
  });

describe('consent', () => {
  it('shows a page, and gives a code that has to be decoded, for 180 seconds and one use', async () => {
    const page = await fetch(`${sim.url}/api/oauth2/auth?${authorize({ state: '"><b>' })}`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('id="allow"');
    expect(html).not.toContain('"><b>');
    const target = await allow();
    expect([target.origin, target.searchParams.get('state')]).toEqual(['https://n8n.example', 'abc']);
    expect(target.search).toMatch(/%2F/);
    const code = target.searchParams.get('code') ?? '';
    const { status, json } = await redeem(code);
    expect(status).toBe(200);
    expect(json).toEqual({
      ...{ access_token: expect.any(String), token_type: 'bearer', expires_in: '600' },
      refresh_token: expect.any(String),
    });
    expect((await redeem(code)).json.error).toBe('invalid_grant');
    const late = (await allow()).searchParams.get('code') ?? '';
    sim.clock.advance(180_000);
    expect((await redeem(late)).status).toBe(400);
    turn('badCode', '401 unauthorized_client');
    expect((await redeem('none')).status).toBe(401);
  });

  it('a person who denies, a strange app, a wrong address', async () => {
    const denied = await allow({}, 'deny');
    expect([denied.searchParams.get('error'), denied.searchParams.get('code')]).toEqual([
      'access_denied',
      null,
    ]);
    const status = async (changes: Record<string, string>) =>
      (await fetch(`${sim.url}/api/oauth2/auth?${authorize(changes)}`)).status;
    expect(await status({ client_id: 'x' })).toBe(400);
    expect(await status({ response_type: 'token' })).toBe(400);
    expect(await status({ redirect_uri: 'http://n8n.example/callback' })).toBe(400);
    expect(await status({ redirect_uri: 'http://127.0.0.1:5678/callback' })).toBe(200);
    turn('httpsRedirect', 'always');
    expect(await status({ redirect_uri: 'http://127.0.0.1:5678/callback' })).toBe(400);
    const { clients } = sim.world.seed;
    sim.reset({ clients: clients.map((one) => ({ ...one, redirectUris: ['https://other.example/'] })) });
    expect(await status({})).toBe(400);
  });

  it.each([
    ['a wrong secret', { client_secret: 'x' }, 'invalid_client'],
    ['another app', { client_id: 'x' }, 'invalid_client'],
    ['another address', { redirect_uri: 'https://other.example/' }, 'invalid_grant'],
    ['no such grant', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
  ])('refuses a code with %s', async (_, changes, error) => {
    const code = (await allow()).searchParams.get('code') ?? '';
    const { status, json } = await redeem(code, changes);
    expect([status, json.error]).toEqual([400, error]);
  });

  it('takes nothing but a form', async () => {
    const reply = await fetch(`${sim.url}/api/oauth2/token`, { method: 'POST', body: '{}' });
    expect(reply.status).toBe(400);
  });
});

describe('refreshing', () => {
  it('is too early before 570 s, then gives new tokens and spends the old one', async () => {
    const first = await consent();
    sim.clock.advance(569_999);
    const early = await refresh(first.refresh_token);
    expect([early.status, early.json]).toEqual([
      400,
      { error: 'access_denied', error_description: 'Rate limit exceeded: access_token not expired' },
    ]);
    expect(early.headers.get('reason')).toContain('TooEarlyToRefreshTokens: ');
    sim.clock.advance(1);
    const { status, json } = await refresh(first.refresh_token);
    expect(status).toBe(200);
    expect(json.refresh_token).not.toBe(first.refresh_token);
    setBearer(json.access_token);
    expect((await http('GET', '/api/v1/current/Me')).status).toBe(200);
    sim.clock.advance(570_000);
    const spent = await refresh(first.refresh_token);
    expect([spent.status, spent.json]).toEqual([
      401,
      { error: 'unauthorized_client', error_description: 'Old refresh token used.' },
    ]);
    expect((await refresh(json.refresh_token)).status).toBe(200);
    expect((await control('state')).tokens).toMatchObject({
      refreshes: 2,
      refusals: { 'Old refresh token used.': 1, 'Rate limit exceeded: access_token not expired': 1 },
    });
  });

  it('too early is 401 by the switch, as one page has it', async () => {
    const { refresh_token } = await consent();
    turn('tooEarlyStatus', '401');
    expect((await refresh(refresh_token)).status).toBe(401);
  });

  it.each([
    ['afterSpent', 401],
    ['beforeSpent', 400],
  ])('a spent token that is early as well: %s', async (position, status) => {
    const { refresh_token } = await consent();
    sim.clock.advance(570_000);
    await refresh(refresh_token);
    turn('earlyCheck', position);
    expect((await refresh(refresh_token)).status).toBe(status);
  });

  it('the old token serves until the new one is used, by the switch only', async () => {
    const { refresh_token: first } = await consent();
    turn('oldRefreshToken', 'untilNewUsed');
    sim.clock.advance(570_000);
    await refresh(first);
    sim.clock.advance(570_000);
    const again = await refresh(first);
    expect(again.status).toBe(200);
    sim.clock.advance(570_000);
    const third = await refresh(again.json.refresh_token);
    expect(third.status).toBe(200);
    sim.clock.advance(570_000);
    expect((await refresh(first)).status).toBe(401);
    turn('oldRefreshToken', 'spentAtOnce');
    expect((await refresh(again.json.refresh_token)).status).toBe(401);
  });

  it('ends after 30 days unused, with both times in the text', async () => {
    const { refresh_token } = await consent();
    sim.clock.advance(30 * 86_400_000);
    const { status, json } = await refresh(refresh_token);
    expect([status, json.error]).toEqual([400, 'invalid_request']);
    expect(json.error_description).toBe(
      'The refresh token expired at 2026-07-15 09:00:30 and it is now 2026-07-15 09:00:30',
    );
  });

  it('an answer that is lost after the rotation ends the chain', async () => {
    const { refresh_token } = await consent();
    sim.clock.advance(570_000);
    sim.faults([{ kind: 'cut', route: 'oauth2/token', when: 'after' }]);
    await expect(refresh(refresh_token)).rejects.toThrow();
    sim.faults([]);
    sim.clock.advance(570_000);
    expect((await refresh(refresh_token)).json.error_description).toBe('Old refresh token used.');
  });

  it('withdrawn, strange, and of another app', async () => {
    const { refresh_token } = await consent();
    expect((await refresh('strange')).json.error).toBe('unauthorized_client');
    await control('tokens', { revoke: true });
    sim.clock.advance(570_000);
    expect((await refresh(refresh_token)).status).toBe(401);
    expect((await get('crm/Accounts?$top=1')).status).toBe(401);
    const other = { client_id: CLIENT, client_secret: 'wrong', grant_type: 'refresh_token', refresh_token };
    expect((await form(other)).json.error).toBe('invalid_client');
  });

  it.each([
    ['429', 429],
    ['400', 400],
  ])('the 201st token call of a day: %s', async (position, status) => {
    const { refresh_token } = await consent();
    turn('tokenCapAnswer', position);
    for (let calls = 0; calls < 200; calls++) await refresh(refresh_token);
    sim.clock.advance(570_000);
    expect((await refresh(refresh_token)).status).toBe(status);
    sim.clock.advance(86_400_000);
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it('twenty at once: one gets the tokens, nineteen are refused', async () => {
    const { refresh_token } = await consent();
    sim.clock.advance(570_000);
    const all = await Promise.all(Array.from({ length: 20 }, () => refresh(refresh_token)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 401)]);
  });
});

describe('calling', () => {
  it('an access token lives 600 s, used or not; without one there is no body to speak of', async () => {
    sim.clock.advance(599_999);
    expect((await http('GET', '/api/v1/current/Me')).status).toBe(200);
    sim.clock.advance(1);
    const late = await http('GET', '/api/v1/current/Me');
    expect([late.status, messageOf(late)]).toEqual([401, expect.stringContaining('expired')]);
    setBearer('none');
    expect((await get('crm/Accounts?$top=1')).status).toBe(401);
    await consent();
    sim.faults([{ kind: 'expireToken', times: 1 }]);
    expect((await get('hrm/Divisions')).status).toBe(401);
  });

  it('Me names the division used last, and the clock of the server', async () => {
    const { json } = await http('GET', '/api/v1/current/Me');
    expect(json.d.results[0]).toMatchObject({
      ...{ CurrentDivision: MAIN, UserID: USER, ServerUtcOffset: 7200, LanguageCode: 'en-US' },
      ServerTime: `/Date(${Date.parse('2026-06-15T11:00:30Z')})/`,
    });
    turn('language', 'nl');
    const dutch = await http('GET', '/api/v1/current/Me?$select=LanguageCode');
    expect(dutch.json.d.results).toEqual([{ __metadata: expect.anything(), LanguageCode: 'nl-NL' }]);
  });

  it('divisions: 404 where there is none, 403 where it is not granted', async () => {
    await consent(NORTH_ONLY);
    const of = (division: number | string) => http('GET', `/api/v1/${division}/hrm/Costcenters`);
    expect((await of(NORTH)).status).toBe(200);
    expect((await of(MAIN)).status).toBe(403);
    expect((await of(999)).status).toBe(404);
    expect((await of('x')).status).toBe(404);
    expect((await http('GET', `/api/v1/${NORTH}/hrm/Nonsense`)).status).toBe(404);
    const codes = async (path: string) =>
      (await http('GET', `/api/v1/${NORTH}/${path}`)).json.d.results.map((one: { Code: number }) => one.Code);
    expect(await codes('hrm/Divisions')).toEqual([NORTH]);
    expect(await codes('system/Divisions')).toEqual([NORTH]);
    expect(await codes('system/AllDivisions')).toEqual([MAIN, NORTH]);
    expect((await http('GET', `/api/v1/${NORTH}/system/Divisions(${NORTH})`)).json.d.Current).toBe(true);
  });

  it('an app without the scope, and a user without the right, are refused by name', async () => {
    const { clients } = sim.world.seed;
    sim.reset({ clients: clients.map((one) => ({ ...one, scopes: ['Crm accounts'] })) });
    await consent();
    expect((await get('crm/BankAccounts')).status).toBe(200);
    const refused = await get('financial/Journals');
    expect([refused.status, messageOf(refused)]).toEqual([
      403,
      'Application Scope Violated: the app needs the Financial generalledgers scope.',
    ]);
    expect((await get('hrm/Divisions')).status).toBe(200);
    sim.faults([{ kind: 'switch', name: 'forbidden', value: ['crm/BankAccounts'] }]);
    expect((await get('crm/BankAccounts')).status).toBe(403);
  });
});
