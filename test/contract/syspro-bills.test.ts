/** AP invoices as the node reads them, registered ones, and the recovery of the ledger; by the simulator's books. */
import type { IDataObject } from 'n8n-workflow';
import { readBills } from '../../nodes/Operations/documents/bills';
import type { PartialSeed } from '../../sandbox/syspro';
import { aLine, anInvoice } from '../fixtures/invoices';
import { POST, booksOf, postTo, saidOf, startBooks } from './syspro-books';
import type { Company } from './syspro-company';

let company: Company;
const use = async (seed: PartialSeed = {}) => {
  company = await startBooks(seed);
};
afterEach(() => company.close());

const placed = (supplier: string, invoice: string, value: string, date = '2026-06-01', reference = '') => ({
  ...{ supplier, invoice, date, value, branch: 'HO', reference },
  lines: [{ ledgerCode: '61000-000-000', value }],
});
const list = async (filters: IDataObject = {}, more: IDataObject = {}) =>
  (
    await company.run({
      resource: 'apInvoice',
      operation: 'getAll',
      returnAll: true,
      filters,
      ...more,
    } as never)
  )[0] as IDataObject[];
const get = async (parameters: IDataObject) =>
  (await company.run({ resource: 'apInvoice', operation: 'get', ...parameters } as never))[0]?.[0];
const settings = (given: object) => ({ settings: given }) as PartialSeed;

describe('AP invoices', () => {
  it('are bills that Reconcile and Adopt can read, under the names that Post gave them', async () => {
    await use({ invoices: [placed('QUARRY', 'BY-HAND', '75.5')] });
    const invoice = anInvoice({ id: '2410003', total: '120', lines: [aLine('120')] });
    const credit = anInvoice({ type: 'creditMemo', total: '-30', lines: [aLine('-30')] });
    const posted = await postTo(company, [invoice, credit]);
    const rows = await list();
    expect(rows).toHaveLength(3);
    const { bills, unreadable } = readBills(rows.map((json, index) => ({ json, index })));
    expect(unreadable).toEqual([]);
    const bill = bills.find(({ vendorReference }) => vendorReference === invoice.supplierInvoiceNumber);
    expect(bill).toMatchObject({
      ...{ number: (posted[0]?.bill as IDataObject).number, vendor: 'HARBOUR', amount: '120' },
      ...{ currency: 'USD', date: '2026-06-15', key: 'test:northwind-paper:2410003', dead: false },
    });
    const negative = bills.find(({ vendorReference }) => vendorReference === credit.supplierInvoiceNumber);
    expect(negative).toMatchObject({ amount: '-30', type: 'Negative Invoice' });
    expect(bills.find(({ vendor }) => vendor === 'QUARRY')).toMatchObject({ amount: '75.5', key: '' });
  });

  it('are filtered by the server', async () => {
    await use({
      invoices: [
        placed('HARBOUR', 'A-1', '10', '2026-05-01'),
        placed('HARBOUR', 'A-2', '20', '2026-06-01', 'JGR:acme:7'),
        placed('QUARRY', 'A-1', '30', '2026-06-10'),
      ],
    });
    await company.control('payments', { bill: 'QUARRY A-1', amount: '30' });
    const names = async (filters: IDataObject) =>
      (await list(filters)).map(
        ({ vendor, vendorReference }) => `${vendor as string} ${vendorReference as string}`,
      );
    expect(await names({ from: '2026-06-01T00:00:00' })).toEqual(['HARBOUR A-2', 'QUARRY A-1']);
    expect(await names({ to: '2026-06-01T00:00:00' })).toEqual(['HARBOUR A-1', 'HARBOUR A-2']);
    expect(await names({ number: 'A-1' })).toEqual(['HARBOUR A-1', 'QUARRY A-1']);
    expect(await names({ supplier: 'QUARRY' })).toEqual(['QUARRY A-1']);
    expect(await names({ open: true })).toEqual(['HARBOUR A-1', 'HARBOUR A-2']);
    expect(await names({ onlyFromJaggaer: true })).toEqual(['HARBOUR A-2']);
    expect(await names({ stamp: 'JGR:other:' })).toEqual([]);
    expect(await names({ modifiedAfter: '2026-06-16T00:00:00' })).toEqual([]);
    expect((await list({ open: false })).map(({ status }) => status)).toEqual(['Open', 'Open', 'Paid']);
    expect(await list({}, { returnAll: false, limit: 2 })).toHaveLength(2);
  });

  it('are read by number, by AP’s entry, and raw', async () => {
    await use({
      ...{ supplierKey: { type: 'N', length: 7, automatic: false, next: 500 } },
      suppliers: ['1', '2'].map((code) => ({
        code,
        name: `Supplier ${code}`,
        grnMatching: false,
        branch: 'HO',
      })),
      invoices: [placed('1', 'A-1', '10'), placed('2', 'A-1', '30'), placed('2', 'A-3', '40')],
    });
    const found = await get({ invoice: 'A-3' });
    expect(found).toMatchObject({ vendor: '0000002', amount: '40', balance: '40', status: 'Open' });
    expect(await get({ invoice: found?.number as string })).toMatchObject({ vendorReference: 'A-3' });
    expect(await get({ invoice: 'A-1', supplier: '2' })).toMatchObject({ amount: '30' });
    expect(await get({ invoice: 'A-3', simplify: false })).toMatchObject({ OrigInvValue: expect.anything() });
    await expect(get({ invoice: 'A-1' })).rejects.toThrow(/Several suppliers/);
    await expect(get({ invoice: 'A-9' })).rejects.toThrow(/no AP invoice A-9/);
  });
});

describe('registered invoices', () => {
  const REGISTER = { resource: 'registeredInvoice', operation: 'register' };
  const pending = (change: object = {}) =>
    anInvoice({ workflowStatus: 'Pending', paymentStatus: 'InProcess', ...change });
  const registered = async () =>
    (await company.control('state?registered', undefined as never)) as IDataObject;

  it('are registered once, before they are approved, and nothing reaches the ledger', async () => {
    await use();
    const batch = [pending(), pending()];
    const [done = [], attention = []] = await company.run(REGISTER, batch);
    expect(attention.map(({ reason }) => reason)).toEqual([]);
    expect(done.map(({ outcome }) => outcome)).toEqual(['posted', 'posted']);
    expect(done[0]).toMatchObject({ bill: { type: 'Registered Invoice' }, audit: { operation: 'register' } });
    const [again = []] = await company.run(REGISTER, batch);
    expect(again.map(({ outcome }) => outcome)).toEqual(['alreadyPosted', 'alreadyPosted']);
    expect((await registered()).rows).toHaveLength(2);
    expect(booksOf(company)).toEqual([]);
    const [rows = []] = await company.run({
      ...{ resource: 'registeredInvoice', operation: 'getAll', returnAll: true },
      supplier: { __rl: true, mode: 'id', value: 'HARBOUR' } as never,
    });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ vendor: 'HARBOUR', amount: '100', status: 'Registered' });
  });

  it('name their orders by SYSPRO’s numbers', async () => {
    const order = {
      ...{ number: '41', supplier: 'HARBOUR', date: '2026-06-01', reference: 'PO-7', status: '4' },
      lines: [{ line: 1, description: 'A', quantity: '1', unit: 'EA', price: '1', ledgerCode: '61000-100' }],
    };
    await use({ purchaseOrders: [order] });
    const purchaseOrder = { number: 'PO-7', line: '1' };
    const other = { number: 'PO-8', line: '1' };
    const lines = [aLine('60', { purchaseOrder }), aLine('40', { purchaseOrder: other })];
    const [done = []] = await company.run(REGISTER, [pending({ lines })]);
    expect(done[0]).toMatchObject({ outcome: 'posted', notCarried: ['purchase order PO-8'] });
    expect((await registered()).rows).toMatchObject([{ Orders: '41' }]);
  });

  it('of an answer that was lost are looked for', async () => {
    await use();
    company.sim.faults([{ kind: 'cut', route: 'APSTRI', when: 'after', nth: 1 }]);
    const [done = []] = await company.run(REGISTER, [pending(), pending()]);
    expect(done.map(({ outcome }) => outcome)).toEqual(['posted', 'posted']);
    expect((await registered()).rows).toHaveLength(2);
  });

  it('are not posted anew: whoever posts one is told so', async () => {
    await use();
    const invoice = pending();
    await company.run(REGISTER, [invoice]);
    const approved = { ...invoice, workflowStatus: 'Completed', paymentStatus: 'Payable' };
    expect(await saidOf(company, [approved, anInvoice()])).toEqual(['posted', 'held erp.registered']);
    expect(
      await saidOf(company, [anInvoice({ type: 'creditMemo', total: '-5', lines: [aLine('-5')] })], REGISTER),
    ).toEqual(['held credit.notRegistered']);
  });
});

describe('the ledger', () => {
  it('takes an AP journal that did not reach it, and only once', async () => {
    await use(settings({ glJournal: 'fails' }));
    const [failed] = await postTo(company, [anInvoice()]);
    expect(failed).toMatchObject({ outcome: 'differs', cause: 'gl.notPosted' });
    expect(booksOf(company)).toMatchObject([{ glJournal: '' }]);
    const send = () =>
      company.run({
        ...{ resource: 'apInvoice', operation: 'sendToLedger' },
        journal: (failed?.bill as IDataObject).number as string,
      });
    expect((await send())[0]).toMatchObject([{ glJournals: [expect.stringMatching(/^2026\/06\/\d+$/)] }]);
    expect(booksOf(company)[0]?.glJournal).not.toBe('');
    await expect(send()).rejects.toThrow(/waits for the ledger/);
    await expect(
      company.run({ resource: 'apInvoice', operation: 'sendToLedger', journal: 'x' }),
    ).rejects.toThrow(/AP Journal is none/);
  });
});

it('a dry run shows the exact documents, and writes nothing', async () => {
  await use();
  const [done = []] = await company.run({ ...POST, dryRun: true } as never, [anInvoice()]);
  expect(done[0]).toMatchObject({
    outcome: 'dryRun',
    payload: {
      parameters: { PostApInvoice: { Parameters: { PostingPeriod: 'C' } } },
      document: { PostApInvoice: { Item: [{ Supplier: 'HARBOUR', TransactionValue: '100.00' }] } },
    },
  });
  expect(booksOf(company)).toEqual([]);
});
