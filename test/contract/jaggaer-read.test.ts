/** The JAGGAER node in n8n's execution context against the simulated tenant, over HTTP. */
import type { INodeExecutionData } from 'n8n-workflow';
import { Jaggaer as JaggaerNode } from '../../nodes/Jaggaer/Jaggaer.node';
import type { Jaggaer } from '../fixtures/jaggaer';
import { CREDENTIAL, connected, order, startTenant } from '../fixtures/jaggaer';
import type { InProcessN8n } from '../fixtures/n8n';

let jaggaer: Jaggaer;
let n8n: InProcessN8n;
const node = new JaggaerNode();
const GET = {
  resource: 'invoice',
  operation: 'get',
  invoiceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
};
const LIST = { resource: 'invoice', operation: 'getAll', returnAll: true };

beforeAll(async () => {
  ({ jaggaer } = await startTenant(130));
  await order(jaggaer, 'export', { all: true });
});
afterAll(async () => await jaggaer.close());
afterEach(() => jest.restoreAllMocks());
beforeEach(() => {
  jaggaer.faults([]);
  n8n = connected(jaggaer);
});

const shown = () => [...jaggaer.world.exported.values()];
const ids = () => shown().map(({ header }) => String(header.invoiceId));
const calls = (part: string) =>
  Object.entries(jaggaer.calls().byRoute)
    .filter(([route]) => route.includes(part))
    .reduce((sum, [, count]) => sum + count, 0);
const first = (output: INodeExecutionData[][]) => output[0] ?? [];
const json = (output: INodeExecutionData[][]) => first(output).map((item) => item.json);

describe('JAGGAER ▸ Invoice', () => {
  it('reads all items at once in their order, with one sign-in and one read each', async () => {
    const before = { token: calls('/token'), all: jaggaer.calls().total };
    const items = ids()
      .slice(0, 40)
      .reverse()
      .map((id) => ({ id }));
    const output = await n8n.execute(node, GET, items);
    expect(json(output).map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(first(output).map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
    expect(json(output).every(({ complete }) => complete === true)).toBe(true);
    expect(calls('/token') - before.token).toBe(1);
    expect(jaggaer.calls().total - before.all).toBe(41);
  });

  it('lists headers page by page and re-applies the gate here, which the server ignores', async () => {
    const all = json(await n8n.execute(node, LIST));
    expect(all.map(({ id }) => id)).toEqual(ids());
    expect(all.every(({ complete, lines }) => complete === false && (lines as unknown[]).length === 0)).toBe(
      true,
    );
    const filters = { workflowStatuses: 'completed', paymentStatuses: 'Pay able' };
    const approved = shown().filter(
      ({ header }) => header.workflowStatus === 'Completed' && header.paymentStatus === 'Payable',
    );
    const got = json(await n8n.execute(node, { ...LIST, filters }));
    expect(got.map(({ id }) => id)).toEqual(approved.map(({ header }) => String(header.invoiceId)));
    const few = json(
      await n8n.execute(node, { ...LIST, returnAll: false, limit: 5, withLines: true, filters }),
    );
    expect(few.map(({ complete }) => complete)).toEqual([true, true, true, true, true]);
  });

  it('fails one item alone: unknown ids in all three forms, the others go through', async () => {
    const [a, b] = ids();
    for (const value of ['empty404', 'json404', 'returnCode']) {
      jaggaer.faults([{ kind: 'switch', name: 'unknownId', value }]);
      const output = first(
        await n8n.execute(node, GET, [{ id: a }, { id: '99' }, { id: b }], {
          onError: 'continueErrorOutput',
        }),
      );
      expect(output.map((item) => item.json.id ?? 'error')).toEqual([a, 'error', b]);
      expect(output[1]?.pairedItem).toEqual({ item: 1 });
      expect(JSON.stringify(output[1]?.json)).toMatch(/invoice 99/);
    }
    await expect(n8n.execute(node, GET, [{ id: '99' }])).rejects.toThrow(/invoice 99/);
  });

  it('puts JAGGAER’s own object under raw when Simplify is off', async () => {
    const [item] = json(await n8n.execute(node, { ...GET, simplify: false }, [{ id: ids()[0] }]));
    expect(item?.raw).toEqual(shown()[0]);
  });

  it('survives throttling, lost answers and an expired token in mid-batch, with one new sign-in', async () => {
    const items = ids()
      .slice(0, 30)
      .map((id) => ({ id }));
    jaggaer.faults([
      {
        kind: 'status',
        status: 429,
        headers: { 'Retry-After': '0' },
        route: 'invoices/',
        share: 0.2,
        times: 8,
      },
      { kind: 'status', status: 503, route: 'invoices/', nth: [5, 11] },
      { kind: 'cut', route: 'invoices/', nth: [9] },
      { kind: 'expireToken', route: 'invoices/', nth: [17], times: 1 },
    ]);
    const before = calls('/token');
    const output = await n8n.execute(node, GET, items);
    expect(json(output).map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(calls('/token') - before).toBe(2);
  });

  it.each(['json', 'empty', 'brokenContentType'])('renews a dead token once on a 401 (%s)', async (value) => {
    await n8n.execute(node, GET, [{ id: ids()[0] }]);
    jaggaer.faults([
      { kind: 'switch', name: 'unauthorized', value },
      { kind: 'expireToken', nth: [1], times: 1 },
    ]);
    const output = await n8n.execute(node, GET, [{ id: ids()[1] }]);
    expect(json(output)[0]?.id).toBe(ids()[1]);
  });

  it('renews a token before it ends, one renewal for calls at the same time', async () => {
    jaggaer.faults([{ kind: 'switch', name: 'tokenSeconds', value: 600 }]);
    const before = calls('/token');
    await n8n.execute(node, GET, [{ id: ids()[0] }]);
    const stored = n8n.credentials.get(CREDENTIAL).oauthTokenData as { n8n_expires_at?: number };
    jest.spyOn(Date, 'now').mockReturnValue(Number(stored.n8n_expires_at) - 20_000);
    await n8n.execute(
      node,
      GET,
      ids()
        .slice(0, 8)
        .map((id) => ({ id })),
    );
    expect(calls('/token') - before).toBe(2);
  });

  it('stops for good at the first refused sign-in, in words and without the secret', async () => {
    const broken = connected(jaggaer, { clientSecret: 'canary-wrong-secret' });
    const before = jaggaer.calls().total;
    const items = ids()
      .slice(0, 20)
      .map((id) => ({ id }));
    const failure: Error = await broken.execute(node, GET, items).then(
      () => new Error('it worked'),
      (error: Error) => error,
    );
    expect(failure.message).toMatch(/sign-in was refused/i);
    expect(JSON.stringify(failure) + failure.stack).not.toContain('canary-wrong-secret');
    expect(jaggaer.calls().total - before).toBeLessThan(10);
    const output = first(await broken.execute(node, GET, items, { onError: 'continueErrorOutput' }));
    expect(output).toHaveLength(20);
    expect(output.every((item) => 'error' in item.json)).toBe(true);
    expect(jaggaer.calls().total - before).toBeLessThan(20);
  });

  it.each([
    ['html', /web page/],
    ['truncate', /cannot be read/],
  ])('recognises %s in the place of data', async (kind, words) => {
    jaggaer.faults([{ kind, status: 200, route: 'invoices' }]);
    await expect(n8n.execute(node, LIST)).rejects.toThrow(words);
  });

  it('ends with an error where the server ignores paging', async () => {
    jaggaer.faults([{ kind: 'switch', name: 'paging', value: 'ignored' }]);
    await expect(n8n.execute(node, LIST)).rejects.toThrow(/same page again/);
  });

  it('reads on when invoices are exported while the list is read', async () => {
    const own = await startTenant(130);
    await order(own.jaggaer, 'export', { count: 120 });
    own.jaggaer.faults([{ kind: 'exportAfterPage', value: { count: 3 }, times: 1 }]);
    const all = json(await connected(own.jaggaer).execute(node, LIST));
    await own.jaggaer.close();
    expect(all).toHaveLength(123);
  });

  it.each([
    ['beyondEnd', 'absent'],
    ['loneRow', 'object'],
  ])('reads lists of every shape (%s %s)', async (name, value) => {
    for (const count of [0, 1, 100]) {
      const own = await startTenant(130, { [name]: value });
      await order(own.jaggaer, 'export', { count });
      expect(json(await connected(own.jaggaer).execute(node, LIST))).toHaveLength(count);
      await own.jaggaer.close();
    }
  });
});
