/** Purchase Entry ▸ Get and Get Many, and Document ▸ Attach File, against the simulated site. */
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { ExactOnline } from '../../nodes/ExactOnline/ExactOnline.node';
import { aLine, anInvoice } from '../fixtures/invoices';
import { json } from '../fixtures/n8n';
import { postTo, startBooks } from './exact-books';
import type { Site } from './exact-site';
import { MAIN } from './exact-site';

let site: Site;
beforeEach(async () => {
  site = await startBooks();
});
afterEach(() => site.close());

const many = async (parameters: IDataObject = {}) =>
  (
    await site.run({
      ...{ resource: 'purchaseEntry', operation: 'getAll', returnAll: true, ...parameters },
    } as never)
  )[0] ?? [];
const enter = async (reference: string, change: object = {}) => {
  const { rows } = await site.control('entries', {
    entries: [
      {
        ...{ supplier: 'HARBOUR', reference, date: '2026-06-15', currency: 'USD', description: 'by hand' },
        ...{ lines: [{ account: '61000', amount: 100.12, costCenter: 'ADM' }], ...change },
      },
    ],
  });
  return rows[0] as { EntryID: string; EntryNumber: number; Document: string };
};

describe('Purchase Entry ▸ Get Many', () => {
  it('gives what Reconcile and Adopt work with', async () => {
    const invoice = anInvoice();
    await postTo(site, [invoice]);
    const { EntryID, EntryNumber, Document } = await enter('H-1');
    const rows = await many();
    expect(rows).toHaveLength(2);
    expect(rows.find(({ id }) => id === EntryID)).toMatchObject({
      ...{ number: String(EntryNumber), type: 'Purchase Entry', status: 'Open', vendor: 'HARBOUR' },
      ...{ vendorReference: 'H-1', amount: '100.12', currency: 'USD', date: '2026-06-15', key: null },
      ...{ dueDate: '2026-06-15', journal: '60', period: '2026-06', description: 'by hand' },
      ...{ documentId: Document, filesLink: Document, vendorName: 'Harbour Paper Mills' },
    });
    expect(rows.find(({ id }) => id !== EntryID)).toMatchObject({
      key: `test:northwind-paper:${invoice.id}`,
      amount: '100',
    });
  });

  it('tells when an entry was changed, whatever the clock of the server', async () => {
    await enter('H-1');
    const [row] = await many();
    expect(Math.abs(Date.parse(String(row?.lastModified)) - Date.now())).toBeLessThan(60_000);
    const around = async (ms: number) =>
      await many({ filters: { modifiedAfter: new Date(Date.now() + ms).toISOString() } });
    expect(await around(-60_000)).toHaveLength(1);
    expect(await around(60_000)).toHaveLength(0);
  });

  it.each([
    [{ number: 'H-1' }, ['H-1']],
    [{ from: '2026-06-16T00:00:00.000+02:00' }, ['H-2']],
    [{ to: '2026-06-15T00:00:00.000Z' }, ['H-1']],
    [{ stamp: 'JGR:test:other:' }, ['H-2']],
    [{ vendor: 'HARBOUR' }, ['H-1']],
    [{ vendor: 'NOBODY' }, []],
    [{ journal: '60' }, ['H-1', 'H-2']],
    [{ journal: '50' }, []],
  ])('filters by %j', async (filters, expected) => {
    await enter('H-1', { description: 'not JGR:test:other:8' });
    await enter('H-2', { supplier: 'QUARRY', date: '2026-06-20', description: 'JGR:test:other:7 x' });
    expect((await many({ filters })).map(({ vendorReference }) => vendorReference).sort()).toEqual(expected);
  });

  it('keeps to the limit where descriptions are sifted, and refuses what is no date', async () => {
    for (const number of ['A', 'B', 'C'])
      await enter(number, { description: number === 'A' ? 'x JGR:test:t:9' : 'JGR:test:t:1 x' });
    const parameters = { returnAll: false, limit: 1, filters: { stamp: 'JGR:test:t:' } };
    expect((await many(parameters)).map(({ vendorReference }) => vendorReference)).toEqual(['B']);
    await expect(many({ filters: { from: 'yesterday' } })).rejects.toThrow('Dated From is not a date');
  });

  it('gives the raw rows with Simplify off', async () => {
    await enter('H-1');
    expect(await many({ simplify: false })).toMatchObject([{ YourRef: 'H-1', AmountFC: 100.12 }]);
  });
});

describe('Purchase Entry ▸ Get', () => {
  const get = async (mode: string, value: string) =>
    (
      await site.run({
        ...{ resource: 'purchaseEntry', operation: 'get', purchaseEntry: { __rl: true, mode, value } },
      } as never)
    )[0]?.[0];

  it('finds an entry with its lines by entry number, by the supplier’s number and by ID', async () => {
    const { EntryID, EntryNumber } = await enter('H-1');
    const whole = {
      id: EntryID,
      lines: [{ number: 1, account: '61000', amount: '100.12', costCenter: 'ADM', costUnit: null }],
    };
    expect(await get('number', String(EntryNumber))).toMatchObject(whole);
    expect(await get('reference', 'H-1')).toMatchObject(whole);
    expect(await get('id', EntryID)).toMatchObject(whole);
    await expect(get('number', '99999')).rejects.toThrow('has no purchase entry 99999');
    await expect(get('number', 'H-1')).rejects.toThrow('has no purchase entry H-1');
    await expect(get('id', 'H-1')).rejects.toThrow('has no purchase entry H-1');
  });

  it('refuses a number that several entries have', async () => {
    await enter('H-1');
    await enter('H-1', { supplier: 'QUARRY' });
    await expect(get('reference', 'H-1')).rejects.toThrow('several purchase entries with the number H-1');
  });

  it.each(['creditNote', 'entry'])('shows a credit with a negative amount (%s)', async (negativeEntry) => {
    site.turn('negativeEntry', negativeEntry);
    const credit = anInvoice({ id: '42', type: 'creditMemo', total: '-80', lines: [aLine('-80')] });
    await postTo(site, [credit]);
    expect(await get('reference', 'SUP-42')).toMatchObject({
      ...{ type: 'Credit Note', amount: '-80', key: 'test:northwind-paper:42' },
    });
  });
});

describe('Document ▸ Attach File', () => {
  const file = (text: string, fileName = 'invoice.pdf'): IBinaryKeyData => ({
    data: { data: Buffer.from(text).toString('base64'), mimeType: 'application/pdf', fileName },
  });
  const post = async (invoice = anInvoice()) => await postTo(site, [invoice]);
  const attach = async (items: object[], binary: IBinaryKeyData | undefined, parameters: IDataObject = {}) =>
    (
      await site.n8n.n8n.execute(
        new ExactOnline(),
        {
          ...{ division: { __rl: true, mode: 'id', value: MAIN }, resource: 'document', operation: 'attach' },
          ...parameters,
        } as never,
        items,
        {},
        binary,
      )
    ).map(json);
  const stored = async () =>
    (await site.control('state?files')).files as Array<{ name: string; bytes: number; entry: number }>;
  const route = 'POST documents/DocumentAttachments';

  it('puts a file on the document that Exact made with the entry, once', async () => {
    const posted = await post();
    const [done, attention] = await attach(posted, file('the scan'));
    expect(attention).toEqual([]);
    const { bill } = posted[0] as { bill: { number: string } };
    expect(done).toMatchObject([
      {
        ...{ outcome: 'created', file: { name: 'invoice.pdf', bytes: 8 } },
        audit: { operation: 'attach', targetId: bill.number },
      },
    ]);
    expect(await stored()).toMatchObject([{ name: 'invoice.pdf', bytes: 8, entry: Number(bill.number) }]);
    expect((await attach(posted, file('the scan')))[0]).toMatchObject([{ outcome: 'unchanged' }]);
    expect((await attach(posted, file('another, longer scan')))[0]).toMatchObject([{ outcome: 'created' }]);
    expect(await stored()).toHaveLength(2);
  });

  it('looks at thirty documents in one call, and sends each file by one', async () => {
    const batch = Array.from({ length: 54 }, () => anInvoice());
    const posted = await postTo(site, batch);
    const seen = site.listen();
    const [done = []] = await attach(posted, file('the scan'));
    expect(done.filter(({ outcome }) => outcome === 'created')).toHaveLength(54);
    // 1,000 invoices with files: 38 looks and 1,000 files beside what posting them costs (exact-budget.test.ts)
    expect(seen.filter((call) => call.startsWith('GET'))).toHaveLength(2);
    expect(seen.filter((call) => call === route)).toHaveLength(54);
    expect(seen).toHaveLength(56);
  });

  it('writes nothing in a dry run', async () => {
    const [done] = await attach(await post(), file('the scan'), { dryRun: true });
    expect(done).toMatchObject([{ outcome: 'dryRun', payload: { FileName: 'invoice.pdf' } }]);
    expect(await stored()).toEqual([]);
  });

  it('looks for a file whose answer was lost, and never sends it blind again', async () => {
    const posted = await post();
    site.sim.faults([{ kind: 'cut', route, when: 'after', nth: 1 }]);
    expect((await attach(posted, file('the scan')))[0]).toMatchObject([{ outcome: 'created' }]);
    expect(await stored()).toHaveLength(1);
    site.sim.faults([{ kind: 'cut', route, nth: 1 }]);
    const [, attention] = await attach(posted, file('another', 'other.pdf'));
    expect(attention).toMatchObject([{ outcome: 'unknown', cause: 'erp.noAnswer' }]);
    expect(await stored()).toHaveLength(1);
  });

  it('says what is wrong: no file, no document, one that is gone, another environment, too large', async () => {
    const posted = await post();
    const cause = async (...given: Parameters<typeof attach>) => (await attach(...given))[1]?.[0]?.cause;
    expect(await cause(posted, undefined)).toBe('attachment.missing');
    expect(await cause(posted, file('x'), { documentId: '' })).toBe('erp.notFound');
    const gone = '00000000-0000-4000-8000-00000000dead';
    expect(await cause(posted, file('x'), { documentId: gone })).toBe('erp.reference');
    const document = { ...anInvoice(), environment: 'production' };
    expect(await cause([{ ...posted[0], document }], file('x'))).toBe('connection.environment');
    site.turn('attachmentMegabytes', 0);
    expect(await cause(posted, file('x'))).toBe('erp.refused');
    expect(await stored()).toEqual([]);
  });

  it('holds what follows a refused sign-in', async () => {
    const posted = [...(await post()), ...(await post())];
    site.storeTokens({ n8n_expires_at: String(Date.now() + 25_000) });
    site.sim.faults([
      { kind: 'expireToken', route, nth: 1 },
      { kind: 'status', status: 401, route: 'oauth2/token' },
    ]);
    const [done, attention] = await attach(posted, file('the scan'));
    expect(done).toEqual([]);
    expect(attention?.map(({ cause }) => cause)).toEqual(['connection.signIn', 'connection.signIn']);
    expect(await stored()).toEqual([]);
  });
});
