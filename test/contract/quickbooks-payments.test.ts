/** What was paid: Payment Status, the trigger and the push trigger against the simulated company. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { QuickBooksOnlinePushTrigger } from '../../nodes/QuickBooksOnline/QuickBooksOnlinePushTrigger.node';
import { QuickBooksOnlineTrigger } from '../../nodes/QuickBooksOnline/QuickBooksOnlineTrigger.node';
import { json } from '../fixtures/n8n';
import { Company } from './quickbooks-company';
import type { Tree } from '../fixtures/simulatorClient';

const bill = (number: string, amount: string, more: object = {}) => ({
  ...{ vendor: 'V-100', number, date: '2026-06-01', note: `JGR:test:granite:${number} text` },
  lines: [{ account: '6220', amount }],
  ...more,
});

let company: Company;
beforeEach(async () => {
  company = await Company.start();
});
afterEach(() => company.close());
const place = async (...bills: object[]): Promise<string[]> =>
  (await company.control('bills', bills)).bills.map(({ Id }: Tree) => Id);
const statuses = async (filters: object = {}): Promise<Tree[]> =>
  (
    await company.run({ resource: 'paymentStatus', operation: 'getAll', returnAll: true, filters } as never)
  )[0] ?? [];
const brief = (items: Tree[]) =>
  items.map((each) => [each.invoiceId, each.status, each.paidAmount, each.creditedAmount, each.balance]);

describe('Payment Status', () => {
  it('says what is open, part paid, paid, and by what', async () => {
    await place(bill('A', '100'), bill('B', '200'), bill('C', '50'), bill('D', '10', { note: 'by hand' }));
    await company.control('payments', { bill: 'B', amount: '80', number: 'CHQ-1', date: '2026-06-10' });
    await company.control('payments', { bill: 'C', number: 'CHQ-2', date: '2026-06-11' });
    const found = await statuses();
    expect(brief(found).sort()).toEqual([
      ['A', 'unpaid', '0', '0', '100'],
      ['B', 'partPaid', '80', '0', '120'],
      ['C', 'paid', '50', '0', '0'],
    ]);
    expect(found.find(({ invoiceId }) => invoiceId === 'C')).toMatchObject({
      ...{ document: 'paymentStatus', environment: 'test', tenant: 'granite', supplierInvoiceNumber: 'C' },
      ...{ date: '2026-06-11', reference: 'CHQ-2', method: 'Check', currency: 'USD' },
      payments: [{ reference: 'CHQ-2', amount: '50' }],
    });
    expect((await statuses({ onlyFromJaggaer: false })).length).toBe(4);
  });

  it('does not take credits for money', async () => {
    await place(bill('A', '100'), bill('B', '40'));
    await company.control('credits', { ...bill('CR', '30'), note: '' });
    await company.control('credits', { ...bill('CR-2', '40'), note: '' });
    await company.control('payments', { bills: [{ bill: 'A', amount: '30', credit: 'CR' }] });
    await company.control('payments', { bill: 'A', amount: '70', number: 'CHQ-3' });
    await company.control('payments', { bills: [{ bill: 'B', amount: '40', credit: 'CR-2' }] });
    expect(brief(await statuses()).sort()).toEqual([
      ['A', 'paid', '70', '30', '0'],
      ['B', 'settled', '0', '40', '0'],
    ]);
  });

  it('opens again when a payment is voided', async () => {
    await place(bill('A', '100'));
    await company.control('payments', { bill: 'A', number: 'CHQ-1' });
    expect(brief(await statuses())).toEqual([['A', 'paid', '100', '0', '0']]);
    await company.control('payments', { void: 'CHQ-1' });
    expect(brief(await statuses())).toEqual([['A', 'unpaid', '0', '0', '100']]);
  });

  it('takes the bills of a split invoice together, whichever is asked for', async () => {
    const part = (mark: string, amount: string) =>
      bill('S', amount, { note: `JGR:test:granite:S part ${mark} text` });
    company.turn('duplicatePreference');
    await company.control('preferences', { WarnDuplicateBillNumber: false });
    const [first = ''] = await place(part('1/2', '60'), part('2/2', '40'));
    await company.control('payments', { bill: first });
    const [[status] = []] = await company.run({ resource: 'paymentStatus', operation: 'get', bill: first });
    expect(status).toMatchObject({ status: 'partPaid', amount: '100', paidAmount: '60', balance: '40' });
  });

  it('does not take a split invoice for paid while a part of it is gone, void, or there twice', async () => {
    const part = (mark: string, number = 'S') =>
      bill(number, '50', { note: `JGR:test:granite:${number} part ${mark} text` });
    await company.control('preferences', { WarnDuplicateBillNumber: false });
    await place(part('1/2'), part('2/2'));
    const pay = async () => {
      for (const { Id } of await company.records('Bill')) await company.control('payments', { bill: Id });
    };
    await pay();
    expect(brief(await statuses())).toEqual([['S', 'paid', '100', '0', '0']]);
    const [, second] = await company.records('Bill');
    await company.control('bills', { void: [second.Id] });
    expect(brief(await statuses())).toEqual([['S', 'partPaid', '50', '0', '0']]);
    await company.control('bills', { remove: [second.Id] });
    expect(brief(await statuses())).toEqual([['S', 'partPaid', '50', '0', '0']]);
    await place(part('1/2'));
    await company.control('payments', { bill: (await company.records('Bill')).at(-1).Id });
    expect(brief(await statuses())).toEqual([['S', 'partPaid', '100', '0', '0']]);
  });

  it('says which bill is not there', async () => {
    await expect(company.run({ resource: 'paymentStatus', operation: 'get', bill: '4711' })).rejects.toThrow(
      /no bill with the ID 4711/,
    );
  });
});

describe('the trigger', () => {
  const trigger = (event: string, options: object = {}, more: object = {}) =>
    company.n8n.n8n.trigger(new QuickBooksOnlineTrigger(), { event, options, ...more } as never);

  it('tells of 1,000 paid bills by one request a poll', async () => {
    const numbers = Array.from({ length: 1_000 }, (_, at) => `N-${at}`);
    await place(...numbers.map((number) => bill(number, '10')));
    for (let start = 0; start < 1_000; start += 100) {
      const bills = numbers.slice(start, start + 100).map((number) => ({ bill: number }));
      await company.control('payments', { bills, number: `RUN-${start}` });
    }
    const published = trigger('paymentChanged', { startFrom: '2026-01-01T00:00:00Z' });
    await company.spent();
    const items = json(await published.poll());
    expect(await company.spent()).toEqual({ reads: 1, writes: 0 });
    expect(items).toHaveLength(1_000);
    expect(new Set(items.map(({ status, paidAmount }) => `${String(status)} ${String(paidAmount)}`))).toEqual(
      new Set(['paid 10']),
    );
    expect(await published.poll()).toBeNull();
  }, 60_000);

  it('sees a payment that leaves the time of its bill as it was', async () => {
    await place(bill('A', '100'));
    const published = trigger('paymentChanged', { startFrom: '2026-01-01T00:00:00Z' });
    expect(brief(json(await published.poll()))).toEqual([['A', 'unpaid', '0', '0', '100']]);
    await company.control('payments', { bill: 'A', silent: true });
    expect(brief(json(await published.poll()))).toEqual([['A', 'paid', '100', '0', '0']]);
    expect(await published.poll()).toBeNull();
  });

  it('gives whole lists once, then what changed, by one call a poll', async () => {
    const published = trigger('vendorChanged');
    expect(json(await published.poll())).toHaveLength(3);
    await company.spent();
    expect(await published.poll()).toBeNull();
    expect(await company.spent()).toEqual({ reads: 1, writes: 0 });
    const { Id } = (await company.records('Vendor')).find(({ AcctNum }: Tree) => AcctNum === 'V-101');
    await company.control('edit', { entity: 'Vendor', id: Id, fields: { CompanyName: 'Quarry Lane Inc' } });
    expect(json(await published.poll())).toMatchObject([{ document: 'supplier', number: 'V-101' }]);
  });

  it('gives accounts, locations and classes as documents', async () => {
    expect(json(await trigger('accountChanged').poll())).toContainEqual(
      expect.objectContaining({ document: 'glAccount', code: '6999', active: false }),
    );
    const both = trigger('dimensionChanged', {}, { dimensions: ['class', 'department'] });
    const names = json(await both.poll()).map(({ name, code }) => `${String(name)} ${String(code)}`);
    expect(names).toEqual(expect.arrayContaining(['class Wholesale:Export', 'department North Yard']));
  });

  it('tells of bills from the moment of activation on, and of deleted ones', async () => {
    const published = trigger('billChanged', { startFrom: new Date(Date.now() - 60_000).toISOString() });
    await place(bill('A', '100'), bill('B', '5', { note: 'by hand' }));
    expect(json(await published.poll())).toMatchObject([{ key: 'test:granite:A', amount: '100' }]);
    await company.control('bills', { remove: ['A'] });
    expect(json(await published.poll())).toMatchObject([{ entity: 'Bill', deleted: true }]);
  });
});

describe('the push trigger', () => {
  const VERIFIER = 'verifier-token-of-the-app';
  let close: () => void = () => undefined;
  afterEach(() => close());

  const published = (parameters: object = {}) => {
    company.n8n.n8n.store('quickBooksOnlinePushApi', { verifierToken: VERIFIER });
    return company.n8n.n8n.webhook(new QuickBooksOnlinePushTrigger(), parameters as never);
  };
  const sign = (body: string, token = VERIFIER) => createHmac('sha256', token).update(body).digest('base64');

  /** A real address for the company's webhooks. @returns takes the items of the next delivery */
  async function listen(call: ReturnType<typeof published>, shape: string): Promise<() => Promise<Tree[]>> {
    const arrivals: Array<(items: Tree[]) => void> = [];
    const items: Array<Promise<Tree[]>> = [];
    const next = () => items.push(new Promise((resolve) => arrivals.push(resolve)));
    next();
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        void call({ headers, body: Buffer.concat(chunks).toString() }).then((answer) => {
          response.writeHead(answer.status).end();
          next();
          arrivals.shift()?.(json(answer.items));
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close = () => server.close();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await company.control('webhooks', { destinations: [{ url, verifier: VERIFIER, shape }] });
    return async () => (await items.shift()) ?? [];
  }

  it.each(['cloudEvents', 'legacy'])('reads what was paid, from %s', async (shape) => {
    await place(bill('A', '100'), bill('B', '40'));
    const delivery = await listen(published(), shape);
    await company.control('payments', { bills: [{ bill: 'A' }, { bill: 'B', amount: '10' }] });
    expect(brief(await delivery()).sort()).toEqual([
      ['A', 'paid', '100', '0', '0'],
      ['B', 'partPaid', '10', '0', '30'],
    ]);
  });

  it('reads changed records, each kind by one query, and tells what is gone', async () => {
    const delivery = await listen(published({ output: 'records' }), 'cloudEvents');
    const { Id } = (await company.records('Vendor')).find(({ AcctNum }: Tree) => AcctNum === 'V-100');
    await company.control('webhooks', {
      deliver: [
        { entity: 'Vendor', id: Id, operation: 'Update' },
        { entity: 'Bill', id: '999', operation: 'Delete' },
        { entity: 'Vendor', id: '1', operation: 'Update', realmId: '77' },
      ],
    });
    expect(await delivery()).toMatchObject([
      { entity: 'Vendor', operation: 'updated', record: { document: 'supplier', number: 'V-100' } },
      { entity: 'Bill', id: '999', deleted: true, record: null },
    ]);
  });

  it('takes nothing that is not signed with the verifier token over exactly these bytes', async () => {
    const call = published({ output: 'notifications' });
    const body = JSON.stringify({
      eventNotifications: [
        {
          realmId: '9130350000000001',
          dataChangeEvent: {
            entities: [
              { name: 'Bill', id: '7', operation: 'Update', lastUpdated: '2026-06-01T10:00:00.000Z' },
            ],
          },
        },
      ],
    });
    const good = await call({ headers: { 'intuit-signature': sign(body) }, body });
    expect(json(good.items)).toEqual([
      {
        ...{ entity: 'Bill', id: '7', operation: 'updated', realm: '9130350000000001' },
        time: '2026-06-01T10:00:00Z',
      },
    ]);
    const refused: Array<{ headers: Record<string, string>; body: string }> = [
      { headers: {}, body },
      { headers: { 'intuit-signature': sign(body, 'another') }, body },
      { headers: { 'intuit-signature': sign(body) }, body: `${body} ` },
    ];
    for (const each of refused) expect(await call(each)).toMatchObject({ status: 401, items: null });
    const odd = '{"hello":1}';
    expect(await call({ headers: { 'intuit-signature': sign(odd) }, body: odd })).toMatchObject({
      status: 400,
    });
  });

  it('hands over the notification with the reason where the records cannot be read', async () => {
    await company.control('disconnect', {});
    const body = JSON.stringify([
      {
        ...{ specversion: '1.0', id: 'x', type: 'qbo.bill.updated.v1', time: '2026-06-01T10:00:00Z' },
        ...{ intuitentityid: '7', intuitaccountid: '9130350000000001', data: {} },
      },
    ]);
    const answer = await published()({ headers: { 'intuit-signature': sign(body) }, body });
    expect(answer.order).toEqual(['answered', 'handed over']);
    expect(json(answer.items)).toMatchObject([{ entity: 'Bill', id: '7', cause: 'connection.signIn' }]);
  });
});
