/** Purchase Entry ▸ Post against the simulated site, with what public material leaves open in every position. */
import type { IDataObject } from 'n8n-workflow';
import { postInvoices } from '../../nodes/shared/posting';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed, SeedDivision } from '../../sandbox/exact-online';
import { aLine, anInvoice, coded } from '../fixtures/invoices';
import { booksOf, ledgerFor, postTo, saidOf, startBooks } from './exact-books';
import type { Site } from './exact-site';

let site: Site;
const use = async (change: Partial<SeedDivision> = {}, settings: PartialSeed['settings'] = {}) => {
  site = await startBooks(change, settings);
};
afterEach(() => site.close());

const taxed = (erpCode: string, sign: '' | '-' = ''): Invoice =>
  anInvoice({
    ...{ type: sign ? 'creditMemo' : 'invoice', total: `${sign}121.01` },
    charges: [
      {
        ...{ kind: 'tax1', name: null, amount: `${sign}21.01`, erpBooking: 'tax', erpCode },
        erpDimensions: {},
      },
    ],
    lines: [aLine(`${sign}33.33`), aLine(`${sign}66.67`)],
  });

const rules = { dryRun: false, onlyApproved: true, release: false, tolerance: '0', rounding: null } as const;

describe('what is booked', () => {
  it('an invoice with coded lines, charges and terms, to the cent', async () => {
    await use();
    const invoice = anInvoice({
      ...{ total: '112.5', erpTerms: '15', erpEntity: 'MILL', dueDate: null },
      lines: [aLine('60', coded('60', '61000', { costCenter: 'ADM' })), aLine('40', coded('40', '64000'))],
      charges: [
        {
          ...{ kind: 'freight', name: null, amount: '12.5', erpBooking: 'account', erpCode: '63000' },
          erpDimensions: {},
        },
      ],
    });
    expect(await saidOf(site, [invoice])).toEqual(['posted']);
    const [bill] = await booksOf(site);
    expect(bill).toMatchObject({
      ...{ type: 'Bill', vendor: 'HARBOUR', vendorRef: invoice.supplierInvoiceNumber, currency: 'USD' },
      ...{ amount: '112.50', date: '2026-06-15', dueDate: '2026-06-30', journal: '60', period: '2026-06' },
    });
    expect(
      bill?.lines.map(({ account, subaccount, branch, amount }) => [account, subaccount, branch, amount]),
    ).toEqual([
      ['61000', 'ADM', 'MILL', '60.00'],
      ['64000', '', 'MILL', '40.00'],
      ['63000', '', 'MILL', '12.50'],
    ]);
  });

  it.each(['1', '2'])('tax with VAT code %s as the invoice has it, a credit too', async (code) => {
    await use();
    expect(await saidOf(site, [taxed(code), taxed(code, '-')])).toEqual(['posted', 'posted']);
    const books = await booksOf(site);
    expect(books.map(({ type, amount, vat }) => [type, amount, vat])).toEqual([
      ['Bill', '121.01', '21.01'],
      ['Debit Adj.', '121.01', '21.01'],
    ]);
  });

  it.each<[string, PartialSeed['settings']]>([
    ['headers without VAT', { headerAmount: 'exclVat' }],
    ['lines shown in the answer', { postedLines: 'expanded' }],
    ['messages in Dutch', { language: 'nl' }],
    ['entries below zero that stay entries', { negativeEntry: 'entry' }],
    ['long pages with results', { shortPage: 'results' }],
    ['every endpoint wanting a selection', { selectNeeded: 'all' }],
    ['queries that may be 2,048 long', { queryLength: 2_048 }],
    ['codes of blocked records refused or not', { inactiveReference: 'accepted' }],
  ])('whatever Exact does: %s', async (_name, settings) => {
    await use({}, settings);
    const batch = [...Array.from({ length: 30 }, () => anInvoice()), taxed('1'), taxed('1', '-')];
    expect(new Set(await saidOf(site, batch))).toEqual(new Set(['posted']));
    expect(await booksOf(site)).toHaveLength(32);
    expect(new Set(await saidOf(site, batch))).toEqual(new Set(['alreadyPosted']));
  });

  it('by invoice type, on the journal that was chosen', async () => {
    await use({
      journals: [
        { code: '60', description: 'Purchase journal', type: 22 },
        { code: '61', description: 'Abroad', type: 22 },
      ],
    });
    expect(await saidOf(site, [anInvoice()])).toEqual(['held erp.journal']);
    const journal = { __rl: true, mode: 'code', value: '61' };
    const parameters: IDataObject = { journal, accountFrom: 'invoiceType' };
    expect(await saidOf(site, [anInvoice({ erpInvoiceType: '63000' })], parameters)).toEqual(['posted']);
    expect(await booksOf(site)).toMatchObject([{ journal: '61', lines: [{ account: '63000' }] }]);
  });

  it('a credit that a division refuses is told with Exact’s own words', async () => {
    await use({}, { negativeEntry: 'refused' });
    const credit = anInvoice({ type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
    const [result] = await postTo(site, [credit]);
    expect(result).toMatchObject({ outcome: 'rejected', cause: 'erp.refused' });
    expect(result?.reason).toContain('Invalid: Amount');
  });

  it('nothing in a dry run, which shows the exact document', async () => {
    await use();
    const seen = site.listen();
    const [result] = await postTo(site, [anInvoice()], { dryRun: true });
    expect(result).toMatchObject({
      outcome: 'dryRun',
      payload: { Journal: '60', PurchaseEntryLines: [{ AmountFC: 100 }] },
    });
    expect(seen.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });
});

describe('an entry that Exact changed', () => {
  /** The GL account gets a VAT code after everything was checked: Exact adds it. */
  const changed = async (batch: Invoice[]) => {
    const { ledger } = await ledgerFor(site);
    const prepare = ledger.prepare.bind(ledger);
    const late = Object.assign(ledger, {
      prepare: async (bills: Parameters<typeof prepare>[0]) => {
        await prepare(bills);
        await site.control('edit', { path: 'financial/GLAccounts', name: '61000', fields: { VATCode: '1' } });
      },
    });
    return await postInvoices(batch, late, rules);
  };

  it('in its amount is taken back at once', async () => {
    await use();
    const [result] = await changed([anInvoice()]);
    expect(result).toMatchObject({ outcome: 'held', problem: { cause: 'erp.recomputed' } });
    expect(result?.problem?.reason).toContain('AmountFC: sent 100, booked 121');
    expect(await booksOf(site)).toEqual([]);
  });

  it('and that cannot be taken back is named', async () => {
    await use();
    site.sim.faults([{ kind: 'status', status: 500, route: 'DELETE purchaseentry/PurchaseEntries' }]);
    const [result] = await changed([anInvoice()]);
    expect(result).toMatchObject({ outcome: 'differs', problem: { cause: 'erp.recomputed' } });
    expect(result?.problem?.reason).toMatch(/still there \(number \d+\): delete it by hand/);
  });

  it('is compared as a whole where the answer leaves its amounts out', async () => {
    await use();
    const { rows } = await site.control('entries', {
      entries: [
        {
          ...{ supplier: 'HARBOUR', reference: 'OTHER', date: '2026-06-15', currency: 'USD' },
          lines: [{ account: '61000', amount: 1 }],
        },
      ],
    });
    const { EntryID } = rows[0];
    site.sim.faults([
      {
        ...{ kind: 'status', status: 201, route: 'POST purchaseentry/PurchaseEntries', nth: 1 },
        body: { d: { EntryID, AmountFC: null } },
      },
    ]);
    const [result] = await postTo(site, [anInvoice()]);
    expect(result).toMatchObject({ outcome: 'held', cause: 'erp.recomputed' });
    expect(result?.reason).toContain('AmountFC: sent 100, booked 1');
  });
});

describe('an invoice that is there', () => {
  it('is found by its key after its number was corrected in JAGGAER', async () => {
    await use();
    const invoice = anInvoice();
    await postTo(site, [invoice]);
    const corrected = { ...invoice, supplierInvoiceNumber: `${invoice.supplierInvoiceNumber}-A` };
    expect(await saidOf(site, [corrected])).toEqual(['alreadyPosted']);
    expect(await booksOf(site)).toHaveLength(1);
  });

  it('is not mixed up with one whose id begins alike', async () => {
    await use();
    await postTo(site, [anInvoice({ id: '77', supplierInvoiceNumber: 'A' })]);
    expect(await saidOf(site, [anInvoice({ id: '777', supplierInvoiceNumber: 'B' })])).toEqual(['posted']);
    expect(await saidOf(site, [anInvoice({ id: '7', supplierInvoiceNumber: 'C' })])).toEqual(['posted']);
  });

  it('is asked for together with its neighbours, and told apart from them', async () => {
    await use();
    const some = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => anInvoice({ id: String(3_000_000 + from + at) }));
    await postTo(site, some(0, 150));
    const seen = site.listen();
    const said = await saidOf(site, some(50, 150));
    expect(said.filter((one) => one === 'alreadyPosted')).toHaveLength(100);
    expect(said.filter((one) => one === 'posted')).toHaveLength(50);
    // 150 numbers and two hundreds of ids, with two pages of what is there
    const before = seen.slice(0, seen.indexOf('POST purchaseentry/PurchaseEntries'));
    expect(before.filter((call) => call.includes('PurchaseEntries')).length).toBeLessThanOrEqual(8);
    expect(await booksOf(site)).toHaveLength(200);
  });

  it('may be one that was entered with as much of its number as the field takes', async () => {
    await use();
    const number = 'FRAMEWORK-CONTRACT-2026/PAPER-AND-BOARD/DELIVERY-0001/06';
    await site.control('entries', {
      entries: [
        {
          ...{ supplier: 'HARBOUR', reference: number, date: '2026-06-15', currency: 'USD' },
          lines: [{ account: '61000', amount: 100 }],
        },
      ],
    });
    expect(await saidOf(site, [anInvoice({ supplierInvoiceNumber: number })])).toEqual([
      'held erp.cutNumber',
    ]);
    expect(await saidOf(site, [anInvoice({ supplierInvoiceNumber: `${number}-B` })])).toEqual([
      'held erp.cutNumber',
    ]);
  });

  it('is one of this supplier and this kind: others may have the number', async () => {
    await use();
    const invoice = anInvoice({ supplierInvoiceNumber: 'SAME' });
    const quarry = { ...invoice.supplier, erpVendor: 'QUARRY', erpVendorsEver: ['QUARRY'] };
    const credit = { type: 'creditMemo' as const, total: '-100', lines: [aLine('-100')] };
    const batch = [
      invoice,
      anInvoice({ supplierInvoiceNumber: 'SAME', supplier: quarry }),
      anInvoice({ supplierInvoiceNumber: 'SAME', ...credit }),
    ];
    expect(await saidOf(site, batch)).toEqual(['posted', 'posted', 'posted']);
    expect(await saidOf(site, batch)).toEqual(['alreadyPosted', 'alreadyPosted', 'alreadyPosted']);
    expect(await booksOf(site)).toHaveLength(3);
  });

  it('and was rejected there is not booked again', async () => {
    await use();
    const invoice = anInvoice();
    const [posted] = await postTo(site, [invoice]);
    const { bill } = posted as { bill: { id: string } };
    const fields = { Status: 5 };
    await site.control('edit', { path: 'purchaseentry/PurchaseEntries', name: bill.id, fields });
    expect(await saidOf(site, [invoice])).toEqual(['differs erp.voided']);
  });
});
