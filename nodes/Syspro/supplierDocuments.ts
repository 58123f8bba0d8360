/**
 * The canonical supplier → elements of APSSSP, and what differs; pure functions. A supplier as it is there is one row:
 * the columns of ApSupplier and of ApSupplierAddr. Elements and lengths: reference 2.3 and 3.
 */
import type { Supplier } from '../shared/documents';
import type { Difference } from '../shared/outcome';
import { plainNumber, taxIdOf } from '../shared/supplierAction';
import type { ComparedField } from '../shared/syncSides';
import { fieldsToWrite } from '../shared/syncSides';
import { narrowed } from './transport/encoding';
import type { Row, XmlFields } from './transport/xml';
import { text } from './transport/xml';

export interface SupplierRules {
  /** On a supplier that is there only empty fields are filled: where both have a value, SYSPRO's counts. */
  fillOnly: boolean;
  /** Groups of fields that SYSPRO owns: never written on a supplier that is there. */
  leaveAlone: ReadonlySet<string>;
  /** Whether a supplier that is inactive in JAGGAER is put on hold, and released again. */
  carryStatus: boolean;
  /** SYSPRO's currency codes that are not those of ISO, with what they stand for. */
  currencies: ReadonlyMap<string, string>;
  /** Elements that new suppliers get beside, e.g. `{ TermsCode: '30' }`. */
  newcomers: Record<string, string>;
}

interface Field extends ComparedField {
  group: string;
  wire: Record<string, string>;
}

export interface SupplierChange {
  /** Elements of the item beside its key, in the order of the sample. */
  elements: XmlFields;
  differences: Difference[];
  notCarried: string[];
}

/** The elements that are written at all, in the order of the sample, with the longest value (sources: samples, columns). */
const LENGTHS: Record<string, number> = {
  ...{ SupplierName: 50, SupShortName: 20, Telephone: 20, Branch: 10, TermsCode: 2, Currency: 3 },
  ...{ SupAddr1: 40, SupAddr2: 40, SupAddr3: 40, SupAddr4: 40, SupAddr5: 40, SupPostalCode: 10 },
  ...{ SupplierClass: 10, Area: 10, TaxRegnNum: 30, OnHold: 1, GrnMatchReqd: 1, Email: 255 },
};

/** A text as SYSPRO can hold it in this element: one line, its signs, its length. */
export const carried = (element: string, value: string): string =>
  narrowed(value.replace(/\s+/g, ' ').trim())
    .slice(0, LENGTHS[element] ?? undefined)
    .trim();

const sameNumber = (a: string, b: string): boolean => plainNumber(a) === plainNumber(b);

/**
 * What is to change on a supplier, or to be written on a new one. What JAGGAER leaves empty erases nothing: whether an
 * empty element blanks the field is not public, so none is sent. Bank data is never among it.
 */
export function supplierChange(supplier: Supplier, row: Row | null, rules: SupplierRules): SupplierChange {
  const all = fieldsOf(supplier, row ?? {}, rules, row === null);
  const changed = fieldsToWrite(
    row === null ? all : all.filter(({ group }) => !rules.leaveAlone.has(group)),
    row !== null && rules.fillOnly,
  );
  const wire: Record<string, string> = Object.assign({}, ...changed.map((field) => field.wire));
  return {
    elements: Object.fromEntries(
      Object.keys(LENGTHS).flatMap((name) => (wire[name] === undefined ? [] : [[name, wire[name]]])),
    ),
    differences: changed.map(({ name, expected, found }) => ({
      ...{ field: name, expected: expected ?? '', found: found ?? '' },
    })),
    notCarried: notCarried(supplier, row, rules),
  };
}

function fieldsOf(supplier: Supplier, row: Row, rules: SupplierRules, isNew: boolean): Field[] {
  const field = (group: string, name: string, element: string, value: string | null): Field => {
    const expected = carried(element, value ?? '');
    return {
      ...{
        group,
        name,
        expected: expected || null,
        found: text(row, element),
        wire: { [element]: expected },
      },
    };
  };
  const place = (name: string, element: string, value: string | null | undefined): Field => ({
    ...field('address', `address.${name}`, element, value ?? null),
    whole: 'address',
  });
  const { address, name, currency, email, phone } = supplier;
  const status = field('status', 'status', 'OnHold', supplier.active ? 'N' : 'Y');
  const onHold = text(row, 'OnHold') === 'Y' ? 'Y' : 'N';
  return [
    field('name', 'name', 'SupplierName', name),
    { ...field('taxId', 'taxId', 'TaxRegnNum', taxIdOf(supplier)), isSame: sameNumber },
    field('email', 'email', 'Email', email),
    field('phone', 'phone', 'Telephone', phone),
    street(address?.lines ?? [], row),
    place('city', 'SupAddr3', address?.city),
    place('region', 'SupAddr4', address?.region),
    place('country', 'SupAddr5', address?.country),
    place('postalCode', 'SupPostalCode', address?.postalCode),
    ...(rules.carryStatus && !isNew ? [{ ...status, found: onHold }] : []),
    ...(isNew
      ? [
          field('name', 'shortName', 'SupShortName', name),
          field('currency', 'currency', 'Currency', ownCode(currency, rules)),
          ...Object.entries(rules.newcomers).map(([element, value]) =>
            field('newcomer', element, element, value),
          ),
        ]
      : []),
  ];
}

/** SYSPRO's code of a currency. */
const ownCode = (currency: string | null, { currencies }: SupplierRules): string | null =>
  [...currencies].find(([, iso]) => iso === currency)?.[0] ?? currency;

/** Two lines in SYSPRO, compared as one. */
function street(lines: string[], row: Row): Field {
  const [first = '', ...rest] = lines.map((line) => line.trim()).filter((line) => line !== '');
  const parts = [carried('SupAddr1', first), carried('SupAddr2', rest.join(', '))];
  const joined = (values: string[]) => values.filter((value) => value !== '').join(', ');
  const [one = '', two = ''] = parts;
  return {
    ...{ group: 'address', name: 'address.lines', whole: 'address', expected: joined(parts) || null },
    found: joined([text(row, 'SupAddr1'), text(row, 'SupAddr2')]),
    wire: { SupAddr1: one, ...(two !== '' || text(row, 'SupAddr2') !== '' ? { SupAddr2: two } : {}) },
  };
}

function notCarried(supplier: Supplier, row: Row | null, rules: SupplierRules): string[] {
  const { taxNumber, vatNumber, duns, website, currency, name, address, active } = supplier;
  const code = row === null ? '' : text(row, 'Currency');
  const there = rules.currencies.get(code) ?? code;
  const isOnHold = row !== null && text(row, 'OnHold') === 'Y';
  const written: Array<[string, string, string | null | undefined]> = [
    ['Name', 'SupplierName', name],
    ['Phone', 'Telephone', supplier.phone],
    ['Street', 'SupAddr1', address?.lines[0]],
    ['Street', 'SupAddr2', address?.lines.slice(1).join(', ')],
    ['City', 'SupAddr3', address?.city],
  ];
  const shortened = written.filter(([, element, value]) => {
    const given = (value ?? '').replace(/\s+/g, ' ').trim();
    return carried(element, given) !== given;
  });
  return [
    ...Object.keys(supplier.bankFields).map(
      (each) => `Bank field ${each}: bank data is never written to SYSPRO`,
    ),
    ...(duns ? ['DUNS number: a supplier has no field for it'] : []),
    ...(website ? ['Website: a supplier has no field for it'] : []),
    ...(taxNumber && vatNumber && !sameNumber(taxNumber, vatNumber)
      ? ['VAT number: a supplier has one field for tax numbers, and the tax number is in it']
      : []),
    ...shortened.map(
      ([word, element]) => `${word}: SYSPRO holds ${LENGTHS[element]} characters of Windows-1252 of it`,
    ),
    ...(currency !== null && there !== '' && currency !== there
      ? [`Currency ${currency}: the supplier has ${there}, which is not changed`]
      : []),
    ...(!rules.carryStatus && row !== null && active === isOnHold
      ? [`The supplier is ${active ? 'active' : 'inactive'} in JAGGAER; Carry Status is not switched on`]
      : []),
  ];
}
