/** Get and Get Many, the same for every record the node reads. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { limitFields } from '../../shared/fields';
import { Refusal, rejected } from '../../shared/outcome';
import type { Origin } from '../../shared/documents';
import { connect, originOf } from '../transport/connection';
import { listAll } from '../transport/list';
import type { Query } from '../transport/query';
import { both } from '../transport/query';
import { readOne } from '../transport/request';
import type { Plain } from '../transport/wire';

export interface Reading {
  entity: string;
  /** Singular, for messages. */
  word: string;
  /** Fields that name the record. */
  keyFields: INodeProperties[];
  /** Keys or the id, from those fields. */
  keys(context: IExecuteFunctions, index: number): string[];
  /** What is asked for when Simplify is on, and what becomes of it. */
  simple: {
    select(options: IDataObject): string[];
    show(row: Plain, origin: Origin, options: IDataObject): object;
  };
  /** Details that a record is read with. */
  expand(options: IDataObject): string[];
  /** Lists are read with them as well. */
  expandLists?: true;
  /** What becomes of a record when Simplify is off; as it came by default. */
  raw?(row: Plain, options: IDataObject): Plain;
  /** Options beside the filters. */
  options?: INodeProperties[];
  filterFields: INodeProperties[];
  /** OData clauses from the filters that were set. */
  clauses(filters: IDataObject): string[];
}

const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

const optionsField = ({ options }: Reading): INodeProperties[] =>
  options
    ? [
        {
          displayName: 'Options',
          name: 'options',
          type: 'collection',
          placeholder: 'Add Option',
          default: {},
          options,
        },
      ]
    : [];

const optionsOf = (context: IExecuteFunctions, index: number): IDataObject =>
  context.getNodeParameter('options', index, {}) as IDataObject;

/** One record as the node puts it out. */
function shown(reading: Reading, simple: boolean, row: Plain, origin: Origin, options: IDataObject): object {
  if (simple) return reading.simple.show(row, origin, options);
  return reading.raw ? reading.raw(row, options) : row;
}

export const getAction = (reading: Reading): Action => ({
  fields: [...reading.keyFields, simplifyField, ...optionsField(reading)],
  async run(context, index) {
    const simple = context.getNodeParameter('simplify', index, true) as boolean;
    const options = optionsOf(context, index);
    const keys = reading.keys(context, index);
    const expand = reading.expand(options);
    const connection = await connect(context);
    const row = await readOne(connection, reading.entity, keys, expand.length > 0 ? { expand } : {});
    if (row) return [item(shown(reading, simple, row, originOf(connection), options), index)];
    throw new Refusal(
      rejected(
        'erp.notFound',
        `Acumatica has no ${reading.word} ${keys.join(' ')}.`,
        'Check the number, the company and the branch.',
        'erp',
      ),
    );
  },
});

export const getManyAction = (reading: Reading): Action => ({
  fields: [
    ...limitFields,
    simplifyField,
    ...optionsField(reading),
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add Filter',
      default: {},
      options: [...reading.filterFields, odataFilter].sort((a, b) =>
        a.displayName.localeCompare(b.displayName),
      ),
    },
  ],
  async run(context, index) {
    const simple = context.getNodeParameter('simplify', index, true) as boolean;
    const all = context.getNodeParameter('returnAll', index, false) as boolean;
    const limit = all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
    const filters = context.getNodeParameter('filters', index, {}) as IDataObject;
    const options = optionsOf(context, index);
    const own = typeof filters.odata === 'string' && filters.odata.trim() ? [filters.odata.trim()] : [];
    const clauses = [...reading.clauses(filters), ...own];
    const query: Query = {
      ...(clauses.length > 0 ? { filter: both(...clauses) } : {}),
      ...(simple ? { select: reading.simple.select(options) } : {}),
      ...(reading.expandLists ? { expand: reading.expand(options) } : {}),
    };
    const connection = await connect(context);
    const rows = await listAll(connection, reading.entity, query, { limit });
    const origin = originOf(connection);
    return rows.map((row) => item(shown(reading, simple, row, origin, options), index));
  },
});

const odataFilter: INodeProperties = {
  displayName: 'OData Filter',
  name: 'odata',
  type: 'string',
  default: '',
  placeholder: "e.g. startswith(VendorRef,'INV')",
  description: 'Sent to Acumatica as $filter, beside the other filters',
};

const item = (json: object, index: number): INodeExecutionData => ({
  json: json as IDataObject,
  pairedItem: { item: index },
});
