/** Sessions, failures that come as text, large documents and paging, against the simulated company. */
import { NoAnswer, SignInRefused } from '../../nodes/shared/http';
import { Refusal } from '../../nodes/shared/outcome';
import type { Connection } from '../../nodes/Syspro/transport/connection';
import { connect } from '../../nodes/Syspro/transport/connection';
import { find, findAny } from '../../nodes/Syspro/transport/find';
import { addressLength, addressRoom, post, query } from '../../nodes/Syspro/transport/request';
import { logonProfile, version } from '../../nodes/Syspro/transport/service';
import { withSession } from '../../nodes/Syspro/transport/session';
import { count, errorsIn, text } from '../../nodes/Syspro/transport/xml';
import type { PartialSeed } from '../../sandbox/syspro';
import { Company } from './syspro-company';

let company: Company;
let connection: Connection;

async function open(seed: PartialSeed = {}, change: Record<string, string> = {}): Promise<void> {
  company = await Company.start(seed, change);
  connection = await company.connection();
}
afterEach(async () => await company.close());

const settings = (given: Record<string, string | number>) => ({ settings: given }) as unknown as PartialSeed;
const READ = { resource: 'supplier', operation: 'getAll', returnAll: true };
const suppliers = { table: 'ApSupplier', key: ['Supplier'], columns: ['SupplierName'] };
const failure = async (work: Promise<unknown>): Promise<Error> =>
  await work.then(
    () => new Error('it succeeded'),
    (error: Error) => error,
  );

const item = (invoice: string, value = '100.00') => ({
  ...{ Supplier: '0000001', TransactionCode: 'I', Invoice: invoice, TransactionValue: value },
  ...{ InvoiceDate: '2026-06-10', Notation: 'x'.repeat(30) },
  LedgerDistribution: { LedgerCode: '10-6220', LedgerValue: value },
});
const PARAMETERS = { PostApInvoice: { Parameters: { ApplyIfEntireDocumentValid: 'N' } } };
const invoices = (names: string[]) => ({ PostApInvoice: { Item: names.map((name) => item(name)) } });
const booked = (): number => company.sim.world.tables.get('ApInvoice')?.all().length ?? 0;

describe('session', () => {
  test('an execution logs on once, whatever it does, and leaves no session behind', async () => {
    await open();
    await company.n8n.execute(READ, [{}, {}, {}]);
    expect(await company.sessions()).toMatchObject({ logons: 1, logoffs: 1, openSessions: 0, evicted: 0 });
  });

  test.each(['v7', 'v8'])('the id of %s goes back as it came', async (sessionId) => {
    await open(settings({ sessionId, trimmedId: 'refused' }));
    expect((await find(connection, suppliers)).length).toBeGreaterThan(0);
  });

  test.each(['json', 'xml'])('an id wrapped in %s is unwrapped', async (idWrapping) => {
    await open(settings({ idWrapping, trimmedId: 'refused' }));
    expect((await find(connection, suppliers)).length).toBeGreaterThan(0);
  });

  test('executions that start together take turns: none ends the session of another', async () => {
    await open();
    const outputs = await Promise.all(Array.from({ length: 8 }, () => company.n8n.execute(READ, [{}])));
    expect(new Set(outputs.map(([items]) => items?.length)).size).toBe(1);
    expect(await company.sessions()).toMatchObject({ logons: 8, logoffs: 8, openSessions: 0, evicted: 0 });
  });

  test('a failed execution logs off as well', async () => {
    await open();
    const get = { resource: 'supplier', operation: 'get', supplier: { mode: 'id', value: 'nobody' } };
    await expect(company.n8n.execute(get, [{}])).rejects.toThrow(/no supplier nobody/);
    expect(await company.sessions()).toMatchObject({ logons: 1, openSessions: 0 });
  });

  test('what a crash left behind is ended by the next logon, and its seat is free again', async () => {
    await open(settings({ seats: 1 }));
    const { operator, operatorPassword, companyId } = connection.signIn;
    const crashed = new URLSearchParams({ Operator: operator, OperatorPassword: operatorPassword });
    crashed.append('CompanyId', companyId);
    crashed.append('CompanyPassword', '');
    await fetch(`${connection.logonUrl}?${crashed}`);
    expect(await company.sessions()).toMatchObject({ openSessions: 1 });
    await company.n8n.execute(READ, [{}]);
    expect(await company.sessions()).toMatchObject({ logons: 2, evicted: 1, openSessions: 0 });
  });

  test('a session that a person ended is renewed once, and the read repeated', async () => {
    await open();
    const context = company.n8n.context();
    await withSession(context, async () => {
      const held = await connect(context);
      await find(held, suppliers);
      await company.control('evict', {});
      expect((await find(held, suppliers)).length).toBeGreaterThan(0);
    });
    expect(await company.sessions()).toMatchObject({ logons: 2, openSessions: 0 });
  });

  test('who is thrown out again and again stops, and says who does it', async () => {
    await open();
    const context = company.n8n.context();
    const error = await failure(
      withSession(context, async () => {
        const held = await connect(context);
        for (let times = 0; times < 5; times += 1) {
          await find(held, suppliers);
          await company.control('evict', {});
        }
      }),
    );
    expect(error).toBeInstanceOf(SignInRefused);
    expect(error.message).toMatch(/ended again and again/);
    expect(await company.sessions()).toMatchObject({ logons: 4, openSessions: 0 });
  });

  test('a posting whose session ended is not sent again: it has to be looked up first', async () => {
    await open();
    const context = company.n8n.context();
    await withSession(context, async () => {
      const held = await connect(context);
      await find(held, suppliers);
      await company.control('evict', {});
      const error = await failure(post(held, 'APSTIN', PARAMETERS, invoices(['INV-1'])));
      expect(error).toBeInstanceOf(NoAnswer);
      expect(error).toMatchObject({ arrived: null });
      const { content } = await post(held, 'APSTIN', PARAMETERS, invoices(['INV-1']));
      expect(text(content, 'StatusOfItems')).toBe('');
      expect(errorsIn(content)).toEqual([]);
    });
    expect(booked()).toBe(1);
    expect(await company.sessions()).toMatchObject({ openSessions: 0 });
  });

  test('a proxy’s 401 is answered by one new logon', async () => {
    await open();
    await company.faults({ kind: 'html', status: 401, route: 'COMFND', times: 2 });
    expect((await find(connection, suppliers)).length).toBeGreaterThan(0);
    expect(await company.sessions()).toMatchObject({ logons: 2 });
  });

  test.each([
    [{ operatorPassword: 'wrong' }, /Invalid operator password/],
    [{ companyId: 'ZZ' }, /company/],
    [{ operator: 'NOBODY' }, /operator NOBODY/],
  ])('a wrong %j is a refused sign-in in SYSPRO’s words', async (change, words) => {
    await open({}, change);
    const error = await failure(find(connection, suppliers));
    expect(error).toBeInstanceOf(SignInRefused);
    expect(error.message).toMatch(words);
  });

  test('a port that is not the REST service’s is named', async () => {
    await open({}, { servicePath: '/SYSPROWebServices' });
    const error = await failure(find(connection, suppliers));
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ problem: { cause: 'connection.path' } });
  });

  test('the version needs no session; the profile says who is where', async () => {
    await open();
    expect(await version(connection)).toBe('7.0.0.6');
    expect(await company.sessions()).toMatchObject({ logons: 0 });
    expect(await logonProfile(connection)).toMatchObject({
      operator: 'INTEGR',
      company: 'G (Granite Supplies)',
      currency: 'USD',
    });
  });
});

describe('failures', () => {
  test('an object that is not licensed is a refusal that says so', async () => {
    await open(settings({ unlicensed: 'COMFND' }));
    const error = await failure(find(connection, suppliers));
    expect(error).toMatchObject({ problem: { cause: 'erp.licence', outcome: 'held' } });
  });

  test('a read whose answer is cut is sent again; a posting is not', async () => {
    await open();
    await company.faults({ kind: 'cut', route: 'COMFND', times: 1, when: 'after' });
    expect((await find(connection, suppliers)).length).toBeGreaterThan(0);
    await company.faults({ kind: 'cut', route: 'APSTIN', times: 1, when: 'after' });
    expect(await failure(post(connection, 'APSTIN', PARAMETERS, invoices(['INV-2'])))).toMatchObject({
      name: 'NoAnswer',
      arrived: null,
    });
    expect(booked()).toBe(1);
  });

  test('a proxy’s page instead of an answer is no answer', async () => {
    await open();
    await company.faults({ kind: 'html', status: 200, route: 'APSTIN', times: 1, when: 'after' });
    expect(await failure(post(connection, 'APSTIN', PARAMETERS, invoices(['INV-3'])))).toBeInstanceOf(
      NoAnswer,
    );
  });

  test('elements say what is wrong with them', async () => {
    await open();
    const { content } = await post(connection, 'APSTIN', PARAMETERS, {
      PostApInvoice: { Item: [{ ...item('INV-4'), InvoiceDate: '10.06.2026' }, item('INV-5')] },
    });
    expect(errorsIn(content)).toMatchObject([{ element: 'InvoiceDate', number: '100028', warning: false }]);
    const status = content.StatusOfItems as never;
    expect([count(status, 'itemsprocessed'), count(status, 'ItemsInvalid')]).toEqual([1, 1]);
  });
});

describe('documents', () => {
  const many = Array.from({ length: 40 }, (_, at) => `LONG-${at}`);

  test('one that fits goes by address, one that is too long by PostLD', async () => {
    await open();
    await post(connection, 'APSTIN', PARAMETERS, invoices(['INV-1']));
    await post(connection, 'APSTIN', PARAMETERS, invoices(many));
    expect(booked()).toBe(41);
    const routes = Object.keys(company.calls());
    expect(routes.filter((route) => /Post(LD)? APSTIN$/.test(route))).toHaveLength(2);
  });

  test('PostLD’s answer is read whether it is wrapped or not', async () => {
    await open(settings({ ldResponse: 'wrapped' }));
    const { root } = await post(connection, 'APSTIN', PARAMETERS, invoices(many));
    expect(root).toBe('postapinvoice');
  });

  test('a version without PostLD refuses, books nothing, and says what to set', async () => {
    await open(settings({ postLD: 'absent' }));
    const error = await failure(post(connection, 'APSTIN', PARAMETERS, invoices(many)));
    expect(error).toMatchObject({ problem: { cause: 'connection.noLargeDocuments' } });
    expect(booked()).toBe(0);
  });

  test('what fits into the room of an address is let through by a server at its limit', async () => {
    await open(settings({ urlLimit: 12_400 }));
    connection.largeDocuments = false;
    const room = addressRoom(connection, 'APSTIN', PARAMETERS);
    const fitting = many.filter((_, at) => addressLength(invoices(many.slice(0, at + 1))) <= room);
    expect(fitting.length).toBeGreaterThan(5);
    await post(connection, 'APSTIN', PARAMETERS, invoices(fitting));
    expect(booked()).toBe(fitting.length);
    const error = await failure(post(connection, 'APSTIN', PARAMETERS, invoices(many)));
    expect(error).toMatchObject({ problem: { cause: 'connection.tooLong' } });
  });

  test('text beyond Windows-1252 loses its accents, the rest of it arrives whole', async () => {
    await open(settings({ wideText: 'refused', referenceColumn: 'kept' }));
    const named = { ...item('INV-9'), TransactionReference: 'Øre & Dvořák “€”' };
    const { content } = await post(connection, 'APSTIN', PARAMETERS, { PostApInvoice: { Item: named } });
    expect(errorsIn(content)).toEqual([]);
    const [row] = await find(connection, {
      ...{ table: 'ApInvoice', key: ['Supplier', 'Invoice'], columns: ['Reference'] },
      where: { column: 'Invoice', is: 'EQ', value: 'INV-9' },
    });
    expect(text(row ?? {}, 'Reference')).toBe('Øre & Dvorák “€”');
  });
});

describe('reading tables', () => {
  const crowd = Array.from({ length: 2_100 }, (_, at) => ({
    ...{ code: String(at + 1), name: `Supplier ${at + 1}`, currency: 'USD', terms: '30' },
  }));

  test('a table longer than a page is read along its key, each row once', async () => {
    await open({ suppliers: crowd } as unknown as PartialSeed);
    const rows = await find(connection, suppliers);
    expect(new Set(rows.map((row) => text(row, 'Supplier'))).size).toBe(2_100);
    expect(rows).toHaveLength(2_100);
    expect(company.calls()).toMatchObject({ '/Query/Query COMFND ApSupplier': 3 });
  });

  test('a limit ends the reading', async () => {
    await open({ suppliers: crowd } as unknown as PartialSeed);
    expect(await find(connection, { ...suppliers, limit: 1_500 })).toHaveLength(1_500);
  });

  test('many values are asked for in addresses of a safe length', async () => {
    await open({ suppliers: crowd } as unknown as PartialSeed);
    const wanted = crowd.slice(0, 300).map(({ code }) => code.padStart(15, '0'));
    const rows = await findAny(connection, suppliers, 'Supplier', wanted);
    expect(rows.map((row) => text(row, 'Supplier')).sort()).toEqual(wanted);
    const { '/Query/Query COMFND ApSupplier': calls = 0 } = company.calls();
    expect(calls).toBeGreaterThan(1);
    expect(calls).toBeLessThan(20);
  });

  test('groups of conditions keep together', async () => {
    await open();
    await post(connection, 'APSTIN', PARAMETERS, invoices(['A-1', 'A-2', 'B-1']));
    const rows = await find(connection, {
      ...{ table: 'ApInvoice', key: ['Supplier', 'Invoice'], columns: [] },
      where: {
        and: [
          {
            or: [
              { column: 'Invoice', is: 'EQ', value: 'A-1' },
              { column: 'Invoice', is: 'EQ', value: 'B-1' },
            ],
          },
          { column: 'Invoice', is: 'LIKE', value: 'A*' },
        ],
      },
    });
    expect(rows.map((row) => text(row, 'Invoice'))).toEqual(['A-1']);
  });

  test('any query answers as a document with its root', async () => {
    await open();
    const { root } = await query(connection, 'COMQCO', '<Query/>');
    expect(root).not.toBe('');
  });
});
