/** What 1,000 invoices cost, masters cold, by the simulator's meter; the limits are the issue's. */
import type { IDataObject } from 'n8n-workflow';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed } from '../../sandbox/syspro';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { SEED, booksOf, postTo, startBooks } from './syspro-books';
import type { Company } from './syspro-company';

const MOST = { postLD: 90, split: 270 };

let company: Company;
afterEach(() => company.close());

const coded = (at: number, amount: string) =>
  aLine(amount, {
    ...{ id: String(at), number: at },
    splits: [{ segments: [], amount, erpAccount: `6${at}000`, erpDimensions: { subaccount: '000-000' } }],
  });

const three = (change: Partial<Invoice> = {}) =>
  anInvoice({ total: '130.5', lines: [coded(1, '60'), coded(2, '40.5'), coded(3, '30')], ...change });

async function cost(batch: Invoice[], options: IDataObject, seed: PartialSeed = {}) {
  company = await startBooks(seed);
  const results = await postTo(company, batch, { connectionOptions: options });
  expect(results.filter(({ outcome }) => outcome !== 'posted').map(({ reason }) => reason)).toEqual([]);
  expect(booksOf(company)).toHaveLength(batch.length);
  expect(await company.sessions()).toMatchObject({ logons: 1, openSessions: 0 });
  return company.sim.calls();
}

const batchOf = (count: number, make: (at: number) => Invoice) =>
  Array.from({ length: count }, (_, at) => make(at));

it('keeps 1,000 three-line invoices within 90 calls by PostLD, with one logon', async () => {
  const { total, byRoute } = await cost(
    batchOf(1_000, () => three()),
    {},
  );
  expect(byRoute['/Transaction/PostLD APSTIN']).toBe(20);
  expect(total).toBeLessThanOrEqual(MOST.postLD);
});

it('and within 270 by addresses', async () => {
  const { total, byRoute } = await cost(
    batchOf(1_000, () => three()),
    { largeDocuments: 'split' },
  );
  expect(byRoute['/Transaction/PostLD APSTIN']).toBeUndefined();
  expect(total).toBeLessThanOrEqual(MOST.split);
});

it('with 200 suppliers, 200 orders that are matched, and a credit memo among every ten', async () => {
  const suppliers = seedSuppliers();
  const isCredit = (at: number) => at % 10 === 9;
  const orderOf = (at: number) => at % 200;
  const lines = [
    { line: 1, description: 'Paper', quantity: '10000', unit: 'EA', price: '1', ledgerCode: '61000-100' },
  ];
  const purchaseOrders = Array.from({ length: 200 }, (_, at) => ({
    ...{
      number: String(at + 1),
      supplier: `V-${at}`,
      date: '2026-06-01',
      reference: `PO-${at}`,
      status: '4',
      lines,
    },
  }));
  const receipts = purchaseOrders.map(({ number }) => ({
    order: number,
    line: 1,
    quantity: '10000',
    date: '2026-06-02',
  }));
  const batch = batchOf(1_000, (at) => {
    const vendor = `V-${orderOf(at)}`;
    const supplier = mappedTo(vendor);
    const id = String(2_000_000 + at * 97);
    if (isCredit(at))
      return anInvoice({ id, supplier, type: 'creditMemo', total: '-50', lines: [aLine('-50')] });
    const ordered = { ...coded(2, '40.5'), quantity: '40.5', unitPrice: '1' };
    const purchaseOrder = { number: `PO-${orderOf(at)}`, line: '1' };
    return three({ id, supplier, lines: [coded(1, '60'), { ...ordered, purchaseOrder }, coded(3, '30')] });
  });
  const { total } = await cost(batch, {}, { suppliers, purchaseOrders, receipts });
  expect(total).toBeLessThanOrEqual(MOST.postLD);
  const matched = booksOf(company).filter(({ lines: own }) =>
    own.some(({ subaccount }) => subaccount === '100'),
  );
  expect(matched).toHaveLength(900);
});

const seedSuppliers = () => [
  ...SEED.suppliers,
  ...Array.from({ length: 200 }, (_, at) => ({
    ...{ code: `V-${at}`, name: `Supplier ${at}`, grnMatching: false, branch: 'HO', terms: '30' },
  })),
];

it('asks for nothing beyond looking the batch up when everything is there already', async () => {
  const batch = batchOf(1_000, () => three());
  const before = (await cost(batch, {})).total;
  const results = await postTo(company, batch);
  expect(results.every(({ outcome }) => outcome === 'alreadyPosted')).toBe(true);
  expect(company.sim.calls().total - before).toBeLessThanOrEqual(45);
  expect(booksOf(company)).toHaveLength(1_000);
});
