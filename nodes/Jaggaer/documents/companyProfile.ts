/** The canonical supplier → fields of a company profile, and what differs; pure functions. */
import type { Supplier } from '../../shared/documents';
import type { Difference } from '../../shared/outcome';
import type { ComparedField } from '../../shared/syncSides';
import { fieldsToWrite } from '../../shared/syncSides';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { object, text } from './fields';
import { dunsOf } from './invoice';

export interface ProfileRules {
  /** Groups of fields that JAGGAER owns: never written. */
  leaveAlone: ReadonlySet<string>;
  /** On a profile that is there only empty fields are filled: where both have a value, JAGGAER's counts. */
  fillOnly: boolean;
  /** Bank data to write: name in the document → field of the company profile. Empty by default. */
  bankFields: ReadonlyMap<string, string>;
  /** JAGGAER's words for a status; empty = statuses are not written. */
  activeStatus: string;
  inactiveStatus: string;
}

interface Field extends ComparedField {
  /** Name in `companyInfo` and `returnCompanyInfo` (source: SP and CCS clients). */
  wire: string;
}

/** The ERP's id of this vendor: what the profile's external code holds. */
export const vendorOf = (supplier: Supplier): string => supplier.erpVendor ?? supplier.number ?? supplier.id;

/** The profile's fields of a list row. */
export const infoOf = (row: Json): Json =>
  object(isJson(row.returnCompanyInfo) ? row.returnCompanyInfo : row);

/** Numbers are compared without spaces and marks. */
export const plainNumber = (value: string | null): string | null =>
  value === null ? null : value.replace(/[^a-z0-9]/gi, '').toUpperCase() || null;

export const numbersOf = {
  erpVendor: (info: Json) => text(info.extCode),
  duns: (info: Json) => plainNumber(dunsOf(info.dAndBCode) ?? dunsOf(info.extUniqueCode)),
  vatNumber: (info: Json) => plainNumber(text(info.euVat)),
  taxNumber: (info: Json) => plainNumber(text(info.fiscalCode)),
};

export interface ProfileChange {
  /** `companyInfo` to send. */
  info: Record<string, string>;
  differences: Difference[];
  notCarried: string[];
}

/** What is to change on a profile, or to be written on a new one. What the ERP leaves empty erases nothing. */
export function profileChange(supplier: Supplier, row: Json | null, rules: ProfileRules): ProfileChange {
  const info = row === null ? {} : infoOf(row);
  const changed = fieldsToWrite(fieldsOf(supplier, info, rules), rules.fillOnly);
  const bank = bankFieldsOf(supplier, info, rules, row === null);
  const differences = [
    ...changed.map(({ name, expected, found }) => ({
      field: name,
      expected: expected ?? '',
      found: found ?? '',
    })),
    ...bank
      .filter(({ known, expected, found }) => row === null || (known && expected !== found))
      .map(({ name, expected, found }) => ({
        field: name,
        expected: masked(expected),
        found: masked(found),
      })),
  ];
  const sent = Object.fromEntries([...changed, ...bank].map(({ wire, expected }) => [wire, expected ?? '']));
  const duns = plainNumber(supplier.duns);
  return {
    info: {
      ...(row === null
        ? { type: 'SELLER', ...(duns && !rules.leaveAlone.has('duns') ? { extUniqueCode: duns } : {}) }
        : { bravoId: text(info.bravoId) ?? '', companyName: text(info.companyName) ?? supplier.name }),
      ...sent,
    },
    differences,
    notCarried: notCarried(supplier, rules),
  };
}

function fieldsOf(supplier: Supplier, info: Json, rules: ProfileRules): Field[] {
  const { address, active } = supplier;
  const status = active ? rules.activeStatus : rules.inactiveStatus;
  const field = (name: string, wire: string, expected: string | null, isNumber = false): Field => ({
    ...{ name, wire, expected: expected || null, found: text(info[wire]) },
    ...(isNumber ? { isSame: sameNumber } : {}),
  });
  const isOther = (number: string | null, wire: string): boolean =>
    Boolean(number) && sameNumber(number ?? '', text(info[wire]) ?? '');
  const groups: Record<string, Field[]> = {
    // a number that is there already stays: invoices name it
    number: text(info.extCode) === null ? [field('erpVendor', 'extCode', vendorOf(supplier))] : [],
    name: [field('name', 'companyName', supplier.name)],
    duns: [{ ...field('duns', 'dAndBCode', supplier.duns), found: numbersOf.duns(info), isSame: sameNumber }],
    // an ERP with one field for both may tell the one as the other
    vatNumber: isOther(supplier.vatNumber, 'fiscalCode')
      ? []
      : [field('vatNumber', 'euVat', supplier.vatNumber, true)],
    taxNumber: isOther(supplier.taxNumber, 'euVat')
      ? []
      : [field('taxNumber', 'fiscalCode', supplier.taxNumber, true)],
    email: [field('email', 'bizEmail', supplier.email)],
    phone: [field('phone', 'bizPhone', supplier.phone)],
    website: [field('website', 'webSite', supplier.website)],
    currency: [field('currency', 'currency', supplier.currency)],
    address: [
      field('address.lines', 'address', address?.lines.join(', ') ?? null),
      field('address.city', 'city', address?.city ?? null),
      field('address.postalCode', 'zip', address?.postalCode ?? null),
      field('address.region', 'province', address?.region ?? null),
      field('address.country', 'isoCountry', address?.country ?? null),
    ].map((part) => ({ ...part, whole: 'address' })),
    status: [field('status', 'status', status)],
  };
  return Object.entries(groups).flatMap(([name, fields]) => (rules.leaveAlone.has(name) ? [] : fields));
}

/** Numbers are compared without case, spaces and marks. */
const sameNumber = (a: string, b: string): boolean => plainNumber(a) === plainNumber(b);

/** Bank data is compared only where JAGGAER shows it: what it hides goes along with other changes. */
function bankFieldsOf(
  supplier: Supplier,
  info: Json,
  { bankFields, fillOnly }: ProfileRules,
  isNew: boolean,
) {
  return [...bankFields].flatMap(([name, wire]) => {
    const expected = supplier.bankFields[name];
    const found = text(info[wire]) ?? '';
    // what JAGGAER hides may well be there: it is not known to be empty
    if (!expected || (fillOnly && !isNew && (found !== '' || !(wire in info)))) return [];
    return [{ name: `bankFields.${name}`, wire, expected, found, known: wire in info }];
  });
}

/** The last characters tell which account it is. */
const masked = (value: string): string => (value === '' ? '' : `…${value.slice(-4)}`);

function notCarried(supplier: Supplier, rules: ProfileRules): string[] {
  const bank = Object.keys(supplier.bankFields).filter((name) => !rules.bankFields.has(name));
  return [
    ...bank.map((name) => `Bank field ${name} is not switched on`),
    ...(!supplier.active && rules.inactiveStatus === ''
      ? ['The supplier is inactive in the ERP; JAGGAER’s word for that is not set in the node']
      : []),
  ];
}
