/** Signing in, tokens, and what the gateway refuses. */
import {
  REALM,
  call,
  codeOf,
  connectAgain,
  control,
  faultOf,
  post,
  bill,
  sim,
  simulated,
  turn,
} from './quickbooksClient';

simulated();

const CLIENT = 'ABSandboxClient:sandbox-client-secret';
const CALLBACK = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function tokenCall(
  form: Record<string, string>,
  headers: Record<string, string> = {},
  client = CLIENT,
) {
  const reply = await fetch(`${sim.url}/oauth2/v1/tokens/bearer`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(client).toString('base64')}`, ...headers },
    body: new URLSearchParams(form),
  });
  return { status: reply.status, body: await reply.json() };
}
const refresh = (token: string, headers?: Record<string, string>) =>
  tokenCall({ grant_type: 'refresh_token', refresh_token: token }, headers);

async function authorize(decision = 'allow') {
  const form = {
    ...{ client_id: 'ABSandboxClient', response_type: 'code', redirect_uri: CALLBACK, state: 's 1' },
    scope: 'com.intuit.quickbooks.accounting',
  };
  const page = await fetch(`${sim.url}/connect/oauth2?${new URLSearchParams(form)}`);
  expect(await page.text()).toContain('Granite Fields');
  const reply = await fetch(`${sim.url}/connect/oauth2`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...form, decision }) },
  });
  expect(reply.status).toBe(302);
  return new URL(reply.headers.get('location') ?? '').searchParams;
}
const exchange = (code: string, uri = CALLBACK) =>
  tokenCall({ grant_type: 'authorization_code', code, redirect_uri: uri });

describe('authorization', () => {
  test('the callback has the company id, the code works once', async () => {
    const query = await authorize();
    expect([query.get('state'), query.get('realmId')]).toEqual(['s 1', REALM]);
    const { status, body } = await exchange(query.get('code') ?? '');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'bearer',
      expires_in: 3600,
      x_refresh_token_expires_in: 8726400,
    });
    expect((await call('companyinfo/1', { token: body.access_token })).body.CompanyInfo.Country).toBe('US');
    expect(await exchange(query.get('code') ?? '')).toMatchObject({
      ...{ status: 400, body: { error: 'invalid_grant' } },
    });
  });

  test('a person may say no; another redirect_uri is refused', async () => {
    expect((await authorize('deny')).get('error')).toBe('access_denied');
    const code = (await authorize()).get('code') ?? '';
    expect((await exchange(code, 'http://127.0.0.1/else')).status).toBe(400);
    const odd = await fetch(`${sim.url}/connect/oauth2?client_id=other`);
    expect(odd.status).toBe(400);
  });

  test('the client has to be told by HTTP Basic', async () => {
    const wrong = await tokenCall(
      { grant_type: 'refresh_token', refresh_token: 'x' },
      {},
      'ABSandboxClient:no',
    );
    expect(wrong).toEqual({ status: 401, body: { error: 'invalid_client' } });
    expect((await tokenCall({ grant_type: 'client_credentials' })).body.error).toBe('unsupported_grant_type');
  });
});

describe('refresh tokens', () => {
  test('keep their value for a day, then it changes, and the older one is dead', async () => {
    const { refresh_token: first } = await control('connect', {});
    expect((await refresh(first)).body.refresh_token).toBe(first);
    sim.clock.advance(DAY);
    const second = (await refresh(first)).body.refresh_token;
    expect(second).not.toBe(first);
    expect(await refresh(first)).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token invalid' },
    });
    expect((await refresh(second)).status).toBe(200);
  });

  test('by switch: change each time, live on for some minutes, are refused in other words', async () => {
    const { refresh_token: first } = await control('connect', {});
    turn(['refreshRotation', 'always'], ['oldRefreshMinutes', 10]);
    const second = (await refresh(first)).body.refresh_token;
    expect(second).not.toBe(first);
    sim.clock.advance(9 * 60_000);
    expect((await refresh(first)).status).toBe(200);
    sim.clock.advance(2 * 60_000);
    turn(['refreshRefusal', 'Incorrect or invalid refresh token']);
    expect((await refresh(first)).body.error_description).toBe('Incorrect or invalid refresh token');
  });

  test('die when they are not used, and after five years', async () => {
    const { refresh_token: idle } = await control('connect', {});
    sim.clock.advance(101 * DAY);
    expect((await refresh(idle)).body.error).toBe('invalid_grant');
    let { refresh_token: used } = await control('connect', {});
    const seen = await refresh(used, { 'x-include-refresh-token-hard-expires-in': 'true' });
    expect(seen.body.x_refresh_token_hard_expires_in).toBe(5 * 365 * 86_400);
    for (let day = 0; day < 5 * 365 - 100; day += 100) {
      sim.clock.advance(100 * DAY);
      used = (await refresh(used)).body.refresh_token;
      expect(used).toBeDefined();
    }
    sim.clock.advance(100 * DAY);
    expect((await refresh(used)).status).toBe(400);
  });

  test('end when the app is disconnected, or revoked', async () => {
    const { access_token: access, refresh_token: token } = await control('connect', {});
    const reply = await fetch(`${sim.url}/v2/oauth2/tokens/revoke`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(CLIENT).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ token }),
    });
    expect(reply.status).toBe(200);
    expect((await refresh(token)).status).toBe(400);
    expect((await call('preferences', { token: access })).status).toBe(401);
    const { refresh_token: other } = await control('connect', {});
    await control('disconnect', {});
    expect((await refresh(other)).status).toBe(400);
  });
});

describe('access', () => {
  test('ends after an hour, with an envelope in small letters', async () => {
    expect((await call('preferences')).status).toBe(200);
    sim.clock.advance(HOUR);
    const { status, headers, body } = await call('preferences');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="Intuit", error="invalid_token"');
    expect(body.fault.type).toBe('AUTHENTICATION');
    expect(body.fault.error[0]).toMatchObject({
      message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
      code: '3200',
    });
    expect(body.fault.error[0].detail).toContain('Token expired');
    expect(typeof body.time).toBe('number');
    expect((await call('preferences', { token: 'nobody' })).status).toBe(401);
  });

  test('is shorter by switch, and dead on order', async () => {
    sim.reset({ settings: { accessSeconds: 60, perSecond: 0 } });
    await connectAgain();
    sim.clock.advance(59_000);
    expect((await call('preferences')).status).toBe(200);
    sim.clock.advance(1_000);
    expect((await call('preferences')).status).toBe(401);
    await connectAgain();
    sim.faults([{ kind: 'expireToken', nth: 1 }]);
    expect((await call('preferences')).status).toBe(401);
  });

  test('of another company is refused with 3100, in an envelope that is open', async () => {
    const wrong = await call('preferences', { realm: '1' });
    expect([wrong.status, wrong.body.fault.error[0].code]).toEqual([403, '3100']);
    await connectAgain({ realmId: '77' });
    expect((await call('preferences')).status).toBe(403);
    turn(['forbiddenShape', 'upper']);
    expect((await call('preferences')).body.Fault.Error[0].code).toBe('3100');
  });

  test('subscription, permission and failures on order', async () => {
    sim.faults([{ kind: 'lapsed', times: 1 }]);
    expect(codeOf(await call('preferences'))).toBe('6190');
    sim.faults([{ kind: 'noPermission', route: 'create:Bill' }]);
    const refused = await post('bill', bill());
    expect([refused.status, codeOf(refused)]).toEqual([403, '5020']);
    expect((await call('preferences')).status).toBe(200);
    sim.faults([{ kind: 'systemFault' }]);
    const failed = await call('preferences');
    expect([failed.status, codeOf(failed), failed.body.Fault.type]).toEqual([500, '10000', 'SystemFault']);
  });
});

describe('headers', () => {
  test('each answer has a tid; XML unless JSON is asked for; minorversion changes nothing', async () => {
    const json = await call('preferences', { query: { minorversion: '12' } });
    expect(json.headers.get('intuit_tid')).toMatch(/^1-[0-9a-f-]+$/);
    expect(json.body.Preferences.CurrencyPrefs.HomeCurrency.value).toBe('USD');
    const xml = await call('preferences', { headers: { accept: '*/*' } });
    expect(xml.headers.get('content-type')).toContain('application/xml');
    expect(xml.text).toContain('<HomeCurrency><value>USD</value></HomeCurrency>');
  });

  test('a body that is not JSON in UTF-8 is an unsupported operation', async () => {
    const text = await call('bill', { raw: '{}', type: 'text/plain' });
    expect([text.status, codeOf(text)]).toEqual([500, '500']);
    const latin = await call('bill', { raw: '{}', type: 'application/json; charset=iso-8859-1' });
    expect(latin.status).toBe(500);
    const broken = await call('bill', { raw: '{"VendorRef":' });
    expect(faultOf(broken)).toBe('2010 Property Name:failed to parse json object; a parsing error occurred');
    expect(codeOf(await call('espresso', { body: {} }))).toBe('500');
  });
});
