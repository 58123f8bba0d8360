/** Sessions, levels of failure, patience and reading, against the simulated company. */
import { order } from '../../sandbox/control';
import type { Simulator } from '../../sandbox/kit/simulator';
import { defaultSeed, startSageIntacct } from '../../sandbox/sage-intacct';
import { NoAnswer, SignInRefused } from '../../nodes/shared/http';
import { Refusal } from '../../nodes/shared/outcome';
import type { Connection } from '../../nodes/SageIntacct/transport/connection';
import { connect } from '../../nodes/SageIntacct/transport/connection';
import { SchemaRefused } from '../../nodes/SageIntacct/transport/errors';
import { lookupFields, query } from '../../nodes/SageIntacct/transport/query';
import { callOne, send } from '../../nodes/SageIntacct/transport/request';
import { SageIntacctN8n, intacctCredential } from '../fixtures/sage-intacct-n8n';

let intacct: Simulator<unknown>;
let n8n: SageIntacctN8n;
let connection: Connection;

const { signIn } = defaultSeed();
let companies = 0;

/** A company of its own for each test, so that no kept session is carried over. */
async function open(settings: object = {}, change: object = {}): Promise<void> {
  const companyId = `granite-${++companies}`;
  intacct = await startSageIntacct({ seed: { signIn: { ...signIn, companyId }, settings } as never });
  n8n = new SageIntacctN8n(intacctCredential(intacct.url, { ...signIn, companyId, ...change }));
  connection = await connect(n8n.context());
  connection.retries = { attempts: 3, baseMs: 5, longestMs: 20 };
}
afterEach(async () => await intacct.close());

interface State {
  logins: number;
  sessions: number;
  apiTransactions: number;
}
const state = async () => (await order(intacct.url, 'state')) as unknown as State;
const faults = async (...list: object[]) => await order(intacct.url, 'faults', { faults: list });
const readVendors = async () => await query(connection, { object: 'VENDOR', fields: ['VENDORID'] });
const failure = async (work: Promise<unknown>): Promise<Error> =>
  await work.then(
    () => new Error('it succeeded'),
    (error: Error) => error,
  );

describe('session', () => {
  test('twenty calls that start together sign in once and use the address that the session names', async () => {
    await open();
    await Promise.all(Array.from({ length: 20 }, readVendors));
    expect((await state()).logins).toBe(1);
    const { byRoute } = intacct.calls() as unknown as { byRoute: Record<string, number> };
    expect(Object.keys(byRoute).some((route) => route.includes('/na12/'))).toBe(true);
  });

  test('a session that died inside an HTTP 200 is renewed once and the call repeated', async () => {
    await open();
    await readVendors();
    await faults({ kind: 'expireToken', times: 1 });
    expect(await readVendors()).toHaveLength(4);
    expect((await state()).logins).toBe(2);
  });

  test('is renewed before its end, which slides with each answer', async () => {
    await open({ sessionMinutes: 3 });
    await readVendors();
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now');
    try {
      clock.mockReturnValue(now + 50_000);
      await readVendors();
      expect((await state()).logins).toBe(1);
      clock.mockReturnValue(now + 60 * 60_000);
      await readVendors();
      expect((await state()).logins).toBe(2);
    } finally {
      clock.mockRestore();
    }
  });

  test('is not trusted for more than fifty minutes without an answer, whatever it promised', async () => {
    await open({ sessionMinutes: 24 * 60 });
    await readVendors();
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 51 * 60_000);
    try {
      await readVendors();
      expect((await state()).logins).toBe(2);
    } finally {
      clock.mockRestore();
    }
  });

  test('never takes the sender password to a host that nobody allowed', async () => {
    await open({ endpoint: 'https://intacct.com.example.net/ia/xml/xmlgw.phtml' });
    const error = await failure(readVendors());
    expect(error).toBeInstanceOf(SignInRefused);
    expect(error.message).toContain('intacct.com.example.net');
  });

  test.each([
    [{ senderPassword: 'wrong' }, /Partner ID or password/],
    [{ userPassword: 'wrong' }, /Sign-in information is incorrect/],
    [{ entityId: 'nowhere' }, /entity ID/],
    [{ senderId: 'StrangeSender', senderPassword: 'sandbox-strange-password' }, /authorizations/],
  ])('a wrong %j is a refused sign-in that says what to mend', async (change, words) => {
    await open({}, change);
    const error = await failure(readVendors());
    expect(error).toBeInstanceOf(SignInRefused);
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain('sandbox-');
  });
});

describe('patience', () => {
  test.each(['tooMany', 'limitText', 'companyFull', 'offline'])('%s passes by itself', async (kind) => {
    await open();
    await readVendors();
    await faults({ kind, times: 2 });
    expect(await readVendors()).toHaveLength(4);
  });

  test('a read whose answer is lost is sent again', async () => {
    await open();
    await faults({ kind: 'cut', route: 'query', times: 1, when: 'after' });
    expect(await readVendors()).toHaveLength(4);
  });

  test('a write that may not be repeated is not', async () => {
    await open();
    await faults({ kind: 'html', route: 'create:', times: 1, when: 'after' });
    const create = { create: { CLASS: { CLASSID: 'C9', NAME: 'Wholesale' } } };
    const sending = { unique: false, repeatable: false };
    expect(await failure(send(connection, [{ controlId: 'c9', body: create }], sending))).toBeInstanceOf(
      NoAnswer,
    );
  });

  test('a unique write whose answer is lost is sent again as it was, and is refused as a repeat', async () => {
    await open();
    await faults({ kind: 'html', route: 'create:', times: 1, when: 'after' });
    const create = { create: { CLASS: { CLASSID: 'C9', NAME: 'Wholesale' } } };
    const [sent] = await send(connection, [{ controlId: 'c9', body: create }], {
      unique: true,
      repeatable: true,
    });
    expect(sent).toMatchObject({ status: 'failure', resent: true });
    expect(await query(connection, { object: 'CLASS', fields: ['CLASSID'] })).toHaveLength(2);
  });

  test('one request at a time is inside the company', async () => {
    await open({ slots: 1, slotWaitMs: 0, workMs: 20 });
    await Promise.all(Array.from({ length: 6 }, readVendors));
    const { total } = intacct.calls();
    // six reads and one sign-in, none of them turned away
    expect(total).toBe(7);
  });
});

describe('refusals', () => {
  test('a schema fault refuses the request as a whole', async () => {
    await open();
    const body = { create_bill: { billno: '7', vendorid: '20000' } };
    const error = await failure(
      send(connection, [{ controlId: 'b7', body }], { unique: true, repeatable: true }),
    );
    expect(error).toBeInstanceOf(SchemaRefused);
  });

  test('a missing permission is told by its words', async () => {
    await open();
    await faults({ kind: 'switch', name: 'forbidden', value: 'VENDOR' });
    const error = await failure(readVendors());
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).problem).toMatchObject({ cause: 'connection.rights', owner: 'connection' });
  });

  test('an expired company is a refused sign-in', async () => {
    await open();
    await faults({ kind: 'companyExpired' });
    expect(await failure(readVendors())).toBeInstanceOf(SignInRefused);
  });
});

describe('reading', () => {
  test('pages follow the record number, and everything comes once', async () => {
    await open();
    const classes = Array.from({ length: 2_300 }, (_each, at) => ({
      controlId: `k${at}`,
      body: { create: { CLASS: { CLASSID: `K${at}`, NAME: `Class ${at} & "more"` } } },
    }));
    for (let at = 0; at < classes.length; at += 500)
      await send(connection, classes.slice(at, at + 500), { unique: true, repeatable: true });
    const rows = await query(connection, {
      object: 'CLASS',
      fields: ['CLASSID', 'NAME'],
      filter: {
        or: [
          { field: 'CLASSID', is: 'like', value: 'K%' },
          { field: 'CLASSID', in: ['C1', 'none'] },
        ],
      },
    });
    expect(new Set(rows.map((row) => row.CLASSID)).size).toBe(2_301);
    expect(rows).toHaveLength(2_301);
    expect(rows.find((row) => row.CLASSID === 'K7')?.NAME).toBe('Class 7 & "more"');
  });

  test('fields come with their custom ones', async () => {
    await open();
    const fields = await lookupFields(connection, 'APBILL');
    expect(fields.find(({ id }) => id === 'RECORDID')).toMatchObject({ isCustom: false });
    expect(fields.some(({ isCustom }) => isCustom)).toBe(true);
  });

  test('a key that is not there is no error', async () => {
    await open();
    const read = { read: { object: 'VENDOR', keys: '999999', fields: '*' } };
    expect((await callOne(connection, read, 'to read a vendor')).rows).toEqual([]);
  });
});

describe('in n8n', () => {
  test('Check Connection says in plain words what is in order', async () => {
    await open();
    const [rows = []] = await n8n.execute({ resource: 'connection', operation: 'check' }, [{}]);
    expect(rows.map(({ json }) => json.ok)).toEqual(rows.map(() => true));
    expect(rows.length).toBeGreaterThan(5);
  });

  test('Custom Function sends what a person wrote, and says what is wrong with it', async () => {
    await open();
    const run = async (xml: string) =>
      await n8n.execute({ resource: 'customFunction', operation: 'execute', xml }, [{}], {
        onError: 'continueRegularOutput',
      });
    const [[item] = []] = await run('<readByName><object>VENDOR</object><keys>20000</keys></readByName>');
    expect(item?.json.rows).toMatchObject([{ VENDORID: '20000' }]);
    const [[broken] = []] = await run('<readByName><object>VENDOR</object>');
    expect(JSON.stringify(broken?.json.error)).toContain('nothing was sent');
    const [[odd] = []] = await run('<no_such_function/>');
    expect(JSON.stringify(odd?.json.error)).toContain('XL03000003');
  });
});
