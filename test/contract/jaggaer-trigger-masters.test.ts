/** The JAGGAER trigger's events of suppliers and purchase orders, against the simulated tenant. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { JaggaerTrigger } from '../../nodes/Jaggaer/JaggaerTrigger.node';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected, startTenant } from '../fixtures/jaggaer';

const type = new JaggaerTrigger();
const BACKFILL = { startFrom: '2020-01-01T00:00:00.000Z' };
let jaggaer: Jaggaer;

beforeEach(async () => void ({ jaggaer } = await startTenant()));
afterEach(async () => {
  jest.restoreAllMocks();
  await jaggaer.close();
});

const idsOf = (items: INodeExecutionData[] | null) => (items ?? []).map((item) => String(item.json.id));
const documents = (items: INodeExecutionData[] | null): IDataObject[] =>
  (items ?? []).map(({ json }) => json);
async function post(what: string, body: object): Promise<void> {
  const reply = await fetch(`${jaggaer.url}/_sandbox/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(await reply.text());
}
const calls = () => jaggaer.calls().total;
/** A time as company profiles write it, some hours from now. */
const stamp = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);

describe('Supplier Changed', () => {
  it('hands over all of them for a backfill, then only what changed', async () => {
    const trigger = connected(jaggaer).trigger(type, { event: 'supplierChanged', options: BACKFILL });
    const sellers = jaggaer.world.companies.filter(
      ({ returnCompanyInfo }) => returnCompanyInfo.type === 'SELLER',
    );
    const first = await trigger.poll();
    expect(idsOf(first).sort()).toEqual(
      sellers.map(({ returnCompanyInfo }) => returnCompanyInfo.bravoId).sort(),
    );
    expect(documents(first)[0]).toMatchObject({
      ...{ document: 'supplier', environment: 'test', tenant: 'northwind-paper', bankFields: {} },
      lastUpdate: expect.stringMatching(/Z$/) as string,
    });
    expect(await trigger.poll()).toBeNull();
    await post('companies', { edits: [{ extCode: '0010443', info: { city: 'Tacoma' } }] });
    expect(documents(await trigger.poll())).toMatchObject([
      { number: '0010443', address: { city: 'Tacoma' } },
    ]);
    expect(await trigger.poll()).toBeNull();
  });

  it('hands over a second change that bears the same time as the first', async () => {
    const trigger = connected(jaggaer).trigger(type, { event: 'supplierChanged', options: BACKFILL });
    await trigger.poll();
    const lastModTime = stamp(0);
    for (const city of ['Tacoma', 'Everett']) {
      await post('companies', { edits: [{ extCode: '0010443', info: { city, lastModTime } }] });
      expect(documents(await trigger.poll())).toMatchObject([{ address: { city } }]);
      expect(await trigger.poll()).toBeNull();
    }
  });

  it('starts at its activation', async () => {
    const trigger = connected(jaggaer).trigger(type, { event: 'supplierChanged' });
    expect(await trigger.poll()).toBeNull();
    await post('companies', {
      edits: [{ extCode: '0010567', info: { city: 'Tacoma', lastModTime: stamp(0.1) } }],
    });
    expect(idsOf(await trigger.poll())).toHaveLength(1);
  });

  it('reads times in the zone of the tenant, and refuses a zone that is none', async () => {
    const options = { timeZone: 'America/New_York' };
    const here = connected(jaggaer).trigger(type, { event: 'supplierChanged', options });
    const inUtc = connected(jaggaer).trigger(type, { event: 'supplierChanged' });
    expect([await here.poll(), await inUtc.poll()]).toEqual([null, null]);
    // four or five hours behind UTC: a change of just now is some hours old when it is read as UTC
    await post('companies', {
      edits: [{ extCode: '0010567', info: { city: 'Tacoma', lastModTime: stamp(-3.9) } }],
    });
    expect(idsOf(await here.poll())).toHaveLength(1);
    expect(await inUtc.poll()).toBeNull();
    const wrong = connected(jaggaer).trigger(type, {
      event: 'supplierChanged',
      options: { timeZone: 'Mars' },
    });
    await expect(wrong.poll()).rejects.toThrow(/not a time zone/);
  });

  it('asks the server for changes only where told to, and still filters here', async () => {
    const options = { ...BACKFILL, serverDateFilter: 'LASTMODTIME>={stamp}', overlapMinutes: 0 };
    const trigger = connected(jaggaer).trigger(type, { event: 'supplierChanged', options });
    const all = idsOf(await trigger.poll());
    expect(all).toHaveLength(21);
    await post('companies', { edits: [{ extCode: '0010443', info: { city: 'Tacoma' } }] });
    const before = calls();
    expect(idsOf(await trigger.poll())).toHaveLength(1);
    expect(calls() - before).toBe(1);
  });

  it('passes over no row that it cannot read', async () => {
    const trigger = connected(jaggaer).trigger(type, { event: 'supplierChanged', options: BACKFILL });
    await trigger.poll();
    const [company] = jaggaer.world.companies;
    if (!company) throw new Error('the world has companies');
    const info = {
      ...company.returnCompanyInfo,
      bravoId: '',
      companyName: 'Nameless',
      lastModTime: stamp(0),
    };
    jaggaer.world.companies.push({ ...company, returnCompanyInfo: info });
    expect(documents(await trigger.poll())).toMatchObject([{ id: 'missing', name: 'Nameless' }]);
  });
});

describe('Purchase Order Changed', () => {
  const start = (options: INodeParameters = BACKFILL) =>
    connected(jaggaer).trigger(type, { event: 'purchaseOrderChanged', options });

  it('reads each new or changed order in full', async () => {
    const trigger = start();
    const first = documents(await trigger.poll());
    expect(first).toHaveLength(jaggaer.world.purchaseOrders.length);
    expect(
      first.every(({ document, lines }) => document === 'purchaseOrder' && (lines as []).length > 0),
    ).toBe(true);
    expect(await trigger.poll()).toBeNull();
    const [order] = jaggaer.world.purchaseOrders;
    await post('purchaseorders', { orders: [order] });
    expect(idsOf(await trigger.poll())).toEqual([String(order?.header.purchaseOrderId)]);
  });

  it('hands over the header where a detail cannot be read, and stops at a refused sign-in', async () => {
    jaggaer.faults([{ kind: 'status', status: 404, route: 'purchaseorders/', nth: [2] }]);
    const orders = documents(await start().poll());
    expect(orders).toHaveLength(jaggaer.world.purchaseOrders.length);
    expect(orders.filter(({ lines }) => (lines as []).length === 0)).toHaveLength(1);
    const refused = connected(jaggaer, { clientSecret: 'wrong' });
    await expect(
      refused.trigger(type, { event: 'purchaseOrderChanged', options: BACKFILL }).poll(),
    ).rejects.toThrow(/sign-in/i);
  });

  it('says in words where the assumed path does not exist', async () => {
    jaggaer.faults([{ kind: 'switch', name: 'purchaseOrders', value: 'off' }]);
    await expect(start().poll()).rejects.toThrow(/ji\/v1\/purchaseorders/);
  });
});
