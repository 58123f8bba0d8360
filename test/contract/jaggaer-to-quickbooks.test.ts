/** The sample world from JAGGAER's trigger to QuickBooks Online: purchase orders in both phases, and suppliers. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Crosswalk } from '../../nodes/Crosswalk/Crosswalk.node';
import { JaggaerTrigger } from '../../nodes/Jaggaer/JaggaerTrigger.node';
import { order } from '../../sandbox/control';
import type { ErpSide } from '../../sandbox/erps';
import { SIMULATED } from '../../sandbox/erps';
import { startJaggaer } from '../../sandbox/jaggaer';
import type { WireCompany } from '../../sandbox/jaggaer/wire';
import { wrongOrders } from '../../sandbox/world/orders';
import { partiesOfCompanies, supplierSync, wrongParties } from '../../sandbox/world/supplierSync';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected } from '../fixtures/jaggaer';
import { InProcessN8n } from '../fixtures/n8n';
import { QuickBooksN8n, quickBooksCredential } from '../fixtures/quickbooks-n8n';

const quickBooksOnline = SIMULATED.find(({ id }) => id === 'quickbooks-online') as (typeof SIMULATED)[number];
const world = quickBooksOnline.world({ seed: 3, invoices: 120 });
const rows = [...world.mapping, ...world.mending.rows, ...world.orders.rows];
let jaggaer: Jaggaer;
let erp: ErpSide;
let quickBooks: QuickBooksN8n;

beforeAll(async () => {
  jaggaer = await startJaggaer({ seed: world.jaggaer });
  erp = await quickBooksOnline.start(world);
  const { data } = quickBooksOnline.credentials(erp.url).quickBooksOnlineOAuth2Api ?? { data: {} };
  const { oauthTokenData } = data as { oauthTokenData: IDataObject };
  quickBooks = new QuickBooksN8n(quickBooksCredential(erp.url, { ...data, oauthTokenData }));
});
afterAll(async () => await Promise.all([jaggaer.close(), erp.close()]));

const json = (items: INodeExecutionData[] | undefined): IDataObject[] =>
  (items ?? []).map((item) => item.json);
const triggerOf = (event: string) =>
  connected(jaggaer).trigger(new JaggaerTrigger(), {
    ...{ event, options: { startFrom: '2020-01-01T00:00:00.000Z' } },
  });
const upsert = async (parameters: INodeParameters, documents: IDataObject[], second?: object[]) =>
  (await quickBooks.execute({ operation: 'upsert', ...parameters }, documents, {}, second)).map(json);

it('purchase orders are committed, revised and closed, and what a person has to do is told', async () => {
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
    const [done, attention] = await upsert({ resource: 'purchaseOrder' }, json(mapped));
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
  expect(new Set(expected.map(({ what }) => what)).size).toBe(8);
});

it('suppliers become vendors, or bring them up to date, and bills still find them by their mapping rows', async () => {
  const sync = supplierSync(world, 'jaggaer', true, true);
  await order(jaggaer.url, 'companies', sync.order);
  const documents = json((await triggerOf('supplierChanged').poll()) ?? []);
  const { profiles } = (await order(jaggaer.url, 'state?companies=1')) as { profiles: WireCompany[] };
  expect(documents).toHaveLength(profiles.length);
  const before = (await erp.written?.()) ?? 0;
  const vendor = { resource: 'vendor', supplierNumbers: 'input', winner: 'jaggaer' };
  const [done = []] = await upsert(vendor, documents, rows);
  const found = new Map(((await erp.vendors?.()) ?? []).map((one) => [one.id, one]));
  expect(wrongParties('QuickBooks Online', sync.vendors, found)).toEqual([]);
  const touched = [...sync.vendors.values()].filter((one) => one.touched).length;
  expect(((await erp.written?.()) ?? 0) - before).toBe(touched);
  expect(touched).toBeGreaterThan(4);
  const texts = [...found.values()].map(({ rest }) => rest).join('\n');
  for (const value of world.mending.masters.bankValues) expect(texts).toContain(value);
  const [again = []] = await upsert(vendor, documents, rows);
  expect(again.map(({ outcome }) => outcome)).toEqual(done.map(() => 'unchanged'));
  expect(partiesOfCompanies(profiles).size).toBe(profiles.length);
});
