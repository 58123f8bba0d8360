/** Purchase orders as the syncing pipeline sees Sage Intacct. */
import { createHash } from 'crypto';
import type { PurchaseOrder } from '../../shared/documents';
import { orderKey } from '../../shared/purchaseOrderAction';
import type { SyncTarget, WriteOrder, Written } from '../../shared/syncTarget';
import type { FoundOrder } from '../purchaseOrders/found';
import { orderLineFields, ordersById, ownDimensionIds } from '../purchaseOrders/lookup';
import { planOrder } from '../purchaseOrders/plan';
import type { OrderSettings } from '../purchaseOrders/wanted';
import { documentIdOf, lineFieldOf } from '../purchaseOrders/wanted';
import type { Connection } from '../transport/connection';
import { interpret } from '../transport/errors';
import type { Sent } from '../transport/request';
import { send } from '../transport/request';
import type { XmlFields } from '../transport/xml';

export interface OrderTargetSettings extends OrderSettings {
  /** Functions of one request. */
  batchSize: number;
  executionId: string;
}

/** Found by document id; batches of functions, each with its own verdict. */
export function purchaseOrderTarget(
  connection: Connection,
  settings: OrderTargetSettings,
): SyncTarget<PurchaseOrder, FoundOrder> {
  const idOf = ({ number }: PurchaseOrder) => documentIdOf(settings.definition, number);
  const repeated = new Set<string>();
  let known: Promise<Set<string>> | null = null;
  let ownIds: OrderSettings['ownIds'];
  return {
    system: 'Sage Intacct',
    company: connection.entityId ? `${connection.companyId}/${connection.entityId}` : connection.companyId,
    environment: connection.environment,
    kind: 'purchaseOrder',
    batchSize: settings.batchSize,
    readsBack: true,
    nameOf: (order) => ({ key: orderKey(order), name: `Purchase order ${order.number}` }),
    slotOf: idOf,

    async find(orders) {
      known ??= orderLineFields(connection, settings);
      const codes = dimensionsIn(orders);
      const dimensions = ['LOCATIONID', ...codes.keys()];
      ownIds ??= await ownDimensionIds(
        connection,
        new Map([...codes].filter(([field]) => field.startsWith('GLDIM'))),
      );
      const found = await ordersById(connection, orders.map(idOf), await known, { ...settings, dimensions });
      return new Map(
        orders.map((order) => {
          const record = found.get(idOf(order));
          return [orderKey(order), record ? [{ id: record.id, matchedBy: 'number', record }] : []];
        }),
      );
    },

    plan: (order, match) => planOrder(order, match?.record ?? null, { ...settings, ownIds }),

    async write(changes) {
      const functions = changes.map((change) => ({
        controlId: controlIdOf(change, repeated.has(orderKey(change.document)) ? settings.executionId : ''),
        body: change.change.payload as XmlFields,
      }));
      const results = await send(connection, functions, { unique: true, repeatable: true });
      return results.map((result, at) => {
        const order = changes[at]?.document;
        const { isRepeat, written } = verdictOf(result, `purchase order ${order?.number ?? ''}`);
        if (order && isRepeat) repeated.add(orderKey(order));
        return written;
      });
    },
  };
}

/** Codes of the dimensions that any of these orders sets, by field. */
function dimensionsIn(orders: PurchaseOrder[]): Map<string, Set<string>> {
  const codes = new Map<string, Set<string>>();
  const splits = orders.flatMap(({ lines }) => lines.flatMap((line) => line.splits));
  for (const [name, code] of splits.flatMap(({ erpDimensions }) => Object.entries(erpDimensions))) {
    const field = lineFieldOf(name);
    if (field !== null) codes.set(field, (codes.get(field) ?? new Set()).add(code));
  }
  return codes;
}

/**
 * What the gateway recognises a repeat by: the order, what is sent, and the version that it was compared with, so that
 * an order changed to and fro is written each time.
 * @param again execution that sends it once more, after the order it made was proven absent
 */
function controlIdOf(
  { document, change, match }: WriteOrder<PurchaseOrder, FoundOrder>,
  again: string,
): string {
  const content = JSON.stringify([change.payload, match?.record.recordNo, match?.record.version]);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 20);
  const key = orderKey(document).slice(0, 180);
  return ['jaggaer-po', key, hash, again].filter(Boolean).join('-').slice(0, 256);
}

/** A repeat is looked up by the pipeline; only what is proven absent goes out again, under a name of its own. */
function verdictOf(result: Sent, what: string): { isRepeat: boolean; written: Written } {
  const other = (written: Written) => ({ isRepeat: false, written });
  if (result.status === 'success') return other({ kind: 'written', id: result.key, warnings: [] });
  const { kind, problem } = interpret(result.errors, what);
  const unknown = (final: boolean): Written => ({ kind: 'unknown', reason: problem.reason, final });
  const isOwn = result.resent && (kind === 'repeated' || kind === 'duplicate');
  if (kind === 'inProcess' || isOwn) return other(unknown(false));
  if (kind === 'repeated') return { isRepeat: true, written: unknown(true) };
  return other(kind === 'transient' ? unknown(true) : { kind: 'refused', problem });
}
