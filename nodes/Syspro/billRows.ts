/** AP invoices as SYSPRO's tables have them → for comparing, and for people. Pure. */
import type { Found } from '../shared/ledger';
import type { Decimal } from '../shared/money';
import { absolute, equal, greater, isNegative, isZero, minus, readDecimal } from '../shared/money';
import type { BillReference } from '../shared/outcome';
import type { SupplierKeys } from './keys';
import { shownKey } from './keys';
import { isMark, keyOfMark } from './mark';
import type { Row } from './transport/xml';
import { text } from './transport/xml';

/** Columns of ApInvoice that are read (reference 2.3, 2.8); those of the journal as APSQRY names them. */
export const BILL_COLUMNS = [
  ...['Branch', 'InvoiceDate', 'DueDate', 'OrigInvValue', 'MthInvBal1', 'InvoiceStatus', 'Currency'],
  ...['Reference', 'InvoiceYear', 'InvoiceMonth', 'Journal', 'EntryNumber'],
];

export const BILL_KEY = ['Supplier', 'Invoice'];

/** AP's name of what was posted. */
export interface Entry {
  year: string;
  month: string;
  journal: string;
  entry: string;
}

const number = (value: string, digits: number): string => {
  const plain = value.trim().replace(/^0+(?=\d)/, '');
  return plain === '' ? '' : plain.padStart(digits, '0');
};

/** `2026/06/00017/001`: year and month, journal, and entry in it; '' where there is none. */
export function entryName({ year, month, journal, entry }: Entry): string {
  const parts = [number(year, 4), number(month, 2), number(journal, 5), number(entry, 3)];
  return /[1-9]/.test(journal) ? parts.join('/') : '';
}

/** The parts of an entry, or of a journal without one; null for any other name. */
export function entryOf(name: string): Entry | null {
  const [, year, month, journal, entry = ''] =
    /^(\d{4})\/(\d{1,2})\/(\d+)(?:\/(\d+))?$/.exec(name.trim()) ?? [];
  return year && month && journal ? { year, month, journal, entry } : null;
}

const amountAt = (row: Row, name: string): Decimal => readDecimal(text(row, name)) ?? '0';

export const signedTotal = (row: Row): Decimal => amountAt(row, 'OrigInvValue');

/** The open balance; the balances of other months are none of it (reference 2.8). */
const balanceOf = (row: Row): Decimal => amountAt(row, 'MthInvBal1');

export function statusOf(row: Row): string {
  const [total, balance] = [signedTotal(row), balanceOf(row)];
  if (isZero(balance)) return isZero(total) ? 'Open' : 'Paid';
  return greater(absolute(total), absolute(balance)) ? 'Partially Paid' : 'Open';
}

/** What a row is marked with: our key, or our mark where it holds no whole key; null where it has none of ours. */
function stampedKeyOf(row: Row): string | null {
  const reference = text(row, 'Reference');
  return keyOfMark(reference) ?? (isMark(reference) ? reference : null);
}

/** `0000-00-00` and blanks are no date. */
export function dayOf(row: Row, name: string): string | null {
  const value = text(row, name).slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !value.startsWith('0000') ? value : null;
}

/** A document for comparing: the amount of a wanted credit is positive where the invoice is negative. */
export function billReference(row: Row, keys: SupplierKeys, type: 'bill' | 'credit'): BillReference {
  const invoice = text(row, 'Invoice');
  const supplier = shownKey(text(row, 'Supplier'), keys);
  const name = nameOf(row) || `${supplier} ${invoice}`;
  const total = signedTotal(row);
  return {
    ...{ id: name, number: name, type: wordOf(total), status: statusOf(row) },
    ...{ vendor: supplier, vendorReference: invoice },
    amount: type === 'credit' ? minus('0', total) : total,
    currency: text(row, 'Currency') || null,
  };
}

export const wordOf = (total: Decimal): string => (isNegative(total) ? 'Negative Invoice' : 'Invoice');

const nameOf = (row: Row): string =>
  entryName({
    ...{ year: text(row, 'InvoiceYear'), month: text(row, 'InvoiceMonth') },
    ...{ journal: text(row, 'Journal'), entry: text(row, 'EntryNumber') },
  });

export const foundBill = (row: Row, keys: SupplierKeys, type: 'bill' | 'credit'): Found => ({
  ...billReference(row, keys, type),
  matchedBy: 'supplierNumber',
  stampedKey: stampedKeyOf(row),
  voided: false,
});

/** An invoice for people and later steps: amounts as decimal text in its own currency, a negative invoice negative. */
export function simplifyBill(row: Row, keys: SupplierKeys): BillReference & Record<string, unknown> {
  const reference = billReference(row, keys, 'bill');
  const balance = balanceOf(row);
  const paid = minus(reference.amount, balance);
  return {
    ...reference,
    balance,
    paidAmount: equal(paid, '0') ? '0' : paid,
    vendorId: text(row, 'Supplier'),
    date: dayOf(row, 'InvoiceDate'),
    dueDate: dayOf(row, 'DueDate'),
    period: periodOf(row),
    entity: text(row, 'Branch') || null,
    reference: text(row, 'Reference'),
    key: keyOfMark(text(row, 'Reference')),
    invoiceStatus: text(row, 'InvoiceStatus'),
  };
}

const periodOf = (row: Row): string | null => {
  const [year, month] = [number(text(row, 'InvoiceYear'), 4), number(text(row, 'InvoiceMonth'), 2)];
  return year !== '' && month !== '' ? `${year}-${month}` : null;
};
