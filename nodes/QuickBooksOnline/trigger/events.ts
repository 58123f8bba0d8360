/** Vendors, accounts, dimensions, orders and bills that changed; what was deleted is told where QuickBooks tells it. */
import type { PollSource } from '../../shared/trigger';
import { itemsOf } from '../../shared/trigger';
import { keyIn, simplifyBill } from '../billRows';
import type { DimensionName } from '../masterDocuments';
import {
  DIMENSIONS,
  accountDocument,
  changedAt,
  dimensionDocument,
  supplierDocument,
} from '../masterDocuments';
import type { BillEntity } from '../documents';
import type { Changed } from '../transport/changes';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { textAt } from '../transport/wire';
import type { TriggerOptions } from './source';
import { changedSince } from './source';

const source = (
  connection: Connection,
  entities: string[],
  record: (change: Changed) => object | null,
  nothing: string,
): PollSource<object> => ({
  scan: (since) => changedSince(connection, since, entities, record),
  toItems: async (records) => itemsOf(records),
  nothing: `QuickBooks Online has ${nothing}`,
});

const gone = ({ entity, record }: Changed) => ({
  ...{ entity, id: textAt(record, 'Id'), deleted: true, lastUpdate: changedAt(record) },
});

export function vendorSource(connection: Connection): PollSource<object> {
  const origin = originOf(connection);
  return source(connection, ['Vendor'], ({ record }) => supplierDocument(record, origin), 'no vendor');
}

export function accountSource(connection: Connection): PollSource<object> {
  const origin = originOf(connection);
  return source(connection, ['Account'], ({ record }) => accountDocument(record, origin), 'no account');
}

export function dimensionSource(connection: Connection, names: DimensionName[]): PollSource<object> {
  const origin = originOf(connection);
  const entities = names.map((name) => DIMENSIONS[name]);
  return source(
    connection,
    entities,
    ({ entity, record }) => dimensionDocument(record, entity === 'Class' ? 'class' : 'department', origin),
    'no value of these dimensions',
  );
}

/** Bills and vendor credits; a deleted one without its mark, since QuickBooks tells its id only. */
export function billSource(
  connection: Connection,
  { onlyFromJaggaer = true }: TriggerOptions,
): PollSource<object> {
  return source(
    connection,
    ['Bill', 'VendorCredit'],
    (change) => {
      if (change.deleted) return gone(change);
      if (onlyFromJaggaer && keyIn(change.record) === null) return null;
      return simplifyBill(change.record, change.entity as BillEntity, (id) => id);
    },
    'no bill that passes these options',
  );
}
