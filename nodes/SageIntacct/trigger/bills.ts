/** Bills that changed, and what was paid of them. */
import { Refusal, held } from '../../shared/outcome';
import type { PollSource } from '../../shared/trigger';
import { itemsOf } from '../../shared/trigger';
import { stampFieldOf } from '../actions/bill/stampField';
import { SIMPLE_FIELDS, simplifyBill } from '../billRows';
import type { BillObject } from '../documents';
import { hasGoneOut, isPayable } from '../paymentDocuments';
import { billFields, billsByNumber, isStamped, readDetails, stampFilter, statusesOf } from '../payments';
import type { Connection } from '../transport/connection';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import type { ChangedList, TriggerOptions } from './source';
import { changedSince } from './source';

const wishesOf = ({ stampField, onlyFromJaggaer = true }: TriggerOptions) => {
  const field = stampFieldOf(stampField) ?? '';
  return {
    field,
    filters: onlyFromJaggaer ? [stampFilter(field)] : [],
    wanted: (bill: Row) => !onlyFromJaggaer || isStamped(bill, field),
  };
};

/** Bills and adjustments, as Get Many shows them. */
export function billSource(connection: Connection, options: TriggerOptions): PollSource<object> {
  const { field, filters, wanted } = wishesOf(options);
  const list = (object: BillObject): ChangedList<object> => ({
    ...{ object, wanted },
    fields: [...SIMPLE_FIELDS, ...(field && object === 'APBILL' ? [field] : [])],
    filters: object === 'APBILL' ? filters : filters.length > 0 ? [stampFilter('')] : [],
    record: (row) => simplifyBill(row, object, field || null),
  });
  return {
    async *scan(from) {
      yield* changedSince(connection, from, list('APBILL'));
      yield* changedSince(connection, from, list('APADJUSTMENT'));
    },
    toItems: async (bills) => itemsOf(bills),
    nothing: 'Sage Intacct has no bill that passes these options',
  };
}

/** Something that may have changed what is paid: a bill, or a payment. */
type Change = { bill: string } | { payment: string };

/**
 * Whether a payment, and above all one that is voided, moves the time of its bills is in no public source, so payments
 * are listed beside the bills; the bills of those that are new are read by their details. Statuses come from the
 * figures of the moment.
 */
export function paymentSource(connection: Connection, options: TriggerOptions): PollSource<Change> {
  const { field, filters, wanted } = wishesOf(options);
  return {
    async *scan(from) {
      yield* changedSince<Change>(connection, from, {
        ...{ object: 'APBILL', fields: billFields(field), filters },
        wanted: (bill) => isPayable(bill) && wanted(bill),
        record: (bill) => ({ bill: text(bill, 'RECORDNO') }),
      });
      yield* changedSince<Change>(connection, from, {
        ...{ object: 'APPYMT', fields: ['STATE'] },
        wanted: (payment) => hasGoneOut(payment) || /^v/i.test(text(payment, 'STATE')),
        record: (payment) => ({ payment: text(payment, 'RECORDNO') }),
      });
    },
    async toItems(changes, until) {
      const own = changes.flatMap((change) => ('bill' in change ? [change.bill] : []));
      const payments = changes.flatMap((change) => ('payment' in change ? [change.payment] : []));
      const details = payments.length === 0 ? [] : await readDetails(connection, 'payment', payments);
      if (Date.now() >= until) throw tooSlow();
      const paidBy = (payment: string) =>
        details.filter((detail) => detail.payment === payment).map(({ bill }) => bill);
      const numbers = [...new Set([...own, ...payments.flatMap(paidBy)])];
      const bills = await billsByNumber(connection, numbers, field);
      const ours = bills.filter((bill) => isPayable(bill) && wanted(bill));
      return itemsOf(await statusesOf(connection, ours, field));
    },
    nothing: 'Sage Intacct has no posted bill that passes these options',
  };
}

/** Nothing is handed over, and the next poll begins at the same place. */
const tooSlow = (): Refusal =>
  new Refusal(
    held(
      'setting.batchSize',
      'Sage Intacct answers too slowly to read the changed payments within one poll.',
      'Lower Batch Size in the options of the trigger. Nothing is lost: the next poll begins at the same place.',
      'support',
    ),
  );
