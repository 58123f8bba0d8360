/** What public material leaves open: both positions of each switch. */
import { SWITCHES } from '../../sandbox/sage-intacct/switches';
import {
  bill,
  booked,
  control,
  envelope,
  errorsOf,
  inSession,
  post,
  run,
  select,
  send,
  session,
  sim,
  simulated,
  turn,
} from './intacctClient';

simulated();

const READ = '<readByQuery><object>CLASS</object><fields>CLASSID</fields><query></query></readByQuery>';
const tested = new Set<string>();
/** A switch in another position, for all calls from now on. */
function flip(name: keyof typeof SWITCHES, value: unknown = true): void {
  tested.add(name);
  turn(name, value);
}
afterAll(() => expect(Object.keys(SWITCHES).filter((name) => !tested.has(name))).toEqual([]));

describe('sessions', () => {
  it('live as long as the company says', async () => {
    sim.clock.change({ now: '2026-06-15T10:00:00Z', frozen: true });
    flip('sessionMinutes', 30);
    const made = await session();
    const { response } = await send({ functions: [READ], ...inSession(made) });
    expect(response.operation[0].authentication.sessiontimeout).toBe('2026-06-15T10:30:00+00:00');
  });

  it('name another address, whatever it is', async () => {
    flip('endpoint', 'https://na9.intacct.com/ia/xml/xmlgw.phtml');
    expect((await session()).api.endpoint).toBe('https://na9.intacct.com/ia/xml/xmlgw.phtml');
  });

  it('cost nothing, or one API transaction', async () => {
    await session();
    expect((await control('state')).apiTransactions).toBe(0);
    flip('sessionCounts');
    await session();
    expect((await control('state')).apiTransactions).toBe(1);
  });
});

describe('repeats', () => {
  const twice = async (functionXml: string) => {
    const one = () => send({ functions: [functionXml], ids: ['again'], uniqueId: true });
    await one();
    return (await one()).results[0];
  };

  it('are told in other words, by another number', async () => {
    expect(errorsOf(await twice(bill()))[0]).toBe(
      'XL03000006 The function with the control ID again was already executed and completed.',
    );
    sim.reset();
    tested.add('repeatErrorno').add('repeatText');
    sim.faults([
      { kind: 'switch', name: 'repeatErrorno', value: 'BL01001973' },
      { kind: 'switch', name: 'repeatText', value: 'Control ID {id} is taken.' },
    ]);
    expect(errorsOf(await twice(bill()))[0]).toBe('BL01001973 Control ID again is taken.');
  });

  it('are looked for in reads too, or not', async () => {
    expect((await twice(READ)).status).toBe('failure');
    flip('repeatScope', 'writes');
    expect((await twice(READ)).status).toBe('success');
    expect((await twice(bill())).status).toBe('failure');
  });

  it('include what failed, or not', async () => {
    expect(errorsOf(await twice(bill({ VENDORID: 'x' })))[0]).toContain("Vendor 'x'");
    flip('failedControlId', 'used');
    expect(errorsOf(await twice(bill({ VENDORID: 'x' })))[0]).toContain('again');
  });
});

it('says nothing of what comes after the guilty one, or that it is aborted', async () => {
  const statuses = async () => {
    const functions = [bill({ RECORDID: 'A' }), bill({ VENDORID: 'x' }), bill({ RECORDID: 'C' })];
    return (await send({ functions, transaction: true })).results.map(({ status }) => status);
  };
  expect(await statuses()).toEqual(['aborted', 'failure', 'aborted']);
  flip('afterGuilty', 'absent');
  expect(await statuses()).toEqual(['aborted', 'failure']);
});

describe('bills', () => {
  it('may have the number of another, or not', async () => {
    await booked();
    expect((await run(bill())).status).toBe('failure');
    flip('duplicateBill', 'allow');
    expect((await run(bill())).status).toBe('success');
  });

  it('may do without a number, or not', async () => {
    expect((await run(bill({ RECORDID: '' }))).status).toBe('success');
    flip('billNumber', 'required');
    expect(errorsOf(await run(bill({ RECORDID: '' })))[0]).toContain('RECORDID is missing');
  });

  it('may have signs in their number, or not', async () => {
    expect((await run(bill({ RECORDID: "D'A-1" }))).status).toBe('failure');
    flip('numberSigns', 'accepted');
    expect((await run(bill({ RECORDID: "D'A-1" }))).status).toBe('success');
  });

  it('get their due date from the term, or not', async () => {
    await booked({ WHENDUE: '', TERMNAME: 'N30' });
    expect(await select('APBILL', ['WHENDUE'])).toEqual([{ WHENDUE: '07/15/2026' }]);
    flip('termAlone', 'refused');
    expect(errorsOf(await run(bill({ WHENDUE: '', TERMNAME: 'N30' })))[0]).toContain('WHENDUE is missing');
  });

  it('have unknown fields refused, or ignored', async () => {
    expect((await run(bill({ NOPE: 'x' }))).status).toBe('failure');
    flip('unknownField', 'ignored');
    expect((await run(bill({ NOPE: 'x' }))).status).toBe('success');
  });

  it('have long texts refused, or cut', async () => {
    const number = 'x'.repeat(46);
    expect(errorsOf(await run(bill({ RECORDID: number })))[0]).toContain('longer than 45 characters');
    flip('longText', 'cut');
    await booked({ RECORDID: number });
    expect(await select('APBILL', ['RECORDID'])).toEqual([{ RECORDID: 'x'.repeat(45) }]);
  });

  it('are called partly paid, or still posted', async () => {
    await booked();
    await control('payments', { bill: 'HS-1', amount: '1' });
    expect(await select('APBILL', ['STATE'])).toEqual([{ STATE: 'Partially Paid' }]);
    sim.reset({ settings: { partlyPaid: 'Posted' } });
    tested.add('partlyPaid');
    await booked();
    await control('payments', { bill: 'HS-1', amount: '1' });
    expect(await select('APBILL', ['STATE', 'TOTALPAID'])).toEqual([{ STATE: 'Posted', TOTALPAID: '1' }]);
  });

  it('have a payment detail whose key goes by one name, or another', async () => {
    await booked();
    await control('payments', { bill: 'HS-1' });
    const [payment] = await select('APPYMT', ['RECORDNO']);
    expect(await select('APPYMTDETAIL', ['PAYMENTKEY'])).toEqual([{ PAYMENTKEY: payment?.RECORDNO }]);
    sim.reset({ settings: { paymentKeyName: 'PAYMENTRECORDNO' } });
    tested.add('paymentKeyName');
    await booked();
    await control('payments', { bill: 'HS-1' });
    expect(await select('APPYMTDETAIL', ['PAYMENTRECORDNO'])).toEqual([{ PAYMENTRECORDNO: '2' }]);
    const old = '<query><object>APPYMTDETAIL</object><select><field>PAYMENTKEY</field></select></query>';
    expect(errorsOf(await run(old))[0]).toContain('cannot be queried: PAYMENTKEY');
  });
});

it('takes a generic adjustment, or not', async () => {
  const adjustment = bill({ RECORDID: 'CM' }).replaceAll('APBILL', 'APADJUSTMENT');
  expect(errorsOf(await run(adjustment))[0]).toContain(
    'The operation create is not supported for APADJUSTMENT.',
  );
  flip('genericAdjustment', 'accepted');
  expect((await run(adjustment)).data.apadjustment.RECORDNO).toBeDefined();
});

it('numbers orders, or wants a number', async () => {
  const date = '<year>2026</year><month>6</month><day>15</day>';
  const order = `<create_potransaction><transactiontype>Purchase Order</transactiontype><datecreated>${date}</datecreated><vendorid>20000</vendorid><datedue>${date}</datedue><returnto><contactname/></returnto><payto><contactname/></payto><potransitems><potransitem><itemid>ITEM-1</itemid><quantity>1</quantity><price>1</price><locationid>110</locationid></potransitem></potransitems></create_potransaction>`;
  expect((await run(order)).key).toBe('Purchase Order-PO0001');
  flip('orderNumbering', 'off');
  expect(errorsOf(await run(order))[0]).toBe('PL01000127 Document Number is missing');
});

it('gives more about errors, asked for at the end of the control block, or before', async () => {
  const asked = '<showadditionalerrorinfo>true</showadditionalerrorinfo>';
  const last = envelope({ functions: [bill({ VENDORID: 'x' })], control: asked });
  const before = last.replace(asked, '').replace('<includewhitespace>', `${asked}<includewhitespace>`);
  const info = async (body: string) => (await post(body)).errors.map((error) => 'additionalinfo' in error);
  expect(await info(last)).toEqual([true, true]);
  expect((await post(before)).errors[0]?.errorno).toBe('XL03000003');
  flip('additionalInfoPlace', 'beforeWhitespace');
  expect(await info(before)).toEqual([true, true]);
  expect((await post(last)).errors[0]?.errorno).toBe('XL03000003');
});

it('writes the support id plainly, or encoded', async () => {
  const text = async () => (await send({ functions: [bill({ VENDORID: 'x' })] })).errors[0]?.description2;
  expect(await text()).toMatch(/ \[Support ID: SIMEB\d+~\w+\]$/);
  flip('supportId', 'encoded');
  expect(await text()).toMatch(/ \[Support ID: SIMEB\d+%7E\w+\]$/);
});

it('shows a contact in elements, or with dots', async () => {
  const read = async () => (await run('<read><object>VENDOR</object><keys>20000</keys></read>')).data.VENDOR;
  expect((await read()).DISPLAYCONTACT.PRINTAS).toBe('Harbour Street Office Supply');
  flip('contactShape', 'dotted');
  expect((await read())['DISPLAYCONTACT.PRINTAS']).toBe('Harbour Street Office Supply');
});

it('keeps a result whole, or lets rows vanish between pages', async () => {
  const pages = async () => {
    const first = await run(
      '<readByQuery><object>VENDOR</object><query></query><pagesize>3</pagesize></readByQuery>',
    );
    const more = await run(`<readMore><resultId>${first.data['@resultId']}</resultId></readMore>`);
    return [first.data['@numremaining'], more.data['@count']];
  };
  expect(await pages()).toEqual(['1', '1']);
  flip('frozenCursor', 'shrinks');
  expect(await pages()).toEqual(['1', '0']);
});

describe('limits', () => {
  it('minds the content type, or not', async () => {
    const status = async () => (await send({ functions: [READ], contentType: 'text/plain' })).status;
    expect(await status()).toBe(400);
    flip('contentType', 'ignored');
    expect(await status()).toBe(200);
  });

  it('counts what fails, or not', async () => {
    const count = async () => {
      await run(bill({ VENDORID: 'x' }));
      return (await control('state')).transactionsByFunction.create ?? 0;
    };
    expect(await count()).toBe(0);
    flip('failedCounts', 'yes');
    expect(await count()).toBe(1);
  });

  it('has calls a minute, and says when to come back, or not', async () => {
    flip('callsPerMinute', 1);
    expect((await send({ functions: [READ] })).status).toBe(200);
    const refused = await send({ functions: [READ] });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
    tested.add('retryAfter');
    sim.faults([{ kind: 'tooMany' }, { kind: 'switch', name: 'retryAfter', value: 'seconds' }]);
    expect((await send({ functions: [READ] })).headers.get('retry-after')).toBe('1');
  });

  it('has one place or more, for as long as the work takes', async () => {
    sim.reset({ settings: { slots: 1, slotWaitMs: 1, workMs: 1 } });
    tested.add('slots').add('slotWaitMs').add('workMs');
    await control('hold', { held: true });
    const held = send({ functions: [READ] });
    while ((await control('state')).inside < 1) await new Promise((next) => setImmediate(next));
    expect((await send({ functions: [READ] })).errors[0]?.description2).toContain('(200024)');
    await control('hold', { held: false });
    expect((await held).results[0].status).toBe('success');
  });

  it('has a limit of functions, or none', async () => {
    const many = Array.from({ length: 60 }, () => READ);
    expect((await send({ functions: many })).results).toHaveLength(60);
    flip('maxFunctions', 50);
    expect((await send({ functions: many })).errors[0]?.description2).toContain('more than 50 functions');
  });

  it('has a longest attachment id', async () => {
    await run('<create_supdocfolder><supdocfoldername>F</supdocfoldername></create_supdocfolder>');
    const file = (id: string) =>
      run(`<create_supdoc><supdocid>${id}</supdocid><supdocfoldername>F</supdocfoldername></create_supdoc>`);
    expect((await file('x'.repeat(21))).status).toBe('failure');
    flip('supdocIdLength', 40);
    expect((await file('x'.repeat(21))).status).toBe('success');
  });
});

it('names what is forbidden, and refuses switches that are not there', async () => {
  turn('forbidden', ['VENDOR']);
  const read = (object: string) => run(`<read><object>${object}</object><keys>1</keys></read>`);
  expect(errorsOf(await read('VENDOR'))[0]).toContain(
    'You do not have permission for API operation read on objects of type vendor',
  );
  expect((await read('CLASS')).status).toBe('success');
  expect(() => sim.reset({ settings: { nope: 1 } })).toThrow('There is no switch nope.');
  expect(() => sim.reset({ settings: { afterGuilty: 'x' } })).toThrow(
    'afterGuilty takes one of aborted, absent.',
  );
});
