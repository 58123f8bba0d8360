/** Get and Get Many, the same for every record the node reads. */
import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import type { Origin } from '../../shared/documents';
import { limitFields } from '../../shared/fields';
import { Refusal, rejected } from '../../shared/outcome';
import { withoutBank } from '../masterDocuments';
import { connect, originOf } from '../transport/connection';
import type { Condition } from '../transport/query';
import { query } from '../transport/query';
import { readOne } from '../transport/request';
import type { Json } from '../transport/wire';

export interface Reading {
  /** As QuickBooks names it, e.g. `PurchaseOrder`. */
  entity: string;
  /** Singular, for messages. */
  word: string;
  /** Field that names the record. */
  keyField: INodeProperties;
  filterFields: INodeProperties[];
  /** Conditions from the filters that were set. */
  filters(filters: IDataObject): Condition[];
  /** What becomes of a record when Simplify is on. */
  show(record: Json, origin: Origin): object;
}

const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const getAction = (reading: Reading): Action => ({
  fields: [reading.keyField, simplifyField],
  async run(context, index) {
    const { entity, word, keyField, show } = reading;
    const id = String(context.getNodeParameter(keyField.name, index, '', { extractValue: true })).trim();
    const connection = await connect(context);
    const record = id === '' ? null : await readOne(connection, entity, id);
    if (record) {
      const simple = context.getNodeParameter('simplify', index, true) as boolean;
      return [itemOf(simple ? show(record, originOf(connection)) : withoutBank(record), index)];
    }
    throw new Refusal(
      rejected(
        'erp.notFound',
        `QuickBooks Online has no ${word} ${id || '(no ID)'}.`,
        'Check the ID and the company. It is the ID of the record, not its number.',
        'erp',
      ),
    );
  },
});

export const getManyAction = (reading: Reading): Action => ({
  fields: [
    ...limitFields,
    simplifyField,
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add Filter',
      default: {},
      options: [...reading.filterFields].sort((a, b) => a.displayName.localeCompare(b.displayName)),
    },
  ],
  async run(context, index) {
    const all = context.getNodeParameter('returnAll', index, false) as boolean;
    const limit = all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
    const simple = context.getNodeParameter('simplify', index, true) as boolean;
    const where = reading.filters(context.getNodeParameter('filters', index, {}) as IDataObject);
    const connection = await connect(context);
    const records = await query(connection, { entity: reading.entity, where, limit });
    const origin = originOf(connection);
    return records.map((record) =>
      itemOf(simple ? reading.show(record, origin) : withoutBank(record), index),
    );
  },
});

export const itemOf = (json: object, index: number): INodeExecutionData => ({
  json: json as IDataObject,
  pairedItem: { item: index },
});
