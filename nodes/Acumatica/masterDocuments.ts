/** Vendors, accounts and subaccounts → the canonical documents; pure functions. */
import type { Dimension, GlAccount, Origin, Supplier } from '../shared/documents';
import type { Plain } from './transport/wire';
import { asObject, flag, rows, text } from './transport/wire';

/** Vendors that bills may be entered for (source: UG AP_30_30_00); On Hold and Inactive ones cannot be used. */
const BILLABLE = new Set(['active', 'one-time', 'hold payments']);

/** Whether a vendor of this status takes bills. */
export const isBillable = (status: string): boolean => BILLABLE.has(status.trim().toLowerCase());

const CONTACT = ['Email', 'Phone1', 'WebSite'];
const ADDRESS = ['AddressLine1', 'AddressLine2', 'City', 'State', 'PostalCode', 'Country'];
const INSTRUCTION = ['PaymentInstructionsID', 'Value'];

/** The ids of payment instructions behind a comma-separated text. */
export const bankFieldsIn = (text: unknown): string[] =>
  typeof text === 'string' ? text.split(',').flatMap((name) => name.trim() || []) : [];

/** What a vendor is read with; bank data only where fields of it are named. */
export const vendorExpand = (bankFields: readonly string[]): string[] => [
  'MainContact',
  'MainContact/Address',
  ...(bankFields.length > 0 ? ['PaymentInstructions'] : []),
];

/** Fields that a supplier is made of; nested ones have to be named too (source: IDG Parameter_select). */
export const vendorSelect = (bankFields: readonly string[]): string[] => [
  ...['VendorID', 'VendorName', 'LegalName', 'Status', 'VendorClass', 'CurrencyID', 'Terms'],
  ...['TaxRegistrationID', 'AccountRef', 'LastModifiedDateTime'],
  ...CONTACT.map((field) => `MainContact/${field}`),
  ...ADDRESS.map((field) => `MainContact/Address/${field}`),
  ...(bankFields.length > 0 ? INSTRUCTION.map((field) => `PaymentInstructions/${field}`) : []),
];

/** A vendor as it came, without the payment instructions that nobody named. */
export const withoutOtherBankData = (vendor: Plain, bankFields: readonly string[]): Plain => {
  const { PaymentInstructions, ...rest } = vendor;
  if (PaymentInstructions === undefined || bankFields.length === 0) return rest;
  const named = rows(vendor, 'PaymentInstructions').filter((row) =>
    bankFields.includes(text(row, 'PaymentInstructionsID')),
  );
  return { ...rest, PaymentInstructions: named };
};

/**
 * A vendor as a supplier; active where bills may be entered for it.
 * @param bankFields ids of payment instructions to carry (`PaymentInstructionsID`); none by default
 */
export function supplierDocument(
  vendor: Plain,
  origin: Origin,
  bankFields: readonly string[] = [],
): Supplier {
  const contact = asObject(vendor.MainContact) as Plain;
  const address = asObject(contact.Address) as Plain;
  const id = text(vendor, 'VendorID');
  const lines = [text(address, 'AddressLine1'), text(address, 'AddressLine2')].filter(Boolean);
  return {
    document: 'supplier',
    ...origin,
    id,
    number: id,
    name: text(vendor, 'VendorName'),
    active: isBillable(text(vendor, 'Status')),
    duns: null,
    vatNumber: text(vendor, 'TaxRegistrationID') || null,
    taxNumber: null,
    email: text(contact, 'Email') || null,
    phone: text(contact, 'Phone1') || null,
    website: text(contact, 'WebSite') || null,
    currency: text(vendor, 'CurrencyID') || null,
    address:
      Object.keys(address).length === 0
        ? null
        : {
            lines,
            city: text(address, 'City') || null,
            region: text(address, 'State') || null,
            postalCode: text(address, 'PostalCode') || null,
            country: text(address, 'Country') || null,
          },
    erpVendor: id,
    bankFields: Object.fromEntries(
      rows(vendor, 'PaymentInstructions')
        .map((each) => [text(each, 'PaymentInstructionsID'), text(each, 'Value')] as const)
        .filter(([name, value]) => value !== '' && bankFields.includes(name)),
    ),
    lastUpdate: instantOf(vendor),
  };
}

export const accountDocument = (account: Plain, origin: Origin): GlAccount => ({
  document: 'glAccount',
  ...origin,
  id: text(account, 'AccountCD'),
  code: text(account, 'AccountCD'),
  description: text(account, 'Description'),
  type: text(account, 'Type') || null,
  active: flag(account, 'Active'),
  currency: text(account, 'CurrencyID') || null,
  lastUpdate: instantOf(account),
});

/** Subaccounts carry no time of change in any Default contract (source: swagger 22 to 25). */
export const subaccountDocument = (subaccount: Plain, origin: Origin): Dimension => ({
  document: 'dimension',
  ...origin,
  name: 'subaccount',
  id: text(subaccount, 'SubaccountCD'),
  code: text(subaccount, 'SubaccountCD'),
  description: text(subaccount, 'Description'),
  active: flag(subaccount, 'Active'),
  lastUpdate: null,
});

/** The time of the last change in UTC: answers carry an offset of their own. */
export function instantOf(record: Plain): string | null {
  const ms = Date.parse(text(record, 'LastModifiedDateTime'));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
