/** What only an ERP with these templates does: invoices registered before approval, balances kept in a table. */
import { order } from '../control';
import type { LedgerBalance, RegisteredInvoice } from '../erps/erp';
import { AUDIT, booksOf } from '../run';
import type { Stage } from '../stage';
import type { Flow } from './flow';
import { expectSuccess, runPolling } from './flow';

const REGISTERING = { operation: 'register' };
const BALANCES = 'jaggaer_erp_balance';

/**
 * Invoices that are not approved yet, known to accounts payable (template register-invoices): each once, and the main
 * flow leaves one to the people of the ERP when it is approved later.
 */
export const invoicesRegistered: Flow = {
  figure: 'invoicesRegistered',
  ...{ title: 'invoices registered before their approval', unit: 'registered before approval' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const { client, jaggaer } = stage;
    const waiting = stage.world.expected.filter(({ why }) => why === 'workflow is Pending');
    const wanted = waiting.flatMap(({ vendor, vendorRef, amount }) =>
      vendor === '' ? [] : [{ vendor, vendorRef, amount }],
    );
    const registered = async () => (await stage.erp.registered?.()) ?? [];
    const bills = (await booksOf(stage)).length;
    const before = (await client.rows(AUDIT)).length;
    const changed = { ids: waiting.map(({ invoiceId }) => Number(invoiceId)) };
    await order(jaggaer.url, 'export', changed);
    const workflow = stage.workflow('registerInvoices');
    await runPolling(stage, workflow, REGISTERING, waiting.length, faults);
    faults.push(...wrongRows('registered', await registered(), wanted, registeredName));
    // whatever changes in JAGGAER meanwhile, an invoice is registered once
    await order(jaggaer.url, 'export', changed);
    await runPolling(stage, workflow, REGISTERING, waiting.length * 2, faults);
    faults.push(...wrongRows('registered, again', await registered(), wanted, registeredName));
    const outcomes = (await client.rows(AUDIT)).slice(before).map(({ outcome }) => String(outcome));
    for (const outcome of ['posted', 'alreadyPosted']) {
      const count = outcomes.filter((one) => one === outcome).length;
      if (count !== wanted.length) faults.push(`${count} × ${outcome} of registering, not ${wanted.length}`);
    }
    if ((await booksOf(stage)).length !== bills) faults.push('registering has booked something');
    return (await registered()).length;
  },
};

const registeredName = ({ vendor, vendorRef, amount }: RegisteredInvoice) =>
  `${vendor} ${vendorRef} ${amount}`;

/** Rows of the table of balances (template gl-balances): one for each ledger code, also after a second run. */
export const balancesKept: Flow = {
  ...{ figure: 'balancesKept', title: 'balances of the ledger, into a table', unit: 'balances kept' },
  async run(stage: Stage, faults: string[]): Promise<number> {
    const kept = async (): Promise<LedgerBalance[]> =>
      (await stage.client.rows(BALANCES)).map(({ account, year, period, opening, movement, balance }) => ({
        ...{ account: String(account), year: Number(year), period: Number(period) },
        ...{ opening: Number(opening), movement: Number(movement), balance: Number(balance) },
      }));
    for (const when of ['balances', 'balances, again']) {
      await expectSuccess(stage, stage.workflow('glBalances'), 'Run Now');
      faults.push(...wrongRows(when, await kept(), (await stage.erp.balances?.()) ?? [], balanceName));
    }
    const rows = await kept();
    if (rows.every(({ movement }) => movement === 0)) faults.push('no balance has moved');
    return rows.length;
  },
};

const balanceName = ({ account, year, period, opening, movement, balance }: LedgerBalance) =>
  `${account} ${year}/${period}: ${opening} + ${movement} = ${balance}`;

function wrongRows<T>(what: string, found: T[], wanted: T[], name: (row: T) => string): string[] {
  const left = new Map<string, number>();
  for (const row of wanted) left.set(name(row), (left.get(name(row)) ?? 0) + 1);
  for (const row of found) left.set(name(row), (left.get(name(row)) ?? 0) - 1);
  return [...left].flatMap(([row, count]) => {
    if (count === 0) return [];
    return [`${what}: ${row} ${count > 0 ? 'is missing' : 'is there, and nobody expects it'}`];
  });
}
