/** Vendors, accounts, locations and classes → the canonical documents; pure functions. */
import { DateTime } from 'luxon';
import type { Address, Dimension, GlAccount, Origin, Supplier } from '../shared/documents';
import type { Json } from './transport/wire';
import { asObject, isActive, refAt, textAt } from './transport/wire';

/** Names of the lists whose values are dimensions, as documents and mapping rows call them. */
export const DIMENSIONS = { department: 'Department', class: 'Class' } as const;
export type DimensionName = keyof typeof DIMENSIONS;

/** What QuickBooks appends to the name of a record that is made inactive (recorded: qbo_api deactivate/*). */
const DELETED = / \(deleted(?: \d+)?\)/g;

/** A name as it was while the record was active. */
export const cleanName = (name: string): string => name.replace(DELETED, '');

/** A tax number comes back with all but its last four signs hidden (source: API-ref Vendor). */
export const isMasked = (taxId: string): boolean => /^X{3,}/i.test(taxId);

/** An instant that carries an offset, in UTC; null where there is none. */
export function instantOf(text: string): string | null {
  const at = DateTime.fromISO(text, { setZone: true });
  return at.isValid ? at.toUTC().toISO({ suppressMilliseconds: true }) : null;
}

/** When a record was changed. */
export const changedAt = (record: Json): string | null =>
  instantOf(textAt(record, 'MetaData.LastUpdatedTime'));

/** Bank data is personal: it leaves no record, raw ones neither. */
export function withoutBank(record: Json): Json {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => !/bank(detail|account(number|no))|routing|iban/i.test(name))
      .map(([name, value]) => [
        name,
        Array.isArray(value) || typeof value !== 'object' || value === null
          ? value
          : withoutBank(asObject(value)),
      ]),
  );
}

export function supplierDocument(vendor: Json, origin: Origin): Supplier {
  const id = textAt(vendor, 'Id');
  const taxId = textAt(vendor, 'TaxIdentifier');
  return {
    document: 'supplier',
    ...origin,
    id,
    number: textAt(vendor, 'AcctNum') || null,
    name: cleanName(textAt(vendor, 'DisplayName')),
    active: isActive(vendor),
    duns: null,
    vatNumber: null,
    taxNumber: taxId === '' || isMasked(taxId) ? null : taxId,
    email: textAt(vendor, 'PrimaryEmailAddr.Address') || null,
    phone: textAt(vendor, 'PrimaryPhone.FreeFormNumber') || null,
    website: textAt(vendor, 'WebAddr.URI') || null,
    currency: refAt(vendor, 'CurrencyRef') || null,
    address: addressOf(asObject(vendor.BillAddr)),
    erpVendor: id,
    bankFields: {},
    lastUpdate: changedAt(vendor),
  };
}

function addressOf(wire: Json): Address | null {
  const country = textAt(wire, 'Country').trim();
  const address: Address = {
    lines: ['Line1', 'Line2', 'Line3', 'Line4', 'Line5'].flatMap((name) => textAt(wire, name) || []),
    city: textAt(wire, 'City') || null,
    region: textAt(wire, 'CountrySubDivisionCode') || null,
    postalCode: textAt(wire, 'PostalCode') || null,
    // free text in QuickBooks: only what is a code goes into a field of codes
    country: /^[A-Z]{2}$/i.test(country) ? country.toUpperCase() : null,
  };
  const { lines, ...rest } = address;
  return lines.length === 0 && Object.values(rest).every((value) => value === null) ? null : address;
}

/** With the names of what it is below: `Parent:Child`. */
export const pathOf = (record: Json): string =>
  cleanName(textAt(record, 'FullyQualifiedName') || textAt(record, 'Name'));

/** The code is the account's number; its whole name where accounts have none. */
export const accountDocument = (account: Json, origin: Origin): GlAccount => ({
  document: 'glAccount',
  ...origin,
  id: textAt(account, 'Id'),
  code: textAt(account, 'AcctNum') || pathOf(account),
  description: pathOf(account),
  type: textAt(account, 'AccountType') || null,
  active: isActive(account),
  currency: refAt(account, 'CurrencyRef') || null,
  lastUpdate: changedAt(account),
});

/** The code is the whole name, since locations and classes have no number. */
export const dimensionDocument = (record: Json, name: DimensionName, origin: Origin): Dimension => ({
  document: 'dimension',
  ...origin,
  name,
  id: textAt(record, 'Id'),
  code: pathOf(record),
  description: cleanName(textAt(record, 'Name')),
  active: isActive(record),
  lastUpdate: changedAt(record),
});
