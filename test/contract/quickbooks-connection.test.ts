/** The wire of QuickBooks Online against the simulated company: sign-in, queries, batches, faults. */
import { SignInRefused } from '../../nodes/shared/http';
import { batch, requestIdOf } from '../../nodes/QuickBooksOnline/transport/batch';
import { existingId, interpret } from '../../nodes/QuickBooksOnline/transport/errors';
import { ALSO_INACTIVE, count, query } from '../../nodes/QuickBooksOnline/transport/query';
import { readOne, send } from '../../nodes/QuickBooksOnline/transport/request';
import { ensureToken } from '../../nodes/QuickBooksOnline/transport/session';
import { anInvoice } from '../fixtures/invoices';
import { Company } from './quickbooks-company';

const vendors = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `Vendor ${String(at).padStart(4, '0')}` }));
const creates = (...names: string[]) =>
  names.map((DisplayName, at) => ({
    ...{ bId: String(at), operation: 'create' as const, entity: 'Vendor', body: { DisplayName } },
  }));
const names = async (company: Company) => (await company.records('Vendor')).map((each) => each.DisplayName);

let company: Company;
const started = async (seed = {}): Promise<Company> => (company = await Company.start(seed));
afterEach(() => company.close());

describe('the check', () => {
  const check = async () => (await company.run({ resource: 'connection', operation: 'check' }))[0] ?? [];

  it('says in plain words what is in order', async () => {
    await started();
    const rows = await check();
    expect(rows[0]).toMatchObject({
      check: 'QuickBooks Online: Sign-in',
      ok: true,
      result: 'Signed in to Granite Fields (QuickBooks Online Plus, US), company 9130350000000001, test',
    });
    expect(rows.every(({ ok }) => ok)).toBe(true);
    expect(await company.spent()).toEqual({ reads: 3, writes: 0 });
  });

  it('says which settings of the company are off, and where to switch them on', async () => {
    await started({ preferences: { TrackDepartments: false, PurchaseOrderEnabled: false } });
    const off = (await check()).filter(({ ok }) => ok === false);
    expect(off.map((each) => each.check)).toEqual([
      'QuickBooks Online: Locations',
      'QuickBooks Online: Purchase orders',
    ]);
    expect(off[0]?.advice).toContain('Account and settings');
  });

  it('says when nobody has signed in', async () => {
    await started();
    company.n8n.change({ oauthTokenData: {} });
    expect(await check()).toMatchObject([{ ok: false, advice: expect.stringContaining('connect again') }]);
  });

  it('says when the tokens are of another company', async () => {
    await started();
    company.n8n.change({ oauthTokenData: (await company.control('connect', { realmId: '77' })) as never });
    expect(await check()).toMatchObject([{ ok: false, result: expect.stringContaining('3100') }]);
  });
});

describe('the credential', () => {
  it.each([
    ['production', '', 'https://quickbooks.api.intuit.com'],
    ['test', '', 'https://sandbox-quickbooks.api.intuit.com'],
    ['test', 'http://127.0.0.1:7404/', 'http://127.0.0.1:7404'],
  ])('of %s with base URL “%s” calls %s', async (environment, baseUrl, host) => {
    await started();
    company.n8n.change({ environment, baseUrl });
    expect(await company.hasty()).toMatchObject({ environment, baseUrl: host });
  });

  it('refuses a base URL that is no address, and documents of the other environment', async () => {
    await started();
    const document = anInvoice({ environment: 'production' });
    const [, held = []] = await company.run({ resource: 'bill', operation: 'post' }, [document]);
    expect(held).toMatchObject([{ outcome: 'held', cause: 'connection.environment' }]);
    expect(await company.records('Bill')).toEqual([]);
    company.n8n.change({ baseUrl: 'quickbooks' });
    await expect(company.hasty()).rejects.toThrow(/is not an address: quickbooks/);
  });
});

describe('the sign-in', () => {
  it('renews a dead token on its 401, and keeps the rotated refresh token and the company', async () => {
    await started({ settings: { refreshRotation: 'always' } });
    const before = company.n8n.credential.oauthTokenData as Record<string, unknown>;
    company.sim.world.identity.access.clear();
    await ensureToken(await company.hasty());
    const after = company.n8n.credential.oauthTokenData as Record<string, unknown>;
    expect(after.access_token).not.toBe(before.access_token);
    expect(after.refresh_token).not.toBe(before.refresh_token);
    expect(after.callbackQueryString).toEqual(before.callbackQueryString);
  });

  it('renews a token about to expire before a batch, without a 401', async () => {
    await started();
    const stored = company.n8n.credential.oauthTokenData as Record<string, unknown>;
    company.n8n.change({ oauthTokenData: { ...stored, n8n_expires_at: Date.now() + 5_000 } as never });
    const seen: string[] = [];
    company.sim.watch(
      ({ path, when }) => void (when === 'before' && seen.push(path.split('/').at(-1) ?? '')),
    );
    const [answer] = await batch(await company.hasty(), creates('Weir Cottage Supplies'), {
      requestId: 'r1',
    });
    expect(answer?.state).toBe('done');
    expect(seen).toEqual(['bearer', 'batch create:Vendor']);
  });

  it('is refused for good when the refresh token is', async () => {
    await started();
    await company.control('disconnect', {});
    await expect(query(await company.hasty(), { entity: 'Vendor' })).rejects.toBeInstanceOf(SignInRefused);
  });

  it('stops everything when the subscription has lapsed', async () => {
    await started();
    company.sim.faults([{ kind: 'lapsed' }]);
    const attempt = query(await company.hasty(), { entity: 'Vendor' });
    await expect(attempt).rejects.toThrow(/6190/);
    await expect(attempt).rejects.toBeInstanceOf(SignInRefused);
  });
});

describe('queries', () => {
  it('read all pages, each row once', async () => {
    await started({ vendors: vendors(2_300) });
    const rows = await query(await company.hasty(), { entity: 'Vendor' });
    expect(new Set(rows.map((row) => row.Id)).size).toBe(2_300);
    expect(await company.spent()).toEqual({ reads: 3, writes: 0 });
    expect(await query(await company.hasty(), { entity: 'Vendor', limit: 1_001 })).toHaveLength(1_001);
    expect(await count(await company.hasty(), { entity: 'Vendor' })).toBe(2_300);
  });

  it('miss no row when one before it goes while they read', async () => {
    await started({ vendors: vendors(1_500) });
    let pages = 0;
    const first = (await company.records('Vendor'))[0];
    company.sim.watch(({ path, when }) => {
      if (when !== 'after' || !path.includes('query') || ++pages !== 1) return;
      company.sim.world.tables.get('Vendor')?.delete(first.Id);
    });
    const rows = await query(await company.hasty(), { entity: 'Vendor' });
    const there = (await company.records('Vendor')).map((each) => each.Id);
    expect(there).toHaveLength(1_499);
    expect(rows.map((row) => row.Id)).toEqual(expect.arrayContaining(there));
  });

  it('cut long lists, and take odd signs as they are', async () => {
    const odd = ["O'Neill & Söhne", 'Back\\slash', '100% "Wool"'];
    await started({ vendors: [...vendors(250), ...odd.map((name) => ({ name }))] });
    const wanted = [...vendors(250).map(({ name }) => name), ...odd];
    const where = [{ field: 'DisplayName', in: wanted }];
    const rows = await query(await company.hasty(), { entity: 'Vendor', where });
    expect(rows.map((row) => row.DisplayName).sort()).toEqual([...wanted].sort());
    expect((await company.spent()).reads).toBe(3);
    expect(
      await query(await company.hasty(), { entity: 'Vendor', where: [{ field: 'Id', in: [] }] }),
    ).toEqual([]);
  });

  it('hide inactive rows unless they are asked for', async () => {
    await started();
    const all = await query(await company.hasty(), { entity: 'Vendor', where: [ALSO_INACTIVE] });
    const shown = await query(await company.hasty(), { entity: 'Vendor' });
    expect(all.length - shown.length).toBe(1);
  });

  it('wait while the limit is reached, whichever HTTP status says so', async () => {
    await started({ settings: { throttleStatus: 403 } });
    company.sim.faults([{ kind: 'throttled', times: 2 }]);
    expect((await query(await company.hasty(), { entity: 'Term' })).length).toBeGreaterThan(0);
  });

  it('read one record by its id, and say when it is not there', async () => {
    await started();
    const connection = await company.hasty();
    const [vendor] = await company.records('Vendor');
    expect(await readOne(connection, 'Vendor', vendor.Id)).toMatchObject({ DisplayName: vendor.DisplayName });
    expect(await readOne(connection, 'Vendor', '99999')).toBeNull();
  });
});

describe('batches', () => {
  it('answer each item for itself, in whatever order', async () => {
    await started({ settings: { batchOrder: 'shuffled' } });
    const items = creates('Alder Works', 'Weir Cottage Inn', 'Birch Works');
    const answers = await batch(await company.hasty(), items, { requestId: requestIdOf('a') });
    expect(answers.map(({ bId, state }) => [bId, state])).toEqual([
      ['0', 'done'],
      ['1', 'fault'],
      ['2', 'done'],
    ]);
    const [, refused] = answers;
    if (refused?.state !== 'fault') throw new Error('no fault');
    const { kind, problem } = interpret(refused.fault, 'vendor Weir Cottage Inn');
    expect(kind).toBe('duplicateName');
    expect(problem).toMatchObject({ outcome: 'held', cause: 'erp.duplicateName', httpStatus: 200 });
    const [customer] = await company.records('Customer');
    expect(existingId(refused.fault)).toBe(customer.Id);
  });

  it('send again what throttling or failures struck, and nothing twice', async () => {
    await started();
    company.sim.faults([
      { kind: 'itemFault', value: '3001', nth: 1 },
      { kind: 'itemFault', value: '10000 after', nth: 2 },
    ]);
    const items = creates('Alder Works', 'Birch Works', 'Cedar Works');
    const answers = await batch(await company.hasty(), items, { requestId: requestIdOf('b') });
    expect(answers.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect((await names(company)).filter((name) => /(Alder|Birch|Cedar) Works/.test(name))).toHaveLength(3);
  });

  it('get a lost answer again by the same request id', async () => {
    await started();
    company.sim.faults([{ kind: 'cut', when: 'after', route: 'batch', times: 1 }]);
    const answers = await batch(await company.hasty(), creates('Alder Works'), {
      requestId: requestIdOf('c'),
    });
    expect(answers[0]?.state).toBe('done');
    expect((await names(company)).filter((name) => name === 'Alder Works')).toHaveLength(1);
  });

  it('become smaller when answers stay away, and stay so', async () => {
    await started();
    company.sim.faults([{ kind: 'cut', when: 'before', route: 'batch', times: 2 }]);
    const connection = await company.hasty();
    const items = creates('Alder Works', 'Birch Works', 'Cedar Works', 'Dogwood Works');
    const answers = await batch(connection, items, { requestId: requestIdOf('d') });
    expect(answers.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    expect(connection.batchSize).toBe(2);
  });

  it('do not take what was sent before for never arrived, when the line is dead afterwards', async () => {
    await started();
    const connection = await company.hasty();
    company.sim.faults([{ kind: 'cut', when: 'after', route: 'batch' }]);
    let calls = 0;
    company.sim.watch(({ path, when }) => {
      if (when === 'before' && path.includes('batch') && ++calls === 1)
        Object.assign(connection, { baseUrl: 'http://127.0.0.1:9' });
    });
    const answers = await batch(connection, creates('Alder Works'), { requestId: requestIdOf('f') });
    expect(calls).toBe(1);
    expect(answers).toMatchObject([{ state: 'noAnswer', arrived: null }]);
    expect(await names(company)).toContain('Alder Works');
    const dead = await batch(connection, creates('Birch Works'), { requestId: requestIdOf('g') });
    expect(dead).toMatchObject([{ state: 'noAnswer', arrived: false }]);
  });

  it('say of each item that nobody knows, when no answer ever comes', async () => {
    await started();
    company.sim.faults([{ kind: 'cut', when: 'after', route: 'batch' }]);
    const answers = await batch(await company.hasty(), creates('Alder Works', 'Birch Works'), {
      requestId: requestIdOf('e'),
    });
    expect(answers.map(({ state }) => state)).toEqual(['noAnswer', 'noAnswer']);
    expect((await names(company)).filter((name) => /(Alder|Birch) Works/.test(name))).toHaveLength(2);
  });
});

it('a write without a request id is not repeated', async () => {
  await started();
  company.sim.faults([{ kind: 'status', status: 503, when: 'after', route: '/vendor', times: 1 }]);
  const write = send(await company.hasty(), {
    ...{ method: 'POST', path: 'vendor', body: { DisplayName: 'Alder Works' }, repeatable: false },
  });
  await expect(write).rejects.toMatchObject({ name: 'NoAnswer', arrived: null });
  expect((await names(company)).filter((name) => name === 'Alder Works')).toHaveLength(1);
});

it('a request id is the same for the same parts, and short enough for item keys behind it', () => {
  expect(requestIdOf('realm', 'Bill', 'x')).toBe(requestIdOf('realm', 'Bill', 'x'));
  expect(requestIdOf('realm', 'Billx')).not.toBe(requestIdOf('realm', 'Bill', 'x'));
  expect(requestIdOf('realm')).toHaveLength(36);
});
