/** Purchase orders of the sample world from JAGGAER's trigger through the Crosswalk to Sage Intacct, both phases. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Crosswalk } from '../../nodes/Crosswalk/Crosswalk.node';
import { JaggaerTrigger } from '../../nodes/Jaggaer/JaggaerTrigger.node';
import { order } from '../../sandbox/control';
import type { ErpSide } from '../../sandbox/erps';
import { SIMULATED } from '../../sandbox/erps';
import { startJaggaer } from '../../sandbox/jaggaer';
import { SIGN_INS } from '../../sandbox/signIns';
import { wrongOrders } from '../../sandbox/world/orders';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected } from '../fixtures/jaggaer';
import { InProcessN8n } from '../fixtures/n8n';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';

const sageIntacct = SIMULATED.find(({ id }) => id === 'sage-intacct') as (typeof SIMULATED)[number];
const world = sageIntacct.world({ seed: 3, invoices: 120 });
let jaggaer: Jaggaer;
let erp: ErpSide;

beforeAll(async () => {
  jaggaer = await startJaggaer({ seed: world.jaggaer });
  erp = await sageIntacct.start(world);
});
afterAll(async () => await Promise.all([jaggaer.close(), erp.close()]));

const json = (items: INodeExecutionData[] | undefined): IDataObject[] =>
  (items ?? []).map((item) => item.json);

it('commits, revises, closes, and tells what a person has to do', async () => {
  const { rows, pending, billed, changes, expected } = world.orders;
  const trigger = connected(jaggaer).trigger(new JaggaerTrigger(), {
    event: 'purchaseOrderChanged',
    options: { startFrom: '2020-01-01T00:00:00.000Z' },
  });
  const crosswalk = new InProcessN8n({});
  const intacct = new SageIntacctN8n(intacctCredential(erp.url, { ...SIGN_INS.sageIntacct }));
  const { accountSegments, subaccountSegments, dimension } = world.crosswalk;
  const rules = {
    accountSegments: accountSegments.join(', '),
    dimensions: {
      dimension: [{ name: dimension, source: 'segment', sourceName: subaccountSegments.join(', ') }],
    },
    fallbacks: { rule: [{ kind: 'item', then: 'hold', value: '' }] },
  };
  const mapping = [...world.mapping, ...world.mending.rows, ...rows];
  const flow = async () => {
    const documents = json((await trigger.poll()) ?? []);
    const [mapped, unmapped] = await crosswalk.execute(
      new Crosswalk(),
      rules as never,
      documents,
      {},
      undefined,
      mapping,
    );
    const [done, attention] = await intacct.execute(
      { resource: 'purchaseOrder', operation: 'upsert' },
      json(mapped),
    );
    return {
      count: documents.length,
      unmapped: json(unmapped),
      done: json(done),
      attention: json(attention),
    };
  };

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
  expect(second.attention.map((each) => (each.document as IDataObject).number).sort()).toEqual(told.sort());
  expect(new Set(second.attention.map(({ outcome }) => outcome))).toEqual(new Set(['differs']));
  expect(new Set(expected.map(({ what }) => what)).size).toBe(8);
});
