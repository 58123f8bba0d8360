/** The trigger of Exact Online against the simulated site: feeds by row version, dimensions by time of change. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ExactOnlineTrigger } from '../../nodes/ExactOnline/ExactOnlineTrigger.node';
import type { PublishedTrigger } from '../fixtures/n8n';
import { json } from '../fixtures/n8n';
import { Site } from './exact-site';

let site: Site;
let trigger: PublishedTrigger;
const HOUR = 3_600_000;

async function published(event: string, options: IDataObject = {}, more: INodeParameters = {}) {
  site = await Site.start();
  const division = { __rl: true, mode: 'id', value: '124132' };
  trigger = site.n8n.n8n.trigger(new ExactOnlineTrigger(), {
    ...{ event, division, options: options as INodeParameters },
    ...more,
  });
}
const poll = async () => json(await trigger.poll());
const edit = (path: string, name: string, fields: object, silent = false) =>
  site.control('edit', { path, name, fields, silent });
afterEach(async () => {
  await site.close();
  jest.useRealTimers();
});

describe('suppliers', () => {
  const codes = (items: IDataObject[]) => items.map(({ number }) => number).sort();

  it('come all of them once, and then as they change', async () => {
    await published('supplierChanged');
    const first = await poll();
    expect(codes(first)).toEqual(['20000', '20001', '20005', '29999']);
    expect(first[0]).toMatchObject({ document: 'supplier', environment: 'test', tenant: '124132' });
    expect(await poll()).toEqual([]);
    await edit('crm/Accounts', '20001', { Name: 'Quarry Lane Ltd' });
    await edit('crm/Accounts', '20002', { Name: 'Ferry Road Ltd' });
    expect(await poll()).toMatchObject([{ number: '20001', name: 'Quarry Lane Ltd' }]);
    expect(await poll()).toEqual([]);
  });

  it('cost one call where nothing changed', async () => {
    await published('supplierChanged');
    await poll();
    const seen = site.listen();
    await poll();
    expect(seen).toEqual(['GET sync/CRM/Accounts']);
  });

  it('come where only the row version moved, and in small batches, each once', async () => {
    await published('supplierChanged', { batchSize: 3 });
    const found = [...codes(await poll()), ...codes(await poll()), ...codes(await poll())];
    expect(found.sort()).toEqual(['20000', '20001', '20005', '29999']);
    await edit('crm/Accounts', '20005', { Blocked: true }, true);
    expect(await poll()).toMatchObject([{ number: '20005', active: false }]);
  });

  it('that were deleted are told by their id', async () => {
    await published('supplierChanged', { deleted: true });
    const found = (await poll()).find(({ number }) => number === '20005');
    await site.control('edit', { path: 'crm/Accounts', name: '20005', remove: true });
    expect(await poll()).toMatchObject([{ entity: 'supplier', id: found?.id, deleted: true }]);
    expect(await poll()).toEqual([]);
  });

  it('are shown by a manual run, which leaves the cursor alone', async () => {
    await published('supplierChanged');
    expect(json(await trigger.poll('manual'))).toHaveLength(1);
    expect(trigger.staticData).toEqual({});
    expect(await poll()).toHaveLength(4);
  });
});

it('tells of GL accounts, all of them once', async () => {
  await published('accountChanged');
  expect(await poll()).toHaveLength(9);
  await edit('financial/GLAccounts', '4100', { Description: 'Office and post' });
  expect(await poll()).toMatchObject([
    { document: 'glAccount', code: '4100', description: 'Office and post' },
  ]);
});

it('tells of cost centers and cost units by their time of change', async () => {
  await published('dimensionChanged', {}, { dimensions: ['costCenter', 'costUnit'] });
  expect((await poll()).map(({ name, code }) => `${String(name)} ${String(code)}`).sort()).toEqual([
    ...['costCenter ADM', 'costCenter OLD', 'costUnit MILL'],
  ]);
  expect(await poll()).toEqual([]);
  await edit('hrm/Costunits', 'MILL', { Description: 'Old mill' });
  expect(await poll()).toMatchObject([{ document: 'dimension', name: 'costUnit', description: 'Old mill' }]);
});

it('wants at least one list of dimensions', async () => {
  await published('dimensionChanged', {}, { dimensions: [] });
  await expect(poll()).rejects.toThrow('No dimension is chosen');
});

describe('purchase orders', () => {
  const order = (number: number, approval = 2) => ({
    ...{ number, supplier: '20000', date: '2026-06-10', approval },
    lines: [{ item: 'PAPER', quantity: 10, price: 4.5, costCenter: 'ADM' }],
  });
  const place = (...orders: object[]) => site.control('orders', { orders });
  const numbers = (items: IDataObject[]) => items.map(({ number }) => number);

  it('come from activation on, once they are approved, and follow changes and cancellations', async () => {
    await published('purchaseOrderChanged');
    site.sim.clock.advance(-60_000);
    await place(order(7001));
    site.sim.clock.reset();
    expect(await poll()).toEqual([]);
    await place(order(7002), order(7003, 0));
    expect(numbers(await poll())).toEqual(['7002']);
    await site.control('orders', { approve: [7003] });
    expect(numbers(await poll())).toEqual(['7003']);
    await site.control('orders', { change: { order: 7002, line: 1, lineFields: { UnitPrice: 5 } } });
    const [changed] = await poll();
    expect(changed).toMatchObject({ document: 'purchaseOrder', number: '7002' });
    await site.control('orders', { cancel: [7002] });
    expect(await poll()).toMatchObject([{ number: '7002', state: 'cancelled' }]);
    expect(await poll()).toEqual([]);
  });

  it('may come before they are approved, and from a day on', async () => {
    await published('purchaseOrderChanged', { onlyApproved: false, startFrom: '2020-01-01' });
    await place(order(7001), order(7003, 0));
    expect(numbers(await poll()).sort()).toEqual(['7001', '7003']);
  });

  it('that were deleted are told', async () => {
    await published('purchaseOrderChanged', { deleted: true });
    await poll();
    await place(order(7001));
    const [known] = await poll();
    await site.control('orders', { remove: [7001] });
    expect(await poll()).toMatchObject([{ entity: 'purchaseOrder', id: known?.id, deleted: true }]);
  });

  it('go on where the division is moved to another database, which begins row versions anew', async () => {
    const others = ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'] as const;
    const timers = ['clearTimeout', 'clearInterval', 'clearImmediate', 'performance', 'hrtime'] as const;
    const began = Date.now();
    jest.useFakeTimers({ doNotFake: [...others, ...timers], now: began });
    await published('purchaseOrderChanged');
    await poll();
    await place(order(7001), order(7002), order(7003));
    expect(await poll()).toHaveLength(3);
    await site.control('move', {});
    await place(order(7004));
    jest.setSystemTime(began + HOUR + 1_000);
    expect(numbers(await poll())).toContain('7004');
    await place(order(7005));
    expect(numbers(await poll())).toEqual(['7005']);
  });

  it('are told without the right to ask for moves and deleted records', async () => {
    await published('purchaseOrderChanged');
    site.sim.faults([{ kind: 'forbidden', value: 'system/Divisions' }]);
    await poll();
    await place(order(7001));
    expect(await poll()).toHaveLength(1);
  });
});

describe('payments', () => {
  const entry = (reference: string) => ({
    ...{ supplier: '20000', reference, date: '2026-06-10' },
    lines: [{ account: '4000', amount: 100 }],
  });

  it('come from activation on, as they go', async () => {
    await published('paymentChanged', { onlyFromJaggaer: false });
    await site.control('entries', { entries: [entry('HS-1'), entry('HS-2')] });
    await poll();
    const { rows } = await site.control('entries', { entries: [entry('HS-3')] });
    expect(rows).toHaveLength(1);
    expect(await poll()).toMatchObject([{ document: 'paymentStatus', status: 'unpaid' }]);
    await site.control('payments', { entry: 'HS-1', amount: '40', reference: 'PAY-1', date: '2026-06-20' });
    expect(await poll()).toMatchObject([{ status: 'partPaid' }]);
    await site.control('payments', { entry: 'HS-1', amount: '60', reference: 'PAY-2', date: '2026-06-25' });
    expect(await poll()).toMatchObject([{ status: 'paid' }]);
    expect(await poll()).toEqual([]);
  });

  it('of entries without the mark of JAGGAER stay away', async () => {
    await published('paymentChanged');
    await poll();
    await site.control('entries', { entries: [entry('HS-1')] });
    expect(await poll()).toEqual([]);
  });
});

it('tells nothing, and loses nothing, while Exact Online does not answer', async () => {
  await published('supplierChanged');
  await poll();
  await edit('crm/Accounts', '20001', { Name: 'Quarry Lane Ltd' });
  site.sim.faults([{ kind: 'status', status: 400, route: 'sync/', times: 1 }]);
  await expect(poll()).rejects.toThrow(/refused/);
  expect(await poll()).toHaveLength(1);
});
