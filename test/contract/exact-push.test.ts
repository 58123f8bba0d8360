/** The push trigger of Exact Online: webhooks of the simulated site, their signature, and what is made of them. */
import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ExactOnlinePushTrigger } from '../../nodes/ExactOnline/ExactOnlinePushTrigger.node';
import type { WebhookAnswer } from '../fixtures/n8n';
import { json } from '../fixtures/n8n';
import { MAIN, NORTH, Site } from './exact-site';

const SECRET = 'sandbox-hook-secret';
const node = new ExactOnlinePushTrigger();
const parameters = (more: INodeParameters = {}): INodeParameters => ({
  ...{ division: { __rl: true, mode: 'id', value: MAIN }, topics: ['Accounts', 'PurchaseOrders'], ...more },
});

let site: Site;
let server: Server;
let url = '';
let answers: WebhookAnswer[] = [];

/** A site, and an n8n whose address takes its calls. */
async function published(more: INodeParameters = {}): Promise<void> {
  site = await Site.start();
  site.n8n.n8n.store('exactOnlinePushApi', { webhookSecret: SECRET });
  const take = site.n8n.n8n.webhook(node, parameters(more));
  answers = [];
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      void take({ body: Buffer.concat(chunks).toString('utf8') }).then((answer) => {
        answers.push(answer);
        outgoing.writeHead(answer.status).end();
      });
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/exact-online`;
}
const hook = (more: INodeParameters = {}) => site.n8n.n8n.hook(node, parameters(more), url);
const subscriptions = async () =>
  (await site.rows('webhooks/WebhookSubscriptions')).map((row) => String(row.Topic)).sort();

/** What was handed over, once all webhooks have been answered. */
async function handedOver(): Promise<IDataObject[]> {
  for (;;) {
    const { pending } = (await site.control('state?hooks')) as { pending: number };
    if (pending === 0) return answers.flatMap(({ items }) => json(items));
    await new Promise((go) => setImmediate(go));
  }
}
const rename = (name: string, Name: string) =>
  site.control('edit', { path: 'crm/Accounts', name, fields: { Name } });

async function close(): Promise<void> {
  await site.close();
  const closed = new Promise((done) => server.close(done));
  server.closeAllConnections();
  await closed;
}
afterEach(close);

describe('publishing', () => {
  const { checkExists, create, delete: remove } = node.webhookMethods.default;

  it('makes the webhooks, once, and takes them back', async () => {
    await published();
    expect(await checkExists.call(hook())).toBe(false);
    await create.call(hook());
    await create.call(hook());
    expect(await subscriptions()).toEqual(['Accounts', 'PurchaseOrders']);
    expect(await checkExists.call(hook())).toBe(true);
    const fewer = hook({ topics: ['Items', 'Accounts'] });
    expect(await checkExists.call(fewer)).toBe(false);
    await create.call(fewer);
    expect(await subscriptions()).toEqual(['Accounts', 'Items']);
    await remove.call(hook());
    expect(await subscriptions()).toEqual([]);
  });
});

describe('a webhook', () => {
  const { create } = node.webhookMethods.default;

  it('hands over the supplier as it is now', async () => {
    await published();
    await create.call(hook());
    await rename('20001', 'Quarry Lane Ltd');
    expect(await handedOver()).toMatchObject([{ document: 'supplier', name: 'Quarry Lane Ltd' }]);
    // a customer is none of our business
    await rename('20002', 'Ferry Road Ltd');
    expect(await handedOver()).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.order).toEqual(['answered', 'handed over']);
  });

  it('hands over approved orders, and the pointer of what is gone', async () => {
    await published();
    await create.call(hook());
    const order = {
      supplier: '20000',
      date: '2026-06-10',
      lines: [{ item: 'PAPER', quantity: 1, price: 4 }],
    };
    await site.control('orders', { orders: [{ ...order, number: 7001, approval: 2 }] });
    await site.control('orders', { orders: [{ ...order, number: 7002, approval: 0 }] });
    const documents = (await handedOver()).filter((each) => each.document === 'purchaseOrder');
    expect([...new Set(documents.map(({ number }) => number))]).toEqual(['7001']);
    answers = [];
    await site.control('orders', { remove: [7001] });
    expect(await handedOver()).toMatchObject([{ topic: 'PurchaseOrders', deleted: true }]);
  });

  it('is handed over as it is, where that is wanted', async () => {
    await published({ output: 'notifications' });
    await create.call(hook());
    await rename('20001', 'Quarry Lane Ltd');
    expect(await handedOver()).toMatchObject([
      {
        topic: 'Accounts',
        operation: 'update',
        division: MAIN,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
  });

  it('with a wrong hash starts nothing', async () => {
    await published();
    await create.call(hook());
    site.sim.faults([{ kind: 'hookWrongHash' }]);
    await rename('20001', 'Quarry Lane Ltd');
    expect(await handedOver()).toEqual([]);
    expect(answers.map(({ status }) => status)).toEqual([401]);
  });

  it('leaves with the reason, where the record cannot be read', async () => {
    await published();
    await create.call(hook());
    site.sim.faults([{ kind: 'forbidden', value: 'crm/Accounts' }]);
    await rename('20001', 'Quarry Lane Ltd');
    expect(await handedOver()).toMatchObject([{ topic: 'Accounts', cause: 'connection.rights' }]);
  });
});

describe('the signature', () => {
  const content = (division = MAIN, topic = 'Accounts') =>
    `{ "Topic":"${topic}", "Division": ${division},"Action":"Update","Key":"3fa2c4d8-0b1e-4a52-9a6f-2d1c7e5b8f90","Note":"}{\\"[" }`;
  const sign = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text).digest('hex');
  const call = async (body: string) => (await takes())({ body });
  const takes = async () => {
    await published({ output: 'notifications' });
    return site.n8n.n8n.webhook(node, parameters({ output: 'notifications' }));
  };

  it('is over the literal bytes, whatever spaces and brackets they have, and in whatever order', async () => {
    const text = content();
    expect((await call(`{"Content" : ${text},"HashCode":"${sign(text).toUpperCase()}"}`)).items).toHaveLength(
      1,
    );
    await close();
    const second = await call(`{"HashCode":"${sign(text)}","Content":${text}}`);
    expect(second.items).toHaveLength(1);
  });

  it.each([
    ['of another secret', () => `{"Content":${content()},"HashCode":"${sign(content(), 'other')}"}`],
    ['of other content', () => `{"Content":${content(NORTH)},"HashCode":"${sign(content())}"}`],
    [
      'of content that is hidden further inside',
      () => `{"A":{"Content":${content()}},"Content":${content(NORTH)},"HashCode":"${sign(content())}"}`,
    ],
    ['that is missing', () => `{"Content":${content()}}`],
    ['of no JSON', () => 'Content'],
  ])('%s is refused', async (_, body) => {
    expect(await call(body())).toMatchObject({ status: 401, items: null });
  });

  it('is refused where no secret is stored', async () => {
    const take = await takes();
    site.n8n.n8n.store('exactOnlinePushApi', { webhookSecret: '' });
    const text = content();
    expect(await take({ body: `{"Content":${text},"HashCode":"${sign(text, '')}"}` })).toMatchObject({
      ...{ status: 401, items: null },
    });
  });

  it('is not asked of an empty call, which starts nothing', async () => {
    expect(await call('')).toMatchObject({ status: 200, items: null });
  });
});
