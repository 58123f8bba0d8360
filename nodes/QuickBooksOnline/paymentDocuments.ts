/**
 * How far a bill is paid: its own figures and the payments that name it → the canonical document. Pure. Source: API-ref
 * BillPayment; what a payment takes from vendor credits is no money.
 */
import type { Environment, Payment, PaymentStatus } from '../shared/documents';
import type { Decimal } from '../shared/money';
import { allocate, isZero, larger, minus, readDecimal, smaller, sum } from '../shared/money';
import { keyIn } from './billRows';
import { changedAt } from './masterDocuments';
import type { Json } from './transport/wire';
import { refAt, rowsAt, textAt } from './transport/wire';

const amountAt = (row: Json, name: string): Decimal => readDecimal(row[name]) ?? '0';

/** Ids of the payments that a bill names: `BillPaymentCheck`, also for cards, as recorded. */
export const paymentIdsOf = (bill: Json): string[] =>
  rowsAt(bill, 'LinkedTxn').flatMap((link) =>
    /^BillPayment/.test(textAt(link, 'TxnType')) ? [textAt(link, 'TxnId')] : [],
  );

const linesOf = (payment: Json, type: string): Array<{ id: string; amount: Decimal }> =>
  rowsAt(payment, 'Line').flatMap((line) =>
    rowsAt(line, 'LinkedTxn').flatMap((link) =>
      textAt(link, 'TxnType') === type
        ? [{ id: textAt(link, 'TxnId'), amount: amountAt(line, 'Amount') }]
        : [],
    ),
  );

/** Ids of the bills that a payment pays. */
export const billIdsOf = (payment: Json): string[] => linesOf(payment, 'Bill').map(({ id }) => id);

/** The money in a payment for one bill: its total spread over the bills that it pays; the rest came from credits. */
function moneyFor(payment: Json, bill: string): Decimal {
  const lines = linesOf(payment, 'Bill');
  if (lines.length === 0) return '0';
  const money = smaller(amountAt(payment, 'TotalAmt'), sum(lines.map(({ amount }) => amount)));
  const parts = allocate(
    money,
    lines.map(({ amount }) => amount),
  );
  return sum(lines.flatMap(({ id }, at) => (id === bill ? [parts[at] ?? '0'] : [])));
}

/**
 * The status of one invoice.
 * @param bills its bill; several where it was split by location
 * @param payments all payments that any of them names
 * @param environment of the credential, where there is no stamp
 * @param isWhole false where parts of a split invoice are gone, void or double: it is not settled, whatever became of the others
 */
export function paymentStatusDocument(
  bills: readonly [Json, ...Json[]],
  payments: readonly Json[],
  environment: Environment,
  isWhole = true,
): PaymentStatus {
  const [first] = bills;
  const amount = sum(bills.map((bill) => amountAt(bill, 'TotalAmt')));
  const balance = sum(bills.map((bill) => readDecimal(bill.Balance) ?? amountAt(bill, 'TotalAmt')));
  const settled = minus(amount, balance);
  const list = payments.map((payment) => paymentOf(payment, bills)).filter((each) => !isZero(each.amount));
  const paidAmount = larger('0', smaller(sum(list.map((each) => each.amount)), settled));
  const isPaid = !isZero(paidAmount);
  const last = isPaid ? [...list].sort((a, b) => a.date.localeCompare(b.date)).at(-1) : undefined;
  const [marked, tenant, invoiceId] = keyIn(first)?.split(':') ?? [];
  const id = bills.map((bill) => textAt(bill, 'Id')).join('+');
  return {
    document: 'paymentStatus',
    environment: marked === undefined ? environment : marked === 'test' ? 'test' : 'production',
    tenant: tenant ?? null,
    invoiceId: invoiceId ?? null,
    supplierInvoiceNumber: textAt(first, 'DocNumber') || null,
    vendor: refAt(first, 'VendorRef'),
    bill: { id, number: id, type: 'Bill' },
    status: isZero(balance) && isWhole ? (isPaid ? 'paid' : 'settled') : isPaid ? 'partPaid' : 'unpaid',
    amount,
    currency: refAt(first, 'CurrencyRef') || null,
    paidAmount,
    creditedAmount: minus(settled, paidAmount),
    balance,
    date: last?.date ?? null,
    reference: last?.reference ?? null,
    method: last?.method ?? null,
    payments: list,
    lastUpdate:
      bills
        .map((bill) => changedAt(bill) ?? '')
        .sort()
        .at(-1) || null,
  };
}

const paymentOf = (payment: Json, bills: readonly Json[]): Payment => ({
  number: textAt(payment, 'Id'),
  reference: textAt(payment, 'DocNumber') || null,
  method: textAt(payment, 'PayType') || null,
  date: textAt(payment, 'TxnDate'),
  amount: sum(bills.map((bill) => moneyFor(payment, textAt(bill, 'Id')))),
});
