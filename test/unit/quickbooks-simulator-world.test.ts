/** Every expected bill of the sample world can be entered in QuickBooks Online, and the books agree. */
import { compareBooks } from '../../sandbox/books';
import { order } from '../../sandbox/control';
import type { ErpSide } from '../../sandbox/erps';
import { quickBooksOnline } from '../../sandbox/erps/quickBooksOnline';
import type { QuickBooksBill } from '../../sandbox/quickbooks-online';
import { SIGN_INS } from '../../sandbox/signIns';
import type { Expectation, World } from '../../sandbox/world';
import type { ErpBill } from '../../sandbox/world/erpMasters';
import { paymentPlan } from '../../sandbox/world/payments';

const { realmId, accessToken, refreshToken, clientId, clientSecret } = SIGN_INS.quickBooksOnline;
type Tree = Awaited<ReturnType<Response['json']>>;

let side: ErpSide;
let world: World;
beforeEach(async () => {
  world = quickBooksOnline.world({ seed: 3, invoices: 200 });
  side = await quickBooksOnline.start(world);
});
afterEach(() => side.close());

async function call(path: string, body?: unknown): Promise<Tree> {
  // the limits are the real ones: ten calls in a second
  await order(side.url, 'clock', { advanceMs: 1000 });
  const reply = await fetch(`${side.url}/v3/company/${realmId}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...{ accept: 'application/json', 'content-type': 'application/json' },
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return await reply.json();
}

/** QBO's ids by the numbers that the world has. */
async function idsOf(entity: string, field: string): Promise<(number: string) => { value: string }> {
  const query = encodeURIComponent(`select * from ${entity} MAXRESULTS 1000`);
  const found: Tree[] = (await call(`query?query=${query}`)).QueryResponse[entity];
  const known = new Map(found.map((one) => [one[field], one.Id]));
  return (number) => ({ value: known.get(number) ?? `no ${number}` });
}

test('in batches of thirty, each line with its account and class, under one location', async () => {
  const all = world.expected.filter(({ outcome }) => outcome === 'posted');
  const [vendor, account] = [await idsOf('Vendor', 'AcctNum'), await idsOf('Account', 'AcctNum')];
  const [location, ofClass] = [await idsOf('Department', 'Name'), await idsOf('Class', 'Name')];
  const orders: Tree[] = (
    await call(`query?query=${encodeURIComponent('select * from PurchaseOrder MAXRESULTS 1000')}`)
  ).QueryResponse.PurchaseOrder;
  const linkTo = ({ number, line }: { number: string; line: number }) => {
    const found = orders.find(({ DocNumber }) => DocNumber === number);
    const TxnLineId = found.Line.find(({ LineNum }: Tree) => LineNum === line).Id;
    return { LinkedTxn: [{ TxnId: found.Id, TxnType: 'PurchaseOrder', TxnLineId }] };
  };
  const body = (one: Expectation): object => ({
    ...{ VendorRef: vendor(one.vendor), DocNumber: one.vendorRef, CurrencyRef: { value: one.currency } },
    ...{ TxnDate: one.date, DepartmentRef: location(one.lines[0]?.branch ?? '') },
    Line: one.lines.map((line) => ({
      ...{ Amount: Number(line.amount), DetailType: 'AccountBasedExpenseLineDetail' },
      AccountBasedExpenseLineDetail: {
        ...{ AccountRef: account(line.account), ClassRef: ofClass(line.subaccount) },
      },
      ...(line.po && linkTo(line.po)),
    })),
  });
  let linked = 0;
  for (let at = 0; at < all.length; at += 30) {
    const chunk = all.slice(at, at + 30);
    const BatchItemRequest = chunk.map((one, number) => ({
      ...{ bId: String(number), operation: 'create' },
      [one.type === 'Bill' ? 'Bill' : 'VendorCredit']: body(one),
    }));
    const { BatchItemResponse: answers } = await call('batch', { BatchItemRequest });
    expect(answers.flatMap(({ Fault }: Tree) => Fault?.Error ?? [])).toEqual([]);
    for (const [number, { Bill: made }] of answers.entries()) {
      const wanted = chunk[number]?.lines.filter(({ po }) => po).length ?? 0;
      const got = (made?.Line ?? []).filter(({ LinkedTxn }: Tree) => LinkedTxn.length > 0).length;
      expect([number, got]).toEqual([number, wanted]);
      linked += got;
    }
  }
  expect(linked).toBeGreaterThan(10);
  expect(compareBooks(world.expected, await side.books())).toEqual({
    ...{ posted: all.length, credits: all.filter(({ type }) => type !== 'Bill').length },
    ...{ missing: [], duplicates: [], amountMismatches: [], strangers: [] },
  });
  expect(all.length).toBeGreaterThan(100);
  expect(side.costs()).toEqual({ 'Write requests': Math.ceil(all.length / 30), 'Read requests': 5 });
});

test('a wrong amount and a bill twice are seen', async () => {
  const one = world.expected.find(({ outcome, type }) => outcome === 'posted' && type === 'Bill');
  if (!one) throw new Error('no bill');
  const bill: ErpBill = {
    ...{ type: 'Bill', vendor: one.vendor, vendorRef: one.vendorRef, currency: one.currency, date: one.date },
    ...{ amount: '0.01', description: '', referenceNbr: '', state: 'open' },
  };
  for (const _ of [1, 2]) {
    void _;
    await side.placeBill(bill);
  }
  const compared = compareBooks([one], await side.books());
  expect([compared.duplicates.length, compared.amountMismatches.length]).toEqual([1, 1]);
});

test('closed months are closed, and open when they are opened', async () => {
  const shown = async () => (await call('preferences')).Preferences.AccountingInfoPrefs.BookCloseDate;
  expect(await shown()).toBe('2026-03-31');
  await side.setPeriods(world.mending.periods);
  expect(await shown()).toBe('2024-12-31');
});

test('what is paid, waits, is voided or settled shows in the balances after each phase', async () => {
  const cents = (amount: string | undefined): number => Math.round(Number(amount) * 100);
  for (const { outcome, type, vendor, vendorRef, currency, amount, date } of world.expected) {
    if (outcome !== 'posted') continue;
    const bill = { type, vendor, vendorRef, currency, amount, date };
    await side.placeBill({ ...bill, state: 'open', description: 'By hand', referenceNbr: '' });
  }
  const { phases, expected } = paymentPlan(world, await side.books());
  expect(new Set(expected.map(({ plan }) => plan)).size).toBe(9);
  for (const [phase, steps] of phases.entries()) {
    for (const step of steps) await side.carryOut(step);
    const books = new Map(((await side.books()) as QuickBooksBill[]).map((bill) => [bill.id, bill]));
    for (const { plan, bill, paid } of expected) {
      const found = books.get(bill);
      const cleared = plan === 'adjusted' ? cents(found?.amount) : cents(paid[phase]);
      expect([plan, cents(found?.balance)]).toEqual([plan, cents(found?.amount) - cleared]);
    }
  }
  const open = ((await side.books()) as QuickBooksBill[]).find(
    ({ type, status }) => type === 'Bill' && status === 'Open',
  );
  if (!open) throw new Error('all are paid');
  await side.deleteBill(open);
  expect((await side.books()).some(({ referenceNbr }) => referenceNbr === open.id)).toBe(false);
});

test('a supplier that is not a vendor yet has the name of a customer; the sign-in of the sandbox refreshes', async () => {
  const { Fault } = await call('vendor', { DisplayName: 'Merrow Point Labs' });
  expect(Fault.Error[0].code).toBe('6240');
  const reply = await fetch(`${side.url}/oauth2/v1/tokens/bearer`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  });
  expect((await reply.json()).refresh_token).toBe(refreshToken);
});

test('calls that look bills up and that create them are told apart from all others', () => {
  const of = (what: string) =>
    quickBooksOnline.purposeOf({ method: 'POST', path: `/v3/company/${realmId}/batch ${what}` });
  expect([of('create:Bill'), of('create:Vendor create:VendorCredit')]).toEqual(['create', 'create']);
  expect([of('query:Bill'), of('query:VendorCredit')]).toEqual(['lookUp', 'lookUp']);
  expect([of('create:BillPayment'), of('query:BillPayment'), of('update:Bill')]).toEqual([null, null, null]);
});
