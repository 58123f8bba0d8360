/** Bills, credits and orders: what is stored, what is refused, links, numbers, closed books. */
import {
  accountLine,
  bill,
  call,
  codeOf,
  control,
  faultOf,
  idOf,
  ids,
  itemLine,
  linkedTo,
  made,
  order,
  post,
  sim,
  simulated,
  turn,
} from './quickbooksClient';
import type { Tree } from './quickbooksClient';

simulated();

const poOf = async (id: string): Promise<Tree> => (await call(`purchaseorder/${id}`)).body.PurchaseOrder;

describe('a bill', () => {
  test('is stored with ids, token, times in Pacific, names of references, and what QBO works out', async () => {
    const term = await idOf('Term', 'Net 30');
    const stored = await made(
      'bill',
      bill({
        ...{ DocNumber: 'HS-1', SalesTermRef: { value: term }, DepartmentRef: { value: ids.main } },
        ...{ PrivateNote: 'note', TotalAmt: 7 },
        Line: [
          accountLine(100.12, { Description: 'Paper' }, { ClassRef: { value: ids.retail } }),
          itemLine(3, 4.5),
        ],
      }),
    );
    expect(stored).toMatchObject({
      ...{
        domain: 'QBO',
        sparse: false,
        SyncToken: '0',
        DocNumber: 'HS-1',
        TotalAmt: 113.62,
        Balance: 113.62,
      },
      ...{ TxnDate: '2026-06-15', DueDate: '2026-07-15', PrivateNote: 'note', LinkedTxn: [] },
      VendorRef: { value: ids.vendor, name: 'Harbour Street Office Supply' },
      APAccountRef: { value: ids.payable, name: 'Accounts Payable (A/P)' },
      ...{
        DepartmentRef: { name: 'Main Office' },
        CurrencyRef: { value: 'USD', name: 'United States Dollar' },
      },
      MetaData: { CreateTime: '2026-06-15T09:00:00-07:00', LastUpdatedTime: '2026-06-15T09:00:00-07:00' },
    });
    expect(typeof stored.Id).toBe('string');
    expect(stored.Line).toMatchObject([
      {
        ...{ Id: '1', LineNum: 1, Amount: 100.12, Description: 'Paper', LinkedTxn: [] },
        AccountBasedExpenseLineDetail: {
          AccountRef: { name: 'Office Supplies' },
          ClassRef: { name: 'Retail' },
        },
      },
      { Id: '2', LineNum: 2, Amount: 13.5, ItemBasedExpenseLineDetail: { Qty: 3, UnitPrice: 4.5 } },
    ]);
    expect((await call(`bill/${stored.Id}`)).body.Bill).toEqual(stored);
    const vendor = (await call(`vendor/${ids.vendor}`)).body.Vendor;
    expect([vendor.Balance, vendor.SyncToken]).toEqual([113.62, '0']);
  });

  test('without date and number: today in Pacific, and no number', async () => {
    sim.clock.change({ now: '2026-01-20T05:00:00Z' });
    const { TxnDate: _date, ...rest } = bill() as Tree;
    void _date;
    const stored = await made('bill', rest);
    expect([stored.TxnDate, stored.DueDate, stored.DocNumber]).toEqual([
      '2026-01-19',
      '2026-01-19',
      undefined,
    ]);
    expect(stored.MetaData.CreateTime).toBe('2026-01-19T21:00:00-08:00');
  });

  const vendorRef = () => ({ value: ids.vendor });
  const refusals: Array<[string, string, () => object]> = [
    ['no vendor', '2020', () => ({ Line: [accountLine(1)] })],
    ['no lines', '2020', () => ({ VendorRef: vendorRef(), Line: [] })],
    ['a line without an amount', '2020', () => bill({ Line: [accountLine(1, { Amount: null })] })],
    ['a line without a detail type', '2020', () => bill({ Line: [accountLine(1, { DetailType: null })] })],
    ['an unknown property', '2010', () => bill({ Colour: 'red' })],
    [
      'a location on a line',
      '2010',
      () => bill({ Line: [accountLine(1, {}, { DepartmentRef: { value: '1' } })] }),
    ],
    ['a class on the header', '2010', () => bill({ ClassRef: { value: '1' } })],
    ['an amount that is none', '2010', () => bill({ Line: [accountLine(1, { Amount: 'ten' })] })],
    ['a date that is none', '2010', () => bill({ TxnDate: '15.06.2026' })],
    ['an empty id', '2030', () => bill({ VendorRef: { value: '' } })],
    ['a number of 22 characters', '2050', () => bill({ DocNumber: 'x'.repeat(22) })],
    ['a note of 4001 characters', '2050', () => bill({ PrivateNote: 'x'.repeat(4001) })],
    ['an amount of 16 digits', '2050', () => bill({ Line: [accountLine(1_000_000_000_000_000)] })],
    [
      'another kind of line',
      '2170',
      () => bill({ Line: [accountLine(1, { DetailType: 'SalesItemLineDetail' })] }),
    ],
    ['an unknown vendor', '2500', () => bill({ VendorRef: { value: '999' } })],
    [
      'an account line without account',
      '6440',
      () => bill({ Line: [accountLine(1, {}, { AccountRef: null })] }),
    ],
    ['amounts that do not multiply', '6070', () => bill({ Line: [itemLine(3, 4.5, { Amount: 13.51 })] })],
    [
      'a tax code in the US',
      '6100',
      () => bill({ Line: [accountLine(1, {}, { TaxCodeRef: { value: '5' } })] }),
    ],
    ['a wrong A/P account', '6430', () => bill({ APAccountRef: { value: ids.supplies } })],
    ['a negative total', '6000', () => bill({ Line: [accountLine(-1)] })],
    [
      'tax detail where there is none',
      '6170',
      () => bill({ GlobalTaxCalculation: 'NotApplicable', TxnTaxDetail: { TotalTax: 1 } }),
    ],
    ['a foreign currency', '6000', () => bill({ CurrencyRef: { value: 'EUR' } })],
  ];
  test.each(refusals)('%s: %s', async (_, code, body) => {
    const answer = await post('bill', body());
    expect([answer.status, codeOf(answer), answer.body.Fault.type]).toEqual([400, code, 'ValidationFault']);
    expect((await control('state')).counts.Bill).toBe(0);
  });

  test('names the list of a missing reference; an inactive one is not found', async () => {
    const account = { AccountRef: { value: '999' } };
    expect(faultOf(await post('bill', bill({ Line: [accountLine(1, {}, account)] })))).toBe(
      '2500 Invalid Reference Id : Accounts element id 999 not found',
    );
    const byClass = bill({ Line: [accountLine(1, {}, { ClassRef: { value: '999' } })] });
    expect(faultOf(await post('bill', byClass))).toContain('Klasses element id 999');
    expect(faultOf(await post('bill', bill({ DepartmentRef: { value: '999' } })))).toContain('Depts element');
    expect(faultOf(await post('bill', bill({ VendorRef: { value: '999' } })))).toContain('Names element');
    const old = await idOf('Vendor', 'Old Harbour Stationers (deleted)');
    expect(codeOf(await post('bill', bill({ VendorRef: { value: old } })))).toBe('610');
  });

  test('TAX and NON are the codes of the US, and an item needs an expense account', async () => {
    const coded = await made('bill', bill({ Line: [accountLine(1, {}, { TaxCodeRef: { value: 'NON' } })] }));
    expect(coded.Line[0].AccountBasedExpenseLineDetail.TaxCodeRef).toEqual({ value: 'NON' });
    const rooms = { ItemRef: { value: await idOf('Item', 'Rooms Let') } };
    const line = { Amount: 1, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: rooms };
    expect(codeOf(await post('bill', bill({ Line: [line] })))).toBe('6000');
  });
});

describe('updates', () => {
  test('need the current SyncToken; a full one clears what is left out; lines keep their ids', async () => {
    const first = await made(
      'bill',
      bill({ DocNumber: 'U-1', PrivateNote: 'gone soon', Line: [accountLine(1), accountLine(2)] }),
    );
    const change = {
      ...(bill({ DocNumber: 'U-1' }) as Tree),
      ...{ Id: first.Id, SyncToken: '0' },
      Line: [{ ...first.Line[1], Amount: 5 }, accountLine(7, { Id: 'unknown' })],
    };
    const second = await made('bill', change);
    expect([second.SyncToken, second.PrivateNote, second.TotalAmt]).toEqual(['1', undefined, 12]);
    expect(second.Line.map((line: Tree) => [line.Id, line.LineNum, line.Amount])).toEqual([
      ['2', 1, 5],
      ['3', 2, 7],
    ]);
    const stale = await post('bill', change);
    expect([stale.status, codeOf(stale)]).toEqual([400, '5010']);
    expect(codeOf(await post('bill', { ...change, SyncToken: undefined }))).toBe('2020');
    expect(codeOf(await post('bill', { ...change, Id: '999' }))).toBe('610');
  });

  test('a sparse one merges; null takes away; what changes nothing keeps the token', async () => {
    const first = await made('bill', bill({ DocNumber: 'S-1', PrivateNote: 'stays' }));
    const sparse = { Id: first.Id, SyncToken: '0', sparse: true };
    expect((await made('bill', { ...sparse, PrivateNote: 'stays' })).SyncToken).toBe('0');
    const second = await made('bill', { ...sparse, DocNumber: 'S-2' });
    expect(second).toMatchObject({
      SyncToken: '1',
      DocNumber: 'S-2',
      PrivateNote: 'stays',
      TotalAmt: 100.12,
    });
    const third = await made('bill', { ...sparse, SyncToken: '1', PrivateNote: null });
    expect([third.PrivateNote, third.DocNumber]).toEqual([undefined, 'S-2']);
  });

  test('by switch a sparse one loses memos, or lines', async () => {
    const lines = [accountLine(1, { Description: 'a' }), accountLine(2, { Description: 'b' })];
    const first = await made('bill', bill({ Line: lines }));
    turn(['sparseLines', 'memosLost']);
    const sparse = { Id: first.Id, sparse: true, PrivateNote: 'x' };
    const second = await made('bill', { ...sparse, SyncToken: '0' });
    expect(second.Line.map((line: Tree) => line.Description)).toEqual([undefined, undefined]);
    turn(['sparseLines', 'linesLost']);
    const third = await made('bill', { ...sparse, SyncToken: '1', PrivateNote: 'y' });
    expect([third.Line.length, third.TotalAmt]).toEqual([1, 1]);
  });

  test('delete answers with the status; void is a fault in HTTP 200, or nothing', async () => {
    const { Id, SyncToken } = await made('bill', bill());
    const voided = await post('bill', { Id, SyncToken }, { operation: 'void' });
    expect([voided.status, voided.body.Fault.type]).toEqual([200, 'SystemFault']);
    turn(['voidBill', 'empty']);
    expect((await post('bill', { Id, SyncToken }, { operation: 'void' })).body.Fault).toBeUndefined();
    expect(codeOf(await post('bill', { Id, SyncToken: '9' }, { operation: 'delete' }))).toBe('5010');
    expect(await made('bill', { Id, SyncToken }, { operation: 'delete' })).toEqual({
      ...{ domain: 'QBO', status: 'Deleted', Id },
    });
    expect(codeOf(await call(`bill/${Id}`))).toBe('610');
    expect((await call(`vendor/${ids.vendor}`)).body.Vendor.Balance).toBe(0);
  });
});

describe('numbers', () => {
  const numbered = (more: object = {}) => bill({ DocNumber: '1001', ...more });
  const otherVendor = () => numbered({ VendorRef: { value: ids.other } });

  test('a repeated one is refused, whoever the vendor is, and names the first', async () => {
    const first = await made('bill', numbered());
    const again = await post('bill', otherVendor());
    expect(again.status).toBe(400);
    expect(faultOf(again)).toBe(
      `6140 Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=1001 is assigned to TxnType=Bill with TxnId=${first.Id}`,
    );
    expect(again.body.Fault.Error[0].Message).toBe('Duplicate Document Number Error');
    await made('bill', numbered(), { include: 'allowduplicatedocnum' });
    expect((await control('state')).counts.Bill).toBe(2);
    turn(['duplicateDetail', 'null']);
    expect(faultOf(await post('bill', numbered()))).toBe('6140 Duplicate Document Number Error : null');
  });

  test('by switch it counts for a vendor alone, or for all kinds of documents together', async () => {
    await made('bill', numbered());
    await made('vendorcredit', numbered());
    turn(['docNumberTypes', 'together']);
    expect(codeOf(await post('purchaseorder', order({ DocNumber: '1001' })))).toBe('6140');
    turn(['docNumberScope', 'vendor']);
    await made('bill', otherVendor());
    expect(codeOf(await post('bill', otherVendor()))).toBe('6140');
  });

  test('with the warning off duplicates pass, unless the switch says otherwise; orders never', async () => {
    await control('preferences', { WarnDuplicateBillNumber: false });
    await made('bill', numbered());
    await made('bill', numbered());
    turn(['duplicatePreference', 'ignored']);
    expect(codeOf(await post('bill', numbered()))).toBe('6140');
    await made('purchaseorder', order({ DocNumber: '7' }));
    turn(['duplicatePreference', 'honoured']);
    expect(codeOf(await post('purchaseorder', order({ DocNumber: '7' })))).toBe('6140');
  });

  test('orders and credits are numbered by QBO where numbers are not our own; bills never', async () => {
    await control('preferences', { UseCustomTxnNumbers: false });
    expect((await made('purchaseorder', order({ DocNumber: 'JAG-1' }))).DocNumber).toBe('1001');
    expect((await made('vendorcredit', bill())).DocNumber).toBe('1001');
    expect((await made('bill', bill())).DocNumber).toBeUndefined();
    turn(['autoNumber', 'fills']);
    expect((await made('purchaseorder', order({ DocNumber: 'JAG-1' }))).DocNumber).toBe('JAG-1');
    expect((await made('purchaseorder', order())).DocNumber).toBe('1002');
    await control('preferences', { UseCustomTxnNumbers: true });
    expect((await made('purchaseorder', order())).DocNumber).toBeUndefined();
  });
});

describe('purchase orders', () => {
  test('are linked by line, on both sides, and close once they are billed', async () => {
    const po = await made('purchaseorder', order({ DocNumber: 'JAG-1', Memo: 'for the vendor' }));
    expect(po).toMatchObject({ POStatus: 'Open', TotalAmt: 75, Memo: 'for the vendor' });
    const first = await made('bill', bill({ Line: [itemLine(10, 4.5, linkedTo(po.Id, '1'))] }));
    expect(first.LinkedTxn).toEqual([{ TxnId: po.Id, TxnType: 'PurchaseOrder' }]);
    expect(first.Line[0].LinkedTxn).toEqual([{ TxnId: po.Id, TxnType: 'PurchaseOrder', TxnLineId: '1' }]);
    expect(await poOf(po.Id)).toMatchObject({
      ...{ POStatus: 'Open', SyncToken: '1', LinkedTxn: [{ TxnId: first.Id, TxnType: 'Bill' }] },
    });
    const second = await made('bill', bill({ Line: [accountLine(30, linkedTo(po.Id, '2'))] }));
    expect((await poOf(po.Id)).POStatus).toBe('Closed');
    await made('bill', { Id: second.Id, SyncToken: '0' }, { operation: 'delete' });
    const reopened = await poOf(po.Id);
    expect([reopened.POStatus, reopened.LinkedTxn.length]).toEqual(['Open', 1]);
  });

  test('closed by people they stay closed, and take no more links', async () => {
    const po = await made('purchaseorder', order());
    const closed = await made('purchaseorder', {
      Id: po.Id,
      SyncToken: '0',
      sparse: true,
      POStatus: 'Closed',
    });
    expect(closed.POStatus).toBe('Closed');
    const linked = await made('bill', bill({ Line: [accountLine(30, linkedTo(po.Id, '2'))] }));
    expect(linked.Line[0].LinkedTxn).toEqual([]);
    expect((await poOf(po.Id)).POStatus).toBe('Closed');
  });

  const bad: Array<[string, (po: Tree) => object]> = [
    ['no line', (po) => ({ LinkedTxn: [{ TxnId: po.Id, TxnType: 'PurchaseOrder' }] })],
    ['an unknown line', (po) => linkedTo(po.Id, '9')],
    ['an unknown order', () => linkedTo('999', '1')],
  ];
  test.each(bad)('a link with %s is dropped with 200, or refused', async (_, link) => {
    const po = await made('purchaseorder', order());
    const body = bill({ Line: [accountLine(30, link(po))] });
    expect((await made('bill', body)).Line[0].LinkedTxn).toEqual([]);
    turn(['badLink', 'refused']);
    expect(codeOf(await post('bill', body))).toBe('620');
  });

  test('the vendor has to be the same, and an existing line gets no link', async () => {
    const po = await made('purchaseorder', order());
    const lines = [accountLine(30, linkedTo(po.Id, '2'))];
    const other = await made('bill', bill({ VendorRef: { value: ids.other }, Line: lines }));
    expect(other.LinkedTxn).toEqual([]);
    const plain = await made('bill', bill({ Line: [accountLine(30)] }));
    const change = { ...(bill() as Tree), Id: plain.Id, SyncToken: '0' };
    const again = await made('bill', { ...change, Line: [{ ...plain.Line[0], ...linkedTo(po.Id, '2') }] });
    expect([again.Line[0].Id, again.LinkedTxn]).toEqual(['1', []]);
    const { Id: _id, ...fresh } = plain.Line[0];
    void _id;
    const added = await made('bill', {
      ...{ ...change, SyncToken: again.SyncToken },
      Line: [{ ...fresh, ...linkedTo(po.Id, '2') }],
    });
    expect([added.Line[0].Id, added.LinkedTxn.length]).toEqual(['2', 1]);
  });

  test('by switch TxnLineId is the number of the line', async () => {
    const po = await made('purchaseorder', order({ Line: [accountLine(1), accountLine(30)] }));
    const fewer = { ...(order() as Tree), Id: po.Id, SyncToken: '0', Line: [po.Line[1]] };
    await made('purchaseorder', fewer);
    turn(['linkLineBy', 'number']);
    const linked = await made('bill', bill({ Line: [accountLine(30, linkedTo(po.Id, '1'))] }));
    expect(linked.Line[0].LinkedTxn[0].TxnLineId).toBe('2');
  });

  test('partial billing: several bills, or the first closes the line', async () => {
    const part = (id: string) => bill({ Line: [itemLine(4, 4.5, linkedTo(id, '1'))] });
    const po = await made('purchaseorder', order({ Line: [itemLine(10, 4.5)] }));
    for (const count of [1, 1, 1, 0]) expect((await made('bill', part(po.Id))).LinkedTxn.length).toBe(count);
    expect((await poOf(po.Id)).POStatus).toBe('Closed');
    turn(['partialBilling', 'closesLine']);
    const other = await made('purchaseorder', order({ Line: [itemLine(10, 4.5)] }));
    expect((await made('bill', part(other.Id))).LinkedTxn.length).toBe(1);
    expect((await poOf(other.Id)).POStatus).toBe('Closed');
  });

  test('over-billing is taken, dropped or refused; the order may stay untouched', async () => {
    const po = await made('purchaseorder', order());
    const over = bill({ Line: [accountLine(31, linkedTo(po.Id, '2'))] });
    turn(['overBilling', 'dropped']);
    expect((await made('bill', over)).LinkedTxn).toEqual([]);
    turn(['overBilling', 'refused']);
    expect(codeOf(await post('bill', over))).toBe('620');
    turn(['linkTouchesOrder', 'no']);
    expect((await made('bill', over)).LinkedTxn.length).toBe(1);
    const seen = await poOf(po.Id);
    expect([seen.SyncToken, seen.LinkedTxn.length]).toEqual(['0', 1]);
  });

  test('need the feature, and their location is dropped, kept or refused', async () => {
    const placed = order({ DepartmentRef: { value: ids.main } });
    expect((await made('purchaseorder', placed)).DepartmentRef).toBeUndefined();
    turn(['orderDepartment', 'kept']);
    expect((await made('purchaseorder', placed)).DepartmentRef.name).toBe('Main Office');
    turn(['orderDepartment', 'refused']);
    expect(codeOf(await post('purchaseorder', placed))).toBe('2010');
    await control('preferences', { PurchaseOrderEnabled: false });
    expect(codeOf(await post('purchaseorder', order()))).toBe('5030');
    turn(['ordersOff', '6000']);
    expect(codeOf(await post('purchaseorder', order()))).toBe('6000');
    expect(codeOf(await post('purchaseorder', order({ APAccountRef: null })))).toBe('2020');
  });
});

describe('preferences', () => {
  test('class and location are dropped while they are off, or refused', async () => {
    await control('preferences', { TrackDepartments: false, ClassTrackingPerTxnLine: false });
    const line = accountLine(1, {}, { ClassRef: { value: ids.retail } });
    const body = bill({ DepartmentRef: { value: ids.main }, Line: [line] });
    const stored = await made('bill', body);
    expect(stored.DepartmentRef).toBeUndefined();
    expect(stored.Line[0].AccountBasedExpenseLineDetail.ClassRef).toBeUndefined();
    turn(['trackingOff', 'refused']);
    expect(codeOf(await post('bill', body))).toBe('5030');
    expect(codeOf(await post('bill', bill({ Line: [line] })))).toBe('5030');
    expect(codeOf(await post('department', { Name: 'New' }))).toBe('5030');
    expect(codeOf(await post('class', { Name: 'New' }))).toBe('5030');
  });

  test('closed books take nothing new, no change and no deletion', async () => {
    const early = bill({ TxnDate: '2025-12-31' });
    expect(codeOf(await post('bill', early))).toBe('6200');
    turn(['closedCode', '6210']);
    expect(codeOf(await post('bill', early))).toBe('6210');
    const { Id, SyncToken } = await made('bill', bill({ TxnDate: '2026-01-01' }));
    await control('preferences', { BookCloseDate: '2026-01-31' });
    expect(codeOf(await post('bill', { ...(bill() as Tree), Id, SyncToken }))).toBe('6210');
    expect(codeOf(await post('bill', { Id, SyncToken }, { operation: 'delete' }))).toBe('6210');
    await control('preferences', { BookCloseDate: '' });
    await made('bill', early);
  });

  test('are shown with those that have names of their own', async () => {
    const { Preferences: shown } = (await call('preferences')).body;
    expect(shown.AccountingInfoPrefs).toMatchObject({
      ...{ TrackDepartments: true, DepartmentTerminology: 'Location', BookCloseDate: '2025-12-31' },
    });
    expect(shown.OtherPrefs.NameValue).toContainEqual({ Name: 'WarnDuplicateBillNumber', Value: 'true' });
    const { CompanyInfo: company } = (await call('companyinfo/9130350000000001')).body;
    expect(company.NameValue).toContainEqual({ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' });
  });
});
