/** Check Connection, attachments, masters and custom calls of the JAGGAER node against the simulated tenant. */
import type { IDataObject } from 'n8n-workflow';
import { Jaggaer as JaggaerNode } from '../../nodes/Jaggaer/Jaggaer.node';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected, order, startTenant } from '../fixtures/jaggaer';

// pauses between attempts are of no interest here
jest.mock('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: () => Promise.resolve(),
}));

const node = new JaggaerNode();
const CHECK = { resource: 'connection', operation: 'check' };
let jaggaer: Jaggaer;

beforeAll(async () => {
  ({ jaggaer } = await startTenant(60));
  await order(jaggaer, 'export', { all: true });
});
afterAll(async () => await jaggaer.close());
beforeEach(() => jaggaer.faults([]));

const run = async (parameters: object, change: Record<string, unknown> = {}): Promise<IDataObject[]> =>
  ((await connected(jaggaer, change).execute(node, parameters as never))[0] ?? []).map(({ json }) => json);

describe('JAGGAER ▸ Check Connection', () => {
  it('calls each configured address once, writes nothing, and names containers and first ids', async () => {
    const before = jaggaer.calls().byRoute;
    const rows = await run(CHECK);
    expect(rows.map(({ check, ok }) => [check, ok])).toEqual([
      ['JAGGAER: Invoices', true],
      ['JAGGAER: Invoice', true],
      ['JAGGAER: Suppliers', true],
      ['JAGGAER: Purchase orders', true],
      ['JAGGAER: Purchase order', true],
      ['JAGGAER: GL account values', true],
    ]);
    expect(rows[0]).toMatchObject({ container: 'jiinvoiceList.jiinvoice', signIn: 'accepted' });
    expect(rows[0]?.firstIds).toHaveLength(3);
    const writes = (calls: Record<string, number>) =>
      Object.entries(calls).filter(([route]) => !route.startsWith('GET') && !route.includes('/token'));
    expect(writes(jaggaer.calls().byRoute)).toEqual(writes(before));
  });

  it.each([
    ['a bad secret', { clientSecret: 'canary-wrong' }, /sign-in was refused/i],
    ['an unknown client', { clientId: 'nobody' }, /sign-in was refused/i],
    ['a wrong realm', { realm: 'other' }, /sign-in was refused/i],
    ['a wrong API root', { apiRoot: '/elsewhere' }, /404/],
    ['a host that is not there', { baseUrl: 'http://127.0.0.1:9' }, /ECONNREFUSED|No token/],
  ])('says what is wrong with %s, without the secret', async (_, change, words) => {
    const rows = await run(CHECK, change);
    expect(rows[0]).toMatchObject({ ok: false, result: expect.stringMatching(words) as string });
    expect(JSON.stringify(rows)).not.toContain('canary-wrong');
    expect(String(rows[0]?.advice)).not.toBe('');
  });

  it.each([
    [{ kind: 'status', status: 403, route: 'companyprofiles' }, /lacks the right/],
    [{ kind: 'html', status: 200, route: 'companyprofiles' }, /sign-in page|base URL/i],
  ])('tells a missing right from a web page, and goes on', async (fault, words) => {
    jaggaer.faults([fault]);
    const rows = await run(CHECK);
    expect(rows.map(({ ok }) => ok)).toEqual([true, true, false, true, true, true]);
    expect(rows[2]?.advice).toMatch(words);
  });

  it('names the list’s container where the user set a wrong one', async () => {
    const rows = await run(CHECK, { paths: { invoiceContainer: 'invoices' } });
    expect(rows[0]).toMatchObject({ ok: false, result: expect.stringMatching(/jiinvoiceList/) as string });
    const right = await run(CHECK, { paths: { invoiceContainer: 'jiinvoiceList.jiinvoice' } });
    expect(right[0]?.ok).toBe(true);
  });
});

describe('JAGGAER ▸ the rest', () => {
  it('reads one supplier and many, whatever type the return code has', async () => {
    for (const value of ['text', 'number']) {
      jaggaer.faults([{ kind: 'switch', name: 'companiesCode', value }]);
      const many = await run({ resource: 'supplier', operation: 'getAll', returnAll: true });
      expect(many.length).toBeGreaterThan(0);
      const id = many[0]?.id;
      const locator = { __rl: true, mode: 'id', value: id };
      const [one] = await run({ resource: 'supplier', operation: 'get', supplierId: locator });
      expect(one).toEqual(many[0]);
    }
    const locator = { __rl: true, mode: 'id', value: '1' };
    await expect(run({ resource: 'supplier', operation: 'get', supplierId: locator })).rejects.toThrow(
      /no supplier 1/,
    );
  });

  it('downloads an attachment by file or token, and takes no message for a file', async () => {
    const [file] = jaggaer.world.files;
    const download = { resource: 'attachment', operation: 'download', fileId: file?.fileId };
    const n8n = connected(jaggaer);
    for (const more of [
      { findBy: 'fileId', fileName: file?.fileName },
      { findBy: 'secureToken', secureToken: file?.secureToken },
    ]) {
      const [items] = await n8n.execute(node, { ...download, ...more } as never);
      expect(items?.[0]?.binary?.data?.fileName).toBe(file?.fileName);
      expect(Number(items?.[0]?.json.bytes)).toBeGreaterThan(10);
    }
    jaggaer.faults([{ kind: 'html', status: 200, route: 'attachments' }]);
    await expect(run({ ...download, findBy: 'fileId', fileName: 'x.pdf' })).rejects.toThrow(
      /message instead/,
    );
  });

  it('sends any call, page by page where asked, and never leaves out a body in silence', async () => {
    const call = { resource: 'customApiCall', operation: 'send' };
    const rows = await run({ ...call, method: 'GET', path: 'ji/v1/invoices', allPages: true });
    expect(rows).toHaveLength(jaggaer.world.exported.size);
    const before = jaggaer.calls().total;
    await expect(
      run({ ...call, method: 'POST', path: 'ji/v1/invoices/ocr', body: '{ broken' }),
    ).rejects.toThrow(/no JSON/);
    expect(jaggaer.calls().total).toBe(before);
    await expect(run({ ...call, method: 'POST', path: 'ji/v1/invoices/ocr', body: '{}' })).rejects.toThrow(
      /return code|HTTP 400/,
    );
  });
});
