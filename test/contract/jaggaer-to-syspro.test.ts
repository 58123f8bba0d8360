/** The sample world between JAGGAER and SYSPRO: purchase orders in both phases, and suppliers both ways without an echo. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Crosswalk } from '../../nodes/Crosswalk/Crosswalk.node';
import { Jaggaer as JaggaerNode } from '../../nodes/Jaggaer/Jaggaer.node';
import { JaggaerTrigger } from '../../nodes/Jaggaer/JaggaerTrigger.node';
import { Syspro } from '../../nodes/Syspro/Syspro.node';
import { SysproTrigger } from '../../nodes/Syspro/SysproTrigger.node';
import { order } from '../../sandbox/control';
import type { ErpSide } from '../../sandbox/erps';
import { SIMULATED } from '../../sandbox/erps';
import { startJaggaer } from '../../sandbox/jaggaer';
import type { WireCompany } from '../../sandbox/jaggaer/wire';
import { SIGN_INS } from '../../sandbox/signIns';
import { wrongOrders } from '../../sandbox/world/orders';
import { partiesOfCompanies, supplierSync, wrongParties } from '../../sandbox/world/supplierSync';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected } from '../fixtures/jaggaer';
import { InProcessN8n } from '../fixtures/n8n';
import { SysproN8n, sysproCredential } from '../fixtures/syspro-n8n';

const syspro = SIMULATED.find(({ id }) => id === 'syspro') as (typeof SIMULATED)[number];
const world = syspro.world({ seed: 3, invoices: 120 });
const rows = [...world.mapping, ...world.mending.rows, ...world.orders.rows];
let jaggaer: Jaggaer;
let erp: ErpSide;
let n8n: SysproN8n;

beforeAll(async () => {
  jaggaer = await startJaggaer({ seed: world.jaggaer });
  erp = await syspro.start(world);
  n8n = new SysproN8n(sysproCredential(new URL(erp.url).origin, SIGN_INS.syspro));
});
afterAll(async () => await Promise.all([jaggaer.close(), erp.close()]));

const json = (items: INodeExecutionData[] | null | undefined): IDataObject[] =>
  (items ?? []).map((item) => item.json);
const triggerOf = (event: string) =>
  connected(jaggaer).trigger(new JaggaerTrigger(), {
    ...{ event, options: { startFrom: '2020-01-01T00:00:00.000Z' } },
  });
const upsert = async (parameters: INodeParameters, documents: IDataObject[], second?: object[]) =>
  (
    await n8n.n8n.execute(
      new Syspro(),
      { operation: 'upsert', ...parameters },
      documents,
      {},
      undefined,
      second,
    )
  ).map(json);

it('purchase orders are open, revised and cancelled, and what a person has to do is told', async () => {
  const { pending, billed, changes, expected } = world.orders;
  const trigger = triggerOf('purchaseOrderChanged');
  const crosswalk = new InProcessN8n({});
  const { accountSegments, subaccountSegments, dimension: name } = world.crosswalk;
  const dimension = [{ name, source: 'segment', sourceName: subaccountSegments.join(', ') }];
  const rules = { accountSegments: accountSegments.join(', '), dimensions: { dimension } };
  const flow = async () => {
    const documents = json((await trigger.poll()) ?? []);
    const node = new Crosswalk();
    const [mapped, unmapped] = await crosswalk.execute(node, rules as never, documents, {}, undefined, rows);
    const [done, attention] = await upsert({ resource: 'purchaseOrder', productClass: 'GEN' }, json(mapped));
    return { count: documents.length, unmapped: json(unmapped), done, attention };
  };
  await erp.clearOrders?.();
  await order(jaggaer.url, 'purchaseorders', { orders: pending });
  const first = await flow();
  expect([first.count, first.unmapped, first.attention]).toEqual([expected.length, [], []]);
  expect(wrongOrders(expected, (await erp.orders?.()) ?? [], 0)).toEqual([]);
  for (const { number, how } of billed) await erp.billOrder?.(number, how);
  await order(jaggaer.url, 'purchaseorders', { orders: changes });
  const second = await flow();
  expect([second.count, second.unmapped]).toEqual([changes.length, []]);
  expect(wrongOrders(expected, (await erp.orders?.()) ?? [], 1)).toEqual([]);
  const told = expected.filter((each) => each.told).map(({ number }) => number);
  expect(second.attention?.map((each) => (each.document as IDataObject).number).sort()).toEqual(told.sort());
  expect(new Set(second.attention?.map(({ outcome }) => outcome))).toEqual(new Set(['differs']));
});

it('suppliers go both ways, each side is written once, and nothing comes back', async () => {
  const sync = supplierSync(world, 'jaggaer', true, false, syspro.lacks);
  await order(jaggaer.url, 'companies', sync.order);
  const documents = json((await triggerOf('supplierChanged').poll()) ?? []);
  const before = (await erp.written?.()) ?? 0;
  const supplier = { resource: 'supplier', supplierNumbers: 'input', winner: 'jaggaer' };
  const [done = []] = await upsert(supplier, documents, rows);
  const found = new Map(((await erp.vendors?.()) ?? []).map((one) => [one.id, one]));
  expect(wrongParties('SYSPRO', sync.vendors, found)).toEqual([]);
  const touched = [...sync.vendors.values()].filter((one) => one.touched).length;
  expect(((await erp.written?.()) ?? 0) - before).toBe(touched);
  expect(touched).toBeGreaterThan(4);
  const texts = [...found.values()].map(({ rest }) => rest).join('\n');
  for (const value of world.mending.masters.bankValues) expect(texts).toContain(value);
  const [again = []] = await upsert(supplier, documents, rows);
  expect(again.map(({ outcome }) => outcome)).toEqual(done.map(() => 'unchanged'));

  // and back: what SYSPRO has more than JAGGAER
  const theirs = json(
    (await n8n.n8n.trigger(new SysproTrigger(), { event: 'supplierChanged', options: {} }).poll('manual')) ??
      [],
  );
  expect(theirs.length).toBeGreaterThan(0);
  const pairs = done.flatMap(({ mapping }) => (mapping ? [mapping as IDataObject] : []));
  const list = json((await n8n.execute({ resource: 'supplier', operation: 'getAll', returnAll: true }))[0]);
  const back = async () =>
    (
      await connected(jaggaer, { confirmedWrites: ['supplier'] }).execute(
        new JaggaerNode(),
        {
          ...{ resource: 'supplier', operation: 'upsert', sourceSystem: 'SYSPRO' },
          ...{ supplierNumbers: 'input', winner: 'jaggaer' },
        },
        list,
        {},
        undefined,
        [...rows, ...pairs],
      )
    ).map(json);
  await back();
  const { profiles } = (await order(jaggaer.url, 'state?companies=1')) as { profiles: WireCompany[] };
  expect(wrongParties('JAGGAER', sync.companies, partiesOfCompanies(profiles))).toEqual([]);
  const [settled = []] = await back();
  expect(new Set(settled.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
});
