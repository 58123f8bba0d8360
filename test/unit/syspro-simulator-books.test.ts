/** AP invoices of the SYSPRO simulator: documents, and what is refused. */
import {
  apInvoice,
  booked,
  control,
  distribution,
  elements,
  equals,
  errorsOf,
  item,
  post,
  rows,
  simulated,
} from './sysproClient';

simulated();

/** What is wrong with one invoice; nothing of it is booked. */
async function wrong(one: string, how: Record<string, string> = {}): Promise<string[]> {
  const answer = booked(await apInvoice([one], how));
  expect(answer.status).toMatchObject({ ItemsProcessed: '', ItemsInvalid: '1' });
  expect(await rows('ApInvoice')).toHaveLength(0);
  expect(await rows('GenJournalDetail')).toHaveLength(0);
  return errorsOf(answer.items);
}
const one = (fields: Record<string, string> = {}, inner?: string) => wrong(item(fields, inner));

describe('a document', () => {
  it('is one AP journal and one GL journal, with an entry for each invoice', async () => {
    const second = item(
      { Supplier: '3', Invoice: 'A-7', TransactionValue: '110.00', Branch: 'YD' },
      distribution({ LedgerValue: '121.00' }),
    );
    const { items, status, gl } = booked(await apInvoice([item(), second]));
    const keys = items.map(({ Transaction }) => Transaction.Key);
    const key = { TrnYear: '2026', TrnMonth: '06', Journal: '00001' };
    expect(keys).toEqual([
      { ...key, EntryNumber: '001' },
      { ...key, EntryNumber: '002' },
    ]);
    expect(items[1].Transaction).toMatchObject({ Supplier: '0000003', Invoice: 'A-7', TransactionCode: 'I' });
    expect(status).toMatchObject({ ItemsProcessed: '2', ItemsInvalid: '' });
    expect(gl).toEqual({
      GlYear: '2026',
      GlPeriod: '06',
      GlJournal: '00001',
      GlJournalError: '',
      GlJournalMessage: '',
    });
    const entries = (await rows('GenJournalDetail')).map(({ GlCode, EntryValue }) => [
      GlCode,
      EntryValue?.trim(),
    ]);
    expect(entries).toEqual([
      ['10-6220', '100.00'],
      ['00-2000', '-100.00'],
      ['10-6220', '121.00'],
      ['00-2000', '-121.00'],
    ]);
    const [account] = await rows('GenMaster', equals('GlCode', '10-6220'));
    expect(account?.CurrentBalance?.trim()).toBe('321.00');
    const [history] = await rows('GenHistory', equals('GlCode', '10-6220'));
    expect([5, 6, 7].map((at) => history?.[`ClosingBalPer${at}`]?.trim())).toEqual([
      '100.00',
      '321.00',
      '321.00',
    ]);
    expect(await rows('ApJnlSummary')).toHaveLength(2);
  });

  it('stands in the tables with full keys, padded numbers and the supplier’s terms and currency', async () => {
    await apInvoice([
      item(
        { Supplier: '3', TransactionReference: 'JGR-55', TransactionValue: '100.00' },
        distribution({ LedgerValue: '110.00' }),
      ),
    ]);
    const [row] = await rows('ApInvoice');
    expect(row).toMatchObject({
      ...{ Supplier: '000000000000003', Invoice: 'INV-1', InvoiceDate: '2026-06-10', DueDate: '2026-06-25' },
      ...{ Currency: 'EUR', Reference: 'JGR-55', MulDiv: 'M' },
    });
    expect([row?.OrigInvValue?.trim(), row?.MthInvBal1?.trim(), row?.ConvRate?.trim()]).toEqual([
      '100.00',
      '100.00',
      '1.100000',
    ]);
    const { bills } = await control('state?bills');
    expect(bills).toMatchObject([
      {
        ...{ type: 'Bill', vendor: '0000003', vendorRef: 'INV-1', currency: 'EUR', amount: '100.00' },
        ...{ status: 'Open', referenceNbr: '2026/06/00001/001', glJournal: '00001', period: '2026-06' },
        lines: [{ account: '6220', subaccount: '10', branch: 'HO', amount: '100.00' }],
      },
    ]);
  });

  it('takes all or nothing by default, and each by itself where it is told to', async () => {
    const items = [item(), item({ Invoice: 'INV-2', Supplier: '99' })];
    const whole = booked(await apInvoice(items));
    expect(whole.status).toMatchObject({
      ItemsProcessed: '1',
      ItemsInvalid: '1',
      GlJournal: { GlJournal: '' },
    });
    expect(whole.items[0].Transaction.Key.Journal).toBe('');
    expect(await rows('ApInvoice')).toHaveLength(0);
    const each = booked(await apInvoice(items, { ApplyIfEntireDocumentValid: 'N' }));
    expect(each.items[0].Transaction.Key.Journal).toBe('00001');
    expect(each.items[1]).toMatchObject({ Invoice: 'INV-2', Supplier: { Value: '99' } });
    expect(each.status.GlJournal.GlJournal).toBe('00001');
    expect(await rows('ApInvoice')).toHaveLength(1);
  });

  it('that is only validated changes nothing and says the same', async () => {
    const { items, status } = booked(await apInvoice([item()], { ValidateOnly: 'Y' }));
    expect([items.length, status.ItemsProcessed]).toEqual([1, '1']);
    expect(await rows('ApInvoice')).toHaveLength(0);
    expect(booked(await apInvoice([item()])).items[0].Transaction.Key.Journal).toBe('00001');
  });

  it('passes over what it does not know, and names in other cases', async () => {
    const { status } = booked(
      await apInvoice([item({ invoicedate: '2020-01-01', Currency: 'EUR', Reference: 'x' })]),
    );
    expect(status.ItemsProcessed).toBe('1');
    expect((await rows('ApInvoice'))[0]).toMatchObject({ Currency: 'USD', Reference: '' });
    expect(booked(await post('APSTIN', '<P/>', `<Invoices>${item()}</Invoices>`)).items).toHaveLength(0);
  });

  it('books in the current period or one of the two before it, if that is open', async () => {
    for (const [PostingPeriod, month] of [
      ['C', '06'],
      ['P', '05'],
      ['B', '04'],
    ] as const) {
      const { items } = booked(await apInvoice([item({ Invoice: `P-${PostingPeriod}` })], { PostingPeriod }));
      expect(items[0].Transaction.Key.TrnMonth).toBe(month);
    }
    const [back] = await rows('ApInvoice', equals('Invoice', 'P-P'));
    expect([1, 2, 3].map((at) => back?.[`MthInvBal${at}`]?.trim())).toEqual(['100.00', '100.00', '0.00']);
    await control('periods', { closedInGl: ['P'], closedInAp: ['B'] });
    for (const [PostingPeriod, where] of [
      ['P', 'GL'],
      ['B', 'AP'],
    ] as const) {
      const answer = booked(await apInvoice([item({ Invoice: 'NEW' })], { PostingPeriod }));
      expect(errorsOf(answer.items).join()).toMatch(new RegExp(`period \\d of 2026 is closed in ${where}`));
    }
    const unknown = await apInvoice([item({ Invoice: 'NEW' })], { PostingPeriod: '6' });
    expect(errorsOf(unknown.xml).join()).toContain("It should be 'C / P / B'");
  });
});

describe('an invoice is refused', () => {
  it('with the published words where something is blank, no date or not of a list', async () => {
    expect(await one({ Invoice: '' })).toEqual(["Invoice : XML element '{Item}{Invoice}' cannot be spaces"]);
    expect(await one({ InvoiceDate: '10/06/2026' })).toEqual([
      "InvoiceDate 10/06/2026: Date '10/06/2026' is invalid for XML element 'InvoiceDate' it must be CCYY-MM-DD format",
    ]);
    expect(await one({ InvoiceDate: '2026-02-30' })).toHaveLength(1);
    expect(await one({ TransactionCode: 'X' })).toEqual([
      "TransactionCode X: XML element 'transactioncode' has a value of 'X'. It should be 'I / A / D / C'",
    ]);
  });

  it('for an unknown supplier, branch or ledger code, one on hold, or one without its password', async () => {
    expect(await one({ Supplier: '99' })).toEqual(["Supplier 99: SIM supplier '99' not found"]);
    expect(await one({ Branch: 'ZZ' })).toEqual(["Branch ZZ: SIM branch 'ZZ' not found"]);
    expect(await one({}, distribution({ LedgerCode: '10-9999' }))).toHaveLength(1);
    expect(await one({}, distribution({ LedgerCode: '10-6990' }))).toEqual([
      "LedgerCode 10-6990: SIM ledger code '10-6990' is on hold",
    ]);
    const guarded = { LedgerCode: '10-6900' };
    expect(await one({}, distribution(guarded))).toEqual([
      "LedgerCode 10-6900: SIM ledger code '10-6900' needs its password",
    ]);
    const open = distribution({ ...guarded, PasswordForLedgerCode: 'open-sesame' });
    expect(booked(await apInvoice([item({}, open)])).status.ItemsProcessed).toBe('1');
  });

  it('where its distributions do not make up its value', async () => {
    expect((await one({ TransactionValue: '100.01' }))[0]).toMatch(
      /distributions are 100.00, and should be 100.01/,
    );
    expect(await one({ FreightCharge: '5' })).toHaveLength(1);
    expect(await one({ TransactionValue: 'x' })).toHaveLength(1);
    const charges = { FreightCharge: '5', MiscellaneousCharge: '2.50', TransactionValue: '107.50' };
    expect(booked(await apInvoice([item(charges)])).status.ItemsProcessed).toBe('1');
    const codes = (await rows('GenJournalDetail')).map(({ GlCode }) => GlCode);
    expect(codes).toEqual(['10-6220', '00-6400', '00-6500', '00-2000']);
  });

  it('under a number that the supplier has used, in the same document too, but not for another supplier', async () => {
    await apInvoice([item()]);
    const again = booked(
      await apInvoice([item(), item({ Supplier: '4', Invoice: 'INV-1' })], {
        IgnoreWarnings: 'Y',
        ApplyIfEntireDocumentValid: 'N',
      }),
    );
    expect(errorsOf(again.items)).toEqual(["Invoice INV-1: SIM invoice 'INV-1' exists"]);
    expect(again.status).toMatchObject({ ItemsProcessed: '1', ItemsInvalid: '1' });
    const twice = booked(
      await apInvoice([item({ Invoice: 'T' }), item({ Invoice: 'T' })], { ApplyIfEntireDocumentValid: 'N' }),
    );
    expect(twice.status).toMatchObject({ ItemsProcessed: '1', ItemsInvalid: '1' });
  });

  it('of a supplier on hold, unless warnings are ignored or only told', async () => {
    const held = item({ Supplier: '4' });
    expect(await wrong(held)).toEqual(["Supplier 4: SIM supplier '4' is on hold"]);
    const told = booked(await apInvoice([held], { IgnoreWarnings: 'W' }));
    expect(told.items[0].Transaction.WarningMessages.WarningDescription).toContain('on hold');
    const silent = booked(
      await apInvoice([item({ Supplier: '4', Invoice: 'INV-2' })], { IgnoreWarnings: 'Y' }),
    );
    expect([silent.status.ItemsProcessed, silent.items[0].Transaction.WarningMessages]).toEqual([
      '1',
      undefined,
    ]);
  });

  it('at another rate than the fixed one of the table', async () => {
    const fixed = (rate: string) =>
      item({ Supplier: '5', ExchRateAtEntry: rate }, distribution({ LedgerValue: '125.00' }));
    expect(await wrong(fixed('1.3'))).toEqual(['ExchRateAtEntry 1.3: SIM the rate is fixed at 1.25']);
    expect(booked(await apInvoice([fixed('1.25')])).status.ItemsProcessed).toBe('1');
    const free = item(
      { Supplier: '3', Invoice: 'E', ExchRateAtEntry: '1.2' },
      distribution({ LedgerValue: '120.00' }),
    );
    expect(booked(await apInvoice([free])).status.ItemsProcessed).toBe('1');
    const foreign = item({ Supplier: '3', Invoice: 'F' });
    expect(
      booked(await apInvoice([foreign], { LedgerDistributionCurrency: 'F' })).status.ItemsProcessed,
    ).toBe('1');
    const [entry] = (await rows('GenJournalDetail')).slice(-2);
    expect(entry?.EntryValue?.trim()).toBe('110.00');
  });

  it('without an analysis code that its ledger code needs, where analysis is not ignored', async () => {
    const travel = (code: string) =>
      item(
        {},
        `<LedgerDistribution>${elements({ LedgerCode: '10-6700', LedgerValue: '100.00' })}${code === '' ? '' : `<AnalysisLineEntry><AnalysisCode1>${code}</AnalysisCode1></AnalysisLineEntry>`}</LedgerDistribution>`,
      );
    const how = { IgnoreAnalysis: 'N' };
    expect((await wrong(travel(''), how))[0]).toContain('needs an analysis code');
    expect(await wrong(travel('BOAT'), how)).toEqual([
      "AnalysisCode1 BOAT: SIM analysis code 'BOAT' not found",
    ]);
    expect(booked(await apInvoice([travel('RAIL')], how)).status.ItemsProcessed).toBe('1');
  });
});
