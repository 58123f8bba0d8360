/** Flows from an ERP to JAGGAER, for any ERP that has the template: vendors, accounts, payments. */
import { order } from '../control';
import type { GlValue } from '../jaggaer/tenant';
import { booksOf } from '../run';
import type { Stage } from '../stage';
import { paymentPlan } from '../world/payments';
import { supplierSync } from '../world/supplierSync';
import type { Flow } from './flow';
import { compareCounts, countOf, delta, runPolling, until } from './flow';
import { wrongCompanies } from './suppliers';

/** Suppliers created or updated in JAGGAER (template vendors-to-jaggaer); after suppliersToErp, where both go. */
export const vendorsToJaggaer: Flow = {
  ...{ figure: 'vendorsSynced', title: 'vendors to JAGGAER', unit: 'suppliers to JAGGAER' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { erp, world } = stage;
    const sync = supplierSync(world, erp.kind.winner ?? 'erp', erp.vendors !== undefined);
    const rows = sync.vendors.size;
    const written = await delta(stage, 'companyprofiles', async () => {
      const own = { flow: 'suppliers', targetSystem: 'JAGGAER' };
      await runPolling(stage, stage.workflow('vendorsToJaggaer'), own, rows, faults);
    });
    const wanted = [...sync.companies.values()].filter(({ touched }) => touched).length;
    compareCounts(faults, 'suppliers', written, wanted);
    faults.push(...(await wrongCompanies(stage, sync)));
    return written;
  },
};

/** Values of JAGGAER's account fields created or updated (template accounts-to-jaggaer). */
export const accountsToJaggaer: Flow = {
  ...{ figure: 'accountsSynced', title: 'accounts to JAGGAER', unit: 'account values to JAGGAER' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const known = stage.world.mending.masters.accounts;
    const written = await delta(stage, 'customfieldvalues', async () => {
      await runPolling(
        stage,
        stage.workflow('accountsToJaggaer'),
        { flow: 'accounts' },
        known.length,
        faults,
      );
    });
    const wanted = countOf(known, 'new') + countOf(known, 'differs') + countOf(known, 'deactivated');
    compareCounts(faults, 'account values', written, wanted);
    faults.push(...(await wrongValues(stage)));
    return written;
  },
};

/** What is wrong with the values of JAGGAER's fields: the ERP's accounts as they are there, and JAGGAER's own. */
async function wrongValues({ jaggaer, world }: Stage): Promise<string[]> {
  const expected = new Map<string, string>();
  const put = (field: string, code: string, description: string, active: boolean) =>
    expected.set(`${field} ${code}`, `${description}, ${active ? 'active' : 'inactive'}`);
  for (const { internalName, value, description, active } of world.jaggaer.glValues)
    put(internalName, value, description, active);
  for (const { field, code, description, active, kind } of world.mending.masters.accounts)
    if (kind !== 'inactive') put(field, code, description, active);
  const { values } = (await order(jaggaer.url, 'state?glValues=1')) as { values: GlValue[] };
  const found = new Map(
    values.map(({ internalName, value, description, active }) => [
      `${internalName} ${value}`,
      `${description}, ${active ? 'active' : 'inactive'}`,
    ]),
  );
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((name) =>
    expected.get(name) === found.get(name)
      ? []
      : [`JAGGAER, ${name}: “${found.get(name) ?? ''}”, expected “${expected.get(name) ?? ''}”`],
  );
}

/** Invoices whose payment status in JAGGAER is what was really paid (template payments-to-jaggaer). */
export const paymentsToJaggaer: Flow = {
  figure: 'paymentsWrittenBack',
  ...{ title: 'payment status to JAGGAER', unit: 'payment statuses to JAGGAER' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { phases, expected } = paymentPlan(stage.world, await booksOf(stage));
    const flow = stage.workflow('paymentsToJaggaer');
    let right = 0;
    for (const [phase, steps] of phases.entries()) {
      for (const step of steps) await stage.erp.carryOut(step);
      const wrong = async () => {
        const shown = await paymentStates(stage);
        return expected.flatMap((each) => {
          const [state, paid] = [each.after[phase], Number(each.paid[phase])];
          const found = shown.get(each.invoiceId);
          const same =
            found?.status === STATUS[state ?? 'untouched'] &&
            (!['paid', 'partPaid'].includes(state ?? '') || found.amount === paid);
          return same
            ? []
            : [`${each.invoiceNumber} (${each.plan}): ${found?.status} ${found?.amount ?? ''}`];
        });
      };
      await stage.client.publish(flow);
      await until('payment status', async () => (await wrong()).length === 0).catch(() => undefined);
      await stage.client.unpublish(flow);
      const left = await wrong();
      faults.push(...left.map((each) => `payment status after phase ${phase + 1}: ${each}`));
      right = expected.filter(({ after }) => after[1] !== 'untouched').length - left.length;
    }
    return right;
  },
};

/** JAGGAER's words for how far an invoice is paid; what nobody wrote stays Payable. */
const STATUS = { paid: 'Paid', partPaid: 'PartPaid', unpaid: 'Payable', untouched: 'Payable' };

async function paymentStates(stage: Stage): Promise<Map<string, { status: string; amount?: number }>> {
  const { list } = (await order(stage.jaggaer.url, 'state?invoices=1')) as {
    list: Array<{
      header: { invoiceId: number; paymentStatus: string; payment?: { amount?: { value: number } } };
    }>;
  };
  return new Map(
    list.map(({ header }) => [
      String(header.invoiceId),
      {
        status: header.paymentStatus,
        ...(header.payment?.amount ? { amount: header.payment.amount.value } : {}),
      },
    ]),
  );
}
