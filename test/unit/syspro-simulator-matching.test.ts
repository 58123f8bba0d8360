/** Goods received, credits, tax and the ledger in the SYSPRO simulator. */
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
  signOn,
  sim,
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

const GRN = { GrnSupplier: '2', GrnGrn: '311', GrnFlag: 'I', GrnJournal: '1', GrnEntry: '1' };
const grn = (fields: Record<string, string>) =>
  `<GrnDetails>${elements({ ...GRN, GrnMatchType: 'O', ...fields })}</GrnDetails>`;
const matched = (inner: string, value = '100.00', invoice = 'Q-1') =>
  item({ Supplier: '2', Invoice: invoice, TransactionValue: value }, inner);

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

describe('tax', () => {
  const taxed = (fields: Record<string, string>, lines = distribution()) =>
    apInvoice([item({ TransactionValue: '115.00', ...fields }, lines)], { AutomaticTaxCalculation: 'Y' });

  it('of the header counts only where AP distributes it', async () => {
    expect(errorsOf((await taxed({ TaxCode: 'A', TaxValue: '15.00' })).xml)[0]).toContain('should be 115.00');
    sim.reset({ taxDistribution: 'D' });
    await signOn();
    expect(booked(await taxed({ TaxCode: 'A', TaxValue: '15.00' })).status.ItemsProcessed).toBe('1');
    expect(booked(await taxed({ TaxCode: 'A', Invoice: 'T-2' })).status.ItemsProcessed).toBe('1');
    const codes = (await rows('GenJournalDetail')).map(({ GlCode }) => GlCode);
    expect(codes).toEqual(['10-6220', '00-2200', '00-2000', '10-6220', '00-2200', '00-2000']);
    expect(errorsOf((await taxed({ TaxCode: 'Z', Invoice: 'T-3' })).xml)[0]).toContain(
      "tax code 'Z' not found",
    );
    const own =
      distribution() + distribution({ LedgerCode: '00-2200', LedgerValue: '15.00', TaxOnlyLine: 'Y' });
    expect(booked(await taxed({ TaxCode: 'D', Invoice: 'T-4' }, own)).status.ItemsProcessed).toBe('1');
    const inside = { TaxCode: 'A', TaxBasis: 'I', TransactionValue: '100.00', Invoice: 'T-5' };
    expect(booked(await taxed(inside)).status.ItemsProcessed).toBe('1');
  });
});
