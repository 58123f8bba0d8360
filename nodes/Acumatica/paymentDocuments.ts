/** How far a bill is paid: the bill, what was applied to it and the payments → the canonical document. Pure. */
import type { Payment, PaymentStatus } from '../shared/documents';
import type { Decimal } from '../shared/money';
import { isZero, larger, minus, negate, readDecimal, smaller, sum } from '../shared/money';
import { keyOf } from '../shared/stamp';
import { instantOf } from './masterDocuments';
import type { Plain } from './transport/wire';
import { day, rows, text } from './transport/wire';

/** Money that goes out, or comes back; everything else that clears a bill is a credit (source: UG AP_30_20_00). */
const MONEY = new Set(['Payment', 'Prepayment', 'Voided Payment', 'Refund', 'Voided Refund']);
/** Documents in these states have not moved any money yet. */
const NOT_RELEASED = new Set([
  ...['On Hold', 'Pending Approval', 'Rejected', 'Pending Print', 'Printed', 'Balanced'],
]);

/** Bills in these states cannot have been paid. */
const NOT_PAYABLE = new Set([
  ...['On Hold', 'Balanced', 'Pre-Released', 'Scheduled', 'Pending Approval', 'Rejected', 'Voided'],
]);

/** Whether a bill is released, so that it can be paid (source: UG AP_30_10_00). */
export const isPayable = (bill: Plain): boolean => !NOT_PAYABLE.has(text(bill, 'Status'));

/** Whether a payment is released: before that it has moved nothing (source: UG AP_30_20_00). */
export const isReleased = (payment: Plain): boolean => !NOT_RELEASED.has(text(payment, 'Status'));

/** Type and number of a payment, as one key. */
export const paymentKey = (type: string, number: string): string => `${type}\n${number}`;

/** Payments that a bill's applications name, to be read for date, reference and method. */
export const paymentsOf = (bill: Plain): Array<{ type: string; number: string }> =>
  released(bill)
    .filter((row) => MONEY.has(text(row, 'DocType')))
    .map((row) => ({ type: text(row, 'DocType'), number: text(row, 'ReferenceNbr') }));

/**
 * The status of one bill of type Bill, read with its Applications. What the balance does not show is not paid,
 * whatever the applications say: a payment that was taken back may stay listed.
 * @param payments Check records by {@link paymentKey}
 * @param stamp text that carries our stamp
 */
export function paymentStatusDocument(
  bill: Plain,
  payments: ReadonlyMap<string, Plain>,
  stamp: string,
): PaymentStatus {
  const amount = readDecimal(bill.Amount) ?? '0';
  const balance = readDecimal(bill.Balance) ?? amount;
  const settled = minus(amount, balance);
  const applied = released(bill);
  const moved = applied.filter((row) => MONEY.has(text(row, 'DocType')));
  const takenBack = new Set(moved.filter(isReversal).map((row) => text(row, 'ReferenceNbr')));
  // a voided payment counts beside the document that took it back, and not at all where that one is not listed
  const money = moved.filter(
    (row) => text(row, 'Status') !== 'Voided' || takenBack.has(text(row, 'ReferenceNbr')),
  );
  const credited = smaller(sumOf(applied.filter((row) => !MONEY.has(text(row, 'DocType')))), settled);
  const paid = larger('0', smaller(sumOf(money), minus(settled, credited)));
  const [environment, tenant, invoiceId] = keyOf(stamp)?.split(':') ?? [];
  const list = money.map((row) => payment(row, payments));
  // what was taken back does not stand, nor does what took it back
  const standing = list.filter(({ number }) => !takenBack.has(number));
  const last = isZero(paid) ? undefined : standing.sort((a, b) => a.date.localeCompare(b.date)).at(-1);
  return {
    document: 'paymentStatus',
    environment: environment === 'test' ? 'test' : 'production',
    tenant: tenant ?? null,
    invoiceId: invoiceId ?? null,
    supplierInvoiceNumber: text(bill, 'VendorRef') || null,
    vendor: text(bill, 'Vendor'),
    bill: { id: text(bill, 'id'), number: text(bill, 'ReferenceNbr'), type: text(bill, 'Type') },
    status: isZero(balance) ? (isZero(paid) ? 'settled' : 'paid') : isZero(paid) ? 'unpaid' : 'partPaid',
    amount,
    currency: text(bill, 'CurrencyID') || null,
    paidAmount: paid,
    creditedAmount: credited,
    balance,
    date: last?.date || null,
    reference: last?.reference ?? null,
    method: last?.method ?? null,
    payments: list,
    lastUpdate: instantOf(bill),
  };
}

const released = (bill: Plain): Plain[] => rows(bill, 'Applications').filter(isReleased);

const sumOf = (applications: Plain[]): Decimal =>
  sum(applications.map((row) => signed(row, readDecimal(row.AmountPaid) ?? '0')));

/** `Voided Payment`, of the number that it takes back, `Voided Refund` and `Refund`. */
const isReversal = (row: Plain): boolean => /^Voided|^Refund/.test(text(row, 'DocType'));

/** A reversal counts against what it reverses, with whichever sign it is shown. */
const signed = (row: Plain, amount: Decimal): Decimal =>
  isReversal(row) && !amount.startsWith('-') ? negate(amount) : amount;

function payment(row: Plain, payments: ReadonlyMap<string, Plain>): Payment {
  const number = text(row, 'ReferenceNbr');
  const check = payments.get(paymentKey(text(row, 'DocType'), number)) ?? {};
  return {
    number,
    reference: text(check, 'PaymentRef') || null,
    method: text(check, 'PaymentMethod') || null,
    date: day(check, 'ApplicationDate'),
    amount: signed(row, readDecimal(row.AmountPaid) ?? '0'),
  };
}
