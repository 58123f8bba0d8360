/** Reads payment statuses in bulk: the bills, the details of their payments, and the payments behind those. */
import type { PaymentStatus } from '../shared/documents';
import { equal, isZero, readDecimal } from '../shared/money';
import type { Paid } from './paymentDocuments';
import {
  BILL_FIELDS,
  DETAIL_FIELDS,
  PAYMENT_FIELDS,
  isReversed,
  paymentStatusDocument,
} from './paymentDocuments';
import type { Connection } from './transport/connection';
import { originOf } from './transport/connection';
import { askOnce } from './transport/known';
import type { Filter, Question } from './transport/query';
import { MOST_VALUES, lookupFields, query } from './transport/query';
import type { Row } from './transport/xml';
import { text } from './transport/xml';

/** How our stamp begins, whatever the environment. */
const STAMP = 'JGR:';

/** Field that carries the stamp; '' where it is in the description. */
export type StampField = string;

/** The text of a bill that carries our stamp. */
export const stampText = (bill: Row, field: StampField): string => {
  const own = field === '' ? '' : text(bill, field);
  return own.startsWith(STAMP) ? own : text(bill, 'DESCRIPTION');
};

export const isStamped = (bill: Row, field: StampField): boolean => stampText(bill, field).startsWith(STAMP);

/** Only bills that carry our stamp. */
export const stampFilter = (field: StampField): Filter => ({
  or: ['DESCRIPTION', ...(field === '' ? [] : [field])].map((each): Filter => {
    return { field: each, is: 'like', value: `${STAMP}%` };
  }),
});

/** Fields that a bill's payment status is made of. */
export const billFields = (field: StampField): string[] => [...BILL_FIELDS, ...(field === '' ? [] : [field])];

/** Both conditions; one or none where the other is missing. */
export const both = (...filters: Array<Filter | null>): Filter => ({
  and: filters.filter((filter) => filter !== null),
});

/** The rows whose field has one of these values, in as many calls as it takes. */
export async function queryEach(
  connection: Connection,
  question: Question,
  field: string,
  values: Iterable<string>,
): Promise<Row[]> {
  const distinct = [...new Set(values)].filter((value) => value !== '');
  const rows: Row[] = [];
  for (let start = 0; start < distinct.length; start += MOST_VALUES) {
    const some: Filter = { field, in: distinct.slice(start, start + MOST_VALUES) };
    rows.push(...(await query(connection, { ...question, filter: both(some, question.filter ?? null) })));
  }
  return rows;
}

/** Bills by their record numbers. */
export const billsByNumber = (
  connection: Connection,
  numbers: Iterable<string>,
  field: StampField,
): Promise<Row[]> =>
  queryEach(connection, { object: 'APBILL', fields: billFields(field) }, 'RECORDNO', numbers);

/** Names that the field from a detail to its payment goes by: which one is in no public source. */
const PAYMENT_KEYS = ['PAYMENTKEY', 'PAYMENTRECORDNO', 'PYMTKEY', 'PAYMENTRECORDKEY', 'PARENTPAYMENTKEY'];
/**
 * The name of that field, from `lookup`.
 * @throws Refusal where the fields cannot be looked up
 */
export const paymentKeyField = (connection: Connection): Promise<string> =>
  askOnce(connection, 'payment key', async () => {
    const ids = new Set((await lookupFields(connection, 'APPYMTDETAIL')).map(({ id }) => id.toUpperCase()));
    return (
      PAYMENT_KEYS.find((name) => ids.has(name)) ??
      [...ids].find((id) => /^(PAY|PYMT)\w*(KEY|RECORDNO)$/.test(id)) ??
      'PAYMENTKEY'
    );
  });

/** Details of payments, each with the record number of its payment. */
export async function readDetails(
  connection: Connection,
  by: 'bill' | 'payment',
  numbers: Iterable<string>,
  fields: string[] = DETAIL_FIELDS,
): Promise<Array<{ bill: string; payment: string; detail: Row }>> {
  const key = await paymentKeyField(connection);
  const question = { object: 'APPYMTDETAIL', fields: [...fields, key] };
  const rows = await queryEach(connection, question, by === 'bill' ? 'RECORDKEY' : key, numbers);
  return rows.map((detail) => ({ bill: text(detail, 'RECORDKEY'), payment: text(detail, key), detail }));
}

const figure = (bill: Row, field: string): string => readDecimal(text(bill, field)) ?? '0';

/** Something has been paid or credited, so that there are details. */
const isTouched = (bill: Row): boolean =>
  !isReversed(bill) &&
  !(
    equal(figure(bill, 'TRX_TOTALENTERED'), figure(bill, 'TRX_TOTALDUE')) &&
    isZero(figure(bill, 'TRX_TOTALPAID'))
  );

/** Payment statuses of bills that were read with {@link billFields}, in their order. Bills without payments cost no call. */
export async function statusesOf(
  connection: Connection,
  bills: Row[],
  field: StampField,
): Promise<PaymentStatus[]> {
  const settled = bills.filter(isTouched).map((bill) => text(bill, 'RECORDNO'));
  const details = settled.length === 0 ? [] : await readDetails(connection, 'bill', settled);
  const payments = new Map(
    (
      await queryEach(
        connection,
        { object: 'APPYMT', fields: PAYMENT_FIELDS },
        'RECORDNO',
        details.map(({ payment }) => payment),
      )
    ).map((payment) => [text(payment, 'RECORDNO'), payment]),
  );
  const paid = new Map<string, Paid[]>();
  for (const { bill, payment, detail } of details)
    paid.set(bill, [...(paid.get(bill) ?? []), { detail, payment: payments.get(payment) }]);
  const { environment } = originOf(connection);
  return bills.map((bill) =>
    paymentStatusDocument(bill, paid.get(text(bill, 'RECORDNO')) ?? [], stampText(bill, field), environment),
  );
}
