/** The canonical supplier → fields of a vendor, and what differs; pure functions. */
import type { Supplier } from '../shared/documents';
import type { Difference } from '../shared/outcome';
import { plainNumber, taxIdOf } from '../shared/supplierAction';
import type { ComparedField } from '../shared/syncSides';
import { fieldsToWrite } from '../shared/syncSides';
import { countryCode, countryName } from './countries';
import { addressText, contactText } from './masterDocuments';
import type { Row, XmlFields } from './transport/xml';
import { text } from './transport/xml';

export interface VendorRules {
  /** On a vendor that is there only empty fields are filled: where both have a value, Intacct's counts. */
  fillOnly: boolean;
  /** Groups of fields that Intacct owns: never written on a vendor that is there. */
  leaveAlone: ReadonlySet<string>;
  /** Whether a supplier that is inactive in JAGGAER becomes inactive, and active again. */
  carryStatus: boolean;
  /** Further fields with the values that the user gave them, by their ids. */
  more: Record<string, string>;
  /** Field that holds JAGGAER's id of the supplier; '' for none. */
  linkField: string;
}

const sameNumber = (a: string, b: string): boolean => plainNumber(a) === plainNumber(b);

interface Field extends ComparedField {
  group: string;
  /** Elements to write, by their paths. */
  wire: Record<string, string>;
}

export interface VendorChange {
  /** The vendor's element, to create or to update. */
  fields: XmlFields;
  differences: Difference[];
  notCarried: string[];
}

/**
 * What is to change on a vendor, or to be written on a new one. What JAGGAER leaves empty erases nothing, and bank data
 * is never among it.
 * @param id of the new vendor; '' lets Sage Intacct number it
 */
export function vendorChange(
  supplier: Supplier,
  vendor: Row | null,
  rules: VendorRules,
  id: string,
): VendorChange {
  const known = vendor ?? {};
  const all = fieldsOf(supplier, known, rules);
  const changed = fieldsToWrite(
    vendor === null ? all : all.filter(({ group }) => !rules.leaveAlone.has(group)),
    vendor !== null && rules.fillOnly,
  );
  const wire = Object.assign({}, ...changed.map((field) => field.wire)) as Record<string, string>;
  const fields =
    vendor === null
      ? // PRINTAS is required (source: vendors)
        nested({ ...(id === '' ? {} : { VENDORID: id }), 'DISPLAYCONTACT.PRINTAS': supplier.name, ...wire })
      : nested({ VENDORID: text(vendor, 'VENDORID'), ...wire });
  return {
    fields,
    differences: [
      ...(vendor === null && id !== '' ? [{ field: 'id', expected: id, found: '' }] : []),
      ...changed.map(({ name, expected, found }) => ({
        ...{ field: name, expected: expected ?? '', found: found ?? '' },
      })),
    ],
    notCarried: notCarried(supplier, rules),
  };
}

function fieldsOf(supplier: Supplier, vendor: Row, rules: VendorRules): Field[] {
  const { address } = supplier;
  const field = (group: string, name: string, id: string, expected: string | null, found: string): Field => ({
    ...{ group, name, expected: expected || null, found, wire: { [id]: expected ?? '' } },
  });
  const contact = (name: string, id: string, expected: string | null): Field =>
    field(name, name, `DISPLAYCONTACT.${id}`, expected, contactText(vendor, id));
  const place = (name: string, id: string, expected: string | null): Field => ({
    ...field(
      ...(['address', `address.${name}`, `DISPLAYCONTACT.MAILADDRESS.${id}`, expected] as const),
      addressText(vendor, id),
    ),
    whole: 'address',
  });
  const country = place('country', 'COUNTRY', address?.country ?? null);
  const taxId = taxIdOf(supplier);
  const more = { ...rules.more, ...(rules.linkField ? { [rules.linkField]: supplier.id } : {}) };
  const status = supplier.active ? 'active' : 'inactive';
  return [
    field('name', 'name', 'NAME', supplier.name, text(vendor, 'NAME')),
    { ...field('taxId', 'taxId', 'TAXID', taxId, text(vendor, 'TAXID')), isSame: sameNumber },
    field('currency', 'currency', 'CURRENCY', supplier.currency, text(vendor, 'CURRENCY')),
    contact('email', 'EMAIL1', supplier.email),
    contact('phone', 'PHONE1', supplier.phone),
    contact('website', 'URL1', supplier.website),
    street(address?.lines ?? [], vendor),
    place('city', 'CITY', address?.city ?? null),
    place('region', 'STATE', address?.region ?? null),
    place('postalCode', 'ZIP', address?.postalCode ?? null),
    {
      ...country,
      found: addressText(vendor, 'COUNTRYCODE') || country.found,
      wire: { 'DISPLAYCONTACT.MAILADDRESS.COUNTRY': countryName(address?.country ?? '') },
      isSame: (a, b) => countryCode(a) === countryCode(b),
    },
    ...(rules.carryStatus ? [field('status', 'status', 'STATUS', status, text(vendor, 'STATUS'))] : []),
    ...Object.entries(more).map(([id, value]) => field('more', id, id, value, text(vendor, id))),
  ];
}

/** JAGGAER has one line for the street, Intacct two: compared as one. */
function street(lines: string[], vendor: Row): Field {
  const [first = '', ...rest] = lines.filter((line) => line.trim() !== '');
  const found = ['ADDRESS1', 'ADDRESS2'].flatMap((id) => addressText(vendor, id) || []).join(', ');
  const path = 'DISPLAYCONTACT.MAILADDRESS';
  return {
    ...{ group: 'address', name: 'address.lines', whole: 'address', found },
    expected: [first, ...rest].join(', ') || null,
    wire: { [`${path}.ADDRESS1`]: first, [`${path}.ADDRESS2`]: rest.join(', ') },
  };
}

/** Elements in elements, from names with dots. */
function nested(paths: Record<string, string>): XmlFields {
  const root: XmlFields = {};
  for (const [path, value] of Object.entries(paths)) {
    const parts = path.split('.');
    const last = parts.pop() ?? '';
    let at = root;
    for (const part of parts) at = (at[part] ??= {}) as XmlFields;
    at[last] = value;
  }
  return root;
}

function notCarried(supplier: Supplier, rules: VendorRules): string[] {
  const bank = Object.keys(supplier.bankFields);
  const { taxNumber, vatNumber, duns } = supplier;
  return [
    ...bank.map((name) => `Bank field ${name}: bank data is never written to Sage Intacct`),
    ...(duns ? ['DUNS number: a vendor has no field for it'] : []),
    ...(taxNumber && vatNumber && !sameNumber(taxNumber, vatNumber)
      ? ['VAT number: a vendor has one field for tax numbers, and the tax number is in it']
      : []),
    ...(!supplier.active && !rules.carryStatus
      ? ['The supplier is inactive in JAGGAER; Carry Status is not switched on']
      : []),
  ];
}
