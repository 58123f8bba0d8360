/** Get and Get Many, the same for every record the node reads. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import { collection, optionsField } from '../../shared/fields';
import { given, textFilter } from '../../shared/filters';
import { readActions } from '../../shared/readAction';
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

const odataFilter: INodeProperties = {
  ...textFilter('OData Filter', 'odata', 'Sent to Acumatica as $filter, beside the other filters'),
  placeholder: "e.g. startswith(VendorRef,'INV')",
};

/** One record as the node puts it out. */
function shown(reading: Reading, simple: boolean, row: Plain, origin: Origin, options: IDataObject): object {
  if (simple) return reading.simple.show(row, origin, options);
  return reading.raw ? reading.raw(row, options) : row;
}

/** Get and Get Many of one kind of record. */
export const reads = (reading: Reading) =>
  readActions({
    keyFields: reading.keyFields,
    moreFields: reading.options ? [optionsField(reading.options)] : [],
    filterFields: [...reading.filterFields, odataFilter],
    async get({ context, index, simple }) {
      const options = collection(context, index, 'options');
      const keys = reading.keys(context, index);
      const expand = reading.expand(options);
      const connection = await connect(context);
      const row = await readOne(connection, reading.entity, keys, expand.length > 0 ? { expand } : {});
      return row && shown(reading, simple, row, originOf(connection), options);
    },
    async list({ context, index, simple, filters, limit }) {
      const options = collection(context, index, 'options');
      const own = given(filters, 'odata');
      const clauses = [...reading.clauses(filters), ...(own === '' ? [] : [own])];
      const query: Query = {
        ...(clauses.length > 0 ? { filter: both(...clauses) } : {}),
        ...(simple ? { select: reading.simple.select(options) } : {}),
        ...(reading.expandLists ? { expand: reading.expand(options) } : {}),
      };
      const connection = await connect(context);
      const rows = await listAll(connection, reading.entity, query, { limit });
      const origin = originOf(connection);
      return rows.map((row) => shown(reading, simple, row, origin, options));
    },
    missing: ({ context, index }) => ({
      reason: `Acumatica has no ${reading.word} ${reading.keys(context, index).join(' ')}.`,
      advice: 'Check the number, the company and the branch.',
    }),
  });
