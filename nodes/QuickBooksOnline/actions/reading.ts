/** Get and Get Many, the same for every record the node reads. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Origin } from '../../shared/documents';
import { located } from '../../shared/fields';
import { readActions } from '../../shared/readAction';
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

/** Get and Get Many of one kind of record. */
export const reads = ({ entity, word, keyField, filterFields, filters: where, show }: Reading) =>
  readActions({
    keyFields: [keyField],
    filterFields,
    async get({ context, index, simple }) {
      const id = located(context, keyField.name, index);
      const connection = await connect(context);
      const record = id === '' ? null : await readOne(connection, entity, id);
      return record && (simple ? show(record, originOf(connection)) : withoutBank(record));
    },
    async list({ context, simple, filters, limit }) {
      const connection = await connect(context);
      const records = await query(connection, { entity, where: where(filters), limit });
      const origin = originOf(connection);
      return records.map((record) => (simple ? show(record, origin) : withoutBank(record)));
    },
    missing: ({ context, index }) => ({
      reason: `QuickBooks Online has no ${word} ${located(context, keyField.name, index) || '(no ID)'}.`,
      advice: 'Check the ID and the company. It is the ID of the record, not its number.',
    }),
  });
