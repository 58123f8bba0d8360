/** Vendors, accounts and subaccounts → the canonical documents; pure functions. */
import type { Dimension, GlAccount, Origin, Supplier } from '../shared/documents';
import type { Plain } from './transport/wire';
import { asObject, flag, rows, text } from './transport/wire';

/** What a vendor is read with; bank data only where fields of it are named. */
export const vendorExpand = (bankFields: readonly string[]): string[] => [
  'MainContact',
  'MainContact/Address',
  ...(bankFields.length > 0 ? ['PaymentInstructions'] : []),
];

/**
 * A vendor as a supplier. Vendors with any other status than Inactive or Hold… can be paid and count as active.
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
    active: text(vendor, 'Status') !== 'Inactive',
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
