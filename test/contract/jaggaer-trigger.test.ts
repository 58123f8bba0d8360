/** The JAGGAER trigger in n8n's poll context, with n8n's own static data, against the simulated tenant. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { JaggaerTrigger } from '../../nodes/Jaggaer/JaggaerTrigger.node';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected, order, startTenant } from '../fixtures/jaggaer';

const type = new JaggaerTrigger();
const BACKFILL = { startFrom: '2020-01-01T00:00:00.000Z' };
const idsOf = (items: INodeExecutionData[] | null) => (items ?? []).map((item) => String(item.json.id));

let jaggaer: Jaggaer;
beforeEach(async () => {
  ({ jaggaer } = await startTenant(250));
});
afterEach(async () => await jaggaer.close());

const approved = () =>
  [...jaggaer.world.exported.values()]
    .filter(({ header }) => header.workflowStatus === 'Completed' && header.paymentStatus === 'Payable')
    .map(({ header }) => String(header.invoiceId));
const trigger = (options: IDataObject = {}, more: IDataObject = {}) =>
  connected(jaggaer).trigger(type, { event: 'invoiceApproved', options, ...more } as never);

describe('JAGGAER Trigger', () => {
  it('marks its static data as changed when it arms and when it hands over, and not otherwise', async () => {
    const published = trigger();
    expect(await published.poll()).toBeNull();
    expect(published.dirty).toBe(true);
    expect(await published.poll()).toBeNull();
    expect(published.dirty).toBe(false);
    await order(jaggaer, 'export', { all: true });
    expect(idsOf(await published.poll()).sort()).toEqual(approved().sort());
    expect(published.dirty).toBe(true);
    expect(JSON.stringify(published.staticData).length).toBeLessThan(64 * 1024);
    expect(await published.poll()).toBeNull();
    expect(published.dirty).toBe(false);
  });

  it('keeps the moment of its activation where n8n did not keep what the first poll wrote', async () => {
    const first = trigger();
    expect(await first.poll()).toBeNull();
    const armed = (first.staticData['node:JAGGAER Trigger'] as IDataObject).cursor as IDataObject;
    const hasPassed = () => new Date().toISOString() > String(armed.floor);
    while (!hasPassed()) await new Promise((resolve) => setImmediate(resolve));
    first.forget();
    expect(await first.poll()).toBeNull();
    const again = (first.staticData['node:JAGGAER Trigger'] as IDataObject).cursor as IDataObject;
    expect(again.floor).toBe(armed.floor);
  });

  it('reads a list on over several polls where one poll has too little time, and hands over oldest first', async () => {
    await order(jaggaer, 'export', { all: true, spreadMs: 1000, at: '2026-06-01T00:00:00Z' });
    const published = trigger({ ...BACKFILL, batchSize: 40 });
    const calls = () => jaggaer.calls().byRoute['GET /j1p/api/public/ji/v1/invoices'] ?? 0;
    expect(await published.poll('trigger', 0)).toBeNull();
    expect(calls()).toBe(1);
    expect(published.dirty).toBe(false);
    let items: INodeExecutionData[] | null = null;
    for (let turn = 0; turn < 3 && items === null; turn++) items = await published.poll('trigger', 0);
    expect(calls()).toBe(3);
    const expected = approved().slice(0, 40);
    expect(idsOf(items)).toEqual(expected);
  });

  it('reads details itself on demand; what cannot be read in full goes on without lines', async () => {
    await order(jaggaer, 'export', { all: true });
    const [broken] = approved();
    jaggaer.faults([{ kind: 'status', status: 404, route: `invoices/${broken}` }]);
    const items = await trigger({ ...BACKFILL, withLines: true, batchSize: 30 }).poll();
    const incomplete = (items ?? []).filter((item) => item.json.complete === false);
    expect(items).toHaveLength(30);
    expect(idsOf(incomplete)).toEqual([broken]);
  });

  it('emits changes of every status for Invoice Changed, and a sample by hand that leaves no trace', async () => {
    await order(jaggaer, 'export', { all: true });
    const published = trigger(BACKFILL, { event: 'invoiceChanged' });
    expect(await published.poll('manual')).toHaveLength(1);
    expect(published.dirty).toBe(false);
    expect(published.staticData).toEqual({});
    expect(await published.poll()).toHaveLength(jaggaer.world.exported.size);
    const id = [...jaggaer.world.exported.keys()][3];
    await order(jaggaer, 'export', { ids: [id] });
    expect(idsOf(await published.poll())).toEqual([String(id)]);
  });

  it('asks the server for changes only where its date filter is switched on, and loses none', async () => {
    const reading = { invoiceFilter: 'honoured' as const };
    const own = (await startTenant(250, reading)).jaggaer;
    await order(own, 'export', { all: true });
    const published = connected(own).trigger(type, {
      event: 'invoiceChanged',
      options: { ...BACKFILL, serverDateFilter: 'lastUpdate>={iso}', overlapMinutes: 0 },
    } as never);
    expect(await published.poll()).toHaveLength(250);
    const before = own.calls().total;
    const id = [...own.world.exported.keys()][7];
    await order(own, 'export', { ids: [id], at: new Date(Date.now() + 120_000).toISOString() });
    expect(idsOf(await published.poll())).toEqual([String(id)]);
    expect(await published.poll()).toBeNull();
    expect(own.calls().total - before).toBeLessThanOrEqual(4);
    await own.close();
  });

  it('hands over a row that cannot be read, so that reading it by id can say why', async () => {
    await order(jaggaer, 'invoices', {
      edits: [{ invoiceId: Number([...jaggaer.world.invoices.keys()][0]), header: { taxCharge1: 'much' } }],
    });
    await order(jaggaer, 'export', { all: true });
    const items = await trigger(BACKFILL).poll();
    expect(idsOf(items)).toContain(String([...jaggaer.world.invoices.keys()][0]));
  });

  it('says in words that the sign-in is refused, for n8n to back off', async () => {
    const published = connected(jaggaer, { clientSecret: 'canary-wrong-secret' }).trigger(type, {
      event: 'invoiceApproved',
    });
    await expect(published.poll()).rejects.toMatchObject({
      message: expect.stringMatching(/sign-in was refused/i) as string,
      failure: { cause: 'credential-invalid' },
    });
  });
});
