/**
 * Finds bills and credits in bulk. No query can look into notes, where our stamp is: documents are asked for by their
 * numbers, and what they are stamped with is read from the answer. An invoice whose number was changed in JAGGAER since
 * is found among what its vendors have had since JAGGAER has the invoice.
 */
import type { Found, Wanted } from '../../shared/ledger';
import { stampOf } from '../../shared/stamp';
import { foundBill, isComplete, keyIn, partIn, together } from '../billRows';
import type { BillEntity } from '../documents';
import { ENTITIES, LENGTHS, carriedNumber, plainNumber } from '../documents';
import type { Connection } from '../transport/connection';
import { query } from '../transport/query';
import type { Json } from '../transport/wire';
import { refAt, textAt } from '../transport/wire';
import type { Basics } from './masters';

/** One of several bills that stand for one invoice. */
export interface PartThere {
  mark: string;
  department: string;
  bill: Found;
}

export interface LookUp {
  found: Map<string, Found[]>;
  /** By key: parts of invoices of which not all are there. */
  parts: Map<string, PartThere[]>;
  /** By key: a bill whose number is the cut one of the invoice: it may be this one, typed in by hand. */
  doubts: Map<string, Found>;
  /** By number in capital letters: the vendors, by id, that have a document of this number. */
  numbers: Map<string, Set<string>>;
}

/**
 * Every document that carries the key of a wanted one, or its number under one of its vendors. A hundred numbers travel
 * in one question; credits are asked for only where there are some.
 * @param known keys that were looked for before in this run: their numbers are what they were
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function findBills(
  connection: Connection,
  basics: Basics,
  wanted: Wanted[],
  known: ReadonlySet<string>,
): Promise<LookUp> {
  const result: LookUp = { found: new Map(), parts: new Map(), doubts: new Map(), numbers: new Map() };
  for (const type of ['bill', 'credit'] as const) {
    const ofType = wanted.filter((each) => each.type === type);
    if (ofType.length === 0) continue;
    const rows = await readRows(connection, basics, ofType, ENTITIES[type]);
    const stamps = new Set(rows.map((row) => stampOf(keyIn(row) ?? '')));
    const fresh = ofType.filter(({ key }) => !known.has(key) && !stamps.has(stampOf(key)));
    const more = await readSince(connection, basics, fresh, ENTITIES[type]);
    const all = new Map([...rows, ...more].map((row) => [textAt(row, 'Id'), row]));
    sortOut([...all.values()], basics, ofType, ENTITIES[type], result);
  }
  return result;
}

/** As it is carried, whole where that fits, and as QBO's own field would cut it. */
function numbersOf({ vendorReference }: Wanted): { own: string[]; cut: string[] } {
  const plain = plainNumber(vendorReference);
  const isLong = plain.length > LENGTHS.number;
  return {
    own: [carriedNumber(vendorReference)],
    cut: isLong ? [plain.slice(0, LENGTHS.number).trim()] : [],
  };
}

function sortOut(rows: Json[], basics: Basics, wanted: Wanted[], entity: BillEntity, result: LookUp): void {
  const word = vendorWord(basics);
  const all = rows.map((row) => ({
    row,
    vendor: refAt(row, 'VendorRef'),
    bill: foundBill(row, entity, word),
  }));
  const byNumber = groups(all, ({ bill }) => [plain(bill.vendorReference)]);
  const byKey = groups(all, ({ bill }) => (bill.stampedKey === null ? [] : [stampOf(bill.stampedKey)]));
  for (const [number, rest] of byNumber)
    result.numbers.set(`${entity} ${number}`, new Set(rest.map(({ vendor }) => vendor)));
  for (const each of wanted) {
    const vendors = new Set(each.vendors.flatMap((code) => basics.vendors.all(code).map(({ id }) => id)));
    const { own, cut } = numbersOf(each);
    const stamped = byKey.get(stampOf(each.key)) ?? [];
    const ofNumber = (numbers: string[]) =>
      numbers
        .flatMap((number) => byNumber.get(plain(number)) ?? [])
        .filter(({ vendor }) => vendors.has(vendor));
    const mine = stamped.map(({ bill }): Found => ({ ...bill, stampedKey: each.key, matchedBy: 'key' }));
    const parts = stamped.map(({ row }, at) => ({ part: partIn(row), row, bill: mine[at] as Found }));
    const whole = parts.filter(({ part }) => part === '').map(({ bill }) => bill);
    const there = parts.filter(({ part }) => part !== '');
    const others = ofNumber(own)
      .map(({ bill }) => bill)
      .filter(({ id }) => !mine.some((one) => one.id === id));
    // what is incomplete is to be completed, unless somebody has booked it in another way
    const isWhole = isComplete(there.map(({ part }) => part)) || whole.length > 0 || others.length > 0;
    const sum = isWhole ? together(there.map(({ bill }) => bill)) : null;
    if (there.length > 0 && !sum)
      result.parts.set(
        each.key,
        there.map(({ part, row, bill }) => ({ mark: part, department: refAt(row, 'DepartmentRef'), bill })),
      );
    const found = [...whole, ...(sum ? [sum] : []), ...others];
    result.found.set(each.key, found);
    const [doubt] = ofNumber(cut).filter(({ bill }) => bill.stampedKey === null && !bill.voided);
    if (doubt && found.length === 0) result.doubts.set(each.key, doubt.bill);
  }
}

/** By number; credits by vendor where QBO gives them numbers of its own. */
async function readRows(
  connection: Connection,
  { company, vendors }: Basics,
  wanted: Wanted[],
  entity: BillEntity,
): Promise<Json[]> {
  const numbers = [...new Set(wanted.map(numbersOf).flatMap(({ own, cut }) => [...own, ...cut]))];
  const rows = await query(connection, { entity, where: [{ field: 'DocNumber', in: numbers }] });
  if (entity === 'Bill' || company.keepsNumbers) return rows;
  const where = [{ field: 'VendorRef', in: vendorIds(vendors, wanted) }];
  return [...rows, ...(await query(connection, { entity, where }))];
}

const vendorIds = (vendors: Basics['vendors'], wanted: Wanted[]): string[] => [
  ...new Set(wanted.flatMap((each) => each.vendors.flatMap((code) => vendors.all(code).map(({ id }) => id)))),
];

/** What the vendors have had since JAGGAER has the oldest of these invoices, anywhere on earth. */
async function readSince(
  connection: Connection,
  { vendors }: Basics,
  wanted: Wanted[],
  entity: BillEntity,
): Promise<Json[]> {
  const days = wanted.map(({ since }) => since ?? '').sort();
  const start = days[0] ?? '';
  const created = { field: 'MetaData.CreateTime', is: '>=' as const, value: `${start}T00:00:00+14:00` };
  const where = [{ field: 'VendorRef', in: vendorIds(vendors, wanted) }, ...(start === '' ? [] : [created])];
  return await query(connection, { entity, where });
}

/** Whether QBO's own check of numbers minds case is not public: here nothing does. */
export const plain = (code: string): string => code.trim().toUpperCase();

/** People know vendors by their number where they have one, else by QBO's id. */
export const vendorWord =
  ({ vendors }: Pick<Basics, 'vendors'>) =>
  (id: string): string =>
    vendors.withId(id)?.number || id;

function groups<T>(items: readonly T[], codesOf: (item: T) => string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items)
    for (const code of codesOf(item)) found.set(code, [...(found.get(code) ?? []), item]);
  return found;
}
