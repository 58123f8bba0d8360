/** What differs between tenants and builds: both positions of each switch and preference. */
import { request as httpRequest } from 'node:http';
import type { PartialSeed } from '../../sandbox/acumatica';
import {
  askToken,
  BASE,
  call,
  PASSWORD,
  put,
  read,
  signIn,
  sim,
  simulated,
  tenant,
  turn,
  useBearer,
  wrap,
} from './acumaticaClient';

simulated();

describe('sign-in', () => {
  it('limits at the token or at the first call, with a page or with text', async () => {
    await tenant({ licence: { apiUsers: 1 } });
    turn('loginLimitText');
    const refused = await askToken({ ...PASSWORD, scope: 'api' });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([429, 'text/plain; charset=utf-8']);
    turn('loginLimitAt', 'call');
    await signIn();
    const late = await call('GET', `${BASE}/Ledger`);
    expect([late.status, late.text]).toEqual([429, expect.stringContaining('API Login Limit')]);
  });

  it('renews with a new refresh token, or with the same', async () => {
    const renew = async (refresh_token = '') => {
      const reply = await askToken({ grant_type: 'refresh_token', refresh_token });
      return reply.status === 200 ? ((await reply.json()).refresh_token as string) : reply.status;
    };
    const { refresh_token: first = '' } = await signIn('api offline_access');
    const second = await renew(first);
    expect([second === first, await renew(first)]).toEqual([false, 400]);
    turn('rotateRefreshToken', false);
    expect(await renew(String(second))).toBe(second);
  });

  it('answers a dead token with 401 or with the sign-in page, and forbids entities', async () => {
    useBearer('dead');
    expect((await call('GET', `${BASE}/Ledger`)).status).toBe(401);
    turn('signInRedirect');
    expect((await call('GET', `${BASE}/Ledger`)).status).toBe(302);
    await signIn();
    turn('forbidden', ['Vendor']);
    const statuses = ['Vendor', 'Ledger'].map(async (name) => (await call('GET', `${BASE}/${name}`)).status);
    expect(await Promise.all(statuses)).toEqual([403, 200]);
  });

  it('wants a length when signing out, and frees the session', async () => {
    const login = { name: 'integration', password: 'sandbox-password' };
    const entered = await call('POST', 'entity/auth/login', login);
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const as = { method: 'POST', headers: { cookie } };
    expect(entered.status).toBe(204);
    expect(sim.world.identity.sessions.size).toBe(2);
    const logout = `${sim.url}/entity/auth/logout`;
    const unsized = new Promise((resolve) => {
      const asked = httpRequest(logout, { ...as, headers: { cookie, 'transfer-encoding': 'chunked' } });
      asked.once('response', (reply) => resolve(reply.resume().statusCode)).end();
    });
    expect(await unsized).toBe(411);
    expect((await fetch(logout, as)).status).toBe(204);
    expect(sim.world.identity.sessions.size).toBe(1);
  });
});

describe('lists', () => {
  it('fail where a view has a delegate, and come in any order', async () => {
    turn('optimisationFails', ['Bill/Applications']);
    const slow = await call('GET', `${BASE}/Bill?$expand=Applications`);
    expect([slow.status, slow.json.exceptionMessage]).toEqual([
      500,
      expect.stringContaining('Optimization cannot be performed.'),
    ]);
    expect((await call('GET', `${BASE}/Bill`)).status).toBe(200);
    const codes = async () =>
      (await call('GET', `${BASE}/Account?$select=AccountCD`)).json.map(
        (one: { AccountCD: { value: string } }) => one.AccountCD.value,
      );
    const plain = await codes();
    turn('shuffle');
    const other = await codes();
    expect(other).not.toEqual(plain);
    expect([...other].sort()).toEqual([...plain].sort());
  });

  it('read and filter custom fields only as asked', async () => {
    const field = { type: 'CustomStringField', value: 'JGR:1' };
    const made = await put({ custom: { Document: { AttributeSOURCEID: field } } });
    expect(made.json.custom).toEqual({ Document: { AttributeSOURCEID: field } });
    await put({ VendorRef: 'HS-2' });
    const found = async (value: string) => {
      const filter = encodeURIComponent(`cf.String(f='Document.AttributeSOURCEID') eq '${value}'`);
      const query = `$filter=${filter}&$custom=Document.AttributeSOURCEID`;
      return (await call('GET', `${BASE}/Bill?${query}`)).json;
    };
    expect(await found('JGR:2')).toEqual([]);
    expect((await found('jgr:1'))[0].custom.Document.AttributeSOURCEID.value).toBe('JGR:1');
    expect((await read('000001')).custom).toEqual({});
    const schema = await call('GET', `${BASE}/Bill/$adHocSchema`);
    expect(schema.json.custom).toEqual({ Document: { AttributeSOURCEID: { type: 'CustomStringField' } } });
  });

  it('report an unknown name even where nothing is to be compared', async () => {
    const filter = encodeURIComponent("ReferenceNbr eq 'x' or Nonsense eq 'y'");
    expect((await call('GET', `${BASE}/Bill?$filter=${filter}`)).status).toBe(400);
  });
});

describe('preferences', () => {
  it.each<[string, PartialSeed['preferences'], Record<string, unknown>, unknown]>([
    ['duplicates allowed', { duplicateVendorRefError: false }, {}, { Status: { value: 'Balanced' } }],
    [
      'no reference needed',
      { requireVendorRef: false },
      { VendorRef: '' },
      { Status: { value: 'Balanced' } },
    ],
    ['totals not checked', { validateTotals: false }, { Amount: 99 }, { Amount: { value: 10 } }],
    ['on hold where not said', {}, { Hold: undefined }, { Status: { value: 'On Hold' } }],
    ['not on hold', { holdOnEntry: false }, { Hold: undefined }, { Status: { value: 'Balanced' } }],
    ['on hold out of balance', {}, { Hold: true, Amount: 99 }, { Amount: { value: 99 } }],
  ])('%s', async (_, preferences, changes, expected) => {
    await tenant({ preferences, bills: [{ vendor: 'HARBOUR', vendorRef: 'OLD', lines: [] }] });
    const fields = preferences?.duplicateVendorRefError === false ? { VendorRef: 'OLD' } : changes;
    const { status, json } = await put(fields);
    expect([status, json]).toEqual([200, expect.objectContaining(expected)]);
  });

  it('bills that need approval wait for it', async () => {
    await tenant({ preferences: { approvals: true } });
    expect((await put()).json.Status.value).toBe('Pending Approval');
    const entity = wrap({ Type: 'Bill', ReferenceNbr: '000001' });
    expect((await call('POST', `${BASE}/Bill/Approve`, { entity })).status).toBe(204);
    expect((await read('000001')).Status.value).toBe('Balanced');
    expect((await call('POST', `${BASE}/Bill/Explode`, { entity })).status).toBe(404);
  });

  it('takes only computed taxes, or any where the zone is external', async () => {
    const taxed = {
      ...{ IsTaxValid: true, Amount: 12 },
      TaxDetails: [{ TaxID: 'VAT20', TaxableAmount: 10, TaxAmount: 2 }],
    };
    const refused = await put(taxed);
    expect([refused.status, typeof refused.json.TaxDetails[0].TaxID.error]).toEqual([422, 'string']);
    await tenant({ preferences: { taxZone: 'external' } });
    expect((await put(taxed)).json.Balance.value).toBe(12);
  });
});
