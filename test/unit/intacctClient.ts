/** A client of the Sage Intacct simulator, for its tests. */
import { XMLParser } from 'fast-xml-parser';
import type { PartialSeed, World } from '../../sandbox/sage-intacct';
import { startSageIntacct } from '../../sandbox/sage-intacct';
import type { Simulator } from '../../sandbox/kit/simulator';
import type { Tree } from '../fixtures/simulatorClient';
import { controlOf, turnOf } from '../fixtures/simulatorClient';

export let sim: Simulator<World>;
export const GATEWAY = '/ia/xml/xmlgw.phtml';

const CONTROL = ['SandboxSender', 'sandbox-sender-password'] as const;
const LISTS = new Set(['result', 'error', 'operation', 'field', 'dimension']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => LISTS.has(name.toLowerCase()),
});

export interface GatewayError {
  errorno: string;
  description: string;
  description2: string;
  correction: string;
}

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
  response: Tree;
  results: Tree[];
  errors: GatewayError[];
}

export const login = (changes: Record<string, string> = {}): string => {
  const given = { userid: 'xmlgateway', companyid: 'granite', password: 'sandbox-user-password', ...changes };
  const parts = Object.entries(given).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<login>${parts.join('')}</login>`;
};

export interface Request {
  functions: string[];
  ids?: string[];
  authentication?: string;
  transaction?: boolean;
  uniqueId?: boolean | null;
  sender?: readonly [string, string];
  control?: string;
  path?: string;
  contentType?: string;
}

let counter = 0;
export const envelope = ({
  functions,
  ids = [],
  authentication = login(),
  transaction = false,
  uniqueId = false,
  sender = CONTROL,
  control = '',
}: Request): string => {
  const unique = uniqueId === null ? '' : `<uniqueid>${uniqueId}</uniqueid>`;
  const inner = functions.map(
    (one, at) => `<function controlid="${ids[at] ?? `c${(counter += 1)}`}">${one}</function>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<request><control><senderid>${sender[0]}</senderid><password>${sender[1]}</password><controlid>r</controlid>${unique}<dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace>${control}</control>
<operation transaction="${transaction}"><authentication>${authentication}</authentication><content>${inner.join('\n')}</content></operation></request>`;
};

export async function post(
  body: string | Buffer,
  path = GATEWAY,
  contentType = 'application/xml',
): Promise<Answer> {
  const reply = await fetch(`${sim.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  const text = await reply.text();
  const isXml = (reply.headers.get('content-type') ?? '').includes('xml');
  const response = isXml ? parser.parse(text).response : undefined;
  const results = response?.operation?.[0]?.result ?? [];
  const errors =
    response?.errormessage?.error ??
    response?.operation?.[0]?.errormessage?.error ??
    results[0]?.errormessage?.error ??
    [];
  return { status: reply.status, text, headers: reply.headers, response, results, errors };
}

export const send = (request: Request): Promise<Answer> =>
  post(envelope(request), request.path, request.contentType);

/** One function; its result. */
export async function run(functionXml: string, more: Partial<Request> = {}): Promise<Tree> {
  const { results, text } = await send({ ...more, functions: [functionXml] });
  if (!results[0]) throw new Error(text);
  return results[0];
}

export const errorsOf = (result: Tree): string[] =>
  (result.errormessage?.error ?? []).map(
    (error: GatewayError) => `${error.errorno} ${plain(error.description2)}`,
  );
export const plain = (text: string): string => text.replace(/ \[Support ID: [^\]]*\]$/, '');

export const control = controlOf(() => sim);
export const turn = turnOf(() => sim);

const elements = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
export const LINE = { ACCOUNTNO: '6220', TRX_AMOUNT: '100.12', LOCATIONID: '110' };
export const bill = (
  changes: Record<string, string> = {},
  lines: Array<Record<string, string>> = [LINE],
): string =>
  `<create><APBILL>${elements({
    ...{ WHENCREATED: '06/15/2026', VENDORID: '20000', RECORDID: 'HS-1', WHENDUE: '07/15/2026' },
    ...changes,
  })}<APBILLITEMS>${lines.map((line) => `<APBILLITEM>${elements(line)}</APBILLITEM>`).join('')}</APBILLITEMS></APBILL></create>`;

export const query = (object: string, fields: string[], more = ''): string =>
  `<query><object>${object}</object><select>${fields.map((one) => `<field>${one}</field>`).join('')}</select>${more}</query>`;
export const rowsOf = (result: Tree, name: string): Array<Record<string, string>> =>
  [result.data?.[name] ?? []].flat();
export const ascending = '<orderby><order><field>RECORDNO</field><ascending/></order></orderby>';
export async function select(
  object: string,
  fields: string[],
  where = '',
): Promise<Array<Record<string, string>>> {
  const filter = where === '' ? '' : `<filter>${where}</filter>`;
  return rowsOf(await run(query(object, fields, filter + ascending)), object);
}

/** Books a bill; its RECORDNO. */
export async function booked(
  changes: Record<string, string> = {},
  lines?: Array<Record<string, string>>,
): Promise<string> {
  const result = await run(bill(changes, lines));
  if (result.status !== 'success') throw new Error(errorsOf(result).join('; '));
  return result.data.apbill.RECORDNO;
}

export async function session(
  more: Partial<Request> = {},
  inner = '',
): Promise<{ id: string; path: string; api: Tree }> {
  const { api } = (await run(`<getAPISession>${inner}</getAPISession>`, more)).data;
  return { id: api.sessionid, path: new URL(api.endpoint).pathname, api };
}
export const inSession = ({ id, path }: { id: string; path: string }): Partial<Request> => ({
  ...{ authentication: `<sessionid>${id}</sessionid>`, path },
});

/** A fresh default company before each test. */
export function simulated(seed?: PartialSeed): void {
  beforeAll(async () => {
    sim = await startSageIntacct(seed ? { seed } : {});
  });
  afterAll(() => sim.close());
  beforeEach(() => {
    sim.reset();
    sim.clock.reset();
  });
}

/** Comes back once so many requests are inside. */
export async function untilInside(count: number): Promise<void> {
  while ((await control('state')).inside < count) await new Promise((next) => setImmediate(next));
}
