/** Bills that changed, and what was paid of them. */
import { inParallel } from '../../shared/lock';
import { Refusal, held } from '../../shared/outcome';
import type { Sighting } from '../../shared/selection';
import { keyOf } from '../../shared/stamp';
import type { PollSource } from '../../shared/trigger';
import { itemsOf } from '../../shared/trigger';
import { simplifyBill } from '../documents';
import { instantOf } from '../masterDocuments';
import { isPayable, isReleased } from '../paymentDocuments';
import {
  billsByNumber,
  billsOfPayment,
  isStamped,
  stampClauses,
  stampQuery,
  stampText,
  statusesOf,
} from '../payments';
import { readStampField } from '../stampField';
import type { Connection } from '../transport/connection';
import { listPages } from '../transport/list';
import { both, equals } from '../transport/query';
import type { Plain } from '../transport/wire';
import { text } from '../transport/wire';
import type { TriggerOptions } from './source';
import { since } from './source';

/** Something that may have changed what is paid: a bill, or a payment that names its bills. */
type Change = { bill: string } | { payment: { type: string; number: string } };

const SHOWN = [
  ...['Type', 'ReferenceNbr', 'Status', 'Vendor', 'VendorRef', 'Amount', 'Balance', 'CurrencyID', 'Date'],
  ...['DueDate', 'PostPeriod', 'Description', 'LastModifiedDateTime'],
];
const PAYMENTS_AT_ONCE = 4;

const wishesOf = ({ stampField: path = '', onlyFromJaggaer = true }: TriggerOptions) => {
  const stampField = readStampField(path);
  return {
    stampField,
    clauses: onlyFromJaggaer ? stampClauses(stampField) : [],
    isWanted: (bill: Plain) => !onlyFromJaggaer || isStamped(bill, stampField),
  };
};

const sighting = <T>(row: Plain, kind: string, record: T): Sighting<T> => ({
  time: instantOf(row),
  id: `${kind}${text(row, 'Type')} ${text(row, 'ReferenceNbr')}`,
  record,
});

export function billSource(connection: Connection, options: TriggerOptions): PollSource<Plain> {
  const { stampField, clauses, isWanted } = wishesOf(options);
  const query = { ...stampQuery(stampField), select: SHOWN };
  return {
    async *scan(from) {
      const filter = both(since(from), ...clauses);
      for await (const page of listPages(connection, 'Bill', { ...query, filter }))
        yield page.filter(isWanted).map((bill) => sighting(bill, '', bill));
    },
    toItems: async (bills) =>
      itemsOf(bills.map((bill) => ({ ...simplifyBill(bill), key: keyOf(stampText(bill, stampField)) }))),
    nothing: 'Acumatica has no bill that passes these options',
  };
}

/**
 * Whether a payment changes the time of its bills is not known, so payments are listed beside the bills; only those
 * that are new are read for the bills they paid. A bill that was released counts as changed as well: whether it was
 * paid before cannot be told when a payment was taken back.
 */
export function paymentSource(connection: Connection, options: TriggerOptions): PollSource<Change> {
  const { stampField, clauses, isWanted } = wishesOf(options);
  const billQuery = {
    ...stampQuery(stampField),
    select: ['Type', 'ReferenceNbr', 'Status', 'Description', 'LastModifiedDateTime'],
  };
  const paymentQuery = { select: ['Type', 'ReferenceNbr', 'Status', 'LastModifiedDateTime'] };
  const isOurs = (bill: Plain) => isPayable(bill) && isWanted(bill);
  return {
    async *scan(from) {
      const filter = both(since(from), equals('Type', 'Bill'), ...clauses);
      for await (const page of listPages(connection, 'Bill', { ...billQuery, filter }))
        yield page
          .filter(isOurs)
          .map((row) => sighting<Change>(row, '', { bill: text(row, 'ReferenceNbr') }));
      for await (const page of listPages(connection, 'Check', { ...paymentQuery, filter: since(from) }))
        yield page.filter(isReleased).map((row) => {
          const payment = { type: text(row, 'Type'), number: text(row, 'ReferenceNbr') };
          return sighting<Change>(row, 'payment: ', { payment });
        });
    },
    async toItems(changes, until) {
      const named = await inParallel(changes, PAYMENTS_AT_ONCE, async (change) => {
        if ('bill' in change) return [change.bill];
        if (Date.now() >= until) throw tooSlow();
        return await billsOfPayment(connection, change.payment.type, change.payment.number);
      });
      const numbers = [...new Set(named.flat())];
      const bills = (await billsByNumber(connection, numbers, stampField)).filter(isOurs);
      const place = new Map(numbers.map((number, at) => [number, at]));
      const placeOf = (bill: Plain) => place.get(text(bill, 'ReferenceNbr')) ?? 0;
      bills.sort((a, b) => placeOf(a) - placeOf(b));
      return itemsOf(await statusesOf(connection, bills, stampField));
    },
    nothing: 'Acumatica has no released bill that passes these options',
  };
}

/** Nothing is handed over, and the next poll begins at the same place. */
const tooSlow = (): Refusal =>
  new Refusal(
    held(
      'setting.batchSize',
      'Acumatica answers too slowly to read the changed payments within one poll.',
      'Lower Batch Size in the options of the trigger. Nothing is lost: the next poll begins at the same place.',
      'support',
    ),
  );
