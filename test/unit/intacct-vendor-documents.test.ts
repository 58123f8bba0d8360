/** Suppliers and vendors into one another, countries, and which fields hold bank data. */
import { countryCode, countryName } from '../../nodes/SageIntacct/countries';
import { isBankField, supplierDocument } from '../../nodes/SageIntacct/masterDocuments';
import { vendorColumns } from '../../nodes/SageIntacct/methods/fields';
import { vendorChange } from '../../nodes/SageIntacct/vendorDocuments';
import type { Supplier } from '../../nodes/shared/documents';

const ORIGIN = { environment: 'test', tenant: 'granite' } as const;
const RULES = {
  ...{ fillOnly: false, carryStatus: false, leaveAlone: new Set<string>(), more: {}, linkField: '' },
};
const supplier = (change: Partial<Supplier> = {}): Supplier => ({
  ...{ document: 'supplier', ...ORIGIN, id: 'b-1', number: '2001', name: 'Bramley Pumps', active: true },
  ...{ duns: null, vatNumber: null, taxNumber: null, email: null, phone: null, website: null },
  ...{ currency: null, address: null, erpVendor: null, bankFields: {}, lastUpdate: null },
  ...change,
});
const address = (country: string | null, lines: string[] = []) => ({
  ...{ lines, city: null, region: null, postalCode: null, country },
});

describe('countries', () => {
  it.each([
    ['United States', 'US'],
    ['united states of america', 'US'],
    ['Germany', 'DE'],
    ['United Kingdom', 'GB'],
    ['UK', 'GB'],
    ['Côte d’Ivoire', 'CI'],
    ['Ivory Coast', 'CI'],
    ['Czech Republic', 'CZ'],
    ['at', 'AT'],
    ['Elbonia', 'Elbonia'],
    ['  ', null],
  ])('%s is %s', (name, code) => expect(countryCode(name)).toBe(code));

  it('go to their name and back', () => {
    for (const code of [
      'US',
      'CA',
      'GB',
      'IE',
      'DE',
      'AT',
      'CH',
      'FR',
      'NL',
      'BE',
      'ZA',
      'AU',
      'NZ',
      'IN',
      'CN',
    ])
      expect(countryCode(countryName(code))).toBe(code);
    expect(countryName('US')).toBe('United States');
    expect(countryName('Elbonia')).toBe('Elbonia');
  });
});

it.each([
  ...['ACHACCOUNTNUMBER', 'ACHBANKROUTINGNUMBER', 'ACHENABLED', 'WIREBANKNAME', 'WIREACCOUNTNUMBER'],
  ...['CUSTOM_IBAN', 'SWIFTCODE', 'BANKNAME', 'ACCOUNTNUMBER', 'SORTCODE'],
])('%s is bank data', (field) => expect(isBankField(field)).toBe(true));

it.each(['VENDORACCOUNTNO', 'GLACCOUNTNO', 'NAME', 'TAXID', 'ATTACHMENT', 'PAYMETHODKEY', 'COACHING'])(
  '%s is no bank data',
  (field) => expect(isBankField(field)).toBe(false),
);

describe('a vendor as a supplier', () => {
  it.each([
    ['12-3456789', { taxNumber: '12-3456789', vatNumber: null }],
    ['GB123456789', { taxNumber: null, vatNumber: 'GB123456789' }],
    ['AT U12345678', { taxNumber: null, vatNumber: 'AT U12345678' }],
    ['', { taxNumber: null, vatNumber: null }],
  ])('has the tax ID “%s” in its place', (TAXID, expected) => {
    expect(supplierDocument({ VENDORID: 'V', TAXID }, ORIGIN)).toMatchObject(expected);
  });

  it('has no address where all of it is empty, and takes the country’s code before its name', () => {
    const key = 'DISPLAYCONTACT.MAILADDRESS';
    expect(supplierDocument({ VENDORID: 'V', [`${key}.CITY`]: ' ' }, ORIGIN).address).toBeNull();
    const both = { [`${key}.COUNTRY`]: 'Anything', [`${key}.COUNTRYCODE`]: 'DE' };
    expect(supplierDocument({ VENDORID: 'V', ...both }, ORIGIN).address).toEqual(address('DE'));
  });

  it('tells when it was changed as if it were UTC, and nothing where it does not say', () => {
    const changed = (WHENMODIFIED: string) =>
      supplierDocument({ VENDORID: 'V', WHENMODIFIED }, ORIGIN).lastUpdate;
    expect(changed('09/16/2013 15:50:21')).toBe('2013-09-16T15:50:21.000Z');
    expect(changed('2017-01-12T01:02:03Z')).toBe('2017-01-12T01:02:03.000Z');
    expect(changed('')).toBeNull();
  });
});

describe('a supplier as a vendor', () => {
  it('becomes a whole one, in the documented shape', () => {
    const whole = supplier({
      ...{ taxNumber: '12-3456789', email: 'ap@bramley.example', currency: 'USD' },
      address: { ...address('US', ['1 Quay', 'Dock B', 'Gate 3']), city: 'Tulsa', region: 'OK' },
    });
    expect(vendorChange(whole, null, RULES, '2001').fields).toEqual({
      VENDORID: '2001',
      DISPLAYCONTACT: {
        PRINTAS: 'Bramley Pumps',
        EMAIL1: 'ap@bramley.example',
        MAILADDRESS: {
          ...{ ADDRESS1: '1 Quay', ADDRESS2: 'Dock B, Gate 3', CITY: 'Tulsa', STATE: 'OK' },
          COUNTRY: 'United States',
        },
      },
      ...{ NAME: 'Bramley Pumps', TAXID: '12-3456789', CURRENCY: 'USD' },
    });
    expect(vendorChange(whole, null, RULES, '').fields).not.toHaveProperty('VENDORID');
  });

  it('changes nothing where both mean the same in other forms', () => {
    const mail = 'DISPLAYCONTACT.MAILADDRESS';
    const vendor = {
      ...{ VENDORID: 'V-1', NAME: 'Bramley Pumps', TAXID: '123456789', STATUS: 'inactive' },
      ...{ [`${mail}.ADDRESS1`]: '1 Quay', [`${mail}.ADDRESS2`]: 'Dock B' },
      ...{ [`${mail}.COUNTRY`]: 'United States', 'DISPLAYCONTACT.EMAIL1': 'kept@bramley.example' },
    };
    const same = supplier({ taxNumber: '12-3456789', address: address('US', ['1 Quay, Dock B']) });
    expect(vendorChange(same, vendor, RULES, '').differences).toEqual([]);
    const other = supplier({ address: address('GB', ['1 Quay']) });
    expect(vendorChange(other, vendor, RULES, '')).toMatchObject({
      fields: {
        VENDORID: 'V-1',
        DISPLAYCONTACT: { MAILADDRESS: { ADDRESS1: '1 Quay', ADDRESS2: '', COUNTRY: 'United Kingdom' } },
      },
      differences: [
        { field: 'address.lines', expected: '1 Quay', found: '1 Quay, Dock B' },
        { field: 'address.country', expected: 'GB', found: 'United States' },
      ],
    });
    expect(vendorChange(other, vendor, { ...RULES, fillOnly: true }, '').differences).toEqual([]);
  });

  it('comes back as it went out', () => {
    const out = supplier({
      ...{ vatNumber: 'ATU12345678', phone: '555 0100', website: 'bramley.example', currency: 'EUR' },
      address: { ...address('AT', ['Werkgasse 1']), city: 'Graz', postalCode: '8010' },
    });
    const { fields } = vendorChange(out, null, RULES, '2001');
    const flat = (value: object, prefix = ''): Record<string, string> =>
      Object.assign(
        {},
        ...Object.entries(value).map(([name, inner]: [string, unknown]) =>
          typeof inner === 'object' && inner !== null
            ? flat(inner, `${prefix}${name}.`)
            : { [`${prefix}${name}`]: String(inner) },
        ),
      ) as Record<string, string>;
    expect(supplierDocument(flat(fields), ORIGIN)).toEqual({
      ...{ ...out, id: '2001', erpVendor: '2001' },
    });
  });
});

it('offers fields of a vendor that a supplier does not fill, without bank data', () => {
  const field = (id: string, more: object = {}) => ({
    ...{
      id,
      label: '',
      type: 'TEXT',
      isRequired: false,
      isReadOnly: false,
      isCustom: false,
      validValues: [],
    },
    ...more,
  });
  const columns = vendorColumns([
    field('TERMNAME', { label: 'Term' }),
    ...['NAME', 'STATUS', 'ACHACCOUNTNUMBER', 'DISPLAYCONTACT.PHONE2'].map((id) => field(id)),
    field('TOTALDUE', { isReadOnly: true }),
    field('ONETIME', { type: 'BOOLEAN' }),
    field('SOURCE', { isCustom: true, validValues: ['A', 'B'] }),
  ]);
  expect(columns).toMatchObject([
    { id: 'ONETIME', type: 'boolean', displayName: 'ONETIME' },
    {
      id: 'SOURCE',
      type: 'options',
      displayName: 'SOURCE (custom)',
      options: [{ value: 'A' }, { value: 'B' }],
    },
    { id: 'TERMNAME', type: 'string', displayName: 'Term' },
  ]);
});
