/** Get and Get Many, the same for every table the node reads. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import { located } from '../../shared/fields';
import type { GetCall, ListCall } from '../../shared/readAction';
import { listAction, readActions } from '../../shared/readAction';
import { isBankField } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { connect, originOf } from '../transport/connection';
import type { Filter } from '../transport/find';
import { find } from '../transport/find';
import type { Row } from '../transport/xml';

export interface ListReading {
  table: string;
  /** Columns of the table's key. */
  key: string[];
  columns: string[];
  /** What becomes of the records when Simplify is on. */
  show(rows: Row[], origin: Origin, connection: Connection): object[] | Promise<object[]>;
  filterFields: INodeProperties[];
  /** Conditions from the filters that were set. */
  filters(filters: IDataObject, connection: Connection): Filter[] | Promise<Filter[]>;
}

export interface Reading extends ListReading {
  /** Singular, for messages. */
  word: string;
  /** Field that names one record. */
  keyField: INodeProperties;
  /** The condition that the code of one record comes to. */
  named(code: string, connection: Connection): Filter | Promise<Filter>;
}

/** Reads the table; raw records have all columns but bank data. */
async function read(
  { table, key, columns, show }: ListReading,
  connection: Connection,
  simple: boolean,
  which: { where: Filter; limit: number },
): Promise<object[]> {
  const rows = await find(connection, { table, key, columns: simple ? columns : [], ...which });
  return simple ? await show(rows, originOf(connection), connection) : rows.map(withoutBank);
}

const withoutBank = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !isBankField(name)));

const codeIn = ({ keyField }: Reading, { context, index }: GetCall): string =>
  located(context, keyField.name, index);

const list =
  (reading: ListReading) =>
  async ({ context, simple, filters, limit }: ListCall): Promise<object[]> => {
    const connection = await connect(context);
    const where: Filter = { and: await reading.filters(filters, connection) };
    return await read(reading, connection, simple, { where, limit });
  };

/** Get and Get Many of one kind of record. */
export const reads = (reading: Reading) =>
  readActions({
    keyFields: [reading.keyField],
    filterFields: reading.filterFields,
    async get(call) {
      const connection = await connect(call.context);
      const where = await reading.named(codeIn(reading, call), connection);
      const [found] = await read(reading, connection, call.simple, { where, limit: 1 });
      return found ?? null;
    },
    list: list(reading),
    missing: (call) => ({
      reason: `SYSPRO has no ${reading.word} ${codeIn(reading, call)}.`,
      advice: 'Check the code and the company.',
    }),
  });

/** Get Many alone. */
export const listReads = (reading: ListReading) => ({
  getAll: listAction({ filterFields: reading.filterFields, list: list(reading) }),
});
