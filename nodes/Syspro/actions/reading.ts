/** Get and Get Many, the same for every table the node reads. */
import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import type { Origin } from '../../shared/documents';
import { limitFields } from '../../shared/fields';
import { Refusal, rejected } from '../../shared/outcome';
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
  /** Field that names one record; left out where there is no Get. */
  keyField?: INodeProperties;
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

export const getAction = (reading: Reading & { keyField: INodeProperties }): Action => ({
  fields: [reading.keyField, simplifyField],
  async run(context, index) {
    const { word, key, keyField } = reading;
    const value = String(context.getNodeParameter(keyField.name, index, '', { extractValue: true })).trim();
    const simple = context.getNodeParameter('simplify', index, true) as boolean;
    const where: Filter = { column: key.at(-1) ?? '', is: 'EQ', value };
    const found = await read(reading, await connect(context), simple, { where, limit: 1 });
    if (found.length > 0) return found.map((each) => itemOf(each, index));
    throw new Refusal(
      rejected(
        'erp.notFound',
        `SYSPRO has no ${word} ${value}.`,
        'Check the code, with its leading zeros, and the company.',
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
    const filters = context.getNodeParameter('filters', index, {}) as IDataObject;
    const simple = context.getNodeParameter('simplify', index, true) as boolean;
    const where: Filter = { and: reading.filters(filters) };
    const found = await read(reading, await connect(context), simple, { where, limit });
    return found.map((each) => itemOf(each, index));
  },
});

export const itemOf = (json: object, index: number): INodeExecutionData => ({
  json: json as IDataObject,
  pairedItem: { item: index },
});
