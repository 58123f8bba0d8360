import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Jaggaer } from '../../nodes/Jaggaer/Jaggaer.node';
import { JaggaerTrigger } from '../../nodes/Jaggaer/JaggaerTrigger.node';
import { startJaggaer } from '../../sandbox/jaggaer';
import { order } from '../../sandbox/control';
import { buildWorld } from '../../sandbox/world';
import { connected } from '../fixtures/jaggaer';
import type { InProcessN8n, PublishedTrigger } from '../fixtures/n8n';

const world = buildWorld({ seed: 3, invoices: 250 });
const approved = world.expected
  .filter((each) => each.outcome !== 'notApproved')
  .map((each) => each.invoiceId);
const BACKFILL = { startFrom: '2020-01-01T00:00:00.000Z' };

const node = new Jaggaer();

describe('JAGGAER against its simulator', () => {
  let jaggaer: Awaited<ReturnType<typeof startJaggaer>>;
  let n8n: InProcessN8n;
  let trigger: PublishedTrigger;
  beforeEach(async () => {
    jaggaer = await startJaggaer({ seed: world.jaggaer });
    n8n = connected(jaggaer);
    trigger = n8n.trigger(new JaggaerTrigger(), {});
  });
  afterEach(() => jaggaer.close());

  const exportAll = (more: object = { spreadMs: 10 }) => order(jaggaer.url, 'export', { all: true, ...more });
  const getAll = { resource: 'invoice', operation: 'getAll', returnAll: true };
  const get = {
    resource: 'invoice',
    operation: 'get',
    invoiceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
  };
  /** One poll with these parameters; the documents it hands over. */
  const poll = async (parameters: IDataObject, mode?: 'manual'): Promise<IDataObject[]> => {
    trigger.edit({ event: 'invoiceApproved', ...parameters } as never);
    const items: INodeExecutionData[] = (await trigger.poll(mode)) ?? [];
    return items.map(({ json }) => json);
  };

  it('lists every invoice once, page by page, with one token', async () => {
    await exportAll();
    const [items] = await n8n.execute(node, getAll);
    expect(new Set(items?.map((item) => item.json.id)).size).toBe(250);
    expect(items).toHaveLength(250);
    const { byRoute } = jaggaer.calls();
    expect(byRoute['GET /j1p/api/public/ji/v1/invoices']).toBe(3);
    expect(
      Object.entries(byRoute)
        .filter(([route]) => /token/.test(route))
        .map(([, count]) => count),
    ).toEqual([1]);
  });

  it('reads details several at a time, in order, with one token for all', async () => {
    await exportAll();
    const ids = approved.slice(0, 40);
    const [items] = await n8n.execute(
      node,
      get,
      ids.map((id) => ({ id })),
    );
    expect(items?.map((item) => item.json.id)).toEqual(ids);
    expect(items?.every((item) => item.json.complete)).toBe(true);
    expect(
      Object.entries(jaggaer.calls().byRoute)
        .filter(([route]) => /token/.test(route))
        .map(([, count]) => count),
    ).toEqual([1]);
  });

  it('lets an unknown invoice fail alone and in words', async () => {
    await exportAll();
    const ids = [approved[0], '99999999', approved[1]];
    const [items] = await n8n.execute(
      node,
      get,
      ids.map((id) => ({ id })),
      { onError: 'continueRegularOutput' },
    );
    expect(items?.map((item) => 'error' in item.json)).toEqual([false, true, false]);
    expect(JSON.stringify(items?.[1]?.json)).toMatch(/invoice 99999999.*404/);
  });

  it('stops with words when the server repeats a page or answers with a web page', async () => {
    await exportAll();
    await order(jaggaer.url, 'faults', { faults: [{ kind: 'html', route: 'invoices', status: 200 }] });
    await expect(n8n.execute(node, getAll)).rejects.toThrow(/web page/);
    await order(jaggaer.url, 'faults', { faults: [{ kind: 'switch', name: 'paging', value: 'ignored' }] });
    await expect(n8n.execute(node, getAll)).rejects.toThrow(/same page/);
  });

  it('hands over each approved invoice once, oldest first, in batches', async () => {
    await exportAll();
    const polls = [];
    for (let turn = 0; turn < 6; turn++) polls.push(await poll({ options: { ...BACKFILL, batchSize: 60 } }));
    const ids = polls.flat().map((invoice) => String(invoice.id));
    expect([...ids].sort()).toEqual([...approved].sort());
    expect(polls.slice(0, 3).map((batch) => batch.length)).toEqual([60, 60, 60]);
    const times = polls.flat().map((invoice) => String(invoice.lastUpdate));
    expect(times).toEqual([...times].sort());
  });

  it('starts at its activation, saves nothing without news, and emits a re-export again', async () => {
    await exportAll({ at: '2026-01-01T00:00:00.000Z' });
    expect(await poll({ options: {} })).toEqual([]);
    const armed = JSON.stringify(trigger.staticData);
    expect(await poll({ options: {} })).toEqual([]);
    expect(JSON.stringify(trigger.staticData)).toBe(armed);
    await order(jaggaer.url, 'export', {
      ids: [Number(approved[5])],
      at: new Date(Date.now() + 5_000).toISOString(),
    });
    expect((await poll({ options: {} })).map((invoice) => invoice.id)).toEqual([approved[5]]);
    expect(await poll({ options: {} })).toEqual([]);
  });

  it('shows one real sample by hand and leaves the cursor alone', async () => {
    await exportAll();
    expect(await poll({ options: {} }, 'manual')).toHaveLength(1);
    expect(trigger.staticData).toEqual({});
    await expect(poll({ filters: { businessUnits: '9999' } }, 'manual')).rejects.toThrow(
      /no invoice that passes/,
    );
  });

  it('lets a later poll step aside while one is under way', async () => {
    await exportAll();
    const both = await Promise.all([poll({ options: BACKFILL }), poll({ options: BACKFILL })]);
    expect(both.map((batch) => batch.length).sort((a, b) => a - b)).toEqual([0, approved.length]);
  });

  it('drains equal timestamps', async () => {
    await exportAll({ at: '2026-06-01T00:00:00.000Z' });
    const seen: string[] = [];
    for (let turn = 0; turn < 12; turn++)
      seen.push(
        ...(await poll({ options: { ...BACKFILL, batchSize: 25 } })).map((invoice) => String(invoice.id)),
      );
    expect(seen).toHaveLength(approved.length);
    expect(new Set(seen).size).toBe(approved.length);
  });

  it('starts anew when its filters change', async () => {
    await exportAll();
    const first = await poll({ options: BACKFILL });
    const west = await poll({ options: BACKFILL, filters: { businessUnits: '0004' } });
    expect(west.length).toBeGreaterThan(0);
    expect(west.length).toBeLessThan(first.length);
  });

  it('says in plain words what a connection can do', async () => {
    await exportAll();
    const [rows] = await n8n.execute(node, { resource: 'connection', operation: 'check' });
    expect(rows?.map((row) => [row.json.check, row.json.ok])).toContainEqual(['JAGGAER: Invoices', true]);
    await order(jaggaer.url, 'faults', {
      faults: [{ kind: 'status', status: 403, route: 'companyprofiles' }],
    });
    const [again] = await n8n.execute(node, { resource: 'connection', operation: 'check' });
    expect(again?.find((row) => row.json.check === 'JAGGAER: Suppliers')?.json).toMatchObject({
      ok: false,
      advice: expect.stringMatching(/lacks the right/),
    });
  });

  it('survives 429 and lost answers on reads', async () => {
    await exportAll();
    await order(jaggaer.url, 'faults', {
      faults: [
        { kind: 'status', status: 429, headers: { 'Retry-After': '0' }, route: 'invoices', times: 2 },
        { kind: 'cut', route: 'invoices', nth: 4, times: 1 },
      ],
    });
    const [items] = await n8n.execute(node, getAll);
    expect(items).toHaveLength(250);
  });
});
