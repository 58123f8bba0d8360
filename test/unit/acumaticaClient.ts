/** A client of the Acumatica simulator, for its tests. */
import type { Simulator } from '../../sandbox/kit/simulator';
import type { PartialSeed, World } from '../../sandbox/acumatica';
import { startAcumatica } from '../../sandbox/acumatica';
import { answerOf, turnOf } from '../fixtures/simulatorClient';

const CLIENT = { client_id: '5E0B7A1C-93D4-4F6E-A2B8-1C7D90E4F355@Granite', client_secret: 'sandbox-secret' };
export const PASSWORD = { grant_type: 'password', username: 'integration', password: 'sandbox-password' };
export const BASE = 'entity/Default/25.200.001';

export let sim: Simulator<World>;
let bearer = '';

export const useBearer = (token: string): void => {
  bearer = token;
};

export const askToken = (form: Record<string, string>) =>
  fetch(`${sim.url}/identity/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...CLIENT, ...form }),
  });
export async function signIn(scope = 'api'): Promise<{ access_token: string; refresh_token?: string }> {
  const granted = await (await askToken({ ...PASSWORD, scope })).json();
  bearer = granted.access_token;
  return granted;
}
export async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  return await answerOf(
    await fetch(`${sim.url}/${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${bearer}`, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}
export async function control(path: string, body: unknown) {
  const reply = await fetch(`${sim.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: reply.status, json: await reply.json() };
}
export const turn = turnOf(() => sim);
export async function tenant(seed: PartialSeed): Promise<void> {
  sim.reset(seed);
  await signIn();
}

export const wrap = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (Array.isArray(value)) return [name, value.map((row) => wrap(row))];
      return [name, name === 'id' || name === 'custom' ? value : { value }];
    }),
  );
export const LINE = { Account: '61000', Subaccount: '000-000', Qty: 1, UnitCost: 10 };
export const put = (
  changes: Record<string, unknown> = {},
  query = '',
  headers: Record<string, string> = {},
) =>
  call(
    'PUT',
    `${BASE}/Bill?$select=Status,Amount,Balance${query}`,
    wrap({
      ...{ Type: 'Bill', Vendor: 'HARBOUR', VendorRef: 'HS-1', Date: '2026-06-15' },
      ...{ Amount: 10, Hold: false, Details: [LINE], ...changes },
    }),
    headers,
  );
export const read = async (number: string, type = 'Bill') =>
  (await call('GET', `${BASE}/Bill/${type}/${number}?$expand=Applications`)).json;
export const releaseNow = async (number: string, type = 'Bill') => {
  turn('releaseAtOnce');
  return call('POST', `${BASE}/Bill/ReleaseBill`, { entity: wrap({ Type: type, ReferenceNbr: number }) });
};

/** A fresh default tenant, signed in, before each test. */
export function simulated(): void {
  beforeAll(async () => {
    sim = await startAcumatica();
  });
  afterAll(() => sim.close());
  beforeEach(() => tenant({}));
}
