/** What 1,000 invoices cost in calls, masters cold; the limits are the issue's. */
import { ExactOnline } from '../../nodes/ExactOnline/ExactOnline.node';
import type { Invoice } from '../../nodes/shared/documents';
import type { SeedDivision } from '../../sandbox/exact-online';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { booksOf, startBooks } from './exact-books';
import type { Site } from './exact-site';
import { MAIN } from './exact-site';

const MOST_CALLS = 1_110;
const MOST_CALLS_WITH_FILES = 2_110;

let site: Site;
afterEach(() => site.close());

const counted = (seen: string[], what: RegExp) => seen.filter((call) => what.test(call)).length;

async function cost(change: Partial<SeedDivision>, batch: Invoice[]): Promise<string[]> {
  site = await startBooks(change);
  const seen = site.listen();
  const [done = [], attention = []] = await site.run({ resource: 'purchaseEntry', operation: 'post' }, batch);
  expect(attention.map(({ reason }) => reason)).toEqual([]);
  expect(done.filter(({ outcome }) => outcome === 'posted')).toHaveLength(batch.length);
  expect(await booksOf(site)).toHaveLength(batch.length);
  return seen;
}

/** A file on each entry, as the template does it behind Post. */
async function attachTo(batch: Invoice[]): Promise<void> {
  const books = new Map((await booksOf(site)).map((bill) => [bill.vendorRef, bill]));
  const items = batch.map((document) => {
    const bill = books.get(String(document.supplierInvoiceNumber));
    return { document, bill: { number: bill?.referenceNbr, filesLink: bill?.document } };
  });
  const data = Buffer.from('%PDF-1.7').toString('base64');
  const file = { data: { data, mimeType: 'application/pdf', fileName: 'invoice.pdf' } };
  const parameters = { resource: 'document', operation: 'attach', division: { mode: 'id', value: MAIN } };
  const [done] = await site.n8n.n8n.execute(new ExactOnline(), parameters as never, items, {}, file);
  expect(done?.filter(({ json }) => json.outcome === 'created')).toHaveLength(batch.length);
}

const thousand = (change: (at: number) => Partial<Invoice> = () => ({})) =>
  Array.from({ length: 1_000 }, (_, at) => anInvoice({ id: String(2_000_000 + at * 97), ...change(at) }));

it('keeps 1,000 invoices within 1,110 calls, one write each; again costs looking them up', async () => {
  const batch = thousand();
  const seen = await cost({}, batch);
  expect(counted(seen, /^POST /)).toBe(1_000);
  expect(seen.length).toBeLessThanOrEqual(MOST_CALLS);
  seen.length = 0;
  const [done = []] = await site.run({ resource: 'purchaseEntry', operation: 'post' }, batch);
  expect(done.filter(({ outcome }) => outcome === 'alreadyPosted')).toHaveLength(batch.length);
  expect(counted(seen, /^(POST|PUT|DELETE) /)).toBe(0);
  expect(seen.length).toBeLessThanOrEqual(70);
});

it('and within 2,110 with files: 200 suppliers, three coded lines each, VAT, terms, credits among them', async () => {
  const accounts = Array.from({ length: 200 }, (_, at) => ({
    ...{ code: String(30_000 + at), name: `Supplier ${at}`, supplier: true, condition: '30' },
  }));
  const codes = (prefix: string) =>
    Array.from({ length: 40 }, (_, at) => ({ code: `${prefix}${at}`, description: `${prefix} ${at}` }));
  const batch = thousand((at) => {
    const sign = at % 10 === 9 ? '-' : '';
    const coded = (amount: string) =>
      aLine(`${sign}${amount}`, {
        splits: [
          {
            ...{ segments: [], amount: `${sign}${amount}`, erpAccount: '61000' },
            erpDimensions: { costCenter: `CC${at % 40}`, costUnit: `CU${at % 40}` },
          },
        ],
      });
    const vendor = String(30_000 + (at % 200));
    const taxed = at % 3 === 0;
    return {
      ...{ type: sign ? 'creditMemo' : 'invoice', total: `${sign}${taxed ? '121' : '100'}`, erpTerms: '15' },
      ...{ supplierInvoiceNumber: `2026/INVOICE/${at}/06`, currency: 'EUR' },
      supplier: mappedTo(vendor),
      lines: [coded('50'), coded('30'), coded('20')],
      charges: taxed
        ? [
            {
              ...{ kind: 'tax1', name: null, amount: `${sign}21`, erpBooking: 'tax', erpCode: '1' },
              erpDimensions: {},
            },
          ]
        : [],
    };
  });
  const seed = { accounts, costCenters: codes('CC'), costUnits: codes('CU') };
  const seen = await cost(seed, batch);
  expect(seen.length).toBeLessThanOrEqual(MOST_CALLS);
  await attachTo(batch);
  expect(seen.length).toBeLessThanOrEqual(MOST_CALLS_WITH_FILES);
  expect((await site.control('state?files')).files).toHaveLength(batch.length);
});
