/** Push notifications of the Acumatica simulator: what travels, how often, and in which order. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { control, put, releaseNow, sim, simulated, tenant } from './acumaticaClient';

interface Received {
  headers: NodeJS.Dict<string | string[]>;
  text: string;
  json: {
    Id: string;
    Query: string;
    CompanyId: string;
    Inserted: Array<Record<string, unknown>>;
    Deleted: Array<Record<string, unknown>>;
  };
}

let hook: Server;
let received: Received[] = [];
let answers: number[] = [];
let waiting: Array<() => void> = [];

simulated();
beforeAll(async () => {
  hook = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      received.push({ headers: request.headers, text, json: JSON.parse(text) as Received['json'] });
      reply.writeHead(answers.shift() ?? 204).end();
      waiting.splice(0).forEach((wake) => wake());
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => hook.close(resolve)));
beforeEach(() => {
  [received, answers, waiting] = [[], [], []];
});

const hookUrl = () => `http://127.0.0.1:${(hook.address() as AddressInfo).port}/in`;
const subscribe = (more: object = {}) =>
  control('push', {
    destinations: [
      {
        ...{
          url: hookUrl(),
          header: { name: 'X-Secret', value: 'sesame' },
          query: 'AP-Bills',
          entity: 'Bill',
        },
        ...{ fields: ['Type', 'ReferenceNbr', 'Status', 'Balance', 'Date'], retryMs: 1, ...more },
      },
    ],
  });
async function arrived(count: number): Promise<Received[]> {
  while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
  return received;
}
/** Until nothing is under way. */
async function settled(): Promise<
  Array<{ id: string; attempts: number; statuses: number[]; delivered: boolean }>
> {
  for (;;) {
    const shown = sim.world.push.show();
    if (shown.pending === 0) return shown.deliveries;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('sends a new row as inserted, with the header and a time stamp of 18 raw digits', async () => {
  await subscribe();
  await put();
  const [first] = await arrived(1);
  expect(first?.headers).toMatchObject({ 'x-secret': 'sesame', 'content-type': 'application/json' });
  expect(first?.json).toEqual({
    ...{ Query: 'AP-Bills', CompanyId: 'Granite', AdditionalInfo: {} },
    Inserted: [
      { Type: 'Bill', ReferenceNbr: '000001', Status: 'Balanced', Balance: 10, Date: '2026-06-15T00:00:00' },
    ],
    Deleted: [],
    ...{ Id: expect.stringMatching(/^[\da-f-]{36}$/), TimeStamp: expect.anything() },
  });
  const [, digits = ''] = /"TimeStamp":(\d+),/.exec(first?.text ?? '') ?? [];
  expect(digits).toHaveLength(18);
  expect(Number.isSafeInteger(Number(digits))).toBe(false);
});

it('shows an update in both arrays, a deletion in one, and nothing that no column shows', async () => {
  await put();
  await subscribe();
  await releaseNow('000001');
  const [update] = await arrived(1);
  expect([update?.json.Deleted[0]?.Status, update?.json.Inserted[0]?.Status]).toEqual(['Balanced', 'Open']);
  await control('payments', { bill: '000001', amount: '4' });
  const [, paid] = await arrived(2);
  expect([paid?.json.Deleted[0]?.Balance, paid?.json.Inserted[0]?.Balance]).toEqual([10, 6]);
  await subscribe({ fields: ['ReferenceNbr'] });
  await control('payments', { bill: '000001', amount: '1' });
  await settled();
  expect(received).toHaveLength(2);
});

it('a filter crossing is in one array only', async () => {
  await put();
  await subscribe({ filter: "Status eq 'Open' and Date ge date'2026-06-01'" });
  await releaseNow('000001');
  const [entered] = await arrived(1);
  expect([entered?.json.Inserted.length, entered?.json.Deleted.length]).toEqual([1, 0]);
  await control('payments', { bill: '000001' });
  const [, left] = await arrived(2);
  expect([left?.json.Inserted.length, left?.json.Deleted.length]).toEqual([0, 1]);
});

it('puts all rows of one transaction in one notification', async () => {
  await put();
  await put({ VendorRef: 'HS-2' });
  await releaseNow('000001');
  await releaseNow('000002');
  await subscribe();
  await control('payments', { bills: [{ bill: '000001' }, { bill: '000002' }] });
  const [both] = await arrived(1);
  expect(both?.json.Inserted.map((row) => row.Status)).toEqual(['Closed', 'Closed']);
  await settled();
  expect(received).toHaveLength(1);
});

it('sends again what was not taken, five times in all and under the same id, and by hand once more', async () => {
  await subscribe();
  answers = [500, 404, 302];
  await put();
  const taken = await settled();
  expect(taken).toEqual([
    expect.objectContaining({ attempts: 4, statuses: [500, 404, 302, 204], delivered: true }),
  ]);
  expect(new Set(received.map(({ json }) => json.Id)).size).toBe(1);
  answers = [500, 500, 500, 500, 500];
  await put({ VendorRef: 'HS-2' });
  const [, failed] = await settled();
  expect(failed).toMatchObject({ attempts: 5, delivered: false });
  await control('push', { resend: [failed?.id] });
  const [, again] = await settled();
  expect(again).toMatchObject({ attempts: 6, delivered: true });
  expect((await control('push', { resend: ['none'] })).status).toBe(400);
});

it('nobody listens', async () => {
  await subscribe({ url: 'http://127.0.0.1:1/in' });
  await put();
  expect((await settled())[0]).toMatchObject({ statuses: [0, 0, 0, 0, 0], delivered: false });
});

it('comes twice, or after the next one, where ordered', async () => {
  await subscribe();
  sim.faults([{ kind: 'switch', name: 'pushTwice', route: '/in', times: 1 }]);
  await put();
  const [first, second] = await arrived(2);
  expect(second?.json.Id).toBe(first?.json.Id);
  sim.faults([{ kind: 'switch', name: 'pushOutOfOrder', method: 'PUSH', nth: 1 }]);
  await put({ VendorRef: 'HS-2' });
  await put({ VendorRef: 'HS-3' });
  await arrived(4);
  const numbers = received.slice(2).map(({ json }) => json.Inserted[0]?.ReferenceNbr);
  expect(numbers).toEqual(['000003', '000002']);
  const stamps = received.slice(2).map(({ text }) => /"TimeStamp":(\d+)/.exec(text)?.[1] ?? '');
  expect((stamps[0] ?? '') > (stamps[1] ?? '')).toBe(true);
  sim.faults([{ kind: 'switch', name: 'pushOutOfOrder' }]);
  await put({ VendorRef: 'HS-4' });
  await settled();
  expect(received).toHaveLength(4);
  await control('push', { release: true });
  await arrived(5);
});

it('a reset ends it', async () => {
  await subscribe();
  await tenant({});
  await put();
  expect(sim.world.push.show()).toMatchObject({ destinations: [], deliveries: [] });
});

it.each([
  ['no entity', { entity: 'Nonsense' }],
  ['no such field', { fields: ['Nonsense'] }],
  ['no such field in the filter', { filter: "Nonsense eq 'x'" }],
  ['a header that must not be set', { header: { name: 'Content-Type', value: 'text/xml' } }],
  ['no address', { url: 'nowhere' }],
])('refuses a destination: %s', async (_, more) => {
  expect((await subscribe(more)).status).toBe(400);
});
