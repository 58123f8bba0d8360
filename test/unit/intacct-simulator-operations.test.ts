/** The functions of a request: repeats, transactions, limits and faults. */
import {
  GATEWAY,
  bill,
  control,
  errorsOf,
  plain,
  run,
  select,
  send,
  session,
  sim,
  simulated,
  untilInside,
} from './intacctClient';

simulated();

const READ = '<readByQuery><object>CLASS</object><fields>CLASSID</fields><query></query></readByQuery>';
const first = (errors: Array<{ errorno: string; description2: string }>) =>
  errors[0] && `${errors[0].errorno} ${plain(errors[0].description2)}`;

describe('repeats', () => {
  it('refuses a function control id that is done, by default and when told so, and by sender', async () => {
    const again = (uniqueId: boolean | null) =>
      send({ functions: [bill({ RECORDID: 'R' })], ids: ['bill-1'], uniqueId });
    expect((await again(null)).results[0].status).toBe('success');
    for (const uniqueId of [true, null]) {
      const { results } = await again(uniqueId);
      expect(results[0].status).toBe('failure');
      expect(errorsOf(results[0])[0]).toContain('bill-1');
    }
    expect((await control('state')).counts.APBILL).toBe(1);
    // without it only the number of the bill stands against a second one
    const { results } = await again(false);
    expect(errorsOf(results[0])).toEqual([
      'BL34000061 Another Bill with the given value(s) 20000 R  already exists',
      'BL01001973 Could not create Bill record!',
    ]);
  });

  it('leaves the id of a failed function free', async () => {
    const attempt = (account: string) =>
      send({
        functions: [bill({}, [{ ACCOUNTNO: account, TRX_AMOUNT: '1', LOCATIONID: '110' }])],
        ids: ['f'],
        uniqueId: true,
      });
    expect((await attempt('0')).results[0].status).toBe('failure');
    expect((await attempt('6220')).results[0].status).toBe('success');
  });

  it('says so while the same id is under way', async () => {
    await control('hold', { held: true });
    const one = () => send({ functions: [bill()], ids: ['same'], uniqueId: true });
    const first = one();
    await untilInside(1);
    const second = one();
    await untilInside(2);
    await control('hold', { held: false });
    expect((await first).results[0].status).toBe('success');
    expect(errorsOf((await second).results[0])[0]).toBe(
      "XL03000006 A request's function with the control ID same is in process.",
    );
  });

  it('keeps what was committed although the answer was lost', async () => {
    sim.faults([{ kind: 'html', status: 502, route: 'create:APBILL', when: 'after', times: 1 }]);
    const attempt = () => send({ functions: [bill()], ids: ['lost'], uniqueId: true });
    expect((await attempt()).status).toBe(502);
    expect(errorsOf((await attempt()).results[0])[0]).toContain('lost');
    expect((await control('state')).counts.APBILL).toBe(1);
  });
});

describe('several functions', () => {
  const bad = bill({ VENDORID: '99999', RECORDID: 'BAD' });
  const three = [bill({ RECORDID: 'A' }), bad, bill({ RECORDID: 'C' })];

  it('judges each alone, and repeats its control id', async () => {
    const { results } = await send({ functions: three, ids: ['a', 'b', 'c'] });
    expect(results.map(({ status, controlid }) => `${controlid} ${status}`)).toEqual([
      'a success',
      'b failure',
      'c success',
    ]);
    expect(errorsOf(results[1])).toEqual([
      "BL03000018 Vendor '99999' specified is not valid.",
      'BL01001973 Could not create Bill record!',
    ]);
    expect(await select('APBILL', ['RECORDID'])).toEqual([{ RECORDID: 'A' }, { RECORDID: 'C' }]);
  });

  it('undoes all in a transaction', async () => {
    const { results, status } = await send({
      functions: three,
      ids: ['a', 'b', 'c'],
      transaction: true,
      uniqueId: true,
    });
    expect([status, results.map((one) => one.status)]).toEqual([200, ['aborted', 'failure', 'aborted']]);
    expect(errorsOf(results[0])).toEqual([
      'XL03000009 The entire transaction in this operation has been rolled back due to an error.',
    ]);
    expect(errorsOf(results[1]).map((text) => text.slice(0, 10))).toEqual([
      'BL03000018',
      'BL01001973',
      'XL03000009',
    ]);
    expect((await control('state')).counts.APBILL).toBe(0);
    // nothing was done, so the ids are free
    const retry = await send({ functions: [three[0] ?? ''], ids: ['a'], uniqueId: true });
    expect(retry.results[0].status).toBe('success');
  });

  it('keeps the good one of two objects in one create', async () => {
    const both = bill({ RECORDID: 'G' }).replace('</create>', bad.replace('<create>', ''));
    const result = await run(both);
    expect([result.status, result.data['@count'], result.data.apbill.RECORDNO]).toEqual([
      'failure',
      '1',
      '1',
    ]);
    expect(errorsOf(result)[0]).toContain("Vendor '99999'");
  });
});

describe('limits and the front gateway', () => {
  it('has two places at a time; the third waits, and gives up', async () => {
    sim.reset({ settings: { slotWaitMs: 1 } });
    await control('hold', { held: true });
    const held = [1, 2].map(() => send({ functions: [READ] }));
    await untilInside(2);
    expect(first((await send({ functions: [READ] })).errors)).toBe(
      'XL03000006 There are too many operations running for this company (200024)',
    );
    await control('hold', { held: false });
    for (const { results } of await Promise.all(held)) expect(results[0].status).toBe('success');
  });

  it('lets those in who waited, once a place is free', async () => {
    await control('hold', { held: true });
    const all = [1, 2, 3].map(() => send({ functions: [READ] }));
    await untilInside(2);
    await control('hold', { held: false });
    for (const { results } of await Promise.all(all)) expect(results[0].status).toBe('success');
    expect((await control('state')).inside).toBe(0);
  });

  it.each([
    ['frontSignIn', 401, 'XMLGW_JPP0002'],
    ['frontRefusal', 400, 'GW-0011'],
    ['tooMany', 429, 'GW-0010'],
    ['limitText', 200, 'API rate limit exceeded'],
    ['companyExpired', 200, 'PL04000055'],
    ['companyFull', 200, '200024'],
    ['offline', 200, 'The Service is Temporarily Off-line'],
  ])('has the fault %s', async (kind, status, text) => {
    sim.faults([{ kind, times: 1 }]);
    const refused = await send({ functions: [READ] });
    expect([refused.status, first(refused.errors)]).toEqual([status, expect.stringContaining(text)]);
    expect((await send({ functions: [READ] })).results[0].status).toBe('success');
  });

  it('takes no GET and no JSON, and limits calls a minute', async () => {
    expect((await fetch(`${sim.url}${GATEWAY}`)).status).toBe(405);
    expect((await send({ functions: [READ], contentType: 'application/json' })).status).toBe(400);
    sim.reset({ settings: { callsPerMinute: 2 } });
    const statuses = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await send({ functions: [READ] })).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('counts API transactions: each record written, each read, no login', async () => {
    await session();
    await send({ functions: [bill({ RECORDID: 'A' }), bill({ RECORDID: 'B' }), bill({ VENDORID: 'x' })] });
    await run(READ);
    const state = await control('state');
    expect([state.apiTransactions, state.transactionsByFunction.create]).toEqual([3, 2]);
    expect(sim.calls().byRoute).toMatchObject({
      [`${GATEWAY} create:APBILL`]: 1,
      [`${GATEWAY} getAPISession`]: 1,
    });
    await control('usage', {});
    expect((await control('state')).apiTransactions).toBe(0);
  });
});
