/** Purchase orders of an ERP that orders itself, in JAGGAER (template purchase-orders-to-jaggaer). */
import { order } from '../control';
import type { WirePurchaseOrder } from '../jaggaer/wire';
import { MAPPING } from '../run';
import type { Stage } from '../stage';
import type { ErpSideOrder } from '../world/ordersToJaggaer';
import { waysBack, wrongOrdersInJaggaer } from '../world/ordersToJaggaer';
import type { Flow } from './flow';
import { until } from './flow';
import { companiesOf } from './suppliers';

/** What people do with orders in the ERP. */
export interface OrderHands {
  /** All orders of its books. */
  orders(): Promise<ErpSideOrder[]>;
  /** Orders of a supplier whom JAGGAER does not know, nor the mapping. @returns the vendor */
  orderOfStranger(): Promise<string>;
  approve(number: string): Promise<void>;
  cancel(number: string): Promise<void>;
  /** One more of the first line. */
  orderMore(number: string): Promise<void>;
  /** Bills it in full. */
  bill(number: string): Promise<void>;
}

/**
 * Orders that are approved come to JAGGAER, with their supplier where it was missing and their accounts by the mapping; an
 * unmapped account holds until there is a row; approvals, changes, cancellations and bills follow.
 */
export const purchaseOrdersToJaggaer = (handsOf: (stage: Stage) => OrderHands): Flow => ({
  ...{ figure: 'ordersToJaggaer', title: 'purchase orders to JAGGAER', unit: 'purchase orders to JAGGAER' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { client, world } = stage;
    const hands = handsOf(stage);
    const workflow = stage.workflow('purchaseOrdersToJaggaer');
    const rows = [...world.mapping, ...world.mending.rows];
    const { dimension } = world.crosswalk;
    const stranger = await hands.orderOfStranger();
    const ways = waysBack(await hands.orders(), rows, dimension);
    const [late, ...early] = ways;
    if (!late) throw new Error('The world leaves no account open.');
    await client.insertRows(MAPPING, early);
    const isLate = ({ lines }: ErpSideOrder) =>
      lines.some(({ account, costCenter }) => [account, costCenter].includes(late.from));
    const wasThere = new Set<string>();
    const wrong = async (heldBack = false) => {
      const orders = await hands.orders();
      const expected = heldBack ? orders.filter((each) => !isLate(each)) : orders;
      return wrongOrdersInJaggaer(expected, await ordersOf(stage), ways, { rows, dimension, wasThere });
    };
    const settle = async (phase: string, heldBack = false) => {
      await until(phase, async () => (await wrong(heldBack)).length === 0).catch(() => undefined);
      faults.push(...(await wrong(heldBack)).map((each) => `${phase}: ${each}`));
      for (const { header } of await ordersOf(stage)) wasThere.add(header.poNumber);
    };
    await client.publish(workflow);
    await settle('orders as they are', true);
    await client.unpublish(workflow);
    if (!(await companiesOf(stage)).some(({ returnCompanyInfo }) => returnCompanyInfo.extCode === stranger))
      faults.push(`supplier ${stranger} was to be created in JAGGAER`);
    await client.insertRows(MAPPING, [late]);
    // those that are not clear stay held, and end the run with an alert
    await client.run(workflow, 'Every Hour', 600_000);
    await settle('orders held until they were mapped');
    const orders = await hands.orders();
    const [more, gone, billed] = orders.filter(
      ({ state, number }) => state === 'open' && wasThere.has(number),
    );
    const pending = orders.find(({ state }) => state === 'pending');
    if (!more || !gone || !billed || !pending) throw new Error('The world has too few orders for this.');
    await hands.orderMore(more.number);
    await hands.cancel(gone.number);
    await hands.bill(billed.number);
    await hands.approve(pending.number);
    await client.publish(workflow);
    await settle('orders that changed');
    await client.unpublish(workflow);
    return (await ordersOf(stage)).length;
  },
});

const ordersOf = async ({ jaggaer }: Stage): Promise<WirePurchaseOrder[]> =>
  ((await order(jaggaer.url, 'state?purchaseOrders=1')) as { orders: WirePurchaseOrder[] }).orders;
