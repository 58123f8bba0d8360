/** Masters of the sample world: what a sync has to find is what both sides really hold. */
import { buildWorld } from '../../sandbox/world';
import type { ErpVendor } from '../../sandbox/world/erpMasters';

const world = buildWorld({ seed: 2, invoices: 60 });
const { jaggaer, erp, masters, mapping } = world;
const company = (number: string) => {
  const found = jaggaer.companies.find(({ returnCompanyInfo }) => returnCompanyInfo.extCode === number);
  if (!found) throw new Error(`no company ${number}`);
  return found.returnCompanyInfo;
};
const vendor = (id: string): ErpVendor => {
  const found = erp.vendors.find((one) => one.id === id);
  if (!found) throw new Error(`no vendor ${id}`);
  return found;
};
const kinds = (facts: Array<{ kind: string }>) =>
  Object.fromEntries(
    [...new Set(facts.map(({ kind }) => kind))].map((kind) => [
      kind,
      facts.filter((one) => one.kind === kind).length,
    ]),
  );

/** A vendor in the words of a company profile, written down once more. */
const inWords = ({ name, currency, contact, taxId }: ErpVendor): Record<string, string> => ({
  companyName: name,
  bizEmail: contact?.email ?? '',
  bizPhone: contact?.phone ?? '',
  address: contact?.address?.line1 ?? '',
  zip: contact?.address?.postalCode ?? '',
  city: contact?.address?.city ?? '',
  province: contact?.address?.state ?? '',
  isoCountry: contact?.address?.country ?? '',
  currency: currency ?? '',
  euVat: taxId ?? '',
});

test('every vendor is judged, and every kind occurs', () => {
  expect(masters.suppliers.map((one) => one.vendor)).toEqual(erp.vendors.map(({ id }) => id));
  expect(kinds(masters.suppliers)).toEqual({ equal: 13, differs: 5, ambiguous: 1, inactive: 2, new: 4 });
});

test('what differs, and nothing else, differs between the sides', () => {
  for (const { vendor: id, kind, suppliers, differing } of masters.suppliers) {
    if (suppliers.length === 0) continue;
    const words = inWords(vendor(id));
    // the last of two that share a vendor gave it its data
    const info: Record<string, string | undefined> = { ...company(suppliers.at(-1) ?? '') };
    const found = Object.keys(words).filter((name) => words[name] !== (info[name] ?? ''));
    expect([id, found.sort()]).toEqual([id, [...differing].sort()]);
    expect(kind === 'ambiguous' ? suppliers.length : 1).toBe(suppliers.length);
    for (const number of suppliers) {
      expect(mapping).toContainEqual(expect.objectContaining({ kind: 'supplier', from: number, to: id }));
    }
  }
});

test('new and inactive ones are not in JAGGAER, under no code, name or VAT number', () => {
  const text = JSON.stringify(jaggaer.companies);
  for (const { vendor: id, kind } of masters.suppliers) {
    if (kind !== 'new' && kind !== 'inactive') continue;
    const { name, taxId, active } = vendor(id);
    expect(active).toBe(kind === 'new');
    for (const word of [id, name, taxId]) if (word) expect(text).not.toContain(`"${word}"`);
  }
});

test('a supplier that is mapped later can make a vendor ambiguous', () => {
  const after = new Map(world.mending.masters.suppliers.map((one) => [one.vendor, one]));
  const changed = masters.suppliers.filter(({ vendor: id, kind }) => after.get(id)?.kind !== kind);
  expect(changed.map(({ vendor: id, kind }) => [id, kind, after.get(id)?.kind])).toEqual([
    ['TIDEWATER', 'differs', 'ambiguous'],
  ]);
  expect(world.mending.masters.accounts).toEqual(masters.accounts);
});

test('bank data is in the ERP only', () => {
  const elsewhere = JSON.stringify([jaggaer, mapping, world.expected, erp.accounts]);
  expect(masters.bankValues.length).toBeGreaterThan(10);
  for (const value of masters.bankValues) {
    expect(value).toContain('CANARY');
    expect(elsewhere).not.toContain(value);
  }
});

test('accounts and subaccounts: every kind occurs, and both sides hold what is said', () => {
  const { accounts } = masters;
  expect(accounts).toHaveLength(erp.accounts.length + erp.costCenters.length);
  for (const kind of ['new', 'differs', 'equal']) {
    for (const field of ['Account', 'CostCenter']) {
      expect(accounts).toContainEqual(expect.objectContaining({ kind, field }));
    }
  }
  expect(kinds(accounts)).toMatchObject({ inactive: 1, deactivated: 1 });
  for (const { field, code, kind, description, active } of accounts) {
    const value = jaggaer.glValues.find((one) => one.internalName === field && one.value === code);
    expect([code, value !== undefined]).toEqual([code, !['new', 'inactive'].includes(kind)]);
    expect(active).toBe(!['inactive', 'deactivated'].includes(kind));
    if (value) expect(value.active).toBe(true);
    if (value) expect([code, value.description === description]).toEqual([code, kind !== 'differs']);
    const source = field === 'Account' ? erp.accounts : erp.costCenters;
    expect(source).toContainEqual(expect.objectContaining({ code, description }));
  }
});

test('JAGGAER has values of its own, each once', () => {
  const names = jaggaer.glValues.map(({ internalName, value }) => `${internalName} ${value}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['Account 51425', 'CostCenter CC1100']));
});

test('what was received of an order is on a receipt', () => {
  const orders = new Map(erp.purchaseOrders.map((order) => [order.number, order]));
  expect(erp.receipts.length).toBeGreaterThan(10);
  for (const receipt of erp.receipts) {
    for (const line of receipt.lines) {
      const ordered = orders.get(line.order.number)?.lines.find((one) => one.line === line.order.line);
      expect([receipt.number, ordered?.received]).toEqual([receipt.number, line.quantity]);
    }
  }
});
