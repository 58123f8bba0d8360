/** Bill and Vendor Credit ▸ Get and Get Many, and Bill ▸ Attach File, against the simulated company. */
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { QuickBooksOnline } from '../../nodes/QuickBooksOnline/QuickBooksOnline.node';
import { anInvoice, aLine } from '../fixtures/invoices';
import { json } from '../fixtures/n8n';
import { startBooks } from './quickbooks-books';
import type { Company } from './quickbooks-company';

let company: Company;
beforeEach(async () => {
  company = await startBooks({
    vendors: [{ name: 'Harbour Ltd', number: 'HARBOUR' }, { name: 'Unnumbered' }],
    departments: [{ name: 'Main Office' }, { name: 'North Yard' }],
  });
});
afterEach(() => company.close());

const coded = (amount: string, department: string) =>
  aLine(amount, {
    splits: [{ segments: [], amount, erpAccount: '61000', erpDimensions: { department } }],
  });
const splitInvoice = () =>
  anInvoice({ total: '100', lines: [coded('60', 'Main Office'), coded('40', 'North Yard')] });
const many = async (parameters: IDataObject = {}, resource = 'bill') =>
  (await company.run({ resource, operation: 'getAll', returnAll: true, ...parameters } as never))[0] ?? [];
const enter = async (number: string, change: object = {}) =>
  (
    await company.control('bills', {
      ...{ vendor: 'HARBOUR', number, date: '2026-06-15', dueDate: '2026-07-15', note: 'by hand' },
      ...{ department: 'Main Office', lines: [{ account: '61000', amount: '100.12' }], ...change },
    })
  ).bills[0].Id as string;

describe('Bill ▸ Get Many', () => {
  it('gives what Reconcile and Adopt work with', async () => {
    const invoice = anInvoice();
    await company.run({ resource: 'bill', operation: 'post' }, [invoice]);
    const id = await enter('H-1');
    await company.control('payments', { bill: id, amount: '60' });
    const rows = await many();
    expect(rows).toHaveLength(2);
    expect(rows.find((row) => row.id === id)).toMatchObject({
      ...{ number: id, type: 'Bill', status: 'Partially Paid', vendor: 'HARBOUR', vendorReference: 'H-1' },
      ...{ amount: '100.12', balance: '40.12', paidAmount: '60', currency: 'USD', date: '2026-06-15' },
      ...{ dueDate: '2026-07-15', entity: 'Main Office', key: null, description: 'by hand' },
    });
    expect(rows.find((row) => row.id !== id)).toMatchObject({
      key: `test:northwind-paper:${invoice.id}`,
      status: 'Open',
    });
  });

  it.each([
    [{ number: 'H-1' }, ['H-1']],
    [{ open: true }, ['H-1']],
    [{ from: '2026-06-16T00:00:00.000+02:00' }, ['H-2']],
    [{ to: '2026-06-15T00:00:00.000Z' }, ['H-1']],
    [{ stamp: 'JGR:test:other:' }, ['H-2']],
    [{ vendor: 'HARBOUR' }, ['H-1', 'H-2']],
    [{ vendor: 'NOBODY' }, []],
    [{ modifiedAfter: '2999-01-01T00:00:00Z' }, []],
  ])('filters by %j', async (filters, expected) => {
    await enter('H-1');
    const paid = await enter('H-2', { date: '2026-06-20', note: 'JGR:test:other:7 x' });
    await company.control('payments', { bill: paid });
    const rows = await many({ filters });
    expect(rows.map((row) => row.vendorReference).sort()).toEqual(expected);
  });

  it('keeps to the limit where the memo is sifted, and refuses what is no date', async () => {
    for (const number of ['A', 'B', 'C'])
      await enter(number, { note: number === 'A' ? 'other' : 'JGR:test:t:1 x' });
    const parameters = { returnAll: false, limit: 1, filters: { stamp: 'JGR:test:t:' } };
    expect(await many(parameters)).toHaveLength(1);
    await expect(many({ filters: { from: 'yesterday' } })).rejects.toThrow('Dated From is not a date');
  });

  it('names vendors by number, or by ID where the mapping does', async () => {
    await enter('H-1');
    await enter('H-2', { vendor: 'Unnumbered' });
    const vendors = async (vendorAs: string) =>
      (await many({ options: { vendorAs } })).map((row) => String(row.vendor)).sort();
    expect(await vendors('number')).toEqual([expect.stringMatching(/^\d+$/), 'HARBOUR']);
    expect(await vendors('id')).toEqual([expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/)]);
  });

  it('shows a split invoice as one bill, and each of them where that is wanted', async () => {
    const invoice = splitInvoice();
    await company.run({ resource: 'bill', operation: 'post', departments: 'split' }, [invoice]);
    const [whole, ...others] = await many();
    expect(others).toEqual([]);
    expect(whole).toMatchObject({
      amount: '100',
      balance: '100',
      vendorReference: invoice.supplierInvoiceNumber,
    });
    expect(whole?.id).toMatch(/^\d+\+\d+$/);
    const parts = await many({ options: { combine: false } });
    expect(parts.map((row) => [row.part, row.amount]).sort()).toEqual([
      ['1/2', '60'],
      ['2/2', '40'],
    ]);
  });

  it('gives the raw rows with Simplify off', async () => {
    await enter('H-1');
    expect(await many({ simplify: false })).toMatchObject([{ DocNumber: 'H-1', TotalAmt: 100.12 }]);
  });
});

describe('Get', () => {
  const get = async (bill: IDataObject, resource = 'bill') =>
    (await company.run({ resource, operation: 'get', bill } as never))[0]?.[0];

  it('finds a bill by number and by ID', async () => {
    const id = await enter('H-1');
    expect(await get({ mode: 'number', value: 'H-1' })).toMatchObject({ id });
    expect(await get({ mode: 'id', value: id })).toMatchObject({ vendorReference: 'H-1' });
    await expect(get({ mode: 'id', value: '99999' })).rejects.toThrow('has no bill 99999');
    await expect(get({ mode: 'number', value: 'H-9' })).rejects.toThrow('has no bill H-9');
  });

  it('refuses a number that several bills have', async () => {
    await company.control('preferences', { WarnDuplicateBillNumber: false });
    await enter('H-1');
    await enter('H-1', { vendor: 'Unnumbered' });
    await expect(get({ mode: 'number', value: 'H-1' })).rejects.toThrow('several bills with the number H-1');
  });

  it('shows a credit with a negative amount', async () => {
    await company.run({ resource: 'bill', operation: 'post' }, [
      anInvoice({ id: '42', type: 'creditMemo', total: '-80', lines: [aLine('-80')] }),
    ]);
    expect(await get({ mode: 'number', value: 'SUP-42' }, 'vendorCredit')).toMatchObject({
      ...{ type: 'Vendor Credit', amount: '-80', balance: '-80', key: 'test:northwind-paper:42' },
    });
    expect(await many({}, 'vendorCredit')).toHaveLength(1);
  });
});

describe('Bill ▸ Attach File', () => {
  const file = (text: string, fileName = 'invoice.pdf'): IBinaryKeyData => ({
    data: {
      data: Buffer.from(text).toString('base64'),
      ...{ mimeType: 'application/pdf', fileName },
    },
  });
  const post = async (invoice = anInvoice(), more: IDataObject = {}) =>
    (await company.run({ resource: 'bill', operation: 'post', ...more } as never, [invoice]))[0] ?? [];
  const attach = async (items: object[], binary: IBinaryKeyData | undefined, parameters: IDataObject = {}) =>
    (
      await company.n8n.n8n.execute(
        new QuickBooksOnline(),
        { resource: 'bill', operation: 'attach', ...parameters } as never,
        items,
        {},
        binary,
      )
    ).map(json);
  const stored = () => company.sim.world.files.map(({ name, bytes }) => [name, bytes.toString()]);

  it('puts a file on a bill once', async () => {
    const posted = await post();
    const [done, attention] = await attach(posted, file('the scan'));
    expect(attention).toEqual([]);
    expect(done).toMatchObject([{ outcome: 'created', file: { name: 'invoice.pdf', bytes: 8 } }]);
    expect(stored()).toEqual([['invoice.pdf', 'the scan']]);
    const [attachable] = await company.records('Attachable');
    const { bill } = posted[0] as { bill: { id: string } };
    expect(attachable).toMatchObject({
      AttachableRef: [{ EntityRef: { type: 'Bill', value: bill.id }, IncludeOnSend: false }],
    });
    expect((await attach(posted, file('the scan')))[0]).toMatchObject([{ outcome: 'unchanged' }]);
    expect(stored()).toHaveLength(1);
  });

  it('puts it on a credit, and on every bill of a split invoice', async () => {
    const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
    const posted = [...(await post(credit)), ...(await post(splitInvoice(), { departments: 'split' }))];
    expect((await attach(posted, file('the scan')))[0]).toMatchObject([
      { outcome: 'created' },
      { outcome: 'created' },
    ]);
    const targets = (await company.records('Attachable')).map(
      ({ AttachableRef }: { AttachableRef: Array<{ EntityRef: { type: string } }> }) =>
        AttachableRef.map(({ EntityRef }) => EntityRef.type),
    );
    expect(targets.sort()).toEqual([['Bill', 'Bill'], ['VendorCredit']]);
  });

  it('writes nothing in a dry run', async () => {
    const [done] = await attach(await post(), file('the scan'), { dryRun: true });
    expect(done).toMatchObject([{ outcome: 'dryRun', payload: { FileName: 'invoice.pdf' } }]);
    expect(stored()).toEqual([]);
  });

  it('looks for a file whose answer was lost, and never sends it blind again', async () => {
    const posted = await post();
    company.sim.faults([{ kind: 'cut', route: '/upload', when: 'after', nth: 1 }]);
    expect((await attach(posted, file('the scan')))[0]).toMatchObject([{ outcome: 'created' }]);
    expect(stored()).toHaveLength(1);
    company.sim.faults([{ kind: 'cut', route: '/upload', nth: 1 }]);
    const [, attention] = await attach(posted, file('another', 'other.pdf'));
    expect(attention).toMatchObject([{ outcome: 'unknown', cause: 'erp.noAnswer' }]);
    expect(stored()).toHaveLength(1);
  });

  it('says what is wrong: no file, no bill, a bill that is gone, another environment, a kind that is not taken', async () => {
    const posted = await post();
    const cause = async (...given: Parameters<typeof attach>) => (await attach(...given))[1]?.[0]?.cause;
    expect(await cause(posted, undefined)).toBe('attachment.missing');
    expect(await cause(posted, file('x'), { billId: 'V-1' })).toBe('erp.notFound');
    expect(await cause(posted, file('x'), { billId: '99999' })).toBe('erp.refused');
    expect(await cause(posted, file('x', 'page.html'))).toBe('erp.refused');
    const document = { ...anInvoice(), environment: 'production' };
    expect(await cause([{ ...posted[0], document }], file('x'))).toBe('connection.environment');
    expect(stored()).toEqual([]);
  });

  it('holds what follows a refused sign-in', async () => {
    const posted = [...(await post()), ...(await post())];
    company.sim.faults([
      { kind: 'expireToken', route: '/upload', nth: 1 },
      { kind: 'status', status: 400, route: 'tokens/bearer' },
    ]);
    const [done, attention] = await attach(posted, file('the scan'));
    expect(done).toEqual([]);
    expect(attention?.map(({ cause }) => cause)).toEqual(['connection.signIn', 'connection.signIn']);
    expect(stored()).toEqual([]);
  });
});
