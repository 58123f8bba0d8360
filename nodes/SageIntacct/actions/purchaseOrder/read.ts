/** Purchase orders as Sage Intacct has them. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../../shared/actions';
import { filtersField, limitFields, limitOf } from '../../../shared/fields';
import { dateFilter, dateIn } from '../../../shared/filters';
import { Refusal, rejected } from '../../../shared/outcome';
import type { FoundOrder } from '../../purchaseOrders/found';
import { ORDER_FIELDS, readOrder } from '../../purchaseOrders/found';
import { orderLineFields, ordersById, withLines } from '../../purchaseOrders/lookup';
import { documentIdOf } from '../../purchaseOrders/wanted';
import { connect } from '../../transport/connection';
import type { Filter } from '../../transport/query';
import { query } from '../../transport/query';
import { toWireTime } from '../../transport/wire';
import { definitionField, definitionOf, markField, markFieldOf } from './fields';

const STATES = [
  ...['Approved', 'Closed', 'Converted', 'Declined', 'Draft', 'In Progress', 'Partially Approved'],
  ...['Partially Converted', 'Pending', 'Submitted'],
];
const DIMENSIONS = ['LOCATIONID', 'DEPARTMENTID', 'PROJECTID', 'CLASSID', 'CUSTOMERID', 'EMPLOYEEID'];

const withLinesField: INodeProperties = {
  displayName: 'With Lines',
  name: 'withLines',
  type: 'boolean',
  default: false,
  description: 'Whether to read the lines as well, which costs one more call for up to 1,000 orders',
};

export const get: Action = {
  fields: [
    definitionField,
    {
      displayName: 'Number',
      name: 'number',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. PO-1001',
      description: 'Number of the order, without the name of its transaction definition',
    },
    markField,
  ],
  async run(context, index) {
    const connection = await connect(context);
    const number = textOf(context.getNodeParameter('number', index));
    const reading = readingOf(context, index);
    const id = documentIdOf(reading.definition, number);
    const known = await orderLineFields(connection, reading);
    const order = (await ordersById(connection, [id], known, reading)).get(id);
    if (order) return [item(order)];
    throw new Refusal(
      rejected(
        'erp.notFound',
        `Sage Intacct has no purchase order ${id}.`,
        'Check the number, the transaction definition and the entity.',
        'erp',
      ),
    );
  },
};

export const getAll: Action = {
  fields: [
    definitionField,
    ...limitFields,
    withLinesField,
    { ...markField, displayOptions: { show: { withLines: [true] } } },
    filtersField([
      dateFilter(
        'Changed After',
        'changedAfter',
        'Sage Intacct’s times carry no zone: leave a day of overlap',
      ),
      {
        displayName: 'State',
        name: 'state',
        type: 'options',
        options: STATES.map((name) => ({ name, value: name })),
        default: 'Pending',
      },
      { displayName: 'Vendor ID', name: 'vendor', type: 'string', default: '' },
    ]),
  ],
  async run(context, index) {
    const connection = await connect(context);
    const limit = limitOf(context, index);
    const reading = readingOf(context, index);
    const filter = filterOf(
      context.getNodeParameter('filters', index, {}) as IDataObject,
      reading.definition,
    );
    const headers = await query(connection, { object: 'PODOCUMENT', fields: ORDER_FIELDS, filter, limit });
    if (context.getNodeParameter('withLines', index, false) !== true)
      return headers.map((row) => item(readOrder(row, [], reading.markField), false));
    const known = await orderLineFields(connection, reading);
    return (await withLines(connection, headers, known, reading)).map((order) => item(order));
  },
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : String(value ?? ''));

const readingOf = (context: IExecuteFunctions, index: number) => ({
  definition: definitionOf(context, index),
  markField: markFieldOf(context, index),
  dimensions: DIMENSIONS,
});

function filterOf(filters: IDataObject, definition: string): Filter {
  const { state, vendor } = filters;
  const parts: Filter[] = [{ field: 'DOCPARID', is: 'equalto', value: definition }];
  const since = dateIn(filters, 'changedAfter', 'Changed After');
  if (since)
    parts.push({ field: 'WHENMODIFIED', is: 'greaterthanorequalto', value: toWireTime(since.toMillis()) });
  if (textOf(state)) parts.push({ field: 'STATE', is: 'equalto', value: textOf(state) });
  if (textOf(vendor)) parts.push({ field: 'CUSTVENDID', is: 'equalto', value: textOf(vendor) });
  return { and: parts };
}

function item(order: FoundOrder, isWhole = true): INodeExecutionData {
  const json = { ...order } as unknown as IDataObject;
  delete json.version;
  if (!isWhole) delete json.lines;
  return { json };
}
