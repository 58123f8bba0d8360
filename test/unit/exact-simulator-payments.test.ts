/** Payment terms, payments and transaction lines of the Exact Online simulator. */
import { booked, control, feed, ids, rows, simulated, turn } from './exactClient';

simulated();

describe('payments', () => {
  const TERMS = 'sync/Cashflow/PaymentTerms';
  const FIELDS = 'ID,TransactionEntryID,AmountFC,Status,LineType,IsFullyPaid,EndDate,TransactionType';
  const termsOf = async (entry: string) =>
    (await feed(TERMS, '1', FIELDS)).found.filter(({ TransactionEntryID }) => TransactionEntryID === entry);
  const payables = () => rows('read/financial/PayablesList');

  it('a term is split by a part, selected, sent, matched; the bank’s line is a term of its own', async () => {
    const { EntryID, EntryNumber } = await booked();
    const entry = String(EntryNumber);
    expect(await termsOf(EntryID)).toMatchObject([
      { AmountFC: 100.12, Status: 20, LineType: 22, TransactionType: 30, EndDate: null },
    ]);
    const [open] = await payables();
    expect(open).toMatchObject({
      Amount: 100.12,
      EntryNumber,
      InvoiceNumber: EntryNumber,
      JournalCode: '60',
      YourRef: 'HS-1',
      AmountInTransit: 0,
    });
    await control('payments', {
      entry,
      amount: '40.00',
      reference: 'BATCH-1',
      status: 30,
      date: '2026-06-20',
    });
    expect((await termsOf(EntryID)).map(({ AmountFC, Status }) => [AmountFC, Status]).sort()).toEqual([
      [40, 30],
      [60.12, 20],
    ]);
    await control('payments', { move: 'BATCH-1', status: 40 });
    expect((await payables()).map(({ AmountInTransit }) => AmountInTransit).sort()).toEqual([0, 40]);
    await control('payments', { finish: 'BATCH-1' });
    const paid = (await termsOf(EntryID)).find(({ Status }) => Status === 50);
    expect(paid).toMatchObject({
      AmountFC: 40,
      IsFullyPaid: true,
      EndDate: `/Date(${Date.parse('2026-06-20')})/`,
    });
    await control('payments', { entry, reference: 'BATCH-2' });
    expect(await payables()).toEqual([]);
    const all = (await feed(TERMS, '1', FIELDS)).found;
    expect(
      all.filter(({ TransactionType }) => TransactionType === 40).map(({ AmountFC }) => AmountFC),
    ).toEqual([-40, -60.12]);
    const [header] = await rows(`purchaseentry/PurchaseEntries?$top=1&$filter=EntryNumber eq ${entry}`);
    expect(header.Status).toBe(20);
    await control('payments', { undo: 'BATCH-2' });
    expect((await termsOf(EntryID)).map(({ AmountFC, Status }) => [AmountFC, Status]).sort()).toEqual([
      [40, 50],
      [60.12, 20],
    ]);
    const gone = await rows('sync/Deleted?$filter=Timestamp gt 1 and EntityType eq 10&$select=EntityKey');
    expect(gone).toHaveLength(1);
    expect((await control('state?bills')).bills[0]).toMatchObject({ paid: '40.00', open: '60.12' });
  });

  it('a credit settles without money; what is wrong is refused', async () => {
    const bill = await booked();
    const credit = await booked({ YourRef: 'CN' }, [{ GLAccount: ids['4000'], AmountFC: -30 }]);
    await control('payments', { entry: bill.EntryID, credit: credit.EntryID });
    expect((await termsOf(credit.EntryID)).map(({ Status }) => Status)).toEqual([50]);
    expect((await feed(TERMS, '1', FIELDS)).found.some(({ TransactionType }) => TransactionType === 40)).toBe(
      false,
    );
    expect((await control('state?bills')).bills[0]).toMatchObject({ paid: '30.00', open: '70.12' });
    await expect(control('payments', { entry: bill.EntryID, amount: '71' })).rejects.toThrow('Less of entry');
    await expect(control('payments', { entry: 'none' })).rejects.toThrow('no entry none');
    await expect(control('payments', { finish: 'none' })).rejects.toThrow('No payment none');
    await expect(control('payments', { move: 'none' })).rejects.toThrow('No payment none');
    await expect(control('payments', { undo: 'none' })).rejects.toThrow('no payment none');
    await expect(control('payments', { entry: bill.EntryID, credit: credit.EntryID })).rejects.toThrow(
      'does not fit',
    );
  });

  it('one payment for two entries; lists of payments, single and bulk', async () => {
    const [one, two] = [await booked(), await booked({ YourRef: 'HS-2' })];
    await control('payments', {
      entries: [{ entry: one.EntryID }, { entry: two.EntryID, amount: '1.00' }],
      reference: 'B',
    });
    expect((await termsOf(two.EntryID)).map(({ Status }) => Status).sort()).toEqual([20, 50]);
    for (const path of ['cashflow/Payments', 'bulk/Cashflow/Payments'])
      expect(await rows(`${path}?$select=ID,Status,YourRef&$filter=Status eq 50`)).toHaveLength(4);
  });

  it('receipts are in the same feed, and in none of the lists of payments', async () => {
    await control('payments', { receipt: { account: '20002', amount: '55.00' } });
    expect((await feed(TERMS, '1', FIELDS)).found).toMatchObject([{ LineType: 20, AmountFC: 55 }]);
    expect(await payables()).toEqual([]);
    expect(await rows('cashflow/Payments?$select=ID&$filter=Status eq 20')).toEqual([]);
    await expect(control('payments', { receipt: { account: 'x', amount: '1' } })).rejects.toThrow(
      'no account x',
    );
  });

  it('paymentSign: positive, negative; payablesFilter: ignored, works', async () => {
    turn('paymentSign', 'negative');
    const { EntryID } = await booked();
    expect((await termsOf(EntryID))[0].AmountFC).toBe(-100.12);
    const none = "read/financial/PayablesList?$filter=YourRef eq 'none'";
    expect(await rows(none)).toHaveLength(1);
    turn('payablesFilter', 'works');
    expect(await rows(none)).toHaveLength(0);
  });

  it('transaction lines: with their header in sync only, found by type and reference', async () => {
    await booked({}, [{ GLAccount: ids['4100'], AmountFC: 100 }]);
    const { found } = await feed(
      'sync/Financial/TransactionLines',
      '1',
      'LineNumber,Type,AmountFC,YourRef,GLAccountCode,EntryID',
    );
    expect(
      found
        .map(({ LineNumber, Type, AmountFC, GLAccountCode }) => [LineNumber, Type, AmountFC, GLAccountCode])
        .sort(),
    ).toEqual([
      [0, 30, -121, '1600'],
      [1, 30, 100, '4100'],
      [2, 30, 21, '1510'],
    ]);
    const filter = "Type eq 30 and YourRef eq 'HS-1'";
    for (const path of ['financialtransaction/TransactionLines', 'bulk/Financial/TransactionLines'])
      expect(await rows(`${path}?$select=ID&$filter=${filter}`)).toHaveLength(2);
  });
});
