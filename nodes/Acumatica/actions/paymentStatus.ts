/** Payment Status: how far bills are paid, as documents that JAGGAER ▸ Payment Status ▸ Write takes. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { limitFields } from '../../shared/fields';
import { Refusal, rejected } from '../../shared/outcome';
import { isPayable } from '../paymentDocuments';
import { billQuery, isStamped, stampClauses, statusesOf } from '../payments';
import { readStampField } from '../stampField';
import { connect } from '../transport/connection';
import { listPages } from '../transport/list';
import { both, equals } from '../transport/query';
import { readOne } from '../transport/request';
import type { Plain } from '../transport/wire';
import { billFields, billKeys } from './bill/read';
import {
  given,
  modifiedAfter,
  modifiedClause,
  onlyFromJaggaer,
  stampFieldOption,
  textFilter,
} from './filters';

/** Some bills of a page are left out: pages are larger than a small limit. */
const pageFor = (limit: number): number => Math.min(1_000, Math.max(100, limit));

const items = (documents: object[], index: number): INodeExecutionData[] =>
  documents.map((document) => ({ json: document as IDataObject, pairedItem: { item: index } }));

const filtersOf = (context: IExecuteFunctions, index: number): IDataObject =>
  context.getNodeParameter('filters', index, {}) as IDataObject;

export const getPaymentStatus: Action = {
  fields: [
    ...billFields,
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
    const connection = await connect(context);
    const stampField = readStampField(given(filtersOf(context, index), 'stampField'));
    const keys = billKeys(context, index);
    const bill = await readOne(connection, 'Bill', keys, billQuery(stampField));
    if (bill) return items(await statusesOf(connection, [bill], stampField), index);
    const reason = `Acumatica has no bill ${keys.join(' ')}.`;
    throw new Refusal(rejected('erp.notFound', reason, 'Check type and number.', 'erp'));
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
    const stampField = readStampField(given(filters, 'stampField'));
    const all = context.getNodeParameter('returnAll', index, false) as boolean;
    const limit = all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
    const only = filters.onlyFromJaggaer !== false;
    const vendor = given(filters, 'vendor');
    const filter = both(
      equals('Type', 'Bill'),
      ...modifiedClause(filters),
      ...(only ? stampClauses(stampField) : []),
      ...(vendor ? [equals('Vendor', vendor)] : []),
    );
    const query = { ...billQuery(stampField), filter };
    const bills: Plain[] = [];
    for await (const page of listPages(connection, 'Bill', query, { pageSize: pageFor(limit) })) {
      bills.push(...page.filter((bill) => isPayable(bill) && (!only || isStamped(bill, stampField))));
      if (bills.length >= limit) break;
    }
    return items(await statusesOf(connection, bills.slice(0, limit), stampField), index);
  },
};
