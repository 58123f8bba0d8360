/** Get and Get Many, the same for every record the node reads. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import type { Origin } from '../../shared/documents';
import { limitFields } from '../../shared/fields';
import { Refusal, rejected } from '../../shared/outcome';
import { isBankField } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { connect, originOf } from '../transport/connection';
import type { Filter } from '../transport/query';
import { lookupFields, query } from '../transport/query';
import type { Row } from '../transport/xml';
import { conditionFilters, conditionsField } from './filters';

/** What a record is read from, and what becomes of it when Simplify is on. */
export interface Source {
  object: string;
  /** Field that names a record. */
  key: string;
  fields: string[];
  show(row: Row, origin: Origin): object;
}

export interface Reading {
  /** Singular, for messages. */
  word: string;
  /** Fields of both operations that say what is read; none where there is one source. */
  sourceFields?: INodeProperties[];
  source(context: IExecuteFunctions, index: number, connection: Connection): Promise<Source>;
  /** Field that names the record. */
  keyField: INodeProperties;
  filterFields: INodeProperties[];
  /** Conditions from the filters that were set. */
  filters(filters: IDataObject): Filter[];
}

const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Raw records are asked for field by field: `query` has no way to ask for all of them. */
const fieldsField: INodeProperties = {
  displayName: 'Fields Names or IDs',
  name: 'fields',
  type: 'multiOptions',
  typeOptions: { loadOptionsMethod: 'getFields' },
  default: [],
  displayOptions: { show: { simplify: [false] } },
  description:
    'All fields when empty, bank data excepted. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The fields to ask for when Simplify is off. Bank data is never among them. */
async function rawFields(
  context: IExecuteFunctions,
  index: number,
  connection: Connection,
  object: string,
): Promise<string[]> {
  const chosen = context.getNodeParameter('fields', index, []) as string[];
  const names = chosen.length > 0 ? chosen : (await lookupFields(connection, object)).map(({ id }) => id);
  return names.filter((name) => !isBankField(name));
}

async function read(
  reading: Reading,
  context: IExecuteFunctions,
  index: number,
  which: (source: Source) => { filter: Filter; limit: number },
): Promise<INodeExecutionData[]> {
  const connection = await connect(context);
  const source = await reading.source(context, index, connection);
  const simple = context.getNodeParameter('simplify', index, true) as boolean;
  const fields = simple ? source.fields : await rawFields(context, index, connection, source.object);
  const rows = await query(connection, { object: source.object, fields, ...which(source) });
  const origin = originOf(connection);
  return rows.map((row) => itemOf(simple ? source.show(row, origin) : row, index));
}

export const getAction = (reading: Reading): Action => ({
  fields: [...(reading.sourceFields ?? []), reading.keyField, simplifyField, fieldsField],
  async run(context, index) {
    const value = String(
      context.getNodeParameter(reading.keyField.name, index, '', { extractValue: true }),
    ).trim();
    const found = await read(reading, context, index, ({ key }) => ({
      filter: { field: key, is: 'equalto', value },
      limit: 1,
    }));
    if (found.length > 0) return found;
    throw new Refusal(
      rejected(
        'erp.notFound',
        `Sage Intacct has no ${reading.word} ${value}.`,
        'Check the ID, the company and the entity.',
        'erp',
      ),
    );
  },
});

export const getManyAction = (reading: Reading): Action => ({
  fields: [
    ...(reading.sourceFields ?? []),
    ...limitFields,
    simplifyField,
    fieldsField,
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add Filter',
      default: {},
      options: [...reading.filterFields, conditionsField].sort((a, b) =>
        a.displayName.localeCompare(b.displayName),
      ),
    },
  ],
  async run(context, index) {
    const all = context.getNodeParameter('returnAll', index, false) as boolean;
    const limit = all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
    const filters = context.getNodeParameter('filters', index, {}) as IDataObject;
    const filter: Filter = { and: [...reading.filters(filters), ...conditionFilters(filters)] };
    return await read(reading, context, index, () => ({ filter, limit }));
  },
});

export const itemOf = (json: object, index: number): INodeExecutionData => ({
  json: json as IDataObject,
  pairedItem: { item: index },
});
