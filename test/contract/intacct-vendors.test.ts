/** Suppliers of JAGGAER that the Sage Intacct node writes as vendors, against the simulated company. */
import { causesOf, outcomesOf } from '../fixtures/results';
import { Company, mappingRow as row, supplier, vendorsOf } from './intacct-node';

describe('Sage Intacct ▸ Vendor ▸ Create or Update', () => {
  let company: Company;
  const start = async (seed: object = {}) => {
    company = await Company.start({
      vendors: [
        {
          ...{ id: 'HARBOUR', name: 'Harbour Paper', currency: 'USD', taxId: '12-3456789' },
          ...{ email: 'old@harbour.example', bank: { ACHACCOUNTNUMBER: '000111222333' } },
          address: {
            line1: '1 Quay',
            city: 'Tulsa',
            state: 'OK',
            postalCode: '74101',
            country: 'United States',
          },
        },
        { id: '700', name: 'Quarry Lane', currency: 'USD' },
        { id: 'V-9', name: 'Alpenglas', currency: 'EUR', taxId: 'ATU12345678', active: false },
      ],
      ...seed,
    });
  };
  beforeEach(() => start());
  afterEach(() => company.close());

  const { upsert, vendor, writes } = vendorsOf(() => company);

  it('creates what is missing, updates what a mapping row names, and changes nothing when it runs again', async () => {
    const items = [
      supplier('2001', 'Bramley & Söns <Pumps>', {
        ...{ taxNumber: '98-7654321', email: 'ap@bramley.example', phone: '555 0111', currency: 'USD' },
        address: {
          ...{ lines: ['9 Mill Lane', 'Unit 4'], city: 'Leeds', region: null, postalCode: 'LS1' },
          country: 'GB',
        },
      }),
      supplier('1001', 'Harbour Paper', { email: 'ap@harbour.example', taxNumber: '123456789' }),
    ];
    const rows = [row('1001', 'HARBOUR')];
    const [done, attention] = await upsert(items, {}, rows);
    expect(attention).toEqual([]);
    expect(outcomesOf(done)).toEqual(['created', 'updated']);
    expect(done?.[0]).toMatchObject({
      ...{ key: 'test:NORTHWIND:2001', targetId: '2001', matchedBy: '' },
      mapping: { kind: 'supplier', scope: 'number', from: '2001', to: '2001', matchedBy: 'created' },
      audit: {
        ...{ flow: 'suppliers', operation: 'createOrUpdate', sourceSystem: 'JAGGAER', outcome: 'created' },
        ...{ targetSystem: 'Sage Intacct', company: 'NORTHWIND', supplier: 'Bramley & Söns <Pumps>' },
      },
    });
    expect(done?.[1]).toMatchObject({
      ...{ targetId: 'HARBOUR', matchedBy: 'mapping' },
      differences: [{ field: 'email', expected: 'ap@harbour.example', found: 'old@harbour.example' }],
    });
    expect(done?.[1]).not.toHaveProperty('mapping');
    expect(vendor('2001')).toMatchObject({
      ...{ NAME: 'Bramley & Söns <Pumps>', TAXID: '98-7654321', CURRENCY: 'USD', STATUS: 'active' },
      ...{
        'DISPLAYCONTACT.PRINTAS': 'Bramley & Söns <Pumps>',
        'DISPLAYCONTACT.EMAIL1': 'ap@bramley.example',
      },
      ...{ 'DISPLAYCONTACT.MAILADDRESS.ADDRESS1': '9 Mill Lane' },
      ...{ 'DISPLAYCONTACT.MAILADDRESS.ADDRESS2': 'Unit 4', 'DISPLAYCONTACT.MAILADDRESS.CITY': 'Leeds' },
      ...{ 'DISPLAYCONTACT.MAILADDRESS.COUNTRY': 'United Kingdom' },
    });
    expect(vendor('HARBOUR')).toMatchObject({
      'DISPLAYCONTACT.EMAIL1': 'ap@harbour.example',
      'DISPLAYCONTACT.MAILADDRESS.CITY': 'Tulsa',
      ...{ ACHACCOUNTNUMBER: '000111222333', TAXID: '12-3456789' },
    });
    const stamps = company.records('VENDOR').map(({ WHENMODIFIED }) => WHENMODIFIED);
    const before = writes();
    const [again] = await upsert(items, {}, rows);
    expect(outcomesOf(again)).toEqual(['unchanged', 'unchanged']);
    expect(writes()).toBe(before);
    expect(company.records('VENDOR').map(({ WHENMODIFIED }) => WHENMODIFIED)).toEqual(stamps);
  });

  it('takes an update back to earlier values for an update of its own', async () => {
    const named = (email: string) => [supplier('1001', 'Harbour Paper', { email })];
    const rows = [row('1001', 'HARBOUR')];
    for (const email of ['a@x.example', 'b@x.example', 'a@x.example', 'b@x.example']) {
      company.sim.clock.advance(2_000);
      const [done] = await upsert(named(email), {}, rows);
      expect(outcomesOf(done)).toEqual(['updated']);
      expect(vendor('HARBOUR')?.['DISPLAYCONTACT.EMAIL1']).toBe(email);
    }
  });

  it('matches by the keys in the user’s order, and by name only where told to', async () => {
    const byTax = supplier('3003', 'Harbour Paper Mills', { taxNumber: '123456789' });
    const [first] = await upsert([byTax], { dryRun: true });
    expect(first?.[0]).toMatchObject({ outcome: 'dryRun', targetId: 'HARBOUR', matchedBy: 'taxNumber' });
    expect(first?.[0]?.payload).toEqual({
      update: { VENDOR: { VENDORID: 'HARBOUR', NAME: 'Harbour Paper Mills' } },
    });
    const byId = supplier('700', 'Quarry Lane', { taxNumber: '123456789' });
    const keys = (...names: string[]) => ({ matchBy: { match: names.map((key) => ({ key })) } });
    const matched = async (document: object, parameters: object) =>
      (await upsert([document], { dryRun: true, ...parameters })).flat()[0]?.targetId;
    expect(await matched(byId, keys('vendorId', 'taxNumber'))).toBe('700');
    expect(await matched(byId, keys('taxNumber', 'vendorId'))).toBe('HARBOUR');
    const byName = supplier('4004', 'Quarry Lane');
    expect(await matched(byName, {})).toBe('');
    expect(await matched(byName, keys('name'))).toBe('700');
    const byVat = supplier('5005', 'Alpenglas', { vatNumber: 'AT U1234 5678' });
    expect(await matched(byVat, {})).toBe('V-9');
    const byRow = supplier('700', 'Anyone', { taxNumber: '1' });
    const target = await upsert([byRow], { dryRun: true }, [row('700', 'HARBOUR')]);
    expect(target.flat()[0]).toMatchObject({ targetId: 'HARBOUR', matchedBy: 'mapping' });
    const unnumbered = supplier('b-77', 'Anyone', { number: null });
    const [found] = await upsert([unnumbered], { dryRun: true }, [row('b-77', 'V-9', 'id')]);
    expect(found?.[0]).toMatchObject({ targetId: 'V-9', matchedBy: 'mapping' });
  });

  it('holds what nobody can decide, and says why', async () => {
    const rows = [row('9', 'HARBOUR'), row('8', 'NOWHERE')];
    const [done, attention] = await upsert(
      [
        supplier('3003', 'Harbour', { taxNumber: '123456789' }),
        supplier('8', 'Nowhere'),
        supplier('A-NUMBER-LONGER-THAN-A-VENDOR-ID', 'Long'),
      ],
      {},
      rows,
    );
    expect(done).toEqual([]);
    expect(causesOf(attention)).toEqual(['match.taken', 'mapping.vendor', 'vendor.id']);
    expect(attention?.[0]?.reason).toContain('mapped to supplier 9');
    await company.control('masters', { vendors: [{ id: '701', name: 'Stranger', taxId: '55-5555555' }] });
    const [, strange] = await upsert([supplier('701', 'Somebody', { taxNumber: '111111111' })]);
    expect(strange?.[0]).toMatchObject({ cause: 'match.stranger', owner: 'mapping' });
    await company.control('masters', { vendors: [{ id: 'TWIN', name: 'Twin', taxId: '123456789' }] });
    const [, several] = await upsert([supplier('3004', 'Harbour', { taxNumber: '12-3456789' })]);
    expect(causesOf(several)).toEqual(['match.several']);
    const [, empty] = await upsert([supplier('1', 'Any')], {}, []);
    expect(causesOf(empty)).toEqual(['mapping.empty']);
    expect(writes()).toBe(0);
  });

  it('creates neither of two suppliers that would become one vendor, nor one that is inactive', async () => {
    const [done, attention] = await upsert([
      supplier('1', 'One', { number: '77' }),
      supplier('2', 'Two', { number: '77' }),
      supplier('3', 'Gone', { active: false }),
    ]);
    expect(causesOf(attention)).toEqual(['match.double', 'match.double']);
    expect(done?.[0]).toMatchObject({ outcome: 'unchanged', reason: expect.stringMatching(/inactive/) });
    expect(writes()).toBe(0);
  });

  it('never touches bank data, and tells what a vendor cannot hold', async () => {
    const items = [
      supplier('1001', 'Harbour Paper Mills', {
        ...{ duns: '150483782', taxNumber: '123456789', vatNumber: 'DE123456789' },
        bankFields: { IBAN: 'XX00 9999' },
      }),
    ];
    const [done] = await upsert(items, { dryRun: true }, [row('1001', 'HARBOUR')]);
    expect(JSON.stringify(done?.[0]?.payload)).not.toMatch(/9999|ACH|WIRE/);
    expect(done?.[0]?.notCarried).toEqual([
      expect.stringContaining('IBAN'),
      expect.stringContaining('DUNS'),
      expect.stringContaining('VAT'),
    ]);
    await upsert(items, {}, [row('1001', 'HARBOUR')]);
    expect(vendor('HARBOUR')).toMatchObject({
      NAME: 'Harbour Paper Mills',
      ACHACCOUNTNUMBER: '000111222333',
    });
    expect(JSON.stringify(company.records('VENDOR'))).not.toContain('9999');
  });

  it('carries a status only where it is switched on', async () => {
    const items = [supplier('1001', 'Harbour Paper', { active: false }), supplier('9', 'Alpenglas')];
    const rows = [row('1001', 'HARBOUR'), row('9', 'V-9')];
    const [first] = await upsert(items, {}, rows);
    expect(outcomesOf(first)).toEqual(['unchanged', 'unchanged']);
    expect(first?.[0]?.notCarried).toEqual([expect.stringMatching(/Carry Status/)]);
    const [second] = await upsert(items, { options: { carryStatus: true } }, rows);
    expect(outcomesOf(second)).toEqual(['updated', 'updated']);
    expect([vendor('HARBOUR')?.STATUS, vendor('V-9')?.STATUS]).toEqual(['inactive', 'active']);
  });

  it('fills what is empty and nothing else where the ERP wins', async () => {
    const items = [
      supplier('1001', 'Harbour Mills', {
        ...{ email: 'ap@harbour.example', phone: '555 0100' },
        address: { lines: ['Other 1'], city: 'York', region: null, postalCode: null, country: 'GB' },
      }),
    ];
    const erpWins = { winner: 'erp' };
    const [done] = await upsert(items, erpWins, [row('1001', 'HARBOUR')]);
    expect(done?.[0]?.differences).toEqual([{ field: 'phone', expected: '555 0100', found: '' }]);
    expect(vendor('HARBOUR')).toMatchObject({
      ...{ NAME: 'Harbour Paper', 'DISPLAYCONTACT.EMAIL1': 'old@harbour.example' },
      ...{ 'DISPLAYCONTACT.PHONE1': '555 0100', 'DISPLAYCONTACT.MAILADDRESS.CITY': 'Tulsa' },
    });
    expect(outcomesOf((await upsert(items, erpWins, [row('1001', 'HARBOUR')]))[0])).toEqual(['unchanged']);
    const jaggaerKeeps = { options: { leaveAlone: ['address', 'name', 'email'] } };
    expect(outcomesOf((await upsert(items, jaggaerKeeps, [row('1001', 'HARBOUR')]))[0])).toEqual([
      'unchanged',
    ]);
  });

  it('fills the user’s own fields, finds by the supplier ID field, and lets Sage Intacct number vendors', async () => {
    const numbered = {
      ...{ newId: 'sequence', matchBy: { match: [{ key: 'link' }] }, options: { linkField: 'COMMENTS' } },
      vendorFields: { mappingMode: 'defineBelow', value: { TERMNAME: 'N30', SOURCE_SYSTEM: 'JAGGAER' } },
    };
    const items = [supplier('b-1', 'Bramley Pumps', { number: null }), supplier('b-2', 'Dale Ropes')];
    const [done, attention] = await upsert(items, numbered);
    expect(attention).toEqual([]);
    expect(outcomesOf(done)).toEqual(['created', 'created']);
    const ids = (done ?? []).map(({ targetId }) => String(targetId));
    expect(new Set(ids).size).toBe(2);
    expect(vendor(ids[0] ?? '')).toMatchObject({
      ...{ NAME: 'Bramley Pumps', TERMNAME: 'N30', SOURCE_SYSTEM: 'JAGGAER', COMMENTS: 'b-1' },
    });
    expect(done?.[0]?.mapping).toMatchObject({ scope: 'id', from: 'b-1', to: ids[0] });
    expect(done?.[1]?.mapping).toMatchObject({ scope: 'number', from: 'b-2', to: ids[1] });
    const [again] = await upsert(items, numbered);
    expect(outcomesOf(again)).toEqual(['unchanged', 'unchanged']);
    expect(again?.[0]).toMatchObject({ targetId: ids[0], matchedBy: 'link' });
  });

  it('writes 120 vendors in three requests, and one bad one fails alone', async () => {
    const items = Array.from({ length: 120 }, (_, nth) =>
      supplier(`N${nth}`, `Vendor ${nth}`, nth === 60 ? { email: 'no address' } : {}),
    );
    const [done, attention] = await upsert(items);
    expect(done).toHaveLength(119);
    expect(attention?.[0]).toMatchObject({
      outcome: 'rejected',
      cause: 'erp.field',
      document: { id: 'N60' },
    });
    expect(writes()).toBe(3);
    const [, again] = await upsert(items);
    expect(again).toHaveLength(1);
    expect(writes()).toBe(4);
  });

  it('explains the chain of errors that a leftover contact makes', async () => {
    const items = [supplier('V30000', 'Leftover Printing', { number: 'V30000' })];
    company.sim.world.contacts.add('Leftover Printing(VV30000)');
    const [, attention] = await upsert(items);
    expect(attention?.[0]).toMatchObject({ outcome: 'held', cause: 'erp.contactName', owner: 'erp' });
    expect(attention?.[0]?.reason).toContain('Another Contact with the given value(s) Leftover Printing');
    expect(attention?.[0]?.advice).toMatch(/Contacts/);
  });

  it('holds all as data when the sign-in is refused, and the other environment’s documents alone', async () => {
    const live = supplier('2002', 'Live', { environment: 'production' });
    const [done, attention] = await upsert([supplier('2001', 'Bramley Pumps'), live]);
    expect(outcomesOf(done)).toEqual(['created']);
    expect(causesOf(attention)).toEqual(['connection.environment']);
    company.n8n.change({ userPassword: 'wrong' });
    const [, refused] = await upsert([supplier('2003', 'Any')]);
    expect(refused?.[0]).toMatchObject({ outcome: 'held', owner: 'connection' });
  });
});
