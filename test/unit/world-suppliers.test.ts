/** Suppliers kept in step: what the world says must come out is what a person would work out from both lists. */
import { buildWorld } from '../../sandbox/world';
import type { Party } from '../../sandbox/world/supplierSync';
import { over, partiesOfCompanies, supplierSync, wrongParties } from '../../sandbox/world/supplierSync';

const world = buildWorld({ seed: 3, invoices: 60 });
const vendorOf = (id: string) => world.erp.vendors.find((vendor) => vendor.id === id);
const companyOf = (number: string) =>
  world.jaggaer.companies.find(({ returnCompanyInfo: info }) => info.extCode === number)?.returnCompanyInfo;
const differing = world.mending.masters.suppliers.filter(({ kind }) => kind === 'differs');

describe.each(['erp', 'jaggaer'] as const)('both ways, where %s wins', (winner) => {
  const sync = supplierSync(world, winner, true);

  test('every linked pair ends equal on both sides, except a newcomer that both sides have not', () => {
    expect(sync.pairs.length).toBeGreaterThan(20);
    for (const { number, vendor } of sync.pairs)
      expect([number, sync.companies.get(number)?.party]).toEqual([number, sync.vendors.get(vendor)?.party]);
  });

  test('what differs gets the winner’s value, and only the other side is written to', () => {
    expect(differing.length).toBeGreaterThan(3);
    for (const { vendor: id, suppliers } of differing) {
      const [number = ''] = suppliers;
      const [vendor, company] = [vendorOf(id), companyOf(number)];
      const wanted =
        winner === 'erp'
          ? [vendor?.name, vendor?.contact?.phone, vendor?.contact?.address.city]
          : [company?.companyName, company?.bizPhone, company?.city];
      const { name, phone, city } = sync.vendors.get(id)?.party ?? ({} as Partial<Party>);
      expect([id, name, phone, city]).toEqual([id, ...wanted]);
      expect(sync.vendors.get(id)?.touched).toBe(winner === 'jaggaer');
      expect(sync.companies.get(number)?.touched).toBe(winner === 'erp');
    }
  });

  test('what was emptied in JAGGAER comes back from the ERP, an address as a whole', () => {
    const emptied = sync.order.edits.map(({ extCode, info }) => [extCode, Object.keys(info).length]);
    expect(emptied).toEqual([
      [expect.any(String), 1],
      [expect.any(String), 5],
    ]);
    for (const { extCode } of sync.order.edits) {
      const { party, touched } = sync.companies.get(extCode) ?? {};
      expect([party?.phone, party?.street, touched]).toEqual(['+1 206 555 0100', '200 Market Street', true]);
    }
  });

  test('newcomers become vendors, but not the inactive one nor the one with another’s VAT number', () => {
    const numbers = ['0088101', '0088102', '0088103', '0088104'];
    expect(numbers.map((number) => sync.vendors.has(number))).toEqual([true, true, false, false]);
    expect(numbers.map((number) => sync.companies.get(number)?.touched)).toEqual(numbers.map(() => false));
  });

  test('two suppliers that share a vendor stay as they are, and so does the vendor', () => {
    const shared = world.mending.masters.suppliers.filter(({ kind }) => kind === 'ambiguous');
    expect(shared.map(({ vendor }) => vendor).sort()).toEqual(['CALDER', 'TIDEWATER']);
    for (const { vendor, suppliers } of shared) {
      expect(sync.vendors.get(vendor)?.touched).toBe(false);
      for (const number of suppliers) expect(sync.companies.get(number)?.touched).toBe(false);
    }
  });
});

test('one way, vendors stay as they are and nobody does anything in JAGGAER first', () => {
  const sync = supplierSync(world, 'erp', false);
  expect(sync.order).toEqual({ companies: [], edits: [] });
  expect([...sync.vendors.values()].filter(({ touched }) => touched)).toEqual([]);
  expect([...sync.companies.values()].filter(({ touched }) => touched)).toHaveLength(
    world.mending.masters.suppliers.filter(({ kind }) => kind === 'new' || kind === 'differs').length,
  );
});

test('what is missing, other or too much is told by name and field', () => {
  const { companies } = supplierSync(world, 'jaggaer', false);
  const found = partiesOfCompanies(world.jaggaer.companies);
  const missing = wrongParties('JAGGAER', companies, found);
  expect(missing.sort()[0]).toMatch(/^JAGGAER has no supplier MOSSWICK/);
  const expected = new Map([...found].map(([number, party]) => [number, { party }]));
  expect(wrongParties('JAGGAER', expected, found)).toEqual([]);
  const [[number, party] = ['', {} as Party]] = [...found];
  found.set(number, { ...party, city: 'Elsewhere' }).set('X1', party);
  expect(wrongParties('JAGGAER', expected, found)).toEqual([
    `JAGGAER, supplier ${number}: city is “Elsewhere”, expected “${party.city}”`,
    'JAGGAER has a supplier X1 that nobody expects',
  ]);
  expect(over({ ...party, city: '', phone: '' }, { ...party, city: 'Enid', phone: '1' })).toEqual({
    ...{ ...party, city: '', phone: '1' },
  });
});
