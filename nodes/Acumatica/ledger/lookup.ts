/** Finds bills in bulk: by our stamp, and by the supplier's number. */
import { DateTime } from 'luxon';
import type { Reply } from '../../shared/http';
import type { Found, Wanted } from '../../shared/ledger';
import { keyOf, stampOf } from '../../shared/stamp';
import type { StampField } from '../documents';
import { BILL_TYPES, LENGTHS, billReference } from '../documents';
import type { Connection } from '../transport/connection';
import { listAll } from '../transport/list';
import type { Query } from '../transport/query';
import { both, customEquals, equals, instant, orFilters, startsWith } from '../transport/query';
import type { Plain } from '../transport/wire';
import { asObject, text } from '../transport/wire';

const FIELDS = [
  'ReferenceNbr',
  'Type',
  'Status',
  'Vendor',
  'VendorRef',
  'Amount',
  'CurrencyID',
  'Description',
];
const VOIDED = new Set(['Voided', 'Rejected']);

const projection = (stampField: StampField | null): Query => ({
  select: FIELDS,
  ...(stampField ? { custom: [pathOf(stampField)] } : {}),
});

const pathOf = ({ view, field }: StampField): string => `${view}.${field}`;

/**
 * Every bill that carries the key of a wanted document, or its supplier's number under one of its vendors.
 * Both questions travel in the same filters, as many as fit an address.
 */
export async function findBills(
  connection: Connection,
  wanted: Wanted[],
  stampField: StampField | null,
  onReply?: (reply: Reply) => void,
): Promise<Map<string, Found[]>> {
  const query = projection(stampField);
  const stamps = wanted.map(({ key }) => stampOf(key));
  const clauses = [...stampClauses(stamps, stampField), ...wanted.flatMap(numberClause)];
  const bills = new Map<string, Plain>();
  for (const filter of orFilters(clauses, { ...query, top: 1000 })) {
    const page = await listAll(connection, 'Bill', { ...query, filter }, onReply ? { onReply } : {});
    for (const bill of page) bills.set(text(bill, 'id') || text(bill, 'ReferenceNbr'), bill);
  }
  const found = [...bills.values()].map((bill) => readFound(bill, stampField));
  return new Map(wanted.map((each) => [each.key, matches(each, found)]));
}

/** From so many neighbours on, one question without the last digit is shorter. */
const NEIGHBOURS = 3;

/**
 * One clause for each stamp. Neighbouring ids share one without their last digit: it finds bills of other invoices
 * too, at most the ten of the group and those of ids that are longer by a digit or two, which are left aside.
 */
function stampClauses(stamps: string[], stampField: StampField | null): string[] {
  if (stampField) return stamps.map((stamp) => customEquals(pathOf(stampField), stamp));
  const stems = new Map<string, string[]>();
  for (const stamp of stamps) {
    const stem = /\d\d$/.test(stamp) ? stamp.slice(0, -1) : stamp;
    stems.set(stem, [...(stems.get(stem) ?? []), stamp]);
  }
  return [...stems].flatMap(([stem, group]) =>
    group.length >= NEIGHBOURS
      ? [startsWith('Description', stem)]
      : group.map((stamp) => startsWith('Description', `${stamp} `)),
  );
}

/** Longer numbers than the field holds cannot be there. */
const numberClause = ({ vendors, vendorReference }: Wanted): string[] =>
  vendors.length > 0 && vendorReference.length <= LENGTHS.vendorRef
    ? [equals('VendorRef', vendorReference)]
    : [];

function readFound(bill: Plain, stampField: StampField | null): Found {
  const reference = billReference(bill);
  const custom = stampField ? text(asObject(bill.custom) as Plain, pathOf(stampField)) : '';
  return {
    ...reference,
    matchedBy: 'supplierNumber',
    stampedKey: keyOf(custom) ?? keyOf(text(bill, 'Description')),
    voided: VOIDED.has(reference.status),
  };
}

/** The database compares without case; so does this. */
const plain = (code: string): string => code.trim().toUpperCase();

function matches(wanted: Wanted, found: Found[]): Found[] {
  const stamp = stampOf(wanted.key);
  const vendors = new Set(wanted.vendors.map(plain));
  return found.flatMap((bill): Found[] => {
    if (bill.stampedKey !== null && stampOf(bill.stampedKey) === stamp)
      return [{ ...bill, stampedKey: wanted.key, matchedBy: 'key' }];
    const same =
      bill.type === BILL_TYPES[wanted.type] &&
      plain(bill.vendorReference) === plain(wanted.vendorReference) &&
      vendors.has(plain(bill.vendor));
    return same ? [bill] : [];
  });
}

/** The bills of these keys that were changed since; one delta read instead of a look-up for each. */
export async function findChanged(
  connection: Connection,
  keys: string[],
  sinceIso: string,
  stampField: StampField | null,
): Promise<Map<string, Found[]>> {
  const query = projection(stampField);
  const since = `LastModifiedDateTime gt ${instant(sinceIso)}`;
  const filter = stampField ? since : both(since, startsWith('Description', 'JGR:'));
  const page = await listAll(connection, 'Bill', { ...query, filter });
  const found = page.map((bill) => readFound(bill, stampField));
  const byStamp = new Map<string, Found[]>();
  for (const bill of found) {
    if (bill.stampedKey === null) continue;
    const stamp = stampOf(bill.stampedKey);
    byStamp.set(stamp, [...(byStamp.get(stamp) ?? []), { ...bill, matchedBy: 'key' }]);
  }
  return new Map(keys.map((key) => [key, byStamp.get(stampOf(key)) ?? []]));
}

/** Epoch milliseconds of an instant that Acumatica wrote with whatever offset; null where unreadable. */
export function instantMs(value: string): number | null {
  const at = DateTime.fromISO(value, { zone: 'utc', setZone: true });
  return at.isValid ? at.toMillis() : null;
}

export const isoOf = (ms: number): string => DateTime.fromMillis(ms, { zone: 'utc' }).toISO() ?? '';
