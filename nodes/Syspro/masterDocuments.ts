/** Suppliers, ledger codes and cost centers → the canonical documents; pure functions. */
import type { Address, GlAccount, Origin, Supplier } from '../shared/documents';
import { taxIdsIn } from '../shared/supplierAction';
import type { Row } from './transport/xml';
import { text } from './transport/xml';

/** Columns that a supplier is made of; no bank data among them. */
export const SUPPLIER_COLUMNS = [
  ...['Supplier', 'SupplierName', 'SupShortName', 'OnHold', 'Currency', 'TermsCode', 'Branch', 'TaxRegnNum'],
  ...['Telephone', 'Email', 'Nationality', 'SupplierClass', 'Area', 'GrnMatchReqd'],
];

/** Bank data is personal: it leaves neither a raw record nor a list of fields. */
export const isBankField = (field: string): boolean => /bank|iban|swift|^PayByEft$/i.test(field);

/** Whether a flag is set. */
export const isYes = (row: Row, field: string): boolean => text(row, field).toUpperCase() === 'Y';

/**
 * SYSPRO keeps no time of change.
 * @param address the supplier's row of ApSupplierAddr, where it was read
 */
export function supplierDocument(supplier: Row, address: Row | null, origin: Origin): Supplier {
  const id = text(supplier, 'Supplier');
  return {
    document: 'supplier',
    ...origin,
    id,
    number: id,
    name: text(supplier, 'SupplierName'),
    active: !isYes(supplier, 'OnHold'),
    duns: null,
    ...taxIdsIn(text(supplier, 'TaxRegnNum')),
    email: text(supplier, 'Email') || null,
    phone: text(supplier, 'Telephone') || null,
    website: null,
    currency: text(supplier, 'Currency') || null,
    address: address && addressOf(address),
    erpVendor: id,
    bankFields: {},
    lastUpdate: null,
  };
}

/** Lines 1 to 5 are street, second line, city, region and country (source: address lines of ApSupplier; use customary). */
function addressOf(row: Row): Address | null {
  const line = (at: number): string => text(row, `SupAddr${at}`);
  const country = line(5);
  const isCode = /^[A-Za-z]{2}$/.test(country);
  const address: Address = {
    lines: [line(1), line(2), ...(isCode ? [] : [country])].filter((words) => words !== ''),
    city: line(3) || null,
    region: line(4) || null,
    postalCode: text(row, 'SupPostalCode') || null,
    country: isCode ? country.toUpperCase() : null,
  };
  const { lines, ...rest } = address;
  return lines.length === 0 && Object.values(rest).every((value) => value === null) ? null : address;
}

/** Columns of GenMaster that a ledger code is made of. */
export const ACCOUNT_COLUMNS = [
  ...['Description', 'AccountType', 'GlGroup', 'AnalysisRequired', 'AnalysisCategory', 'ControlAccFlag'],
  'AccOnHldFlag',
];

export const accountDocument = (account: Row, origin: Origin): GlAccount => ({
  document: 'glAccount',
  ...origin,
  id: text(account, 'GlCode'),
  code: text(account, 'GlCode'),
  description: text(account, 'Description'),
  type: text(account, 'AccountType') || null,
  active: !isYes(account, 'AccOnHldFlag'),
  currency: null,
  lastUpdate: null,
});
