/** Flows from JAGGAER to an ERP beside invoices, for any ERP that has the template: purchase orders, suppliers. */
import { order } from '../control';
import { AUDIT, MAPPING } from '../run';
import type { Stage } from '../stage';
import { wrongOrders } from '../world/orders';
import { supplierSync } from '../world/supplierSync';
import type { Flow } from './flow';
import { compareCounts, runPolling } from './flow';
import { wrongVendors } from './suppliers';

const FLOW = 'purchaseOrders';

/** Purchase orders that count as committed in the ERP, and stop doing so (template purchase-orders-from-jaggaer). */
export const purchaseOrdersToErp: Flow = {
  ...{ figure: 'ordersCommitted', title: 'purchase orders to the ERP', unit: 'purchase orders to the ERP' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { client, erp, jaggaer } = stage;
    const { rows, pending, billed, changes, expected } = stage.world.orders;
    const books = async () => (await erp.orders?.()) ?? [];
    const check = async (phase: 0 | 1) =>
      faults.push(
        ...wrongOrders(expected, await books(), phase).map((each) => `orders, phase ${phase + 1}: ${each}`),
      );
    await client.insertRows(MAPPING, rows);
    if (pending.length > 0) await order(jaggaer.url, 'purchaseorders', { orders: pending });
    const workflow = stage.workflow('purchaseOrdersFromJaggaer');
    await runPolling(stage, workflow, FLOW, expected.length);
    await check(0);
    for (const { number, how } of billed) await erp.billOrder?.(number, how);
    if (changes.length > 0) await order(jaggaer.url, 'purchaseorders', { orders: changes });
    await runPolling(stage, workflow, FLOW, expected.length + changes.length);
    await check(1);
    const told = new Set(
      (await client.rows(AUDIT))
        .filter(({ flow, outcome }) => flow === FLOW && outcome === 'differs')
        .map(({ sourceNumber }) => sourceNumber),
    );
    for (const { number, told: wanted } of expected)
      if ((wanted === 'differs') !== told.has(number))
        faults.push(`order ${number} is told wrongly: ${wanted}`);
    return (await books()).length;
  },
};

/** Vendors created or brought up to date in the ERP (template suppliers-from-jaggaer). */
export const suppliersToErp: Flow = {
  ...{ figure: 'suppliersToErp', title: 'suppliers to the ERP', unit: 'suppliers to the ERP' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { erp, jaggaer, world } = stage;
    const sync = supplierSync(world, erp.kind.winner ?? 'jaggaer', true);
    await order(jaggaer.url, 'companies', sync.order);
    const before = (await erp.written?.()) ?? 0;
    const rows = world.jaggaer.companies.length + sync.order.companies.length;
    await runPolling(stage, stage.workflow('suppliersFromJaggaer'), 'suppliers', rows, erp.kind.name);
    const written = ((await erp.written?.()) ?? 0) - before;
    compareCounts(faults, 'vendors', written, [...sync.vendors.values()].filter((one) => one.touched).length);
    faults.push(...(await wrongVendors(stage, sync)));
    return written;
  },
};
