/** The Acumatica trigger in n8n's poll context, with n8n's own static data, against the simulated tenant. */
import type { IDataObject } from 'n8n-workflow';
import { AcumaticaPasswordApi } from '../../credentials/AcumaticaPasswordApi.credentials';
import { AcumaticaTrigger } from '../../nodes/Acumatica/AcumaticaTrigger.node';
import { placeBill } from '../../sandbox/acumatica/placeBill';
import { order } from '../../sandbox/control';
import { passwordCredential } from '../fixtures/acumatica-n8n';
import { InProcessN8n, json } from '../fixtures/n8n';
import type { Simulator, World } from './acumatica-tenant';
import { startTenant } from './acumatica-tenant';

describe('Acumatica Trigger', () => {
  let tenant: Simulator<World>;
  beforeEach(async () => {
    tenant = await startTenant({
      vendors: [
        {
          id: 'HARBOUR',
          name: 'Harbour Paper',
          currency: 'USD',
          contact: {
            email: 'ap@harbour.example',
            phone: '555 0100',
            address: { line1: '1 Quay', city: 'Tulsa', country: 'US' },
          },
          paymentInstructions: [{ id: 'IBAN', method: 'WIRE', description: 'IBAN', value: 'XX00 1234' }],
        },
        { id: 'QUARRY', name: 'Quarry', currency: 'EUR', status: 'Inactive' },
      ],
    });
  });
  afterEach(() => tenant.close());

  const trigger = (event: string, options: IDataObject = {}) => {
    const n8n = new InProcessN8n({ acumaticaPasswordApi: new AcumaticaPasswordApi() });
    n8n.store('acumaticaPasswordApi', passwordCredential(tenant.url));
    return n8n.trigger(new AcumaticaTrigger(), { authentication: 'password', event, options } as never);
  };
  const enter = (vendorRef: string, amount: string, change: object = {}) =>
    placeBill(tenant.world, {
      ...{ vendor: 'HARBOUR', vendorRef, description: `JGR:test:acme:${vendorRef} paper` },
      lines: [{ account: '61000', subaccount: '000-000', amount }],
      ...change,
    }).fields.ReferenceNbr as string;
  const release = async (body: object = { all: true }) => await order(tenant.url, 'release', body);

  it('gives every vendor once as a supplier, then only what changed, and no bank data unless asked', async () => {
    const published = trigger('vendorChanged');
    const all = json(await published.poll());
    expect(all.map(({ id }) => id).sort()).toEqual(['HARBOUR', 'QUARRY']);
    expect(all.find(({ id }) => id === 'HARBOUR')).toMatchObject({
      ...{
        document: 'supplier',
        environment: 'test',
        tenant: 'Granite',
        number: 'HARBOUR',
        erpVendor: 'HARBOUR',
      },
      ...{
        name: 'Harbour Paper',
        active: true,
        email: 'ap@harbour.example',
        phone: '555 0100',
        currency: 'USD',
      },
      ...{ address: { lines: ['1 Quay'], city: 'Tulsa' }, bankFields: {} },
    });
    expect(all.find(({ id }) => id === 'QUARRY')).toMatchObject({ active: false });
    expect(JSON.stringify(all)).not.toContain('1234');
    expect(await published.poll()).toBeNull();
    await order(tenant.url, 'masters', { vendors: [{ id: 'HARBOUR', name: 'Harbour Paper Mills' }] });
    expect(json(await published.poll())).toMatchObject([{ id: 'HARBOUR', name: 'Harbour Paper Mills' }]);
    const [harbour] = json(await trigger('vendorChanged', { bankFields: 'IBAN' }).poll()).filter(
      ({ id }) => id === 'HARBOUR',
    );
    expect(harbour).toMatchObject({ bankFields: { IBAN: 'XX00 1234' } });
  });

  it('notices a changed subaccount although it tells no time of change', async () => {
    const published = trigger('subaccountChanged');
    const all = json(await published.poll());
    expect(all.length).toBeGreaterThan(1);
    expect(all[0]).toMatchObject({ document: 'dimension', name: 'subaccount', lastUpdate: null });
    expect(await published.poll()).toBeNull();
    const code = String(all[0]?.code);
    await order(tenant.url, 'masters', { subaccounts: [{ code, description: 'Renamed' }] });
    expect(json(await published.poll())).toMatchObject([{ code, description: 'Renamed' }]);
  });

  it('compares a long list of subaccounts in groups, and comes to rest', async () => {
    const codes = Array.from({ length: 1200 }, (_, at) => `9${String(at).padStart(5, '0')}`);
    const named = (code: string, description: string) => ({ code, description });
    await order(tenant.url, 'masters', { subaccounts: codes.map((code) => named(code, 'Project')) });
    const published = trigger('subaccountChanged', { batchSize: 200 });
    const first = new Set<unknown>();
    for (let found = await published.poll(); found; found = await published.poll())
      for (const { code } of json(found)) {
        expect(first.has(code)).toBe(false);
        first.add(code);
      }
    expect(codes.every((code) => first.has(code))).toBe(true);
    expect(JSON.stringify(published.staticData).length).toBeLessThan(20_000);
    await order(tenant.url, 'masters', { subaccounts: [named('900007', 'Renamed')] });
    const changed = json(await published.poll());
    expect(changed).toContainEqual(expect.objectContaining({ code: '900007', description: 'Renamed' }));
    expect(changed.length).toBeLessThan(20);
    expect(await published.poll()).toBeNull();
  });

  it('gives changed bills with their key, and those of others where it is told to', async () => {
    const published = trigger('billChanged', { startFrom: '2020-01-01T00:00:00Z' });
    enter('A-1', '100');
    enter('B-1', '50', { description: 'by hand' });
    expect(json(await published.poll())).toMatchObject([
      { number: '000001', status: 'Balanced', amount: '100', key: 'test:acme:A-1', vendorReference: 'A-1' },
    ]);
    await release();
    expect(json(await published.poll())).toMatchObject([{ number: '000001', status: 'Open' }]);
    expect(await published.poll()).toBeNull();
    const all = trigger('billChanged', { startFrom: '2020-01-01T00:00:00Z', onlyFromJaggaer: false });
    expect(json(await all.poll()).map(({ key }) => key)).toEqual(['test:acme:A-1', null]);
  });

  it('shows one real bill in a manual run and leaves the cursor alone', async () => {
    const published = trigger('billChanged');
    await expect(published.poll('manual')).rejects.toThrow('no bill that passes');
    enter('A-1', '100');
    enter('A-2', '100');
    expect(json(await published.poll('manual'))).toHaveLength(1);
    expect(published.staticData).toEqual({});
  });

  it('gives accounts, active or not', async () => {
    const all = json(await trigger('accountChanged').poll());
    expect(all).toContainEqual(
      expect.objectContaining({ document: 'glAccount', code: '61000', active: true }),
    );
    expect(all.some(({ active }) => active === false)).toBe(true);
  });
});
