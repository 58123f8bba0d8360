/** A client of the SYSPRO simulator, for its tests. */
import { XMLParser } from 'fast-xml-parser';
import type { PartialSeed, World } from '../../sandbox/syspro';
import { startSyspro } from '../../sandbox/syspro';
import type { Simulator } from '../../sandbox/kit/simulator';
import type { Tree } from '../fixtures/simulatorClient';
import { controlOf, turnOf } from '../fixtures/simulatorClient';

export let sim: Simulator<World>;
export const REST = '/SYSPROWCFService/Rest';

const LISTS = new Set([
  'Item',
  'item',
  'Row',
  'Order',
  'Column',
  'GRNDetail',
  'InvoiceDetail',
  'PurchaseOrderItem',
]);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => LISTS.has(name),
});

export interface Answer {
  status: number;
  text: string;
  bytes: Buffer;
  headers: Headers;
  /** Without its prolog; undefined where the body is no XML. */
  xml: Tree;
}

export async function call(
  path: string,
  query: Record<string, string> = {},
  init: RequestInit = {},
): Promise<Answer> {
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const reply = await fetch(`${sim.url}${REST}${path}?${parts.join('&')}`, init);
  const bytes = Buffer.from(await reply.arrayBuffer());
  const text = new TextDecoder('windows-1252').decode(bytes);
  const isXml = /^\s*</.test(text) && !/^<!DOCTYPE/i.test(text);
  return {
    status: reply.status,
    text,
    bytes,
    headers: reply.headers,
    xml: isXml ? parser.parse(text) : undefined,
  };
}

export const SIGN_IN = {
  Operator: 'INTEGR',
  OperatorPassword: 'sandbox-operator',
  CompanyId: 'G',
  CompanyPassword: '',
};

/** The id of the session that the next calls are of. */
export let userId = '';
export const logon = async (changes: Record<string, string> = {}): Promise<string> =>
  (await call('/Logon', { ...SIGN_IN, ...changes })).text;
export async function signOn(): Promise<void> {
  userId = await logon();
}

export const query = (object: string, xml: string): Promise<Answer> =>
  call('/Query/Query', { UserId: userId, BusinessObject: object, XmlIn: xml });
export const post = (object: string, parameters: string, xml: string): Promise<Answer> =>
  call('/Transaction/Post', {
    UserId: userId,
    BusinessObject: object,
    XmlParameters: parameters,
    XmlIn: xml,
  });
export const setUp = (action: string, object: string, parameters: string, xml: string): Promise<Answer> =>
  call(`/Setup/${action}`, { UserId: userId, BusinessObject: object, XmlParameters: parameters, XmlIn: xml });

export const postLD = (
  object: string,
  parameters: string,
  xml: string,
  names = ['UserId', 'BusinessObject', 'XmlParameters', 'XmlIn'],
): Promise<Answer> => {
  const parts: Record<string, string> = {
    UserId: userId,
    BusinessObject: object,
    XmlParameters: `<![CDATA[${parameters}]]>`,
    XmlIn: `<![CDATA[${xml}]]>`,
  };
  const inner = names.map((name) => `<${name}>${parts[name] ?? ''}</${name}>`).join('');
  return call(
    '/Transaction/PostLD',
    {},
    {
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body: `<TransactionPostLD xmlns="http://SYSPROWcfService">${inner}</TransactionPostLD>`,
    },
  );
};

export const elements = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
export const parameters = (root: string, fields: Record<string, string> = {}): string =>
  `<${root}><Parameters>${elements(fields)}</Parameters></${root}>`;

export const distribution = (fields: Record<string, string> = {}): string =>
  `<LedgerDistribution>${elements({ LedgerCode: '10-6220', LedgerValue: '100.00', ...fields })}</LedgerDistribution>`;

/** An Item of APSTIN for supplier 1. */
export const item = (fields: Record<string, string> = {}, inner = distribution()): string =>
  `<Item>${elements({
    ...{ Supplier: '0000001', TransactionCode: 'I', Invoice: 'INV-1', TransactionValue: '100.00' },
    ...{ InvoiceDate: '2026-06-10', ...fields },
  })}${inner}</Item>`;

export const apInvoice = (items: string[], how: Record<string, string> = {}): Promise<Answer> =>
  post('APSTIN', parameters('PostApInvoice', how), `<PostApInvoice>${items.join('')}</PostApInvoice>`);

/** Items, status and GL journal of an APSTIN answer. */
export function booked({ xml, text }: Answer): { items: Tree[]; status: Tree; gl: Tree } {
  const root = xml?.postapinvoice;
  if (!root) throw new Error(text);
  return { items: root.Item ?? [], status: root.StatusOfItems, gl: root.StatusOfItems?.GlJournal };
}

/** Every error of an answer, as element, value and text. */
export function errorsOf(tree: Tree): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree as Record<string, Tree>).flatMap(([name, inner]) =>
    [inner]
      .flat()
      .flatMap((one: Tree) =>
        one?.ErrorNumber !== undefined || one?.WarningDescription !== undefined
          ? [`${name} ${one.Value}: ${one.ErrorDescription ?? one.WarningDescription}`]
          : errorsOf(one),
      ),
  );
}

export async function rows(table: string, where = '', more = ''): Promise<Array<Record<string, string>>> {
  const filter = where === '' ? '' : `<Where>${where}</Where>`;
  const { xml, text } = await query(
    'COMFND',
    `<Query><TableName>${table}</TableName><AllColumns>Y</AllColumns>${filter}${more}</Query>`,
  );
  if (!xml?.[table]) throw new Error(text);
  return xml[table].Row ?? [];
}
export const equals = (column: string, value: string, more = ''): string =>
  `<Expression>${more}<Column>${column}</Column><Condition>EQ</Condition><Value>${value}</Value></Expression>`;

export const control = controlOf(() => sim);
export const turn = turnOf(() => sim);

/** A fresh default company before each test, signed on. */
export function simulated(seed?: PartialSeed): void {
  beforeAll(async () => {
    sim = await startSyspro(seed ? { seed } : {});
  });
  afterAll(() => sim.close());
  beforeEach(async () => {
    sim.reset();
    sim.clock.reset();
    await signOn();
  });
}

/** Switches of logon, addresses and texts, which have a test of their own; all others are together. */
export const SERVICE_SWITCHES = [
  ...['sessionId', 'idWrapping', 'trimmedId', 'sessionMinutes', 'seats', 'failWhenLoggedIn', 'urlLimit'],
  ...['urlLimitStatus', 'postLD', 'ldOrder', 'ldResponse', 'missingParameters', 'unlicensed'],
  ...['wideText', 'longText', 'elementOrder'],
];
