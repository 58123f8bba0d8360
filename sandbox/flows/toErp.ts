/** Flows from JAGGAER to an ERP beside invoices, for any ERP that has the template: purchase orders, suppliers. */
import { order } from '../control';
import type { ListValue } from '../erps/erp';
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
    // those of the main job were entered by hand
    await erp.clearOrders?.();
    if (rows.length > 0) await client.insertRows(MAPPING, rows);
    if (pending.length > 0) await order(jaggaer.url, 'purchaseorders', { orders: pending });
    const workflow = stage.workflow('purchaseOrdersFromJaggaer');
    await runPolling(stage, workflow, { flow: FLOW }, expected.length, faults);
    await check(0);
    for (const { number, how } of billed) await erp.billOrder?.(number, how);
    if (changes.length > 0) await order(jaggaer.url, 'purchaseorders', { orders: changes });
    await runPolling(stage, workflow, { flow: FLOW }, expected.length + changes.length, faults);
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
    const { winner = 'jaggaer', hidesTaxNumbers, lacks } = erp.kind;
    const sync = supplierSync(world, winner, true, hidesTaxNumbers, lacks);
    await order(jaggaer.url, 'companies', sync.order);
    const before = (await erp.written?.()) ?? 0;
    const rows = world.jaggaer.companies.length + sync.order.companies.length;
    const own = { flow: 'suppliers', targetSystem: erp.kind.name };
    await runPolling(stage, stage.workflow('suppliersFromJaggaer'), own, rows, faults);
    const written = ((await erp.written?.()) ?? 0) - before;
    compareCounts(faults, 'vendors', written, [...sync.vendors.values()].filter((one) => one.touched).length);
    faults.push(...(await wrongVendors(stage, sync)));
    return written;
  },
};

/** In JAGGAER only, so far. */
const NEW_VALUES: ListValue[] = [
  { field: 'Account', code: '53900', description: 'Recruiting' },
  { field: 'Account', code: '53910', description: 'Relocation' },
  { field: 'Department', code: 'WAREHOUSE', description: 'WAREHOUSE' },
].map((value) => ({ ...value, active: true }) as ListValue);

/**
 * Accounts and locations that people add in JAGGAER, in the ERP (template accounts-from-jaggaer); after
 * accountsToJaggaer. JAGGAER's own codes for accounts that the ERP has by another number change nothing there.
 */
export const accountsToErp: Flow = {
  ...{ figure: 'accountsToErp', title: 'accounts and locations to the ERP', unit: 'accounts to the ERP' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { erp, jaggaer } = stage;
    const words = ({ field, code, description, active }: ListValue) =>
      `${field} ${code} ${description} ${active}`;
    const lists = async () => ((await erp.lists?.()) ?? []).map(words);
    const there = (await erp.lists?.()) ?? [];
    const ours = stage.world.jaggaer.glValues.flatMap(
      ({ internalName, value: code, ...rest }): ListValue[] =>
        internalName === 'Account' ? [{ field: 'Account', code, ...rest }] : [],
    );
    const isNew = ({ field, code, description }: ListValue) =>
      there.every((each) => each.field !== field || (each.code !== code && each.description !== description));
    const created = [...ours, ...NEW_VALUES].filter(isNew);
    const expected = [...there, ...created].map(words);
    const values = NEW_VALUES.map(({ field: internalName, code: value, ...rest }) => ({
      ...{ internalName, value, ...rest },
    }));
    await order(jaggaer.url, 'glvalues', { values });
    const before = (await erp.written?.()) ?? 0;
    for (const round of ['once', 'again']) {
      // what waits for a person ends a run by hand with an error that says so
      const run = await stage.client.run(stage.workflow('accountsFromJaggaer'), 'Every Day', 600_000);
      if (run.status !== 'success' && !/ × held /.test(run.error ?? ''))
        faults.push(`accounts-from-jaggaer failed, ${round}: ${run.error}`);
      const found = await lists();
      for (const each of expected.filter((one) => !found.includes(one)))
        faults.push(`${round}, ${erp.kind.name} lacks: ${each}`);
      for (const each of found.filter((one) => !expected.includes(one)))
        faults.push(`${round}, nobody expects in ${erp.kind.name}: ${each}`);
    }
    const written = ((await erp.written?.()) ?? 0) - before;
    compareCounts(faults, 'accounts and locations', written, created.length);
    return written;
  },
};
