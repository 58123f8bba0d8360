/** Suppliers and accounts → the canonical documents; pure functions. */
import type { Address, Origin, Supplier } from '../shared/documents';
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

/** @param address the supplier's row of ApSupplierAddr, where it was read */
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
    vatNumber: null,
    taxNumber: text(supplier, 'TaxRegnNum') || null,
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

/** Five lines, of which the third is often the city and the fifth the country: they are handed over as they are. */
function addressOf(row: Row): Address | null {
  const lines = [1, 2, 3, 4, 5].flatMap((at) => text(row, `SupAddr${at}`) || []);
  const postalCode = text(row, 'SupPostalCode') || null;
  if (lines.length === 0 && postalCode === null) return null;
  return { lines, city: null, region: null, postalCode, country: null };
}
