/** The JAGGAER simulator: tokens as Keycloak and older tenants give, end and refuse them. */
import { SIGN_INS } from '../../sandbox/signIns';
import { client, sim, simulated } from './jaggaerClient';

simulated();

describe('sign-in', () => {
  const { clientId: client_id, clientSecret: client_secret } = SIGN_INS.jaggaer;
  const good = { client_id, client_secret, grant_type: 'client_credentials' };

  test('a token as clients read it, and one more for each call to the endpoint', async () => {
    const { status, json } = await client.token(good);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ expires_in: 3600, refresh_expires_in: 0, token_type: 'Bearer', 'not-before-policy': 0 },
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(sim.calls().tokens).toBe(2);
  });

  test.each([
    [{ ...good, client_secret: 'wrong' }, 401, 'unauthorized_client'],
    [{ ...good, client_id: 'nobody' }, 401, 'invalid_client'],
    [{ ...good, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ client_id, client_secret }, 400, 'invalid_request'],
  ])('refuses %j', async (form, status, error) => {
    expect(await client.token(form)).toMatchObject({ status, json: { error } });
  });

  test('the form may not be JSON; an unknown client may be a 400; another realm does not exist', async () => {
    const url = `${sim.url}/auth/realms/J1p-integrations/protocol/openid-connect/token`;
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(good) })).status).toBe(400);
    sim.faults([{ kind: 'switch', name: 'unknownClient', value: '400' }]);
    expect((await client.token({ ...good, client_id: 'nobody' })).status).toBe(400);
    expect((await client.token(good, '/auth/realms/other/protocol/openid-connect/token')).status).toBe(404);
  });

  test('the secret is form-encoded, in the body or as Basic', async () => {
    const secret = 'a+b/c=&d %';
    sim.reset({ clients: [{ clientId: client_id, clientSecret: secret }] });
    expect((await client.token({ ...good, client_secret: secret })).status).toBe(200);
    const encoded = new URLSearchParams({ secret }).toString().slice('secret='.length);
    const authorization = `Basic ${Buffer.from(`${client_id}:${encoded}`).toString('base64')}`;
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const url = `${sim.url}/auth/realms/J1p-integrations/protocol/openid-connect/token`;
    expect((await fetch(url, { method: 'POST', headers: { authorization }, body })).status).toBe(200);
  });

  test('tokens end by the clock, and when they are revoked', async () => {
    expect((await client.get('ji/v1/invoices')).status).toBe(200);
    sim.clock.advance(3_599_000);
    expect((await client.get('ji/v1/invoices')).status).toBe(200);
    sim.clock.advance(2_000);
    expect((await client.get('ji/v1/invoices')).json).toMatchObject({ error: 'invalid_token' });
    await client.signIn();
    sim.faults([{ kind: 'expireToken', nth: 2 }]);
    const statuses: number[] = [];
    for (let at = 0; at < 3; at++) statuses.push((await client.get('ji/v1/invoices')).status);
    expect(statuses).toEqual([200, 401, 401]);
  });

  test('a 401 with an empty body, or with a broken content type', async () => {
    client.bearer = 'none';
    sim.faults([{ kind: 'switch', name: 'unauthorized', value: 'empty' }]);
    expect(await client.get('ji/v1/invoices')).toMatchObject({ status: 401, text: '' });
    sim.faults([{ kind: 'switch', name: 'unauthorized', value: 'brokenContentType' }]);
    const broken = await client.get('ji/v1/invoices');
    expect(broken.headers.get('content-type')).toBe('; charset=UTF-8');
    expect(broken.headers.get('www-authenticate')).toBeNull();
  });

  test('an older tenant gives `token` and milliseconds', async () => {
    const { json } = await client.token(good, '/esop/jint/api/public/v1/tokens');
    expect(json).toMatchObject({ token: expect.any(String), expire_in: 3_599_911, token_type: 'Bearer' });
    client.bearer = json.token as string;
    expect((await client.get('ja/v1/companyprofiles', '/esop/jint/api/public')).status).toBe(200);
  });
});
