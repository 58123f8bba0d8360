/** What the books of the simulated company hold after Bill ▸ Post: amounts, currencies, tax, dates, numbers. */
import type { IDataObject } from 'n8n-workflow';
import type { Invoice } from '../../nodes/shared/documents';
import type { PartialSeed } from '../../sandbox/quickbooks-online';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { SEED, booksOf, postTo, saidOf, startBooks } from './quickbooks-books';
import type { Company } from './quickbooks-company';

let company: Company;
const use = async (seed: PartialSeed = {}) => {
  company = await startBooks(seed);
};
afterEach(() => company.close());

const books = () => booksOf(company);
const post = (batch: Invoice[], parameters: IDataObject = {}) => postTo(company, batch, parameters);
const said = (batch: Invoice[], parameters: IDataObject = {}) => saidOf(company, batch, parameters);
const supplier = (erpVendor: string) => ({
  supplier: mappedTo(erpVendor),
});

describe('a dry run', () => {
  it('says what would be sent, under the name of what it becomes', async () => {
    await use();
    const credit = anInvoice({ type: 'creditMemo', total: '-40', lines: [aLine('-40')] });
    const results = await post([anInvoice({ supplierInvoiceNumber: 'D-1' }), credit], { dryRun: true });
    const [vendor] = (await company.records('Vendor')).filter(({ AcctNum }) => AcctNum === 'HARBOUR');
    expect(results.map(({ payload }) => payload)).toMatchObject([
      { Bill: { VendorRef: { value: vendor.Id }, DocNumber: 'D-1', Line: [{ Amount: 100 }] } },
      { VendorCredit: { VendorRef: { value: vendor.Id }, Line: [{ Amount: 40 }] } },
    ]);
    expect(books()).toEqual([]);
  });
});

describe('an answer with other amounts', () => {
  /** Books the bill, and answers with another total. */
  const answering = async (record: object) => {
    await post([anInvoice()]);
    const next = Number(books()[0]?.id) + 1;
    const Bill = {
      ...{ Id: String(next), SyncToken: '0', VendorRef: { value: '1' }, TotalAmt: 100.01, Line: [] },
      ...record,
    };
    const body = { BatchItemResponse: [{ bId: '1', Bill }] };
    company.sim.faults([
      { kind: 'status', status: 200, route: 'create:Bill', when: 'after', times: 1, body },
    ]);
  };

  it('has the bill taken back: nobody may pay it', async () => {
    await use();
    await answering({});
    const [result] = await post([anInvoice()]);
    expect(result).toMatchObject({ outcome: 'held', cause: 'erp.recomputed' });
    expect(result?.reason).toMatch(/TotalAmt: sent 100, booked 100\.01/);
    expect(books()).toHaveLength(1);
  });

  it('leaves it where somebody has touched it since, and says so', async () => {
    await use();
    await answering({ SyncToken: '7' });
    const [result] = await post([anInvoice()]);
    expect(result).toMatchObject({ outcome: 'differs', cause: 'erp.recomputed' });
    expect(result?.reason).toMatch(/delete it by hand/);
    expect(books()).toHaveLength(2);
  });
});

describe('currencies and tax', () => {
  const abroad: PartialSeed = {
    company: { name: 'Granite Fields', country: 'GB', currency: 'GBP' },
    preferences: { MultiCurrencyEnabled: true, UsingSalesTax: true },
    vendors: [
      { name: 'Harbour Ltd', number: 'HARBOUR' },
      { name: 'Quai Nord', number: 'NORD', currency: 'EUR' },
    ],
    accounts: [
      ...SEED.accounts,
      { number: '20001', name: 'A/P EUR', type: 'Accounts Payable', currency: 'EUR' },
    ],
    taxCodes: [{ name: '20.0% S', rates: [{ name: '20% purchases', percent: '20' }] }],
  };
  const taxed = (erpCode: string): Invoice['charges'] => [
    { kind: 'tax1', name: null, amount: '20.01', erpBooking: 'tax', erpCode, erpDimensions: {} },
  ];

  it('book in the vendor’s currency, on its own accounts payable account', async () => {
    await use(abroad);
    expect(await said([anInvoice({ currency: 'EUR', ...supplier('NORD') })])).toEqual(['posted']);
    const [bill] = await company.records('Bill');
    expect(bill).toMatchObject({
      CurrencyRef: { value: 'EUR' },
      APAccountRef: { name: 'A/P EUR' },
      TotalAmt: 100,
    });
    expect(await said([anInvoice({ currency: 'EUR' })])).toEqual(['held erp.vendorCurrency']);
    expect(await said([anInvoice({ currency: 'USD', ...supplier('NORD') })])).toEqual([
      'held erp.vendorCurrency',
    ]);
  });

  it('book tax as the invoice has it, not as QuickBooks Online would reckon it', async () => {
    await use(abroad);
    const invoice = (erpCode: string) =>
      anInvoice({ currency: 'GBP', total: '120.01', charges: taxed(erpCode), lines: [aLine('100')] });
    expect(await said([invoice('20.0% S')])).toEqual(['posted']);
    expect(books()[0]).toMatchObject({ amount: '120.01', lines: [{ amount: '100.00' }] });
    expect(await said([invoice('')], { quickBooksOptions: { taxCode: '20.0% S' } })).toEqual(['posted']);
    expect(await said([invoice('Nowhere')])).toEqual(['held erp.taxCode']);
  });

  it('hold tax codes in the US, and other currencies in companies with one', async () => {
    await use();
    const invoice = anInvoice({ total: '120.01', charges: taxed('TAX'), lines: [aLine('100')] });
    expect(await said([invoice, anInvoice({ currency: 'EUR' })])).toEqual([
      'held charge.tax',
      'held erp.currency',
    ]);
  });

  it('need one accounts payable account, or the user’s choice', async () => {
    await use({
      accounts: [...SEED.accounts, { number: '20002', name: 'A/P Other', type: 'Accounts Payable' }],
    });
    const options = (payable: string) => ({ quickBooksOptions: { payable } });
    expect(await said([anInvoice()])).toEqual(['held erp.payable']);
    expect(await said([anInvoice()], options('61000'))).toEqual(['held erp.payable']);
    expect(await said([anInvoice()], options('20002'))).toEqual(['posted']);
    expect((await company.records('Bill'))[0].APAccountRef.name).toBe('A/P Other');
  });
});

describe('closed books', () => {
  const late = () => anInvoice({ invoiceDate: '2025-12-30', accountingDate: '2025-12-30' });
  it.each([
    ['refuse', 'rejected period.closed'],
    ['hold', 'held period.closed'],
    ['nextOpen', 'posted'],
  ])('%s', async (whenPeriodClosed, expected) => {
    await use();
    const [result] = await post([late()], { whenPeriodClosed });
    expect([result?.outcome, result?.cause].filter(Boolean).join(' ')).toBe(expected);
    if (expected !== 'posted') return;
    expect(books()[0]?.date).toBe('2026-01-01');
    expect(result?.notCarried).toContain('the invoice date 2025-12-30: the bill is dated 2026-01-01');
  });
});

describe('numbers of suppliers', () => {
  const number = 'CONTRACT-2026-PAPER-0001/06';

  it('that are too long are shortened, found again, and kept apart', async () => {
    await use();
    const batch = ['06', '07'].map((month) =>
      anInvoice({ supplierInvoiceNumber: `CONTRACT-2026-PAPER-0001/${month}` }),
    );
    expect(await said(batch)).toEqual(['posted', 'posted']);
    expect(await said(batch)).toEqual(['alreadyPosted', 'alreadyPosted']);
    expect(new Set(books().map(({ vendorRef }) => vendorRef.length))).toEqual(new Set([21]));
    expect(books()[0]?.note).toContain(number);
    expect(
      await said([anInvoice({ supplierInvoiceNumber: number })], {
        quickBooksOptions: { longNumbers: 'hold' },
      }),
    ).toEqual(['differs duplicate.supplierNumber']);
    const another = anInvoice({ supplierInvoiceNumber: `${number}-B` });
    expect(await said([another], { quickBooksOptions: { longNumbers: 'hold' } })).toEqual([
      'rejected field.length',
    ]);
  });

  it('that JAGGAER changed after posting find the bill by its stamp, under any vendor of the supplier', async () => {
    await use();
    const [bill, credit] = [
      anInvoice({ supplierInvoiceNumber: 'OLD-1' }),
      anInvoice({ supplierInvoiceNumber: 'OLD-2', type: 'creditMemo', total: '-40', lines: [aLine('-40')] }),
    ];
    expect(await said([bill, credit])).toEqual(['posted', 'posted']);
    const moved = { ...bill.supplier, erpVendor: 'QUARRY', erpVendorsEver: ['QUARRY', 'HARBOUR'] };
    const changed = [
      { ...bill, supplierInvoiceNumber: 'NEW-1', supplier: moved },
      { ...credit, supplierInvoiceNumber: 'NEW-2' },
    ];
    const results = await post(changed);
    expect(results.map(({ audit }) => (audit as IDataObject).matchedBy)).toEqual(['key', 'key']);
    expect(results.filter(({ outcome }) => outcome === 'posted')).toEqual([]);
    expect(books()).toHaveLength(2);
    // what JAGGAER has had for longer is found as well
    const [again] = await post([{ ...bill, supplierInvoiceNumber: 'NEW-1', createDate: null }]);
    expect(again?.outcome).not.toBe('posted');
    expect(books()).toHaveLength(2);
  });

  it('that a person cut off hold until somebody decides', async () => {
    await use();
    await company.control('bills', {
      ...{ vendor: 'HARBOUR', number: number.slice(0, 21), date: '2026-06-15' },
      lines: [{ account: '61000', amount: '100' }],
    });
    expect(await said([anInvoice({ supplierInvoiceNumber: number })])).toEqual(['held erp.cutNumber']);
    expect(await said([anInvoice({ supplierInvoiceNumber: number, ...supplier('QUARRY') })])).toEqual([
      'posted',
    ]);
  });
});
