/**
 * How far a bill is paid: the bill's own figures, the details of its payments, and the payments → the canonical
 * document. Pure. Sources: reversed bills as recorded in published data (fivetran ap_bill), fields of APPYMT from
 * developer.intacct.com ap-payments.
 */
import type { Environment, Payment, PaymentStatus } from '../shared/documents';
import type { Decimal } from '../shared/money';
import { isZero, larger, minus, readDecimal, smaller, sum } from '../shared/money';
import { keyOf } from '../shared/stamp';
import { changedAt } from './masterDocuments';
import { fromWireDate } from './transport/wire';
import type { Row } from './transport/xml';
import { text } from './transport/xml';

/** Fields of a bill that its payment status is made of. */
export const BILL_FIELDS = [
  ...['RECORDID', 'VENDORID', 'STATE', 'CURRENCY', 'WHENMODIFIED', 'DESCRIPTION'],
  ...['TRX_TOTALENTERED', 'TRX_TOTALDUE', 'TRX_TOTALPAID', 'TRX_TOTALSELECTED'],
];

export const PAYMENT_FIELDS = [
  ...['DOCNUMBER', 'PAYMENTMETHOD', 'WHENPAID', 'WHENCREATED', 'STATE', 'VENDORID', 'CURRENCY'],
  ...['FINANCIALENTITY', 'TRX_TOTALENTERED', 'WHENMODIFIED'],
];

export const DETAIL_FIELDS = ['RECORDKEY', 'TRX_PAYMENTAMOUNT', 'STATE', 'WHENMODIFIED'];

/** Not yet posted: such a bill cannot have been paid (labels and codes; source: bills, queries). */
const NOT_POSTED = /^(draft|submitted|partially approved|declined|d|s|pa|u)$/i;
/** A reversed bill and its twin have nothing due, a total that counts as paid and a payment date. */
const REVERSED = /^(reversed|reversal)$/i;
/** A payment that is no more, or not yet (codes V, D, S and A). */
const VOIDED = /^(voided|v)$/i;
const NOT_GONE_OUT = /^(draft|submitted|approved|partially approved|declined|selected|d|s|a)$/i;

export const isReversed = (bill: Row): boolean => REVERSED.test(text(bill, 'STATE'));

/** Whether a bill is posted and stands, so that it can be paid. */
export const isPayable = (bill: Row): boolean => !NOT_POSTED.test(text(bill, 'STATE')) && !isReversed(bill);

/** Whether a payment, or a detail of one, has really gone out and stands. */
export const hasGoneOut = (payment: Row): boolean =>
  !VOIDED.test(text(payment, 'STATE')) && !NOT_GONE_OUT.test(text(payment, 'STATE'));

/** One bill's part of a payment. */
export interface Paid {
  /** APPYMTDETAIL */
  detail: Row;
  /** APPYMT; left out where it cannot be read. */
  payment?: Row;
}

/**
 * The status of one bill. Its own figures decide how much is settled: an amount due of zero alone does not mean paid.
 * The details say which part of that is money; where there are none at all, what the bill calls paid is taken for money.
 * @param paid the details of the bill's payments
 * @param stamp text that carries our stamp
 * @param environment of the credential, where there is no stamp
 */
export function paymentStatusDocument(
  bill: Row,
  paid: readonly Paid[],
  stamp: string,
  environment: Environment,
): PaymentStatus {
  const amount = amountOf(bill, 'TRX_TOTALENTERED');
  const balance = amountOf(bill, 'TRX_TOTALDUE', amount);
  const settled = minus(amount, balance);
  const standing = paid.filter(({ detail, payment }) => hasGoneOut(payment ?? detail));
  const list = standing.map(paymentOf).filter((each) => !isZero(each.amount));
  const money = paid.length > 0 ? sum(list.map((each) => each.amount)) : amountOf(bill, 'TRX_TOTALPAID');
  const paidAmount = isReversed(bill) ? '0' : larger('0', smaller(money, settled));
  const last = isZero(paidAmount) ? undefined : latestOf(list);
  const [marked, tenant, invoiceId] = keyOf(stamp)?.split(':') ?? [];
  const isPaid = !isZero(paidAmount);
  return {
    document: 'paymentStatus',
    environment: marked === undefined ? environment : marked === 'test' ? 'test' : 'production',
    tenant: tenant ?? null,
    invoiceId: invoiceId ?? null,
    supplierInvoiceNumber: text(bill, 'RECORDID') || null,
    vendor: text(bill, 'VENDORID'),
    bill: { id: text(bill, 'RECORDNO'), number: text(bill, 'RECORDNO'), type: 'Bill' },
    status: isZero(balance) ? (isPaid ? 'paid' : 'settled') : isPaid ? 'partPaid' : 'unpaid',
    amount,
    currency: text(bill, 'CURRENCY') || null,
    paidAmount,
    creditedAmount: minus(settled, paidAmount),
    scheduledAmount: isReversed(bill) ? '0' : amountOf(bill, 'TRX_TOTALSELECTED'),
    balance,
    date: last?.date || null,
    reference: last?.reference ?? null,
    method: last?.method ?? null,
    payments: list,
    lastUpdate: changedAt(bill),
  };
}

const amountOf = (row: Row, field: string, otherwise: Decimal = '0'): Decimal =>
  readDecimal(text(row, field)) ?? otherwise;

const latestOf = (payments: Payment[]): Payment | undefined =>
  [...payments].sort((a, b) => a.date.localeCompare(b.date)).at(-1);

function paymentOf({ detail, payment = {} }: Paid): Payment {
  return {
    number: text(payment, 'RECORDNO'),
    reference: text(payment, 'DOCNUMBER') || null,
    method: text(payment, 'PAYMENTMETHOD') || null,
    date: fromWireDate(text(payment, 'WHENPAID')) || fromWireDate(text(payment, 'WHENCREATED')),
    amount: amountOf(detail, 'TRX_PAYMENTAMOUNT'),
  };
}
