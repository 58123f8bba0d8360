/** Which record of an ERP a supplier is: by its mapping row, else by the first key that finds something, and never by chance. */
import type { Supplier } from './documents';
import type { Refusal } from './outcome';
import { refuse } from './outcome';
import { numberOf, plainNumber } from './supplierAction';
import type { SupplierNumbers } from './supplierNumbers';
import type { Match } from './syncTarget';

/** How an ERP calls itself and its suppliers, in messages. */
export interface VendorWords {
  system: string;
  /** e.g. `vendor` */
  word: string;
}

/** The vendor that a mapping names; null where none does. */
export const mappedVendor = (supplier: Supplier, numbers: SupplierNumbers): string | null =>
  // JAGGAER itself knows no vendor; another value than its number was filled in by a mapping
  numbers.vendorOfSupplier(supplier) ?? (supplier.erpVendor !== supplier.number ? supplier.erpVendor : null);

/** The same; a supplier's own number where JAGGAER numbers its suppliers as the ERP does. */
export const vendorCode = (supplier: Supplier, numbers: SupplierNumbers): string | null =>
  numbers.areSame ? supplier.erpVendor || supplier.number : mappedVendor(supplier, numbers);

/** What a system says of its records, so that a supplier can be found among them. */
export interface Lookup<Key extends string, Found> {
  /** Keys in the order in which they are tried. */
  keys: Key[];
  /** The supplier's value; empty where it has none. */
  valueOf(key: Key): string;
  isMeant(record: Found, key: Key, value: string): boolean;
  idOf(record: Found): string;
  /** Whether what a mapping row names and the ERP does not have is nobody else. */
  mappingDecides: boolean;
  /** Of several hits those that count; all by default. */
  best?(hits: Found[]): Found[];
}

/** By the first key that finds something. */
export function matchesByKey<Key extends string, Found>(
  records: Found[],
  { keys, valueOf, isMeant, idOf, mappingDecides, best = (hits) => hits }: Lookup<Key, Found>,
): Array<Match<Found>> {
  for (const key of keys) {
    const value = valueOf(key);
    const hits = value === '' ? [] : best(records.filter((record) => isMeant(record, key, value)));
    if (hits.length > 0) return hits.map((record) => ({ id: idOf(record), matchedBy: key, record }));
    if (key === 'mapping' && value !== '' && mappingDecides) return [];
  }
  return [];
}

/** What can show that a record is another company's. */
export interface Evidence {
  /** All that mapping rows may call the record; its id alone by default. */
  codes?: string[];
  /** The record's tax number beside the supplier's; `word` as messages call it, `record` where that is not `vendor 7`. */
  taxId?: { word: string; ours: Array<string | null>; theirs: string; record?: string };
}

/**
 * A record that is mapped to another supplier, or has another tax number, is only taken where a mapping row says so.
 * @throws Refusal (held)
 */
export function refuseStranger(
  supplier: Supplier,
  { id, matchedBy }: Pick<Match<unknown>, 'id' | 'matchedBy'>,
  numbers: SupplierNumbers,
  { word }: VendorWords,
  { codes = [id], taxId }: Evidence = {},
): void {
  const refusal = (cause: string, record: string, why: string): Refusal =>
    refuse(
      cause,
      `Supplier ${numberOf(supplier)} matches ${record} by ${matchedBy}, but that one ${why}.`,
      `If both are one company, add a mapping row supplier ${numberOf(supplier)} → ${id}; otherwise correct the key they share, or do not match by it.`,
      'mapping',
    );
  const others = codes
    .flatMap((code) => numbers.suppliersOf(code))
    .filter((each) => each !== supplier.number && each !== supplier.id);
  if (others.length > 0)
    throw refusal('match.taken', `${word} ${id}`, `is mapped to supplier ${others.join(', ')}`);
  const ours = (taxId?.ours ?? []).map(plainNumber).filter(Boolean);
  const theirs = plainNumber(taxId?.theirs ?? '');
  if (!taxId || ours.length === 0 || theirs === '' || ours.includes(theirs)) return;
  throw refusal('match.stranger', taxId.record ?? `${word} ${id}`, `has the ${taxId.word} ${taxId.theirs}`);
}

/** A row names a record that is not there: nothing is created for it. */
export const mappedToNobody = (supplier: Supplier, mapped: string, { system, word }: VendorWords): Refusal =>
  refuse(
    'mapping.vendor',
    `A mapping row says that supplier ${numberOf(supplier)} is ${word} ${mapped}, and ${system} has no such ${word}.`,
    'Correct or delete the row. Nothing was created.',
    'mapping',
  );

/**
 * A longer id than the ERP holds might be cut, and found nevermore.
 * @param called as messages call it, e.g. `vendor ID`
 * @throws Refusal (held)
 */
export function refuseLongId(
  id: string,
  longest: number,
  called: string,
  { system, word }: VendorWords,
): void {
  if (id.length <= longest) return;
  throw refuse(
    'vendor.id',
    `${id} is longer than the ${longest} characters that a ${called} may have.`,
    `Give the supplier a shorter number in JAGGAER, or let ${system} number new ${word}s.`,
    'jaggaer',
  );
}
