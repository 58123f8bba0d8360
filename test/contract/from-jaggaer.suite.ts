/**
 * The sample world from JAGGAER's trigger to an ERP, whatever the ERP: purchase orders in both phases, and suppliers;
 * judged by the ERP's books.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { JaggaerTrigger } from '../../nodes/Jaggaer/JaggaerTrigger.node';
import { order } from '../../sandbox/control';
import type { Erp, ErpSide } from '../../sandbox/erps';
import { startJaggaer } from '../../sandbox/jaggaer';
import type { WireCompany } from '../../sandbox/jaggaer/wire';
import type { World } from '../../sandbox/world';
import { wrongOrders } from '../../sandbox/world/orders';
import type { SupplierSync } from '../../sandbox/world/supplierSync';
import { partiesOfCompanies, supplierSync, wrongParties } from '../../sandbox/world/supplierSync';
import { crosswalked } from '../fixtures/crosswalk';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected } from '../fixtures/jaggaer';
import { json } from '../fixtures/n8n';
import type { SignedInNode } from '../fixtures/n8n/signedInNode';

/** Both sides with the world in them, and the ERP's node. */
export class Scene {
  private constructor(
    readonly erp: Erp,
    readonly world: World,
    readonly jaggaer: Jaggaer,
    readonly side: ErpSide,
    readonly node: SignedInNode,
  ) {}

  /** @param connect the ERP's node, signed in to its simulator at the address */
  static async start(erp: Erp, connect: (url: string) => SignedInNode): Promise<Scene> {
    const world = erp.world({ seed: 3, invoices: 120 });
    const [jaggaer, side] = await Promise.all([startJaggaer({ seed: world.jaggaer }), erp.start(world)]);
    return new Scene(erp, world, jaggaer, side, connect(side.url));
  }

  close = async (): Promise<void> => void (await Promise.all([this.jaggaer.close(), this.side.close()]));

  /** All mapping rows of the world, mended. */
  get rows(): object[] {
    const { mapping, mending, orders } = this.world;
    return [...mapping, ...mending.rows, ...orders.rows];
  }

  trigger(event: string) {
    const options = { startFrom: '2020-01-01T00:00:00.000Z' };
    return connected(this.jaggaer).trigger(new JaggaerTrigger(), { event, options });
  }

  /** What Create or Update of the ERP's node puts out: what is done, and what needs attention. */
  async upsert(parameters: INodeParameters, documents: IDataObject[], rows?: object[]) {
    const given = { operation: 'upsert', ...parameters };
    const [done = [], attention = []] = await this.node.execute(given, documents, {}, rows);
    return { done: json(done), attention: json(attention) };
  }

  /** JAGGAER's companies as they are now. */
  async profiles(): Promise<WireCompany[]> {
    const state = await order(this.jaggaer.url, 'state?companies=1');
    return (state as { profiles: WireCompany[] }).profiles;
  }
}

/**
 * Orders are committed, revised and closed, and what a person has to do is told.
 * @param upsert parameters of Create or Update @param rules more of the Crosswalk
 */
export async function expectOrders(scene: Scene, upsert: INodeParameters, rules: INodeParameters = {}) {
  const { world, jaggaer, side } = scene;
  const { pending, billed, changes, expected } = world.orders;
  const trigger = scene.trigger('purchaseOrderChanged');
  const flow = async () => {
    const documents = json(await trigger.poll());
    const { mapped, unmapped } = await crosswalked(world, documents, scene.rows, rules);
    return { count: documents.length, unmapped, ...(await scene.upsert(upsert, mapped)) };
  };

  await side.clearOrders?.();
  await order(jaggaer.url, 'purchaseorders', { orders: pending });
  const first = await flow();
  expect([first.count, first.unmapped, first.attention]).toEqual([expected.length, [], []]);
  expect(wrongOrders(expected, (await side.orders?.()) ?? [], 0)).toEqual([]);

  for (const { number, how } of billed) await side.billOrder?.(number, how);
  await order(jaggaer.url, 'purchaseorders', { orders: changes });
  const second = await flow();
  expect([second.count, second.unmapped]).toEqual([changes.length, []]);
  expect(wrongOrders(expected, (await side.orders?.()) ?? [], 1)).toEqual([]);
  const told = expected.filter((each) => each.told).map(({ number }) => number);
  expect(second.attention.map((each) => (each.document as IDataObject).number).sort()).toEqual(told.sort());
  expect(new Set(second.attention.map(({ outcome }) => outcome))).toEqual(new Set(['differs']));
  expect(new Set(expected.map(({ what }) => what)).size).toBe(8);
}

/**
 * Suppliers are created or brought up to date, each once, and bills still find them by their mapping rows.
 * @returns what both sides must hold, and what the node put out
 */
export async function expectSuppliers(
  scene: Scene,
  resource: string,
): Promise<{ sync: SupplierSync; done: IDataObject[] }> {
  const { erp, world, jaggaer, side, rows } = scene;
  const sync = supplierSync(world, 'jaggaer', true, erp.hidesTaxNumbers, erp.lacks);
  await order(jaggaer.url, 'companies', sync.order);
  const documents = json(await scene.trigger('supplierChanged').poll());
  const profiles = await scene.profiles();
  expect(documents).toHaveLength(profiles.length);
  expect(partiesOfCompanies(profiles).size).toBe(profiles.length);
  const before = (await side.written?.()) ?? 0;
  const upsert = { resource, supplierNumbers: 'input', winner: 'jaggaer' };
  const { done } = await scene.upsert(upsert, documents, rows);
  const found = new Map(((await side.vendors?.()) ?? []).map((one) => [one.id, one]));
  expect(wrongParties(erp.name, sync.vendors, found)).toEqual([]);
  const touched = [...sync.vendors.values()].filter((one) => one.touched).length;
  expect(((await side.written?.()) ?? 0) - before).toBe(touched);
  expect(touched).toBeGreaterThan(4);
  const texts = [...found.values()].map(({ rest }) => rest).join('\n');
  for (const value of world.mending.masters.bankValues) expect(texts).toContain(value);
  const again = await scene.upsert(upsert, documents, rows);
  expect(again.done.map(({ outcome }) => outcome)).toEqual(done.map(() => 'unchanged'));
  return { sync, done };
}
