/** Purchase orders as the syncing pipeline sees QuickBooks Online: found by number, written whole, all lines with them. */
import { randomUUID } from 'crypto';
import type { PurchaseOrder } from '../../shared/documents';
import { orderKey } from '../../shared/purchaseOrderAction';
import type { Match, SyncTarget } from '../../shared/syncTarget';
import type { CodeSettings } from '../purchaseOrders/codes';
import { readCodes } from '../purchaseOrders/codes';
import { planOrder } from '../purchaseOrders/plan';
import type { OrderCodes } from '../purchaseOrders/wanted';
import { NUMBER_LENGTH } from '../purchaseOrders/wanted';
import type { FoundOrder } from '../purchaseOrders/wire';
import { foundOrder } from '../purchaseOrders/wire';
import type { Connection } from '../transport/connection';
import { MOST_IN_BATCH, originOf } from '../transport/connection';
import { query } from '../transport/query';
import type { Json } from '../transport/wire';
import { sameName } from '../vendorDocuments';
import { Shelf } from './shelf';
import { writeRecords } from './writing';

export function purchaseOrderTarget(
  connection: Connection,
  settings: CodeSettings,
): SyncTarget<PurchaseOrder, FoundOrder> {
  let attempts = 0;
  const run = randomUUID();
  const numbers = new Set<string>();
  let codes: OrderCodes | null = null;
  const shelf = new Shelf(() =>
    query(connection, { entity: 'PurchaseOrder', where: [{ field: 'DocNumber', in: [...numbers] }] }),
  );
  const target: SyncTarget<PurchaseOrder, FoundOrder> = {
    system: 'QuickBooks Online',
    company: connection.realm,
    environment: originOf(connection).environment,
    kind: 'purchaseOrder',
    batchSize: MOST_IN_BATCH,
    readsBack: true,
    nameOf: (order) => ({ key: orderKey(order), name: `Purchase order ${order.number}` }),
    slotOf: ({ number }) => number.toLowerCase(),

    async find(orders) {
      const wanted = orders.map(({ number }) => number).filter(({ length }) => length <= NUMBER_LENGTH);
      if (wanted.some((number) => !numbers.has(number))) shelf.forget();
      for (const number of wanted) numbers.add(number);
      codes ??= await readCodes(connection, orders, settings);
      const found = (await shelf.all()).map(foundOrder);
      return new Map(
        orders.map((order): [string, Array<Match<FoundOrder>>] => [
          orderKey(order),
          found
            .filter(({ number }) => sameName(number, order.number))
            .map((record) => ({ id: record.id, matchedBy: 'number', record })),
        ]),
      );
    },

    plan(order, match) {
      if (!codes) throw new TypeError('find() reads the lists that plan() needs');
      return planOrder(order, match?.record ?? null, codes, settings);
    },

    async write(orders) {
      attempts += 1;
      await shelf.all();
      const writes = orders.map(({ document, match, change }) => {
        const fresh = match && shelf.byId(match.id);
        const { payload } =
          match && fresh ? target.plan(document, { ...match, record: foundOrder(fresh) }) : change;
        return {
          ...{ entity: 'PurchaseOrder', body: payload as Json },
          what: `purchase order ${document.number}`,
        };
      });
      return await writeRecords(connection, shelf, writes, `${run} ${attempts}`);
    },
  };
  return target;
}
