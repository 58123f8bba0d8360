/** The push trigger and the simulated JAGGAER that pushes: both judge each other over HTTP. */
import type { IDataObject } from 'n8n-workflow';
import { Jaggaer as JaggaerNode } from '../../nodes/Jaggaer/Jaggaer.node';
import type { Jaggaer } from '../fixtures/jaggaer';
import { connected, order, startTenant } from '../fixtures/jaggaer';
import type { Hook } from '../fixtures/jaggaer-hook';
import { startHook } from '../fixtures/jaggaer-hook';

const SECRET = 'a-long-random-text-1';
const HEADER = { sentAs: 'header', headerName: 'X-Push-Secret', secret: SECRET };
interface Answer {
  http: number;
  valid: boolean;
  problem?: string;
  statusCode: string;
  statusText: string;
}
let jaggaer: Jaggaer;
let hook: Hook;

beforeAll(async () => {
  ({ jaggaer } = await startTenant(100));
  await order(jaggaer, 'export', { all: true });
});
afterAll(async () => await jaggaer.close());
afterEach(async () => await hook.close());

async function push(invoiceId: number, more: object = {}): Promise<Answer> {
  const reply = await fetch(`${jaggaer.url}/_sandbox/push`, {
    method: 'POST',
    body: JSON.stringify({
      ...{ url: hook.url, ids: [invoiceId], auth: { name: 'X-Push-Secret', value: SECRET } },
      ...more,
    }),
  });
  if (!reply.ok) throw new Error(await reply.text());
  const { answers } = (await reply.json()) as { answers: Answer[] };
  if (!answers[0]) throw new Error('nothing was pushed');
  return answers[0];
}
const invoices = () => [...jaggaer.world.exported.values()];
function find(test: (invoice: ReturnType<typeof invoices>[number]) => boolean) {
  const found = invoices().find(test);
  if (!found) throw new Error('the world has none');
  return found;
}
const only = (): IDataObject => {
  expect(hook.started).toHaveLength(1);
  expect(hook.started[0]).toHaveLength(1);
  return hook.started[0]?.[0] ?? {};
};
const raw = async (body: string, headers: Record<string, string> = { 'X-Push-Secret': SECRET }) => {
  const reply = await fetch(hook.url, { method: 'POST', body, headers });
  return { http: reply.status, type: reply.headers.get('content-type') ?? '', text: await reply.text() };
};
const minimal = (inside: string, before = '') =>
  `<?xml version="1.0"?>${before}<BuyerInvoiceExportMessage><Header><MessageId>m-7</MessageId></Header>${inside}</BuyerInvoiceExportMessage>`;
const named = (number: string) => `<InvoiceHeader><InvoiceNumber>${number}</InvoiceNumber></InvoiceHeader>`;

describe('what JAGGAER pushes', () => {
  beforeEach(async () => void (hook = await startHook(HEADER)));

  it('becomes a reference with the message, and is answered as demanded', async () => {
    const { header, lineList } = find(({ lineList }) => lineList.invoiceLine.length === 1);
    expect(await push(header.invoiceId)).toMatchObject({ http: 200, valid: true, statusCode: '200' });
    const reference = only();
    expect(reference).toMatchObject({
      document: 'invoiceReference',
      number: header.invoiceNumber,
      supplierInvoiceNumber: header.supplierInvoiceNumber ?? null,
      type: header.invoiceType === 'Credit memo' ? 'creditMemo' : 'invoice',
      supplier: header.supplier.name,
      currency: header.total?.currency ?? null,
      invoiceDate: header.invoiceDate.slice(0, 10),
      ...{ lineCount: 1, cancelled: false },
    });
    // one line is a list, too, and nothing is taken for a number
    const { InvoiceLine } = reference.message as { InvoiceLine: IDataObject[] };
    expect(InvoiceLine).toHaveLength(1);
    expect(InvoiceLine[0]?.Quantity).toBe(String(lineList.invoiceLine[0]?.quantity));
  });

  it.each([
    [{ bareAmpersand: true }],
    [{ cdata: true }],
    [{ cdata: true, bareAmpersand: true }],
    [{ doctype: false }],
    [{}],
  ])('is read to the letter with %j', async (style) => {
    const { header } = find(({ header }) => header.supplier.name.includes('&'));
    expect(await push(header.invoiceId, style)).toMatchObject({ valid: true, statusCode: '200' });
    expect(only().supplier).toBe(header.supplier.name);
  });

  it('is cancelled without lines', async () => {
    const { header } = find(({ header }) => header.paymentStatus === 'Cancelled');
    await push(header.invoiceId);
    expect(only()).toMatchObject({ cancelled: true, lineCount: 0, number: header.invoiceNumber });
  });

  it('keeps every split and custom field as a list', async () => {
    const { header } = find(({ lineList }) => JSON.stringify(lineList).includes('PercentOfPrice'));
    await push(header.invoiceId);
    const { message } = only() as { message: { InvoiceLine: Array<{ SplittableFieldSetGroup: unknown }> } };
    expect(message.InvoiceLine.every((line) => Array.isArray(line.SplittableFieldSetGroup))).toBe(true);
    expect(JSON.stringify(message)).toMatch(/"@distributiontype":"PercentOfPrice"/);
  });

  it('reads all exports of this world', async () => {
    for (const { header } of invoices()) {
      expect(await push(header.invoiceId, { bareAmpersand: true })).toMatchObject({
        valid: true,
        statusCode: '200',
      });
    }
    expect(hook.started.map(([item]) => item?.number)).toEqual(
      invoices().map(({ header }) => header.invoiceNumber),
    );
  });

  it('leads to the invoice by its number', async () => {
    const { header } = find(({ header }) => header.workflowStatus === 'Completed');
    await push(header.invoiceId);
    const output = await connected(jaggaer).execute(
      new JaggaerNode(),
      {
        ...{ resource: 'invoice', operation: 'getAll', limit: 1, withLines: true },
        filters: { numbers: '={{ $json.number }}' },
      },
      [only()],
    );
    expect(output[0]?.map(({ json }) => json)).toMatchObject([
      { id: String(header.invoiceId), complete: true },
    ]);
  });
});

describe('what is refused', () => {
  beforeEach(async () => void (hook = await startHook(HEADER)));

  it.each([
    ['no XML', 'number=1'],
    ['broken XML', minimal('<Invoice>')],
    ['another message', '<?xml version="1.0"?><PurchaseOrderMessage/>'],
    ['no invoice', minimal('')],
    ['no number', minimal('<Invoice><InvoiceHeader/></Invoice>')],
    ['nothing', ''],
    ['a reserved name', minimal(`<Invoice>${named('1')}<__proto__>x</__proto__></Invoice>`)],
    ['too deep', minimal(`<Invoice>${named('1')}${'<a>'.repeat(80)}${'</a>'.repeat(80)}</Invoice>`)],
  ])('%s is answered with 400 in the body and starts nothing', async (_, body) => {
    const { http, type, text } = await raw(body);
    expect([http, type]).toEqual([200, 'application/xml']);
    expect(text).toMatch(
      /^<\?xml[^>]*\?><!DOCTYPE DocumentExportResponse SYSTEM "https:[^"]*DocumentExport\.dtd">/,
    );
    expect(text).toContain('<StatusCode>400</StatusCode>');
    if (body.includes('m-7')) expect(text).toContain('<MessageId>m-7</MessageId>');
    expect(hook.started).toEqual([]);
  });

  it.each([
    ['<!DOCTYPE x [<!ENTITY a "boom">]>', '&a;'],
    ['<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>', '&a;'],
    ['<!DOCTYPE x SYSTEM "http://127.0.0.1:1/a.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:1/b"> %p;]>', '1'],
  ])('entities of its own are not expanded: %s', async (before, number) => {
    const { text } = await raw(minimal(`<Invoice>${named(number)}</Invoice>`, before));
    expect(text).toContain('<StatusCode>400</StatusCode>');
    expect(hook.started).toEqual([]);
  });

  it('a document type in the middle, and unknown entities stay text', async () => {
    const late = minimal(`<Invoice><!DOCTYPE x [<!ENTITY a "boom">]>${named('&a;')}</Invoice>`);
    expect((await raw(late)).text).toContain('400');
    expect((await raw(minimal(`<Invoice>${named('I1 &a; &#65;&#x42; &lt;')}</Invoice>`))).text).toContain(
      '200',
    );
    expect(only().number).toBe('I1 &a; AB <');
  });

  it('a message beyond the limit, and one made to be slow', async () => {
    const large = minimal(`<Invoice>${named('1')}<a>${'x'.repeat(17 * 1024 * 1024)}</a></Invoice>`);
    expect((await raw(large)).text).toContain('too large');
    const many = minimal(`<Invoice>${named('1')}<a>${'<![CDATA['.repeat(100_000)}</a></Invoice>`);
    expect((await raw(many)).text).toContain('400');
    expect(hook.started).toEqual([]);
  });

  // a pattern that tries every way to cut these up would not come back in this life
  it('is read in one go: comments without end, and blanks where an id is due', async () => {
    const comments = '<!-- a -->'.repeat(100_000);
    expect((await raw(`<?xml version="1.0"?>${comments}<Other/>`)).text).toContain('400');
    expect((await raw(`<Header><MessageId>${' '.repeat(5_000_000)}`)).text).toContain('400');
    expect(hook.started).toEqual([]);
    const typed = `${comments}<!DOCTYPE BuyerInvoiceExportMessage SYSTEM "x.dtd">`;
    expect((await raw(minimal(`<Invoice>${named('I7')}</Invoice>`, typed))).text).toContain('200');
    expect(only().number).toBe('I7');
  });
});

describe('who may push', () => {
  const message = minimal(`<Invoice>${named('I1')}</Invoice>`);
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it('only who has the header; nobody else’s body is even read', async () => {
    hook = await startHook(HEADER);
    const headers: Array<Record<string, string>> = [
      {},
      { 'X-Push-Secret': `${SECRET}x` },
      { 'X-Other': SECRET },
    ];
    for (const each of headers) expect((await raw(message, each)).http).toBe(401);
    expect([hook.reads(), hook.started]).toEqual([0, []]);
    expect((await raw(message)).text).toContain('<StatusCode>200</StatusCode>');
  });

  it('only who has user and password', async () => {
    hook = await startHook({ sentAs: 'basic', user: 'jaggaer', secret: SECRET });
    for (const each of ['jaggaer:x', `other:${SECRET}`, ':'])
      expect((await raw(message, basic(each))).http).toBe(401);
    expect((await raw(message, basic(`jaggaer:${SECRET}`))).http).toBe(200);
    expect(hook.started).toHaveLength(1);
  });

  it('only who signs the message; the secret is not in the item', async () => {
    hook = await startHook({ sentAs: 'message', user: 'JAGGAER', secret: SECRET });
    const { header } = find(() => true);
    const signed = (identity: string, sharedSecret: string) =>
      push(header.invoiceId, { identity, sharedSecret, auth: undefined });
    expect(await signed('JAGGAER', 'wrong')).toMatchObject({ http: 401 });
    expect(await signed('other', SECRET)).toMatchObject({ http: 401 });
    expect((await raw(message)).http).toBe(401);
    expect(hook.started).toEqual([]);
    expect(await signed('JAGGAER', SECRET)).toMatchObject({ http: 200, valid: true });
    expect(JSON.stringify(hook.started)).not.toContain(SECRET);
  });

  it('a signature is looked for before the message is read, and counts in its header only', async () => {
    hook = await startHook({ sentAs: 'message', user: 'JAGGAER', secret: 'one & only' });
    const proof = (secret: string) =>
      `<Authentication><Identity>JAGGAER</Identity><SharedSecret>${secret}</SharedSecret></Authentication>`;
    const signed = (inHeader: string, inside: string) =>
      `<BuyerInvoiceExportMessage><Header><MessageId>m-7</MessageId>${inHeader}</Header>${inside}</BuyerInvoiceExportMessage>`;
    const invoice = `<Invoice>${named('I1')}</Invoice>`;
    // who signs is told what is wrong with the message; nobody else is
    expect((await raw(signed(proof('one & only'), '<Invoice>'))).text).toContain('<StatusCode>400<');
    expect((await raw(signed(proof('guessed'), '<Invoice>'))).http).toBe(401);
    expect((await raw(signed('', `<!--${proof('one & only')}-->${invoice}`))).http).toBe(401);
    expect(hook.started).toEqual([]);
    for (const secret of ['one & only', 'one &amp; only', '<![CDATA[one & only]]>']) {
      expect((await raw(signed(proof(secret), invoice))).text).toContain('<StatusCode>200<');
    }
  });

  it('nobody with an empty secret, everybody where that was chosen', async () => {
    hook = await startHook({ ...HEADER, secret: '' });
    expect((await raw(message, { 'X-Push-Secret': '' })).http).toBe(401);
    await hook.close();
    hook = await startHook({ sentAs: 'message', user: '', secret: '' });
    expect((await raw(message)).http).toBe(401);
    await hook.close();
    hook = await startHook(null);
    expect((await raw(message, {})).text).toContain('<StatusCode>200</StatusCode>');
  });
});
