/** Finds AP invoices in bulk: by our mark, and by the supplier's number under each supplier. */
import type { Found, Wanted } from '../../shared/ledger';
import { readDecimal } from '../../shared/money';
import { BILL_COLUMNS, BILL_KEY, entryName, foundBill } from '../billRows';
import { LENGTHS, plainNumber, referenceOf } from '../documents';
import type { SupplierKeys } from '../keys';
import { shownKey, wholeKey } from '../keys';
import type { Connection } from '../transport/connection';
import { findAny } from '../transport/find';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

const INVOICES = { table: 'ApInvoice', columns: BILL_COLUMNS, key: BILL_KEY };
const ENTRIES = {
  table: 'ApJnlSummary',
  columns: ['Supplier', 'Invoice', 'TransactionCode', 'InvoiceValue', 'Reference'],
  key: ['TrnYear', 'TrnMonth', 'Journal', 'EntryNumber'],
};

/**
 * Every invoice that carries the mark of a wanted one, or its number under one of its suppliers; credits of invoices are
 * no invoices themselves and are found among AP's entries, by their mark.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function findBills(
  connection: Connection,
  keys: SupplierKeys,
  wanted: Wanted[],
  withCredits: boolean,
): Promise<Map<string, Found[]>> {
  const marks = new Map(wanted.map((each) => [each.key, referenceOf(each.key)]));
  const numbers = wanted.map(({ vendorReference }) => plainNumber(vendorReference));
  const byMark = await findAny(connection, INVOICES, 'Reference', [...marks.values()]);
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
      const stamped = own.map((row): Found => ({
        ...{ ...foundBill(row, keys, each.type), stampedKey: each.key, matchedBy: 'key' },
      }));
      const entries = (credits.get(mark) ?? []).map((row) => creditFound(row, keys, each.key));
      return [each.key, [...stamped, ...entries, ...others.map((row) => foundBill(row, keys, each.type))]];
    }),
  );
}

async function findCredits(connection: Connection, wanted: Wanted[]): Promise<Map<string, Row[]>> {
  const marks = wanted.filter(({ type }) => type === 'credit').map(({ key }) => referenceOf(key));
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
