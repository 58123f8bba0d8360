/** Reads payment statuses in bulk: rows of ApInvoice, and the payments of those on which something was paid. */
import type { PaymentStatus } from '../shared/documents';
import { equal, readDecimal } from '../shared/money';
import type { SupplierKeys } from './keys';
import { shownKey } from './keys';
import { isMark } from './mark';
import { INVOICE_COLUMNS, PAYMENT_COLUMNS, invoiceId, paymentStatusDocument } from './paymentDocuments';
import type { Connection } from './transport/connection';
import { originOf } from './transport/connection';
import type { Filter } from './transport/find';
import { find, findAny } from './transport/find';
import type { Row } from './transport/xml';
import { text } from './transport/xml';

const INVOICES = { table: 'ApInvoice', columns: INVOICE_COLUMNS, key: ['Supplier', 'Invoice'] };
/** What was booked on invoices by payments. */
export const PAYMENTS = {
  ...{ table: 'ApInvoicePay', columns: PAYMENT_COLUMNS },
  key: ['Supplier', 'Invoice', 'TrnType', 'Journal', 'EntryNumber'],
};

/** How the reference of an invoice from JAGGAER begins: a stamp, or its check sum where it is too long for the field. */
const STAMP = 'JGR';

/** Only invoices that this package posted. */
export const stampFilter: Filter = { column: 'Reference', is: 'LIKE', value: `${STAMP}*` };

export const isStamped = (invoice: Row): boolean => isMark(text(invoice, 'Reference'));

/** Rows of ApInvoice with what a payment status needs. @throws Refusal, SignInRefused, NoAnswer */
export const readInvoices = (connection: Connection, where: Filter, limit = Infinity): Promise<Row[]> =>
  find(connection, { ...INVOICES, where, limit });

/** Invoices on which something was booked by payments since a day, of those that AP still has. */
export async function invoicesPaidSince(connection: Connection, day: string): Promise<Row[]> {
  const where: Filter = { column: 'JournalDate', is: 'GE', value: day };
  const touched = new Set((await find(connection, { ...PAYMENTS, where })).map(invoiceId));
  return await ofInvoices(connection, INVOICES, touched);
}

/** Rows of the named invoices ({@link invoiceId}) that AP still has. @throws Refusal, SignInRefused, NoAnswer */
export const namedInvoices = (connection: Connection, wanted: ReadonlySet<string>): Promise<Row[]> =>
  ofInvoices(connection, INVOICES, wanted);

/** The rows of these invoices: asked for by number, and those of other suppliers left out. */
async function ofInvoices(
  connection: Connection,
  question: typeof INVOICES,
  wanted: ReadonlySet<string>,
): Promise<Row[]> {
  if (wanted.size === 0) return [];
  const numbers = [...wanted].map((id) => id.slice(id.indexOf('/') + 1));
  const rows = await findAny(connection, question, 'Invoice', numbers);
  return rows.filter((row) => wanted.has(invoiceId(row)));
}

const figure = (row: Row, column: string): string => readDecimal(text(row, column)) ?? '0';

/** Nothing is paid where all is open; what was paid and taken back is so too, and its payments are of no interest. */
const isTouched = (row: Row): boolean => !equal(figure(row, 'OrigInvValue'), figure(row, 'MthInvBal1'));

/** Payment statuses of invoices read with {@link readInvoices}, in their order. Those without payments cost no call. */
export async function statusesOf(
  connection: Connection,
  invoices: Row[],
  keys: SupplierKeys,
): Promise<PaymentStatus[]> {
  const touched = new Set(invoices.filter(isTouched).map(invoiceId));
  const paid = new Map<string, Row[]>();
  for (const row of await ofInvoices(connection, PAYMENTS, touched))
    paid.set(invoiceId(row), [...(paid.get(invoiceId(row)) ?? []), row]);
  const { environment } = originOf(connection);
  return invoices.map((row) =>
    paymentStatusDocument(
      row,
      paid.get(invoiceId(row)) ?? [],
      environment,
      shownKey(text(row, 'Supplier'), keys),
    ),
  );
}
