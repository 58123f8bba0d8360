/** Purchase orders and payment statuses that Exact Online gives. */
import type { Tree } from '../fixtures/simulatorClient';
import { Site } from './exact-site';

let site: Site;
beforeEach(async () => {
  site = await Site.start();
});
afterEach(() => site.close());

const order = (number: number, more: object = {}) => ({
  ...{ number, supplier: '20000', date: '2026-06-01', approval: 2 },
  lines: [
    { item: 'PAPER', quantity: 10, price: 4.5, costCenter: 'ADM' },
    { item: 'BOLTS', quantity: 1, price: 80.25, costUnit: 'MILL' },
  ],
  ...more,
});
const orders = async (filters: object = {}, more: object = {}): Promise<Tree[]> =>
  (
    await site.run({
      ...{ resource: 'purchaseOrder', operation: 'getAll', returnAll: true, filters: filters as never },
      ...more,
    })
  )[0] ?? [];
const numbers = (list: Tree[]) => list.map(({ number }) => number).sort();

describe('Purchase Order', () => {
  it('comes with the accounts of its items, codes and amounts', async () => {
    await site.control('orders', { orders: [order(4711)] });
    const [found] = await orders();
    expect(found).toMatchObject({
      ...{ document: 'purchaseOrder', environment: 'test', tenant: '124132', number: '4711', state: 'open' },
      ...{ date: '2026-06-01', currency: 'EUR', total: '125.25' },
      supplier: { number: '20000', name: 'Harbour Street Office Supply', erpVendor: '20000' },
      lines: [
        {
          ...{ number: '1', quantity: '10', unitPrice: '4.5', unit: 'stuk', erpItem: 'PAPER' },
          splits: [{ amount: '45.00', erpAccount: '4100', erpDimensions: { costCenter: 'ADM' } }],
        },
        { splits: [{ amount: '80.25', erpAccount: '4200', erpDimensions: { costUnit: 'MILL' } }] },
      ],
    });
    const [stock] = await orders({}, { lineAccount: 'stock' });
    expect(stock.lines.map(({ splits }: Tree) => splits[0].erpAccount)).toEqual(['4000', null]);
    const get = { resource: 'purchaseOrder', operation: 'get' };
    expect((await site.run({ ...get, order: '4711' }))[0]).toEqual([found]);
    expect((await site.run({ ...get, order: found.id }))[0]).toEqual([found]);
    await expect(site.run({ ...get, order: '9' })).rejects.toThrow('no purchase order 9');
  });

  it('is told from others by approval, status and supplier', async () => {
    await site.control('orders', {
      orders: [
        ...[order(1), order(2, { approval: 0 }), order(3, { supplier: '20001' }), order(4, { status: 40 })],
      ],
    });
    expect(numbers(await orders())).toEqual(['1', '2', '3', '4']);
    expect(numbers(await orders({ approved: true }))).toEqual(['1', '3', '4']);
    expect(numbers(await orders({ status: 40 }))).toEqual(['4']);
    expect(numbers(await orders({ supplier: '20001' }))).toEqual(['3']);
    const states = (await orders()).map(({ number, state }) => [number, state]);
    expect(states.sort()).toEqual([
      ...[
        ['1', 'open'],
        ['2', 'pending'],
        ['3', 'open'],
        ['4', 'cancelled'],
      ],
    ]);
    await expect(orders({ supplier: '7' })).rejects.toThrow('no supplier 7');
  });

  it('costs few calls, however many there are', async () => {
    await site.control('orders', { orders: Array.from({ length: 70 }, (_, at) => order(at + 1)) });
    const seen = site.listen();
    expect(await orders()).toHaveLength(70);
    expect(seen.filter((call) => !call.includes('current/Me'))).toHaveLength(3);
  });

  it('comes as Exact says it where Simplify is off', async () => {
    await site.control('orders', { orders: [order(4711)] });
    const [raw] = await orders({}, { simplify: false });
    expect(raw).toMatchObject({ OrderNumber: 4711, PurchaseOrderLines: { results: [{}, {}] } });
  });
});

const entry = (reference: string, amount: number, description = `JGR:test:granite:${reference} text`) => ({
  ...{ supplier: '20000', reference, date: '2026-06-01', description },
  lines: [{ account: '4000', amount }],
});
const statuses = async (filters: object = {}): Promise<Tree[]> =>
  (
    await site.run({
      ...{ resource: 'paymentStatus', operation: 'getAll', returnAll: true, filters: filters as never },
    })
  )[0] ?? [];
const brief = (items: Tree[]) =>
  items
    .map((each) => [each.invoiceId, each.status, each.paidAmount, each.creditedAmount, each.balance])
    .sort();

describe('Payment Status', () => {
  it('says what is open, sent, part paid, paid and settled, and by what', async () => {
    await site.control('entries', {
      entries: [entry('A', 100), entry('B', 200), entry('C', 50), entry('D', 10, 'by hand'), entry('E', 30)],
    });
    await site.control('entries', { entries: [entry('CR', -30, 'a credit')] });
    await site.control('payments', { entry: 'B', amount: '80', reference: 'RUN-1', date: '2026-06-10' });
    await site.control('payments', { entry: 'A', reference: 'RUN-2', date: '2026-06-10', status: 40 });
    await site.control('payments', { entry: 'C', reference: 'RUN-3', date: '2026-06-11' });
    await site.control('payments', { entry: 'E', credit: 'CR', date: '2026-06-12' });
    await site.control('payments', { receipt: { account: '20002', amount: '5' } });
    const found = await statuses({ onlyFromJaggaer: true });
    expect(brief(found)).toEqual([
      ['A', 'unpaid', '0', '0', '100'],
      ['B', 'partPaid', '80', '0', '120'],
      ['C', 'paid', '50', '0', '0'],
      ['E', 'settled', '0', '30', '0'],
    ]);
    expect(found.find(({ invoiceId }) => invoiceId === 'A')).toMatchObject({ scheduledAmount: '100' });
    expect(found.find(({ invoiceId }) => invoiceId === 'C')).toMatchObject({
      ...{ document: 'paymentStatus', environment: 'test', tenant: 'granite', supplierInvoiceNumber: 'C' },
      ...{ vendor: '20000', date: '2026-06-11', reference: 'RUN-3', currency: 'EUR' },
    });
    expect(await statuses({ onlyFromJaggaer: false })).toHaveLength(5);
  });

  it.each(['positive', 'negative'])('is the same where amounts of terms are %s', async (sign) => {
    await site.close();
    site = await Site.start({ settings: { paymentSign: sign as never } });
    await site.control('entries', { entries: [entry('A', 100)] });
    await site.control('payments', { entry: 'A', amount: '80', reference: 'RUN-1', date: '2026-06-10' });
    expect(brief(await statuses())).toEqual([['A', 'partPaid', '80', '0', '20']]);
  });

  it('since a moment tells what changed since, with terms that did not', async () => {
    await site.control('entries', { entries: [entry('A', 100), entry('B', 100)] });
    await site.control('payments', { entry: 'A', amount: '30', reference: 'RUN-1', date: '2026-06-10' });
    const { now } = await site.control('clock', { advanceMs: 300_000 });
    await site.control('payments', { entry: 'A', amount: '20', reference: 'RUN-2', date: '2026-06-11' });
    const found = await statuses({ modifiedAfter: String(now) });
    expect(brief(found)).toEqual([['A', 'partPaid', '50', '0', '50']]);
  });

  it('costs few calls, however many there are', async () => {
    await site.control('entries', {
      entries: Array.from({ length: 60 }, (_, at) => entry(`I${at}`, 10)),
    });
    const seen = site.listen();
    expect(await statuses()).toHaveLength(60);
    expect(seen.filter((call) => !call.includes('current/Me'))).toHaveLength(4);
  });
});
