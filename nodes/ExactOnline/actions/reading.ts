/** Get and Get Many, the same for every record the node reads. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import { located } from '../../shared/fields';
import { readActions } from '../../shared/readAction';
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

/** Get and Get Many of one kind of record. */
export const reads = (reading: Reading) =>
  readActions({
    keyFields: [reading.keyField],
    filterFields: reading.filterFields,
    async get({ context, index, simple }) {
      const id = located(context, reading.keyField.name, index);
      const connection = await connect(context);
      const { path, expand, select, show } = reading;
      const wanted = { path, select, ...(expand ? { expand } : {}) };
      const record = isGuid(id) ? await readOne(connection, wanted, id) : null;
      if (!record || !simple) return record;
      return show(record, originOf(connection), await offsetOf(connection));
    },
    async list({ context, simple, filters, limit }) {
      const connection = await connect(context);
      const offset = simple || Object.keys(filters).length > 0 ? await offsetOf(connection) : 0;
      const { path, expand, orderBy, key, needsFilter } = reading;
      const conditions = reading.filters(filters, offset);
      if (conditions.length === 0 && needsFilter) conditions.push(everyRecord(key));
      const records = await list(connection, {
        ...{ path, select: reading.select, filter: allOf(conditions), limit },
        ...(expand ? { expand } : {}),
        ...(orderBy ? { orderBy } : {}),
      });
      const origin = originOf(connection);
      return records.map((record) => (simple ? reading.show(record, origin, offset) : record));
    },
    missing: ({ context, index }) => ({
      reason: `This division of Exact Online has no ${reading.word} ${located(context, reading.keyField.name, index) || '(no ID)'}.`,
      advice: 'Check the ID, a GUID, and the division: a GUID means nothing in another one.',
    }),
  });
