/** Writing, releasing and paying bills, and master data that changes while a tenant runs. */
import {
  BASE,
  call,
  control,
  LINE,
  put,
  read,
  releaseNow,
  signIn,
  sim,
  simulated,
  tenant,
  turn,
  wrap,
} from './acumaticaClient';

simulated();

describe('writing', () => {
  it('honours If-Match and If-None-Match, with keys or with a filter', async () => {
    const filter = `&$filter=${encodeURIComponent("Vendor eq 'HARBOUR' and VendorRef eq 'HS-1'")}`;
    expect((await put({}, filter, { 'if-match': '*' })).status).toBe(412);
    expect((await put({}, filter, { 'if-none-match': '*' })).status).toBe(200);
    expect((await put({}, filter, { 'if-none-match': '*' })).status).toBe(412);
    expect(sim.world.stores.get('Bill')?.size).toBe(1);
  });

  it('changes with PATCH from 25.2 on', async () => {
    await put();
    const patch = (number: string) =>
      call('PATCH', `${BASE}/Bill`, wrap({ Type: 'Bill', ReferenceNbr: number, Description: 'Later' }));
    expect([(await patch('000001')).status, (await patch('000009')).status]).toEqual([200, 404]);
    expect((await read('000001')).Description.value).toBe('Later');
    await tenant({ build: '24.215.0011' });
    expect((await patch('000001')).status).toBe(405);
  });

  it('refuses a duplicate with 422 or with 500', async () => {
    await put();
    turn('duplicateAs500');
    const again = await put();
    expect([again.status, again.json.exceptionType]).toEqual([
      500,
      'PX.Api.ContractBased.OutcomeEntityHasErrorsException',
    ]);
  });

  it.each([
    ['no such order', { POOrderNbr: '000099' }, 'POOrderNbr'],
    ['no such line', { POOrderNbr: '000050', POLine: 7 }, 'POLine'],
    ['order of another vendor', { POOrderNbr: '000050', POLine: 1 }, 'POOrderNbr'],
  ])('refuses order lines: %s', async (name, line, field) => {
    const Vendor = name.includes('another') ? 'HARBOUR' : 'QUARRY';
    const { status, json } = await put({ Vendor, Details: [{ POOrderType: 'Normal', ...line }] });
    expect([status, typeof json.Details[0][field].error]).toEqual([422, 'string']);
  });

  it('keeps files under the link of the answer or under the keys, with their comment', async () => {
    const { json } = await put();
    const link = String(json._links['files:put']).replace('{filename}', encodeURIComponent('scan 1 é.pdf'));
    const bytes = new Uint8Array([37, 80, 68, 70]);
    const send = (path: string, headers: Record<string, string>) =>
      fetch(`${sim.url}${path}`, { method: 'PUT', headers: { ...auth, ...headers }, body: bytes });
    const auth = { authorization: `Bearer ${(await signIn()).access_token}` };
    const kept = await send(link, { 'px-cbfilecomment': 'c'.repeat(600) });
    expect([kept.status, await kept.text()]).toEqual([204, '']);
    const location = String(kept.headers.get('location'));
    expect((await showing('files')).files).toEqual([
      {
        ...{ id: location.split('/').at(-1), filename: 'scan 1 é.pdf' },
        ...{ href: location, comment: 'c'.repeat(500) },
      },
    ]);
    expect((await call('GET', location.slice(1))).text).toBe('%PDF');
    expect((await showing('Details')).files).toBeUndefined();
    expect((await send(link, {})).status).toBe(204);
    expect((await send(`/${BASE}/Bill/Bill/000001/files/other.pdf`, {})).status).toBe(204);
    expect((await showing('files')).files).toHaveLength(2);
    const { bills } = await (await fetch(`${sim.url}/_sandbox/state?entity=Bill`)).json();
    expect(bills[0].files[0]).toMatchObject({ name: 'scan 1 é.pdf', comment: '', bytes: 4 });
    expect(bills[0].files[0].sha256).toMatch(/^315d429b/);
    const none = `/${BASE}/files/PX.Objects.AP.APInvoiceEntry/Document/no-such-id/a.pdf`;
    expect((await send(none, {})).status).toBe(404);
  });
  const showing = async (expand: string) =>
    (await call('GET', `${BASE}/Bill/Bill/000001?$expand=${expand}`)).json;

  it('deletes what is not released, and nothing else', async () => {
    await put();
    await put({ VendorRef: 'HS-2' });
    await releaseNow('000002');
    expect((await call('DELETE', `${BASE}/Bill/Bill/000001`)).status).toBe(204);
    expect((await call('DELETE', `${BASE}/Bill/Bill/000002`)).status).toBe(500);
    expect(sim.world.stores.get('Bill')?.size).toBe(1);
  });
});

describe('releasing', () => {
  const start = () =>
    call('POST', `${BASE}/Bill/ReleaseBill`, { entity: wrap({ Type: 'Bill', ReferenceNbr: '000001' }) });

  it('is done at once, fails later, or only seems to be done', async () => {
    await put();
    turn('releaseFails', 'The ledger is locked.');
    const failing = (await start()).headers.get('location')?.slice(1) ?? '';
    expect((await call('GET', failing)).status).toBe(202);
    const failed = await call('GET', failing);
    expect([failed.status, failed.json.exceptionMessage]).toEqual([500, 'The ledger is locked.']);
    sim.faults([
      { kind: 'switch', name: 'releaseSilent' },
      { kind: 'switch', name: 'releasePolls', value: 0 },
    ]);
    const silent = (await start()).headers.get('location')?.slice(1) ?? '';
    expect([(await call('GET', silent)).status, (await read('000001')).Status.value]).toEqual([
      204,
      'Balanced',
    ]);
    const done = await releaseNow('000001');
    expect([done.status, done.headers.get('location')]).toEqual([
      204,
      expect.stringMatching(/\/Bill\/[\w-]+$/),
    ]);
    expect((await read('000001')).Status.value).toBe('Open');
  });

  it.each([
    ['25.200.0248', 409],
    ['24.215.0011', 500],
  ])('build %s answers %i while it runs', async (build, status) => {
    await tenant({ build });
    await put();
    await start();
    expect((await put({ VendorRef: 'HS-2' })).status).toBe(status);
  });
});

describe('paying', () => {
  it('prints first, is voided, and leaves the time of change alone where ordered', async () => {
    await put();
    await releaseNow('000001');
    await control('payments', { bill: '000001', status: 'Pending Print' });
    expect((await read('000001')).Balance.value).toBe(10);
    const before = (await read('000001')).LastModifiedDateTime.value;
    const paid = await control('payments', { bill: '000001', touchesBill: false });
    expect(await read('000001')).toMatchObject({
      ...{ Status: { value: 'Closed' }, Balance: { value: 0 } },
      LastModifiedDateTime: { value: before },
    });
    await control('payments', { void: paid.json.ReferenceNbr });
    expect((await read('000001')).Balance.value).toBe(10);
  });

  it('settles a bill with a debit adjustment', async () => {
    await put();
    await put({ Type: 'Debit Adj.', VendorRef: 'HS-2', Amount: 4, Details: [{ ...LINE, UnitCost: 4 }] });
    await releaseNow('000001');
    await releaseNow('000002', 'Debit Adj.');
    await control('payments', { bill: '000001', debitAdjustment: '000002' });
    expect(await read('000001')).toMatchObject({
      ...{ Status: { value: 'Open' }, Balance: { value: 6 } },
      Applications: [{ DocType: { value: 'Debit Adj.' }, AmountPaid: { value: 4 } }],
    });
    expect((await read('000002', 'Debit Adj.')).Status.value).toBe('Closed');
    expect((await control('payments', { bill: '000001', debitAdjustment: '000002' })).status).toBe(400);
  });
});

describe('masters that change', () => {
  it('are put in place of the old ones, with their id', async () => {
    const vendor = async () => (await call('GET', `${BASE}/Vendor/HARBOUR`)).json;
    const { id } = await vendor();
    const blocked = { id: 'HARBOUR', name: 'Harbour Street Supply', status: 'Inactive', currency: 'USD' };
    await control('masters', { vendors: [blocked], accounts: [{ code: '70000', description: 'New' }] });
    expect(await vendor()).toMatchObject({ id, Status: { value: 'Inactive' } });
    expect((await call('GET', `${BASE}/Vendor`)).json).toHaveLength(4);
    expect((await call('GET', `${BASE}/Account/70000`)).json.AccountID.value).toBe(1008);
    expect((await put()).json.Vendor.error).toContain('Inactive');
    expect((await control('masters', { nonsense: [] })).status).toBe(400);
    expect((await control('masters', { bills: [] })).status).toBe(400);
  });

  it('close a period', async () => {
    const june = { year: '2026', number: '06', from: '2026-06-01', to: '2026-06-30', status: 'Closed' };
    await control('masters', { periods: [june] });
    expect((await put()).status).toBe(422);
    const [year] = (
      await call('GET', `${BASE}/FinancialPeriod?$expand=Details&$filter=FinancialYear eq '2026'`)
    ).json;
    expect(year.Details.map((one: { Status: { value: string } }) => one.Status.value)[5]).toBe('Closed');
    expect((await call('GET', `${BASE}/FinancialPeriod`)).json).toHaveLength(3);
  });

  it.each(['TaxZone', 'PaymentMethod', 'VendorClass'])('lists %s', async (entity) => {
    expect((await call('GET', `${BASE}/${entity}`)).json.length).toBeGreaterThan(0);
  });
});
