/** Every expected bill of the sample world can be entered in Exact Online by its API, and the books agree. */
import { compareBooks } from '../../sandbox/books';
import { order } from '../../sandbox/control';
import { exactOnline } from '../../sandbox/erps/exactOnline';
import type { ErpSide } from '../../sandbox/erps';
import type { ExactBill } from '../../sandbox/exact-online';
import { SIGN_INS } from '../../sandbox/signIns';
import type { Expectation, World } from '../../sandbox/world';
import { paymentPlan } from '../../sandbox/world/payments';

const { accessToken, division, clientId, clientSecret, refreshToken } = SIGN_INS.exactOnline;
const cents = (amount: string): number => Math.round(Number(amount) * 100);

interface Row {
  ID: string;
  Code: string;
}

let side: ErpSide;
let world: World;
const books = async () => (await side.books()) as ExactBill[];

async function call(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
  const reply = await fetch(`${side.url}/api/v1/${division}/${path}`, {
    ...{ method, body: body ? JSON.stringify(body) : null },
    headers: {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/json',
      'content-type': 'application/json',
    },
  });
  return { status: reply.status, text: await reply.text() };
}

async function idsOf(path: string): Promise<Map<string, string>> {
  const { rows } = (await order(side.url, `state?rows=${path}`)) as { rows: Row[] };
  return new Map(rows.map(({ ID, Code }) => [Code.trim(), ID]));
}

/** Enters all as a client does that knows the GUIDs, a minute for each sixty. */
async function enter(bills: Expectation[]): Promise<void> {
  const [suppliers, accounts] = [await idsOf('crm/Accounts'), await idsOf('financial/GLAccounts')];
  for (const [at, bill] of bills.entries()) {
    if (at % 60 === 59) await order(side.url, 'clock', { advanceMs: 60_000 });
    const sign = bill.type === 'Bill' ? 1 : -1;
    const { status, text } = await call('POST', 'purchaseentry/PurchaseEntries', {
      ...{
        Journal: '60',
        Supplier: suppliers.get(bill.vendor),
        YourRef: bill.vendorRef,
        EntryDate: bill.date,
      },
      ...{ Currency: bill.currency, DueDate: bill.date },
      ...{ ReportingYear: Number(bill.period.slice(2)), ReportingPeriod: Number(bill.period.slice(0, 2)) },
      PurchaseEntryLines: bill.lines.map(({ account, subaccount, branch, amount }) => ({
        ...{ GLAccount: accounts.get(account), CostCenter: subaccount, CostUnit: branch },
        AmountFC: (cents(amount) * sign) / 100,
      })),
    });
    if (status !== 201) throw new Error(`${bill.invoiceNumber}: ${status} ${text}`);
  }
}

beforeAll(async () => {
  world = exactOnline.world({ seed: 3, invoices: 200 });
  side = await exactOnline.start(world);
});
afterAll(() => side.close());

test('vendors have numbers wherever one is named, and orders stand in the division', async () => {
  const codes = new Set(world.erp.vendors.map(({ id }) => id));
  expect([...codes].every((code) => /^\d{5}$/.test(code))).toBe(true);
  const named = [
    ...world.mapping.filter(({ kind }) => kind === 'supplier').map(({ to }) => to),
    ...world.mending.rows.filter(({ kind }) => kind === 'supplier').map(({ to }) => to),
    ...[...world.expected, ...world.mending.expected].flatMap(({ vendor }) =>
      vendor === '' ? [] : [vendor],
    ),
    ...world.masters.suppliers.map(({ vendor }) => vendor),
  ];
  expect(named.filter((code) => !codes.has(code))).toEqual([]);
  const { counts } = (await order(side.url, 'state')) as { counts: Record<string, number> };
  expect(counts['purchaseorder/PurchaseOrders']).toBeGreaterThan(10);
  expect(counts['crm/Accounts']).toBe(world.erp.vendors.length);
  const me = await fetch(`${side.url}/api/v1/current/Me?$select=CurrentDivision`, {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
  });
  expect(await me.text()).not.toContain(String(division));
  const form = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret };
  const early = await fetch(`${side.url}/api/oauth2/token`, {
    ...{ method: 'POST', body: new URLSearchParams({ ...form, refresh_token: refreshToken }) },
  });
  expect(await early.text()).toContain('access_token not expired');
});

test('all are entered by a call each, and nothing else stands in the books', async () => {
  const posted = world.expected.filter(({ outcome }) => outcome === 'posted');
  expect(posted.length).toBeGreaterThan(100);
  await enter(posted);
  expect(compareBooks(world.expected, await books())).toEqual({
    ...{ posted: posted.length, credits: posted.filter(({ type }) => type !== 'Bill').length },
    ...{ missing: [], duplicates: [], amountMismatches: [], strangers: [] },
  });
});

test('what is paid, waits, is taken back or settled shows in the terms after each phase; an entry can be deleted', async () => {
  const { phases, expected } = paymentPlan(world, await books());
  expect(new Set(expected.map(({ plan }) => plan)).size).toBe(9);
  for (const [phase, steps] of phases.entries()) {
    for (const step of steps) await side.carryOut(step);
    const found = new Map((await books()).map((bill) => [`${bill.type} ${bill.referenceNbr}`, bill]));
    for (const { plan, bill, type, paid } of expected) {
      const one = found.get(`${type} ${bill}`);
      const cleared = plan === 'adjusted' ? cents(one?.amount ?? '') : cents(paid[phase] ?? '');
      expect([plan, cents(one?.paid ?? '')]).toEqual([plan, cleared]);
    }
  }
  const unpaid = (await books()).find(({ paid }) => cents(paid) === 0);
  if (!unpaid) throw new Error('All is paid.');
  await side.deleteBill(unpaid);
  expect((await books()).some(({ referenceNbr }) => referenceNbr === unpaid.referenceNbr)).toBe(false);
});

test('a month that is closed is refused until somebody opens it', async () => {
  const closed = world.expected.find(({ why }) => why?.includes('period') === true);
  const [period] = world.mending.periods.filter(({ year, number }) => `${number}${year}` === closed?.period);
  if (!closed || !period) throw new Error('No invoice of a closed month.');
  const bill = world.mending.expected.find(({ invoiceId }) => invoiceId === closed.invoiceId) ?? closed;
  await expect(enter([bill])).rejects.toThrow('Period is closed');
  await side.setPeriods([period]);
  await enter([bill]);
  expect((await books()).at(-1)).toMatchObject({ vendor: bill.vendor, vendorRef: bill.vendorRef });
});

test('calls that look entries up and that book them are told apart from all others', () => {
  const of = (path: string) => exactOnline.purposeOf({ method: path.split(' ')[0] ?? '', path });
  expect(of('POST purchaseentry/PurchaseEntries')).toBe('create');
  expect(of('GET purchaseentry/PurchaseEntries')).toBe('lookUp');
  expect(of('GET purchaseentry/PurchaseEntries()')).toBe('lookUp');
  expect(of('GET sync/Financial/TransactionLines')).toBe('lookUp');
  expect([of('GET purchaseentry/PurchaseEntryLines'), of('POST crm/Accounts')]).toEqual([null, null]);
});
