/** Reading, checking and picking, from the node in n8n's contexts to the simulator. */
import type { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { Acumatica } from '../../nodes/Acumatica/Acumatica.node';
import { placeBill } from '../../sandbox/acumatica/placeBill';
import { AcumaticaN8n, oAuth2Credential, passwordCredential } from '../fixtures/acumatica-n8n';
import { json } from '../fixtures/n8n';
import type { Simulator, World } from './acumatica-tenant';
import { books, oAuthTokens, startTenant } from './acumatica-tenant';

describe('the Acumatica node', () => {
  let tenant: Simulator<World>;
  let n8n: AcumaticaN8n;
  beforeEach(async () => {
    tenant = await startTenant();
    n8n = new AcumaticaN8n('acumaticaPasswordApi', passwordCredential(tenant.url));
  });
  afterEach(() => tenant.close());

  const run = async (resource: string, operation: string, parameters: object = {}, items: object[] = [{}]) =>
    json((await n8n.execute({ resource, operation, ...parameters }, items))[0]);
  const failure = async (resource: string, operation: string, parameters: object = {}) =>
    await run(resource, operation, parameters).then(
      () => Promise.reject(new Error('nothing failed')),
      (error: unknown) => error as NodeApiError | NodeOperationError,
    );
  const enter = (change: object = {}) =>
    placeBill(tenant.world, {
      vendor: 'HARBOUR',
      vendorRef: 'A-1',
      description: 'JGR:test:acme:77 I77 Paper',
      lines: [{ account: '61000', subaccount: '000-000', amount: '12.5' }],
      ...change,
    });

  describe('reads', () => {
    it('a bill by number, by id, simple and whole', async () => {
      const { id } = enter();
      const byNumber = { bill: { mode: 'number', value: '000001' }, billType: 'Bill' };
      const [simple] = await run('bill', 'get', byNumber);
      expect(simple).toMatchObject({
        number: '000001',
        amount: '12.5',
        key: 'test:acme:77',
        lines: [{ account: '61000', amount: '12.5' }],
      });
      const [whole] = await run('bill', 'get', { bill: { mode: 'id', value: id }, simplify: false });
      expect(whole).toMatchObject({ ReferenceNbr: '000001', Amount: 12.5, Details: [{ Account: '61000' }] });
    });

    it('bills by filter, limited or all', async () => {
      for (let at = 0; at < 60; at++) enter({ vendorRef: `A-${at}`, vendor: at % 2 ? 'HARBOUR' : 'QUARRY' });
      expect(await run('bill', 'getAll')).toHaveLength(50);
      const filters = { vendor: 'QUARRY', type: 'Bill', modifiedAfter: '2020-01-01T00:00:00.000Z' };
      expect(await run('bill', 'getAll', { returnAll: true, filters })).toHaveLength(30);
      const odata = { filters: { odata: "VendorRef eq 'A-7'", stamp: 'JGR:test:' } };
      expect(await run('bill', 'getAll', odata)).toEqual([
        expect.objectContaining({ vendorReference: 'A-7' }),
      ]);
    });

    it('vendors, accounts, subaccounts and purchase orders', async () => {
      expect((await run('vendor', 'get', { vendor: { mode: 'id', value: 'QUARRY' } }))[0]).toMatchObject({
        ...{ document: 'supplier', id: 'QUARRY', erpVendor: 'QUARRY', bankFields: {} },
        status: 'Active',
        currency: 'USD',
      });
      expect(await run('vendor', 'getAll', { filters: { name: 'glas' } })).toHaveLength(1);
      expect((await run('account', 'get', { account: { mode: 'id', value: '61000' } }))[0]).toMatchObject({
        ...{ document: 'glAccount', code: '61000' },
        active: true,
      });
      expect(await run('account', 'getAll', { filters: { active: true } })).toHaveLength(7);
      expect((await run('subaccount', 'get', { subaccount: '900-000' }))[0]).toMatchObject({ active: false });
      expect(await run('subaccount', 'getAll', { filters: { active: true } })).toHaveLength(3);
      expect(
        (await run('purchaseOrder', 'get', { orderNumber: '000050', orderType: 'Normal' }))[0],
      ).toMatchObject({
        vendor: 'QUARRY',
        lines: [{ number: 1, quantity: '40', unitPrice: '12.5' }, { number: 2 }],
      });
      expect(await run('purchaseOrder', 'getAll', { filters: { vendor: 'QUARRY' } })).toHaveLength(1);
    });

    it('says what is missing', async () => {
      const error = await failure('vendor', 'get', { vendor: { mode: 'id', value: 'NOBODY' } });
      expect(error.message).toBe('Acumatica has no vendor NOBODY.');
    });

    it('one by one where a list cannot be optimised', async () => {
      enter();
      enter({ vendorRef: 'A-2' });
      tenant.faults([{ kind: 'switch', name: 'optimisationFails', value: ['Balance'], route: '/Bill$' }]);
      expect(await run('bill', 'getAll')).toHaveLength(2);
    });

    it('pages through long lists without losing or doubling a row', async () => {
      for (let at = 0; at < 2010; at++) enter({ vendorRef: `P-${at}` });
      const rows = await run('bill', 'getAll', { returnAll: true });
      expect(new Set(rows.map((row) => row.vendorReference)).size).toBe(2010);
      expect(rows).toHaveLength(2010);
    });
  });

  describe('releases', () => {
    it('a balanced bill, and says why it could not', async () => {
      enter();
      const parameters = { bill: { mode: 'number', value: '000001' }, billType: 'Bill' };
      expect((await run('bill', 'release', parameters))[0]).toMatchObject({ status: 'Open' });
      const again = await failure('bill', 'release', parameters);
      expect(again.message).toContain('its status is Open');
      tenant.faults([{ kind: 'switch', name: 'releaseFails', value: 'GL Error: no account' }]);
      enter({ vendorRef: 'A-2' });
      const failed = await failure('bill', 'release', {
        ...parameters,
        bill: { mode: 'number', value: '000002' },
      });
      expect(failed.message).toContain('GL Error: no account');
    });

    it('takes a 204 with the address of the bill for what it is', async () => {
      enter();
      tenant.faults([{ kind: 'switch', name: 'releaseAtOnce' }]);
      const parameters = { bill: { mode: 'number', value: '000001' }, billType: 'Bill' };
      expect((await run('bill', 'release', parameters))[0]).toMatchObject({ status: 'Open' });
      expect(books(tenant)[0]?.Status).toBe('Open');
    });
  });

  describe('checks its connection in plain words', () => {
    const check = async () => await run('connection', 'check');

    it('all in order', async () => {
      const rows = await check();
      expect(rows.map((row) => row.ok)).toEqual(rows.map(() => true));
      expect(rows.map((row) => row.check)).toEqual(
        expect.arrayContaining(['Acumatica: Address', 'Acumatica: Endpoint', 'Acumatica: Sign-in']),
      );
      expect(books(tenant)).toHaveLength(0);
    });

    it('bad secret', async () => {
      n8n.change({ clientSecret: 'wrong' });
      expect((await check()).at(-1)).toMatchObject({
        check: 'Acumatica: Sign-in',
        ok: false,
        result: expect.stringContaining('client secret is wrong'),
      });
    });

    it('wrong address', async () => {
      n8n.change({ instanceUrl: tenant.url.replace('/Granite', '/Nowhere') });
      expect((await check()).at(-1)).toMatchObject({ ok: false });
      n8n.change({ instanceUrl: 'http://127.0.0.1:1/Granite' });
      expect((await check()).at(-1)).toMatchObject({ check: 'Acumatica: Address', ok: false });
      n8n.change({ instanceUrl: 'erp.example.com' });
      expect((await check()).at(-1)).toMatchObject({ check: 'Acumatica: Credential', ok: false });
    });

    it('wrong version, with the ones that are there', async () => {
      n8n.change({ endpointVersion: '21.200.001' });
      expect((await check()).at(-1)).toMatchObject({
        check: 'Acumatica: Endpoint',
        ok: false,
        result: expect.stringMatching(/21\.200\.001 is not there.*25\.200\.001/),
      });
    });

    it('missing right, with the form', async () => {
      tenant.faults([{ kind: 'switch', name: 'forbidden', value: 'Account' }]);
      const row = (await check()).find((each) => String(each.check).includes('GL202500'));
      expect(row).toMatchObject({ ok: false, advice: expect.stringContaining('SM201025') });
    });
  });

  describe('in the editor', () => {
    const { methods } = new Acumatica();

    it('offers the endpoints that are there, newest first', async () => {
      const options = await methods.loadOptions.getEndpoints.call(n8n.editor({}));
      expect(options[0]).toEqual({ name: 'Default 26.200.001', value: 'Default/26.200.001' });
    });

    it('uses the endpoint chosen in the node', async () => {
      await run('vendor', 'getAll', {
        connectionOptions: { endpoint: 'Default/25.200.001', branch: 'NORTH' },
      });
      const error = await failure('vendor', 'getAll', { connectionOptions: { endpoint: 'Default/1.0' } });
      expect(error.message).toContain('1.0');
    });

    it('searches vendors, accounts and bills', async () => {
      enter();
      const found = await methods.listSearch.searchVendors.call(n8n.editor({}), 'quarry');
      expect(found.results).toEqual([{ name: 'QUARRY – Quarry Lane Building Materials', value: 'QUARRY' }]);
      const accounts = await methods.listSearch.searchAccounts.call(n8n.editor({}));
      expect(accounts.results.length).toBeGreaterThan(5);
      const bills = await methods.listSearch.searchBills.call(n8n.editor({}), 'A-1');
      expect(bills.results).toHaveLength(1);
    });

    it('offers the fields of the bill', async () => {
      const { fields } = await methods.resourceMapping.getBillColumns.call(n8n.editor({}));
      const ids = fields.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(['LocationID', 'CashAccount', 'DueDate']));
      expect(ids).not.toEqual(expect.arrayContaining(['Amount']));
    });
  });

  it('signs in by OAuth2 and renews a token that the server no longer takes', async () => {
    n8n = new AcumaticaN8n('acumaticaOAuth2Api', oAuth2Credential(tenant.url, await oAuthTokens(tenant.url)));
    tenant.faults([{ kind: 'expireToken', nth: 1, route: '/Vendor' }]);
    expect(await run('vendor', 'getAll')).toHaveLength(4);
    expect(tenant.calls().tokens).toBe(2);
  });

  it('goes on with the other items where it is told to', async () => {
    const parameters = { resource: 'subaccount', operation: 'get', subaccount: '={{ $json.code }}' };
    const items = [{ code: '000-000' }, { code: 'NONE' }, { code: '100-000' }];
    const [out = []] = await n8n.execute(parameters, items, { onError: 'continueRegularOutput' });
    expect(json(out)).toEqual([
      expect.objectContaining({ document: 'dimension', code: '000-000' }),
      { error: expect.objectContaining({ message: 'Acumatica has no subaccount NONE.' }) },
      expect.objectContaining({ document: 'dimension', code: '100-000' }),
    ]);
    expect(out.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
  });
});
