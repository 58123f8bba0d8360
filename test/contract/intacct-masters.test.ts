/** Vendors, accounts and dimensions from the Sage Intacct node to the simulated company. */
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { getFields, getOwnDimensions, getVendorColumns } from '../../nodes/SageIntacct/methods/fields';
import { searchVendors } from '../../nodes/SageIntacct/methods/search';
import { Company } from './intacct-node';

const HARBOUR = {
  ...{ id: 'HARBOUR', name: 'Harbour & Söhne <Paper>', currency: 'USD', terms: 'N30', taxId: '12-3456789' },
  ...{ email: 'ap@harbour.example', phone: '555 0100' },
  address: {
    ...{ line1: '1 Quay', line2: 'Dock B', city: 'Tulsa', state: 'OK', postalCode: '74101' },
    country: 'United States',
  },
  bank: { ACHACCOUNTNUMBER: '000111222333', WIREBANKNAME: 'Granite Trust' },
  fields: { SOURCE_SYSTEM: 'Other' },
};

describe('masters of Sage Intacct', () => {
  let company: Company;
  beforeEach(async () => {
    company = await Company.start({
      vendors: [
        HARBOUR,
        { id: 'GONE', name: 'Gone Stationers', active: false, taxId: 'GB123456789' },
        { id: 'NORTH', name: 'North Yard Supply', entity: '200' },
      ],
    });
  });
  afterEach(() => company.close());

  const read = async (resource: string, operation: string, parameters: object = {}) =>
    (await company.run({ resource, operation, ...parameters }))[0] ?? [];
  const byId = (value: string) => ({ mode: 'id', value });
  const editor = (parameters: object = {}): ILoadOptionsFunctions => company.n8n.editor(parameters as never);

  it.each(['get', 'getAll'])('%s gives a vendor as a supplier, private entities’ too', async (operation) => {
    const found = await read('vendor', operation, { vendor: byId('HARBOUR'), returnAll: true });
    expect(found.find(({ id }) => id === 'HARBOUR')).toMatchObject({
      ...{ document: 'supplier', environment: 'test', tenant: 'granite', id: 'HARBOUR', number: 'HARBOUR' },
      ...{ name: 'Harbour & Söhne <Paper>', active: true, taxNumber: '12-3456789', vatNumber: null },
      ...{ email: 'ap@harbour.example', phone: '555 0100', currency: 'USD', erpVendor: 'HARBOUR' },
      address: {
        ...{ lines: ['1 Quay', 'Dock B'], city: 'Tulsa', region: 'OK', postalCode: '74101', country: 'US' },
      },
      ...{ bankFields: {}, terms: 'N30', lastUpdate: expect.stringMatching(/Z$/) },
    });
    if (operation === 'get') return;
    expect(found.map(({ id, active, vatNumber }) => [id, active, vatNumber])).toEqual([
      ['HARBOUR', true, null],
      ['GONE', false, 'GB123456789'],
      ['NORTH', true, null],
    ]);
  });

  it('says that a vendor is not there', async () => {
    await expect(read('vendor', 'get', { vendor: byId('NOBODY') })).rejects.toThrow(
      'Sage Intacct has no vendor NOBODY.',
    );
  });

  it('filters by what was asked, and reads no more than the limit', async () => {
    const ids = async (parameters: object) =>
      (await read('vendor', 'getAll', parameters)).map(({ id }) => id);
    expect(await ids({ filters: { active: true } })).toEqual(['HARBOUR', 'NORTH']);
    expect(await ids({ filters: { name: 'Yard' } })).toEqual(['NORTH']);
    expect(await ids({ limit: 1 })).toEqual(['HARBOUR']);
    const condition = [
      { field: 'TERMNAME', is: 'equalto', value: 'N30' },
      { field: 'WHENMODIFIED', is: 'greaterthan', value: '2020-01-01' },
    ];
    expect(await ids({ filters: { conditions: { condition } } })).toEqual(['HARBOUR']);
    expect(await ids({ filters: { modifiedAfter: '2999-01-01T00:00:00Z' } })).toEqual([]);
    await expect(ids({ filters: { modifiedAfter: 'soon' } })).rejects.toThrow('not a date');
    await company.spent();
    await ids({ returnAll: true });
    expect(await company.spent()).toBe(1);
  });

  it('reads 4,100 vendors completely, each once, in three pages', async () => {
    const more = Array.from({ length: 4_097 }, (_, nth) => ({ id: `V${nth}`, name: `Vendor ${nth}` }));
    await company.control('masters', { vendors: more });
    await company.spent();
    const found = await read('vendor', 'getAll', { returnAll: true });
    expect(new Set(found.map(({ id }) => id)).size).toBe(4_100);
    expect(found).toHaveLength(4_100);
    expect(await company.spent()).toBe(3);
  });

  it.each(['get', 'getAll'])('%s without Simplify gives all fields but bank data', async (operation) => {
    const where = { vendor: byId('HARBOUR'), limit: 1, simplify: false };
    const [raw] = await read('vendor', operation, where);
    expect(raw).toMatchObject({ VENDORID: 'HARBOUR', SOURCE_SYSTEM: 'Other', TERMNAME: 'N30' });
    expect(JSON.stringify(raw)).not.toMatch(/000111222333|Granite Trust|ACH|WIRE/);
    const fields = ['NAME', 'ACHACCOUNTNUMBER'];
    expect(await read('vendor', operation, { ...where, fields })).toEqual([
      { RECORDNO: raw?.RECORDNO, NAME: 'Harbour & Söhne <Paper>' },
    ]);
  });

  it('gives accounts with the dimensions they demand', async () => {
    const accounts = await read('glAccount', 'getAll', { returnAll: true });
    expect(accounts.find(({ code }) => code === '6300')).toMatchObject({
      ...{ document: 'glAccount', tenant: 'granite', description: 'Tools', active: true },
      ...{ type: 'incomestatement', requires: ['department', 'location'] },
    });
    expect(accounts.find(({ code }) => code === '6999')).toMatchObject({ active: false });
    expect(await read('glAccount', 'get', { account: byId('6400') })).toMatchObject([{ requires: [] }]);
    const own = await read('glAccount', 'getAll', { filters: { type: 'balancesheet' } });
    expect(own.map(({ code }) => code)).toEqual(['1000', '2000']);
  });

  it.each([
    ['department', 'D900', 'Closed Department', false],
    ['location', '110', 'Main Office', true],
    ['class', 'C1', 'Retail', true],
    ['project', 'P-1', 'Warehouse Roof', true],
  ])('gives values of the dimension %s', async (resource, code, description, active) => {
    const expected = { document: 'dimension', name: resource, code, description, active };
    expect(await read(resource, 'get', { [resource]: byId(code) })).toMatchObject([expected]);
    const all = await read(resource, 'getAll', { returnAll: true });
    expect(all).toContainEqual(expect.objectContaining(expected));
    const usable = await read(resource, 'getAll', { returnAll: true, filters: { active: true } });
    expect(usable.every((value) => value.active === true)).toBe(true);
  });

  it('gives values of user-defined dimensions as lines name them', async () => {
    const values = await read('dimension', 'getAll', { dimension: 'PLANT', returnAll: true });
    expect(values).toMatchObject([
      { name: 'GLDIMPLANT', code: 'PL-1', description: 'Mill', active: true, id: '1' },
      { name: 'GLDIMPLANT', code: 'PL-2', description: 'Harbour', active: true, id: '2' },
    ]);
    expect(await read('dimension', 'get', { dimension: 'PLANT', value: 'PL-2' })).toMatchObject([
      { code: 'PL-2' },
    ]);
    await expect(read('dimension', 'getAll', { dimension: 'NOTHING' })).rejects.toThrow(/NOTHING/);
  });

  it('fills the pick-lists live', async () => {
    expect(await searchVendors.call(editor(), 'söhne')).toEqual({
      results: [{ name: 'HARBOUR – Harbour & Söhne <Paper>', value: 'HARBOUR' }],
    });
    const more = Array.from({ length: 60 }, (_, nth) => ({ id: `V${nth}`, name: `Vendor ${nth}` }));
    await company.control('masters', { vendors: more });
    const first = await searchVendors.call(editor());
    const second = await searchVendors.call(editor(), '', String(first.paginationToken));
    expect(first.results).toHaveLength(50);
    expect(second.results).toHaveLength(13);
    expect(second.paginationToken).toBeUndefined();
    expect(await getOwnDimensions.call(editor())).toEqual([{ name: 'Plant', value: 'PLANT' }]);
  });

  it('lists fields with custom ones and without bank data', async () => {
    const fields = (await getFields.call(editor({ resource: 'vendor', operation: 'getAll' }))).map(
      ({ value }) => value,
    );
    expect(fields).toEqual(expect.arrayContaining(['VENDORID', 'SOURCE_SYSTEM', 'VENDORACCOUNTNO']));
    expect(fields.filter((field) => /ACH|WIRE|ROUTING/.test(String(field)))).toEqual([]);
    const { fields: columns } = await getVendorColumns.call(editor());
    const ids = columns.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['TERMNAME', 'VENDTYPE', 'SOURCE_SYSTEM', 'GLACCOUNTNO']));
    expect(ids).not.toEqual(expect.arrayContaining(['NAME']));
    expect(ids.filter((id) => /ACH|WIRE|RECORDNO|TOTALDUE|\./.test(id))).toEqual([]);
    expect(columns.find(({ id }) => id === 'SOURCE_SYSTEM')).toMatchObject({ type: 'options' });
  });

  it('names the permission that is missing', async () => {
    company.sim.faults([{ kind: 'switch', name: 'forbidden', value: ['VENDOR'] }]);
    await expect(read('vendor', 'getAll')).rejects.toMatchObject({
      message: expect.stringMatching(/permission/),
      description: expect.stringMatching(/role/),
    });
  });
});
