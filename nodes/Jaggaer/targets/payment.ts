/** The payment status of invoices as the other side: read back first, and written where it is not so yet. */
import type { PaymentStatus } from '../../shared/documents';
import { equal, readDecimal } from '../../shared/money';
import type { Difference, Problem } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import type { SyncTarget } from '../../shared/syncTarget';
import { date, object, text } from '../documents/fields';
import { fillTemplate } from '../documents/template';
import type { Connection } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { sendWrite } from '../transport/send';
import { findInvoices, shownAt } from '../transport/shownInvoice';
import { demandConfirmed } from '../transport/writes';

export interface PaymentRules {
  paidWord: string;
  /** What a payment that was taken back leads to. */
  takenBackWord: string;
  /** Null: part payments are held. */
  partPaidWord: string | null;
  dryRun: boolean;
}

/** What an invoice is to show. */
interface Aim {
  word: string;
  /** False for a payment that was taken back: its date, number and amount are not sent. */
  withPayment: boolean;
}

/** @throws Refusal where writing is not confirmed */
export function paymentTarget(connection: Connection, rules: PaymentRules): SyncTarget<PaymentStatus, Json> {
  const write = connection.writeOf('paymentStatus');
  return {
    system: 'JAGGAER',
    company: connection.origin.tenant,
    environment: connection.origin.environment,
    kind: 'paymentStatus',
    batchSize: 1,
    // an invoice shows what was last exported: what was written may appear later (source: UCLA sample, inferred)
    readsBack: false,
    nameOf,

    async find(statuses) {
      if (!rules.dryRun) demandConfirmed(write);
      const wanted = statuses.map((status) => ({ ...nameOf(status), ...status }));
      return await findInvoices(connection, wanted);
    },

    plan(status, match) {
      const header = match?.record ?? {};
      const aim = aimOf(status, header, rules);
      if (typeof aim === 'string') return { payload: {}, differences: [], notCarried: [], note: aim };
      demandSameCurrency(status, header);
      const values = valuesOf(status, header, aim);
      const differences = differencesOf(status, aim, header, connection.shownAt);
      return { payload: fillTemplate(write.body, values), differences, notCarried: [] };
    },

    async write([order]) {
      if (!order?.match) return [];
      const { change, match } = order;
      return [await sendWrite(connection, write, change.payload as Json, { id: match.id })];
    },
  };
}

/** The invoice's key in audit rows; bills that are none of ours are told apart by their number. */
export const paymentKey = ({ environment, tenant, invoiceId, bill }: PaymentStatus): string =>
  `${environment}:${tenant ?? ''}:${invoiceId ?? `bill ${bill.number}`}`;

/** Each bill for itself: where somebody copied one with its mark, neither may speak for the invoice. */
function nameOf(status: PaymentStatus): { key: string; name: string } {
  const { bill, supplierInvoiceNumber } = status;
  return {
    key: `${paymentKey(status)}\n${bill.type} ${bill.number}`,
    name: `The payment status of bill ${bill.number} (${supplierInvoiceNumber ?? 'no supplier number'})`,
  };
}

/** Spellings differ between XML and JSON (source: UCLA, UML). */
const plain = (word: string): string => word.replace(/\s/g, '').toLowerCase();

/**
 * What the invoice is to show; text = nothing is written, and why.
 * @throws Refusal where a person has to decide
 */
function aimOf(status: PaymentStatus, header: Json, rules: PaymentRules): Aim | string {
  const shown = text(header.paymentStatus) ?? '';
  const ours = [rules.paidWord, rules.partPaidWord ?? rules.paidWord].map(plain);
  const showsPayment = ours.includes(plain(shown));
  const bill = `Bill ${status.bill.number}`;
  switch (status.status) {
    case 'paid':
      return { word: rules.paidWord, withPayment: true };
    case 'partPaid':
      if (rules.partPaidWord !== null) return { word: rules.partPaidWord, withPayment: true };
      throw stop(
        held(
          'payment.part',
          `${bill} is paid in part: ${status.paidAmount} of ${status.amount} ${status.currency ?? ''}; JAGGAER shows ${shown}.`,
          'It is written once the rest is paid. Switch on Write Part Payments where your JAGGAER has a status for it.',
          'jaggaer',
        ),
      );
    case 'unpaid':
      if (showsPayment) return { word: rules.takenBackWord, withPayment: false };
      return `${bill} is not paid, and JAGGAER does not say that it is.`;
    case 'settled':
      if (!showsPayment)
        return `${bill} was cleared by credits of ${status.creditedAmount}, not by money: that is not paid.`;
      throw stop({
        outcome: 'differs',
        cause: 'payment.settled',
        reason: `JAGGAER shows ${shown}, but ${bill.toLowerCase()} was cleared by credits of ${status.creditedAmount}, not by money.`,
        advice: 'Nothing was written. Correct the status in JAGGAER, or the application in the ERP.',
        owner: 'erp',
      });
  }
}

function demandSameCurrency({ currency, bill }: PaymentStatus, header: Json): void {
  const own = text(object(header.total).currency);
  if (own === null || currency === null || own === currency) return;
  throw stop(
    held(
      'payment.currency',
      `Bill ${bill.number} is in ${currency}, the JAGGAER invoice in ${own}.`,
      'Nothing was written. Check that the bill carries the mark of the right invoice.',
      'erp',
    ),
  );
}

function valuesOf(status: PaymentStatus, header: Json, { word, withPayment }: Aim) {
  const of = (value: string | null): string | null => (withPayment ? value : null);
  return {
    invoiceId: status.invoiceId,
    invoiceNumber: text(header.invoiceNumber),
    supplierInvoiceNumber: text(header.supplierInvoiceNumber) ?? status.supplierInvoiceNumber,
    supplierNumber: text(object(header.supplier).supplierNumber),
    billNumber: status.bill.number,
    vendor: status.vendor,
    paymentStatus: word,
    paymentDate: of(status.date),
    paymentNumber: of(status.reference),
    paymentMethod: of(status.method),
    amount: of(status.paidAmount),
    currency: of(status.currency),
    balance: status.balance,
  };
}

/** Date, number and amount count where the invoice shows them; the method's words are each side's own. */
function differencesOf(
  status: PaymentStatus,
  { word, withPayment }: Aim,
  header: Json,
  shown: Connection['shownAt'],
): Difference[] {
  const known = text(header.paymentStatus) ?? '';
  const all = [{ field: 'paymentStatus', expected: word, found: known, same: plain(word) === plain(known) }];
  const at = (path: string) => shownAt(header, path);
  if (withPayment) {
    const amount = readDecimal(at(shown.paymentAmount));
    const day = date(at(shown.paymentDate));
    const number = text(at(shown.paymentNumber));
    // without an amount to see, nobody can say whether this part payment was told already
    const blind = amount === null && status.status === 'partPaid';
    all.push(
      entry(
        'amount',
        status.paidAmount,
        amount,
        blind || (amount !== null && !equal(amount, status.paidAmount)),
      ),
      entry('date', status.date, day, day !== null && day !== status.date),
      entry('number', status.reference, number, number !== null && number !== status.reference),
    );
  }
  return all.filter(({ same }) => !same).map(({ field, expected, found }) => ({ field, expected, found }));
}

const entry = (field: string, expected: string | null, found: string | null, differs: boolean) => ({
  ...{ field, expected: expected ?? '', found: found ?? '' },
  same: expected === null || !differs,
});

const stop = (problem: Problem): Refusal => new Refusal(problem);
