/** Finds bills and adjustments in bulk: by our stamp, and by the supplier's number. */
import type { Found, Wanted } from '../../shared/ledger';
import { keyOf, stampOf } from '../../shared/stamp';
import { REFERENCE_FIELDS, billReference, isCredit } from '../billRows';
import type { BillObject } from '../documents';
import { OBJECTS, carriedNumber, plainNumber } from '../documents';
import type { Connection } from '../transport/connection';
import type { Filter } from '../transport/query';
import { MOST_VALUES, query } from '../transport/query';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

const VOIDED = new Set(['Reversed', 'Reversal', 'Declined']);

/**
 * Every bill that carries the key of a wanted document, or its supplier's number under one of its vendors. Both
 * questions travel in one query, for up to a thousand documents; adjustments are asked for only where there are credits.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function findBills(
  connection: Connection,
  wanted: Wanted[],
  stampField: string | null,
): Promise<Map<string, Found[]>> {
  const found = new Map<string, Found[]>();
  for (const type of ['bill', 'credit'] as const) {
    const ofType = wanted.filter((each) => each.type === type);
    for (const part of portions(ofType))
      for (const [key, bills] of await findPortion(connection, part, OBJECTS[type], stampField))
        found.set(key, bills);
  }
  return found;
}

/** Patterns of one query: how many a filter bears is not published, and texts are searched one by one. */
const MOST_STEMS = 250;

/** A filter takes a thousand numbers, of which a document may have two; neighbouring documents share a pattern. */
function portions(wanted: Wanted[]): Wanted[][] {
  const parts: Wanted[][] = [];
  let numbers = 0;
  let stems = new Set<string>();
  for (const each of wanted) {
    numbers += numbersOf(each).length;
    stems.add(stemOf(stampOf(each.key)));
    const part = parts.at(-1);
    if (part && numbers <= MOST_VALUES && stems.size <= MOST_STEMS && part.length < MOST_VALUES) {
      part.push(each);
      continue;
    }
    parts.push([each]);
    numbers = numbersOf(each).length;
    stems = new Set([stemOf(stampOf(each.key))]);
  }
  return parts;
}

/** As it is carried, and as a person may have typed it in. */
const numbersOf = ({ vendorReference, vendors }: Wanted): string[] =>
  vendors.length === 0 ? [] : [...new Set([plainNumber(vendorReference), carriedNumber(vendorReference)])];

async function findPortion(
  connection: Connection,
  wanted: Wanted[],
  object: BillObject,
  ownField: string | null,
): Promise<Array<[string, Found[]]>> {
  // adjustments carry the stamp in their description: a field of bills need not be one of theirs
  const stampField = object === 'APBILL' ? ownField : null;
  const stamps = wanted.map(({ key }) => stampOf(key));
  const numbers = [...new Set(wanted.flatMap(numbersOf))];
  const rows = await query(connection, {
    object,
    fields: [...REFERENCE_FIELDS, ...(stampField === null ? [] : [stampField])],
    filter: {
      or: [
        ...(numbers.length > 0 ? [{ field: 'RECORDID', in: numbers }] : []),
        ...(stampField === null ? stampFilters(stamps) : [{ field: stampField, in: stamps }]),
      ],
    },
    ignoreCase: true,
  });
  const found = rows
    .map((row) => ({ row, bill: readFound(row, object, stampField) }))
    .filter(({ row, bill }) => object === 'APBILL' || isCredit(row) || bill.stampedKey !== null)
    .map(({ bill }) => bill);
  return wanted.map((each) => [each.key, matches(each, found)]);
}

/** From so many neighbours on, one question without the last digit is shorter. */
const NEIGHBOURS = 3;

/**
 * One condition for each stamp. Neighbouring ids share one without their last digit: it finds bills of other invoices
 * too, at most the ten of the group and those of ids that are longer by a digit or two, which are left aside, as is
 * what an underscore in the tenant's name finds as a wildcard.
 */
function stampFilters(stamps: string[]): Filter[] {
  const stems = new Map<string, string[]>();
  for (const stamp of stamps) {
    const stem = stemOf(stamp);
    stems.set(stem, [...(stems.get(stem) ?? []), stamp]);
  }
  const like = (value: string): Filter => ({ field: 'DESCRIPTION', is: 'like', value });
  return [...stems].flatMap(([stem, group]) =>
    group.length >= NEIGHBOURS ? [like(`${stem}%`)] : group.map((stamp) => like(`${stamp} %`)),
  );
}

/** A stamp without the last digit of its id. */
const stemOf = (stamp: string): string => (/\d\d$/.test(stamp) ? stamp.slice(0, -1) : stamp);

function readFound(row: Row, object: BillObject, stampField: string | null): Found {
  const reference = billReference(row, object);
  const own = stampField === null ? '' : text(row, stampField);
  return {
    ...reference,
    matchedBy: 'supplierNumber',
    stampedKey: keyOf(own) ?? keyOf(text(row, 'DESCRIPTION')),
    voided: VOIDED.has(reference.status),
  };
}

/** Whether Sage Intacct's own check of numbers minds case is not public: here nothing does. */
const plain = (code: string): string => code.trim().toUpperCase();

function matches(wanted: Wanted, found: Found[]): Found[] {
  const stamp = stampOf(wanted.key);
  const vendors = new Set(wanted.vendors.map(plain));
  const numbers = new Set(numbersOf(wanted).map(plain));
  return found.flatMap((bill): Found[] => {
    if (bill.stampedKey !== null && stampOf(bill.stampedKey) === stamp)
      return [{ ...bill, stampedKey: wanted.key, matchedBy: 'key' }];
    return numbers.has(plain(bill.vendorReference)) && vendors.has(plain(bill.vendor)) ? [bill] : [];
  });
}
