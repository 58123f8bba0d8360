/** Every expected bill of the sample world can be entered in SYSPRO, and the books agree; what AP does afterwards shows. */
import { XMLParser } from 'fast-xml-parser';
import { compareBooks } from '../../sandbox/books';
import { order } from '../../sandbox/control';
import type { ErpSide } from '../../sandbox/erps';
import { syspro } from '../../sandbox/erps/syspro';
import { SIGN_INS } from '../../sandbox/signIns';
import type { SysproBill } from '../../sandbox/syspro';
import type { Expectation, World } from '../../sandbox/world';
import { paymentPlan } from '../../sandbox/world/payments';
import { openedPeriods } from '../../sandbox/world/erpMasters';
import { sysproPeriods } from '../../sandbox/world/syspro';

const cents = (amount: string | undefined): number => Math.round(Number(amount) * 100);
const escape = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const elements = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${escape(value)}</${name}>`)
    .join('');
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => ['Item', 'Row'].includes(name) });

interface Session {
  url: string;
  id: string;
}
const rest = '/SYSPROWCFService/Rest';

async function logon(url: string): Promise<Session> {
  const { operator, operatorPassword, companyId, companyPassword } = SIGN_INS.syspro;
  const query = new URLSearchParams({
    ...{ Operator: operator, OperatorPassword: operatorPassword },
    ...{ CompanyId: companyId, CompanyPassword: companyPassword },
  });
  return { url, id: await (await fetch(`${url}${rest}/Logon?${query.toString()}`)).text() };
}

async function find({ url, id }: Session, table: string): Promise<Array<Record<string, string>>> {
  const query = new URLSearchParams({
    ...{ UserId: id, BusinessObject: 'COMFND' },
    XmlIn: `<Query><TableName>${table}</TableName></Query>`,
  });
  const text = await (await fetch(`${url}${rest}/Query/Query?${query.toString()}`)).text();
  return parser.parse(text)[table].Row ?? [];
}

async function post({ url, id }: Session, period: string, items: string[]): Promise<string> {
  const how = `<PostApInvoice><Parameters><PostingPeriod>${period}</PostingPeriod><LedgerDistributionCurrency>F</LedgerDistributionCurrency><ApplyIfEntireDocumentValid>N</ApplyIfEntireDocumentValid></Parameters></PostApInvoice>`;
  const reply = await fetch(`${url}${rest}/Transaction/PostLD`, {
    method: 'POST',
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<TransactionPostLD xmlns="http://SYSPROWcfService"><UserId>${id}</UserId><BusinessObject>APSTIN</BusinessObject><XmlParameters><![CDATA[${how}]]></XmlParameters><XmlIn><![CDATA[<PostApInvoice>${items.join('')}</PostApInvoice>]]></XmlIn></TransactionPostLD>`,
  });
  return await reply.text();
}

type Grns = Map<string, Record<string, string>>;
async function grnsByOrder(session: Session): Promise<Grns> {
  const orders = new Map(
    (await find(session, 'PorMasterHdr')).map((one) => [one.PurchaseOrder, one.CustomerPoNumber]),
  );
  return new Map(
    (await find(session, 'GrnDetails')).map((grn) => [
      `${orders.get(grn.PurchaseOrder)} ${grn.PurchaseOrderLin?.trim()}`,
      grn,
    ]),
  );
}

function line({ account, subaccount, amount, po }: Expectation['lines'][number], grns: Grns): string {
  const grn = po && Number(amount) > 0 ? grns.get(`${po.number} ${po.line}`) : undefined;
  if (!grn)
    return `<LedgerDistribution>${elements({ LedgerCode: `${account}-${subaccount}`, LedgerValue: amount })}</LedgerDistribution>`;
  return `<GrnDetails>${elements({
    ...{ GrnSupplier: grn.Supplier ?? '', GrnGrn: grn.Grn ?? '', GrnFlag: grn.GrnSource ?? '' },
    ...{ GrnJournal: grn.Journal?.trim() ?? '', GrnEntry: grn.JournalEntry?.trim() ?? '' },
    ...{ GrnMatchType: 'U', GrnMatchValue: amount },
  })}</GrnDetails>`;
}

/** A credit is a negative invoice here: it names none that it belongs to. */
function item(bill: Expectation, grns: Grns): string {
  const sign = bill.type === 'Bill' ? '' : '-';
  const signed = (amount: string) => `${sign}${amount}`.replace('--', '');
  const lines = bill.lines.map((one) => line({ ...one, amount: signed(one.amount) }, grns));
  return `<Item>${elements({
    ...{ Supplier: bill.vendor, Branch: bill.lines[0]?.branch ?? '', Invoice: bill.vendorRef },
    ...{
      TransactionValue: signed(bill.amount),
      InvoiceDate: bill.date,
      TransactionReference: bill.invoiceId,
    },
  })}${lines.join('')}</Item>`;
}

const slotOf = (world: World, period: string): string => {
  const { year, month } = sysproPeriods(world.erp.periods);
  const back = year * 12 + month - (Number(period.slice(2)) * 12 + Number(period.slice(0, 2)));
  return ['C', 'P', 'B'][back] ?? '';
};

async function entered(
  world: World,
  side: ErpSide,
): Promise<{ bills: Expectation[]; strange: Expectation[]; matched: number }> {
  const session = await logon(side.url);
  const grns = await grnsByOrder(session);
  const posted = world.expected.filter(({ outcome }) => outcome === 'posted');
  // numbers that are longer than SYSPRO's: the node has to decide what becomes of them
  const strange = posted.filter(({ vendorRef }) => vendorRef.length > 20);
  const bills = posted.filter((bill) => !strange.includes(bill));
  for (const period of ['C', 'P', 'B']) {
    const own = bills.filter((bill) => slotOf(world, bill.period) === period);
    for (let at = 0; at < own.length; at += 50) {
      const part = own.slice(at, at + 50);
      const answer = await post(
        session,
        period,
        part.map((bill) => item(bill, grns)),
      );
      expect(/<ErrorDescription>[^<]+/.exec(answer)?.[0] ?? '').toBe('');
      expect(answer).toContain(`<ItemsProcessed>${part.length}</ItemsProcessed>`);
    }
  }
  const matched = (await find(session, 'GrnDetails')).filter((grn) => grn.GrnMatchedFlag === 'Y').length;
  await fetch(`${side.url}${rest}/Logoff?UserId=${encodeURIComponent(session.id)}`);
  return { bills, strange, matched };
}

const world = syspro.world({ seed: 3, invoices: 200 });
let side: ErpSide;
beforeEach(async () => {
  side = await syspro.start(world);
});
afterEach(() => side.close());

test('in documents of fifty, matched to what was received, and the books agree', async () => {
  const { bills, strange, matched } = await entered(world, side);
  const books = (await side.books()) as SysproBill[];
  const compared = compareBooks(
    world.expected.filter((one) => !strange.includes(one)),
    books,
  );
  expect(compared).toEqual({
    ...{ posted: bills.length, credits: bills.filter(({ type }) => type !== 'Bill').length },
    ...{ missing: [], duplicates: [], amountMismatches: [], strangers: [] },
  });
  expect(bills.length).toBeGreaterThan(100);
  expect(compared.credits).toBeGreaterThan(0);
  expect(matched).toBeGreaterThan(20);
  for (const { period, vendorRef, vendor } of bills) {
    const bill = books.find((one) => one.vendorRef === vendorRef && one.vendor === vendor);
    expect(bill?.period).toBe(`${period.slice(2)}-${period.slice(0, 2)}`);
  }
  expect(await order(side.url, 'state')).toMatchObject({ openSessions: 0, logons: 1, waitingForGl: [] });
  const ledger = (await order(side.url, 'state?table=GenJournalDetail')) as {
    rows: Array<{ EntryValue: string }>;
  };
  expect(ledger.rows.reduce((sum, { EntryValue }) => sum + cents(EntryValue), 0)).toBe(0);
});

test('what is paid, waits, is taken back or settled shows after each phase', async () => {
  await entered(world, side);
  const { phases, expected } = paymentPlan(world, await side.books());
  expect(new Set(expected.map(({ plan }) => plan)).size).toBe(9);
  for (const [phase, steps] of phases.entries()) {
    for (const step of steps) await side.carryOut(step);
    const books = new Map(((await side.books()) as SysproBill[]).map((bill) => [bill.referenceNbr, bill]));
    for (const { plan, bill, paid } of expected) {
      const found = books.get(bill);
      const cleared = plan === 'adjusted' ? cents(found?.amount) : cents(paid[phase]);
      expect([plan, cents(found?.totalDue)]).toEqual([plan, cents(found?.amount) - cleared]);
    }
  }
  const session = await logon(side.url);
  const rows = await find(session, 'ApInvoicePay');
  const whole = expected.find(({ plan }) => plan === 'full');
  const payment = rows.find(({ PaymentReference }) => PaymentReference === whole?.reference);
  expect(cents(payment?.TrnValue)).toBe(cents(whole?.paid[1]));
  const taken = rows.filter(({ TrnValue }) => Number(TrnValue) < 0);
  expect(taken.length).toBeGreaterThan(0);
  const { purged } = (await order(side.url, 'purge', {})) as { purged: number };
  expect(purged).toBeGreaterThan(10);
  expect((await find(session, 'ApInvoice')).length).toBe((await side.books()).length - purged);
});

test('an invoice that is deleted is gone, and its goods are free', async () => {
  await entered(world, side);
  const session = await logon(side.url);
  const matched = async () =>
    (await find(session, 'GrnDetails')).filter((grn) => grn.GrnMatchedFlag === 'Y').length;
  const before = await matched();
  const books = await side.books();
  for (const bill of books) await side.deleteBill(bill);
  expect(await side.books()).toHaveLength(0);
  expect([before > 0, await matched()]).toEqual([true, 0]);
  expect(await find(session, 'ApInvoice')).toHaveLength(0);
  await expect(side.deleteBill(books[0]!)).rejects.toThrow('There is no invoice');
});

test('months that are opened come into reach, and closed ones cannot be posted in', async () => {
  const periods = async () => ((await order(side.url, 'state')) as { periods: object }).periods;
  expect(await periods()).toEqual({ year: 2026, month: 6, closedInAp: [], closedInGl: [] });
  const may = world.erp.periods.filter(({ year, number }) => year === '2026' && number === '05');
  await side.setPeriods(may.map((month) => ({ ...month, state: 'closed' })));
  expect(await periods()).toMatchObject({ month: 6, closedInAp: ['P'] });
  await side.setPeriods(may);
  expect(await periods()).toMatchObject({ month: 6, closedInAp: [] });
  await side.setPeriods(openedPeriods(world.erp.periods));
  expect(await periods()).toMatchObject({ year: 2026, month: 5, closedInAp: [] });
});
