/** AP invoices of the SYSPRO simulator: what is refused, what is booked, and what reaches the ledger. */
import {
  apInvoice,
  booked,
  control,
  distribution,
  elements,
  equals,
  errorsOf,
  item,
  parameters,
  post,
  query,
  rows,
  simulated,
  turn,
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

const GRN = { GrnSupplier: '2', GrnGrn: '311', GrnFlag: 'I', GrnJournal: '1', GrnEntry: '1' };
const grn = (fields: Record<string, string>) =>
  `<GrnDetails>${elements({ ...GRN, GrnMatchType: 'O', ...fields })}</GrnDetails>`;
const matched = (inner: string, value = '100.00', invoice = 'Q-1') =>
  item({ Supplier: '2', Invoice: invoice, TransactionValue: value }, inner);

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

describe('goods received', () => {
  it('are matched as a whole, at a value, or in part, and never twice', async () => {
    expect(booked(await apInvoice([matched(grn({ GrnMatchValue: '7' }))])).status.ItemsProcessed).toBe('1');
    expect((await rows('GrnDetails'))[0]).toMatchObject({
      GrnMatchedFlag: 'Y',
      PurchaseOrder: '000000000000101',
    });
    expect((await rows('GenJournalDetail')).map(({ GlCode }) => GlCode)).toEqual(['00-2100', '00-2000']);
    const [bill] = (await control('state?bills')).bills;
    expect(bill.lines).toEqual([{ account: '6300', subaccount: '10', branch: 'YD', amount: '100.00' }]);
    const again = booked(await apInvoice([matched(grn({}), '100.00', 'Q-2')]));
    expect(errorsOf(again.items)).toEqual(["GrnGrn 311: SIM GRN '311' is matched already"]);
  });

  it('stay open for what is not matched yet', async () => {
    const part = (value: string, invoice: string) =>
      apInvoice([matched(grn({ GrnMatchType: 'P', GrnPartialMatchValue: value }), value, invoice)]);
    expect(booked(await part('60.00', 'Q-1')).status.ItemsProcessed).toBe('1');
    expect((await rows('GrnDetails'))[0]?.MatchedValue?.trim()).toBe('60.00');
    expect(errorsOf((await part('40.01', 'Q-2')).xml)).toEqual([
      "GrnGrn 311: SIM GRN '311' has only 40.00 outstanding",
    ]);
    expect(booked(await part('40.00', 'Q-2')).status.ItemsProcessed).toBe('1');
    expect((await rows('GrnDetails'))[0]?.GrnMatchedFlag).toBe('Y');
  });

  it('are closed at another value, and the rest is distributed', async () => {
    const inner = grn({ GrnMatchType: 'U', GrnMatchValue: '90.00' }) + distribution({ LedgerValue: '10.00' });
    expect(booked(await apInvoice([matched(inner)])).status.ItemsProcessed).toBe('1');
    expect((await rows('GrnDetails'))[0]).toMatchObject({ GrnMatchedFlag: 'Y' });
  });

  it('must be of the supplier, be there, and be named where the supplier requires it', async () => {
    expect(await wrong(matched(grn({ GrnGrn: '999' })))).toEqual(["GrnGrn 999: SIM GRN '999' not found"]);
    expect((await wrong(matched(grn({ GrnFlag: 'X' }))))[0]).toContain('not found');
    const other = item({}, grn({}));
    expect(await wrong(other)).toEqual(["GrnGrn 311: SIM GRN '311' is of another supplier"]);
    expect((await wrong(matched(distribution())))[0]).toContain('requires GRN matching');
    expect((await wrong(matched(grn({ GrnMatchType: 'P' }))))[0]).toContain('needs a value');
  });

  it('come by PORTOR, by control order, and are read under their key', async () => {
    const receipt = (fields: Record<string, string>) =>
      post(
        'PORTOR',
        parameters('PostPurchaseOrderReceipts'),
        `<PostPurchaseOrderReceipts><Item><Receipt>${elements({ PurchaseOrder: '101', PurchaseOrderLine: '1', Quantity: '60', ...fields })}</Receipt></Item></PostPurchaseOrderReceipts>`,
      );
    const { xml } = await receipt({});
    const root = xml.postpurchaseorderreceipts;
    expect([root.Item[0].Key.PurchaseOrder, root.Item[0].ItemNumber, root.StatusOfItems]).toEqual([
      '000101',
      '000001',
      undefined,
    ]);
    expect(errorsOf((await receipt({ Quantity: '1' })).xml)).toEqual([
      'Quantity 1: SIM only 0 are outstanding',
    ]);
    const [line] = await rows('PorMasterDetail', equals('Line', '1'));
    expect([line?.MReceivedQty?.trim(), line?.MCompleteFlag]).toEqual(['100.000000', 'Y']);
    const { receipts } = await control('receipts', {
      order: '101',
      line: 2,
      quantity: '1',
      date: '2026-06-02',
    });
    const found = await rows('GrnDetails', equals('PurchaseOrder', '000000000000101'));
    expect(found).toHaveLength(3);
    const key = `<GrnDetails><GrnDetailKey>0000002${receipts[0].Grn}I0000300001</GrnDetailKey><GrnMatchType>O</GrnMatchType></GrnDetails>`;
    expect(booked(await apInvoice([matched(key, '120.00')])).status.ItemsProcessed).toBe('1');
  });
});

describe('credits and adjustments', () => {
  it('need an invoice, and move its balance', async () => {
    const credit = item(
      { TransactionCode: 'C', TransactionValue: '30.00', TransactionReference: 'CM-1' },
      distribution({ LedgerValue: '30.00' }),
    );
    expect(await wrong(credit)).toEqual(["Invoice INV-1: SIM invoice 'INV-1' not found"]);
    await apInvoice([item()]);
    expect(booked(await apInvoice([credit])).items[0].Transaction.TransactionCode).toBe('C');
    expect((await rows('ApInvoice'))[0]?.MthInvBal1?.trim()).toBe('70.00');
    const [bill, adjustment] = (await control('state?bills')).bills;
    expect([bill.type, bill.totalDue]).toEqual(['Bill', '70.00']);
    expect(adjustment).toMatchObject({
      type: 'Debit Adj.',
      amount: '30.00',
      reference: 'CM-1',
      lines: [{ amount: '30.00' }],
    });
    await apInvoice([
      item({ TransactionCode: 'D', TransactionValue: '5.00' }, distribution({ LedgerValue: '5.00' })),
    ]);
    expect((await rows('ApInvoice'))[0]?.MthInvBal1?.trim()).toBe('75.00');
    const zero = item({ TransactionCode: 'A', TransactionValue: '0' }, '');
    expect(booked(await apInvoice([zero])).status.ItemsInvalid).toBe('1');
    expect(booked(await apInvoice([zero], { PostZeroAdjustments: 'Y' })).status.ItemsProcessed).toBe('1');
  });
});

describe('the ledger', () => {
  it('may fail where AP is posted, and is reached later by APSTGI', async () => {
    turn('glJournal', 'fails');
    const { items, gl, status } = booked(await apInvoice([item()]));
    expect([items[0].Transaction.Key.Journal, gl.GlJournal, status.ItemsProcessed]).toEqual([
      '00001',
      '',
      '1',
    ]);
    expect(gl.GlJournalError).not.toBe('');
    expect(await rows('GenJournalDetail')).toHaveLength(0);
    expect((await control('state')).waitingForGl).toEqual(['2026-6-1']);
    const send = (fields: Record<string, string>) =>
      post(
        'APSTGI',
        parameters('PostApInvoice'),
        `<PostApInvoice><Item>${elements(fields)}</Item></PostApInvoice>`,
      );
    const { xml } = await send({ Year: '2026', Month: '06', Journal: '1' });
    expect(xml.postapinvoice.Item[0].Transaction.Key).toEqual({
      GlYear: '2026',
      GlPeriod: '06',
      GlJournal: '00001',
    });
    expect((await rows('ApJnlSummary'))[0]?.GlJournal?.trim()).toBe('00001');
    expect(errorsOf((await send({ JournalList: '2026060000000001' })).xml)).toHaveLength(1);
    expect(await rows('GenJournalDetail')).toHaveLength(2);
  });

  it('takes journals of its own, whose period is a number', async () => {
    const entry = (code: string, amount: string) =>
      `<JournalDetails>${elements({ LedgerCode: code, EntryAmount: amount, Reference: 'JGR-9' })}</JournalDetails>`;
    const journal = (fields: Record<string, string>, inner: string, how: Record<string, string> = {}) =>
      post(
        'GENTJL',
        parameters('PostGlJournal', how),
        `<PostGlJournal><Item>${elements({ AuthorizeJournal: 'A', PostJournal: 'Y', PostingPeriod: '06', PostingYear: '2026', JournalDate: '2026-06-12', ...fields })}${inner}</Item></PostGlJournal>`,
      );
    const balanced = entry('10-6220', '40.00') + entry('20-6220', '-40.00');
    const { xml } = await journal({}, balanced);
    const { Item, StatusOfItems } = xml.postgljournal;
    expect(Item[0].Transaction).toMatchObject({
      ...{ Key: { GlYear: '2026', GlPeriod: '06', GlJournal: '00001' }, JournalDate: '20260612' },
      ...{
        NumOfEntries: '00002',
        DebitAmount: '40.00',
        CreditAmount: '40.00',
        Jnlstatus: 'P',
        Authorised: 'Y',
      },
    });
    expect(StatusOfItems).toMatchObject({
      JournalsProcessed: '1',
      JournalsInvalid: '',
      PostingsProcessed: '1',
    });
    expect((await rows('GenMaster', equals('GlCode', '20-6220')))[0]?.CurrentBalance?.trim()).toBe('60.00');
    const waiting = await journal({ PostJournal: 'N' }, balanced);
    expect(waiting.xml.postgljournal.Item[0].Transaction.Jnlstatus).toBe('U');
    expect((await rows('GenMaster', equals('GlCode', '20-6220')))[0]?.CurrentBalance?.trim()).toBe('60.00');
    expect(errorsOf((await journal({}, entry('10-6220', '1'))).xml)[0]).toContain('differ by 1.00');
    expect(
      errorsOf((await journal({ PostingPeriod: '2026', PostingYear: '06' }, balanced)).xml)[0],
    ).toContain('not open');
    expect(errorsOf((await journal({}, entry('x', '1') + entry('10-6220', '-1'))).xml)[0]).toContain(
      "'x' not found",
    );
    const tried = await journal({}, balanced, { ValidateOnly: 'Y' });
    expect(tried.xml.postgljournal.Item[0].Transaction.Key.GlJournal).toBe('');
    expect(await rows('GenJournalDetail')).toHaveLength(4);
  });

  it('says whether a code is right, and what its balance is', async () => {
    const ask = (code: string) =>
      query(
        'GENQGL',
        `<Query><key><LedgerCode>${code}</LedgerCode><ValidateFlags>Y</ValidateFlags><BusinessProcess>AP1</BusinessProcess></key></Query>`,
      );
    expect((await ask('10-6220')).xml.GLStructureQuery.LedgerDetails).toMatchObject({
      LedgerCode: '10-6220',
      AccountType: 'E',
    });
    expect(errorsOf((await ask('77-7777')).xml)).toEqual([
      "LedgerCode 77-7777: SIM ledger code '77-7777' not found",
    ]);
    expect(errorsOf((await ask('10-6990')).xml)[0]).toContain('on hold');
    const balance = await query('GENQRY', '<Query><Key><LedgerCode>10-6220</LedgerCode></Key></Query>');
    expect(balance.xml.LedgerQuery).toMatchObject({
      GlCode: '10-6220',
      GlYear: '2026',
      CurrentBalance: '100.00',
    });
    const sections = await query('GENQST', '<Query><Option><Section>1</Section></Option></Query>');
    expect(sections.xml.GLStructureQuery.Section).toMatchObject({ SectionDescription: 'Site' });
  });
});
