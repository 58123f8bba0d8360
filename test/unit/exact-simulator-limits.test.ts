/** Limits of the Exact Online simulator: minute and day windows, errors by endpoint, and what is not counted. */
import type { Answer } from '../fixtures/simulatorClient';
import {
  MAIN,
  NORTH,
  api,
  booked,
  consent,
  control,
  get,
  http,
  messageOf,
  sim,
  simulated,
  turn,
} from './exactClient';

simulated();

const CENTERS = 'hrm/Costcenters?$select=ID';
const left = ({ headers }: Answer) => [
  headers.get('x-ratelimit-minutely-remaining'),
  headers.get('x-ratelimit-remaining'),
];

it('60 calls in a UTC minute; a 429 has an empty body and the trio of the minute alone', async () => {
  const first = await get(CENTERS);
  expect(Object.fromEntries([...first.headers].filter(([name]) => name.startsWith('x-ratelimit')))).toEqual({
    ...{ 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999' },
    'x-ratelimit-reset': String(Date.parse('2026-06-16T00:00:00Z')),
    ...{ 'x-ratelimit-minutely-limit': '60', 'x-ratelimit-minutely-remaining': '59' },
    'x-ratelimit-minutely-reset': String(Date.parse('2026-06-15T09:01:00Z')),
  });
  for (let calls = 1; calls < 60; calls++) await get(CENTERS);
  const over = await get(CENTERS);
  expect([over.status, over.text]).toEqual([429, '']);
  expect(over.headers.get('x-ratelimit-minutely-remaining')).toBe('0');
  expect(over.headers.has('x-ratelimit-remaining')).toBe(false);
  expect(over.headers.has('retry-after')).toBe(false);
  sim.clock.advance(29_999);
  expect((await get(CENTERS)).status).toBe(429);
  sim.clock.advance(1);
  expect(left(await get(CENTERS))).toEqual(['59', '4939']);
  expect((await control('state')).limits.declined).toEqual({ minute: 2, day: 0, blocked: 0 });
});

it('5,000 in a UTC day: then the trio of the day alone, until midnight UTC', async () => {
  sim.reset({ settings: { callsPerDay: 3 } });
  await consent();
  for (let calls = 0; calls < 3; calls++) expect((await get(CENTERS)).status).toBe(200);
  const over = await get(CENTERS);
  expect([over.status, over.text, over.headers.get('x-ratelimit-remaining')]).toEqual([429, '', '0']);
  expect(over.headers.has('x-ratelimit-minutely-remaining')).toBe(false);
  sim.clock.change({ now: '2026-06-15T23:59:59.999Z' });
  await consent();
  expect((await get(CENTERS)).status).toBe(429);
  sim.clock.advance(1);
  expect((await get(CENTERS)).status).toBe(200);
});

it('windows are of one app in one division; failing calls and every page count, token calls do not', async () => {
  expect(left(await get(CENTERS))[0]).toBe('59');
  expect(left(await http('GET', `/api/v1/${NORTH}/${CENTERS}`))[0]).toBe('59');
  expect(left(await get('hrm/Costcenters?$select=Nonsense'))[0]).toBe('58');
  await consent();
  expect(left(await get(CENTERS))[0]).toBe('57');
});

it.each([
  ['no', null],
  ['yes', '59'],
])('Me counts: %s', async (position, remaining) => {
  turn('meCounts', position);
  expect(left(await http('GET', '/api/v1/current/Me'))[0]).toBe(remaining);
});

it('Me is declined with the division where it counts', async () => {
  sim.reset({ settings: { meCounts: 'yes', callsPerMinute: 1 } });
  await consent();
  await get(CENTERS);
  expect((await http('GET', '/api/v1/current/Me')).status).toBe(429);
});

it.each([
  ['no', null, '59'],
  ['yes', '59', '58'],
])('a call with an expired token counts: %s', async (position, during, after) => {
  sim.reset({ settings: { unauthorizedCounts: position === 'yes' ? 'yes' : 'no' } });
  await consent();
  await control('tokens', {});
  const late = await get(CENTERS);
  expect([late.status, left(late)[0]]).toEqual([401, during]);
  await consent();
  expect(left(await get(CENTERS))[0]).toBe(after);
});

describe('more than ten errors in an hour', () => {
  const fail = () => get('hrm/Costcenters?$select=Nonsense');
  const failed = async (times: number) => {
    for (let calls = 0; calls < times; calls++) expect((await fail()).status).toBe(400);
  };

  it('block app, user, division and endpoint for an hour, and twice as long the next time', async () => {
    await failed(10);
    expect((await get(CENTERS)).status).toBe(200);
    await failed(1);
    const blocked = await get(CENTERS);
    expect([blocked.status, blocked.headers.has('x-ratelimit-minutely-remaining')]).toEqual([429, false]);
    expect((await get('hrm/Costunits?$select=ID')).status).toBe(200);
    expect((await http('GET', `/api/v1/${NORTH}/${CENTERS}`)).status).toBe(200);
    expect((await control('state')).limits.blocked).toHaveLength(1);
    sim.clock.advance(3_600_000);
    await consent();
    await failed(11);
    sim.clock.advance(3_600_000);
    await consent();
    expect((await get(CENTERS)).status).toBe(429);
    sim.clock.advance(3_600_000);
    await consent();
    expect((await get(CENTERS)).status).toBe(200);
  });

  it('are answered with 403 by the switch, and grow no longer by another', async () => {
    sim.reset({ settings: { blockAnswer: '403', blockGrowth: 1 } });
    await consent();
    await failed(11);
    expect(messageOf(await get(CENTERS))).toContain('blocked');
    sim.clock.advance(3_600_000);
    await consent();
    await failed(11);
    sim.clock.advance(3_600_000);
    await consent();
    expect((await get(CENTERS)).status).toBe(200);
  });

  it.each([
    ['sliding', 429],
    ['clock', 200],
  ])('the hour is %s', async (errorHour, status) => {
    sim.reset({ settings: { errorHour: errorHour === 'clock' ? 'clock' : 'sliding' } });
    sim.clock.change({ now: '2026-06-15T09:59:00Z' });
    await consent();
    await failed(6);
    sim.clock.advance(120_000);
    await failed(5);
    expect((await get(CENTERS)).status).toBe(status);
  });

  it('count what an expired token brings, and 403 and 404; but not a business refusal', async () => {
    await control('tokens', {});
    for (let calls = 0; calls < 11; calls++) await get(CENTERS);
    await consent();
    expect((await get(CENTERS)).status).toBe(429);
    for (let calls = 0; calls < 12; calls++)
      expect((await api('POST', 'purchaseentry/PurchaseEntries', {})).status).toBe(500);
    await booked();
    sim.clock.advance(60_000);
    for (let calls = 0; calls < 11; calls++) await get('nowhere/Nothing');
    expect((await get('nowhere/Nothing')).status).toBe(429);
    for (let calls = 0; calls < 11; calls++) {
      await control('tokens', {});
      await http('GET', '/api/v1/current/Me');
    }
    await consent();
    expect((await http('GET', '/api/v1/current/Me')).status).toBe(429);
  });
});

it('knows its calls by method and endpoint, without division and key', async () => {
  await control('reset', { calls: true });
  await get(CENTERS);
  await get(`crm/Accounts(guid'00000000-0000-4000-8000-000000000000')`);
  await api('POST', 'purchaseentry/PurchaseEntries', {});
  expect(sim.calls()).toMatchObject({
    ...{ total: 3, tokens: 0 },
    byRoute: { 'GET hrm/Costcenters': 1, 'GET crm/Accounts()': 1, 'POST purchaseentry/PurchaseEntries': 1 },
  });
});

it('an answer is lost before or after it is booked; gateways, delays and half answers', async () => {
  const books = async () => (await control(`state?bills&division=${MAIN}`)).bills.length;
  const lose = (when: 'before' | 'after') =>
    sim.faults([{ kind: 'cut', method: 'POST', route: 'PurchaseEntries', nth: 1, when }]);
  lose('before');
  await expect(booked()).rejects.toThrow();
  expect(await books()).toBe(0);
  lose('after');
  await expect(booked()).rejects.toThrow();
  expect(await books()).toBe(1);
  sim.faults([{ kind: 'status', status: 502, when: 'after', method: 'POST' }]);
  await expect(booked()).rejects.toThrow(/^502/);
  expect(await books()).toBe(2);
  sim.faults([{ kind: 'status', status: 503, headers: { 'Retry-After': '60' } }]);
  const down = await get(CENTERS);
  expect([down.status, down.text, down.headers.get('retry-after')]).toEqual([503, '', '60']);
  sim.faults([{ kind: 'truncate' }]);
  await expect(get(CENTERS)).rejects.toThrow(/JSON/);
  sim.faults([{ kind: 'status', status: 429, body: '', headers: { 'X-RateLimit-Minutely-Remaining': '0' } }]);
  expect((await get(CENTERS)).status).toBe(429);
});

it('a query that is longer than the switch says is not found', async () => {
  const long = `hrm/Costcenters?$select=ID&$filter=${Array.from({ length: 60 }, (_, at) => `Code eq 'C${at}'`).join(' or ')}`;
  expect((await get(long)).status).toBe(200);
  turn('queryLength', 1_000);
  expect((await get(long)).status).toBe(404);
  expect((await get(CENTERS)).status).toBe(200);
});
