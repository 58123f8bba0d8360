/** Suppliers and purchase orders that changed. */
import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { PurchaseOrder, Supplier } from '../../shared/documents';
import { contentHash } from '../../shared/cursor';
import { stopOnSignIn } from '../../shared/http';
import { inParallel } from '../../shared/lock';
import { Refusal, held } from '../../shared/outcome';
import type { PollPlan } from '../../shared/polling';
import { recover } from '../../shared/recover';
import type { Sighting } from '../../shared/selection';
import { infoOf } from '../documents/companyProfile';
import { object } from '../documents/fields';
import { readSupplier } from '../documents/masters';
import { readPurchaseOrder } from '../documents/purchaseOrder';
import { purchaseOrderIdOf } from '../targets/purchaseOrder';
import { bravoIdOf } from '../targets/supplier';
import type { Connection } from '../transport/connection';
import { addressOf } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { walkList } from '../transport/list';
import { read } from '../transport/request';
import type { TriggerOptions } from './options';
import { commonPlan, serverFilter } from './options';

const SELLERS = 'TYPE==SELLER';
const DETAILS_AT_ONCE = 4;

/** `lastModTime` marks a change (source: SP client); it has no zone of its own. @throws Refusal on a wrong zone */
export function supplierPlan(connection: Connection, options: TriggerOptions): PollPlan<Supplier> {
  const { listFilter = SELLERS, timeZone = 'UTC' } = options;
  if (!DateTime.utc().setZone(timeZone).isValid) throw noZone(timeZone);
  return {
    ...commonPlan('supplierChanged', options, connection, listFilter),
    async *scan(since) {
      const local = inZone(since, timeZone);
      const flt = serverFilter(listFilter, options, local);
      for await (const rows of walk(connection, 'suppliers', bravoIdOf, flt, options)) {
        yield await sightings(
          rows,
          (row) => readSupplier(row, connection.origin, timeZone),
          (row) => readSupplier({ ...infoOf(row), bravoId: 'missing' }, connection.origin, timeZone),
          // times have whole seconds: a second change within one is seen as well
          (supplier) => `${supplier.id}.${contentHash(supplier).slice(0, 5)}`,
        );
      }
    },
    toItems: async (suppliers) => suppliers.map(itemOf),
    nothing: 'JAGGAER has no supplier that passes this filter',
  };
}

/** Each new order is read in full: the list has headers only. Paths are assumed. */
export function purchaseOrderPlan(connection: Connection, options: TriggerOptions): PollPlan<PurchaseOrder> {
  const { listFilter = '' } = options;
  return {
    ...commonPlan('purchaseOrderChanged', options, connection, listFilter),
    async *scan(since) {
      const flt = serverFilter(listFilter, options, since);
      for await (const rows of walk(connection, 'purchaseOrders', purchaseOrderIdOf, flt, options)) {
        yield await sightings(
          rows,
          (row) => readPurchaseOrder(row, connection.origin),
          (row) => readPurchaseOrder(placeholder(row), connection.origin),
        );
      }
    },
    toItems: (orders, until) =>
      inParallel(orders, options.concurrency ?? DETAILS_AT_ONCE, (order) => inFull(connection, order, until)),
    nothing: 'JAGGAER has no purchase order that passes this filter',
  };
}

const walk = (
  connection: Connection,
  path: 'purchaseOrders' | 'suppliers',
  idOf: (row: Json) => string,
  flt: string,
  { pauseMs = 0 }: TriggerOptions,
) => walkList(connection, path, { idOf, pauseMs, query: flt === '' ? {} : { flt } });

/** A row that cannot be read still goes on, as far as it can be: reading it by id says what is wrong. */
async function sightings<T extends { id: string; lastUpdate: string | null }>(
  rows: Json[],
  show: (row: Json) => T,
  showLess: (row: Json) => T,
  idOf: (record: T) => string = ({ id }) => id,
): Promise<Array<Sighting<T>>> {
  const found: Array<Sighting<T>> = [];
  for (const row of rows) {
    const record = await recover(
      async () => show(row),
      Refusal,
      () => showLess(row),
    );
    found.push({ time: record.lastUpdate, id: idOf(record), record });
  }
  return found;
}

function placeholder(row: Json): Json {
  const { poNumber, lastUpdate, supplier } = object(isJson(row.header) ? row.header : row);
  return { header: { purchaseOrderId: purchaseOrderIdOf(row) || 'missing', poNumber, lastUpdate, supplier } };
}

/** The instant in JAGGAER's own zone, which is how a filter of company profiles has to name it. */
const inZone = (instant: string, zone: string): string =>
  DateTime.fromISO(instant, { zone }).toISO({ includeOffset: false }) ?? instant;

const noZone = (zone: string): Refusal =>
  new Refusal(
    held(
      'setting.timeZone',
      `“${zone}” is not a time zone.`,
      'Enter a name like Europe/Rome in the options of the trigger.',
      'support',
    ),
  );

const itemOf = (document: object): INodeExecutionData => ({ json: document as IDataObject });

/** A detail that cannot be read must not hold up the others: the header goes on, and reading it by id says why. */
async function inFull(
  connection: Connection,
  order: PurchaseOrder,
  until: number,
): Promise<INodeExecutionData> {
  if (Date.now() > until) return itemOf(order);
  try {
    const address = addressOf(connection, 'purchaseOrder', order.id);
    const wire = await read(connection, address, `purchase order ${order.id}`);
    return itemOf(readPurchaseOrder(wire, connection.origin));
  } catch (error) {
    stopOnSignIn(error);
    return itemOf(order);
  }
}
