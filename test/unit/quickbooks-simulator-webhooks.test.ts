/** Webhooks: what is sent, how it is signed, and what becomes of what is not acknowledged. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bill, control, ids, made, post, sim, simulated, until } from './quickbooksClient';
import type { Tree } from '../fixtures/simulatorClient';

simulated();

let server: Server;
let url: string;
let got: Array<{ headers: IncomingHttpHeaders; text: string; body: Tree }> = [];
let answers: number[] = [];

beforeAll(async () => {
  server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    got.push({ headers: incoming.headers, text, body: JSON.parse(text) });
    outgoing.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  got = [];
  answers = [];
});

const listen = (more: object = {}) =>
  control('webhooks', { destinations: [{ url, verifier: 'sandbox-verifier', ...more }] });
const settled = () => until(async () => (await control('state?webhooks')).pending === 0);

test('CloudEvents with the recorded headers, signed over the very bytes', async () => {
  await listen();
  const { Id } = await made('bill', bill({ PrivateNote: 'Größe' }));
  await settled();
  expect(got.length).toBe(1);
  const [{ headers, text, body }] = got as [(typeof got)[0]];
  expect(headers).toMatchObject({
    'content-type': 'application/cloudevents-batch+json; charset=utf-8',
    'intuit-notification-schema-version': '2.0',
    'user-agent': 'intuit_notification_server/1.0',
    'intuit-signature': createHmac('sha256', 'sandbox-verifier').update(text).digest('base64'),
  });
  expect(body).toEqual([
    {
      ...{ specversion: '1.0', source: 'intuit.sandbox', type: 'qbo.bill.created.v1', data: {} },
      ...{ id: expect.any(String), datacontenttype: 'application/json', time: '2026-06-15T16:00:00.000Z' },
      ...{ intuitentityid: Id, intuitaccountid: '9130350000000001' },
    },
  ]);
});

test('the older shape', async () => {
  await listen({ shape: 'legacy' });
  const { Id } = await made('vendor', { DisplayName: 'Pushed' });
  await settled();
  expect(got[0]?.headers['content-type']).toBe('application/json');
  expect(got[0]?.body).toEqual({
    eventNotifications: [
      {
        realmId: '9130350000000001',
        dataChangeEvent: {
          entities: [
            { name: 'Vendor', id: Id, operation: 'Create', lastUpdated: '2026-06-15T16:00:00.000Z' },
          ],
        },
      },
    ],
  });
});

test('one delivery for what a call changed: a payment and its bill; only what is subscribed to', async () => {
  const { Id } = await made('bill', bill());
  await listen({ entities: ['Bill', 'BillPayment'] });
  await made('vendor', { DisplayName: 'Not asked for' });
  await control('payments', { bill: Id });
  await settled();
  expect(got.map(({ body }) => body.map(({ type }: Tree) => type))).toEqual([
    ['qbo.billpayment.created.v1', 'qbo.bill.updated.v1'],
  ]);
  const { SyncToken } = (await control('state?entity=BillPayment')).records[0];
  await made('billpayment', { Id: got[0]?.body[0].intuitentityid, SyncToken }, { operation: 'delete' });
  await settled();
  expect(got[1]?.body.map(({ type }: Tree) => type)).toContain('qbo.billpayment.deleted.v1');
});

test('is tried again until it is acknowledged, and later ones wait behind', async () => {
  await listen({ speed: 100_000 });
  answers = [500, 302, 200];
  const first = await made('bill', bill());
  const second = await made('bill', bill());
  await settled();
  expect(got.map(({ body }) => body[0].intuitentityid)).toEqual([first.Id, first.Id, first.Id, second.Id]);
  // the very same bytes each time
  expect(new Set(got.slice(0, 3).map(({ text }) => text)).size).toBe(1);
  const { deliveries } = await control('state?webhooks');
  expect(deliveries.map(({ statuses, delivered }: Tree) => [statuses, delivered])).toEqual([
    [[500, 302, 200], true],
    [[200], true],
  ]);
});

test('may come twice, out of order, late, or with a wrong signature', async () => {
  await listen();
  sim.faults([{ kind: 'pushTwice', times: 1 }]);
  await made('bill', bill());
  await settled();
  expect(got.length).toBe(2);
  expect(got[0]?.text).toBe(got[1]?.text);
  got = [];
  sim.faults([{ kind: 'pushOutOfOrder', times: 1 }]);
  const [first, second] = [await made('bill', bill()), await made('bill', bill())];
  await settled();
  expect(got.map(({ body }) => body[0].intuitentityid)).toEqual([second.Id, first.Id]);
  got = [];
  sim.faults([{ kind: 'wrongSignature' }]);
  await post('bill', bill());
  await settled();
  const right = createHmac('sha256', 'sandbox-verifier')
    .update(got[0]?.text ?? '')
    .digest('base64');
  expect(got[0]?.headers['intuit-signature']).not.toBe(right);
  got = [];
  sim.faults([]);
  await listen({ held: true });
  await made('bill', bill());
  await settled();
  expect(got.length).toBe(0);
  expect((await control('webhooks', { release: true })).destinations[0].verifier).toBeUndefined();
  await settled();
  expect(got.length).toBe(1);
});

test('events that somebody names, of several companies in one delivery', async () => {
  for (const [shape, realms] of [
    ['cloudEvents', (body: Tree) => body.map((one: Tree) => one.intuitaccountid)],
    ['legacy', (body: Tree) => body.eventNotifications.map((one: Tree) => one.realmId)],
  ] as const) {
    got = [];
    await listen({ shape });
    await control('webhooks', {
      deliver: [
        { entity: 'Bill', id: '1', operation: 'Update', realmId: '77' },
        { entity: 'Vendor', id: ids.vendor, operation: 'Merge', deletedId: '5' },
      ],
    });
    await settled();
    expect(realms(got[0]?.body)).toEqual(['77', '9130350000000001']);
  }
  expect(got[0]?.body.eventNotifications[1].dataChangeEvent.entities[0]).toMatchObject({
    ...{ operation: 'Merge', deletedId: '5' },
  });
});

test('a reset ends what was being sent', async () => {
  await listen({ speed: 1 });
  answers = [500];
  await made('bill', bill());
  await until(() => got.length === 1);
  sim.reset();
  expect((await control('state?webhooks')).deliveries).toEqual([]);
});
