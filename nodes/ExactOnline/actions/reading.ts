/** Get and Get Many, the same for every record the node reads. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import type { Origin } from '../../shared/documents';
import { limitFields } from '../../shared/fields';
import { Refusal, rejected } from '../../shared/outcome';
import { offsetOf } from '../transport/clock';
import { connect, originOf } from '../transport/connection';
import { allOf, everyRecord, isGuid } from '../transport/filter';
import { list, readOne } from '../transport/list';
import type { Json } from '../transport/wire';

export interface Reading {
  /** Endpoint, e.g. `financial/GLAccounts`. */
  path: string;
  /** Singular, for messages. */
  word: string;
  /** All fields that are read; they are what comes out where Simplify is off. */
  select: string[];
  /** Lines that belong to the record. */
  expand?: string;
  /** Such as `Code`; by key when left out. */
  orderBy?: string;
  /** GUID's field. */
  key?: string;
  /** It has a feed beside it, and therefore takes no query without a filter (doc maesn). */
  needsFilter?: boolean;
  /** Field that names the record. */
  keyField: INodeProperties;
  filterFields: INodeProperties[];
  /** Conditions from the filters that were set. @param offset seconds of the server's clock ahead of UTC */
  filters(filters: IDataObject, offset: number): string[];
  /** What becomes of a record when Simplify is on. */
  show(record: Json, origin: Origin, offset: number): object;
}

export const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const getAction = (reading: Reading): Action => ({
  fields: [reading.keyField, simplifyField],
  async run(context, index) {
    const { word, keyField, show } = reading;
    const id = String(context.getNodeParameter(keyField.name, index, '', { extractValue: true })).trim();
    const connection = await connect(context);
    const { path, expand } = reading;
    const wanted = { path, select: reading.select, ...(expand ? { expand } : {}) };
    const record = isGuid(id) ? await readOne(connection, wanted, id) : null;
    if (record) {
      if (!isSimple(context, index)) return [itemOf(record, index)];
      return [itemOf(show(record, originOf(connection), await offsetOf(connection)), index)];
    }
    throw new Refusal(
      rejected(
        'erp.notFound',
        `Division ${connection.division} of Exact Online has no ${word} ${id || '(no ID)'}.`,
        'Check the ID, a GUID, and the division: a GUID means nothing in another one.',
        'erp',
      ),
    );
  },
});

export const getManyAction = (reading: Reading): Action => ({
  fields: [...limitFields, simplifyField, filtersField(reading.filterFields)],
  async run(context, index) {
    const all = context.getNodeParameter('returnAll', index, false) as boolean;
    const limit = all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
    const given = context.getNodeParameter('filters', index, {}) as IDataObject;
    const connection = await connect(context);
    const simple = isSimple(context, index);
    const offset = simple || Object.keys(given).length > 0 ? await offsetOf(connection) : 0;
    const { path, expand, orderBy, key, needsFilter } = reading;
    const conditions = reading.filters(given, offset);
    if (conditions.length === 0 && needsFilter) conditions.push(everyRecord(key));
    const records = await list(connection, {
      ...{ path, select: reading.select, filter: allOf(conditions), limit },
      ...(expand ? { expand } : {}),
      ...(orderBy ? { orderBy } : {}),
    });
    const origin = originOf(connection);
    return records.map((record) => itemOf(simple ? reading.show(record, origin, offset) : record, index));
  },
});

/** The filters in the order of their names. */
export const filtersField = (options: INodeProperties[]): INodeProperties => ({
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add Filter',
  default: {},
  options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

const isSimple = (context: IExecuteFunctions, index: number): boolean =>
  context.getNodeParameter('simplify', index, true) as boolean;

export const itemOf = (json: object, index: number): INodeExecutionData => ({
  json: json as IDataObject,
  pairedItem: { item: index },
});
