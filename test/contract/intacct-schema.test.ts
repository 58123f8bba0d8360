/**
 * Every request that the node can make, caught on the wire, against the order of elements that the published schema
 * demands (Intacct/intacct_dtd v3.0/api.xsd; developer.intacct.com requests, purchasing-transactions). The simulator
 * checks the whole schema besides: not one answer may be a schema fault.
 */
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import type { XmlNode } from '../../sandbox/kit/xml';
import { readXml } from '../../sandbox/kit/xml';
import { defaultSeed, startSageIntacct } from '../../sandbox/sage-intacct';
import { SageIntacct } from '../../nodes/SageIntacct/SageIntacct.node';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';
import { aLine, anInvoice, mappedTo } from '../fixtures/invoices';
import { order, orderLine } from '../golden/sage-intacct/orders';
import { MAPPING_OF_ACCOUNTS, supplier } from './intacct-node';

/** Elements in their order; what is left out of a request is no fault, another order is. */
const ORDERS: Record<string, string> = {
  request: 'control operation',
  control:
    'senderid password controlid uniqueid dtdversion policyid includewhitespace showadditionalerrorinfo',
  operation: 'authentication content',
  login: 'userid companyid password clientid locationid',
  create_potransaction:
    'transactiontype datecreated dateposted createdfrom vendorid documentno referenceno vendordocno termname datedue message shippingmethod returnto payto deliverto supdocid externalid basecurr currency exchratedate exchratetype exchrate customfields state projectid potransitems subtotals',
  potransitem:
    'itemid itemdesc taxable warehouseid quantity unit linelevelsimpletaxtype price sourcelinekey overridetaxamount deliverto tax locationid departmentid memo itemdetails form1099 customfields projectid customerid vendorid employeeid classid contractid billable',
  datecreated: 'year month day',
  datedue: 'year month day',
};

const lineOf = (amount: string) =>
  aLine(amount, {
    splits: [{ segments: [], amount, erpAccount: '6400', erpDimensions: { location: '110' } }],
  });
const from = (erpVendor: string) => ({
  supplier: mappedTo(erpVendor),
  lines: [lineOf('100')],
});
const of = (value: string, mode = 'number') => ({ __rl: true, mode, value });
const FILE = {
  data: Buffer.from('scan').toString('base64'),
  mimeType: 'application/pdf',
  fileName: 'scan.pdf',
};

interface Run {
  parameters?: INodeParameters;
  items?: object[];
}
const one = (field: string, value: string): Run => ({ parameters: { [field]: of(value, 'id') } });

/** What each operation needs to send something, where its defaults do not do. */
const RUNS: Record<string, Run[]> = {
  'attachment create': [{ parameters: { attachmentId: 'JGR-1' } }],
  'bill post': [
    {
      items: [
        anInvoice(from('20000')),
        anInvoice({ ...from('20000'), type: 'creditMemo', total: '-100', lines: [lineOf('-100')] }),
      ],
    },
  ],
  'bill get': [{ parameters: { bill: of('1', 'id') } }],
  'bill attach': [{ parameters: { billId: '1' } }],
  'billAdjustment get': [{ parameters: { bill: of('1', 'id') } }],
  'class get': [one('class', 'C1')],
  'customFunction execute': [{ parameters: { xml: '<getDimensions/>' } }],
  'department get': [one('department', 'D100')],
  'dimension get': [{ parameters: { dimension: 'PLANT', value: 'PL-1' } }],
  'dimension getAll': [{ parameters: { dimension: 'PLANT' } }],
  'glAccount get': [one('account', '6400')],
  'location get': [one('location', '110')],
  'paymentStatus get': [{ parameters: { bill: of('1', 'id') } }],
  'project get': [one('project', 'P-1')],
  'purchaseOrder upsert': [
    { items: [order()] },
    { items: [order({ lines: [orderLine({ quantity: '13' }), orderLine({ number: '2' })] })] },
  ],
  'purchaseOrder close': [{ items: [order()] }],
  'purchaseOrder get': [{ parameters: { number: 'PO-7-B' } }],
  'purchaseOrder getAll': [{ parameters: { withLines: true } }],
  'vendor upsert': [
    { items: [supplier('V-77', 'Lanternside Paints')] },
    { items: [supplier('V-77', 'Lanternside Paints & Brushes')] },
  ],
  'vendor get': [one('vendor', '20000')],
};

/** The picker of each resource names its operations. */
const operations = (): string[] =>
  new SageIntacct().description.properties
    .filter(({ name }) => name === 'operation')
    .flatMap(({ displayOptions, options = [] }) =>
      (displayOptions?.show?.resource ?? []).flatMap((resource) =>
        options.map((option) => `${String(resource)} ${'value' in option ? String(option.value) : ''}`),
      ),
    );

const sent: XmlNode[] = [];
const answers: string[] = [];
let close: () => Promise<unknown>;
let n8n: SageIntacctN8n;

/** Everything goes through a wire that keeps a copy; the simulator names the caller's address in its sessions. */
beforeAll(async () => {
  const sim = await startSageIntacct();
  const wire = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      sent.push(readXml(body));
      const target = new URL(incoming.url ?? '/', sim.url);
      const on = forward(target, { method: incoming.method, headers: incoming.headers }, (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('end', () => {
          answers.push(Buffer.concat(parts).toString('utf8'));
          outgoing.writeHead(reply.statusCode ?? 500, { 'content-type': 'text/xml' });
          outgoing.end(answers.at(-1));
        });
      });
      on.end(body);
    });
  });
  await new Promise<void>((ready) => wire.listen(0, '127.0.0.1', ready));
  const { port } = wire.address() as AddressInfo;
  const { signIn } = defaultSeed();
  n8n = new SageIntacctN8n(intacctCredential(`http://127.0.0.1:${port}`, { ...signIn }));
  close = async () => {
    wire.closeAllConnections();
    wire.close();
    await sim.close();
  };
});
afterAll(async () => await close());

/** Elements that stand before one that the schema wants first. */
function disorder(node: XmlNode): string[] {
  const order = ORDERS[node.name]?.split(' ');
  const names = node.children.map(({ name }) => name);
  const strange = order ? names.filter((name) => !order.includes(name)) : [];
  const places = order ? names.filter((name) => order.includes(name)).map((name) => order.indexOf(name)) : [];
  const late = places.some((place, at) => at > 0 && place < (places[at - 1] ?? 0));
  return [
    ...strange.map((name) => `${node.name} knows no ${name}`),
    ...(late ? [`${node.name}: ${names.join(' ')}`] : []),
    ...(node.name === 'function' && node.children.length !== 1 ? ['a function holds one element'] : []),
    ...(node.name === 'function' && !/^.{1,256}$/.test(node.attributes.controlid ?? '')
      ? [`control id ${node.attributes.controlid}`]
      : []),
    ...node.children.flatMap(disorder),
  ];
}

test.each(operations())('%s sends what the schema allows', async (name) => {
  const [resource = '', operation = ''] = name.split(' ');
  const before = sent.length;
  for (const { parameters = {}, items = [{}] } of RUNS[name] ?? [{}]) {
    const whole = { resource, operation, ...parameters };
    const file = { data: FILE };
    await n8n.n8n
      .execute(new SageIntacct(), whole, items, {}, file, MAPPING_OF_ACCOUNTS)
      .catch((error: Error) => {
        // what is not there may be refused; what is wrong with the form may not
        if (!/not in Sage Intacct|no (bill|adjustment|record)/i.test(error.message)) throw error;
      });
  }
  expect(sent.length).toBeGreaterThan(before);
  expect(sent.slice(before).flatMap(disorder)).toEqual([]);
  expect(answers.slice(before).filter((answer) => answer.includes('XL03000003'))).toEqual([]);
});

test('the wire has seen every function that the node writes with', () => {
  const functions = (node: XmlNode): string[] =>
    node.name === 'function' ? node.children.map(({ name }) => name) : node.children.flatMap(functions);
  expect([...new Set(sent.flatMap(functions))].sort()).toEqual(
    expect.arrayContaining([
      ...['create', 'create_apadjustment', 'create_potransaction', 'create_supdoc', 'create_supdocfolder'],
      ...['getAPISession', 'query', 'update', 'update_potransaction'],
    ]),
  );
});
