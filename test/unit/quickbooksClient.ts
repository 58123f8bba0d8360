/** A client of the QuickBooks Online simulator, for its tests. */
import type { PartialSeed, World } from '../../sandbox/quickbooks-online';
import { startQuickBooksOnline } from '../../sandbox/quickbooks-online';
import type { Simulator } from '../../sandbox/kit/simulator';
import type { Tree } from '../fixtures/simulatorClient';
import { controlOf } from '../fixtures/simulatorClient';

export let sim: Simulator<World>;
export const REALM = '9130350000000001';
/** No limits: their own test has them. */
export const UNLIMITED = { perMinute: 0, perSecond: 0, batchPerMinute: 0 };

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
  body: Tree;
}

let token = '';

export interface Request {
  method?: string;
  query?: Record<string, string>;
  body?: unknown;
  raw?: string | Buffer;
  type?: string;
  token?: string;
  realm?: string;
  headers?: Record<string, string>;
}

/** A call below /v3/company/{realm}. */
export async function call(path: string, request: Request = {}): Promise<Answer> {
  const { method, query, body, raw, type = 'application/json', realm = REALM } = request;
  const hasBody = body !== undefined || raw !== undefined;
  const search = query ? `?${new URLSearchParams(query).toString().replace(/\+/g, '%20')}` : '';
  const sent = typeof raw === 'string' || raw === undefined ? raw : new Uint8Array(raw);
  const reply = await fetch(`${sim.url}/v3/company/${realm}/${path}${search}`, {
    method: method ?? (hasBody ? 'POST' : 'GET'),
    headers: {
      authorization: `Bearer ${request.token ?? token}`,
      accept: 'application/json',
      ...(hasBody && { 'content-type': type }),
      ...request.headers,
    },
    ...(hasBody && { body: raw === undefined ? JSON.stringify(body) : sent }),
  });
  const text = await reply.text();
  const isJson = (reply.headers.get('content-type') ?? '').includes('json');
  return {
    ...{ status: reply.status, text, headers: reply.headers },
    body: isJson ? JSON.parse(text) : undefined,
  };
}

export const post = (path: string, body: unknown, query?: Record<string, string>): Promise<Answer> =>
  call(path, { body, ...(query && { query }) });

/** `6140 Duplicate Document Number Error : …`, or what there is instead. */
export const faultOf = ({ body }: { body: Tree }): string => {
  const [error] = body?.Fault?.Error ?? [];
  return error ? `${error.code} ${error.Detail}` : `no fault: ${JSON.stringify(body)}`;
};
export const codeOf = (answer: { body: Tree }): string => faultOf(answer).split(' ')[0] ?? '';

/** What a write made. @throws where it was refused */
export async function made(path: string, body: unknown, query?: Record<string, string>): Promise<Tree> {
  const answer = await post(path, body, query);
  const found = Object.entries(answer.body ?? {}).find(([name]) => name !== 'time' && name !== 'Fault');
  if (!found || answer.status !== 200) throw new Error(answer.text);
  return found[1];
}

export async function rows(query: string): Promise<Tree[]> {
  const answer = await call('query', { query: { query } });
  if (answer.status !== 200) throw new Error(answer.text);
  const entity = /from (\w+)/i.exec(query)?.[1] ?? '';
  return answer.body.QueryResponse[entity] ?? [];
}

export const control = controlOf(() => sim);
export const turn = (...switches: Array<[string, unknown?]>): void =>
  sim.faults(switches.map(([name, value]) => ({ kind: 'switch', name, value: value ?? true })));

/** QBO's id of a record of the default company. */
export async function idOf(entity: string, name: string): Promise<string> {
  const { records } = await control(`state?entity=${entity}`);
  const found = records.find((one: Tree) =>
    [one.FullyQualifiedName, one.DisplayName, one.Name, one.AcctNum, one.DocNumber].includes(name),
  );
  if (!found) throw new Error(`no ${entity} ${name}`);
  return found.Id;
}

export interface Ids {
  vendor: string;
  other: string;
  supplies: string;
  tools: string;
  payable: string;
  bank: string;
  card: string;
  paper: string;
  main: string;
  retail: string;
}
export let ids: Ids;

export const accountLine = (amount: number, more: object = {}, detail: object = {}): object => ({
  ...{ Amount: amount, DetailType: 'AccountBasedExpenseLineDetail', ...more },
  AccountBasedExpenseLineDetail: { AccountRef: { value: ids.supplies }, ...detail },
});
export const itemLine = (quantity: number, price: number, more: object = {}): object => ({
  ...{ Amount: Math.round(quantity * price * 100) / 100, DetailType: 'ItemBasedExpenseLineDetail', ...more },
  ItemBasedExpenseLineDetail: { ItemRef: { value: ids.paper }, Qty: quantity, UnitPrice: price },
});
export const bill = (more: object = {}): object => ({
  ...{ VendorRef: { value: ids.vendor }, TxnDate: '2026-06-15', Line: [accountLine(100.12)], ...more },
});
export const order = (more: object = {}): object => ({
  ...{ VendorRef: { value: ids.vendor }, APAccountRef: { value: ids.payable }, TxnDate: '2026-06-01' },
  ...{ Line: [itemLine(10, 4.5), accountLine(30)], ...more },
});
export const linkedTo = (TxnId: string, TxnLineId: string): object => ({
  LinkedTxn: [{ TxnId, TxnType: 'PurchaseOrder', TxnLineId }],
});

/** A fresh default company before each test, connected. */
export function simulated(seed: PartialSeed = {}): void {
  beforeAll(async () => {
    sim = await startQuickBooksOnline({ seed: { ...seed, settings: { ...UNLIMITED, ...seed.settings } } });
  });
  afterAll(() => sim.close());
  beforeEach(async () => {
    sim.clock.reset();
    sim.clock.change({ now: '2026-06-15T16:00:00Z', frozen: true });
    sim.reset();
    token = (await control('connect', {})).access_token;
    ids = await defaultIds();
  });
}

async function defaultIds(): Promise<Ids> {
  const of = (entity: string, name: string) => idOf(entity, name).catch(() => '');
  return {
    vendor: await of('Vendor', 'Harbour Street Office Supply'),
    other: await of('Vendor', 'Quarry Lane Building Materials'),
    supplies: await of('Account', 'Office Supplies'),
    tools: await of('Account', 'Tools'),
    payable: await of('Account', 'Accounts Payable (A/P)'),
    bank: await of('Account', 'Operating Bank'),
    card: await of('Account', 'Company Card'),
    paper: await of('Item', 'Copier Paper'),
    main: await of('Department', 'Main Office'),
    retail: await of('Class', 'Retail'),
  };
}

/** Another token, as after a new sign-in. */
export async function connectAgain(body: object = {}): Promise<string> {
  token = (await control('connect', body)).access_token;
  return token;
}

/** Comes back once the condition holds. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((next) => setImmediate(next));
}
