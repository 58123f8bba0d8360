/** Purchase Order ▸ Post, Get and Get Many against the simulated company. */
import { order as control } from '../../sandbox/control';
import type { PartialSeed } from '../../sandbox/syspro';
import { split as splitOf } from '../fixtures/invoices';
import { anOrder, orderLine } from '../fixtures/orders';
import { Company } from './syspro-company';

type Row = Record<string, string>;

const split = (amount: string, erpAccount: string | null, costCentre = '10') =>
  splitOf(amount, erpAccount, { costCentre });
const line: typeof orderLine = (number, quantity, unitPrice, more) => {
  const splits = [split(String(Number(quantity) * Number(unitPrice)), '6220')];
  return orderLine(number, quantity, unitPrice, { splits, ...more });
};
const order = (number: string, more: object = {}) => {
  const other = { splits: [split('30', '6300', '20')] };
  return anOrder(number, '1', [line('1', '10', '4.5'), line('2', '1', '30', other)], more);
};
const upsert = {
  ...{ resource: 'purchaseOrder', operation: 'upsert', productClass: 'GEN' },
  ledgerCodeForm: '{costCentre}-{account}',
};

let company: Company;
const start = async (seed: PartialSeed = {}) => {
  company = await Company.start(seed);
};
afterEach(() => company.close());
const table = async (name: string): Promise<Row[]> =>
  ((await control(company.sim.url, `state?table=${name}`)) as { rows: Row[] }).rows;
const stored = async (number: string): Promise<{ header: Row; lines: Row[] }> => {
  const header = (await table('PorMasterHdr')).find((row) => row.CustomerPoNumber === number) ?? {};
  const lines = await table('PorMasterDetail');
  return { header, lines: lines.filter((row) => row.PurchaseOrder === header.PurchaseOrder) };
};
const run = (...orders: object[]) => company.run(upsert, orders);

it('creates orders under SYSPRO’s numbers with JAGGAER’s beside, once, in one posting', async () => {
  await start();
  const [done = [], trouble = []] = await run(order('PO-1'), order('PO-2'));
  expect([done.map(({ outcome }) => outcome), trouble]).toEqual([['created', 'created'], []]);
  const { header, lines } = await stored('PO-1');
  expect(header).toMatchObject({ OrderEntryDate: '2026-06-01', OrderStatus: '4', Currency: 'USD' });
  expect(lines).toMatchObject([
    { Line: '1', MStockCode: 'PO-1/1', MStockDes: 'Line 1', MOrderQty: '10.000000', MGlCode: '10-6220' },
    { Line: '2', MStockCode: 'PO-1/2', MPrice: '30.00000', MGlCode: '20-6300', MWarehouse: '**' },
  ]);
  expect(done[0]?.mapping).toMatchObject({ kind: 'purchaseOrder', from: 'PO-1', to: '102' });
  expect(company.calls()).toMatchObject({ '/Transaction/Post PORTOI': 1 });
  expect(await company.sessions()).toMatchObject({ openSessions: 0, logons: 1 });
  const [again = []] = await run(order('PO-1'), order('PO-2'));
  expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
  expect(company.calls()).toMatchObject({ '/Transaction/Post PORTOI': 1 });
});

it('brings a changed order into step: a line more, a line less, another quantity', async () => {
  await start();
  await run(order('PO-1'));
  const lines = [line('1', '12', '4.5'), line('3', '2', '7')];
  const [done = []] = await run(order('PO-1', { lines }));
  expect(done[0]).toMatchObject({ outcome: 'updated', targetId: '102' });
  const { lines: now } = await stored('PO-1');
  expect(now.map(({ Line, MOrderQty }) => [Line, MOrderQty])).toEqual([
    ['1', '12.000000'],
    ['3', '2.000000'],
  ]);
});

it('cancels what is over in JAGGAER, and only while no goods have come', async () => {
  await start();
  await run(order('PO-1'), order('PO-2'));
  await company.control('receipts', { order: '103', line: 1, quantity: '4', date: '2026-06-10' });
  const [done = [], trouble = []] = await run(
    order('PO-1', { state: 'cancelled' }),
    order('PO-2', { state: 'closed' }),
  );
  expect(done).toMatchObject([{ outcome: 'updated' }]);
  expect((await stored('PO-1')).header).toMatchObject({ OrderStatus: '*' });
  expect(trouble).toMatchObject([{ outcome: 'differs', cause: 'order.locked' }]);
  expect((await stored('PO-2')).header).toMatchObject({ OrderStatus: '4' });
});

it('finds out what became of an order whose answer was lost, and does not double it', async () => {
  await start();
  await company.faults({ kind: 'cut', route: 'PORTOI', when: 'after', times: 1 });
  const [done = [], trouble = []] = await run(order('PO-1'));
  expect([done.map(({ outcome }) => outcome), trouble]).toEqual([['created'], []]);
  expect((await table('PorMasterHdr')).filter((row) => row.CustomerPoNumber === 'PO-1')).toHaveLength(1);
});

it('lets a refused order fail alone, with SYSPRO’s words', async () => {
  await start();
  const wrong = line('1', '1', '5', { splits: [split('5', '9999')] });
  const [done = [], trouble = []] = await run(order('PO-1'), order('PO-2', { lines: [wrong] }));
  expect(done).toMatchObject([{ outcome: 'created', targetId: '102' }]);
  expect(trouble).toMatchObject([{ outcome: 'rejected', cause: 'erp.refused' }]);
  expect(trouble[0]?.reason).toContain('9999');
});

it('holds what is in another currency, on an account without its cost centre, or for nobody', async () => {
  await start();
  const { supplier } = order('x');
  const [, trouble = []] = await run(
    order('PO-1', { currency: 'EUR' }),
    order('PO-2', { lines: [line('1', '1', '5', { splits: [split('5', '6220', '')] })] }),
    order('PO-3', { supplier: { ...supplier, erpVendor: '99' } }),
  );
  expect(trouble.map(({ cause }) => cause)).toEqual(['order.currency', 'unmapped.dimension', 'erp.vendor']);
  expect(company.calls()['/Transaction/Post PORTOI']).toBeUndefined();
});

it('gives orders JAGGAER’s number where they are numbered by hand', async () => {
  await start({ orderNumbering: 'manual' });
  const [done = []] = await company.run({ ...upsert, options: { numbering: 'jaggaer' } }, [order('PO-1')]);
  expect(done[0]).toMatchObject({ outcome: 'created', targetId: 'PO-1' });
});

it('reads orders by either number, and lists them with what was received', async () => {
  await start();
  await run(order('PO-1'));
  await company.control('receipts', { order: '102', line: 2, quantity: '1', date: '2026-06-10' });
  const get = { resource: 'purchaseOrder', operation: 'get' };
  const [ours = []] = await company.run({ ...get, numberOf: 'jaggaer', number: 'PO-1' });
  const [theirs = []] = await company.run({ ...get, number: '000102' });
  expect(ours).toEqual(theirs);
  expect(ours[0]).toMatchObject({
    ...{ number: '102', reference: 'PO-1', supplier: '0000001', statusName: 'Printed', isReceived: true },
    lines: [{ isComplete: false }, { received: '1', isComplete: true, ledgerCode: '20-6300' }],
  });
  await expect(company.run({ ...get, number: '777' })).rejects.toThrow('no purchase order 777');
  const list = { resource: 'purchaseOrder', operation: 'getAll', filters: { supplier: '1' } };
  const [many = []] = await company.run(list);
  expect(many.map(({ reference, lines }) => [reference, lines])).toEqual([['PO-1', undefined]]);
});
