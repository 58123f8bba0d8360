/** Suppliers of JAGGAER into elements of APSSSP: what is written, compared, kept, and told as left out. */
import { supplierChange } from '../../nodes/Syspro/supplierDocuments';
import type { Supplier } from '../../nodes/shared/documents';

const ORIGIN = { environment: 'test', tenant: 'granite' } as const;
const RULES = {
  ...{ fillOnly: false, carryStatus: false, leaveAlone: new Set<string>(), newcomers: {} },
  currencies: new Map([['R', 'ZAR']]),
};
const supplier = (change: Partial<Supplier> = {}): Supplier => ({
  ...{ document: 'supplier', ...ORIGIN, id: 'b-1', number: '2001', name: 'Bramley Pumps', active: true },
  ...{ duns: null, vatNumber: null, taxNumber: null, email: null, phone: null, website: null },
  ...{ currency: null, address: null, erpVendor: null, bankFields: {}, lastUpdate: null },
  ...change,
});
const ADDRESS = {
  ...{ lines: ['1 Quay Road', 'Unit 4'], city: 'Kassel', region: 'HE', postalCode: '34117', country: 'DE' },
};
const ROW = {
  ...{ Supplier: '2001', SupplierName: 'Bramley Pumps', TaxRegnNum: 'DE-777', Currency: 'EUR', OnHold: 'N' },
  ...{ SupAddr1: '1 Quay Road', SupAddr2: 'Unit 4', SupAddr3: 'Kassel', SupAddr4: 'HE', SupAddr5: 'DE' },
  SupPostalCode: '34117',
};

describe('a new supplier', () => {
  it('gets what JAGGAER has, in the order of the sample, and what the user gives newcomers', () => {
    const given = supplier({ currency: 'EUR', email: 'ar@bramley.example', address: ADDRESS });
    const { elements } = supplierChange(given, null, { ...RULES, newcomers: { TermsCode: '30' } });
    expect(Object.entries(elements)).toEqual([
      ['SupplierName', 'Bramley Pumps'],
      ['SupShortName', 'Bramley Pumps'],
      ['TermsCode', '30'],
      ['Currency', 'EUR'],
      ['SupAddr1', '1 Quay Road'],
      ['SupAddr2', 'Unit 4'],
      ['SupAddr3', 'Kassel'],
      ['SupAddr4', 'HE'],
      ['SupAddr5', 'DE'],
      ['SupPostalCode', '34117'],
      ['Email', 'ar@bramley.example'],
    ]);
  });

  it('never gets bank data, and says what SYSPRO has no field for', () => {
    const given = supplier({
      ...{ bankFields: { iban: 'DE00CANARY' }, duns: '123456789', website: 'https://bramley.example' },
      ...{ taxNumber: '11-22', vatNumber: 'DE777' },
    });
    const change = supplierChange(given, null, RULES);
    expect(JSON.stringify(change)).not.toContain('CANARY');
    expect(change.elements).toMatchObject({ TaxRegnNum: '11-22' });
    expect(change.notCarried.map((words) => words.split(':')[0])).toEqual([
      'Bank field iban',
      'DUNS number',
      'Website',
      'VAT number',
    ]);
  });

  it('has its currency by SYSPRO’s own code, and keeps one that means the same', () => {
    const given = supplier({ currency: 'ZAR' });
    expect(supplierChange(given, null, RULES).elements).toMatchObject({ Currency: 'R' });
    const there = { ...ROW, Currency: 'R' };
    expect(supplierChange(given, there, RULES)).toMatchObject({ elements: {}, notCarried: [] });
  });

  it('has a name of SYSPRO’s length and signs, and says so', () => {
    const name = `Řepka ${'x'.repeat(60)}`;
    const { elements, notCarried } = supplierChange(supplier({ name }), null, RULES);
    expect(elements.SupplierName).toBe(`Repka ${'x'.repeat(44)}`);
    expect(elements.SupShortName).toHaveLength(20);
    expect(notCarried).toEqual(['Name: SYSPRO holds 50 characters of Windows-1252 of it']);
  });
});

describe('a supplier that is there', () => {
  it('is left alone where it says the same, however its tax number is written', () => {
    const given = supplier({ taxNumber: 'DE 777', address: ADDRESS });
    expect(supplierChange(given, ROW, RULES)).toEqual({ elements: {}, differences: [], notCarried: [] });
  });

  it('is left alone where it has a long name as far as SYSPRO can hold it', () => {
    const name = 'Bramley '.repeat(10).trim();
    const row = { ...ROW, SupplierName: 'Bramley Bramley Bramley Bramley Bramley Bramley Br' };
    expect(supplierChange(supplier({ name }), row, RULES).differences).toEqual([]);
  });

  it('gets only what differs; what JAGGAER leaves empty erases nothing', () => {
    const given = supplier({ phone: '+49 561 1', address: { ...ADDRESS, city: 'Fulda', region: null } });
    const { elements, differences } = supplierChange(given, ROW, RULES);
    expect(elements).toEqual({ Telephone: '+49 561 1', SupAddr3: 'Fulda' });
    expect(differences).toEqual([
      { field: 'phone', expected: '+49 561 1', found: '' },
      { field: 'address.city', expected: 'Fulda', found: 'Kassel' },
    ]);
  });

  it('only gets what is empty where the ERP wins, an address as a whole', () => {
    const given = supplier({ name: 'Other', phone: '+49 561 1', address: { ...ADDRESS, city: 'Fulda' } });
    const change = supplierChange(given, ROW, { ...RULES, fillOnly: true });
    expect(change.elements).toEqual({ Telephone: '+49 561 1' });
    const homeless = { Supplier: '2001', SupplierName: 'Bramley Pumps' };
    expect(supplierChange(given, homeless, { ...RULES, fillOnly: true }).elements).toMatchObject({
      ...{ SupAddr1: '1 Quay Road', SupAddr3: 'Fulda' },
    });
  });

  it('keeps its currency, its hold, and what is left alone', () => {
    const given = supplier({ currency: 'USD', active: false, name: 'Other', email: 'new@bramley.example' });
    const rules = { ...RULES, leaveAlone: new Set(['name']) };
    const change = supplierChange(given, ROW, rules);
    expect(change.elements).toEqual({ Email: 'new@bramley.example' });
    expect(change.notCarried).toEqual([
      'Currency USD: the supplier has EUR, which is not changed',
      'The supplier is inactive in JAGGAER; Carry Status is not switched on',
    ]);
  });

  it('is put on hold and released with the supplier where the user wants it', () => {
    const rules = { ...RULES, carryStatus: true };
    expect(supplierChange(supplier({ active: false }), ROW, rules).elements).toEqual({ OnHold: 'Y' });
    expect(supplierChange(supplier(), { ...ROW, OnHold: 'Y' }, rules).elements).toEqual({ OnHold: 'N' });
    expect(supplierChange(supplier(), { ...ROW, OnHold: '' }, rules).elements).toEqual({});
  });
});
