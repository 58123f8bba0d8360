/** Limits, and failures on order. */
import {
  bill,
  call,
  codeOf,
  connectAgain,
  control,
  ids,
  post,
  rows,
  sim,
  simulated,
  turn,
  until,
} from './quickbooksClient';

simulated();

const batch = async (items: object[]) => await post('batch', { BatchItemRequest: items });

describe('limits', () => {
  const limited = async (settings: object) => {
    sim.reset({ settings: { perMinute: 0, perSecond: 0, batchPerMinute: 0, ...settings } });
    await connectAgain();
  };
  const read = async () => (await call('preferences')).status;

  test('500 in a minute, 10 in a second, are the defaults', async () => {
    sim.reset({ settings: {} });
    await connectAgain();
    for (let at = 0; at < 10; at++) expect(await read()).toBe(200);
    const refused = await call('preferences');
    expect(refused.status).toBe(429);
    expect(refused.body.Fault).toEqual({
      Error: [
        {
          Message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429',
          Detail: 'The request limit was reached.  Try again later',
          code: '3001',
        },
      ],
      type: 'SERVICE',
    });
    expect(refused.headers.get('retry-after')).toBeNull();
    for (let second = 0; second < 49; second++) {
      sim.clock.advance(1_000);
      for (let at = 0; at < 10; at++) expect(await read()).toBe(200);
    }
    sim.clock.advance(1_000);
    expect(await read()).toBe(429);
    sim.clock.advance(10_000);
    expect(await read()).toBe(200);
  });

  test('40 batches in a minute; a batch counts as one call, or as its items', async () => {
    await limited({ batchPerMinute: 40 });
    const one = () => batch([{ bId: '1', Query: 'select * from Term' }]);
    for (let at = 0; at < 40; at++) expect((await one()).status).toBe(200);
    expect((await one()).status).toBe(429);
    expect(await read()).toBe(200);
    sim.clock.advance(60_000);
    expect((await one()).status).toBe(200);
    await limited({ perMinute: 9, batchCounts: 'items' });
    const five = Array.from({ length: 5 }, (_, at) => ({ bId: String(at), Query: 'select * from Term' }));
    expect((await batch(five)).status).toBe(200);
    expect((await batch(five)).status).toBe(429);
    turn(['batchCounts', 'one']);
    expect((await batch(five)).status).toBe(200);
  });

  test('so many at a time; the status may be 403 as in 2016', async () => {
    await limited({ concurrent: 2, throttleStatus: 403 });
    await control('hold', { held: true });
    const running = [read(), read()];
    await until(async () => (await control('state')).inside === 2);
    const refused = await call('preferences');
    expect([refused.status, codeOf(refused)]).toEqual([403, '3001']);
    await control('hold', { held: false });
    expect(await Promise.all(running)).toEqual([200, 200]);
  });

  test('calls to the token endpoint do not count, and what is slow is only slow', async () => {
    await limited({ perMinute: 1, workMs: 1 });
    expect(await read()).toBe(200);
    const reply = await fetch(`${sim.url}/oauth2/v1/tokens/bearer`, { method: 'POST' });
    expect(reply.status).toBe(400);
    sim.clock.advance(60_000);
    sim.faults([{ kind: 'slow', delayMs: 5 }]);
    expect(await read()).toBe(200);
    expect((await control('calls')).tokens).toBe(1);
  });

  test('a failure on order before or after the work, cut or not', async () => {
    sim.faults([{ kind: 'status', status: 503, times: 1 }]);
    expect((await post('bill', bill())).status).toBe(503);
    sim.faults([{ kind: 'status', status: 500, when: 'after', times: 1 }]);
    expect((await post('bill', bill())).status).toBe(500);
    sim.faults([{ kind: 'throttled', times: 1 }]);
    expect((await post('bill', bill())).status).toBe(429);
    sim.faults([{ kind: 'truncate', times: 1 }]);
    await expect(post('bill', bill())).rejects.toThrow();
    expect((await rows('select * from Bill')).map(({ VendorRef }) => VendorRef.value)).toEqual([
      ...[ids.vendor, ids.vendor],
    ]);
  });
});
