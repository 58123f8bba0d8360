/** The canonical supplier → fields of a vendor, and what differs; pure functions. Lengths: API-ref Vendor. */
import type { Supplier } from '../shared/documents';
import type { Difference } from '../shared/outcome';
import { plainNumber } from '../shared/supplierAction';
import type { ComparedField } from '../shared/syncSides';
import { fieldsToWrite } from '../shared/syncSides';
import { cleanName, isMasked } from './masterDocuments';
import type { Json } from './transport/wire';
import { asObject, isActive, ref, refAt, textAt } from './transport/wire';

export interface VendorRules {
  /** On a vendor that is there only empty fields are filled: where both have a value, QuickBooks' counts. */
  fillOnly: boolean;
  /** Groups of fields that QuickBooks owns: never written on a vendor that is there. */
  leaveAlone: ReadonlySet<string>;
  /** Whether a supplier that is inactive in JAGGAER becomes inactive, and active again. */
  carryStatus: boolean;
  /** Id of the term that new vendors get; '' for none. */
  term: string;
}

interface Field extends ComparedField {
  group: string;
  /** Members to write. */
  wire: Json;
}

export interface VendorChange {
  /** Without Id and SyncToken. */
  fields: Json;
  differences: Difference[];
  notCarried: string[];
}

/** Longest values; longer ones are refused by QuickBooks, never cut here. */
export const NAME_LENGTH = 500;

/** Of a hidden tax number only the last four signs can be compared. */
const sameTaxId = (expected: string, found: string): boolean =>
  isMasked(found)
    ? plainNumber(expected).slice(-4) === plainNumber(found).slice(-4)
    : plainNumber(expected) === plainNumber(found);

/** A name without what QuickBooks does not take: colon, tab, new line (source: API-ref). */
export const vendorName = (name: string): string =>
  name
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/\s*:\s*/g, ' - ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Vendors and names are the same whatever the case. */
export const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * What is to change on a vendor, or to be written on a new one. What JAGGAER leaves empty erases nothing, and bank data
 * is never among it.
 */
export function vendorChange(supplier: Supplier, vendor: Json | null, rules: VendorRules): VendorChange {
  const known = vendor ?? {};
  const all = fieldsOf(supplier, known, rules, vendor === null);
  const changed = fieldsToWrite(
    vendor === null ? all : all.filter((field) => !isLeftAlone(field, rules)),
    vendor !== null && rules.fillOnly,
  );
  const fields: Json = {};
  for (const { wire } of changed)
    for (const [name, value] of Object.entries(wire))
      // an address is replaced as a whole: its other parts go along
      fields[name] =
        name === 'BillAddr'
          ? { ...asObject(known.BillAddr), ...asObject(fields.BillAddr), ...asObject(value) }
          : value;
  const isBack = vendor !== null && !isActive(vendor) && fields.Active === true;
  return {
    // the name keeps “(deleted)” otherwise
    fields: isBack ? { DisplayName: cleanName(textAt(vendor, 'DisplayName')), ...fields } : fields,
    differences: changed.map(({ name, expected, found }) => ({
      ...{ field: name, expected: expected ?? '', found: found ?? '' },
    })),
    notCarried: notCarried(supplier, vendor, rules),
  };
}

/** A number that is there stays: mapping rows, by which bills find their vendor, may name it. */
const isLeftAlone = ({ group, found }: Field, { leaveAlone }: VendorRules): boolean =>
  leaveAlone.has(group) || (group === 'number' && found !== '');

function fieldsOf(supplier: Supplier, vendor: Json, rules: VendorRules, isNew: boolean): Field[] {
  const { address } = supplier;
  const field = (group: string, name: string, wire: Json, expected: string | null, found: string): Field => ({
    ...{ group, name, wire, expected: expected || null, found },
  });
  const place = (name: string, member: string, expected: string | null): Field => ({
    ...field('address', `address.${name}`, { BillAddr: { [member]: expected } }, expected, ''),
    ...{ found: textAt(vendor, `BillAddr.${member}`), whole: 'address' },
  });
  const name = vendorName(supplier.name);
  const status = supplier.active ? 'active' : 'inactive';
  const taxId = supplier.taxNumber || supplier.vatNumber || null;
  const { email, phone, website } = supplier;
  return [
    {
      ...field('name', 'name', { DisplayName: name }, name, cleanName(textAt(vendor, 'DisplayName'))),
      ...(isNew ? { wire: { DisplayName: name, CompanyName: name.slice(0, 100) } } : {}),
    },
    field('number', 'number', { AcctNum: supplier.number }, supplier.number, textAt(vendor, 'AcctNum')),
    {
      ...field('taxId', 'taxId', { TaxIdentifier: taxId }, taxId, textAt(vendor, 'TaxIdentifier')),
      isSame: sameTaxId,
    },
    field(
      'email',
      'email',
      at('PrimaryEmailAddr', 'Address', email),
      email,
      textAt(vendor, 'PrimaryEmailAddr.Address'),
    ),
    field(
      'phone',
      'phone',
      at('PrimaryPhone', 'FreeFormNumber', phone),
      phone,
      textAt(vendor, 'PrimaryPhone.FreeFormNumber'),
    ),
    field('website', 'website', at('WebAddr', 'URI', website), website, textAt(vendor, 'WebAddr.URI')),
    street(address?.lines ?? [], vendor),
    place('city', 'City', address?.city ?? null),
    place('region', 'CountrySubDivisionCode', address?.region ?? null),
    place('postalCode', 'PostalCode', address?.postalCode ?? null),
    place('country', 'Country', address?.country ?? null),
    ...(isNew && supplier.currency !== null
      ? [field('currency', 'currency', { CurrencyRef: ref(supplier.currency) }, supplier.currency, '')]
      : []),
    ...(isNew && rules.term !== ''
      ? [field('terms', 'terms', { TermRef: ref(rules.term) }, rules.term, '')]
      : []),
    ...(rules.carryStatus && !isNew
      ? [
          field(
            ...(['status', 'status', { Active: supplier.active }, status] as const),
            isActive(vendor) ? 'active' : 'inactive',
          ),
        ]
      : []),
  ];
}

const at = (group: string, member: string, value: string | null): Json => ({ [group]: { [member]: value } });

/** Five lines in QuickBooks, compared as one. */
function street(lines: string[], vendor: Json): Field {
  const members = ['Line1', 'Line2', 'Line3', 'Line4', 'Line5'];
  const given = lines.map((line) => line.trim()).filter((line) => line !== '');
  const found = members.flatMap((member) => textAt(vendor, `BillAddr.${member}`) || []);
  const wanted = [...given.slice(0, 4), given.slice(4).join(', ')];
  return {
    ...{ group: 'address', name: 'address.lines', whole: 'address', found: found.join(', ') },
    expected: given.join(', ') || null,
    wire: { BillAddr: Object.fromEntries(members.map((member, index) => [member, wanted[index] ?? ''])) },
  };
}

function notCarried(supplier: Supplier, vendor: Json | null, rules: VendorRules): string[] {
  const bank = Object.keys(supplier.bankFields);
  const { taxNumber, vatNumber, duns, currency, name, number } = supplier;
  const numberThere = vendor === null ? '' : textAt(vendor, 'AcctNum');
  const there = vendor === null ? '' : refAt(vendor, 'CurrencyRef');
  return [
    ...bank.map((each) => `Bank field ${each}: bank data is never written to QuickBooks Online`),
    ...(number && numberThere !== '' && !sameName(number, numberThere)
      ? [`Supplier number ${number}: the vendor has the account number ${numberThere}, which stays`]
      : []),
    ...(duns ? ['DUNS number: a vendor has no field for it'] : []),
    ...(taxNumber && vatNumber && plainNumber(taxNumber) !== plainNumber(vatNumber)
      ? ['VAT number: a vendor has one field for tax numbers, and the tax number is in it']
      : []),
    ...(vendorName(name) === name.trim()
      ? []
      : ['Signs of the name that QuickBooks Online does not take (colon, tab, new line) were replaced']),
    ...(currency !== null && there !== '' && currency !== there
      ? [`Currency ${currency}: the vendor has ${there}, which QuickBooks Online never changes`]
      : []),
    ...(!rules.carryStatus && vendor !== null && supplier.active !== isActive(vendor)
      ? [
          `The supplier is ${supplier.active ? 'active' : 'inactive'} in JAGGAER; Carry Status is not switched on`,
        ]
      : []),
  ];
}
