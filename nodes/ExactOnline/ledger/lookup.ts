/**
 * Finds entries in bulk, by the number of the supplier and by the stamp in the description: the number may have been
 * corrected in JAGGAER since. Whose they are is read from the answer.
 */
import type { Found, Wanted } from '../../shared/ledger';
import type { Decimal } from '../../shared/money';
import { absolute, equal, isZero, readDecimal, sum } from '../../shared/money';
import { stampOf } from '../../shared/stamp';
import { REFERENCE_FIELDS, foundBill, isCredit } from '../billRows';
import { LENGTHS, carriedNumber, plainNumber } from '../documents';
import type { Connection } from '../transport/connection';
import { contains, textIs } from '../transport/filter';
import { listAny } from '../transport/list';
import { textAt } from '../transport/wire';
import type { Suppliers } from './masters';

export const ENTRIES = 'purchaseentry/PurchaseEntries';

export interface LookUp {
  found: Map<string, Found[]>;
  /** By key: an entry whose number is the cut one of the invoice: it may be this one, typed in by hand. */
  doubts: Map<string, Found>;
}

/**
 * Every entry that carries the key of a wanted one, or its number under one of its suppliers.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function findBills(
  connection: Connection,
  suppliers: Suppliers,
  wanted: Wanted[],
): Promise<LookUp> {
  const rows = await listAny(connection, { path: ENTRIES, select: REFERENCE_FIELDS }, conditionsOf(wanted));
  const entries = [...new Map(rows.map((row) => [textAt(row, 'EntryID'), row])).values()].map((row) => ({
    supplier: textAt(row, 'Supplier').toLowerCase(),
    isCredit: isCredit(row),
    bill: foundBill(row, suppliers.word),
    vat: absolute(readDecimal(row.VATAmountFC) ?? '0'),
  }));
  const byNumber = groups(entries, ({ bill }) => plain(bill.vendorReference));
  const byStamp = groups(entries, ({ bill }) => (bill.stampedKey === null ? null : stampOf(bill.stampedKey)));
  const result: LookUp = { found: new Map(), doubts: new Map() };
  for (const each of wanted) {
    const mine = (byStamp.get(stampOf(each.key)) ?? []).map((entry): Found => ({
      ...{ ...withVat(entry, each), stampedKey: each.key, matchedBy: 'key' },
    }));
    const ids = new Set(each.vendors.map((code) => suppliers.get(code)?.id.toLowerCase()));
    const ofNumber = (number: string) =>
      (byNumber.get(plain(number)) ?? [])
        .filter((entry) => ids.has(entry.supplier) && entry.isCredit === (each.type === 'credit'))
        .map((entry) => withVat(entry, each));
    const { own, cut } = numbersOf(each);
    const others = ofNumber(own).filter(({ id }) => !mine.some((one) => one.id === id));
    result.found.set(each.key, [...mine, ...others]);
    const [doubt] = cut === null ? [] : ofNumber(cut).filter((bill) => !bill.stampedKey && !bill.voided);
    if (doubt && mine.length + others.length === 0) result.doubts.set(each.key, doubt);
  }
  return result;
}

/** Whether a header's amount is with or without VAT is not public: where adding it gives the invoice's, it is without. */
const withVat = ({ bill, vat }: { bill: Found; vat: Decimal }, { total }: Wanted): Found =>
  total && !isZero(vat) && equal(sum([bill.amount, vat]), total) ? { ...bill, amount: total } : bill;

/** As it is carried, and as Exact itself cuts it (client emeq). */
function numbersOf({ vendorReference }: Wanted): { own: string; cut: string | null } {
  const whole = plainNumber(vendorReference);
  const isLong = whole.length > LENGTHS.number;
  return { own: carriedNumber(vendorReference), cut: isLong ? whole.slice(0, LENGTHS.number).trim() : null };
}

/** What to ask for; what is found beside is sifted out. */
function conditionsOf(wanted: Wanted[]): string[] {
  const numbers = wanted.map(numbersOf).flatMap(({ own, cut }) => [own, ...(cut === null ? [] : [cut])]);
  const ids = wanted.map(({ key }) => stampOf(key).split(':').at(-1) ?? '');
  return [
    ...numbers.map((number) => textIs('YourRef', number)),
    ...stampParts(ids).map((part) => contains('Description', part)),
  ];
}

/** So many neighbours are asked for together. */
const NEIGHBOURS = 3;

/**
 * Only the invoice's id of the stamp is asked for, and ids of one hundred by what they begin with where there are
 * several: queries are to be short and few.
 */
function stampParts(ids: string[]): string[] {
  const hundreds = groups([...new Set(ids)], (id) => (/^\d{5,}$/.test(id) ? id.slice(0, -2) : id));
  return [...hundreds].flatMap(([start, some]) =>
    some.length < NEIGHBOURS ? some.map((id) => `:${id} `) : [`:${start}`],
  );
}

/** The database compares without case (inferred); so does this. */
const plain = (number: string): string => number.trim().toUpperCase();

function groups<T>(items: readonly T[], nameOf: (item: T) => string | null): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name !== null) found.set(name, [...(found.get(name) ?? []), item]);
  }
  return found;
}
