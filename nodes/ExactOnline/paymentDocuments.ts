/**
 * How far a purchase entry is paid: its payment terms → the canonical document. Pure. Source: reference 3.8; an entry may be
 * split into several terms, and a status of 50 on the entry itself means processed, not paid.
 */
import type { Environment, Payment, PaymentStatus } from '../shared/documents';
import type { Decimal } from '../shared/money';
import { absolute, isZero, minus, readDecimal, sum } from '../shared/money';
import type { Json } from './transport/wire';
import { dateAt, instantAt, textAt } from './transport/wire';

/** Of a row of `sync/Cashflow/PaymentTerms`. */
export const TERM_FEED_FIELDS = [
  ...['ID', 'TransactionEntryID', 'LineType', 'TransactionType', 'Status', 'AmountFC', 'Currency', 'EntryID'],
  ...[
    'LastPaymentDate',
    'EndDate',
    'PaymentReference',
    'PaymentMethod',
    'Account',
    'AccountCode',
    'Modified',
  ],
];

/** Of a row of `cashflow/Payments`, which has the same terms and can be asked for by entry. */
export const TERM_FIELDS = TERM_FEED_FIELDS.filter((name) => !/^(LineType|LastPaymentDate)$/.test(name));

/** Of a purchase entry. */
export const ENTRY_FIELDS = [
  ...['EntryID', 'EntryNumber', 'Type', 'Supplier', 'YourRef', 'AmountFC', 'Currency', 'Description'],
  'Modified',
];

/** Payments to suppliers; 20 are receipts from customers, in the same feed (reference 3.8). */
const PAYMENT = '22';
/** A purchase entry; 31 is a credit note (reference 3.1). */
const PURCHASE_ENTRY = '30';
/** The line of the bank, which is a term itself. */
const isBankLine = (term: Json): boolean => textAt(term, 'TransactionType') === '40';

const [SELECTED, SENT, MATCHED] = ['30', '40', '50'];

/** Id of the purchase entry that a row of the feed belongs to; '' where it is something else's. */
export function entryOfTerm(term: Json): string {
  const type = textAt(term, 'LineType');
  const of = textAt(term, 'TransactionType');
  if (type !== '' && type !== PAYMENT) return '';
  return of === '' || of === PURCHASE_ENTRY ? textAt(term, 'TransactionEntryID') : '';
}

/** Whether an entry is one that is paid: a credit note is settled with another entry. */
export const isPayable = (entry: Json): boolean => textAt(entry, 'Type') === PURCHASE_ENTRY;

/** Matched with a line of the bank: what is matched with a credit note ends at 50 as well, and no money moved. */
const isMoney = (term: Json): boolean =>
  textAt(term, 'LastPaymentDate') !== '' ||
  (textAt(term, 'EntryID') !== '' && textAt(term, 'EntryID') !== textAt(term, 'TransactionEntryID'));

/**
 * The status of one entry.
 * @param terms all of its terms; where there are none it counts as unpaid
 * @param key our key, from the entry's stamp; null where it has none
 * @param vendor code of its supplier
 * @param environment of the credential, where there is no stamp
 * @param offset seconds that the server's clock is ahead of UTC
 */
export function paymentStatusDocument(
  entry: Json,
  terms: readonly Json[],
  facts: { key: string | null; vendor: string; environment: Environment; offset: number },
): PaymentStatus {
  const own = terms.filter((term) => !isBankLine(term));
  const amount = amountAt(entry);
  const of = (...states: string[]) => own.filter((term) => states.includes(textAt(term, 'Status')));
  const matched = of(MATCHED);
  const settled = total(matched);
  const payments = matched.filter(isMoney).map(paymentOf);
  const paidAmount = sum(payments.map((each) => each.amount));
  const balance = own.length === 0 ? amount : minus(amount, settled);
  const isOver = own.length > 0 && matched.length === own.length;
  const isPaid = !isZero(paidAmount);
  const last = [...payments].sort((a, b) => a.date.localeCompare(b.date)).at(-1);
  const [marked, tenant, invoiceId] = facts.key?.split(':') ?? [];
  const number = textAt(entry, 'EntryNumber');
  return {
    document: 'paymentStatus',
    environment: marked === undefined ? facts.environment : marked === 'test' ? 'test' : 'production',
    tenant: tenant ?? null,
    invoiceId: invoiceId ?? null,
    supplierInvoiceNumber: textAt(entry, 'YourRef') || null,
    vendor: facts.vendor,
    bill: { id: textAt(entry, 'EntryID'), number, type: 'Purchase Entry' },
    status: isOver ? (isPaid ? 'paid' : 'settled') : isPaid ? 'partPaid' : 'unpaid',
    amount,
    currency: textAt(entry, 'Currency') || null,
    paidAmount,
    creditedAmount: minus(settled, paidAmount),
    // chosen, or sent to the bank: not gone out as far as Exact knows
    scheduledAmount: total(of(SELECTED, SENT)),
    balance,
    date: last?.date || null,
    reference: last?.reference ?? null,
    method: last?.method ?? null,
    payments,
    lastUpdate: latest([entry, ...own].map((row) => instantAt(row, 'Modified', facts.offset) ?? '')),
  };
}

const latest = (instants: string[]): string | null => instants.sort().at(-1) || null;

/** The sign of amounts in terms was never recorded: taken without it, since only entries above zero are paid. */
const amountAt = (row: Json): Decimal => absolute(readDecimal(row.AmountFC) ?? '0');
const total = (rows: readonly Json[]): Decimal => sum(rows.map(amountAt));

const paymentOf = (term: Json): Payment => ({
  number: textAt(term, 'PaymentReference') || textAt(term, 'EntryID'),
  reference: textAt(term, 'PaymentReference') || null,
  method: textAt(term, 'PaymentMethod') || null,
  date: dateAt(term, 'LastPaymentDate') ?? dateAt(term, 'EndDate') ?? '',
  amount: amountAt(term),
});
