/** Suppliers, GL accounts, cost centers and units, purchase orders and payments that changed. */
import { BEGINNING, itemsOf } from '../../shared/trigger';
import type { DimensionName } from '../masterDocuments';
import {
  DIMENSIONS,
  DIMENSION_FIELDS,
  GL_FIELDS,
  dimensionDocument,
  glAccountDocument,
} from '../masterDocuments';
import { TERM_FEED, entriesById, entriesOfTerms, isStamped, statusesOf } from '../payments';
import type { LineAccount } from '../purchaseOrderDocuments';
import { orderDocuments, ordersById } from '../purchaseOrders';
import { SUPPLIER_FIELDS, supplierDocument } from '../supplierDocuments';
import { offsetOf, onServerClock } from '../transport/clock';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { DELETED_TYPES } from '../transport/feed';
import { dateIs } from '../transport/filter';
import { pagesOf } from '../transport/list';
import type { Json } from '../transport/wire';
import { instantAt, isTrue, textAt } from '../transport/wire';
import type { Change, Source, TriggerOptions } from './source';
import { feedSource, gone } from './source';

type Show = (row: Json, offset: number) => object;

/** Documents of rows, and what is known of deleted ones, in their order. */
const toItemsBy = (connection: Connection, entity: string, show: Show) => async (changes: Change[]) => {
  const offset = await offsetOf(connection);
  return itemsOf(
    changes.map((change) =>
      'row' in change ? show(change.row, offset) : gone(entity, change.deleted, offset),
    ),
  );
};

const deletedOf = (type: number, { deleted = false }: TriggerOptions) =>
  deleted ? { deletedType: type } : {};

export function supplierSource(
  connection: Connection,
  options: TriggerOptions,
  epoch: string,
): Source<Change> {
  const list = {
    ...{ path: 'sync/CRM/Accounts', endPoint: 'Accounts', select: SUPPLIER_FIELDS },
    isWanted: (row: Json) => isTrue(row, 'IsSupplier'),
    ...deletedOf(DELETED_TYPES.account, options),
  };
  const origin = originOf(connection);
  return {
    ...feedSource(connection, list, options, true, epoch),
    toItems: toItemsBy(connection, 'supplier', (row, offset) => supplierDocument(row, origin, offset)),
    nothing: 'The division has no supplier',
  };
}

export function accountSource(
  connection: Connection,
  options: TriggerOptions,
  epoch: string,
): Source<Change> {
  const list = {
    ...{ path: 'sync/Financial/GLAccounts', endPoint: 'GLAccounts', select: GL_FIELDS },
    ...deletedOf(DELETED_TYPES.glAccount, options),
  };
  const origin = originOf(connection);
  return {
    ...feedSource(connection, list, options, true, epoch),
    toItems: toItemsBy(connection, 'glAccount', (row, offset) => glAccountDocument(row, origin, offset)),
    nothing: 'The division has no GL account',
  };
}

/** Header rows tell of every change: any change of a line moves its header as well (doc). */
export function orderSource(connection: Connection, options: TriggerOptions, epoch: string): Source<Change> {
  const { onlyApproved = true, lineAccount } = options;
  const list = {
    ...{ path: 'sync/PurchaseOrder/PurchaseOrders', endPoint: 'PurchaseOrders' },
    select: ['PurchaseOrderID', 'LineNumber', 'ApprovalStatus'],
    isWanted: (row: Json) => textAt(row, 'LineNumber') === '0' && (!onlyApproved || isApproved(row)),
    ...deletedOf(DELETED_TYPES.purchaseOrder, options),
  };
  return {
    ...feedSource(connection, list, options, false, epoch),
    async toItems(changes) {
      const ids = changes.flatMap((change) =>
        'row' in change ? [textAt(change.row, 'PurchaseOrderID')] : [],
      );
      const found = await ordersById(connection, [...new Set(ids)]);
      // it may have lost its approval since
      const orders = found.filter(({ header }) => !onlyApproved || isApproved(header));
      const documents = await orderDocuments(connection, orders, (lineAccount ?? 'item') as LineAccount);
      const deleted = changes.flatMap((change) => ('deleted' in change ? [change.deleted] : []));
      const offset = deleted.length > 0 ? await offsetOf(connection) : 0;
      return itemsOf([...documents, ...deleted.map((row) => gone('purchaseOrder', row, offset))]);
    },
    nothing: 'The division has no purchase order that passes these options',
  };
}

/** 0 awaits approval, 1 approved by itself, 2 by a person (doc). */
export const isApproved = (row: Json): boolean => ['1', '2'].includes(textAt(row, 'ApprovalStatus'));

/** The statuses come with the terms as this poll read them. */
export function paymentSource(
  connection: Connection,
  options: TriggerOptions,
  epoch: string,
): Source<Change> {
  const { onlyFromJaggaer = true } = options;
  const list = {
    ...{ path: TERM_FEED.path, endPoint: TERM_FEED.endPoint, select: TERM_FEED.fields },
    isWanted: (row: Json) => entriesOfTerms([row]).length > 0,
  };
  return {
    ...feedSource(connection, list, options, false, epoch),
    async toItems(changes) {
      const terms = changes.flatMap((change) => ('row' in change ? [change.row] : []));
      const entries = await entriesById(connection, entriesOfTerms(terms));
      const ours = entries.filter((entry) => !onlyFromJaggaer || isStamped(entry));
      return itemsOf(await statusesOf(connection, ours, terms));
    },
    nothing: 'The division has no payment term that passes these options',
  };
}

const MINUTE_MS = 60_000;

interface Value {
  name: DimensionName;
  row: Json;
}

/** Cost centers and cost units have no feed: one call for each list, by time of change (reference 4.4). */
export function dimensionSource(
  connection: Connection,
  names: DimensionName[],
  { startFrom, overlapMinutes = 10 }: TriggerOptions,
): Source<Value> {
  const origin = originOf(connection);
  return {
    epoch: '',
    overlapMs: overlapMinutes * MINUTE_MS,
    startFrom: startFrom ? new Date(startFrom).toISOString() : BEGINNING,
    async *scan(since) {
      const offset = await offsetOf(connection);
      const from = onServerClock(new Date(Math.max(Date.parse(since), Date.parse(BEGINNING))), offset);
      for (const name of names) {
        const question = { path: DIMENSIONS[name], select: DIMENSION_FIELDS[name] };
        for await (const rows of pagesOf(connection, { ...question, filter: dateIs('Modified', 'ge', from) }))
          yield rows.map((row) => ({
            time: instantAt(row, 'Modified', offset),
            id: `${name}:${textAt(row, 'ID')}`,
            record: { name, row },
          }));
      }
    },
    async toItems(values) {
      const offset = await offsetOf(connection);
      return itemsOf(values.map(({ name, row }) => dimensionDocument(row, name, origin, offset)));
    },
    nothing: 'The division has no value of these dimensions',
  };
}
