/** Purchase orders. They are Exact's own: nothing is written to them. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { located } from '../../shared/fields';
import { given, modifiedAfter, textFilter } from '../../shared/filters';
import { Refusal, held } from '../../shared/outcome';
import { readActions } from '../../shared/readAction';
import type { LineAccount } from '../purchaseOrderDocuments';
import { ORDER_QUERY } from '../purchaseOrderDocuments';
import { ORDERS, orderDocuments, ordersById, wireOrder } from '../purchaseOrders';
import { offsetOf } from '../transport/clock';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { accountCodeIs, allOf, anyOf, everyRecord, guidIs, isGuid, numberIs } from '../transport/filter';
import { list } from '../transport/list';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';
import { modifiedFilter } from './filters';

/** Shared with the trigger. */
export const lineAccountField: INodeProperties = {
  displayName: 'GL Account of a Line',
  name: 'lineAccount',
  type: 'options',
  options: [
    { name: 'Cost Account of the Item', value: 'costs' },
    {
      name: 'Stock Account of Stock Items, Else Cost Account',
      value: 'item',
      description: 'As Exact Online books the receipt and the invoice',
    },
    { name: 'Stock Account of the Item', value: 'stock' },
  ],
  default: 'item',
  description: 'Lines order items and have no account of their own: it is taken from the item',
};

const lineAccountOf = (context: IExecuteFunctions, index: number): LineAccount => {
  const value = context.getNodeParameter('lineAccount', index, 'item');
  return value === 'costs' || value === 'stock' ? value : 'item';
};

export const purchaseOrder: Record<string, Action> = readActions({
  keyFields: [
    {
      displayName: 'Purchase Order',
      name: 'order',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. 20260017',
      description: 'Its number, or Exact Online’s ID',
    },
  ],
  moreFields: [lineAccountField],
  filterFields: [
    modifiedAfter,
    {
      displayName: 'Only Approved',
      name: 'approved',
      type: 'boolean',
      default: true,
      description:
        'Whether to leave out orders that wait for approval; an order that needs none counts as approved',
    },
    {
      displayName: 'Status',
      name: 'status',
      type: 'options',
      options: [
        { name: 'Cancelled', value: 40 },
        { name: 'Complete', value: 30 },
        { name: 'Open', value: 10 },
        { name: 'Partial', value: 20 },
      ],
      default: 10,
    },
    textFilter('Supplier Code', 'supplier', 'Exact Online’s code of the supplier'),
  ],
  async get({ context, index, simple }) {
    const named = located(context, 'order', index);
    const connection = await connect(context);
    const [order] = isGuid(named)
      ? await ordersById(connection, [named])
      : /^\d{1,9}$/.test(named)
        ? (await read(connection, [numberIs('OrderNumber', Number(named))], Infinity)).map(wireOrder)
        : [];
    if (!order) return null;
    if (!simple) return order.header;
    const [document] = await orderDocuments(connection, [order], lineAccountOf(context, index));
    return document ?? null;
  },
  async list({ context, index, filters, limit, simple }) {
    const connection = await connect(context);
    const orders = await read(connection, await conditionsOf(connection, filters), limit);
    if (!simple) return orders;
    return await orderDocuments(connection, orders.map(wireOrder), lineAccountOf(context, index));
  },
  missing: ({ context, index }) => ({
    reason: `This division of Exact Online has no purchase order ${located(context, 'order', index) || '(none)'}.`,
    advice: 'Check its number and the division.',
  }),
});

async function conditionsOf(connection: Connection, filters: IDataObject): Promise<string[]> {
  const offset = given(filters, 'modifiedAfter') === '' ? 0 : await offsetOf(connection);
  const approved = anyOf([numberIs('ApprovalStatus', 1), numberIs('ApprovalStatus', 2)]);
  return [
    ...modifiedFilter(filters, offset),
    ...(filters.approved === true ? [approved] : []),
    ...(typeof filters.status === 'number' ? [numberIs('OrderStatus', filters.status)] : []),
    ...(await supplierFilter(connection, given(filters, 'supplier'))),
  ];
}

const read = (connection: Connection, conditions: string[], limit: number): Promise<Json[]> =>
  list(connection, {
    ...{ path: ORDERS, ...ORDER_QUERY, limit },
    filter: allOf(conditions.length > 0 ? conditions : [everyRecord('PurchaseOrderID')]),
  });

/** Orders are asked for by the supplier's GUID. @throws Refusal where there is no such supplier */
async function supplierFilter(connection: Connection, code: string): Promise<string[]> {
  if (code === '') return [];
  const [found] = await list(connection, {
    ...{ path: 'crm/Accounts', select: ['ID', 'Code'], filter: accountCodeIs(code), limit: 1 },
  });
  if (found) return [guidIs('Supplier', textAt(found, 'ID'))];
  throw new Refusal(
    held(
      'erp.notFound',
      `Division ${connection.division} of Exact Online has no supplier ${code}.`,
      'Check the code in the node, and the division.',
      'support',
    ),
  );
}
