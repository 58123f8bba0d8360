/** The simulator kit, asked over real HTTP: control API, faults, clock, call counts. */
import { connect } from 'node:net';
import type { Fault, Simulator, SimulatorSpec } from '../../sandbox/kit/simulator';
import { startSimulator } from '../../sandbox/kit/simulator';

interface Shelf {
  items: string[];
  tokensExpired: number;
}

const shelf: SimulatorSpec<Shelf> = {
  name: 'shelf',
  seed: (input) => ({ items: Array.isArray(input) ? input.map(String) : [], tokensExpired: 0 }),
  state: (world, query) => (query.has('count') ? { count: world.items.length } : { items: world.items }),
  expireTokens: (world) => {
    world.tokensExpired += 1;
  },
  routes: [
    { method: 'POST', path: '/token', token: true, handle: () => ({ status: 200, body: { token: 'x' } }) },
    {
      method: 'PUT',
      path: '/items/:id',
      handle: (request, world) => {
        world.items.push(`${request.params.id}=${JSON.stringify(request.json())}`);
        return { status: 200, body: { stored: request.params.id, total: 1234567.89 } };
      },
    },
    { method: 'GET', path: '/now', handle: (_, __, sim) => ({ status: 200, body: { now: sim.now() } }) },
    {
      method: 'GET',
      path: '/mode',
      handle: (_, __, sim) => ({ status: 200, body: { mode: sim.fault('mode') ?? 'normal' } }),
    },
    { method: 'GET', path: '/files/*', handle: (request) => ({ status: 200, text: request.params['*'] }) },
  ],
  control: [
    {
      method: 'POST',
      path: '/items',
      handle: (request, world) => {
        world.items.push(request.text);
        return { status: 200, body: { items: world.items.length } };
      },
    },
  ],
};

let sim: Simulator<Shelf>;
beforeEach(async () => {
  sim = await startSimulator(shelf, { seed: ['first'] });
});
afterEach(() => sim.close());

const put = (id: string, text = '{"a":1}') => fetch(`${sim.url}/items/${id}`, { method: 'PUT', body: text });
const control = async (method: string, path: string, body?: unknown) => {
  const reply = await fetch(`${sim.url}/_sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: reply.status, json: await reply.json() };
};
const order = (...faults: Fault[]) => control('POST', 'faults', { faults });

/** 'cut' where the connection broke, otherwise the status. */
const outcome = (call: Promise<Response>): Promise<number | 'cut'> =>
  call.then<number, 'cut'>(
    (reply) => reply.status,
    () => 'cut',
  );
/** Waits until the simulator has taken the call that is under way. */
const arrived = async (): Promise<void> => {
  while (sim.calls().total === 0) await new Promise((resolve) => setImmediate(resolve));
};
const inTurn = async (times: number): Promise<(number | 'cut')[]> => {
  const outcomes: (number | 'cut')[] = [];
  for (let at = 0; at < times; at += 1) outcomes.push(await outcome(put(String(at))));
  return outcomes;
};

describe('routes', () => {
  it('decodes parameters, keeps cents and takes the rest of a path', async () => {
    expect(await (await put('a%2Fb')).text()).toBe('{"stored":"a/b","total":1234567.89}');
    expect(await (await fetch(`${sim.url}/files/one/two%20three`)).text()).toBe('one/two three');
    expect((await fetch(`${sim.url}/nowhere`)).status).toBe(404);
    expect((await put('c', '{"a":')).status).toBe(400);
  });

  it('lives below the path of an instance', async () => {
    const below = await startSimulator(shelf, { path: '/Sandbox/' });
    expect(below.url).toBe(`http://127.0.0.1:${below.port}/Sandbox`);
    expect((await fetch(`${below.url}/mode`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${below.port}/mode`)).status).toBe(404);
    await below.close();
  });
});

describe('call counts', () => {
  it('count by pattern, tokens apart, control calls not', async () => {
    await put('1');
    await put('2');
    await fetch(`${sim.url}/token`, { method: 'POST' });
    await fetch(`${sim.url}/nowhere`);
    const { json } = await control('GET', 'calls');
    expect(json).toMatchObject({ total: 4, tokens: 1 });
    expect(json.byRoute).toEqual({ 'PUT /items/:id': 2, 'POST /token': 1, 'no route': 1 });
    await control('POST', 'reset', { calls: true });
    expect(sim.calls()).toMatchObject({ total: 0, tokens: 0, byRoute: {} });
    expect(sim.world.items).toHaveLength(3);
  });
});

describe('control API', () => {
  it('shows, resets and adds', async () => {
    expect((await control('GET', 'state')).json).toEqual({ items: ['first'] });
    expect((await control('GET', 'state?count')).json).toEqual({ count: 1 });
    expect((await control('POST', 'items', 'x')).json).toEqual({ items: 2 });
    await order({ kind: 'status', status: 503 });
    await control('POST', 'reset', { seed: ['other', 'again'] });
    expect((await control('GET', 'state')).json).toEqual({ items: ['other', 'again'] });
    expect((await control('GET', 'faults')).json).toEqual({ faults: [] });
    await control('POST', 'reset');
    expect((await control('GET', 'state')).json).toEqual({ items: ['first'] });
  });

  it('refuses what it cannot read', async () => {
    expect((await control('POST', 'faults', { faults: [{ status: 500 }] })).status).toBe(400);
    expect((await control('POST', 'faults', { faults: 'all' })).status).toBe(400);
    expect((await control('POST', 'clock', { now: 'tomorrow' })).status).toBe(400);
    expect((await control('GET', 'nonsense')).status).toBe(404);
  });

  it('moves and stops the clock', async () => {
    const at = '2026-06-15T10:00:00.000Z';
    await control('POST', 'clock', { now: at, frozen: true });
    const now = async () => (await (await fetch(`${sim.url}/now`)).json()).now;
    expect(await now()).toBe(at);
    await control('POST', 'clock', { advanceMs: 60_000 });
    expect(await now()).toBe('2026-06-15T10:01:00.000Z');
    await control('POST', 'clock', { frozen: false });
    expect(Date.parse(await now()) - Date.parse(at)).toBeGreaterThanOrEqual(60_000);
  });
});

describe('faults', () => {
  it('fire on the n-th call, on several, or a number of times', async () => {
    await order({ kind: 'status', status: 503, method: 'PUT', nth: 2 });
    expect(await inTurn(3)).toEqual([200, 503, 200]);
    await order({ kind: 'status', status: 500, nth: [1, 3] });
    expect(await inTurn(4)).toEqual([500, 200, 500, 200]);
    await order({
      kind: 'status',
      status: 429,
      times: 2,
      headers: { 'Retry-After': '7' },
      body: { slow: true },
    });
    const first = await put('x');
    expect([first.status, first.headers.get('retry-after'), await first.json()]).toEqual([
      429,
      '7',
      { slow: true },
    ]);
    expect(await inTurn(2)).toEqual([429, 200]);
    await order();
    expect(await inTurn(1)).toEqual([200]);
  });

  it('are chosen by part of the path or a pattern, and by method', async () => {
    await order({ kind: 'status', route: 'items/7' }, { kind: 'status', status: 502, route: '^/m.de$' });
    expect(await outcome(put('7'))).toBe(500);
    expect(await outcome(put('8'))).toBe(200);
    expect(await outcome(fetch(`${sim.url}/mode`))).toBe(502);
    await order({ kind: 'status', method: 'get' });
    expect([await outcome(put('1')), await outcome(fetch(`${sim.url}/now`))]).toEqual([200, 500]);
  });

  it('hit the same share of calls on each run', async () => {
    const run = async () => {
      await order({ kind: 'status', share: 0.3 });
      return inTurn(60);
    };
    const once = await run();
    const failed = once.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(8);
    expect(failed).toBeLessThan(30);
    expect(await run()).toEqual(once);
  });

  it.each<[string, Fault, number | 'cut', number]>([
    ['a cut before the commit', { kind: 'cut' }, 'cut', 0],
    ['a cut after the commit', { kind: 'cut', when: 'after' }, 'cut', 1],
    ['a 5xx before the commit', { kind: 'status', status: 503 }, 503, 0],
    ['a 5xx after the commit', { kind: 'status', status: 503, when: 'after' }, 503, 1],
  ])('%s', async (_, fault, seen, stored) => {
    await order({ ...fault, times: 1 });
    expect(await outcome(put('1'))).toBe(seen);
    expect(sim.world.items.length - 1).toBe(stored);
    expect(sim.calls().total).toBe(1);
  });

  it('answer with HTML, half a body, or with dead tokens', async () => {
    await order({ kind: 'html', times: 1 });
    const html = await put('1');
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    await order({ kind: 'truncate', times: 1 });
    await expect((await put('2')).json()).rejects.toThrow('JSON');
    await order({ kind: 'expireToken', times: 1 });
    expect(await outcome(put('4'))).toBe(200);
    expect(sim.world.tokensExpired).toBe(1);
  });

  it('a slow call commits and is answered when its time has come, and not before', async () => {
    await order({ kind: 'slow', delayMs: 80_000, times: 1 });
    const timers = jest.spyOn(global, 'setTimeout');
    const call = put('1');
    await arrived();
    const answering = timers.mock.calls.find(([, delay]) => delay === 80_000);
    expect(sim.world.items).toEqual(['first']);
    answering?.[0]();
    expect(await outcome(call)).toBe(200);
    expect(sim.world.items).toEqual(['first', '1={"a":1}']);
    timers.mockRestore();
  });

  it('a slow call that its client left does not commit', async () => {
    await order({ kind: 'slow', delayMs: 10_000, times: 1 });
    const client = new AbortController();
    const call = fetch(`${sim.url}/items/1`, { method: 'PUT', body: '{}', signal: client.signal });
    const left = expect(call).rejects.toThrow('aborted');
    await arrived();
    client.abort();
    await left;
    expect(await outcome(put('2'))).toBe(200);
    expect(sim.world.items).toEqual(['first', '2={"a":1}']);
  });

  it('switches and own kinds are left to the handlers', async () => {
    const mode = async () => (await (await fetch(`${sim.url}/mode`)).json()).mode;
    await order({ kind: 'switch', name: 'mode', value: 'odd', times: 1 });
    expect([await mode(), await mode()]).toEqual(['odd', 'normal']);
    await order({ kind: 'switch', name: 'mode', value: false });
    expect(await mode()).toBe(false);
    await order({ kind: 'mode' });
    expect(await mode()).toBe(true);
  });
});

it('closes at once although connections are open', async () => {
  const own = await startSimulator(shelf);
  const socket = connect(own.port, '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  await fetch(`${own.url}/mode`);
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await own.close();
  await gone;
  await expect(startSimulator(shelf, { port: sim.port })).rejects.toThrow('EADDRINUSE');
});
