/** Suppliers of JAGGAER in Exact Online: found, created, brought up to date, and never twice. */
import type { IDataObject } from 'n8n-workflow';
import { causesOf, outcomesOf } from '../fixtures/results';
import { Site } from './exact-site';

let site: Site;
beforeEach(async () => {
  site = await Site.start();
});
afterEach(() => site.close());

const supplier = (number: string | null, name: string, more: object = {}) => ({
  ...{
    document: 'supplier',
    environment: 'test',
    tenant: 'granite',
    id: `id${number ?? name}`,
    number,
    name,
  },
  ...{ active: true, duns: null, vatNumber: null, taxNumber: null, email: null, phone: null },
  ...{ website: null, currency: null, address: null, erpVendor: null, bankFields: {}, lastUpdate: null },
  ...more,
});
/** Another row, since a table without any holds everything. */
const ELSE = { kind: 'supplier', from: 'else', to: '29999' };
const row = (from: string, to: string) => ({ kind: 'supplier', from, to });
const upsert = (items: object[], rows: object[] = [ELSE], parameters: IDataObject = {}) =>
  site.run({ resource: 'supplier', operation: 'upsert', ...parameters } as never, items, rows);
const account = async (code: string) =>
  (await site.rows('crm/Accounts')).find((each) => String(each.Code).trim() === code);

describe('Supplier ▸ Create or Update', () => {
  it('creates under JAGGAER’s number with its zeros, and says the pair for the mapping table', async () => {
    const address = { lines: ['Kade 1'], city: 'Delft', region: null, postalCode: '2611 AA', country: 'NL' };
    const made = supplier('0030001', 'Alder Works', {
      vatNumber: 'NL001234567B01',
      currency: 'EUR',
      address,
    });
    const [done] = await upsert([made]);
    expect(done?.[0]).toMatchObject({
      ...{ outcome: 'created', targetId: '0030001' },
      mapping: { kind: 'supplier', scope: 'number', from: '0030001', to: '0030001', matchedBy: 'created' },
    });
    expect(await account('0030001')).toMatchObject({
      ...{ Name: 'Alder Works', IsSupplier: true, VATNumber: 'NL001234567B01', PurchaseCurrency: 'EUR' },
      ...{ AddressLine1: 'Kade 1', City: 'Delft', Postcode: '2611 AA' },
    });
    const writes = site.listen();
    expect(outcomesOf((await upsert([made]))[0])).toEqual(['unchanged']);
    expect(writes.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('finds by a mapping row, by number and by VAT number written in any way', async () => {
    await upsert([supplier('30001', 'Alder Works', { vatNumber: 'NL001234567B01' })]);
    const [done, attention] = await upsert(
      [
        supplier('J-1', 'Harbour Street Office Supply', { email: 'ap@harbour.example' }),
        supplier('20001', 'Quarry Lane Building Materials', { phone: '+31 15 1' }),
        supplier('J-3', 'Alder Works', { vatNumber: 'nl 0012.34567.b01', website: 'https://alder.example' }),
      ],
      [row('J-1', '20000')],
    );
    expect(attention).toEqual([]);
    expect(done?.map(({ outcome, targetId, matchedBy }) => [outcome, targetId, matchedBy])).toEqual([
      ['updated', '20000', 'mapping'],
      ['updated', '20001', 'number'],
      ['updated', '30001', 'vatNumber'],
    ]);
    expect(await account('20000')).toMatchObject({ Email: 'ap@harbour.example' });
  });

  it('makes a customer a supplier as well', async () => {
    expect(outcomesOf((await upsert([supplier('20002', 'Ferry Road Customers')]))[0])).toEqual(['updated']);
    expect(await account('20002')).toMatchObject({ IsSupplier: true });
  });

  it('creates nobody for a wrong row, a code that is none, and one that is inactive', async () => {
    const [done, attention] = await upsert(
      [supplier('J-1', 'A'), supplier('J-2', 'B'), supplier('30003', 'C', { active: false })],
      [row('J-1', '77777')],
    );
    expect(outcomesOf(done)).toEqual(['unchanged']);
    expect(causesOf(attention)).toEqual(['mapping.vendor', 'supplier.code']);
    expect(await site.rows('crm/Accounts')).toHaveLength(5);
  });

  it('leaves missing ones out where it is set so', async () => {
    const [done] = await upsert([supplier('30001', 'A')], [ELSE], { whenMissing: 'skip' });
    expect(done?.[0]).toMatchObject({ outcome: 'unchanged', targetId: '' });
    expect(done?.[0]?.mapping).toBeUndefined();
    expect(await site.rows('crm/Accounts')).toHaveLength(5);
  });

  it('takes no record of another supplier, and none of two that are both its own', async () => {
    await site.control('edit', { path: 'crm/Accounts', name: '20001', fields: { VATNumber: 'NL9' } });
    await site.control('edit', { path: 'crm/Accounts', name: '20005', fields: { VATNumber: 'NL7' } });
    await site.control('edit', { path: 'crm/Accounts', name: '20000', fields: { VATNumber: 'NL7' } });
    const [, attention] = await upsert(
      [
        supplier('J-1', 'Other', { vatNumber: 'NL9' }),
        supplier('20001', 'Wrong number', { vatNumber: 'NL8' }),
        supplier('J-3', 'Both', { vatNumber: 'NL7' }),
      ],
      [row('J-9', '20001')],
    );
    expect(causesOf(attention)).toEqual(['match.taken', 'match.taken', 'match.several']);
    const [, stranger] = await upsert([supplier('20001', 'Wrong number', { vatNumber: 'NL8' })]);
    expect(causesOf(stranger)).toEqual(['match.stranger']);
  });

  it('only fills what is empty where Exact wins', async () => {
    const given = supplier('20000', 'Another Name', { email: 'a@b.example' });
    const [done] = await upsert([given], [ELSE], { winner: 'erp' });
    expect(done?.[0]?.differences).toEqual([{ field: 'email', expected: 'a@b.example', found: '' }]);
    expect(await account('20000')).toMatchObject({ Name: 'Harbour Street Office Supply' });
  });

  it.each(['number', 'sequence'])('creates one where the answer was lost (%s)', async (newCode) => {
    site.sim.faults([{ kind: 'cut', route: 'POST crm/Accounts', when: 'after' }]);
    const [done, attention] = await upsert([supplier('30001', 'Alder Works')], [ELSE], { newCode });
    expect([outcomesOf(done), attention]).toEqual([['created'], []]);
    const all = (await site.rows('crm/Accounts')).filter(({ Name }) => Name === 'Alder Works');
    expect(all.map(({ Code }) => String(Code).trim())).toEqual([done?.[0]?.targetId]);
  });

  it('looks many suppliers up in few calls', async () => {
    const many = Array.from({ length: 300 }, (_, at) => supplier(String(40_000 + at), `Supplier ${at}`));
    const seen = site.listen();
    await upsert(many, [ELSE], { whenMissing: 'skip' });
    expect(seen.filter((call) => call.startsWith('GET')).length).toBeLessThanOrEqual(2);
  });

  it('says what Exact refuses in its words, for that supplier alone', async () => {
    const [done, attention] = await upsert([supplier('30001', 'A'), supplier('30002', 'B')], [ELSE], {
      options: { paymentCondition: '' },
    });
    expect([outcomesOf(done), attention]).toEqual([['created', 'created'], []]);
    const [, refused] = await upsert([supplier('30003', 'C'), supplier('30004', 'D')], [ELSE], {
      options: { paymentCondition: 'NONE' },
    });
    expect(causesOf(refused)).toEqual(['erp.reference', 'erp.reference']);
  });
});

describe('Supplier ▸ Get and Get Many', () => {
  it('give documents of suppliers, no customers', async () => {
    const [rows = []] = await site.run({ resource: 'supplier', operation: 'getAll', returnAll: true });
    expect(rows.map(({ erpVendor, active }) => [erpVendor, active]).sort()).toEqual([
      ...[
        ['20000', true],
        ['20001', true],
        ['20005', true],
        ['29999', false],
      ],
    ]);
    const filters = { active: true, code: '20001' };
    const [[one] = []] = await site.run({ resource: 'supplier', operation: 'getAll', filters });
    expect(one).toMatchObject({ document: 'supplier', tenant: '124132', currency: 'USD', terms: '15' });
    const key = { __rl: true, mode: 'id', value: String(one?.id) };
    expect((await site.run({ resource: 'supplier', operation: 'get', supplier: key }))[0]).toEqual([one]);
  });
});
