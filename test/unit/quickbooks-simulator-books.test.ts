/** Bills: what is stored, what is refused, numbers, preferences, closed books. */
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
  made,
  post,
  sim,
  simulated,
  turn,
} from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

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

  test('date-times are refused, by switch their day is taken', async () => {
    const dated = bill({ TxnDate: '2026-06-15T22:00:00.000Z' });
    expect(codeOf(await post('bill', dated))).toBe('2010');
    turn(['dateTimes', 'taken']);
    expect((await made('bill', dated)).TxnDate).toBe('2026-06-15');
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
    expect(coded.Line[0].AccountBasedExpenseLineDetail.TaxCodeRef).toEqual({ value: 'NON', name: 'NON' });
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
