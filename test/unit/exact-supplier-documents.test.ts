/** Suppliers between the canonical document and Exact Online's accounts. */
import {
  isAccountCode,
  isActiveSupplier,
  supplierChange,
  supplierDocument,
} from '../../nodes/ExactOnline/supplierDocuments';
import type { Supplier } from '../../nodes/shared/documents';

const day = (text: string) => `/Date(${Date.parse(`${text}T00:00:00Z`)})/`;

const account = {
  ...{ ID: 'd7a2f7c0-0000-4000-8000-000000000001', Code: '           0010001', Name: 'Alder Works' },
  ...{ IsSupplier: true, Blocked: false, EndDate: null, VATNumber: 'NL001234567B01', DunsNumber: null },
  ...{ Email: 'ap@alder.example', Phone: null, Website: null, PurchaseCurrency: 'EUR' },
  ...{ AddressLine1: 'Kade 1', AddressLine2: 'Hal 2', AddressLine3: null, City: 'Delft', State: null },
  ...{ Postcode: '2611 AA', Country: 'NL ', PaymentConditionPurchase: '30' },
  // on the server's clock, two hours ahead
  Modified: `/Date(${Date.parse('2026-06-14T12:00:00Z')})/`,
};

const origin = { environment: 'test', tenant: '124132' } as const;

const supplier: Supplier = {
  ...{ document: 'supplier', environment: 'test', tenant: 'acme', id: '77', number: '10001' },
  ...{ name: 'Alder Works', active: true, duns: null, vatNumber: 'NL 0012.34567.B01', taxNumber: null },
  ...{ email: 'ap@alder.example', phone: null, website: null, currency: 'EUR' },
  address: { lines: ['Kade 1, Hal 2'], city: 'Delft', region: null, postalCode: '2611 AA', country: 'NL' },
  ...{ erpVendor: null, bankFields: {}, lastUpdate: null },
};
const rules = { fillOnly: false, leaveAlone: new Set<string>(), carryStatus: false, paymentCondition: '' };

describe('an account of Exact Online as a supplier', () => {
  it('has its code without the padding and with its zeros, and its country as a code', () => {
    expect(supplierDocument(account, origin, 7_200)).toEqual({
      ...{ document: 'supplier', environment: 'test', tenant: '124132', id: account.ID, number: '0010001' },
      ...{ name: 'Alder Works', active: true, duns: null, vatNumber: 'NL001234567B01', taxNumber: null },
      ...{ email: 'ap@alder.example', phone: null, website: null, currency: 'EUR', erpVendor: '0010001' },
      address: {
        ...{ lines: ['Kade 1', 'Hal 2'], city: 'Delft', region: null, postalCode: '2611 AA', country: 'NL' },
      },
      ...{ bankFields: {}, lastUpdate: '2026-06-14T10:00:00Z' },
    });
  });

  it('is active until it is blocked or ended', () => {
    expect(isActiveSupplier(account, '2026-06-15')).toBe(true);
    expect(isActiveSupplier({ ...account, Blocked: true }, '2026-06-15')).toBe(false);
    expect(isActiveSupplier({ ...account, EndDate: day('2026-06-14') }, '2026-06-15')).toBe(false);
    expect(isActiveSupplier({ ...account, EndDate: day('2026-06-15') }, '2026-06-15')).toBe(true);
  });

  it('has no address where every part of it is empty', () => {
    const bare = { ID: account.ID, Code: '7', Name: 'Bare', Country: '   ' };
    expect(supplierDocument(bare, origin, 7_200).address).toBeNull();
  });

  it('takes a code of digits only, as many as Exact keeps', () => {
    expect(['1', '007', '123456789012345678'].map(isAccountCode)).toEqual([true, true, true]);
    expect(['', 'A-1', '1234567890123456789', '12 3'].map(isAccountCode)).toEqual([
      ...[false, false, false, false],
    ]);
  });
});

describe('a supplier of JAGGAER for Exact Online', () => {
  it('changes nothing on an account that says the same in other words', () => {
    expect(supplierChange(supplier, account, rules, '').differences).toEqual([]);
  });

  it('sends what differs only, and the whole street as lines', () => {
    const moved = { ...supplier, address: { ...address(), lines: ['Gracht 9', 'Achter', '3', '4'] } };
    expect(supplierChange(moved, account, rules, '')).toEqual({
      fields: { AddressLine1: 'Gracht 9', AddressLine2: 'Achter', AddressLine3: '3, 4' },
      differences: [{ field: 'address.lines', expected: 'Gracht 9, Achter, 3, 4', found: 'Kade 1, Hal 2' }],
      notCarried: [],
    });
  });

  it('makes a new account a supplier, with the number and the condition it is given', () => {
    const { fields } = supplierChange(supplier, null, { ...rules, paymentCondition: '30' }, '10001');
    expect(fields).toEqual({
      ...{ Code: '10001', PaymentConditionPurchase: '30', IsSupplier: true, Name: 'Alder Works' },
      ...{ VATNumber: 'NL 0012.34567.B01', PurchaseCurrency: 'EUR', Email: 'ap@alder.example' },
      ...{ AddressLine1: 'Kade 1, Hal 2', AddressLine2: null, AddressLine3: null },
      ...{ City: 'Delft', Postcode: '2611 AA', Country: 'NL' },
    });
  });

  it('makes a customer a supplier as well, also where it only fills', () => {
    const customer = { ...account, IsSupplier: false };
    const change = supplierChange(supplier, customer, { ...rules, fillOnly: true }, '');
    expect(change.fields).toEqual({ IsSupplier: true });
  });

  it('only fills what is empty where Exact wins, an address only as a whole', () => {
    const other = { ...supplier, name: 'Other', phone: '+31 15 0', address: { ...address(), region: 'ZH' } };
    const change = supplierChange(other, account, { ...rules, fillOnly: true }, '');
    expect(change.fields).toEqual({ Phone: '+31 15 0' });
  });

  it('blocks only where the status is to be carried', () => {
    const gone = { ...supplier, active: false };
    expect(supplierChange(gone, account, rules, '').fields).toEqual({});
    expect(supplierChange(gone, account, rules, '').notCarried).toHaveLength(1);
    expect(supplierChange(gone, account, { ...rules, carryStatus: true }, '').fields).toEqual({
      Blocked: true,
    });
  });

  it('says what Exact has no field for, and never carries bank data', () => {
    const full = { ...supplier, duns: '1', taxNumber: '2', bankFields: { iban: 'X' } };
    const { fields, notCarried } = supplierChange(full, null, rules, '');
    expect(notCarried).toHaveLength(3);
    expect(JSON.stringify(fields)).not.toContain('iban');
  });
});

function address() {
  return { lines: ['Kade 1'], city: 'Delft', region: null, postalCode: '2611 AA', country: 'NL' };
}
