/** The canonical supplier ⇄ an account of Exact Online that is a supplier; pure functions. */
import type { Address, Origin, Supplier } from '../shared/documents';
import type { Difference } from '../shared/outcome';
import { plainNumber } from '../shared/supplierAction';
import type { ComparedField } from '../shared/syncSides';
import { fieldsToWrite } from '../shared/syncSides';
import { hasEnded } from './masterDocuments';
import type { Json } from './transport/wire';
import { instantAt, isTrue, textAt } from './transport/wire';

/** Fields of an account that a supplier is made of; bank data is in another list and is never read. */
export const SUPPLIER_FIELDS = [
  ...['ID', 'Code', 'Name', 'IsSupplier', 'Blocked', 'EndDate', 'VATNumber', 'DunsNumber', 'Email', 'Phone'],
  ...['Website', 'PurchaseCurrency', 'AddressLine1', 'AddressLine2', 'AddressLine3', 'City', 'State'],
  ...['Postcode', 'Country', 'PaymentConditionPurchase', 'Modified'],
];

/** Codes of accounts have so many digits at most (reference 3.5). */
export const CODE_WIDTH = 18;

/** What an account's code may be: Exact numbers its relations (reference 3.5). */
export const isAccountCode = (code: string): boolean =>
  new RegExp(`^\\d{1,${CODE_WIDTH}}$`).test(code.trim());

const LINES = ['AddressLine1', 'AddressLine2', 'AddressLine3'];

/** Neither blocked nor ended. `Status` is about customers and says nothing (reference 3.5). */
export const isActiveSupplier = (account: Json, today?: string): boolean =>
  !isTrue(account, 'Blocked') && !hasEnded(account, today);

/** @param offset seconds that the server's clock is ahead of UTC */
export function supplierDocument(account: Json, origin: Origin, offset: number): Supplier {
  const code = textAt(account, 'Code');
  const at = (name: string): string | null => textAt(account, name) || null;
  return {
    document: 'supplier',
    ...origin,
    id: textAt(account, 'ID'),
    number: code,
    name: textAt(account, 'Name'),
    active: isActiveSupplier(account),
    ...{ duns: at('DunsNumber'), vatNumber: at('VATNumber'), taxNumber: null },
    ...{ email: at('Email'), phone: at('Phone'), website: at('Website'), currency: at('PurchaseCurrency') },
    address: addressOf(account),
    erpVendor: code,
    bankFields: {},
    lastUpdate: instantAt(account, 'Modified', offset),
  };
}

function addressOf(account: Json): Address | null {
  const at = (name: string): string | null => textAt(account, name) || null;
  const lines = LINES.flatMap((name) => textAt(account, name) || []);
  const rest = {
    ...{ city: at('City'), region: at('State'), postalCode: at('Postcode'), country: at('Country') },
  };
  return lines.length === 0 && Object.values(rest).every((value) => value === null)
    ? null
    : { lines, ...rest };
}

export interface SupplierRules {
  /** On a supplier that is there only empty fields are filled: where both have a value, Exact's counts. */
  fillOnly: boolean;
  /** Groups of fields that Exact owns: never written on a supplier that is there. */
  leaveAlone: ReadonlySet<string>;
  /** Whether a supplier that is inactive in JAGGAER becomes blocked, and free again. */
  carryStatus: boolean;
  /** Code of the payment condition that new suppliers get; '' for none. */
  paymentCondition: string;
}

interface Field extends ComparedField {
  group: string;
  wire: Json;
}

export interface SupplierChange {
  /** The body to send. */
  fields: Json;
  differences: Difference[];
  notCarried: string[];
}

/**
 * What is to change on an account, or to be written on a new one. What JAGGAER leaves empty erases nothing, and bank data
 * is never among it.
 * @param code of the new supplier; '' lets Exact number it
 */
export function supplierChange(
  supplier: Supplier,
  account: Json | null,
  rules: SupplierRules,
  code: string,
): SupplierChange {
  const all = fieldsOf(supplier, account ?? {}, rules);
  const changed = fieldsToWrite(
    account === null ? all : all.filter(({ group }) => !rules.leaveAlone.has(group)),
    account !== null && rules.fillOnly,
  );
  const wire = Object.assign({}, ...changed.map((field) => field.wire)) as Json;
  const created = {
    ...(code === '' ? {} : { Code: code }),
    ...(rules.paymentCondition === '' ? {} : { PaymentConditionPurchase: rules.paymentCondition }),
  };
  return {
    fields: account === null ? { ...created, ...wire } : wire,
    differences: [
      ...(account === null && code !== '' ? [{ field: 'code', expected: code, found: '' }] : []),
      ...changed.map(({ name, expected, found }) => ({
        ...{ field: name, expected: expected ?? '', found: found ?? '' },
      })),
    ],
    notCarried: notCarried(supplier, rules),
  };
}

const sameNumber = (a: string, b: string): boolean => plainNumber(a) === plainNumber(b);

function fieldsOf(supplier: Supplier, account: Json, rules: SupplierRules): Field[] {
  const { address } = supplier;
  const field = (name: string, wire: string, expected: string | null, group = name): Field => ({
    ...{ group, name, expected: expected || null, found: textAt(account, wire) },
    wire: { [wire]: expected ?? '' },
  });
  const place = (name: string, wire: string, expected: string | null): Field => ({
    ...field(`address.${name}`, wire, expected, 'address'),
    whole: 'address',
  });
  return [
    // a customer becomes a supplier as well; without that nothing can be posted to it (reference 3.5)
    {
      ...{ group: 'supplier', name: 'supplier', expected: 'true', wire: { IsSupplier: true } },
      found: isTrue(account, 'IsSupplier') ? 'true' : '',
    },
    field('name', 'Name', supplier.name),
    { ...field('vatNumber', 'VATNumber', supplier.vatNumber), isSame: sameNumber },
    field('currency', 'PurchaseCurrency', supplier.currency),
    field('email', 'Email', supplier.email),
    field('phone', 'Phone', supplier.phone),
    field('website', 'Website', supplier.website),
    street(address?.lines ?? [], account),
    place('city', 'City', address?.city ?? null),
    place('region', 'State', address?.region ?? null),
    place('postalCode', 'Postcode', address?.postalCode ?? null),
    place('country', 'Country', address?.country ?? null),
    ...(rules.carryStatus ? [status(supplier, account)] : []),
  ];
}

/** JAGGAER has one line for the street, Exact three: compared as one. */
function street(lines: string[], account: Json): Field {
  const [first = '', second = '', ...rest] = lines.map((line) => line.trim()).filter((line) => line !== '');
  return {
    ...{ group: 'address', name: 'address.lines', whole: 'address' },
    expected: [first, second, ...rest].filter((line) => line !== '').join(', ') || null,
    found: LINES.flatMap((name) => textAt(account, name) || []).join(', '),
    wire: { AddressLine1: first, AddressLine2: second || null, AddressLine3: rest.join(', ') || null },
  };
}

/** Only `Blocked` is written: an end date is a person's decision. */
function status({ active }: Supplier, account: Json): Field {
  return {
    ...{ group: 'status', name: 'status', expected: active ? 'active' : 'blocked' },
    found: isTrue(account, 'Blocked') ? 'blocked' : 'active',
    wire: { Blocked: !active },
  };
}

function notCarried(supplier: Supplier, rules: SupplierRules): string[] {
  const { bankFields, duns, taxNumber, active } = supplier;
  return [
    ...Object.keys(bankFields).map(
      (name) => `Bank field ${name}: bank data is never written to Exact Online`,
    ),
    ...(duns ? ['DUNS number: Exact Online shows it and does not take it'] : []),
    ...(taxNumber ? ['Tax number: a supplier of Exact Online has a field for the VAT number only'] : []),
    ...(!active && !rules.carryStatus
      ? ['The supplier is inactive in JAGGAER; Carry Status is not switched on']
      : []),
  ];
}
