/** Purchase Order ▸ Create or Update against the simulated company. */
import { split } from '../fixtures/invoices';
import { anOrder, orderLine } from '../fixtures/orders';
import type { Tree } from '../fixtures/simulatorClient';
import { Company } from './quickbooks-company';

const line: typeof orderLine = (number, quantity, unitPrice, more) =>
  orderLine(number, quantity, unitPrice, { unit: null, ...more });
const order = (number: string, more: object = {}) => {
  const retail = { splits: [split('30', '6300', { class: 'Retail' })] };
  return anOrder(number, 'V-100', [line('1', '10', '4.5'), line('2', '1', '30', retail)], more);
};
const upsert = { resource: 'purchaseOrder', operation: 'upsert' };

let company: Company;
beforeEach(async () => {
  company = await Company.start();
});
afterEach(() => company.close());
const stored = async (number: string): Promise<Tree> =>
  (await company.records('PurchaseOrder')).find(({ DocNumber }) => DocNumber === number);
const run = async (...orders: object[]): Promise<Tree[][]> => company.run(upsert, orders);

it('creates orders with marks on their lines, once, and reads nothing after the write', async () => {
  const [done = []] = await run(order('PO-1'), order('PO-2'));
  expect(done.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
  expect(await company.spent()).toEqual({ reads: 4, writes: 1 });
  expect(await stored('PO-1')).toMatchObject({
    ...{ PrivateNote: 'JGR:test:granite:id-PO-1', POStatus: 'Open', TotalAmt: 75, TxnDate: '2026-06-01' },
    Line: [
      {
        ...{ Amount: 45, Description: 'PO-1/1 Line 1', DetailType: 'AccountBasedExpenseLineDetail' },
        AccountBasedExpenseLineDetail: { AccountRef: { name: 'Office Supplies' } },
      },
      { Amount: 30, AccountBasedExpenseLineDetail: { ClassRef: { name: 'Retail' } } },
    ],
  });
  expect(done[0]?.mapping).toMatchObject({ kind: 'purchaseOrder', from: 'PO-1', matchedBy: 'created' });
  const [again = []] = await run(order('PO-1'), order('PO-2'));
  expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
});

it('orders items by quantity and price, and derives a price where JAGGAER rounds otherwise', async () => {
  const lines = [
    line('1', '3', '0.333', { erpItem: 'Copier Paper', splits: [split('1', null)] }),
    line('2', '7', '1.25', { erpItem: 'Hex Bolts', splits: [split('8.75', null)] }),
  ];
  const [done = []] = await run(order('PO-3', { lines }));
  expect(done).toMatchObject([{ outcome: 'created' }]);
  const { Line, TotalAmt } = await stored('PO-3');
  expect(TotalAmt).toBe(9.75);
  expect(Line[1].ItemBasedExpenseLineDetail).toMatchObject({ Qty: 7, UnitPrice: 1.25 });
});

it('splits a line over its codings, to the cent', async () => {
  const splits = [
    split('33.33', '6220'),
    split('66.67', '6300', { class: 'Wholesale:Export', department: 'X' }),
  ];
  const [done = []] = await run(order('PO-4', { lines: [line('1', '1', '100', { splits })] }));
  expect(done).toMatchObject([{ outcome: 'created', notCarried: [expect.stringContaining('department')] }]);
  const { Line } = await stored('PO-4');
  expect(Line.map((each: Tree) => [each.Description, each.Amount])).toEqual([
    ['PO-4/1 Line 1', 33.33],
    ['PO-4/1#2 Line 1', 66.67],
  ]);
});

it('updates the whole order: lines changed, added and taken away, all others with their ids', async () => {
  await run(order('PO-1'));
  const before = await stored('PO-1');
  const lines = [
    line('2', '2', '30', { splits: [split('60', '6300', { class: 'Retail' })] }),
    line('3', '1', '5'),
  ];
  const [done = []] = await run(order('PO-1', { lines, dueDate: '2026-07-01' }));
  expect(done[0]).toMatchObject({ outcome: 'updated', matchedBy: 'number' });
  expect((done[0]?.differences as Tree[]).map(({ field }) => field)).toEqual([
    'due date',
    'line 2 amount',
    'line 3',
    'line 1',
  ]);
  const after = await stored('PO-1');
  expect(after).toMatchObject({ Id: before.Id, DueDate: '2026-07-01', TotalAmt: 65 });
  expect(after.Line.map((each: Tree) => each.Description)).toEqual(['PO-1/2 Line 2', 'PO-1/3 Line 3']);
  expect(after.Line[0].Id).toBe(before.Line[1].Id);
  expect(after.PrivateNote).toBe(before.PrivateNote);
});

it('closes what is over in JAGGAER, and leaves alone what is in approval', async () => {
  await run(order('PO-1'), order('PO-2'));
  const [done = []] = await run(order('PO-1', { state: 'closed' }), order('PO-2', { state: 'pending' }));
  expect(done.map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged']);
  const closed = await stored('PO-1');
  expect(closed).toMatchObject({ POStatus: 'Closed', TotalAmt: 75 });
  expect(closed.Line).toHaveLength(2);
  expect(await stored('PO-2')).toMatchObject({ POStatus: 'Open' });
});

it('does not touch what was not made from JAGGAER, what is billed, or what is another vendor’s', async () => {
  await company.control('orders', {
    ...{ vendor: 'V-100', number: 'PO-1', date: '2026-06-01' },
    lines: [{ account: '6220', amount: '5' }],
  });
  await run(order('PO-2'), order('PO-3'));
  await company.control('bills', {
    ...{ vendor: 'V-100', number: 'B-1', date: '2026-06-02' },
    lines: [{ account: '6220', amount: '45', order: { number: 'PO-2', line: 1 } }],
  });
  const changed = { lines: [line('1', '11', '4.5')] };
  const other = { supplier: { ...order('x').supplier, erpVendor: 'V-101', erpVendorsEver: ['V-101'] } };
  const [, held = []] = await run(order('PO-1'), order('PO-2', changed), order('PO-3', other));
  expect(held.map(({ outcome, cause }) => [outcome, cause])).toEqual([
    ['held', 'order.foreign'],
    ['differs', 'order.locked'],
    ['differs', 'order.vendor'],
  ]);
});

it('says which code of the mapping QuickBooks Online does not have, and writes the others', async () => {
  const bad = (account: string) => ({ lines: [line('1', '1', '5', { splits: [split('5', account)] })] });
  const [done = [], held = []] = await run(
    order('PO-1', bad('9999')),
    order('PO-2', bad('6999')),
    order('PO-3', { supplier: { ...order('x').supplier, erpVendor: null } }),
    order('PO-4'),
    order('a number of more than 21 signs'),
  );
  expect(done.map(({ outcome }) => outcome)).toEqual(['created']);
  expect(held.map(({ cause }) => cause)).toEqual([
    'erp.account',
    'erp.reference',
    'unmapped.supplier',
    'order.number',
  ]);
});

it('reads orders back, simplified', async () => {
  await run(order('PO-1'));
  const [[found] = []] = await company.run({
    ...{ resource: 'purchaseOrder', operation: 'getAll', filters: { number: 'PO-1' } },
  });
  expect(found).toMatchObject({
    ...{ number: 'PO-1', status: 'Open', key: 'test:granite:id-PO-1', amount: '75', isBilled: false },
    lines: [{ description: 'PO-1/1 Line 1', amount: '45' }, { amount: '30' }],
  });
});

it('says that purchase orders are off where they are', async () => {
  await company.control('preferences', { PurchaseOrderEnabled: false });
  const [, held = []] = await run(order('PO-1'));
  expect(held).toMatchObject([{ outcome: 'held', cause: 'erp.feature' }]);
});
