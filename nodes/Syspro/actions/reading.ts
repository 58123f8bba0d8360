/** Get and Get Many, the same for every table the node reads. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import { located } from '../../shared/fields';
import { readActions } from '../../shared/readAction';
import { isBankField } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { connect, originOf } from '../transport/connection';
import type { Filter } from '../transport/find';
import { find } from '../transport/find';
import type { Row } from '../transport/xml';

export interface Reading {
  /** Singular, for messages. */
  word: string;
  table: string;
  /** Columns of the table's key. */
  key: string[];
  columns: string[];
  /** What becomes of the records when Simplify is on. */
  show(rows: Row[], origin: Origin, connection: Connection): Promise<object[]>;
  /** Field that names one record. */
  keyField: INodeProperties;
  filterFields: INodeProperties[];
  /** Conditions from the filters that were set. */
  filters(filters: IDataObject): Filter[];
}

/** Reads the table; raw records have all columns but bank data. */
async function read(
  { table, key, columns, show }: Reading,
  connection: Connection,
  simple: boolean,
  which: { where: Filter; limit: number },
): Promise<object[]> {
  const rows = await find(connection, { table, key, columns: simple ? columns : [], ...which });
  return simple ? await show(rows, originOf(connection), connection) : rows.map(withoutBank);
}

const withoutBank = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !isBankField(name)));

/** Get and Get Many of one table. */
export const reads = (reading: Reading) =>
  readActions({
    keyFields: [reading.keyField],
    filterFields: reading.filterFields,
    async get({ context, index, simple }) {
      const value = located(context, reading.keyField.name, index);
      const where: Filter = { column: reading.key.at(-1) ?? '', is: 'EQ', value };
      const found = await read(reading, await connect(context), simple, { where, limit: 1 });
      return found[0] ?? null;
    },
    async list({ context, simple, filters, limit }) {
      const where: Filter = { and: reading.filters(filters) };
      return await read(reading, await connect(context), simple, { where, limit });
    },
    missing: ({ context, index }) => ({
      reason: `SYSPRO has no ${reading.word} ${located(context, reading.keyField.name, index)}.`,
      advice: 'Check the code, with its leading zeros, and the company.',
    }),
  });
