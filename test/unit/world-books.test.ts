/** What the sample world expects in the ERP's books: consistent, worked out by hand once, and enterable there. */
import Big from 'big.js';
import { startAcumatica } from '../../sandbox/acumatica';
import { SIGN_INS } from '../../sandbox/signIns';
import { buildWorld } from '../../sandbox/world';
import { acumaticaWorld } from '../../sandbox/world/acumatica';
import { calendarOf } from '../../sandbox/world/calendar';
import type { AccountCode, CostCenter } from '../../sandbox/world/catalogue';
import { ACCOUNTS, COST_CENTERS } from '../../sandbox/world/catalogue';
import { expectationOf } from '../../sandbox/world/expected';
import type { InvoicePlan, LinePlan, SplitPlan } from '../../sandbox/world/plan';
import { Planner } from '../../sandbox/world/planInvoice';
import { Random } from '../../sandbox/world/random';

const cents = (value: number | string): number => Math.round(Number(value) * 100);
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

test('expected bills add up, are unique, and use nothing that the ERP does not have', () => {
  const { erp, expected, scenarios } = buildWorld({ seed: 1, invoices: 400 });
  const vendors = new Map(erp.vendors.map((vendor) => [vendor.id, vendor]));
  const open = new Set(erp.periods.filter((one) => one.state === 'open').map((one) => one.number + one.year));
  const codes = (rows: Array<{ code: string; active?: boolean }>) =>
    new Set(rows.filter((row) => row.active !== false).map((row) => row.code));
  const accounts = codes(erp.accounts);
  const subaccounts = codes(erp.costCenters);
  const seen = new Set<string>();
  for (const bill of expected.filter((one) => one.outcome === 'posted')) {
    const key = `${bill.vendor}|${bill.vendorRef.toUpperCase()}`;
    expect(seen.has(key)).toBe(false);
    seen.add(key);
    expect(sum(bill.lines.map((line) => cents(line.amount)))).toBe(cents(bill.amount));
    expect(Number(bill.amount)).toBeGreaterThanOrEqual(0);
    expect(vendors.get(bill.vendor)).toMatchObject({ active: true, currency: bill.currency });
    expect(open.has(bill.period)).toBe(true);
    for (const line of bill.lines) {
      expect(accounts.has(line.account)).toBe(true);
      expect(subaccounts.has(line.subaccount)).toBe(true);
    }
  }
  const late = expected.filter((_, at) => scenarios[at] === 'closedPeriod');
  expect(late).toHaveLength(8);
  for (const { period } of late) expect(open.has(period)).toBe(false);
});

test('a world without trouble is all to be posted', () => {
  const { expected } = buildWorld({ seed: 1, invoices: 200, trouble: false });
  expect(new Set(expected.map(({ outcome }) => outcome))).toEqual(new Set(['posted']));
  expect(expected.filter(({ type }) => type === 'Debit Adj.')).toHaveLength(8);
});

test('a bill worked out by hand: splits with a residue, a discount spread over them, tax on its own', () => {
  const [small, mid, large] = ACCOUNTS.filter((account) => account.chart === 'new') as [
    AccountCode,
    AccountCode,
    AccountCode,
  ];
  const [center] = COST_CENTERS as [CostCenter];
  const big = (amount: string) => new Big(amount);
  const split = (account: AccountCode, amount: string, share: string | null = null) => ({
    ...{ account, costCenter: center, amount: big(amount), share: share === null ? null : big(share) },
  });
  const line = (number: number, amount: string, splits: SplitPlan[]): LinePlan => ({
    ...{ number, amount: big(amount), splits, order: null, distribution: 'PercentOfPrice' },
    ...{ description: '', unit: 'EA', quantity: big('1'), unitPrice: big(amount) },
  });
  const plan: InvoicePlan = {
    ...new Planner(new Random(1), calendarOf('2026-06-15T00:00:00Z')).plan('ordinary'),
    lines: [
      // 70 % of 715.95 is 501.165, 20 % 143.19, 10 % 71.595: the last takes what is over
      line(1, '715.95', [
        split(small, '501.17', '70'),
        split(mid, '143.19', '20'),
        split(large, '71.59', '10'),
      ]),
      line(2, '2726.53', [split(small, '2726.53')]),
      line(3, '532.80', [split(mid, '532.80')]),
    ],
    charges: [
      { kind: 'tax1', amount: big('407.47') },
      { kind: 'discount', amount: big('79.51') },
    ],
    total: big('4303.24'),
    businessUnit: { code: '0004', branch: 'MILL' },
  };
  const { amount, lines } = expectationOf(plan);
  expect(amount).toBe('4303.24');
  // 79.51 over 3975.28: 10.02, 2.86, 1.43, 54.53, and 10.67 instead of 10.66
  expect(lines.map((one) => `${one.account} ${one.subaccount} ${one.branch} ${one.amount}`)).toEqual([
    '61000 100-000 MILL 491.15',
    '61200 100-000 MILL 140.33',
    '61500 100-000 MILL 70.16',
    '61000 100-000 MILL 2672.00',
    '61200 100-000 MILL 522.13',
    '63100 000-000 MILL 407.47',
  ]);
});

test('every expected bill can be entered in the ERP by hand', async () => {
  const { erp, expected } = buildWorld({ seed: 3, invoices: 100 });
  const sim = await startAcumatica({ seed: acumaticaWorld(erp) });
  try {
    const { clientId, clientSecret, username, password } = SIGN_INS.acumatica;
    const signedIn = await fetch(`${sim.url}/identity/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'password', client_id: clientId, client_secret: clientSecret, username, password },
        scope: 'api offline_access',
      }),
    });
    const { access_token: token } = (await signedIn.json()) as { access_token: string };
    const value = (of: unknown) => ({ value: of });
    const bills = expected.filter((one) => one.outcome === 'posted');
    for (const bill of bills) {
      const reply = await fetch(`${sim.url}/entity/Default/24.200.001/Bill`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ Type: value(bill.type), Vendor: value(bill.vendor), VendorRef: value(bill.vendorRef) },
          ...{ Date: value(bill.date), PostPeriod: value(bill.period), CurrencyID: value(bill.currency) },
          ...{
            BranchID: value(bill.lines[0]?.branch),
            Amount: value(Number(bill.amount)),
            Hold: value(false),
          },
          Details: bill.lines.map((line) => ({
            ...{ Account: value(line.account), Subaccount: value(line.subaccount) },
            ...{
              Qty: value(1),
              UnitCost: value(Number(line.amount)),
              ExtendedCost: value(Number(line.amount)),
            },
          })),
        }),
      });
      expect([bill.invoiceNumber, reply.status, reply.status === 200 ? '' : await reply.text()]).toEqual([
        bill.invoiceNumber,
        200,
        '',
      ]);
    }
    const state = await fetch(`${new URL(sim.url).origin}/_sandbox/state?entity=Bill`);
    const { bills: books } = (await state.json()) as {
      bills: Array<{ vendorRef: string; amount: string; status: string }>;
    };
    expect(books.map((one) => `${one.vendorRef} ${one.amount} ${one.status}`).sort()).toEqual(
      bills.map((one) => `${one.vendorRef} ${one.amount} Balanced`).sort(),
    );
  } finally {
    await sim.close();
  }
});
