/** A client of the Exact Online simulator, for its tests. */
import type { PartialSeed, World } from '../../sandbox/exact-online';
import { startExactOnline } from '../../sandbox/exact-online';
import type { Simulator } from '../../sandbox/kit/simulator';
import type { Answer, Tree } from '../fixtures/simulatorClient';
import { answerOf, controlOf, turnOf } from '../fixtures/simulatorClient';

export let sim: Simulator<World>;
export const CLIENT = '5c1f0a1e-0000-4000-8000-0000000000a1';
export const SECRET = 'sandbox-app-secret';
export const USER = '7e57ab1e-0000-4000-8000-000000000001';
export const NORTH_ONLY = '7e57ab1e-0000-4000-8000-000000000002';
export const MAIN = 124132;
export const NORTH = 124133;
export const NOW = '2026-06-15T09:00:30.000Z';

let bearer = '';
export const setBearer = (token: string): void => {
  bearer = token;
};

export async function http(
  method: string,
  path: string,
  body?: unknown,
  headers: object = {},
): Promise<Answer> {
  return await answerOf(
    await fetch(path.startsWith('http') ? path : `${sim.url}${path}`, {
      method,
      headers: {
        ...{
          authorization: `Bearer ${bearer}`,
          accept: 'application/json',
          'content-type': 'application/json',
        },
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}

export const api = (method: string, path: string, body?: unknown, headers: object = {}): Promise<Answer> =>
  http(method, `/api/v1/${MAIN}/${path}`, body, headers);
export const get = (path: string, headers: object = {}): Promise<Answer> =>
  api('GET', path, undefined, headers);
export const WHOLE = { prefer: 'return=representation' };

/** The rows of a page, in whatever envelope. */
export async function rows(path: string): Promise<Tree[]> {
  const { status, json, text } = await get(path);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return Array.isArray(json.d) ? json.d : json.d.results;
}

/** What is newer in a feed, and where it ends. */
export async function feed(path: string, since: string, select: string) {
  const found = await rows(`${path}?$filter=Timestamp gt ${since}L&$select=Timestamp,${select}`);
  const last = found.reduce(
    (most, { Timestamp }) => (BigInt(Timestamp) > most ? BigInt(Timestamp) : most),
    BigInt(since),
  );
  return { found, last: String(last) };
}

export const messageOf = ({ json }: Answer): string => json?.error?.message?.value ?? '';

export const control = controlOf(() => sim);

export const turn = turnOf(() => sim);

export async function form(fields: Record<string, string>): Promise<Answer> {
  return await answerOf(
    await fetch(`${sim.url}/api/oauth2/token`, { method: 'POST', body: new URLSearchParams(fields) }),
  );
}
export const refresh = (token: string): Promise<Answer> =>
  form({ grant_type: 'refresh_token', client_id: CLIENT, client_secret: SECRET, refresh_token: token });

/** A consent as if a person had given it; its tokens. */
export async function consent(user = USER): Promise<{ access_token: string; refresh_token: string }> {
  const given = await control('consent', { user });
  bearer = given.access_token;
  return given;
}

/** GUIDs of masters by code. */
export async function idOf(path: string, code: string): Promise<string> {
  const { rows: all } = await control(`state?rows=${path}`);
  const found = all.find((row: Tree) => String(row.Code).trim() === code);
  if (!found) throw new Error(`no ${code} in ${path}`);
  return found.ID;
}

/** The masters most tests need, by code. */
export const ids: Record<string, string> = {};

export const LINE = () => ({ AmountFC: 100.12, GLAccount: ids['4000'] });
export const entry = (more: object = {}, lines: object[] = [LINE()]) => ({
  ...{
    Journal: '60',
    Supplier: ids['20000'],
    EntryDate: '2026-06-10',
    YourRef: 'HS-1',
    Description: 'Paper',
  },
  ...more,
  PurchaseEntryLines: lines,
});
export const post = (more: object = {}, lines?: object[]): Promise<Answer> =>
  api('POST', 'purchaseentry/PurchaseEntries', entry(more, lines), WHOLE);

/** Books an entry; the record. */
export async function booked(more: object = {}, lines?: object[]): Promise<Tree> {
  const answer = await post(more, lines);
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json.d;
}

/** A fresh default site before each test, at a fixed time, signed in. */
export function simulated(seed?: PartialSeed): void {
  beforeAll(async () => {
    sim = await startExactOnline(seed ? { seed } : {});
  });
  afterAll(() => sim.close());
  beforeEach(async () => {
    sim.clock.reset();
    // stopped first: a millisecond may pass in between
    sim.clock.change({ frozen: true });
    sim.clock.change({ now: NOW });
    sim.reset();
    await consent();
    for (const path of ['crm/Accounts', 'financial/GLAccounts', 'logistics/Items']) {
      for (const row of (await control(`state?rows=${path}`)).rows) ids[String(row.Code).trim()] = row.ID;
    }
  });
}
