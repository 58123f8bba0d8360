/** query, readByQuery and what describes the company. */
import {
  ascending,
  booked,
  control,
  errorsOf,
  query,
  rowsOf,
  run,
  select,
  sim,
  simulated,
} from './intacctClient';

simulated();

const value = (text: string) => `<value>${text}</value>`;
const test = (operator: string, field: string, ...values: string[]) =>
  `<${operator}><field>${field}</field>${values.map(value).join('')}</${operator}>`;
const filter = (inner: string) => `<filter>${inner}</filter>`;

describe('query', () => {
  beforeEach(async () => {
    sim.clock.change({ now: '2026-06-15T20:00:00Z', frozen: true });
    await booked({ RECORDID: 'A-1', DESCRIPTION: 'Paper' });
    sim.clock.advance(60_000);
    await booked({ RECORDID: 'B-2' }, [{ ACCOUNTNO: '6400', TRX_AMOUNT: '9', LOCATIONID: '110' }]);
    await booked({ RECORDID: 'b-3', VENDORID: '20001' });
    await control('payments', { bill: 'B-2' });
  });

  it.each([
    ['equalto', test('equalto', 'RECORDID', 'A-1'), ['A-1']],
    ['notequalto', test('notequalto', 'RECORDID', 'A-1'), ['B-2', 'b-3']],
    ['labels of an enum', test('equalto', 'STATE', 'Paid'), ['B-2']],
    ['numbers as numbers', test('greaterthan', 'TOTALENTERED', '20.0'), ['A-1', 'b-3']],
    ['dates', test('between', 'WHENCREATED', '06/01/2026', '06/30/2026'), ['A-1', 'B-2', 'b-3']],
    ['instants', test('greaterthanorequalto', 'WHENMODIFIED', '06/15/2026 13:01:00'), ['B-2', 'b-3']],
    ['in', test('in', 'RECORDID', 'A-1', 'b-3', 'none'), ['A-1', 'b-3']],
    ['notin', test('notin', 'RECORDID', 'A-1', 'b-3'), ['B-2']],
    ['like with case', test('like', 'RECORDID', 'B%'), ['B-2']],
    ['one sign', test('like', 'RECORDID', '_-2'), ['B-2']],
    ['notlike', test('notlike', 'RECORDID', '%-2'), ['A-1', 'b-3']],
    ['isnull', test('isnull', 'DESCRIPTION'), ['B-2', 'b-3']],
    ['isnotnull', test('isnotnull', 'DESCRIPTION'), ['A-1']],
    ['a related field', test('equalto', 'VENDOR.NAME', 'Quarry Lane Building Materials'), ['b-3']],
    [
      'and',
      `<and>${test('equalto', 'MODULEKEY', '3.AP')}${test('lessthan', 'TOTALENTERED', '10')}</and>`,
      ['B-2'],
    ],
    [
      'or',
      `<or>${test('equalto', 'RECORDID', 'A-1')}${test('equalto', 'RECORDID', 'B-2')}</or>`,
      ['A-1', 'B-2'],
    ],
  ])('finds by %s', async (_, where, expected) => {
    expect((await select('APBILL', ['RECORDID'], where)).map(({ RECORDID }) => RECORDID)).toEqual(expected);
  });

  it('minds no case when asked, pages by offset, and says how much is left', async () => {
    const caseless = '<options><caseinsensitive>true</caseinsensitive></options>';
    const found = await run(
      query('APBILL', ['RECORDID'], filter(test('like', 'RECORDID', 'b%')) + caseless + ascending),
    );
    expect(rowsOf(found, 'APBILL')).toHaveLength(2);
    const page = await run(
      query('APBILL', ['RECORDID'], `${ascending}<pagesize>2</pagesize><offset>1</offset>`),
    );
    expect(page.data).toMatchObject({
      '@listtype': 'APBILL',
      '@totalcount': '3',
      '@offset': '1',
      '@count': '2',
      '@numremaining': '0',
    });
    // no order is promised without one
    const any = await run(query('APBILL', ['RECORDID']));
    expect(rowsOf(any, 'APBILL').map(({ RECORDID }) => RECORDID)).toEqual(['b-3', 'B-2', 'A-1']);
    const sum = await run(
      '<query><object>APBILL</object><select><sum>TOTALENTERED</sum><count>RECORDNO</count></select></query>',
    );
    expect(sum.data.APBILL).toEqual({ 'SUM.TOTALENTERED': '209.24', 'COUNT.RECORDNO': '3' });
  });

  it.each([
    [
      'a code for a label',
      query('APBILL', ['STATE'], filter(test('equalto', 'STATE', 'A'))),
      "There's an error with the value for field STATE. Value: [A].",
    ],
    [
      'an unknown field',
      query('APBILL', ['RECORDID', 'NOPE']),
      'XL03000006 The following fields cannot be queried: NOPE',
    ],
    [
      'an unknown field in a filter',
      query('APBILL', ['RECORDID'], filter(test('equalto', 'NOPE', '1'))),
      'XL03000010',
    ],
    ['an unknown object', query('NOPE', ['RECORDID']), 'Query Failed Object definition NOPE not found'],
    [
      'a page that is too large',
      query('APBILL', ['RECORDID'], '<pagesize>2001</pagesize>'),
      'between 1 and 2000',
    ],
    [
      'too many values',
      query(
        'APBILL',
        ['RECORDID'],
        filter(test('in', 'RECORDNO', ...Array.from({ length: 1001 }, (_, at) => String(at)))),
      ),
      'at most 1000 values',
    ],
  ])('refuses %s', async (_, body, text) => {
    const result = await run(body);
    expect([result.status, errorsOf(result)[0]]).toEqual(['failure', expect.stringContaining(text)]);
  });

  it('takes a thousand values', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => String(at));
    expect(await select('APBILL', ['RECORDID'], test('in', 'RECORDNO', ...many))).toHaveLength(3);
  });
});

describe('readByQuery', () => {
  const read = (object: string, where: string, size = 100, fields = '*') =>
    run(
      `<readByQuery><object>${object}</object><fields>${fields}</fields><query>${where}</query><pagesize>${size}</pagesize></readByQuery>`,
    );

  it.each([
    ["VENDORID = '20000' AND STATE = 'A'", ['A-1']],
    ["STATE = 'A'", ['A-1', "O'Neill 2"]],
    ["RECORDID = 'O\\'Neill 2'", ["O'Neill 2"]],
    ["RECORDID in ('A-1','x')", ['A-1']],
    ["RECORDID not in ('A-1')", ["O'Neill 2"]],
    ["RECORDID like 'A%' OR (VENDORID = '20001' AND TOTALDUE &gt;= 5)", ['A-1', "O'Neill 2"]],
    ["RECORDID not like 'A%'", ["O'Neill 2"]],
    ['DESCRIPTION IS NULL', ["O'Neill 2"]],
    ['DESCRIPTION IS NOT NULL', ['A-1']],
    ["WHENCREATED &lt; '06/15/2026'", []],
  ])('finds %s', async (where, expected) => {
    await control('bills', [
      {
        vendor: '20000',
        number: 'A-1',
        date: '2026-06-15',
        description: 'x',
        lines: [{ account: '6400', amount: '5', location: '110' }],
      },
    ]);
    await booked({ VENDORID: '20001', RECORDID: 'B' });
    await control('edit', { object: 'APBILL', recordNo: '2', fields: { RECORDID: "O'Neill 2" } });
    const found = rowsOf(await read('APBILL', where), 'apbill');
    expect(found.map(({ RECORDID }) => RECORDID)).toEqual(expected);
  });

  it('takes the codes of enums, not the labels', async () => {
    expect(rowsOf(await read('VENDOR', "STATUS = 'F'"), 'vendor').map(({ VENDORID }) => VENDORID)).toEqual([
      '29999',
    ]);
    expect(errorsOf(await read('VENDOR', "STATUS = 'inactive'"))[0]).toContain('Value: [inactive]');
  });

  it('pages with a result that stays as it was, in small letters', async () => {
    const first = await read('VENDOR', '', 3, 'VENDORID');
    expect(first.data).toMatchObject({
      '@listtype': 'vendor',
      '@count': '3',
      '@totalcount': '4',
      '@numremaining': '1',
    });
    await control('masters', { vendors: [{ id: '40000', name: 'Later' }] });
    const more = () => run(`<readMore><resultId>${first.data['@resultId']}</resultId></readMore>`);
    expect((await more()).data).toMatchObject({
      '@count': '1',
      '@numremaining': '0',
      vendor: { VENDORID: '29999' },
    });
    expect(errorsOf(await more())[0]).toContain('does not exist');
  });

  it.each([
    ['NOPE = 1', 'Invalid fields list NOPE'],
    ['VENDOR.NAME = 1', 'Invalid fields list VENDOR.NAME'],
    ["RECORDID == 'x'", 'Query Failed'],
    ["RECORDID = 'x' AND", 'Invalid fields list'],
    ["RECORDID = 'x", 'Query Failed'],
  ])('refuses %s', async (where, text) => {
    expect(errorsOf(await read('APBILL', where))[0]).toContain(text);
  });

  it('refuses fields that are not there, and pages that are too large', async () => {
    expect(errorsOf(await read('APBILL', '', 100, 'RECORDNO,NOPE'))[0]).toContain('Invalid fields list NOPE');
    expect(errorsOf(await read('APBILL', '', 1001))[0]).toContain('between 1 and 1000');
  });
});

it('reads by key with lines counted from zero, and leaves out what is not there', async () => {
  const number = await booked();
  const read = await run(`<read><object>APBILL</object><keys>${number},99</keys><fields>*</fields></read>`);
  expect([read.status, read.data['@count']]).toEqual(['success', '1']);
  expect(read.data.APBILL.APBILLITEMS.apbillitem).toMatchObject({ LINE_NO: '0', TRX_AMOUNT: '100.12' });
});

describe('descriptions', () => {
  it('looks up fields, custom ones and valid values, and relations', async () => {
    const { data } = await run('<lookup><object>APBILL</object></lookup>');
    const fields: Array<Record<string, string>> = data.Type.Fields.Field;
    const field = (id: string) => fields.find(({ ID }) => ID === id);
    expect(field('VENDORID')).toMatchObject({
      REQUIRED: 'true',
      READONLY: 'false',
      DATATYPE: 'TEXT',
      ISCUSTOM: 'false',
    });
    expect(field('JAGGAER_ID')).toMatchObject({ LABEL: 'JAGGAER Id', ISCUSTOM: 'true' });
    expect(field('STATE')).toMatchObject({
      READONLY: 'true',
      VALIDVALUES: { VALIDVALUE: expect.arrayContaining(['Paid']) },
    });
    expect(data.Type.Relationships.Relationship[0]).toMatchObject({
      OBJECTPATH: 'VENDOR',
      RELATIONSHIPTYPE: 'MANY2ONE',
    });
    const line = await run('<lookup><object>APBILLITEM</object></lookup>');
    expect(JSON.stringify(line.data)).toContain('GLDIMPLANT');
  });

  it('shows custom fields of a document type by its name only', async () => {
    const ids = async (docparid: string) =>
      JSON.stringify((await run(`<lookup><object>PODOCUMENT</object>${docparid}</lookup>`)).data).includes(
        'JAGGAER_PO',
      );
    expect(await ids('')).toBe(false);
    expect(await ids('<docparid>Purchase Order</docparid>')).toBe(true);
  });

  it('names dimensions, entities, and the older field list', async () => {
    const { data } = await run('<getDimensions/>');
    const plant = data.dimensions.dimension.find((one: Record<string, string>) => one.objectName === 'PLANT');
    expect(plant).toMatchObject({ termLabel: 'Plant', userDefinedDimension: 'true' });
    const entities = await run('<readEntityDetails/>');
    expect(entities.data.locationentity).toMatchObject([{ LOCATIONID: '100' }, { LOCATIONID: '200' }]);
    const inspected = await run('<inspect detail="1"><object>VENDOR</object></inspect>');
    expect(inspected.data.Type.Fields.Field[1]).toMatchObject({ Name: 'VENDORID', maxLength: '20' });
  });
});
