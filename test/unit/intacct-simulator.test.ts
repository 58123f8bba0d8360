/** The gateway: what it refuses at which level, sessions, repeats, transactions. */
import {
  GATEWAY,
  bill,
  control,
  envelope,
  errorsOf,
  inSession,
  login,
  plain,
  post,
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

describe('what is not well formed or against the schema', () => {
  const legacy = (inner: string) => `<create_bill>
<vendorid>20000</vendorid>
${inner}
</create_bill>`;
  const DATES =
    '<datecreated><year>2026</year><month>06</month><day>15</day></datecreated><termname>N30</termname>';
  const ITEMS =
    '<billitems><lineitem><glaccountno>6220</glaccountno><amount>1</amount><locationid>110</locationid></lineitem></billitems>';

  it.each([
    [
      'a tag that is not closed',
      '<read><object>CLASS</read>',
      'Fatal Error 76: Opening and ending tag mismatch: object line 4 and read',
    ],
    ['a bare ampersand', bill({ DESCRIPTION: 'A & B' }), 'Fatal Error 68: xmlParseEntityRef: no name'],
    ['a control character', bill({ DESCRIPTION: 'A\u000BB' }), 'Fatal Error 9: PCDATA invalid Char value 11'],
    [
      'the same as a reference',
      bill({ DESCRIPTION: 'A&#11;B' }),
      'Fatal Error 9: xmlParseCharRef: invalid xmlChar value 11',
    ],
    ['an unknown entity', bill({ DESCRIPTION: 'A&nbsp;B' }), "Fatal Error 26: Entity 'nbsp' not defined"],
    [
      'a wrong order',
      legacy(`<billno>1</billno>${DATES}${ITEMS}`),
      "Error 1871: Element 'billno': This element is not expected. Expected is ( datecreated ).",
    ],
    [
      'a number that comes before the date',
      legacy(DATES.replace('<termname>', '<billno>1</billno><termname>') + ITEMS),
      "Error 1871: Element 'billno': This element is not expected. Expected is one of ( dateposted, datedue, termname ).",
    ],
    [
      'a date as text',
      legacy(`<datecreated>2026-06-15</datecreated><termname>N30</termname>${ITEMS}`),
      "Error 1841: Element 'datecreated': Character content other than whitespace is not allowed because the content type is element-only.",
    ],
    [
      'a currency alone',
      legacy(`${DATES}<currency>USD</currency>${ITEMS}`),
      "Error 1871: Element 'billitems': This element is not expected. Expected is one of ( exchratedate, exchratetype, exchrate ).",
    ],
    ['no lines', legacy(DATES), "Error 1871: Element 'create_bill': Missing child element(s)."],
    [
      'a strange function',
      '<make_coffee/>',
      "Error 1871: Element 'make_coffee': This element is not expected.",
    ],
    [
      'two functions in one',
      `${READ}${READ}`,
      "Error 1871: Element 'readByQuery': This element is not expected.",
    ],
    [
      'a filter with the value first',
      '<query><object>CLASS</object><select><field>CLASSID</field></select><filter><equalto><value>1</value><field>CLASSID</field></equalto></filter></query>',
      "Error 1871: Element 'value': This element is not expected. Expected is ( field ).",
    ],
    [
      'an and with one condition',
      '<query><object>CLASS</object><select><field>CLASSID</field></select><filter><and><isnull><field>NAME</field></isnull></and></filter></query>',
      "Error 1871: Element 'and': Missing child element(s).",
    ],
  ])('refuses the whole request for %s', async (_, functionXml, text) => {
    const { status, response, errors } = await send({ functions: [bill({ RECORDID: 'GOOD' }), functionXml] });
    expect([status, response.control.status, response.operation]).toEqual([200, 'failure', undefined]);
    expect(first(errors)).toContain(`XL03000003 XML Parse schema error: ${text}`);
    expect(errors[0]?.description2).toMatch(/ Line: \d+, column: \d+\.$/);
    expect((await control('state')).counts.APBILL).toBe(0);
  });

  it('takes a legacy bill in the right order, with an empty exchange rate type', async () => {
    const money = '<currency>USD</currency><exchratetype/>';
    const { key, status } = await run(legacy(DATES + money + ITEMS));
    expect([status, key]).toEqual(['success', '1']);
  });

  it('refuses bytes that are no UTF-8, an empty body and a control id that is too long', async () => {
    const bytes = Buffer.from(envelope({ functions: [READ] }).replace('CLASSID', '\u00ff'), 'latin1');
    expect(first((await post(bytes)).errors)).toContain('Input is not proper UTF-8');
    expect(first((await post('')).errors)).toContain('Fatal Error 4: Document is empty');
    const long = await send({ functions: [READ], ids: ['x'.repeat(257)] });
    expect(first(long.errors)).toContain("[facet 'maxLength'] The value has a length of '257'");
    expect((await send({ functions: [READ], ids: ['x'.repeat(256)] })).results[0].status).toBe('success');
    const none = envelope({ functions: [READ] }).replace(/ controlid="[^"]*"/, '');
    expect(first((await post(none)).errors)).toContain("The attribute 'controlid' is required but missing.");
  });
});

describe('signing in', () => {
  it.each([
    [
      'a wrong sender',
      { sender: ['SandboxSender', 'x'] as const },
      'control',
      'XL03000006 Incorrect Intacct XML Partner ID or password.',
    ],
    ['a transport policy', { control: '<policyid/>' }, 'schema', 'XL03000003'],
    [
      'a wrong user',
      { authentication: login({ password: 'x' }) },
      'authentication',
      'XL03000006 Sign-in information is incorrect',
    ],
    [
      'a wrong entity',
      { authentication: login({ locationid: '999' }) },
      'authentication',
      'XL03000006 Sign-in information is incorrect',
    ],
    [
      'a strange session',
      { authentication: '<sessionid>x</sessionid>' },
      'authentication',
      'XL03000006 Invalid session',
    ],
  ])('refuses %s at its level', async (_, more, level, text) => {
    const { status, response, errors } = await send({ functions: [READ], ...more });
    expect(status).toBe(200);
    expect(first(errors)).toContain(text);
    expect(response.control.status).toBe(level === 'authentication' ? 'success' : 'failure');
    const operation = response.operation?.[0];
    expect(operation?.authentication.status).toBe(level === 'authentication' ? 'failure' : undefined);
    expect(operation?.result).toBeUndefined();
  });

  it('says in the description that a sender is not on the list', async () => {
    const sender = ['StrangeSender', 'sandbox-strange-password'] as const;
    const { errors } = await send({ functions: [READ], sender });
    expect(errors[0]).toMatchObject({
      errorno: 'XL03000006',
      description: 'Invalid Web Services Authorization',
    });
  });

  it('refuses a policy that nobody made', async () => {
    const body = envelope({ functions: [READ] }).replace(
      '<includewhitespace>',
      '<policyid>P1</policyid><includewhitespace>',
    );
    expect(first((await post(body)).errors)).toBe('XL03000006 P1 is not a valid transport policy.');
  });

  it('gives a session for another address, worthless elsewhere, that slides and dies', async () => {
    sim.clock.change({ now: '2026-06-15T10:00:00Z', frozen: true });
    const made = await session();
    expect(made.path).toBe(`/na12${GATEWAY}`);
    const use = () => send({ functions: [READ], ...inSession(made) });
    const elsewhere = await send({ functions: [READ], ...inSession(made), path: GATEWAY });
    expect(elsewhere.response.operation[0]).toMatchObject({
      authentication: { status: 'failure', userid: '', companyid: '' },
    });
    expect(first(elsewhere.errors)).toContain('XL03000006 Invalid session');
    const { authentication } = (await use()).response.operation[0];
    expect(authentication).toMatchObject({ status: 'success', sessiontimeout: '2026-06-15T12:00:00+00:00' });
    sim.clock.advance(119 * 60_000);
    expect((await use()).response.operation[0].authentication.sessiontimeout).toBe(
      '2026-06-15T13:59:00+00:00',
    );
    sim.clock.advance(121 * 60_000);
    expect(first((await use()).errors)).toContain('Invalid session');
  });

  it('moves to another address, and wants getAPISession alone', async () => {
    await control('move', { pod: 'na77' });
    expect((await session()).path).toBe(`/na77${GATEWAY}`);
    const { results } = await send({ functions: ['<getAPISession/>', READ] });
    expect([results[0].status, results[1].status]).toEqual(['failure', 'success']);
    expect(errorsOf(results[0])[0]).toContain('Get API Session Failed');
  });

  it('opens a session for an entity, and back at the top level', async () => {
    const entity = await session({}, '<locationid>200</locationid>');
    expect(entity.api.locationid).toBe('200');
    const number = await run(
      bill({}, [{ ACCOUNTNO: '6220', TRX_AMOUNT: '5', LOCATIONID: '210' }]),
      inSession(entity),
    );
    expect(number.status).toBe('success');
    expect(await select('APBILL', ['RECORDID'])).toEqual([]);
    const wide = '<options><showprivate>true</showprivate></options>';
    const shown = await run(
      `<query><object>APBILL</object><select><field>MEGAENTITYID</field></select>${wide}</query>`,
    );
    expect(shown.data.APBILL).toEqual({ MEGAENTITYID: '200' });
    const other = await session(inSession(entity), '<locationid>100</locationid>');
    const seen = await run(
      '<readByQuery><object>APBILL</object><query></query></readByQuery>',
      inSession(other),
    );
    expect(seen.data['@count']).toBe('0');
    expect((await session(inSession(entity), '<locationid/>')).api.locationid).toBe('');
    const wrong = await run(
      bill({ RECORDID: 'W' }, [{ ACCOUNTNO: '6220', TRX_AMOUNT: '5', LOCATIONID: '110' }]),
      inSession(entity),
    );
    expect(errorsOf(wrong)[0]).toBe("BL03000018 Location '110' is not valid");
  });
});

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
