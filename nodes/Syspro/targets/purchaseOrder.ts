/** Purchase orders as the syncing pipeline sees SYSPRO: found by JAGGAER's number, written by PORTOI, read again. */
import type { PurchaseOrder } from '../../shared/documents';
import { orderKey } from '../../shared/purchaseOrderAction';
import type { Match, SyncTarget, WriteOrder, Written } from '../../shared/syncTarget';
import type { SupplierKeys } from '../keys';
import { readSupplierKeys, wholeKey } from '../keys';
import type { FoundOrder } from '../purchaseOrders/found';
import { isCancelled, shownNumber } from '../purchaseOrders/found';
import { ordersByReference } from '../purchaseOrders/lookup';
import type { OrderSuppliers } from '../purchaseOrders/plan';
import { planOrder } from '../purchaseOrders/plan';
import type { OrderSettings } from '../purchaseOrders/wanted';
import { NUMBER_LENGTH } from '../purchaseOrders/wanted';
import { orderParameters, ordersDocument } from '../purchaseOrders/wire';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { interpret } from '../transport/errors';
import { findAny } from '../transport/find';
import { post } from '../transport/request';
import type { XmlFields } from '../transport/xml';
import { child, children, errorsIn, text } from '../transport/xml';

export interface OrderTargetSettings extends OrderSettings {
  /** SYSPRO's currency codes that are not those of ISO, with what they stand for. */
  currencies: ReadonlyMap<string, string>;
  /** Orders of one posting. */
  batchSize: number;
}

export function purchaseOrderTarget(
  connection: Connection,
  settings: OrderTargetSettings,
): SyncTarget<PurchaseOrder, FoundOrder> {
  const suppliers = new Suppliers(connection, settings.currencies);
  return {
    system: 'SYSPRO',
    company: connection.companyId,
    environment: originOf(connection).environment,
    kind: 'purchaseOrder',
    batchSize: settings.batchSize,
    readsBack: true,
    nameOf: (order) => ({ key: orderKey(order), name: `Purchase order ${order.number}` }),
    slotOf: ({ number }) => number,

    async find(orders) {
      await suppliers.read(orders.map(({ supplier }) => supplier.erpVendor ?? ''));
      const numbers = orders.map(({ number }) => number).filter(({ length }) => length <= NUMBER_LENGTH);
      const found = await ordersByReference(connection, numbers);
      return new Map(orders.map((order) => [orderKey(order), matchesOf(order, found)]));
    },

    plan: (order, match) => planOrder(order, match?.record ?? null, suppliers, settings),

    async write(changes) {
      const parameters = orderParameters(settings);
      const orders = changes.map(({ change }) => change.payload as XmlFields);
      const what = changes.length === 1 ? nameOf(changes[0]) : `${changes.length} purchase orders`;
      const { content } = await post(connection, 'PORTOI', parameters, ordersDocument(orders), what);
      const answers = children(content, 'Order');
      return changes.map((change, at): Written => {
        const answer = answers[at];
        if (!answer) return { kind: 'unknown', reason: 'the answer does not mention it', final: false };
        const errors = errorsIn(answer);
        if (errors.length > 0) return { kind: 'refused', problem: interpret(errors, nameOf(change)).problem };
        return { kind: 'written', id: text(child(answer, 'Key'), 'PurchaseOrder'), warnings: [] };
      });
    },
  };
}

const nameOf = (order?: WriteOrder<PurchaseOrder, FoundOrder>): string =>
  `purchase order ${order?.document.number ?? ''}`;

/** An order that was cancelled and entered anew has JAGGAER's number twice: the one that stands counts. */
function matchesOf({ number }: PurchaseOrder, found: FoundOrder[]): Array<Match<FoundOrder>> {
  const own = found.filter(({ reference }) => reference === number);
  const standing = own.filter((order) => !isCancelled(order));
  return (standing.length > 0 ? standing : own.slice(-1)).map((record) => ({
    ...{ id: shownNumber(record.id), matchedBy: 'number', record },
  }));
}

/** The suppliers that orders name, read as they are needed. */
class Suppliers implements OrderSuppliers {
  private keys: SupplierKeys | null = null;
  private readonly currencies = new Map<string, string>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly codes: ReadonlyMap<string, string>,
  ) {}

  async read(codes: string[]): Promise<void> {
    this.keys ??= await readSupplierKeys(this.connection);
    const keys = this.keys;
    const wanted = [...new Set(codes.filter((code) => code !== '').map((code) => wholeKey(code, keys)))];
    const missing = wanted.filter((code) => !this.asked.has(code));
    if (missing.length === 0) return;
    const question = { table: 'ApSupplier', columns: ['Currency'], key: ['Supplier'] };
    for (const row of await findAny(this.connection, question, 'Supplier', missing))
      this.currencies.set(text(row, 'Supplier'), this.isoOf(text(row, 'Currency')));
    for (const code of missing) this.asked.add(code);
  }

  private isoOf(code: string): string {
    return this.codes.get(code) ?? code;
  }

  isSame(a: string, b: string): boolean {
    return this.whole(a) === this.whole(b);
  }

  currencyOf(code: string): string | null {
    return this.currencies.get(this.whole(code)) ?? null;
  }

  private whole(code: string): string {
    return this.keys ? wholeKey(code, this.keys) : code.trim();
  }
}
