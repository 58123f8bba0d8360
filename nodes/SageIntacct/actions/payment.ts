/** Payments, each with the bills it pays. */
import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { given, textFilter } from '../../shared/filters';
import { readDecimal } from '../../shared/money';
import { documentsAction } from '../../shared/readAction';
import { PAYMENT_FIELDS } from '../paymentDocuments';
import { queryEach, readDetails } from '../payments';
import { changedAt } from '../masterDocuments';
import { connect } from '../transport/connection';
import type { Connection } from '../transport/connection';
import type { Filter } from '../transport/query';
import { query } from '../transport/query';
import { fromWireDate } from '../transport/wire';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import { conditionFilters, conditionsField, equalsFilter, modifiedAfter, modifiedFilter } from './filters';

const DETAILS = [
  ...['RECORDKEY', 'TRX_PAYMENTAMOUNT', 'TRX_DISCOUNTAMOUNT', 'TRX_ADJUSTMENTAMOUNT', 'STATE'],
];

export const getPayments: Action = documentsAction(
  [
    {
      ...textFilter('Bills', 'bills', 'Record numbers of bills: only the payments of these'),
      placeholder: 'e.g. 3430, 3431',
    },
    conditionsField,
    modifiedAfter,
    textFilter('Vendor', 'vendor', 'Vendor ID'),
  ],
  async ({ context, filters, limit }) => {
    const connection = await connect(context);
    const payments = await readPayments(connection, filters, limit);
    const numbers = payments.map((payment) => text(payment, 'RECORDNO'));
    const details = numbers.length === 0 ? [] : await readDetails(connection, 'payment', numbers, DETAILS);
    const byPayment = new Map<string, IDataObject[]>();
    for (const { payment, detail } of details)
      byPayment.set(payment, [...(byPayment.get(payment) ?? []), showDetail(detail)]);
    return payments.map((payment) => {
      const bills = byPayment.get(text(payment, 'RECORDNO')) ?? [];
      return { ...showPayment(payment), bills };
    });
  },
);

async function readPayments(connection: Connection, filters: IDataObject, limit: number): Promise<Row[]> {
  const bills = given(filters, 'bills')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const filter: Filter = {
    and: [
      ...modifiedFilter(filters),
      ...equalsFilter('VENDORID', given(filters, 'vendor')),
      ...conditionFilters(filters),
    ],
  };
  const question = { object: 'APPYMT', fields: PAYMENT_FIELDS, filter };
  if (bills.length === 0) return await query(connection, { ...question, limit });
  const details = await readDetails(connection, 'bill', bills);
  const numbers = details.map(({ payment }) => payment);
  return (await queryEach(connection, question, 'RECORDNO', numbers)).slice(0, limit);
}

const amount = (row: Row, field: string): string | null => readDecimal(text(row, field));

const showPayment = (payment: Row): IDataObject => ({
  number: text(payment, 'RECORDNO'),
  reference: text(payment, 'DOCNUMBER') || null,
  method: text(payment, 'PAYMENTMETHOD') || null,
  status: text(payment, 'STATE'),
  date: fromWireDate(text(payment, 'WHENPAID')) || fromWireDate(text(payment, 'WHENCREATED')) || null,
  vendor: text(payment, 'VENDORID'),
  currency: text(payment, 'CURRENCY') || null,
  amount: amount(payment, 'TRX_TOTALENTERED'),
  account: text(payment, 'FINANCIALENTITY') || null,
  lastModified: changedAt(payment),
});

const showDetail = (detail: Row): IDataObject => ({
  bill: text(detail, 'RECORDKEY'),
  amount: amount(detail, 'TRX_PAYMENTAMOUNT'),
  discount: amount(detail, 'TRX_DISCOUNTAMOUNT'),
  credit: amount(detail, 'TRX_ADJUSTMENTAMOUNT'),
  status: text(detail, 'STATE'),
});
