/** Limits of Exact Online: calls a minute and a day, errors an hour; obeyed before they are met. */
import { NoAnswer } from '../../nodes/shared/http';
import { create, list } from '../../nodes/ExactOnline/transport/list';
import { forgetLimits } from '../../nodes/ExactOnline/transport/limits';
import { Site } from './exact-site';

const BEGAN = Date.parse('2026-06-15T09:00:30.000Z');
const PATH = 'hrm/Costcenters';

let site: Site;
const started = async (...given: Parameters<typeof Site.start>): Promise<Site> =>
  (site = await Site.start(...given));
const read = async (path = PATH) => await list(await site.hasty(), { path, select: ['Code'] });
const declined = async () => (await site.control('state')).limits.declined;
const NONE = { minute: 0, day: 0, blocked: 0 };
/** Moves the clock of n8n and of Exact Online. */
const at = (instant: number | string): void => void jest.setSystemTime(new Date(instant));
const passes = (milliseconds: number): void => at(Date.now() + milliseconds);

/** Only the time of day is invented; waiting is real. */
function setClock(now: number | string): void {
  const others = ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask'] as const;
  const timers = ['clearTimeout', 'clearInterval', 'clearImmediate', 'performance', 'hrtime'] as const;
  jest.useFakeTimers({ doNotFake: [...others, ...timers], now: new Date(now) });
}

afterEach(async () => {
  await site.close();
  jest.useRealTimers();
});

/** Starts a site whose clock is four seconds before the next full minute, and runs: time enough for a few calls. */
async function lateInTheMinute(settings: object): Promise<void> {
  await started({ settings });
  site.sim.clock.set(new Date('2026-06-15T09:00:56.000Z'));
}

describe('calls a minute', () => {
  it('wait for the next minute without being declined, whoever makes them', async () => {
    await lateInTheMinute({ callsPerMinute: 6 });
    const before = site.sim.clock.now().getTime();
    const rows = await Promise.all(Array.from({ length: 8 }, () => read()));
    expect(rows.every((found) => found.length === 2)).toBe(true);
    expect(site.sim.clock.now().getTime() - before).toBeGreaterThanOrEqual(4_000);
    expect(await declined()).toEqual(NONE);
  });

  it('wait for the reset where others used the minute up', async () => {
    await lateInTheMinute({ callsPerMinute: 6 });
    for (let call = 0; call < 3; call++) await read();
    // as after a restart: nothing is known of what was used
    await read();
    forgetLimits();
    for (let call = 0; call < 2; call++) await read();
    forgetLimits();
    expect(await read()).toHaveLength(2);
    expect(await declined()).toEqual({ ...NONE, minute: 1 });
  });
});

describe('calls a day', () => {
  it('are not begun when they are used up; the next day goes on', async () => {
    setClock(BEGAN);
    await started({ settings: { callsPerDay: 3 } });
    for (let call = 0; call < 3; call++) await read();
    const refusal = { problem: { cause: 'erp.dailyLimit', outcome: 'held' } };
    await expect(read()).rejects.toMatchObject(refusal);
    await expect(read()).rejects.toThrow('2026-06-16T00:00:00.000Z');
    expect(await declined()).toEqual(NONE);
    at('2026-06-16T00:00:01.000Z');
    site.storeTokens({ n8n_expires_at: '1' });
    expect(await read()).toHaveLength(2);
  });

  it('are asked for by the server’s clock, not by n8n’s', async () => {
    setClock(BEGAN);
    await started({ settings: { callsPerDay: 3 } });
    for (let call = 0; call < 3; call++) await read();
    site.sim.clock.advance(15 * 3_600_000);
    await expect(read()).rejects.toThrow(/used up/);
    passes(61_000);
    site.storeTokens({ n8n_expires_at: String(Date.now() + 1) });
    expect(await read()).toHaveLength(2);
    expect(await declined()).toEqual(NONE);
  });

  it('that others used up are not tried again', async () => {
    await started({ settings: { callsPerDay: 2 } });
    await read();
    await read();
    forgetLimits();
    // the answer to this one says it
    await expect(read()).rejects.toMatchObject({ problem: { cause: 'erp.dailyLimit' } });
    await expect(read()).rejects.toMatchObject({ problem: { cause: 'erp.dailyLimit' } });
    expect(await declined()).toEqual({ ...NONE, day: 1 });
  });

  it('are kept through two days of bursts', async () => {
    setClock('2026-06-15T00:00:10.000Z');
    await started({ settings: { callsPerDay: 200, callsPerMinute: 20 } });
    let refused = 0;
    for (let hour = 0; hour < 48; hour++) {
      const burst = await Promise.allSettled(Array.from({ length: 12 }, () => read()));
      refused += burst.filter(({ status }) => status === 'rejected').length;
      passes(3_600_000);
    }
    // 24 bursts of 12 are 288 calls a day, of which 200 are allowed
    expect(refused).toBe(2 * 88);
    const { limits } = await site.control('state');
    expect(limits.declined).toEqual(NONE);
    expect(limits.blocked).toEqual([]);
  });
});

describe('refused calls', () => {
  it('are stopped before Exact blocks the app, and only those of that kind', async () => {
    setClock(BEGAN);
    await started();
    site.sim.faults([{ kind: 'forbidden', value: PATH }]);
    for (let call = 0; call < 7; call++) {
      await expect(read()).rejects.toMatchObject({ problem: { cause: 'connection.rights' } });
    }
    const seen = site.listen();
    await expect(read()).rejects.toMatchObject({ problem: { cause: 'erp.manyErrors' } });
    expect(seen).toEqual([]);
    expect(await read('hrm/Costunits')).toHaveLength(1);
    site.sim.faults([]);
    passes(3_601_000);
    expect(await read()).toHaveLength(2);
    expect(await declined()).toEqual(NONE);
  });

  it('by rules of the books do not count, and are not repeated', async () => {
    await started();
    const connection = await site.hasty();
    const seen = site.listen();
    const journal = { Journal: '20', Supplier: '00000000-0000-4000-8000-000000000000' };
    for (let call = 0; call < 12; call++) {
      const entry = create(connection, 'purchaseentry/PurchaseEntries', journal, `invoice ${call}`);
      await expect(entry).rejects.toMatchObject({ problem: { httpStatus: 500 } });
    }
    expect(seen).toHaveLength(12);
    expect((await site.control('state')).limits.errors).toEqual({});
  });

  it('for a block are not repeated', async () => {
    await started();
    site.sim.faults([{ kind: 'status', status: 429, route: PATH }]);
    const seen = site.listen();
    await expect(read()).rejects.toMatchObject({ problem: { cause: 'erp.blocked', outcome: 'held' } });
    expect(seen).toHaveLength(1);
  });
});

describe('failures', () => {
  it.each([500, 502, 503, 504])('of reads are tried again (%s)', async (status) => {
    await started();
    site.sim.faults([{ kind: 'status', status, route: PATH, times: 2 }]);
    expect(await read()).toHaveLength(2);
  });

  it('of writes are never repeated blind', async () => {
    await started();
    site.sim.faults([{ kind: 'status', status: 502, route: 'POST crm/Accounts', when: 'after' }]);
    const seen = site.listen();
    const attempt = create(await site.hasty(), 'crm/Accounts', { Name: 'Alder Works' }, 'the supplier');
    await expect(attempt).rejects.toMatchObject({ name: NoAnswer.name, arrived: null });
    expect(seen).toEqual(['POST crm/Accounts']);
  });
});

describe('the check', () => {
  const check = async () => (await site.run({ resource: 'connection', operation: 'check' }))[0] ?? [];

  it('says in plain words what is in order', async () => {
    await started({ settings: { callsPerDay: 5_000, callsPerMinute: 60 } });
    const rows = await check();
    expect(rows.filter(({ ok }) => ok !== true)).toEqual([]);
    expect(rows[0]).toMatchObject({ result: 'Signed in as Integration User (test)' });
    expect(rows[1]).toMatchObject({ result: 'Granite Main (124132, EUR)' });
    expect(rows.at(-1)).toMatchObject({
      check: 'Exact Online: Limits',
      result: expect.stringMatching(/^49\d\d of 5000 calls are left until .* about 4\d\d\d invoices/),
    });
  });

  it('names the scope that the app lacks', async () => {
    const client = { id: '5c1f0a1e-0000-4000-8000-0000000000a1', secret: 'sandbox-app-secret' };
    const scopes = ['Financial accounting', 'Financial generalledgers', 'Crm accounts'];
    await started({ clients: [{ ...client, webhookSecret: 'sandbox-hook-secret', scopes }] });
    const rows = await check();
    const orders = rows.find((each) => each.check === 'Exact Online: Purchase orders');
    expect(orders).toMatchObject({
      ...{ ok: true, result: expect.stringContaining('Posting works without it') },
      advice: expect.stringContaining('Scope of the app: Purchase orders.'),
    });
    expect(rows.filter(({ ok }) => ok !== true)).toEqual([]);
  });

  it('says which division cannot be reached', async () => {
    await started();
    const division = { __rl: true, mode: 'id', value: '999' };
    const [rows = []] = await site.run({ resource: 'connection', operation: 'check', division });
    const entries = rows.find((each) => each.check === 'Exact Online: Division');
    expect(entries?.ok).toBe(false);
  });
});

describe('the estimate of a backfill', () => {
  const estimate = async (parameters: object) =>
    (await site.run({ resource: 'connection', operation: 'estimate', ...parameters }))[0]?.[0];

  it('says how many days it takes', async () => {
    await started({ settings: { callsPerDay: 5_000, callsPerMinute: 60 } });
    expect(await estimate({ invoices: 1_000, forOthers: 400 })).toMatchObject({
      // 1,000 posts, 40 look-ups, 50 for masters
      ...{ calls: 1_090, leftToday: 4_999, days: 1, minutes: 19, invoicesToday: 1_000 },
    });
    expect(await estimate({ invoices: 1_000, withFiles: true, forOthers: 0 })).toMatchObject({
      ...{ calls: 2_090, days: 1 },
    });
    const large = await estimate({ invoices: 12_000, forOthers: 0 });
    // 4,567 invoices: 4,567 posts, 183 look-ups, 5 times 50
    expect(large).toMatchObject({ calls: 13_080, invoicesADay: 4_567, days: 3 });
  });

  it('takes along what was used today', async () => {
    await started({ settings: { callsPerDay: 100, callsPerMinute: 100 } });
    for (let call = 0; call < 60; call++) await read();
    // 40 calls are left: not even the masters fit
    const found = await estimate({ invoices: 40, forOthers: 0 });
    expect(found).toMatchObject({ leftToday: 40, invoicesToday: 0, invoicesADay: 48, days: 1 });
  });
});
