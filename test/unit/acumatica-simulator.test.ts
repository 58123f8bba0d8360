/** The simulator behaves as the reference says, asked over real HTTP. */
import type { Simulator } from '../../sandbox/kit/simulator';
import type { World } from '../../sandbox/acumatica';
import { startAcumatica } from '../../sandbox/acumatica';

const CLIENT = { client_id: '5E0B7A1C-93D4-4F6E-A2B8-1C7D90E4F355@Granite', client_secret: 'sandbox-secret' };
const PASSWORD = { grant_type: 'password', username: 'integration', password: 'sandbox-password' };
const BASE = 'entity/Default/25.200.001';

let sim: Simulator<World>;
let bearer = '';

const askToken = (form: Record<string, string>) =>
  fetch(`${sim.url}/identity/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...CLIENT, ...form }),
  });

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const reply = await fetch(`${sim.url}/${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${bearer}`, ...headers },
    ...(body !== undefined && {
      body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
    }),
  });
  const text = await reply.text();
  const isJson = (reply.headers.get('content-type') ?? '').includes('json');
  return { status: reply.status, headers: reply.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

const control = async (method: string, path: string, body?: unknown) => {
  const reply = await fetch(`http://127.0.0.1:${sim.port}/_sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return reply.json();
};

const wrap = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((row) => wrap(row)) : { value },
    ]),
  );

const bill = (changes: Record<string, unknown> = {}) =>
  wrap({
    Type: 'Bill',
    Vendor: 'HARBOUR',
    VendorRef: 'HS-1',
    Date: '2026-06-15',
    Amount: 120.5,
    Hold: false,
    Details: [
      { Account: '61000', Subaccount: '000-000', Qty: 2, UnitCost: 50.25, TransactionDescription: 'Paper' },
      { Account: '62000', Subaccount: '000-000', ExtendedCost: 20 },
    ],
    ...changes,
  });

const put = (changes: Record<string, unknown> = {}, query = '?$select=Status,PostPeriod,Balance') =>
  call('PUT', `${BASE}/Bill${query}`, bill(changes));

beforeAll(async () => {
  sim = await startAcumatica({ path: '/Granite' });
});
afterAll(() => sim.close());
beforeEach(async () => {
  sim.reset();
  const reply = await askToken({ ...PASSWORD, scope: 'api offline_access' });
  bearer = (await reply.json()).access_token;
});

describe('signing in', () => {
  it('refuses what the token endpoint does not support', async () => {
    const error = async (form: Record<string, string>) => {
      const reply = await askToken(form);
      return [reply.status, (await reply.json()).error];
    };
    expect(await error({ grant_type: 'client_credentials' })).toEqual([400, 'unsupported_grant_type']);
    expect(await error({ ...PASSWORD, client_secret: 'x' })).toEqual([400, 'invalid_client']);
    expect(await error({ ...PASSWORD, password: 'x' })).toEqual([400, 'invalid_grant']);
    expect(await error({ grant_type: 'refresh_token', refresh_token: 'x' })).toEqual([400, 'invalid_grant']);
  });

  it('takes a code from the consent page to tokens and renews them in the same session', async () => {
    const target = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
    const asked = new URLSearchParams({
      ...{ response_type: 'code', client_id: CLIENT.client_id, redirect_uri: target },
      ...{ scope: 'api offline_access', state: 'abc' },
    });
    const page = await call('GET', `identity/connect/authorize?${asked}`);
    expect(page.text).toContain('id="allow"');
    const allowed = await fetch(`${sim.url}/identity/connect/authorize`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams([...asked, ['decision', 'allow']]),
    });
    const back = new URL(allowed.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('abc');
    const code = back.searchParams.get('code') ?? '';
    const first = await (
      await askToken({ grant_type: 'authorization_code', code, redirect_uri: target })
    ).json();
    const second = await askToken({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect(second.status).toBe(200);
    expect((await control('GET', 'state')).sessions).toBe(2);
    const again = await askToken({ grant_type: 'authorization_code', code, redirect_uri: target });
    expect(again.status).toBe(400);
  });

  it('lets sessions run out, and refuses sign-in beyond the licence with HTML', async () => {
    for (let at = 0; at < 4; at += 1)
      expect((await askToken({ ...PASSWORD, scope: 'api' })).status).toBe(200);
    const full = await askToken({ ...PASSWORD, scope: 'api' });
    expect([full.status, await full.text()]).toEqual([
      429,
      expect.stringContaining('<title>API Login Limit'),
    ]);
    sim.clock.advance(3_600_001);
    expect((await call('GET', `${BASE}/Ledger`)).status).toBe(401);
    expect((await askToken({ ...PASSWORD, scope: 'api' })).status).toBe(200);
  });
});

describe('reading', () => {
  it('answers lists as bare arrays and knows the filter grammar', async () => {
    const ids = async (filter: string) => {
      const reply = await call(
        'GET',
        `${BASE}/Vendor?$select=VendorID&$filter=${encodeURIComponent(filter)}`,
      );
      return Array.isArray(reply.json) ? reply.json.map((one) => one.VendorID.value) : reply.status;
    };
    expect(
      await ids("VendorID eq 'harbour' or (Status eq 'Active' and startswith(VendorName,'Quarry'))"),
    ).toEqual(['HARBOUR', 'QUARRY']);
    expect(await ids("substringof('Old', VendorName)")).toEqual(['OLDHARBOUR']);
    expect(await ids("VendorName eq 'O''Hara'")).toEqual([]);
    expect(await ids("LastModifiedDateTime gt datetimeoffset'2020-01-01T00:00:00+00:00'")).toHaveLength(4);
    expect(await ids("Nonsense eq 'x'")).toBe(400);
    expect((await call('GET', `${BASE}/Vendor?$orderby=VendorID`)).status).toBe(400);
    expect((await call('GET', `${BASE}/Vendor?$top=1&$skip=3&$select=VendorID`)).json).toHaveLength(1);
  });

  it('breaks where the real system breaks', async () => {
    const raw = "Vendor?$filter=LastModifiedDateTime gt datetimeoffset'2020-01-01T00:00:00+00:00'";
    expect((await call('GET', `${BASE}/${raw}`)).status).toBe(400);
    const long = await call('GET', `${BASE}/Vendor?$filter=${'x'.repeat(2100)}`);
    expect([long.status, long.json]).toEqual([404, undefined]);
    expect((await call('GET', 'entity/Default/19.200.001/Vendor')).text).toContain('<html>');
    const missing = await call('GET', `${BASE}/Vendor/NOBODY`);
    expect([missing.status, missing.json.exceptionType]).toEqual([
      500,
      'PX.Api.ContractBased.NoEntitySatisfiesTheConditionException',
    ]);
    const open = await fetch(`${sim.url}/entity`);
    expect((await open.json()).endpoints[0].name).toBe('Default');
  });

  it('shows periods, branches and dates as the version does', async () => {
    const years = await call(
      'GET',
      `${BASE}/FinancialPeriod?$expand=Details&$filter=FinancialYear eq '2026'`,
    );
    const statuses = years.json[0].Details.map((one: { Status: { value: string } }) => one.Status.value);
    expect(statuses).toEqual(['Closed', ...Array(11).fill('Open')]);
    const inquiry = await call('PUT', `${BASE}/CompaniesStructure?$expand=Results`, {});
    expect(inquiry.json.Results).toHaveLength(3);
    const order = 'PurchaseOrder/Normal/000050?$select=Date';
    expect((await call('GET', `${BASE}/${order}`)).json.Date.value).toBe('2026-05-04T00:00:00-05:00');
    expect((await call('GET', `entity/Default/26.200.001/${order}`)).json.Date.value).toBe('2026-05-04');
  });
});

describe('bills', () => {
  it('computes, numbers and echoes what was sent or selected', async () => {
    const { status, json } = await put();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ReferenceNbr: { value: '000001' },
      Status: { value: 'Balanced' },
      PostPeriod: { value: '062026' },
      Balance: { value: 120.5 },
    });
    expect(json.TaxTotal).toBeUndefined();
    expect(json._links['files:put']).toContain(`/Granite/${BASE}/files/`);
    const [kept] = (await control('GET', 'state?entity=Bill')).bills;
    expect(kept).toMatchObject({ amount: '120.50', dueDate: '2026-07-15', currency: 'USD' });
    expect(kept.lines.map((line: { amount: string }) => line.amount)).toEqual(['100.50', '20.00']);
  });

  it('refuses a value without its wrapper, and drops unknown names', async () => {
    const bare = await call('PUT', `${BASE}/Bill`, { ...bill(), VendorRef: 'HS-1' });
    expect([bare.status, Object.keys(bare.json.modelState)]).toEqual([400, ['entity.VendorRef']]);
    expect((await put({ Vendr: 'typo' })).status).toBe(200);
  });

  it.each([
    ['vendor', { Vendor: 'NOBODY' }, ['Vendor']],
    ['inactive vendor', { Vendor: 'OLDHARBOUR' }, ['Vendor']],
    ['inactive period', { PostPeriod: '012027' }, ['PostPeriod']],
    ['closed period', { PostPeriod: '012026' }, ['PostPeriod']],
    ['vendor reference', { VendorRef: '' }, ['VendorRef']],
    ['control total', { Amount: 120.49 }, ['Amount']],
    ['branch', { BranchID: 'NOWHERE' }, ['BranchID']],
  ])('answers 422 with the entity: %s', async (_, changes, fields) => {
    const { status, json } = await put(changes);
    expect(status).toBe(422);
    expect(typeof json.error).toBe('string');
    for (const field of fields) expect(typeof json[field].error).toBe('string');
    expect((await control('GET', 'state')).counts.Bill).toBe(0);
  });

  it('marks errors on lines and refuses a second vendor reference', async () => {
    const line = { Account: '99999', Subaccount: '9', ExtendedCost: 5, Project: 'TES' };
    const { status, json } = await put({ Details: [line], Amount: 5 });
    expect(status).toBe(422);
    expect(json.Details[0].Project.error).toBe("Project 'TES' cannot be found in the system.");
    expect(json.Details[0].Account.error).toContain('cannot be found');
    expect((await put()).status).toBe(200);
    const second = await put();
    expect([second.status, typeof second.json.VendorRef.error]).toEqual([422, 'string']);
  });

  it('bills order lines and accepts taxes the system computes', async () => {
    const order = { POOrderType: 'Normal', POOrderNbr: '000050' };
    expect((await put({ Vendor: 'QUARRY', Amount: 980, Details: [order] })).status).toBe(200);
    const changes = {
      VendorRef: 'HS-2',
      Amount: 120.01,
      IsTaxValid: true,
      Details: [{ Account: '61000', Subaccount: '000-000', ExtendedCost: 100, TaxCategory: 'VAT20' }],
      TaxDetails: [{ TaxID: 'VAT20', TaxableAmount: 100, TaxAmount: 20.01 }],
    };
    expect((await put(changes)).status).toBe(200);
    const { bills } = await control('GET', 'state?entity=Bill');
    expect(bills[0].lines.map((line: { poLine: number }) => line.poLine)).toEqual([1, 2]);
    expect(bills[1].taxes).toEqual([{ id: 'VAT20', taxable: '100.00', amount: '20.01' }]);
  });

  it('releases in the background, and is busy meanwhile', async () => {
    const { json } = await put();
    const started = await call('POST', `${BASE}/Bill/ReleaseBill`, { entity: { id: json.id } });
    const location = (started.headers.get('location') ?? '').replace(/^\/Granite\//, '');
    expect(started.status).toBe(202);
    expect((await put({ VendorRef: 'HS-9' })).status).toBe(409);
    expect((await call('GET', location)).status).toBe(202);
    expect((await call('GET', location)).status).toBe(204);
    const read = await call('GET', `${BASE}/Bill/Bill/000001?$select=Status`);
    expect(read.json.Status.value).toBe('Open');
    const late = await call('PUT', `${BASE}/Bill`, { id: json.id, Description: { value: 'late' } });
    expect(late.status).toBe(422);
    await control('POST', 'payments', { bill: '000001', amount: '20.50', paymentRef: 'CHQ-7' });
    const paid = await call('GET', `${BASE}/Bill/Bill/000001?$select=Status,Balance&$expand=Applications`);
    expect(paid.json).toMatchObject({ Status: { value: 'Open' }, Balance: { value: 100 } });
    const check = await call('GET', `${BASE}/Check/Payment/000001?$expand=History`);
    expect(check.json.History[0]).toMatchObject({
      VendorRef: { value: 'HS-1' },
      AmountPaid: { value: 20.5 },
    });
  });

  it('keeps files, changes and deletes', async () => {
    const { json } = await put();
    const link = String(json._links['files:put'])
      .replace('{filename}', 'scan.pdf')
      .replace(/^\/Granite\//, '');
    const file = await call('PUT', link, new Uint8Array([1, 2, 3]));
    expect(file.status).toBe(204);
    const changed = await call('PUT', `${BASE}/Bill`, {
      id: json.id,
      Amount: { value: 20 },
      Details: [{ id: json.Details[0].id, delete: true }],
    });
    expect(changed.status).toBe(200);
    const [kept] = (await control('GET', 'state?entity=Bill')).bills;
    expect([kept.lines.length, kept.files]).toEqual([
      1,
      [expect.objectContaining({ name: 'scan.pdf', bytes: 3 })],
    ]);
    expect((await call('DELETE', `${BASE}/Bill/${json.id}`)).status).toBe(204);
    expect((await control('GET', 'state')).counts.Bill).toBe(0);
  });

  it('commits although the answer is lost', async () => {
    await control('POST', 'faults', { faults: [{ kind: 'cut', method: 'PUT', when: 'after', times: 1 }] });
    await expect(put()).rejects.toThrow('fetch failed');
    expect((await control('GET', 'state')).counts.Bill).toBe(1);
    expect((await control('GET', 'calls')).byRoute['PUT /entity/:endpoint/:version/Bill']).toBe(1);
  });
});
