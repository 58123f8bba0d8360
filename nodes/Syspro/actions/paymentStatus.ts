/** Payment Status: how far invoices are paid. It is read only: nothing about payments is written to SYSPRO. */
import type { Action } from '../../shared/actions';
import { dateFilter, dateIn, given, onlyFromJaggaer, textFilter } from '../../shared/filters';
import { documentsAction } from '../../shared/readAction';
import { readSupplierKeys, wholeKey } from '../keys';
import { invoicesPaidSince, isStamped, readInvoices, stampFilter, statusesOf } from '../payments';
import { connect } from '../transport/connection';
import type { Filter } from '../transport/find';
import { text } from '../transport/xml';
import { equalsFilter } from './filters';

export const getPaymentStatuses: Action = documentsAction(
  [
    textFilter('Invoice', 'invoice', 'The supplier’s number of the invoice'),
    onlyFromJaggaer,
    dateFilter(
      'Paid Since',
      'since',
      'Only invoices on which something was booked by payments since that day',
    ),
    textFilter('Supplier', 'supplier', 'Code of the supplier'),
  ],
  async ({ context, filters, limit }) => {
    const connection = await connect(context);
    const only = filters.onlyFromJaggaer !== false;
    const keys = await readSupplierKeys(connection);
    const code = given(filters, 'supplier');
    const supplier = code === '' ? '' : wholeKey(code, keys);
    const invoice = given(filters, 'invoice');
    const since = dateIn(filters, 'since', 'Paid Since');
    const where: Filter = {
      and: [
        ...equalsFilter('Supplier', supplier),
        ...equalsFilter('Invoice', invoice),
        ...(only ? [stampFilter] : []),
      ],
    };
    const rows = since
      ? await invoicesPaidSince(connection, since.toISODate())
      : await readInvoices(connection, where);
    const wanted = rows
      .filter((row) => !only || isStamped(row))
      .filter((row) => supplier === '' || text(row, 'Supplier') === supplier)
      .filter((row) => invoice === '' || text(row, 'Invoice') === invoice)
      .slice(0, limit);
    return await statusesOf(connection, wanted, keys);
  },
);
