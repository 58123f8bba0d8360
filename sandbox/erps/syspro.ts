/** SYSPRO on the stage. Its books know a bill by AP's journal and entry. */
import { order } from '../control';
import { suppliersBothWays } from '../flows/bothWays';
import { balancesKept, invoicesRegistered } from '../flows/ledger';
import { purchaseOrdersToErp, suppliersToErp } from '../flows/toErp';
import { paymentsToJaggaer, vendorsToJaggaer } from '../flows/toJaggaer';
import { SIGN_INS } from '../signIns';
import { startSyspro } from '../syspro';
import type { SysproBill } from '../syspro';
import type { SeedPeriods } from '../syspro/seed';
import { buildWorld } from '../world';
import { ALL_HOLDING } from '../world/expected';
import type { ErpBill } from '../world/erpMasters';
import type { Step } from '../world/payments';
import { sysproInvoice, sysproMapping, sysproPeriods, sysproWorld } from '../world/syspro';
import type { Erp } from './erp';
import { ledgerBooks } from './sysproLedger';
import { ordersAndSuppliers } from './sysproBooks';

export const syspro: Erp = {
  ...{ id: 'syspro', name: 'SYSPRO', port: 7406 },
  world: (options) => {
    const world = buildWorld({
      ...{ ...options, dimension: 'costCentre' },
      // three months can be posted in, and orders are by ledger code
      books: { ...ALL_HOLDING, orderLines: 'accounts', reopensMonths: false },
    });
    return { ...world, mapping: sysproMapping(world.mapping, world.erp) };
  },
  async start(world, port = 0) {
    const simulator = await startSyspro({ port, seed: sysproWorld(world.erp) });
    const { url, calls, watch, close } = simulator;
    return {
      ...{ kind: syspro, url, calls, watch, close },
      books: async () => ((await order(url, 'state?bills')) as { bills: SysproBill[] }).bills,
      costs: () => ({ 'SYSPRO calls': calls().total, Logons: simulator.world.counts.logons }),
      setPeriods: async (periods) => {
        const { periods: now } = (await order(url, 'state')) as { periods: SeedPeriods };
        await order(url, 'periods', sysproPeriods(periods, now));
      },
      placeBill: async (bill) => {
        const name = await place(url, bill);
        if (bill.state === 'paid' && bill.type === 'Bill') await order(url, 'payments', { bill: name });
        return name;
      },
      deleteBill: async ({ referenceNbr }) => {
        await order(url, 'invoices', { remove: [referenceNbr] });
      },
      carryOut: (step) => carryOut(url, step),
      ...ordersAndSuppliers(url),
      ...ledgerBooks(url),
    };
  },
  credentials: (url) => ({
    sysproApi: {
      name: 'SYSPRO',
      data: { ...SIGN_INS.syspro, baseUrl: new URL(url).origin },
    },
  }),
  prepare: ({ type, parameters }) => {
    if (!type.endsWith('.syspro')) return;
    if (parameters.resource === 'apInvoice' && parameters.operation === 'post')
      parameters.creditMemos = 'negative';
    if (parameters.resource === 'purchaseOrder') parameters.productClass = 'GEN';
  },
  flows: [
    ...[purchaseOrdersToErp, suppliersToErp, vendorsToJaggaer, suppliersBothWays, paymentsToJaggaer],
    ...[invoicesRegistered, balancesKept],
  ],
  ...{ winner: 'jaggaer', lacks: ['website'], takesFiles: false },
  budget: { 'SYSPRO calls': 90, Logons: 1 },
  billsInCall: 50,
  purposeOf({ path }) {
    if (/\/Transaction\/Post(LD)? APSTIN$/i.test(path)) return 'create';
    return /\/Query\/Query COMFND ApInvoice$/i.test(path) ? 'lookUp' : null;
  },
};

/** @returns the name of AP's entry */
async function place(url: string, bill: ErpBill): Promise<string> {
  const placed = (await order(url, 'invoices', sysproInvoice(bill))) as { invoices: Array<{ name: string }> };
  return placed.invoices[0]?.name ?? '';
}

/** What AP does about payments; a bill is settled by a negative invoice. Nothing waits to be released. */
async function carryOut(url: string, step: Step): Promise<void> {
  switch (step.do) {
    case 'release':
      return;
    case 'pay': {
      const bills = step.bills.map(({ bill, ...rest }) => ({ bill: bill.referenceNbr, ...rest }));
      const { reference, date, waits } = step;
      await order(url, 'payments', { bills, reference, date, ...(waits && { waits }) });
      return;
    }
    case 'settle': {
      const credit = await place(url, step.credit);
      const { amount } = step.credit;
      await order(url, 'payments', { bill: step.bill.referenceNbr, amount, credit });
      return;
    }
    default:
      await order(url, 'payments', { [step.do]: step.reference });
  }
}
