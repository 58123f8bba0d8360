/** What 1,000 invoices cost, masters cold, by the simulator's meters; the limits are the issue's. */
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed } from '../../sandbox/sage-intacct';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import type { Simulator, World } from './intacct-company';
import { books, nodeFor, startCompany } from './intacct-company';

const MOST_REQUESTS = 60;
const MOST_TRANSACTIONS = 1_040;

let company: Simulator<World>;
afterEach(() => company.close());

async function cost(seed: PartialSeed, batch: Invoice[]) {
  company = await startCompany(seed);
  const [done = [], attention = []] = await nodeFor(company).execute(
    { resource: 'bill', operation: 'post' },
    batch,
  );
  expect(attention.map(({ json }) => json.reason)).toEqual([]);
  expect(done.filter(({ json }) => json.outcome === 'posted')).toHaveLength(batch.length);
  expect(books(company)).toHaveLength(batch.length);
  return { requests: company.calls().total, transactions: company.world.usage.transactions };
}

it('keeps 1,000 invoices within 60 requests and 1,040 API transactions', async () => {
  const batch = Array.from({ length: 1_000 }, () => anInvoice());
  const { requests, transactions } = await cost({}, batch);
  expect(requests).toBeLessThanOrEqual(MOST_REQUESTS);
  expect(transactions).toBeLessThanOrEqual(MOST_TRANSACTIONS);
  expect(transactions).toBeGreaterThanOrEqual(1_000);
});

it('with scattered ids, every kind of master, orders, and a credit memo among every ten', async () => {
  const codes = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `${prefix}${at}`, name: `${prefix} ${at}` }));
  const vendors = codes('VENDOR', 300);
  const accounts = codes('6', 60).map(({ id, name }) => ({ number: id, title: name }));
  const lists = {
    departments: codes('D', 40),
    locations: codes('L', 30),
    classes: codes('C', 20),
    projects: codes('P-', 50),
    items: codes('I-', 10),
  };
  const pick = (list: Array<{ id: string }>, at: number) => list[at % list.length]?.id ?? '';
  const batch = Array.from({ length: 1_000 }, (_, at) => {
    const vendor = pick(vendors, at);
    const isCredit = at % 10 === 9;
    const amount = isCredit ? '-50' : '50';
    const line = (more: Record<string, string>) =>
      aLine(amount, {
        purchaseOrder: at % 3 ? null : { number: `PO-${at}`, line: '1' },
        splits: [
          {
            ...{ segments: [], amount, erpAccount: accounts[at % accounts.length]?.number ?? '' },
            erpDimensions: { location: pick(lists.locations, at), ...more },
          },
        ],
      });
    return anInvoice({
      ...{ id: String(2_000_000 + at * 97), type: isCredit ? 'creditMemo' : 'invoice' },
      ...{ total: isCredit ? '-100' : '100', erpTerms: at % 2 ? 'N30' : 'N15' },
      supplier: mappedTo(vendor),
      lines: [
        line({ department: pick(lists.departments, at), class: pick(lists.classes, at), GLDIMPLANT: 'PL-1' }),
        line({ project: pick(lists.projects, at), item: pick(lists.items, at) }),
      ],
    });
  });
  const { requests, transactions } = await cost({ vendors, accounts, ...lists }, batch);
  expect(requests).toBeLessThanOrEqual(MOST_REQUESTS);
  expect(transactions).toBeLessThanOrEqual(MOST_TRANSACTIONS);
});

it('asks nothing of the gateway beyond looking the batch up when everything is there already', async () => {
  const batch = Array.from({ length: 1_000 }, () => anInvoice());
  await cost({}, batch);
  const before = company.world.usage.transactions;
  const [done = []] = await nodeFor(company).execute({ resource: 'bill', operation: 'post' }, batch);
  expect(done.every(({ json }) => json.outcome === 'alreadyPosted')).toBe(true);
  expect(company.world.usage.transactions - before).toBe(1);
});
