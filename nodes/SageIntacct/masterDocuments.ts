/** Vendors, accounts and dimensions → the canonical documents; pure functions. */
import type { Address, Dimension, GlAccount, Origin, Supplier } from '../shared/documents';
import { taxIdsIn } from '../shared/supplierAction';
import { countryCode } from './countries';
import { fromWireTime } from './transport/wire';
import type { Row } from './transport/xml';
import { text } from './transport/xml';

const CONTACT = 'DISPLAYCONTACT';
const ADDRESS = `${CONTACT}.MAILADDRESS`;

/** Fields that a supplier is made of (source: vendors, DISPLAYCONTACT); no bank data among them. */
export const VENDOR_FIELDS = [
  ...['VENDORID', 'NAME', 'STATUS', 'TAXID', 'CURRENCY', 'TERMNAME', 'WHENMODIFIED'],
  ...['EMAIL1', 'PHONE1', 'URL1'].map((field) => `${CONTACT}.${field}`),
  ...['ADDRESS1', 'ADDRESS2', 'CITY', 'STATE', 'ZIP', 'COUNTRY', 'COUNTRYCODE'].map(
    (field) => `${ADDRESS}.${field}`,
  ),
];

/** Parts of the display contact, by the last part of their names. */
export const contactText = (vendor: Row, field: string): string => text(vendor, `${CONTACT}.${field}`);
export const addressText = (vendor: Row, field: string): string => text(vendor, `${ADDRESS}.${field}`);

/** Bank data is personal: it leaves neither a raw record nor a list of fields. */
const BANK = /^(ACH|WIRE)|BANK|IBAN|SWIFT|ROUTING|SORTCODE|BSB|(?<!VENDOR|GL)ACCOUNTN(UMBER|O)$/i;

/** Whether a vendor's field holds bank data. */
export const isBankField = (field: string): boolean => BANK.test(field);

/** Whether a record may be used. */
export const isActive = (row: Row): boolean => /^(active|t|true|)$/i.test(text(row, 'STATUS'));

/**
 * When a record was changed, as an instant. Intacct names no time zone, and its own clocks differ by hours: it tells
 * which of two changes of a record is the later one, and no more.
 */
export const changedAt = (row: Row): string | null => fromWireTime(text(row, 'WHENMODIFIED')) || null;

export function supplierDocument(vendor: Row, origin: Origin): Supplier {
  const id = text(vendor, 'VENDORID');
  return {
    document: 'supplier',
    ...origin,
    id,
    number: id,
    name: text(vendor, 'NAME'),
    active: isActive(vendor),
    duns: null,
    ...taxIdsIn(text(vendor, 'TAXID')),
    email: contactText(vendor, 'EMAIL1') || null,
    phone: contactText(vendor, 'PHONE1') || null,
    website: contactText(vendor, 'URL1') || null,
    currency: text(vendor, 'CURRENCY') || null,
    address: addressOf(vendor),
    erpVendor: id,
    bankFields: {},
    lastUpdate: changedAt(vendor),
  };
}

function addressOf(vendor: Row): Address | null {
  const address: Address = {
    lines: ['ADDRESS1', 'ADDRESS2'].flatMap((field) => addressText(vendor, field) || []),
    city: addressText(vendor, 'CITY') || null,
    region: addressText(vendor, 'STATE') || null,
    postalCode: addressText(vendor, 'ZIP') || null,
    country: countryCode(addressText(vendor, 'COUNTRYCODE') || addressText(vendor, 'COUNTRY')),
  };
  const { lines, ...rest } = address;
  return lines.length === 0 && Object.values(rest).every((value) => value === null) ? null : address;
}

export const ACCOUNT_FIELDS = ['ACCOUNTNO', 'TITLE', 'ACCOUNTTYPE', 'STATUS', 'WHENMODIFIED'];

/** Dimensions that a line on the account must carry, by the names of their fields on GLACCOUNT. */
export const REQUIREMENTS: Record<string, string> = {
  REQUIREDEPT: 'department',
  REQUIRELOC: 'location',
  REQUIREPROJECT: 'project',
  REQUIRECLASS: 'class',
};

export const accountDocument = (account: Row, origin: Origin): GlAccount => ({
  document: 'glAccount',
  ...origin,
  id: text(account, 'ACCOUNTNO'),
  code: text(account, 'ACCOUNTNO'),
  description: text(account, 'TITLE'),
  type: text(account, 'ACCOUNTTYPE') || null,
  active: isActive(account),
  currency: null,
  lastUpdate: changedAt(account),
});

/** An object whose records are values of a dimension. */
export interface DimensionObject {
  /** As documents and mapping rows name it. */
  name: string;
  object: string;
  /** Field that names a value, and the field of its title. */
  key: string;
  title: string;
}

export const DIMENSIONS = {
  class: { name: 'class', object: 'CLASS', key: 'CLASSID', title: 'NAME' },
  department: { name: 'department', object: 'DEPARTMENT', key: 'DEPARTMENTID', title: 'TITLE' },
  location: { name: 'location', object: 'LOCATION', key: 'LOCATIONID', title: 'NAME' },
  project: { name: 'project', object: 'PROJECT', key: 'PROJECTID', title: 'NAME' },
} as const satisfies Record<string, DimensionObject>;

export function dimensionDocument(value: Row, dimension: DimensionObject, origin: Origin): Dimension {
  const code = text(value, dimension.key);
  return {
    document: 'dimension',
    ...origin,
    name: dimension.name,
    id: text(value, 'RECORDNO'),
    code,
    description: text(value, dimension.title) || code,
    active: isActive(value),
    lastUpdate: changedAt(value),
  };
}
