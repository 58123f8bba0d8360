/** Purchase orders as SYSPRO has them. */
import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../../shared/actions';
import { collection, filtersField, limitFields, limitOf } from '../../../shared/fields';
import { dateFilter, dateIn, given, textFilter } from '../../../shared/filters';
import { Refusal, rejected } from '../../../shared/outcome';
import { readSupplierKeys, shownKey, wholeKey } from '../../keys';
import type { FoundOrder } from '../../purchaseOrders/found';
import { isCancelled, isComplete, isReceived, readOrder } from '../../purchaseOrders/found';
import { orderByNumber, ordersByReference, readHeaders, withLines } from '../../purchaseOrders/lookup';
import { connect } from '../../transport/connection';
import type { Filter } from '../../transport/find';
import { equalsFilter } from '../filters';

const byField: INodeProperties = {
  displayName: 'Number Of',
  name: 'numberOf',
  type: 'options',
  options: [
    { name: 'JAGGAER', value: 'jaggaer', description: 'The customer PO number of the order' },
    { name: 'SYSPRO', value: 'syspro' },
  ],
  default: 'syspro',
};

export const get: Action = {
  fields: [
    byField,
    {
      displayName: 'Number',
      name: 'number',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. 000547',
    },
  ],
  async run(context, index) {
    const connection = await connect(context);
    const number = String(context.getNodeParameter('number', index, '')).trim();
    const isOurs = context.getNodeParameter('numberOf', index, 'syspro') === 'jaggaer';
    const own = isOurs ? null : await orderByNumber(connection, number);
    const orders = isOurs ? await ordersByReference(connection, [number]) : own ? [own] : [];
    const keys = await readSupplierKeys(connection);
    if (orders.length > 0) return orders.map((order) => itemOf(order, shownKey(order.supplier, keys), index));
    throw new Refusal(
      rejected(
        'erp.notFound',
        `SYSPRO has no purchase order ${number || '(no number)'}.`,
        'Check the number, and whether it is SYSPRO’s own or JAGGAER’s.',
        'erp',
      ),
    );
  },
};

export const getAll: Action = {
  fields: [
    ...limitFields,
    {
      displayName: 'With Lines',
      name: 'withLines',
      type: 'boolean',
      default: false,
      description: 'Whether to read the lines as well, with what was received of each',
    },
    filtersField([
      textFilter('Customer PO Number', 'reference', 'JAGGAER’s number of the order'),
      dateFilter('Ordered From', 'from', 'First day of the order date'),
      {
        displayName: 'Status',
        name: 'status',
        type: 'options',
        options: [
          { name: 'Cancelled', value: '*' },
          { name: 'Complete', value: '9' },
          { name: 'Printed', value: '4' },
          { name: 'Ready to Print', value: '1' },
        ],
        default: '4',
      },
      textFilter('Supplier', 'supplier', 'Code of the supplier'),
    ]),
  ],
  async run(context, index) {
    const connection = await connect(context);
    const filters = collection(context, index);
    const keys = await readSupplierKeys(connection);
    const code = given(filters, 'supplier');
    const from = dateIn(filters, 'from', 'Ordered From');
    const where: Filter = {
      and: [
        ...equalsFilter('CustomerPoNumber', given(filters, 'reference')),
        ...equalsFilter('OrderStatus', given(filters, 'status')),
        ...equalsFilter('Supplier', code === '' ? '' : wholeKey(code, keys)),
        ...(from ? [{ column: 'OrderEntryDate', is: 'GE' as const, value: from.toISODate() }] : []),
      ],
    };
    const headers = await readHeaders(connection, where, limitOf(context, index));
    const isWhole = context.getNodeParameter('withLines', index, false) === true;
    const orders = isWhole
      ? await withLines(connection, headers)
      : headers.map((header) => readOrder(header, []));
    return orders.map((order) => itemOf(order, shownKey(order.supplier, keys), index, isWhole));
  },
};

const STATES: Record<string, string> = {
  ...{ '1': 'Ready to print', '4': 'Printed', '9': 'Complete', '*': 'Cancelled' },
};

function itemOf(order: FoundOrder, supplier: string, index: number, isWhole = true): INodeExecutionData {
  const { id, number, reference, status, date, dueDate, currency, lines } = order;
  const progress = {
    ...{
      isReceived: isReceived(order),
      isComplete: isComplete(order),
      lines: lines.map((line) => ({ ...line })),
    },
  };
  return {
    json: {
      ...{ id, number, reference: reference || null, supplier, currency: currency || null },
      ...{ status, statusName: STATES[status] ?? null, isCancelled: isCancelled(order) },
      ...{ date: date || null, dueDate: dueDate || null },
      ...(isWhole ? progress : {}),
    },
    pairedItem: { item: index },
  };
}
