/** Payment status and the ERP's result on JAGGAER's invoices, against the simulated tenant. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Jaggaer as JaggaerNode } from '../../nodes/Jaggaer/Jaggaer.node';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected, order, startTenant } from '../fixtures/jaggaer';
import { writesOf } from '../fixtures/jaggaer-writes';
import type { InProcessN8n } from '../fixtures/n8n';

// pauses between attempts are of no interest here
jest.mock('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: () => Promise.resolve(),
}));

const node = new JaggaerNode();
const ALL = { confirmedWrites: ['erpResult', 'paymentStatus'] };
let jaggaer: Jaggaer;
let n8n: InProcessN8n;
/** Completed and payable invoices in the tenant's currency. */
let ids: string[];

beforeEach(async () => {
  ({ jaggaer } = await startTenant());
  await order(jaggaer, 'export', { all: true });
  n8n = connected(jaggaer, ALL);
  ids = [...jaggaer.world.exported.values()]
    .filter(
      ({ header }) =>
        header.workflowStatus === 'Completed' &&
        header.paymentStatus === 'Payable' &&
        header.total?.currency === 'USD',
    )
    .map(({ header }) => String(header.invoiceId));
});
afterEach(async () => await jaggaer.close());

async function run(parameters: INodeParameters, items: object[]): Promise<[IDataObject[], IDataObject[]]> {
  const [done = [], attention = []] = await n8n.execute(node, parameters, items);
  return [done.map(({ json }) => json), attention.map(({ json }) => json)];
}
const outcomes = (rows: IDataObject[]) => rows.map(({ outcome }) => outcome);
const causes = (rows: IDataObject[]) => rows.map(({ cause }) => cause);
const header = (id: string | undefined) => jaggaer.world.exported.get(Number(id))?.header;

describe('JAGGAER ▸ Payment Status ▸ Write', () => {
  const WRITE = { resource: 'paymentStatus', operation: 'write', sourceSystem: 'Ledger One' };
  const writes = () => writesOf(jaggaer, 'paymentstatus');
  const status = (invoiceId: string | undefined, change: object = {}) => ({
    document: 'paymentStatus',
    ...{ environment: 'test', tenant: 'northwind-paper', invoiceId: invoiceId ?? null },
    ...{ supplierInvoiceNumber: 'S-1', vendor: 'V1', bill: { id: 'b1', number: '004711', type: 'Bill' } },
    ...{ status: 'paid', amount: '120.50', currency: 'USD', paidAmount: '120.50', creditedAmount: '0' },
    ...{ balance: '0', date: '2026-04-02', reference: 'CHK-88', method: 'CHECK', payments: [] },
    lastUpdate: '2026-04-02T10:00:00.000Z',
    ...change,
  });

  it('writes status, date, number, method and amount once', async () => {
    const items = [status(ids[0]), status(ids[1], { reference: null, method: null })];
    const [done, attention] = await run(WRITE, items);
    expect(attention).toEqual([]);
    expect(outcomes(done)).toEqual(['updated', 'updated']);
    expect(header(ids[0])).toMatchObject({
      paymentStatus: 'Paid',
      payment: {
        ...{ paymentDate: '2026-04-02', paymentNumber: 'CHK-88', method: 'CHECK' },
        amount: { currency: 'USD', value: 120.5 },
      },
    });
    expect(done[0]).toMatchObject({
      key: `test:northwind-paper:${ids[0]}`,
      audit: {
        ...{ flow: 'payments', operation: 'write', sourceSystem: 'Ledger One', targetSystem: 'JAGGAER' },
        ...{ sourceNumber: '004711', amount: 120.5, currency: 'USD', targetId: ids[0] },
      },
    });
    expect(outcomes((await run(WRITE, items))[0])).toEqual(['unchanged', 'unchanged']);
    expect(await writes()).toEqual({ changed: 2 });
  });

  it('takes a voided payment back, in the word of the setting, and leaves an unpaid one alone', async () => {
    await run(WRITE, [status(ids[0])]);
    const open = {
      status: 'unpaid',
      paidAmount: '0',
      balance: '120.50',
      date: null,
      reference: null,
      method: null,
    };
    const [done] = await run(WRITE, [status(ids[0], open), status(ids[1], open)]);
    expect(outcomes(done)).toEqual(['updated', 'unchanged']);
    expect(done[1]?.reason).toMatch(/is not paid/);
    expect(header(ids[0])).toMatchObject({ paymentStatus: 'Payable', payment: { method: 'Unknown' } });
    expect(header(ids[0])?.payment).not.toHaveProperty('paymentDate');
    expect(outcomes((await run(WRITE, [status(ids[0], open)]))[0])).toEqual(['unchanged']);
    await run(WRITE, [status(ids[0])]);
    await run({ ...WRITE, options: { takenBackWord: 'InProcess' } }, [status(ids[0], open)]);
    expect(header(ids[0])?.paymentStatus).toBe('InProcess');
  });

  it('writes the second payment’s number where the first was voided and paid again', async () => {
    await run(WRITE, [status(ids[0])]);
    const [done] = await run(WRITE, [status(ids[0], { reference: 'CHK-99', date: '2026-05-01' })]);
    expect(done[0]?.differences).toEqual([
      { field: 'date', expected: '2026-05-01', found: '2026-04-02' },
      { field: 'number', expected: 'CHK-99', found: 'CHK-88' },
    ]);
  });

  it('holds part payments unless they are allowed; then each new part is told', async () => {
    const part = { status: 'partPaid', paidAmount: '20.50', balance: '100.00' };
    const [, attention] = await run(WRITE, [status(ids[0], part), status(ids[1])]);
    expect(causes(attention)).toEqual(['payment.part']);
    expect(attention[0]?.reason).toMatch(/20\.50 of 120\.50 USD/);
    const allowed = { ...WRITE, writePartPayments: true, partPaidWord: 'Part Paid' };
    expect(outcomes((await run(allowed, [status(ids[0], part)]))[0])).toEqual(['updated']);
    expect(header(ids[0])).toMatchObject({
      paymentStatus: 'Part Paid',
      payment: { amount: { value: 20.5 } },
    });
    expect(outcomes((await run(allowed, [status(ids[0], part)]))[0])).toEqual(['unchanged']);
    const more = { ...part, paidAmount: '50.00' };
    expect(outcomes((await run(allowed, [status(ids[0], more)]))[0])).toEqual(['updated']);
    expect(outcomes((await run(allowed, [status(ids[0])]))[0])).toEqual(['updated']);
    expect(header(ids[0])).toMatchObject({ paymentStatus: 'Paid', payment: { amount: { value: 120.5 } } });
  });

  it('does not call a bill paid that credits cleared, and says so where JAGGAER does', async () => {
    const cleared = { status: 'settled', paidAmount: '0', creditedAmount: '120.50' };
    const [done] = await run(WRITE, [status(ids[0], cleared)]);
    expect(done[0]).toMatchObject({
      outcome: 'unchanged',
      reason: expect.stringMatching(/credits of 120\.50, not by money/) as string,
    });
    expect(done[0]?.audit).toMatchObject({ outcome: 'unchanged', reason: done[0]?.reason });
    await run(WRITE, [status(ids[1])]);
    const [, attention] = await run(WRITE, [status(ids[1], cleared)]);
    expect(attention[0]).toMatchObject({ outcome: 'differs', cause: 'payment.settled' });
    expect(await writes()).toEqual({ changed: 1 });
  });

  it('holds alone what is none of ours, unknown, of another tenant, currency or environment', async () => {
    const [done, attention] = await run(WRITE, [
      status(undefined, { tenant: null }),
      status('99'),
      status(ids[0], { tenant: 'elsewhere' }),
      status(ids[1], { currency: 'EUR' }),
      status(ids[2], { environment: 'production' }),
      { document: 'paymentStatus', environment: 'test' },
      status(ids[3]),
    ]);
    expect(outcomes(done)).toEqual(['updated']);
    expect(causes(attention).sort()).toEqual([
      'connection.environment',
      'connection.tenant',
      'document.unreadable',
      'invoice.unmarked',
      'jaggaer.notFound',
      'payment.currency',
    ]);
  });

  it('leaves with JAGGAER’s words what JAGGAER refuses', async () => {
    const pending = [...jaggaer.world.exported.values()].find(
      ({ header }) => header.workflowStatus === 'Pending' && header.total?.currency === 'USD',
    );
    const [done, attention] = await run(WRITE, [status(String(pending?.header.invoiceId)), status(ids[0])]);
    expect(outcomes(done)).toEqual(['updated']);
    expect(attention[0]?.reason).toMatch(/124\(workflowStatus\)/);
  });

  it('writes by the template, method and path of the credential, and compares only what it may', async () => {
    const writes = {
      paymentStatusBody: '{"paymentStatus": "{paymentStatus}", "paymentNumber": "Ref {paymentNumber}"}',
      paymentStatusPath: '/ji/v1/invoices/{id}/paymentstatus',
      paymentNumberShown: '',
    };
    n8n = connected(jaggaer, { ...ALL, writes });
    await run(WRITE, [status(ids[0])]);
    expect(header(ids[0])?.payment).toEqual({
      ...{ method: 'Unknown', paidByExternalPaymentProcessor: 'false' },
      paymentNumber: 'Ref CHK-88',
    });
    expect(outcomes((await run(WRITE, [status(ids[0])]))[0])).toEqual(['unchanged']);
  });

  it('is held while it is not confirmed, and a dry run shows the body', async () => {
    n8n = connected(jaggaer);
    expect(causes((await run(WRITE, [status(ids[0])]))[1])).toEqual(['write.unconfirmed']);
    const [done] = await run({ ...WRITE, dryRun: true }, [status(ids[0])]);
    expect(done[0]).toMatchObject({
      outcome: 'dryRun',
      payload: {
        ...{ invoiceId: Number(ids[0]), paymentStatus: 'Paid', paymentDate: '2026-04-02' },
        amount: { currency: 'USD', value: 120.5 },
      },
      differences: [{ field: 'paymentStatus', expected: 'Paid', found: 'Payable' }],
    });
    expect(header(ids[0])?.paymentStatus).toBe('Payable');
  });

  it('lets none of two bills with one mark speak for the invoice, in either order', async () => {
    const copy = { bill: { id: 'b2', number: '004712', type: 'Bill' }, status: 'unpaid', paidAmount: '0' };
    const others = { bill: { id: 'b3', number: '004713', type: 'Bill' } };
    const [first, second] = [status(ids[0]), status(ids[0], copy)];
    for (const items of [
      [first, second],
      [second, first],
    ]) {
      const [done, attention] = await run(WRITE, [...items, status(ids[1], others)]);
      expect(outcomes(done).filter((outcome) => outcome === 'updated').length).toBeLessThan(2);
      expect(attention).toHaveLength(1);
      expect(attention[0]).toMatchObject({
        cause: 'match.shared',
        reason: expect.stringMatching(/004711.*004712|004712.*004711/) as string,
        key: `test:northwind-paper:${ids[0]}`,
        audit: { key: `test:northwind-paper:${ids[0]}`, sourceNumber: '004711' },
      });
    }
    expect(header(ids[0])?.paymentStatus).toBe('Payable');
    // paid before the copy turned up: it is not taken back
    await run(WRITE, [first]);
    expect(causes((await run(WRITE, [first, second]))[1])).toEqual(['match.shared']);
    expect(header(ids[0])?.paymentStatus).toBe('Paid');
  });

  it('is not held up by one invoice that JAGGAER cannot show', async () => {
    jaggaer.faults([{ kind: 'cut', method: 'GET', route: `invoices/${ids[1]}` }]);
    const [done, attention] = await run(
      WRITE,
      ids.slice(0, 3).map((id) => status(id)),
    );
    expect(outcomes(done)).toEqual(['updated', 'updated']);
    expect(attention).toMatchObject([{ outcome: 'held', cause: 'connection.noAnswer' }]);
  });

  it('stops where JAGGAER takes no more calls, and says so for the rest', async () => {
    const busy = { kind: 'status', status: 429, headers: { 'retry-after': '0' }, method: 'PUT' };
    jaggaer.faults([{ ...busy, nth: [2, 3, 4, 5, 6] }]);
    const items = ids.slice(0, 4).map((id) => status(id));
    const [done, attention] = await run(WRITE, items);
    expect(outcomes(done)).toEqual(['updated']);
    expect(attention.map(({ cause, outcome }) => [cause, outcome])).toEqual([
      ['connection.noAnswer', 'held'],
      ['connection.noAnswer', 'held'],
      ['connection.noAnswer', 'held'],
    ]);
    expect(await writes()).toEqual({ changed: 1 });
    expect(outcomes((await run(WRITE, items))[0])).toEqual(['unchanged', 'updated', 'updated', 'updated']);
  });

  it('settles a cut connection by reading back', async () => {
    jaggaer.faults([{ kind: 'cut', when: 'after', method: 'PUT', nth: [1], times: 1 }]);
    expect(outcomes((await run(WRITE, [status(ids[0])]))[0])).toEqual(['updated']);
    expect(await writes()).toEqual({ changed: 1 });
  });
});

describe('JAGGAER ▸ Invoice ▸ Write ERP Result', () => {
  const WRITE = { resource: 'invoice', operation: 'writeErpResult' };
  const writes = () => writesOf(jaggaer, 'erpstatus');
  const posted = (id: string | undefined, outcome = 'posted', more: object = {}) => ({
    ...{ outcome, reason: '', bill: { number: '004711' }, audit: { targetSystem: 'Ledger One' } },
    document: { document: 'invoice', environment: 'test', tenant: 'northwind-paper', id, number: 'I00001' },
    ...more,
  });

  it('tells the bill’s number, or why there is none, once', async () => {
    const items = [
      posted(ids[0]),
      posted(ids[1], 'held', { bill: null, reason: `Account 1\nis ${'very '.repeat(80)}unknown` }),
      posted(ids[2], 'alreadyPosted'),
    ];
    const [done, attention] = await run(WRITE, items);
    expect(attention).toEqual([]);
    expect(outcomes(done)).toEqual(['updated', 'updated', 'updated']);
    expect(header(ids[0])?.erpResult).toEqual({ erpDocumentNumber: '004711', erpStatus: 'Posted' });
    const refused = header(ids[1])?.erpResult;
    expect(refused).toMatchObject({ erpStatus: 'Refused' });
    expect(refused?.erpMessage).toMatch(/^Account 1 is very /);
    expect(refused?.erpMessage).toHaveLength(250);
    expect(done[0]).toMatchObject({
      key: `test:northwind-paper:${ids[0]}`,
      audit: { flow: 'invoices', operation: 'handshake', sourceSystem: 'Ledger One', outcome: 'updated' },
    });
    expect(outcomes((await run(WRITE, items))[0])).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(await writes()).toEqual({ changed: 3 });
  });

  it('takes a refusal back when the bill is posted after all', async () => {
    await run(WRITE, [posted(ids[0], 'held', { bill: null, reason: 'no account' })]);
    await run(WRITE, [posted(ids[0])]);
    expect(header(ids[0])?.erpResult).toEqual({ erpDocumentNumber: '004711', erpStatus: 'Posted' });
  });

  it('says nothing while nothing is certain, and nothing at all until it is confirmed', async () => {
    const [, attention] = await run(WRITE, [
      posted(ids[0], 'unknown'),
      posted(ids[1], 'dryRun'),
      posted(ids[2], 'posted', { bill: null }),
      { outcome: 'posted' },
    ]);
    expect(causes(attention)).toEqual([
      ...['result.uncertain', 'result.uncertain', 'document.unreadable', 'document.unreadable'],
    ]);
    n8n = connected(jaggaer);
    expect(causes((await run(WRITE, [posted(ids[0])]))[1])).toEqual(['write.unconfirmed']);
    expect(await writes()).toEqual({});
  });
});
