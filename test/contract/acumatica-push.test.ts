/** Push Notifications, from the simulated tenant to the Acumatica Push Trigger in n8n's webhook context. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { AcumaticaPasswordApi } from '../../credentials/AcumaticaPasswordApi.credentials';
import { AcumaticaPushApi } from '../../credentials/AcumaticaPushApi.credentials';
import { AcumaticaPushTrigger } from '../../nodes/Acumatica/AcumaticaPushTrigger.node';
import { placeBill } from '../../sandbox/acumatica/placeBill';
import { order } from '../../sandbox/control';
import { passwordCredential } from '../fixtures/acumatica-n8n';
import type { WebhookAnswer } from '../fixtures/n8n';
import { InProcessN8n, json } from '../fixtures/n8n';
import type { Simulator, World } from './acumatica-tenant';
import { startTenant } from './acumatica-tenant';

const SECRET = 'a-long-random-text';

describe('Acumatica Push Trigger', () => {
  let tenant: Simulator<World>;
  let n8n: InProcessN8n;
  let close: () => void;
  beforeEach(async () => {
    tenant = await startTenant();
    n8n = new InProcessN8n({
      acumaticaPushApi: new AcumaticaPushApi(),
      acumaticaPasswordApi: new AcumaticaPasswordApi(),
    });
    n8n.store('acumaticaPushApi', { headerName: 'X-Push-Secret', secret: SECRET });
    n8n.store('acumaticaPasswordApi', passwordCredential(tenant.url));
    close = () => undefined;
  });
  afterEach(async () => {
    await tenant.close();
    close();
  });

  const published = (parameters: IDataObject = {}) =>
    n8n.webhook(new AcumaticaPushTrigger(), { authentication: 'password', ...parameters } as never);
  const ofBills = (options: IDataObject = {}) => published({ output: 'paymentStatus', options });

  /** A real address for the tenant's notifications. @returns takes the next answer of the node */
  async function listen(call: ReturnType<typeof published>): Promise<() => Promise<WebhookAnswer>> {
    const answers: Array<Promise<WebhookAnswer>> = [];
    let arrived: () => void = () => undefined;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        const answer = call({ headers, body: Buffer.concat(chunks).toString() });
        answers.push(answer);
        arrived();
        void answer.then(({ status }) => response.writeHead(status).end());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close = () => server.close();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const fields = ['Type', 'ReferenceNbr', 'Status', 'Balance', 'Vendor'];
    const header = { name: 'X-Push-Secret', value: SECRET };
    await order(tenant.url, 'push', {
      destinations: [{ url, header, query: 'AP-Bills', entity: 'Bill', fields }],
    });
    return async () => {
      if (answers.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
      return await (answers.shift() as Promise<WebhookAnswer>);
    };
  }

  const enter = (vendorRef: string, change: object = {}) =>
    String(
      placeBill(tenant.world, {
        ...{ vendor: 'HARBOUR', vendorRef, description: `JGR:test:acme:${vendorRef} paper` },
        lines: [{ account: '61000', subaccount: '000-000', amount: '100' }],
        ...change,
      }).fields.ReferenceNbr,
    );
  const release = async () => await order(tenant.url, 'release', { all: true });
  const pay = async (body: object) => await order(tenant.url, 'payments', body);

  const push = (
    call: ReturnType<typeof published>,
    inserted: object[],
    deleted: object[] = [],
    secret = SECRET,
  ) =>
    call({
      headers: { 'x-push-secret': secret },
      body: JSON.stringify({ Inserted: inserted, Deleted: deleted, Query: 'q', CompanyId: 'c', Id: 'i' }),
    });

  it('hands over changed rows with every digit of the time stamp', async () => {
    const next = await listen(published());
    const bill = enter('A-1');
    expect(json((await next()).items)).toMatchObject([{ change: 'inserted', row: { ReferenceNbr: bill } }]);
    await release();
    expect(json((await next()).items)).toEqual([
      {
        change: 'updated',
        row: expect.objectContaining({ Type: 'Bill', ReferenceNbr: bill, Status: 'Open', Balance: 100 }),
        ...{
          query: 'AP-Bills',
          company: 'Granite',
          notificationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
        timeStamp: expect.stringMatching(/^\d{18}$/),
      },
    ]);
  });

  it('answers first and then reads the bills, all in few calls', async () => {
    const bills = ['A-1', 'A-2', 'B-1'].map((reference) =>
      enter(reference, reference === 'B-1' ? { description: 'by hand' } : {}),
    );
    await release();
    await push(ofBills(), [{ Type: 'Bill', ReferenceNbr: '000999' }]);
    const next = await listen(ofBills());
    await order(tenant.url, 'reset', { calls: true });
    await pay({ bills: bills.map((bill) => ({ bill })), paymentRef: 'RUN-1', method: 'ACH' });
    const { status, order: steps, items } = await next();
    expect([status, steps]).toEqual([200, ['answered', 'handed over']]);
    expect(json(items)).toMatchObject([
      { document: 'paymentStatus', invoiceId: 'A-1', status: 'paid', reference: 'RUN-1', method: 'ACH' },
      { document: 'paymentStatus', invoiceId: 'A-2', status: 'paid' },
    ]);
    // the bills and their payment; the sign-in was there
    expect(tenant.calls().total).toBe(2);
  });

  it('knows a bill that left the inquiry, and one by its internal code; others start nothing', async () => {
    const bill = enter('A-1');
    await release();
    await pay({ bill });
    const columns = { keyColumns: 'DocType, RefNbr', output: 'paymentStatus' };
    const row = { DocType: 'INV', RefNbr: bill };
    expect(json((await push(published(columns), [], [row])).items)).toMatchObject([{ status: 'paid' }]);
    const credit = { DocType: 'Debit Adj.', RefNbr: bill };
    expect((await push(published(columns), [credit])).items).toBeNull();
    expect((await push(published(columns), [{ ...row, RefNbr: '000999' }])).items).toBeNull();
  });

  it('hands over the rows with what is wrong where bills cannot be read: the call was answered', async () => {
    n8n.store('acumaticaPasswordApi', { ...passwordCredential(tenant.url), password: 'wrong' });
    const { status, items } = await push(ofBills(), [{ Type: 'Bill', ReferenceNbr: '000001' }]);
    expect(status).toBe(200);
    expect(json(items)).toMatchObject([
      { row: { ReferenceNbr: '000001' }, outcome: 'held', cause: 'connection.signIn', owner: 'connection' },
    ]);
  });

  it.each(['', 'a-long-random-texT', `${SECRET} `, SECRET.slice(1)])('turns %p away', async (secret) => {
    for (const call of [published(), ofBills()]) {
      const answer = await push(call, [{ Type: 'Bill', ReferenceNbr: '000001' }], [], secret);
      expect(answer).toMatchObject({ status: 401, items: null });
    }
    expect(tenant.calls().total).toBe(0);
  });

  it('turns away what comes without the header, before it looks at the body', async () => {
    expect(await published()({ body: 'x' })).toMatchObject({ status: 401, items: null });
    const headers = { 'x-push-secret': SECRET };
    expect(await published()({ headers, body: 'x' })).toMatchObject({ status: 400, items: null });
    expect(await push(published(), [])).toMatchObject({ status: 200, items: null });
  });
});
