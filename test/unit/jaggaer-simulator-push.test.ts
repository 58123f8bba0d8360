/** The JAGGAER simulator pushes invoices as XML and judges what it gets back. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { startJaggaer } from '../../sandbox/jaggaer';
import type { PushAnswer } from '../../sandbox/jaggaer/pusher';
import { buildWorld } from '../../sandbox/world';
import { JaggaerClient } from './jaggaerClient';

const world = buildWorld({ seed: 4, invoices: 100 });
const find = (test: (invoice: (typeof world.jaggaer.invoices)[number]) => boolean) => {
  const found = world.jaggaer.invoices.find(test);
  if (!found) throw new Error('the world has none');
  return found;
};
// every other element of these payloads is plain: only the name of this supplier has an ampersand
const ampersand = find(({ header }) => header.supplier.name === 'Harrow & Finch Stationers');
const cancelled = find(({ header }) => header.paymentStatus === 'Cancelled');
const order = find(({ lineList }) => lineList.invoiceLine[0]?.poNumber !== undefined);
const split = find(({ lineList }) => JSON.stringify(lineList).includes('PercentOfPrice'));

const answer = (code = '200', id = 'm-1', version = '1.0') =>
  `<?xml version="1.0"?><DocumentExportResponse version="${version}"><Header><MessageId>${id}</MessageId>` +
  '<Timestamp>2026-06-15T09:00:00Z</Timestamp></Header>' +
  `<Response><Status><StatusCode>${code}</StatusCode><StatusText>taken</StatusText></Status></Response>` +
  '</DocumentExportResponse>';

let sim: Awaited<ReturnType<typeof startJaggaer>>;
let client: JaggaerClient;
let hook: Server;
let received: Array<{ headers: IncomingHttpHeaders; body: string }> = [];
let reply: () => { status: number; body: string };

beforeAll(async () => {
  sim = await startJaggaer({ seed: world.jaggaer });
  client = new JaggaerClient(sim.url);
  hook = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      const { status, body } = reply();
      response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await sim.close();
  await new Promise((resolve) => hook.close(resolve));
});
beforeEach(() => {
  sim.reset();
  received = [];
  reply = () => ({ status: 200, body: answer() });
});

const url = () => `http://127.0.0.1:${(hook.address() as AddressInfo).port}/in`;
async function push(more: object): Promise<PushAnswer[]> {
  const { answers } = await client.control('push', { url: url(), ...more });
  return answers as PushAnswer[];
}
const parsed = (body = '') =>
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false }).parse(body) as {
    BuyerInvoiceExportMessage: {
      Header: Record<string, unknown>;
      Invoice: { InvoiceHeader: Record<string, unknown>; InvoiceLine?: unknown };
    };
  };

test('one message an invoice, with the header for authentication', async () => {
  const auth = { name: 'X-Secret', value: 'sesame' };
  const answers = await push({
    ids: [order.header.invoiceId, split.header.invoiceId],
    auth,
    identity: 'nwp',
  });
  expect(received).toHaveLength(2);
  expect(received[0]?.headers).toMatchObject({
    ...{ 'x-secret': 'sesame', 'content-type': 'application/xml; charset=utf-8' },
  });
  const { Header, Invoice } = parsed(received[0]?.body).BuyerInvoiceExportMessage;
  const { header, lineList } = order;
  expect(Header).toEqual({
    ...{ MessageId: answers[0]?.messageId, Timestamp: expect.stringMatching(/Z$/) },
    Authentication: { Identity: 'nwp', SharedSecret: '' },
  });
  expect(Invoice.InvoiceHeader).toMatchObject({
    ...{
      '@status': header.paymentStatus.replace('InProcess', 'In Process'),
      InvoiceNumber: header.invoiceNumber,
    },
    ...{ SupplierInvoiceNo: header.supplierInvoiceNumber, Currency: header.total?.currency },
    ...{ InvoiceDate: header.invoiceDate.slice(0, 10), Supplier: { Name: header.supplier.name } },
    Terms: { Type: 'Net', DaysAfter: String(header.terms.daysAfter) },
  });
  const [line] = [Invoice.InvoiceLine].flat() as Array<Record<string, unknown>>;
  expect(line).toMatchObject({
    ...{ PONumber: lineList.invoiceLine[0]?.poNumber, Quantity: String(lineList.invoiceLine[0]?.quantity) },
    Item: { Description: lineList.invoiceLine[0]?.item.description, ProductType: 'NonCatalogItem' },
  });
  expect(received[1]?.body).toMatch(/distributiontype="PercentOfPrice".*distributionvalue="[\d.]+"/);
  expect(
    answers.map(({ http, valid, statusCode, statusText }) => [http, valid, statusCode, statusText]),
  ).toEqual([
    [200, true, '200', 'taken'],
    [200, true, '200', 'taken'],
  ]);
  expect((await client.control('push')).answers).toEqual(answers);
});

test('a cancelled one has no lines', async () => {
  await push({ ids: [cancelled.header.invoiceId] });
  expect(parsed(received[0]?.body).BuyerInvoiceExportMessage.Invoice.InvoiceLine).toBeUndefined();
});

test.each([
  ['as it should be', {}, '<Name>Harrow &amp; Finch Stationers</Name>', true],
  ['bare', { bareAmpersand: true }, '<Name>Harrow & Finch Stationers</Name>', true],
  ['in CDATA', { cdata: true }, '<Name><![CDATA[Harrow & Finch Stationers]]></Name>', true],
  ['without a document type', { doctype: false }, '<Name>Harrow &amp; Finch Stationers</Name>', false],
])('an ampersand: %s', async (_, style, text, hasType) => {
  await push({ ids: [ampersand.header.invoiceId], ...style });
  const body = received[0]?.body ?? '';
  expect(body).toContain(text);
  expect(body.includes('<!DOCTYPE BuyerInvoiceExportMessage SYSTEM ')).toBe(hasType);
  if (!('bareAmpersand' in style)) expect(XMLValidator.validate(body)).toBe(true);
  expect(/&(?!#?\w+;)/.test(body)).toBe('bareAmpersand' in style || 'cdata' in style);
});

test('control characters do not travel in XML', async () => {
  const [line] = order.lineList.invoiceLine;
  const item = { ...line?.item, description: 'Felt\u0007 <grey> "A"' };
  const { invoiceId } = order.header;
  await client.control('invoices', {
    edits: [{ invoiceId, lineList: { invoiceLine: [{ ...line, item }] } }],
  });
  await push({ ids: [invoiceId] });
  expect(XMLValidator.validate(received[0]?.body ?? '')).toBe(true);
  expect(received[0]?.body).toContain('<Description>Felt &lt;grey&gt; &quot;A&quot;</Description>');
});

test.each([
  ['a refusal', () => ({ status: 200, body: answer('400') }), undefined, '400'],
  ['a plain word', () => ({ status: 200, body: 'ok' }), 'the answer is no XML', ''],
  ['another root', () => ({ status: 200, body: '<Response/>' }), 'no DocumentExportResponse', ''],
  ['another version', () => ({ status: 200, body: answer('200', 'm', '2.0') }), 'version is not 1.0', '200'],
  ['no message id', () => ({ status: 200, body: answer('200', '') }), 'Header/MessageId is missing', '200'],
  ['another code', () => ({ status: 200, body: answer('500') }), 'StatusCode is neither 200 nor 400', '500'],
  [
    'no time',
    () => ({ status: 200, body: answer().replace(/2026[^<]*/, 'now') }),
    'Header/Timestamp is no time',
    '200',
  ],
])('records %s', async (_, make, problem, statusCode) => {
  reply = make;
  const [given] = await push({ ids: [order.header.invoiceId] });
  expect([given?.valid, given?.problem, given?.statusCode]).toEqual([
    problem === undefined,
    problem,
    statusCode,
  ]);
  expect(given?.body).toBe(make().body);
});

test('records that nobody answers', async () => {
  const [given] = await push({ ids: [order.header.invoiceId], url: 'http://127.0.0.1:1/in' });
  expect(given).toMatchObject({ http: 0, valid: false, problem: 'no answer' });
});

test('every export is pushed while that is on', async () => {
  await push({ onExport: true });
  await client.control('export', { ids: [order.header.invoiceId] });
  // what is ordered comes after what is under way
  await push({ ids: [split.header.invoiceId] });
  expect(received).toHaveLength(2);
  expect((await client.control('push')).onExport).toMatchObject({ url: url() });
  await client.control('push', { url: null });
  await client.control('export', { ids: [order.header.invoiceId] });
  await push({ all: true });
  expect(received).toHaveLength(2 + world.jaggaer.invoices.length);
});

test.each([
  ['no address', { url: 'nowhere', ids: [1] }, 'url'],
  ['no such invoice', { ids: [1] }, 'no invoice'],
  ['nothing', {}, 'ids'],
])('refuses %s', async (_, more, message) => {
  await expect(push(more)).rejects.toThrow(message);
});
