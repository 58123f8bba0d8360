/** What the sample world sends is as JAGGAER's payloads are; it is added up here in whole cents, apart from its code. */
import type { WireInvoice, WireLine } from '../../sandbox/jaggaer/wire';
import { buildWorld, describeWorld } from '../../sandbox/world';

const world = buildWorld({ seed: 1, invoices: 400 });

const cents = (value: number | string): number => Math.round(Number(value) * 100);
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** Quantity × price in whole ten-thousandths, to cents, half away from zero. */
function lineCents({ quantity, unitPrice }: WireLine): number {
  const product = BigInt(Math.round(quantity * 100)) * BigInt(Math.round(unitPrice * 10_000));
  const size = product < 0n ? -product : product;
  const rounded = Number((size + 5_000n) / 10_000n);
  return product < 0n ? -rounded : rounded;
}

function payableCents({ header, lineList }: WireInvoice): number {
  const fees = header.miscFeeList.miscFee.map((fee) => cents(fee.fee));
  const charges = [header.taxCharge1, header.taxCharge2, header.shippingCharge, header.handlingCharge].map(
    cents,
  );
  const discount = cents(header.discountAmount) * (header.invoiceType === 'Credit memo' ? 1 : -1);
  return sum([...lineList.invoiceLine.map(lineCents), ...charges, ...fees, discount]);
}

const each = (scenario: string) =>
  world.scenarios.flatMap((name, at) => {
    const invoice = world.jaggaer.invoices[at];
    const expected = world.expected[at];
    return name === scenario && invoice && expected ? [{ invoice, expected }] : [];
  });

test('the same seed gives the same world, another one another', () => {
  const text = (seed: number) => JSON.stringify(buildWorld({ seed, invoices: 60 }));
  expect(text(5)).toBe(text(5));
  expect(text(5)).not.toBe(text(6));
});

test.each([1, 2, 3, 4, 5])('fifty invoices of seed %i hold every kind of trouble', (seed) => {
  const whys = new Set(buildWorld({ seed, invoices: 50 }).expected.map((expected) => expected.why));
  for (const why of [
    'supplier is not mapped',
    'account is not mapped',
    'charge is not mapped',
    'total and currency are missing',
    'accounting date is in a closed period',
    'total does not add up',
    'workflow is Pending',
    'payment is InProcess',
  ]) {
    expect(whys).toContain(why);
  }
});

test('totals are lines and charges, but for those that are made not to be', () => {
  world.jaggaer.invoices.forEach((invoice, at) => {
    const { total, invoiceType } = invoice.header;
    const scenario = world.scenarios[at];
    if (scenario === 'missingTotal') return expect(total).toBeUndefined();
    if (scenario === 'cancelled') return expect(invoice.lineList.invoiceLine).toEqual([]);
    const difference = cents(total?.value ?? NaN) - payableCents(invoice);
    expect([invoice.header.invoiceNumber, difference]).toEqual([
      invoice.header.invoiceNumber,
      scenario === 'totalOff' ? -205 : 0,
    ]);
    expect(Math.sign(total?.value ?? 0)).toBe(scenario === 'zero' ? 0 : invoiceType === 'Invoice' ? 1 : -1);
  });
});

test('the charges of the header are on the lines once more', () => {
  for (const { header, lineList } of world.jaggaer.invoices) {
    const lines = lineList.invoiceLine;
    if (lines.length === 0) continue;
    const names = ['taxCharge1', 'taxCharge2', 'shippingCharge', 'handlingCharge', 'discountAmount'] as const;
    for (const name of names) expect(sum(lines.map((line) => cents(line[name])))).toBe(cents(header[name]));
  }
});

test('splits make up their line', () => {
  const found = { percent: 0, amount: 0 };
  for (const { lineList } of world.jaggaer.invoices) {
    for (const line of lineList.invoiceLine) {
      const groups = line.splittableFieldSetGroupList.splittableFieldSetGroup ?? [];
      for (const set of groups.flatMap((group) => group.splittableFieldIndexSet)) {
        const shares = set.splittableFieldIndexList.splittableFieldIndex.map(
          (one) => one.distributionValue ?? NaN,
        );
        if (set.distributionType === 'PercentOfPrice') {
          expect(sum(shares.map(cents))).toBe(10_000);
          found.percent += 1;
        } else if (set.distributionType) {
          expect(sum(shares.map(cents))).toBe(lineCents(line));
          found.amount += 1;
        } else expect(shares).toEqual([NaN]);
      }
    }
  }
  expect(found.percent).toBeGreaterThan(20);
  expect(found.amount).toBeGreaterThan(20);
});

test('the oddities of real payloads occur', () => {
  const headers = world.jaggaer.invoices.map((invoice) => invoice.header);
  const lines = world.jaggaer.invoices.flatMap((invoice) => invoice.lineList.invoiceLine);
  const spellings = new Set(
    headers.filter(({ supplier }) => supplier.id === 80110).map(({ supplier }) => supplier.name),
  );
  expect(spellings.size).toBe(2);
  const count = (found: unknown[]) => found.length;
  expect(count(headers.filter((header) => header.businessUnit === undefined))).toBeGreaterThan(5);
  expect(count(headers.filter((header) => header.supplierInvoiceNumber === undefined))).toBe(8);
  expect(count(headers.filter((header) => header.earlyPaymentDiscount === undefined))).toBe(24);
  expect(count(headers.filter((header) => header.supplier.duns === 'DNP'))).toBeGreaterThan(5);
  expect(
    count(headers.filter(({ tax1HeaderChargeDetail: tax }) => tax.engineTax !== 0 && tax.currentTax === 0)),
  ).toBeGreaterThan(10);
  expect(count(headers.filter((header) => Object.keys(header.terms.discount).length === 0))).toBeGreaterThan(
    10,
  );
  expect(new Set(headers.map((header) => header.invoiceName)).size).toBeLessThan(headers.length);
  expect(count(lines.filter((line) => line.poNumber?.startsWith('000')))).toBeGreaterThan(30);
  const text = JSON.stringify(lines);
  expect(text).toContain('"value":"none"');
  expect(text).toContain('"value":"51425-L"');
  expect(text).toContain('"customFieldValue":[{}]');
  expect(text).toContain('"internalName":"FAUAccountNumber","value":"441200"');
});

test('a credit without a number of the supplier goes by the marked number of JAGGAER', () => {
  for (const { expected, invoice } of each('creditWithoutReference')) {
    expect(expected).toMatchObject({ type: 'Debit Adj.', vendorRef: `JGR ${invoice.header.invoiceNumber}` });
  }
});

test('ten thousand invoices are built, each with its outcome', () => {
  expect(buildWorld({ seed: 9, invoices: 10_000 }).expected).toHaveLength(10_000);
});

test('the summary counts what is there', () => {
  const summary = describeWorld(world);
  expect(summary).toContain('400 invoices');
  expect(summary).toContain('8 held: supplier is not mapped');
});
