/**
 * How far an invoice is paid: its row of ApInvoice and those of ApInvoicePay → the canonical document. Pure. Columns:
 * reference 2.8.
 */
import type { Environment, Payment, PaymentStatus } from '../shared/documents';
import type { Decimal } from '../shared/money';
import {
  absolute,
  equal,
  isNegative,
  isZero,
  larger,
  minus,
  negate,
  readDecimal,
  smaller,
  sum,
} from '../shared/money';
import { entryName, wordOf } from './billRows';
import { keyOfMark } from './mark';
import type { Row } from './transport/xml';
import { text } from './transport/xml';

/** Columns of ApInvoice that a payment status is made of. */
export const INVOICE_COLUMNS = [
  ...['Supplier', 'Invoice', 'InvoiceDate', 'OrigInvValue', 'MthInvBal1', 'Currency', 'Reference'],
  ...['InvoiceYear', 'InvoiceMonth', 'Journal', 'EntryNumber'],
];

/** Columns of ApInvoicePay. */
export const PAYMENT_COLUMNS = [
  ...['Supplier', 'Invoice', 'TrnType', 'Journal', 'EntryNumber', 'PaymentReference', 'PaymentNumber'],
  ...['TrnValue', 'JournalDate'],
];

/** An entry that is money; the others are credits and adjustments [codes inferred]. */
const PAYMENT = 'P';

/** Dates come as 2026-06-15, some as 20260615; 0000-00-00 is none (source: recorded answers). */
export const wireDate = (value: string): string => {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(value.trim()) ?? [];
  return !year || Number(year) === 0 ? '' : `${year}-${month}-${day}`;
};

/** Identity of an invoice in AP: its supplier and number. */
export const invoiceId = (row: Row): string => `${text(row, 'Supplier')}/${text(row, 'Invoice')}`;

/** AP's journal and entry, under which people find an invoice; supplier and number where it has none. */
const nameOf = (row: Row, supplier: string): string =>
  entryName({
    ...{ year: text(row, 'InvoiceYear'), month: text(row, 'InvoiceMonth') },
    ...{ journal: text(row, 'Journal'), entry: text(row, 'EntryNumber') },
  }) || `${supplier} ${text(row, 'Invoice')}`;

/**
 * The status of one invoice. MthInvBal1 is what is open; the two balances beside it are those of earlier months, and are
 * never added. InvoiceStatus is not looked at: its codes are not public.
 * @param paid rows of ApInvoicePay of this invoice
 * @param environment of the credential, where there is no stamp
 */
export function paymentStatusDocument(
  invoice: Row,
  paid: readonly Row[],
  environment: Environment,
  supplier = text(invoice, 'Supplier'),
): PaymentStatus {
  const amount = figure(invoice, 'OrigInvValue');
  const balance = figure(invoice, 'MthInvBal1');
  const settled = minus(amount, balance);
  const name = nameOf(invoice, supplier);
  const entries = inOrder(paid);
  const sign = signOf(entries, settled, amount);
  const list = entries.filter((row) => kindOf(row) === PAYMENT).map((row) => paymentOf(row, sign));
  const money = sum(list.map((each) => each.amount));
  const bounded = isNegative(amount)
    ? smaller('0', larger(money, settled))
    : larger('0', smaller(money, settled));
  const paidAmount = paid.length > 0 ? bounded : settled;
  const isPaid = !isZero(paidAmount);
  const last = isPaid ? list.filter((each) => !isZero(each.amount)).at(-1) : undefined;
  const [marked, tenant, id] = keyOfMark(text(invoice, 'Reference'))?.split(':') ?? [];
  return {
    document: 'paymentStatus',
    environment: marked === undefined ? environment : marked === 'test' ? 'test' : 'production',
    ...{ tenant: tenant ?? null, invoiceId: id ?? null },
    supplierInvoiceNumber: text(invoice, 'Invoice') || null,
    vendor: supplier,
    bill: { id: name, number: name, type: wordOf(amount) },
    status: isZero(balance) ? (isPaid ? 'paid' : 'settled') : isPaid ? 'partPaid' : 'unpaid',
    amount,
    currency: text(invoice, 'Currency') || null,
    paidAmount,
    creditedAmount: minus(settled, paidAmount),
    balance,
    date: last?.date || null,
    reference: last?.reference ?? null,
    method: null,
    payments: list,
    // no column says when an invoice was touched last
    lastUpdate: null,
  };
}

const figure = (row: Row, column: string): Decimal => readDecimal(text(row, column)) ?? '0';

const kindOf = (row: Row): string => text(row, 'TrnType').toUpperCase();

const inOrder = (rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
const orderOf = (row: Row): string =>
  `${wireDate(text(row, 'JournalDate'))} ${text(row, 'Journal').padStart(10, '0')} ${text(row, 'EntryNumber').padStart(5, '0')}`;

/**
 * Whether an entry that lowers the balance is positive or negative is not public: the balance itself says it, or the
 * first entry where all was taken back.
 */
function signOf(entries: Row[], settled: Decimal, amount: Decimal): 1 | -1 {
  const whole = sum(entries.map((row) => figure(row, 'TrnValue')));
  if (!isZero(whole) && !isZero(settled)) {
    if (equal(whole, settled)) return 1;
    return equal(absolute(whole), absolute(settled)) || isNegative(whole) !== isNegative(settled) ? -1 : 1;
  }
  const [first] = entries;
  return first && isNegative(figure(first, 'TrnValue')) !== isNegative(amount) ? -1 : 1;
}

const paymentOf = (row: Row, sign: 1 | -1): Payment => ({
  number: text(row, 'PaymentNumber') || text(row, 'Journal'),
  reference: text(row, 'PaymentReference') || null,
  method: null,
  date: wireDate(text(row, 'JournalDate')),
  amount: sign === 1 ? figure(row, 'TrnValue') : negate(figure(row, 'TrnValue')),
});
