/** Purchase orders: links from bills, what has been billed, closing. */
import {
  accountLine,
  bill,
  call,
  codeOf,
  control,
  ids,
  itemLine,
  linkedTo,
  made,
  order,
  post,
  simulated,
  turn,
} from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

const poOf = async (id: string): Promise<Tree> => (await call(`purchaseorder/${id}`)).body.PurchaseOrder;

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

  test('deleted while billed: refused, or the link goes with them', async () => {
    const po = await made('purchaseorder', order());
    const linked = await made('bill', bill({ Line: [accountLine(1, linkedTo(po.Id, '2'))] }));
    const gone = { Id: po.Id, SyncToken: '1' };
    expect(codeOf(await post('purchaseorder', gone, { operation: 'delete' }))).toBe('6000');
    turn(['paidBill', 'free']);
    await made('purchaseorder', gone, { operation: 'delete' });
    const left = (await call(`bill/${linked.Id}`)).body.Bill;
    expect([left.LinkedTxn, left.Line[0].LinkedTxn]).toEqual([[], []]);
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
