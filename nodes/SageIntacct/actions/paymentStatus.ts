/** Payment Status: how far bills are paid. It is read only: nothing about payments is written to either side. */
import type { Action } from '../../shared/actions';
import { collection, located, locator, optionsField } from '../../shared/fields';
import { given, onlyFromJaggaer, textFilter } from '../../shared/filters';
import { Refusal, rejected } from '../../shared/outcome';
import { documentsAction, firstOf, itemOf } from '../../shared/readAction';
import { isPayable } from '../paymentDocuments';
import { billFields, billsByNumber, isStamped, stampFilter, statusesOf } from '../payments';
import { connect } from '../transport/connection';
import type { Filter } from '../transport/query';
import { queryPages } from '../transport/query';
import { stampFieldOf } from './bill/stampField';
import { equalsFilter, modifiedAfter, modifiedFilter, stampFieldOption } from './filters';

export const getPaymentStatus: Action = {
  fields: [
    locator('Bill', 'bill', 'searchBills', '3430', 'By Record Number'),
    optionsField([stampFieldOption], 'filters'),
  ],
  async run(context, index) {
    const number = located(context, 'bill', index);
    const stampField = stampFieldOf(collection(context, index).stampField) ?? '';
    const connection = await connect(context);
    const bills = /^\d+$/.test(number) ? await billsByNumber(connection, [number], stampField) : [];
    const statuses = await statusesOf(connection, bills, stampField);
    if (statuses.length > 0) return statuses.map((status) => itemOf(status, index));
    const reason = `Sage Intacct has no bill with the record number ${number || '(none)'}.`;
    throw new Refusal(
      rejected('erp.notFound', reason, 'Check the record number; it is not the bill number.', 'erp'),
    );
  },
};

export const getPaymentStatuses: Action = documentsAction(
  [modifiedAfter, onlyFromJaggaer, stampFieldOption, textFilter('Vendor', 'vendor', 'Vendor ID')],
  async ({ context, filters, limit }) => {
    const connection = await connect(context);
    const stampField = stampFieldOf(filters.stampField) ?? '';
    const only = filters.onlyFromJaggaer !== false;
    const filter: Filter = {
      and: [
        ...modifiedFilter(filters),
        ...(only ? [stampFilter(stampField)] : []),
        ...equalsFilter('VENDORID', given(filters, 'vendor')),
      ],
    };
    const question = { object: 'APBILL', fields: billFields(stampField), filter };
    const bills = await firstOf(
      queryPages(connection, question),
      limit,
      (bill) => isPayable(bill) && (!only || isStamped(bill, stampField)),
    );
    return await statusesOf(connection, bills, stampField);
  },
);
