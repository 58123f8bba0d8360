/** Purchase orders against the simulated company: what stands in its books afterwards. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { getOrderDefinitions, getOrderLineFields } from '../../nodes/SageIntacct/methods/orderOptions';
import type { Simulator } from '../../sandbox/kit/simulator';
import type { PartialSeed, World } from '../../sandbox/sage-intacct';
import { startSageIntacct } from '../../sandbox/sage-intacct';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';
import { order, orderLine } from '../golden/sage-intacct/orders';
import { outcomesOf } from '../fixtures/results';

const MARK = {
  object: 'PODOCUMENTENTRY',
  id: 'JAGGAER_LINE',
  label: 'JAGGAER Line',
  docparid: 'Purchase Order',
};
let sim: Simulator<World>;
let n8n: SageIntacctN8n;

async function start(seed: PartialSeed = {}): Promise<void> {
  sim = await startSageIntacct({ seed });
  const { senderId, senderPassword, companyId, userId, userPassword } = sim.world.seed.signIn;
  n8n = new SageIntacctN8n(
    intacctCredential(sim.url, { senderId, senderPassword, companyId, userId, userPassword }),
  );
}
beforeEach(() => start());
afterEach(() => sim.close());

const UPSERT = { resource: 'purchaseOrder', operation: 'upsert' };
async function run(items: object[], parameters: INodeParameters = UPSERT): Promise<IDataObject[][]> {
  return (await n8n.execute(parameters, items)).map((output) => output.map(({ json }) => json));
}
const rows = (object: string) => sim.world.tables.get(object)?.all() ?? [];
const orders = () => rows('PODOCUMENT');
const lines = () => rows('PODOCUMENTENTRY');

const edit = async (recordNo: string, fields: object) => {
  const body = JSON.stringify({ object: 'PODOCUMENT', recordNo, fields });
  const reply = await fetch(`${sim.url}/_sandbox/edit`, { method: 'POST', body });
  expect(reply.ok).toBe(true);
};
const calls = (what: string) =>
  Object.entries(sim.calls().byRoute)
    .filter(([route]) => route.includes(what))
    .reduce((sum, [, count]) => sum + count, 0);
const two = orderLine({ number: '2', description: 'Toner', quantity: '3', unitPrice: '80' });

describe('Purchase Order ▸ Create or Update', () => {
  it('creates, repeats nothing, updates line by line, closes', async () => {
    const first = order({ lines: [orderLine(), two] });
    const [created] = await run([first]);
    expect(created?.[0]).toMatchObject({
      ...{ outcome: 'created', targetId: 'Purchase Order-PO-7-B', key: 'test:northwind:5000007' },
      audit: {
        flow: 'purchaseOrders',
        targetSystem: 'Sage Intacct',
        sourceNumber: 'PO-7-B',
        outcome: 'created',
      },
      mapping: { kind: 'purchaseOrder', from: 'PO-7-B', to: 'Purchase Order-PO-7-B', matchedBy: 'created' },
    });
    expect(orders()).toMatchObject([
      {
        DOCNO: 'PO-7-B',
        CUSTVENDID: '20000',
        PONUMBER: 'JGR:test:northwind:5000007',
        TERMNAME: 'N30',
        TOTAL: '359.88',
      },
    ]);
    expect(lines().map(({ MEMO, LOCATIONID }) => [MEMO, LOCATIONID])).toEqual([
      ['PO-7-B/1', '110'],
      ['PO-7-B/2', '110'],
    ]);
    expect(outcomesOf((await run([first]))[0])).toEqual(['unchanged']);
    expect(calls('potransaction')).toBe(1);

    const three = orderLine({ number: '3', description: 'Ink', quantity: '1', unitPrice: '5' });
    const revised = order({ lines: [orderLine({ quantity: '10' }), three], total: '104.90' });
    const [updated] = await run([revised]);
    expect(updated?.[0]).toMatchObject({
      outcome: 'updated',
      differences: [
        { field: 'line 1 quantity', expected: '10', found: '12' },
        { field: 'line 3', expected: '1 × 5', found: '' },
        { field: 'line 2 quantity', expected: '0', found: '3' },
      ],
    });
    expect(lines().map(({ QUANTITY }) => QUANTITY)).toEqual(['10', '0', '1']);
    expect(orders()).toMatchObject([{ TOTAL: '104.9', STATE: 'Pending' }]);

    expect(outcomesOf((await run([{ ...revised, state: 'cancelled' }]))[0])).toEqual(['updated']);
    expect(orders()).toMatchObject([{ STATE: 'Closed' }]);
    expect(outcomesOf((await run([{ ...revised, state: 'cancelled' }]))[0])).toEqual(['unchanged']);
  });

  it('writes a change to and fro each time', async () => {
    const [a, b] = [order(), order({ lines: [orderLine({ quantity: '10' })] })];
    for (const each of [a, b, a, b]) expect((await run([each]))[1]).toEqual([]);
    expect(lines().map(({ QUANTITY }) => QUANTITY)).toEqual(['10']);
  });

  it('judges each order of a batch alone', async () => {
    const [done, attention] = await run([
      order(),
      order({
        id: '8',
        number: 'PO-8',
        supplier: { ...order().supplier, erpVendor: '29999', erpVendorsEver: [] },
      }),
      order({ id: '9', number: 'PO-9', lines: [orderLine({ erpItem: null })] }),
      order({ id: '10', number: 'PO-10', state: 'cancelled', lines: [] }),
      order({ id: '11', number: 'PO-11', lines: [orderLine({ splits: [] })], erpEntity: null }),
    ]);
    expect(outcomesOf(done)).toEqual(['created', 'unchanged']);
    expect(attention?.map(({ outcome, cause }) => [outcome, cause])).toEqual([
      ['held', expect.any(String)],
      ['held', 'unmapped.item'],
      ['rejected', expect.any(String)],
    ]);
    expect(attention?.[0]?.reason).toMatch(/Vendor '29999' specified is not valid/);
    expect(orders().map(({ DOCNO }) => DOCNO)).toEqual(['PO-7-B']);
  });

  it('tells of an order that is billed in part: differs with both values, nothing written', async () => {
    await run([order()]);
    await edit('Purchase Order-PO-7-B', { STATE: 'Partially Converted' });
    const [, attention] = await run([order({ lines: [orderLine({ quantity: '10' })] })]);
    expect(attention?.[0]).toMatchObject({ outcome: 'differs', cause: 'order.locked', owner: 'erp' });
    const [, ended] = await run([order({ state: 'closed' })]);
    expect(ended?.[0]?.advice).toMatch(/close the rest of it in Sage Intacct/);
    expect(lines()).toMatchObject([{ QUANTITY: '12' }]);
    expect(calls('update_potransaction')).toBe(0);
  });

  it('leaves an order alone that only has the same number', async () => {
    const body = {
      number: 'PO-7-B',
      vendor: '20000',
      date: '06/15/2026',
      lines: [{ item: 'ITEM-1', quantity: '1', price: '1' }],
    };
    await fetch(`${sim.url}/_sandbox/orders`, { method: 'POST', body: JSON.stringify(body) });
    const [, attention] = await run([order()]);
    expect(attention?.[0]).toMatchObject({ outcome: 'held', cause: 'order.foreign' });
  });

  it('makes one order when the answer is lost, and when a repeat is refused', async () => {
    sim.faults([{ kind: 'cut', route: 'create_potransaction', when: 'after', nth: [1] }]);
    const [done] = await run([order()]);
    expect(outcomesOf(done)).toEqual(['created']);
    expect(orders()).toHaveLength(1);
  });

  it('makes an order again that somebody deleted', async () => {
    await run([order()]);
    sim.world.tables.get('PODOCUMENT')?.remove(orders()[0]?.RECORDNO ?? '');
    for (const { RECORDNO } of lines()) sim.world.tables.get('PODOCUMENTENTRY')?.remove(RECORDNO ?? '');
    const [done, attention] = await run([order()]);
    expect([outcomesOf(done), outcomesOf(attention)]).toEqual([['created'], []]);
    expect(orders()).toHaveLength(1);
  });

  it('reads 120 orders with two reads, and writes them in three requests', async () => {
    const many = Array.from({ length: 120 }, (_, at) => order({ id: `x${at}`, number: `PO-${at}` }));
    await run([order()]);
    const before = sim.calls().total;
    const [done] = await run(many);
    expect(outcomesOf(done).every((outcome) => outcome === 'created')).toBe(true);
    // session; fields, headers; three batches; headers and lines read back
    expect(sim.calls().total - before).toBeLessThanOrEqual(8);
    const settled = sim.calls().total;
    expect(outcomesOf((await run(many))[0]).every((outcome) => outcome === 'unchanged')).toBe(true);
    expect(sim.calls().total - settled).toBeLessThanOrEqual(4);
  });

  it('writes user-defined dimensions as the number of their record, and knows which there are', async () => {
    const coded = (code: string) =>
      orderLine({
        splits: [{ segments: [], amount: '1', erpAccount: null, erpDimensions: { GLDIMPLANT: code } }],
      });
    const [done] = await run([order({ lines: [coded('PL-2')] })]);
    expect(outcomesOf(done)).toEqual(['created']);
    const harbour = rows('PLANT').find(({ NAME }) => NAME === 'PL-2');
    expect(lines()).toMatchObject([{ GLDIMPLANT: harbour?.RECORDNO }]);
    expect(outcomesOf((await run([order({ lines: [coded('PL-2')] })]))[0])).toEqual(['unchanged']);
    const [, attention] = await run([order({ lines: [coded('PL-9')] })]);
    expect(attention?.[0]).toMatchObject({ outcome: 'held', cause: 'dimension.unknown' });
  });

  it('returns the exact body of a dry run and writes nothing', async () => {
    const [done] = await run([order()], { ...UPSERT, dryRun: true });
    expect(done?.[0]).toMatchObject({
      outcome: 'dryRun',
      payload: { create_potransaction: { documentno: 'PO-7-B', vendorid: '20000' } },
    });
    expect(orders()).toEqual([]);
  });

  it('holds all orders under a credential of another environment', async () => {
    const [, attention] = await run([order({ environment: 'production' })]);
    expect(attention?.[0]?.cause).toBe('connection.environment');
  });

  it('keeps the line in a custom field where told to, and says when there is none', async () => {
    await sim.close();
    await start({ customFields: [MARK] });
    const own = { ...UPSERT, markField: 'JAGGAER_LINE' };
    expect(outcomesOf((await run([order()], own))[0])).toEqual(['created']);
    expect(lines()).toMatchObject([{ JAGGAER_LINE: 'PO-7-B/1' }]);
    expect(outcomesOf((await run([order()], own))[0])).toEqual(['unchanged']);
    const [, attention] = await run([order()], { ...UPSERT, markField: 'NOWHERE' });
    expect(attention?.[0]).toMatchObject({ cause: 'setting.markField', outcome: 'held' });
  });
});

describe('the other operations', () => {
  it('closes by the order alone', async () => {
    await run([order()]);
    const [done] = await run([order({ lines: [] })], { resource: 'purchaseOrder', operation: 'close' });
    expect(done?.[0]).toMatchObject({ outcome: 'updated', audit: { operation: 'close' } });
    expect(orders()).toMatchObject([{ STATE: 'Closed' }]);
  });

  it('gets one with lines, and many by state', async () => {
    await run([order({ lines: [orderLine(), two] }), order({ id: '8', number: 'PO-8' })]);
    await edit('Purchase Order-PO-8', { STATE: 'Closed' });
    const get = { resource: 'purchaseOrder', operation: 'get', number: 'PO-7-B' };
    const [[one] = []] = await run([{}], get);
    expect(one).toMatchObject({
      ...{ id: 'Purchase Order-PO-7-B', number: 'PO-7-B', state: 'Pending', vendor: '20000' },
      ...{ stampedKey: 'test:northwind:5000007', date: '2026-06-15', total: '359.88' },
      lines: [{ line: 1, mark: 'PO-7-B/1', quantity: '12' }, { line: 2 }],
    });
    const many = { resource: 'purchaseOrder', operation: 'getAll', returnAll: true };
    const [all] = await run([{}], { ...many, withLines: true, filters: { state: 'Pending' } });
    expect(all).toMatchObject([{ number: 'PO-7-B', lines: [{}, {}] }]);
    expect((await run([{}], many))[0]).toHaveLength(2);
    await expect(run([{}], { ...get, number: 'PO-99' })).rejects.toThrow(
      /no purchase order Purchase Order-PO-99/,
    );
  });

  it('lists definitions and line fields of the company', async () => {
    await sim.close();
    await start({ customFields: [MARK] });
    expect(await getOrderDefinitions.call(n8n.editor(UPSERT))).toEqual([
      { name: 'Purchase Order', value: 'Purchase Order' },
    ]);
    expect(await getOrderLineFields.call(n8n.editor(UPSERT))).toEqual([
      { name: 'Memo', value: 'MEMO' },
      { name: 'JAGGAER Line', value: 'JAGGAER_LINE' },
    ]);
  });
});
