/** Reading suppliers, ledger codes, balances and receipts; any business object; the check of the connection. */
import type { ICredentialTestFunctions, IDataObject } from 'n8n-workflow';
import { sysproApiTest } from '../../nodes/Syspro/methods/credentialTest';
import { searchAccounts, searchSuppliers } from '../../nodes/Syspro/methods/search';
import { withSession } from '../../nodes/Syspro/transport/session';
import type { PartialSeed } from '../../sandbox/syspro';
import { Company } from './syspro-company';

// pauses between attempts are of no interest here
jest.mock('n8n-workflow', () => ({
  ...jest.requireActual<object>('n8n-workflow'),
  sleep: () => Promise.resolve(),
}));

let company: Company;
const open = async (seed: PartialSeed = {}, change: IDataObject = {}): Promise<void> => {
  company = await Company.start(seed, change);
};
afterEach(async () => await company.close());

const settings = (given: Record<string, string | number>) => ({ settings: given }) as unknown as PartialSeed;
const read = async (resource: string, more: IDataObject = {}): Promise<IDataObject[]> => {
  const [items = []] = await company.run({
    resource,
    operation: 'getAll',
    returnAll: true,
    ...more,
  } as never);
  return items;
};
const run = async (resource: string, operation: string, more: IDataObject): Promise<IDataObject[]> => {
  const [items = []] = await company.run({ resource, operation, ...more } as never);
  return items;
};

describe('suppliers', () => {
  test('are canonical documents without bank data, also as they are', async () => {
    await open();
    expect(await read('supplier', { filters: { active: true, name: 'Harbour' } })).toMatchObject([
      {
        ...{ document: 'supplier', environment: 'test', tenant: 'G', id: '000000000000001', active: true },
        ...{
          name: 'Harbour Street Office Supply',
          currency: 'USD',
          vatNumber: 'US-1001',
          taxNumber: null,
          terms: '30',
        },
        ...{ email: 'ar@harbour.example', phone: '+1 555 0101', bankFields: {}, lastUpdate: null },
        address: { lines: ['1 Harbour Street'], city: 'Tacoma', region: 'WA', country: 'US' },
        grnMatchingRequired: false,
      },
    ]);
    expect(await read('supplier', { filters: { name: 'Harbour' } })).toHaveLength(2);
    const raw = await read('supplier', { simplify: false });
    expect(raw).toHaveLength(5);
    expect(raw[2]).toMatchObject({ SupplierName: 'Alpengläs Werkstatt' });
    expect(JSON.stringify(raw)).not.toMatch(/SIM0001|SIMB001/);
  });

  test('are found by the code that people see, where keys are numeric', async () => {
    await open();
    for (const value of ['1', '0000001', '000000000000001']) {
      const [supplier] = await run('supplier', 'get', { supplier: { mode: 'id', value } });
      expect(supplier).toMatchObject({ name: 'Harbour Street Office Supply' });
    }
  });

  test('whose keys are alphabetic keep the zeros that they have', async () => {
    await open({
      supplierKey: { type: 'A', length: 15, automatic: false, next: 1 },
      suppliers: [
        { code: '001', name: 'Three Signs' },
        { code: '1', name: 'One Sign' },
      ],
      ...{ purchaseOrders: [], receipts: [] },
    } as unknown as PartialSeed);
    const [supplier] = await run('supplier', 'get', { supplier: { mode: 'id', value: '1' } });
    expect(supplier).toMatchObject({ name: 'One Sign' });
  });

  test('are offered in pages, searched in any case', async () => {
    await open({
      suppliers: Array.from({ length: 60 }, (_, at) => ({
        code: String(at + 1),
        name: `Supplier ${at + 1}`,
      })),
    } as unknown as PartialSeed);
    const first = await searchSuppliers.call(company.n8n.editor());
    const second = await searchSuppliers.call(company.n8n.editor(), '', String(first.paginationToken));
    expect([first.results.length, second.results.length]).toEqual([50, 10]);
    expect(second.paginationToken).toBeUndefined();
    const found = await searchSuppliers.call(company.n8n.editor(), 'supplier 60');
    expect(found.results).toEqual([{ name: '000000000000060 – Supplier 60', value: '000000000000060' }]);
    expect(await company.sessions()).toMatchObject({ openSessions: 0 });
  });

  test('a pick-list does not wait for a run for ever', async () => {
    await open();
    const clock = jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'performance', 'Date'] });
    try {
      await withSession(company.n8n.context(), async () => {
        const search = searchSuppliers.call(company.n8n.editor()).catch((error: Error) => error);
        await clock.advanceTimersByTimeAsync(25_000);
        expect(String(await search)).toContain('is using the session of operator INTEGR');
      });
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('ledger codes', () => {
  test('are canonical documents', async () => {
    await open();
    const accounts = await read('glAccount', { filters: { code: '10-', type: 'E' } });
    expect(accounts.map(({ code, active }) => [code, active])).toEqual([
      ...[
        ['10-6220', true],
        ['10-6300', true],
        ['10-6700', true],
        ['10-6900', true],
        ['10-6990', false],
      ],
    ]);
    expect(accounts[2]).toMatchObject({ document: 'glAccount', tenant: 'G', analysisCategory: 'TRAVEL' });
    expect(await read('glAccount', { filters: { active: true, code: '10-699' } })).toEqual([]);
    const { results } = await searchAccounts.call(company.n8n.editor(), 'bank');
    expect(results).toEqual([{ name: '00-1000 – Operating bank', value: '00-1000' }]);
  });

  test.each(['container', 'text'])('are judged by SYSPRO, a missing one told by a %s', async (missing) => {
    await open(settings({ ledgerCodeMissing: missing }));
    const judged: IDataObject[] = [];
    for (const value of ['10-6220', '10-9999', '10-6990', '10-6900'])
      judged.push(...(await run('glAccount', 'validate', { account: { mode: 'id', value } })));
    expect(judged.map(({ code, valid }) => [code, valid])).toEqual([
      ['10-6220', true],
      ['10-9999', false],
      ['10-6990', false],
      ['10-6900', true],
    ]);
    expect(judged[0]).toMatchObject({ description: 'Office supplies, Head office', type: 'E' });
    expect(judged[1]?.reason).toMatch(/10-9999/);
    expect(judged[3]).toMatchObject({ needsPassword: true });
  });

  test('an object that is not licensed says nothing about a code', async () => {
    await open(settings({ unlicensed: 'GENQGL' }));
    await expect(run('glAccount', 'validate', { account: { mode: 'id', value: '10-6220' } })).rejects.toThrow(
      /100000/,
    );
  });
});

describe('balances', () => {
  const item = {
    ...{ Supplier: '0000001', TransactionCode: 'I', Invoice: 'INV-1', TransactionValue: '250.50' },
    InvoiceDate: '2026-06-10',
  };
  const book = () =>
    run('businessObject', 'call', {
      ...{ verb: 'Transaction/Post', object: 'APSTIN' },
      xmlIn: `<PostApInvoice><Item>${Object.entries(item)
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join(
          '',
        )}<LedgerDistribution><LedgerCode>10-6220</LedgerCode><LedgerValue>250.50</LedgerValue></LedgerDistribution></Item></PostApInvoice>`,
    });

  test.each(['history', 'query'])('by %s: opening, movement and balance of a period', async (readBy) => {
    await open();
    await book();
    const [now] = await read('glBalance', { readBy, filters: { code: '10-6220' } });
    expect(now).toMatchObject({
      ...{ document: 'glBalance', account: '10-6220', year: 2026, period: 6, currency: 'USD' },
      ...{ opening: '100', movement: '250.5', balance: '350.5' },
    });
    const [before] = await read('glBalance', { readBy, year: 2026, period: 5, filters: { code: '10-6220' } });
    expect(before).toMatchObject({ period: 5, movement: '0', balance: '100' });
  });

  test('leave out what stands at zero, where they are told to', async () => {
    await open();
    const all = await read('glBalance', {});
    const some = await read('glBalance', { filters: { withoutZeros: true } });
    expect(all.length).toBeGreaterThan(some.length);
    expect(some.every(({ balance }) => balance !== '0')).toBe(true);
    expect(
      await company.run({ resource: 'glBalance', operation: 'getAll', limit: 2 } as never),
    ).toMatchObject([[{}, {}]]);
  });
});

test('goods received are listed with what invoices may still match', async () => {
  await open();
  const [receipt, ...others] = await read('grn', {
    filters: { supplier: '2', purchaseOrder: '101', unmatched: true, receivedFrom: '2026-06-01' },
  });
  expect(others).toEqual([]);
  expect(receipt).toMatchObject({
    ...{ supplier: '000000000000002', purchaseOrder: '101', purchaseOrderLine: 1, date: '2026-06-01' },
    ...{ deliveryNote: 'DN-1', quantity: '40', value: '100', matched: '0', open: '100', isMatched: false },
  });
  expect(await read('grn', { filters: { receivedFrom: '2026-06-02' } })).toEqual([]);
});

describe('any business object', () => {
  test('answers with its content and with what is wrong', async () => {
    await open();
    const [answer] = await run('businessObject', 'call', {
      object: 'comfnd',
      xmlIn:
        '<?xml version="1.0"?><Query><TableName>ApSupplier</TableName><ReturnRows>1</ReturnRows></Query>',
    });
    expect(answer).toMatchObject({ object: 'COMFND', root: 'ApSupplier', ok: true, problems: [] });
    const [refused] = await run('businessObject', 'call', {
      ...{ verb: 'Transaction/Post', object: 'APSTIN', xmlIn: '<PostApInvoice><Item/></PostApInvoice>' },
    });
    expect(refused).toMatchObject({ ok: false });
    expect(JSON.stringify(refused?.problems)).toContain('100030');
  });

  test.each([
    ['APSTGP', '<a/>', /makes payments/],
    ['AP INVOICE', '<a/>', /no name of a business object/],
    ['COMFND', '<a><b></a>', /no well-formed XML/],
  ])('refuses %s with %s', async (object, xmlIn, words) => {
    await open();
    await expect(run('businessObject', 'call', { object, xmlIn })).rejects.toThrow(words);
    expect(await company.sessions()).toMatchObject({ logons: 0 });
  });
});

describe('Check Connection', () => {
  const check = async () =>
    (await run('connection', 'check', {})).map(({ check, ok, result, advice }) => ({
      ...{ check: String(check).replace('SYSPRO: ', ''), ok, result: String(result), advice },
    }));

  test('says what is there, and writes nothing', async () => {
    await open();
    const rows = await check();
    expect(rows.every(({ ok }) => ok)).toBe(true);
    expect(rows.map(({ result }) => result).join('\n')).toMatch(
      /e\.net 7\.0\.0\.6 answers\nLogged on to G \(Granite Supplies\) as INTEGR \(test\), company date 2026-06-15\n1 of 5 licensed users/,
    );
    expect(JSON.stringify(company.sim.world.meter)).not.toMatch(/items":[1-9]/);
    expect(company.sim.world.tables.get('ApInvoice')?.size).toBe(0);
    expect(await company.sessions()).toMatchObject({ logons: 1, openSessions: 0 });
  });

  test('names what the licence lacks', async () => {
    await open(settings({ unlicensed: 'APSTIN PORTOI' }));
    const rows = await check();
    expect(rows.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(['Posting AP invoices (APSTIN)']);
    expect(rows.find(({ check }) => check.includes('PORTOI'))?.result).toContain('Posting works without it');
  });

  test.each([
    [{ operatorPassword: 'wrong' }, 'Logon', /Invalid operator password/],
    [{ servicePath: '/Other' }, 'Service', /no REST service of SYSPRO at \/Other/],
    [{ baseUrl: 'syspro' }, 'Credential', /is no address/],
    [{ baseUrl: 'http://127.0.0.1:9' }, 'Service', /cannot be reached/],
  ])('stops at %j', async (change, failing, words) => {
    await open({}, change);
    const last = (await check()).at(-1);
    expect(last).toMatchObject({ check: failing, ok: false });
    expect(last?.result).toMatch(words);
    expect(last?.advice).not.toBe('');
  });

  test('warns about plain http that leaves the machine', async () => {
    await open({}, { baseUrl: 'http://syspro.invalid:31002' });
    const [encryption] = await check();
    expect(encryption?.result).toMatch(/^WARNING: plain http/);
  });

  test('the credential’s own test tells the same', async () => {
    await open();
    const { sysproApi } = { sysproApi: company.n8n.n8n.credentials.get('sysproApi') };
    const test = (data: IDataObject) =>
      sysproApiTest.call({ helpers: company.n8n.context().helpers } as unknown as ICredentialTestFunctions, {
        id: '1',
        name: 'SYSPRO',
        type: 'sysproApi',
        data: { ...sysproApi, ...data } as never,
      });
    expect(await test({})).toEqual({ status: 'OK', message: 'Logged on to G (Granite Supplies) as INTEGR' });
    expect(await test({ operatorPassword: 'canary-wrong' })).toMatchObject({
      status: 'Error',
      message: expect.stringMatching(/Invalid operator password/) as string,
    });
    const unreachable = await test({ baseUrl: 'http://127.0.0.1:9', operatorPassword: 'canary-wrong' });
    expect(unreachable).toMatchObject({ status: 'Error' });
    expect(unreachable.message).not.toContain('canary-wrong');
    expect(await company.sessions()).toMatchObject({ openSessions: 0 });
  });
});
