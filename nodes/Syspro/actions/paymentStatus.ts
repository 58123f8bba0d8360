/** Payment Status: how far invoices are paid. It is read only: nothing about payments is written to SYSPRO. */
import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { limitFields } from '../../shared/fields';
import { readSupplierKeys, wholeKey } from '../keys';
import { wireDate } from '../paymentDocuments';
import { invoicesPaidSince, isStamped, readInvoices, stampFilter, statusesOf } from '../payments';
import { connect } from '../transport/connection';
import type { Filter } from '../transport/find';
import { text } from '../transport/xml';
import { equalsFilter, given, textFilter } from './filters';
import { itemOf } from './reading';

export const getPaymentStatuses: Action = {
  fields: [
    ...limitFields,
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add Filter',
      default: {},
      options: [
        textFilter('Invoice', 'invoice', 'The supplier’s number of the invoice'),
        {
          displayName: 'Only From JAGGAER',
          name: 'onlyFromJaggaer',
          type: 'boolean',
          default: true,
          description: 'Whether to leave out invoices that this package did not post',
        },
        {
          displayName: 'Paid Since',
          name: 'since',
          type: 'dateTime',
          default: '',
          description: 'Only invoices on which something was booked by payments since that day',
        },
        textFilter('Supplier', 'supplier', 'Code of the supplier'),
      ],
    },
  ],
  async run(context, index) {
    const connection = await connect(context);
    const filters = context.getNodeParameter('filters', index, {}) as IDataObject;
    const all = context.getNodeParameter('returnAll', index, false) as boolean;
    const limit = all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
    const only = filters.onlyFromJaggaer !== false;
    const keys = await readSupplierKeys(connection);
    const code = given(filters, 'supplier');
    const supplier = code === '' ? '' : wholeKey(code, keys);
    const invoice = given(filters, 'invoice');
    const day = wireDate(given(filters, 'since'));
    const where: Filter = {
      and: [
        ...equalsFilter('Supplier', supplier),
        ...equalsFilter('Invoice', invoice),
        ...(only ? [stampFilter] : []),
      ],
    };
    const rows =
      day === '' ? await readInvoices(connection, where) : await invoicesPaidSince(connection, day);
    const wanted = rows
      .filter((row) => !only || isStamped(row))
      .filter((row) => supplier === '' || text(row, 'Supplier') === supplier)
      .filter((row) => invoice === '' || text(row, 'Invoice') === invoice)
      .slice(0, limit);
    return (await statusesOf(connection, wanted, keys)).map((status) => itemOf(status, index));
  },
};
