/** Lists, feeds, single records and refusals of Exact Online, against the simulated site. */
import { FIRST_VERSION, readDeleted, readFeed } from '../../nodes/ExactOnline/transport/feed';
import { accountCodeIs, everyRecord, guidIs, textIs } from '../../nodes/ExactOnline/transport/filter';
import { create, list, listAny, readOne } from '../../nodes/ExactOnline/transport/list';
import { readDivisions } from '../../nodes/ExactOnline/transport/divisions';
import { division } from '../../sandbox/exact-online';
import { Site } from './exact-site';

let site: Site;
const started = async (...given: Parameters<typeof Site.start>): Promise<Site> =>
  (site = await Site.start(...given));
afterEach(() => site.close());

const many = (count: number) => ({
  ...division(124132, 'Granite Main'),
  glAccounts: Array.from({ length: count }, (_, at) => ({
    ...{ code: String(4_000 + at), description: `Costs ${at}` },
  })),
});

describe('lists', () => {
  it('come whole, page by page', async () => {
    await started({ divisions: [many(130)] });
    const seen = site.listen();
    const question = { path: 'financial/GLAccounts', select: ['ID', 'Code'], filter: everyRecord() };
    const rows = await list(await site.hasty(), { ...question, orderBy: 'Code' });
    expect(rows.map((row) => row.Code)).toEqual(Array.from({ length: 130 }, (_, at) => String(4_000 + at)));
    expect(seen).toHaveLength(3);
    expect(await list(await site.hasty(), { ...question, limit: 61 })).toHaveLength(61);
  });

  it.each(['array', 'results'])('are read in the envelope %s', async (envelope) => {
    await started({ settings: { shortPage: envelope as never } });
    const rows = await list(await site.hasty(), { path: 'hrm/Costcenters', select: ['Code'], limit: 2 });
    expect(rows.map((row) => row.Code)).toEqual(expect.arrayContaining(['ADM', 'OLD']));
  });

  it('follow the next page where its address is encoded', async () => {
    await started({ divisions: [many(61)], settings: { nextParameter: '%24skiptoken' } });
    const question = { path: 'financial/GLAccounts', select: ['ID'], filter: everyRecord() };
    expect(await list(await site.hasty(), question)).toHaveLength(61);
  });

  it('find relations by their padded code, and odd signs as they are', async () => {
    await started();
    const connection = await site.hasty();
    const question = { path: 'crm/Accounts', select: ['ID', 'Name'] };
    const [supplier] = await list(connection, { ...question, filter: accountCodeIs('20001') });
    expect(supplier).toMatchObject({ Name: 'Quarry Lane Building Materials' });
    const name = "O'Neill & Söhne 100%";
    await create(connection, 'crm/Accounts', { Name: name, Code: '20077' }, 'the supplier');
    expect(await list(connection, { ...question, filter: textIs('Name', name) })).toHaveLength(1);
  });

  it('ask for many keys in few queries', async () => {
    await started({ divisions: [many(60)] });
    const all = (await site.rows('financial/GLAccounts')).map((row) => row.ID as string);
    const seen = site.listen();
    const question = { path: 'financial/GLAccounts', select: ['ID'] };
    const conditions = all.map((id) => guidIs('ID', id));
    expect(await listAny(await site.hasty(), question, conditions)).toHaveLength(60);
    expect(seen).toHaveLength(2);
    expect(await listAny(await site.hasty(), question, [])).toEqual([]);
  });

  it('say what is wrong with a query', async () => {
    await started();
    const broken = list(await site.hasty(), { path: 'hrm/Costcenters', select: ['Nonsense'] });
    await expect(broken).rejects.toMatchObject({ problem: { cause: 'erp.invalid', httpStatus: 400 } });
  });
});

describe('feeds', () => {
  it('give what is newer, and what was deleted', async () => {
    await started();
    const connection = await site.hasty();
    const read = (since?: string) => readFeed(connection, 'sync/CRM/Accounts', ['ID', 'Code'], since);
    const whole = await read(FIRST_VERSION);
    expect(whole.rows).toHaveLength(5);
    expect((await read(whole.version)).rows).toEqual([]);
    await create(connection, 'crm/Accounts', { Name: 'Alder Works', Code: '20078' }, 'the supplier');
    const next = await read(whole.version);
    expect(next.rows).toHaveLength(1);
    expect(BigInt(next.version)).toBeGreaterThan(BigInt(whole.version));
    await site.control('edit', { path: 'crm/Accounts', name: '20078', remove: true });
    const deleted = await readDeleted(connection, 2, FIRST_VERSION);
    expect(deleted.rows.map((row) => row.EntityKey)).toEqual([next.rows[0]?.ID]);
  });
});

describe('single records', () => {
  it('are read by GUID, and said not to be there', async () => {
    await started();
    const connection = await site.hasty();
    const [known] = await site.rows('hrm/Costcenters');
    const wanted = { path: 'hrm/Costcenters', select: ['Code'] };
    expect(await readOne(connection, wanted, known.ID)).toEqual({ Code: 'ADM' });
    expect(await readOne(connection, wanted, '00000000-0000-4000-8000-000000000000')).toBeNull();
  });
});

describe('divisions', () => {
  it('are fetched once, and never taken from the last visit', async () => {
    await started();
    const connection = await site.hasty();
    const seen = site.listen();
    expect((await readDivisions(connection)).map(({ code }) => code)).toEqual(['124132', '124133']);
    await readDivisions(connection);
    expect(seen).toEqual(['GET hrm/Divisions']);
    const nowhere = site.n8n.execute({ resource: 'glAccount', operation: 'getAll' }, [{}]);
    await expect(nowhere).rejects.toThrow('No division is chosen');
  });
});

describe('the node', () => {
  it('lists GL accounts as documents', async () => {
    await started();
    const [rows = []] = await site.run({ resource: 'glAccount', operation: 'getAll', returnAll: true });
    expect(rows).toHaveLength(9);
    const tools = rows.find(({ code }) => code === '4200');
    expect(tools).toMatchObject({
      ...{ document: 'glAccount', environment: 'test', tenant: '124132', description: 'Tools', active: true },
      ...{ costCenter: 'mandatory', costUnit: 'no' },
    });
    expect(rows.find(({ code }) => code === '4999')).toMatchObject({ active: false });
  });

  it.each([
    ['costCenter', ['ADM', 'OLD']],
    ['costUnit', ['MILL']],
    ['vatCode', ['0', '1', '2', '3']],
    ['journal', ['20', '50', '60', '61']],
    ['paymentCondition', ['15', '30', 'EM']],
    ['item', ['BOLTS', 'PAPER']],
  ])('lists each %s by its trimmed code', async (resource, codes) => {
    await started();
    const [rows = []] = await site.run({ resource, operation: 'getAll', returnAll: true });
    expect(rows.map(({ code }) => code).sort()).toEqual(codes);
    const [first] = rows;
    const key = { [resource]: { __rl: true, mode: 'id', value: first?.id } } as never;
    expect((await site.run({ resource, operation: 'get', ...(key as object) }))[0]).toEqual([first]);
  });

  it('narrows by filters', async () => {
    await started();
    const filtered = async (resource: string, filters: object) =>
      (await site.run({ resource, operation: 'getAll', filters: filters as never }))[0]?.map(
        ({ code }) => code,
      );
    expect(await filtered('glAccount', { words: 'ffice' })).toEqual(['4100']);
    expect(await filtered('glAccount', { active: true, type: '90', code: '4999' })).toEqual([]);
    expect(await filtered('journal', { purchase: true })).toEqual(expect.arrayContaining(['60', '61']));
    expect(await filtered('costCenter', { modifiedAfter: '2099-01-01T00:00:00Z' })).toEqual([]);
  });

  it('gives pick-lists', async () => {
    await started();
    const editor = site.n8n.editor({ division: { __rl: true, mode: 'id', value: '124132' } });
    const { lists } = site.n8n;
    expect((await lists.searchDivisions.call(editor, 'north')).results).toEqual([
      { name: 'Granite North (124133, EUR)', value: '124133' },
    ]);
    expect((await lists.searchPurchaseJournals.call(editor)).results.map(({ value }) => value)).toEqual([
      ...['60', '61'],
    ]);
    expect((await lists.searchSuppliers.call(editor, 'quarry')).results).toHaveLength(1);
  });

  it('reads any list, without bank data', async () => {
    await started();
    const query = (parameters: object) =>
      site.run({ resource: 'query', operation: 'execute', ...parameters });
    const select = 'Code, BankName,Description';
    expect((await query({ path: '/financial/Journals/', select, filter: "Code eq '60'" }))[0]).toEqual([
      { Code: '60', Description: 'Purchase journal' },
    ]);
    expect(
      (await query({ path: 'vat/VATCodes', select: 'Code', orderBy: 'Code desc', limit: 2 }))[0],
    ).toEqual([{ Code: '3  ' }, { Code: '2  ' }]);
    await expect(query({ path: 'https://elsewhere.example.com/x', select })).rejects.toThrow(/no endpoint/);
    await expect(query({ path: 'vat/VATCodes', select: '' })).rejects.toThrow(/No field/);
  });
});
