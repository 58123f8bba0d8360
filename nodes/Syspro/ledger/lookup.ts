/** Finds AP invoices in bulk: by our mark, and by the supplier's number under each supplier. */
import type { Found, Wanted } from '../../shared/ledger';
import { readDecimal } from '../../shared/money';
import { BILL_COLUMNS, BILL_KEY, entryName, foundBill } from '../billRows';
import { LENGTHS, plainNumber } from '../documents';
import type { SupplierKeys } from '../keys';
import { shownKey, wholeKey } from '../keys';
import { markOf } from '../mark';
import type { Connection } from '../transport/connection';
import { find, findAny } from '../transport/find';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

const INVOICES = { table: 'ApInvoice', columns: BILL_COLUMNS, key: BILL_KEY };
const ENTRIES = {
  table: 'ApJnlSummary',
  columns: ['Supplier', 'Invoice', 'TransactionCode', 'InvoiceValue', 'Reference'],
  key: ['TrnYear', 'TrnMonth', 'Journal', 'EntryNumber'],
};

export interface LookUpRules {
  /** Credits of invoices are looked for as well. */
  withCredits: boolean;
  /** SYSPRO's currency codes that are not those of ISO. */
  currencies: ReadonlyMap<string, string>;
}

/**
 * Every invoice that carries the mark of a wanted one, or its number under one of its suppliers; credits of invoices are
 * no invoices themselves and are found among AP's entries, by their mark.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function findBills(
  connection: Connection,
  keys: SupplierKeys,
  wanted: Wanted[],
  { withCredits, currencies }: LookUpRules,
): Promise<Map<string, Found[]>> {
  const marks = new Map(wanted.map((each) => [each.key, markOf(each.key)]));
  const byMark = await findMarked(connection, [...marks.values()]);
  const known = new Set(byMark.map((row) => text(row, 'Reference')));
  // what bears our mark is judged by it: its number need not be looked for
  const numbers = wanted
    .filter(({ key }) => !known.has(marks.get(key) ?? ''))
    .map(({ vendorReference }) => plainNumber(vendorReference));
  const short = numbers.filter((number) => number !== '' && number.length <= LENGTHS.invoice);
  const byNumber = await findAny(connection, INVOICES, 'Invoice', short);
  const ofMark = grouped(byMark, (row) => text(row, 'Reference'));
  const ofNumber = grouped(byNumber, (row) => text(row, 'Invoice'));
  const credits = withCredits ? await findCredits(connection, wanted) : new Map<string, Row[]>();
  return new Map(
    wanted.map((each) => {
      const mark = marks.get(each.key) ?? '';
      const suppliers = new Set(each.vendors.map((code) => wholeKey(code, keys)));
      const own = ofMark.get(mark) ?? [];
      const others = (ofNumber.get(plainNumber(each.vendorReference)) ?? []).filter(
        (row) => suppliers.has(text(row, 'Supplier')) && text(row, 'Reference') !== mark,
      );
      const foundOf = (row: Row): Found => {
        const bill = foundBill(row, keys, each.type);
        return { ...bill, currency: currencies.get(bill.currency ?? '') ?? bill.currency };
      };
      const stamped = own.map((row): Found => ({ ...foundOf(row), stampedKey: each.key, matchedBy: 'key' }));
      const entries = (credits.get(mark) ?? []).map((row) => creditFound(row, keys, each.key));
      return [each.key, [...stamped, ...entries, ...others.map(foundOf)]];
    }),
  );
}

/** So many marks are asked for one by one, in about one call. */
const FEW = 35;
/** A range that holds more than a page is no shorter way. */
const MOST = 1_000;

/**
 * By mark. Those of a run are close together, since JAGGAER numbers its invoices as they come: one question for the
 * range from the first to the last does for most of them. They differ in digits only, whose order no collation changes.
 */
async function findMarked(connection: Connection, marks: string[]): Promise<Row[]> {
  const groups = new Map<string, string[]>();
  for (const mark of new Set(marks)) {
    const prefix = /^(.*:)\d+$/.exec(mark)?.[1] ?? '';
    groups.set(prefix, [...(groups.get(prefix) ?? []), mark]);
  }
  const rows: Row[] = [];
  for (const [prefix, own] of groups) {
    const inRange = prefix === '' || own.length <= FEW ? null : await findRange(connection, own.sort());
    rows.push(...(inRange ?? (await findAny(connection, INVOICES, 'Reference', own))));
  }
  return rows;
}

/** null where there are too many in it. */
async function findRange(connection: Connection, marks: string[]): Promise<Row[] | null> {
  const where = {
    and: [
      { column: 'Reference', is: 'GE' as const, value: marks[0] ?? '' },
      { column: 'Reference', is: 'LE' as const, value: marks.at(-1) ?? '' },
    ],
  };
  const rows = await find(connection, { ...INVOICES, where, limit: MOST });
  if (rows.length >= MOST) return null;
  const wanted = new Set(marks);
  return rows.filter((row) => wanted.has(text(row, 'Reference')));
}

async function findCredits(connection: Connection, wanted: Wanted[]): Promise<Map<string, Row[]>> {
  const marks = wanted.filter(({ type }) => type === 'credit').map(({ key }) => markOf(key));
  if (marks.length === 0) return new Map();
  const rows = await findAny(connection, ENTRIES, 'Reference', marks);
  return grouped(
    rows.filter((row) => text(row, 'TransactionCode') === 'C'),
    (row) => text(row, 'Reference'),
  );
}

/** The currency is the supplier's, which the entry does not say. */
const creditFound = (row: Row, keys: SupplierKeys, key: string): Found => {
  const name = entryName({
    ...{ year: text(row, 'TrnYear'), month: text(row, 'TrnMonth') },
    ...{ journal: text(row, 'Journal'), entry: text(row, 'EntryNumber') },
  });
  return {
    ...{
      id: name,
      number: name,
      type: 'Credit',
      status: 'Open',
      vendor: shownKey(text(row, 'Supplier'), keys),
    },
    ...{ vendorReference: text(row, 'Invoice'), amount: readDecimal(text(row, 'InvoiceValue')) ?? '0' },
    ...{ currency: null, matchedBy: 'key', stampedKey: key, voided: false },
  };
};

/** Credits that AP has on these invoices, as `supplier|invoice`; those of other programs bear no mark of ours. */
export async function findCreditsOf(connection: Connection, numbers: string[]): Promise<Map<string, Row[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await findAny(connection, ENTRIES, 'Invoice', numbers);
  return grouped(
    rows.filter((row) => text(row, 'TransactionCode') === 'C'),
    (row) => `${text(row, 'Supplier')}|${text(row, 'Invoice')}`,
  );
}

function grouped(rows: readonly Row[], nameOf: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(nameOf(row), [...(found.get(nameOf(row)) ?? []), row]);
  return found;
}
