/** Get and Get Many, the same for every record the node reads. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import { located } from '../../shared/fields';
import type { GetCall } from '../../shared/readAction';
import { readActions } from '../../shared/readAction';
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
  { context, index, simple }: GetCall,
  which: (source: Source) => { filter: Filter; limit: number },
): Promise<object[]> {
  const connection = await connect(context);
  const source = await reading.source(context, index, connection);
  const fields = simple ? source.fields : await rawFields(context, index, connection, source.object);
  const rows = await query(connection, { object: source.object, fields, ...which(source) });
  const origin = originOf(connection);
  return rows.map((row) => (simple ? source.show(row, origin) : row));
}

/** Get and Get Many of one kind of record. */
export const reads = (reading: Reading) =>
  readActions({
    sourceFields: reading.sourceFields ?? [],
    keyFields: [reading.keyField],
    moreFields: [fieldsField],
    filterFields: [...reading.filterFields, conditionsField],
    async get(call) {
      const value = located(call.context, reading.keyField.name, call.index);
      const found = await read(reading, call, ({ key }) => ({
        filter: { field: key, is: 'equalto', value },
        limit: 1,
      }));
      return found[0] ?? null;
    },
    async list(call) {
      const filter: Filter = { and: [...reading.filters(call.filters), ...conditionFilters(call.filters)] };
      return await read(reading, call, () => ({ filter, limit: call.limit }));
    },
    missing: ({ context, index }) => ({
      reason: `Sage Intacct has no ${reading.word} ${located(context, reading.keyField.name, index)}.`,
      advice: 'Check the ID, the company and the entity.',
    }),
  });
