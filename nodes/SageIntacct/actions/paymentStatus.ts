/** Payment Status: how far bills are paid. It is read only: nothing about payments is written to either side. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { limitFields } from '../../shared/fields';
import { Refusal, rejected } from '../../shared/outcome';
import { isPayable } from '../paymentDocuments';
import { billFields, billsByNumber, isStamped, stampFilter, statusesOf } from '../payments';
import { connect } from '../transport/connection';
import type { Filter } from '../transport/query';
import { queryPages } from '../transport/query';
import type { Row } from '../transport/xml';
import { stampFieldOf } from './bill/stampField';
import {
  equalsFilter,
  given,
  modifiedAfter,
  modifiedFilter,
  onlyFromJaggaer,
  stampFieldOption,
  textFilter,
} from './filters';
import { itemOf } from './reading';

const filtersOf = (context: IExecuteFunctions, index: number): IDataObject =>
  context.getNodeParameter('filters', index, {}) as IDataObject;

export const getPaymentStatus: Action = {
  fields: [
    {
      displayName: 'Bill',
      name: 'bill',
      type: 'resourceLocator',
      default: { mode: 'list', value: '' },
      required: true,
      modes: [
        {
          displayName: 'From List',
          name: 'list',
          type: 'list',
          typeOptions: { searchListMethod: 'searchBills', searchable: true },
        },
        { displayName: 'By Record Number', name: 'id', type: 'string', placeholder: 'e.g. 3430' },
      ],
    },
    {
      displayName: 'Options',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add Option',
      default: {},
      options: [stampFieldOption],
    },
  ],
  async run(context, index) {
    const number = String(context.getNodeParameter('bill', index, '', { extractValue: true })).trim();
    const stampField = stampFieldOf(filtersOf(context, index).stampField) ?? '';
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
        modifiedAfter,
        onlyFromJaggaer,
        stampFieldOption,
        textFilter('Vendor', 'vendor', 'Vendor ID'),
      ],
    },
  ],
  async run(context, index) {
    const connection = await connect(context);
    const filters = filtersOf(context, index);
    const stampField = stampFieldOf(filters.stampField) ?? '';
    const all = context.getNodeParameter('returnAll', index, false) as boolean;
    const limit = all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
    const only = filters.onlyFromJaggaer !== false;
    const filter: Filter = {
      and: [
        ...modifiedFilter(filters),
        ...(only ? [stampFilter(stampField)] : []),
        ...equalsFilter('VENDORID', given(filters, 'vendor')),
      ],
    };
    const question = { object: 'APBILL', fields: billFields(stampField), filter };
    const bills: Row[] = [];
    for await (const page of queryPages(connection, question)) {
      bills.push(...page.filter((bill) => isPayable(bill) && (!only || isStamped(bill, stampField))));
      if (bills.length >= limit) break;
    }
    const statuses = await statusesOf(connection, bills.slice(0, limit), stampField);
    return statuses.map((status) => itemOf(status, index));
  },
};
