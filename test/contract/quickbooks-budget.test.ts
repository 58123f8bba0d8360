/** What 1,000 invoices cost, masters cold, by the simulator's meter; the limits are the issue's. */
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { booksOf, startBooks } from './quickbooks-books';
import type { Company } from './quickbooks-company';

const MOST_WRITES = 40;
const MOST_READS = 50;

let company: Company;
afterEach(() => company.close());

/** The order of calls as they came: a read behind a write would be one too many. */
function watched(): string[] {
  const seen: string[] = [];
  company.sim.watch(({ path, when }) => {
    if (when === 'before') seen.push(/\bcreate:/.test(path) ? 'write' : 'read');
  });
  return seen;
}

async function cost(seed: PartialSeed, batch: Invoice[]) {
  company = await startBooks(seed);
  await company.spent();
  const seen = watched();
  const [done = [], attention = []] = await company.run({ resource: 'bill', operation: 'post' }, batch);
  expect(attention.map(({ reason }) => reason)).toEqual([]);
  expect(done.filter(({ outcome }) => outcome === 'posted')).toHaveLength(batch.length);
  expect(booksOf(company)).toHaveLength(batch.length);
  const first = seen.indexOf('write');
  expect(seen.slice(first).filter((what) => what === 'read')).toEqual([]);
  return { ...(await company.spent()), metered: seen.length };
}

it('keeps 1,000 invoices within 40 writes and 50 reads, and reads nothing after it wrote', async () => {
  const { writes, reads } = await cost(
    {},
    Array.from({ length: 1_000 }, () => anInvoice()),
  );
  expect(writes).toBe(34);
  expect(reads).toBeLessThanOrEqual(18);
});

it('with 200 vendors, 300 orders, every list, and a credit memo among every ten', async () => {
  const vendors = Array.from({ length: 200 }, (_, at) => ({ name: `Vendor ${at}`, number: `V-${at}` }));
  const names = (prefix: string) => Array.from({ length: 20 }, (_, at) => ({ name: `${prefix} ${at}` }));
  const orderOf = (at: number) => ({ number: `PO-${at % 300}`, vendor: `V-${(at % 300) % 200}` });
  const isCredit = (at: number) => at % 10 === 9;
  const purchaseOrders = Array.from({ length: 300 }, (_, at) => ({
    ...orderOf(at),
    date: '2026-06-01',
    lines: [{ account: '61000', amount: '1000' }],
  }));
  const batch = Array.from({ length: 1_000 }, (_, at) => {
    const { number, vendor } = orderOf(at);
    const amount = isCredit(at) ? '-50' : '50';
    const line = (more: Record<string, string>, ordered: boolean) =>
      aLine(amount, {
        purchaseOrder: ordered ? { number, line: '1' } : null,
        splits: [{ segments: [], amount, erpAccount: '61000', erpDimensions: more }],
      });
    return anInvoice({
      ...{ id: String(2_000_000 + at * 97), type: isCredit(at) ? 'creditMemo' : 'invoice' },
      ...{ total: isCredit(at) ? '-100' : '100', erpTerms: 'Net 30', erpEntity: `Yard ${at % 20}` },
      supplier: mappedTo(vendor),
      lines: [line({ class: `Class ${at % 20}` }, at % 5 !== 0 && !isCredit(at)), line({}, false)],
    });
  });
  const seed = { vendors, purchaseOrders, departments: names('Yard'), classes: names('Class') };
  const { writes, reads } = await cost(seed, batch);
  expect(writes).toBeLessThanOrEqual(MOST_WRITES);
  expect(reads).toBeLessThanOrEqual(MOST_READS);
  const linked = booksOf(company).filter(({ lines }) => lines.some(({ order }) => order));
  expect(linked).toHaveLength(batch.filter((_, at) => at % 5 !== 0 && !isCredit(at)).length);
});

it('asks for nothing beyond looking the batch up when everything is there already', async () => {
  const batch = Array.from({ length: 1_000 }, () => anInvoice());
  await cost({}, batch);
  const [done = []] = await company.run({ resource: 'bill', operation: 'post' }, batch);
  expect(done.every(({ outcome }) => outcome === 'alreadyPosted')).toBe(true);
  const { writes, reads } = await company.spent();
  expect(writes).toBe(0);
  // the company's settings, its vendors, and ten questions for a hundred numbers each
  expect(reads).toBeLessThanOrEqual(13);
});
