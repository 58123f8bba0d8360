/** Poisoned invoices travel as they are meant, and the simulated ERP refuses and takes what is expected of it. */
import { startAcumatica } from '../../sandbox/acumatica';
import { startJaggaer } from '../../sandbox/jaggaer';
import { SIGN_INS } from '../../sandbox/signIns';
import { buildWorld } from '../../sandbox/world';
import { acumaticaWorld } from '../../sandbox/world/acumatica';
import { judgePoisoned } from '../../sandbox/world/judgePoisoned';
import type { Poison } from '../../sandbox/world/poisoned';
import { poisoned } from '../../sandbox/world/poisoned';
import { JaggaerClient } from './jaggaerClient';

const world = buildWorld({ seed: 1, invoices: 100 });
const { invoices, expected } = poisoned(world);
const of = (kind: Poison) => {
  const at = expected.findIndex((one) => one.kind === kind);
  const [invoice, expectation] = [invoices[at], expected[at]];
  if (!invoice || !expectation) throw new Error(`no ${kind}`);
  return { invoice, expected: expectation };
};
const cents = (value: number | string): number => Math.round(Number(value) * 100);

test('they come beside the invoices of the world, under ids and numbers of their own', () => {
  const taken = new Set(world.jaggaer.invoices.map(({ header }) => header.invoiceId));
  const ids = invoices.map(({ header }) => header.invoiceId);
  expect(ids.filter((id) => taken.has(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(expected.map(({ invoiceId }) => Number(invoiceId))).toEqual(ids);
  const references = [...world.expected, ...expected].map(
    ({ vendor, vendorRef }) => `${vendor} ${vendorRef}`,
  );
  expect(new Set(references).size).toBe(references.length);
});

test('one in a hundred is bad, and the others are as good as any', () => {
  const group = expected.filter(({ kind }) => kind === 'good' || kind === 'badAmongGood');
  expect(group.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'posted')).toEqual(['held']);
  expect(group).toHaveLength(100);
});

test('each is poisoned in its own way', () => {
  const control = /[\u0000-\u0008]/;
  const { header, lineList } = of('controlCharacters').invoice;
  expect([header.supplier.name, lineList.invoiceLine[0]?.item.description]).toEqual([
    expect.stringMatching(control),
    expect.stringMatching(control),
  ]);
  expect(of('controlCharactersInNumber').invoice.header.supplierInvoiceNumber).toMatch(control);
  const numbers = expected.filter(({ kind }) => kind === 'longNumber').map(({ vendorRef }) => vendorRef);
  expect(numbers.map((number) => number.length)).toEqual([300, 300]);
  expect(new Set(numbers.map((number) => number.slice(0, 40))).size).toBe(1);
  expect(new Set(numbers).size).toBe(2);
  expect(of('negativeLine').expected.lines.map(({ amount }) => amount)).toEqual(['80.00', '-15.50', '4.25']);
  expect(of('zeroLine').expected.lines.map(({ amount }) => amount)).toEqual(['0.00', '18.10']);
  expect(of('negativeTotal').invoice.header).toMatchObject({ invoiceType: 'Invoice', total: { value: -50 } });
  expect(of('unknownCurrency').invoice.header.total?.currency).toBe('XQX');
  expect(of('missingTotal').invoice.header.total).toBeUndefined();
  expect(of('manyLines').invoice.lineList.invoiceLine).toHaveLength(5_000);
});

test('totals are their lines', () => {
  for (const { header, lineList } of invoices) {
    const lines = lineList.invoiceLine.map(({ quantity, unitPrice }) => cents(quantity * unitPrice));
    const total = lines.reduce((sum, one) => sum + one, 0);
    if (header.total)
      expect([header.invoiceNumber, cents(header.total.value)]).toEqual([header.invoiceNumber, total]);
  }
  const { lines, amount } = of('manyLines').expected;
  expect(lines.reduce((sum, one) => sum + cents(one.amount), 0)).toBe(cents(amount));
});

test('JAGGAER serves them', async () => {
  const sim = await startJaggaer({ seed: world.jaggaer });
  try {
    const client = new JaggaerClient(sim.url);
    await client.signIn();
    await client.control('invoices', { invoices });
    await client.control('export', { ids: invoices.map(({ header }) => header.invoiceId) });
    const rows = await client.rows('ji/v1/invoices');
    expect(rows.map(({ header }) => header.invoiceId)).toEqual(
      invoices.map(({ header }) => header.invoiceId),
    );
    for (const kind of ['controlCharacters', 'manyLines'] as const) {
      const { invoice } = of(kind);
      const { json } = await client.get(`ji/v1/invoices/${invoice.header.invoiceId}`);
      expect(json.lineList).toEqual(JSON.parse(JSON.stringify(invoice.lineList)));
    }
  } finally {
    await sim.close();
  }
});

test('the ERP takes what is to be posted and refuses what is to be rejected', async () => {
  const sim = await startAcumatica({ seed: acumaticaWorld(world.erp) });
  try {
    const { clientId, clientSecret, username, password } = SIGN_INS.acumatica;
    const granted = await fetch(`${sim.url}/identity/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'password', client_id: clientId, client_secret: clientSecret, username, password },
        scope: 'api',
      }),
    });
    const { access_token: token } = (await granted.json()) as { access_token: string };
    const value = (one: unknown) => ({ value: one });
    const kinds = expected.filter(({ kind }) => !['good', 'badAmongGood', 'missingTotal'].includes(kind));
    for (const bill of kinds) {
      const at = expected.indexOf(bill);
      const lines = invoices[at]?.lineList.invoiceLine ?? [];
      const reply = await fetch(`${sim.url}/entity/Default/24.200.001/Bill`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({
          ...{ Type: value(bill.type), Vendor: value(bill.vendor), VendorRef: value(bill.vendorRef) },
          ...{ Date: value(bill.date), CurrencyID: value(bill.currency), Hold: value(false) },
          Amount: value(Number(bill.amount)),
          Details: lines.map(({ quantity, unitPrice }) => ({
            ...{ Account: value('61000'), Subaccount: value('100-000'), Qty: value(quantity) },
            UnitCost: value(unitPrice),
          })),
        }),
      });
      // the ERP takes numbers with control characters; whether anybody should send them is not its matter
      const isTaken = bill.outcome === 'posted' || bill.alsoFine.includes('posted');
      expect([bill.kind, reply.status]).toEqual([bill.kind, isTaken ? 200 : 422]);
      await reply.arrayBuffer();
    }
  } finally {
    await sim.close();
  }
});

describe('judging', () => {
  const outcomes = new Map(expected.map(({ invoiceId, outcome }) => [invoiceId, outcome as string]));
  const bills = expected
    .filter(({ outcome }) => outcome === 'posted')
    .map(({ invoiceId, amount }) => ({ amount, description: `JGR:test:nwp:${invoiceId} Paper` }));
  const { invoiceId } = of('zeroLine').expected;
  const hisBill = bills.find(({ description }) => description.includes(invoiceId));
  const held = of('missingTotal').expected.invoiceId;

  test('nothing to say', () => expect(judgePoisoned(expected, outcomes, bills)).toEqual([]));
  test.each([
    ['lost', new Map([...outcomes].filter(([id]) => id !== invoiceId)), bills, 'nothing became of it'],
    ['another outcome', new Map([...outcomes, [invoiceId, 'held']]), bills, 'held, expected posted'],
    ['no bill', outcomes, bills.filter((bill) => bill !== hisBill), '0 bills, expected 1'],
    ['twice', outcomes, [...bills, ...bills.filter((bill) => bill === hisBill)], '2 bills, expected 1'],
    [
      'booked though held',
      outcomes,
      [...bills, { amount: '1', description: `JGR:nwp:${held} ` }],
      '1 bills, expected 0',
    ],
    [
      'another amount',
      outcomes,
      bills.map((bill) => (bill === hisBill ? { ...bill, amount: '1.00' } : bill)),
      'amount 1.00',
    ],
  ])('%s', (_, found, books, word) => {
    expect(judgePoisoned(expected, found, books)).toEqual([expect.stringContaining(word)]);
  });
});
