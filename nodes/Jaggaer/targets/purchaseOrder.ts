/** Purchase orders as the other side of Create or Update. Paths and shapes are assumed. */
import type { PurchaseOrder } from '../../shared/documents';
import { equal, readDecimal } from '../../shared/money';
import type { Difference } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { SupplierNumbers } from '../../shared/supplierNumbers';
import type { Match, SyncTarget } from '../../shared/syncTarget';
import { object, text } from '../documents/fields';
import { readPurchaseOrder } from '../documents/purchaseOrder';
import { fillTemplate } from '../documents/template';
import type { Connection } from '../transport/connection';
import { addressOf } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';
import { findRows, keyName } from '../transport/lookUp';
import { readEach } from '../transport/readEach';
import { read } from '../transport/request';
import { sendWrite } from '../transport/send';
import { demandConfirmed } from '../transport/writes';

/** Id of a list row; empty where it has none. */
export const purchaseOrderIdOf = (row: Json): string => {
  const header = isJson(row.header) ? row.header : row;
  return text(header.purchaseOrderId) ?? text(header.poId) ?? text(header.poNumber) ?? '';
};

const numberOf = (row: Json): string | null => {
  const header = object(isJson(row.header) ? row.header : row);
  return text(header.poNumber) ?? text(header.purchaseOrderNumber);
};

/** @throws Refusal where writing is not confirmed */
export function purchaseOrderTarget(
  connection: Connection,
  rules: { dryRun: boolean; lookUpByFilter: boolean; numbers(): SupplierNumbers },
): SyncTarget<PurchaseOrder, PurchaseOrder> {
  let numbers = SupplierNumbers.none;
  const write = connection.writeOf('purchaseOrder');
  const keyOf = ({ environment, tenant, id }: PurchaseOrder) => `${environment}:${tenant}:${id}`;
  return {
    system: 'JAGGAER',
    company: connection.origin.tenant,
    environment: connection.origin.environment,
    kind: 'purchaseOrder',
    batchSize: 1,
    readsBack: true,
    nameOf: (order) => ({ key: keyOf(order), name: `Purchase order ${order.number}` }),
    slotOf: ({ number }) => number,

    async find(orders) {
      if (!rules.dryRun) demandConfirmed(write);
      numbers = rules.numbers();
      const wanted = new Set(orders.map(({ number }) => number));
      const rows = await findRows(
        connection,
        'purchaseOrders',
        [{ name: 'number', filter: 'poNumber', of: numberOf, wanted }],
        { idOf: purchaseOrderIdOf, byFilter: rules.lookUpByFilter },
      );
      // the list has headers only
      const found = await readEach(orders, (order) =>
        detailsOf(connection, rows.get(keyName('number', order.number)) ?? []),
      );
      return new Map(orders.map((order, at) => [keyOf(order), found[at] ?? []]));
    },

    plan(order, match) {
      const supplierNumber = supplierNumberOf(order, numbers);
      const { number, date, currency, total, status } = order;
      const values = {
        ...{
          number,
          date,
          currency,
          total,
          status,
          supplierNumber,
          supplierName: order.supplier.name || null,
        },
        purchaseOrderId: match?.id ?? null,
        operationCode: match ? 'UPDATE' : 'CREATE',
        lines: order.lines.map(({ number: lineNumber, description, quantity, unitPrice, unit }) => ({
          ...{ lineNumber, description, quantity, unitPrice, unit },
        })),
      };
      return {
        payload: fillTemplate(write.body, values),
        differences: match
          ? differencesOf(order, supplierNumber, match.record)
          : [{ field: 'number', expected: number, found: '' }],
        notCarried: [],
      };
    },

    async write([sent]) {
      if (!sent) return [];
      const idOf = (answer: Json) => text(answer.purchaseOrderId) ?? '';
      return [await sendWrite(connection, write, sent.change.payload as Json, { idOf })];
    },
  };
}

/** JAGGAER's number of the order's vendor; the vendor's own id where no mapping row has another. */
function supplierNumberOf({ number, supplier }: PurchaseOrder, numbers: SupplierNumbers): string {
  const vendor = supplier.erpVendor ?? supplier.number;
  const mapped = vendor === null ? [] : numbers.numbersOf(vendor);
  if (vendor !== null && mapped.length < 2) return mapped[0] ?? vendor;
  const several = `Vendor ${vendor} of purchase order ${number} is mapped from several suppliers: ${mapped.join(', ')}.`;
  throw new Refusal(
    held(
      vendor === null ? 'supplier.missing' : 'match.several',
      vendor === null ? `Purchase order ${number} names no supplier number.` : several,
      'Feed it with JAGGAER’s supplier number in supplier.number, and no supplier.erpVendor.',
      vendor === null ? 'erp' : 'mapping',
    ),
  );
}

/** @throws Refusal, NoAnswer */
async function detailsOf(connection: Connection, rows: Json[]): Promise<Array<Match<PurchaseOrder>>> {
  const found: Array<Match<PurchaseOrder>> = [];
  for (const row of rows) {
    const id = purchaseOrderIdOf(row);
    const wire = await read(connection, addressOf(connection, 'purchaseOrder', id), `purchase order ${id}`);
    found.push({ id, matchedBy: 'number', record: readPurchaseOrder(wire, connection.origin) });
  }
  return found;
}

/** What the ERP leaves empty changes nothing. */
function differencesOf(order: PurchaseOrder, supplierNumber: string, shown: PurchaseOrder): Difference[] {
  const known = new Map(shown.lines.map((line) => [line.number, line]));
  const compared = [
    compare('supplier', supplierNumber, shown.supplier.number),
    compare('date', order.date, shown.date),
    compare('currency', order.currency, shown.currency),
    compare('total', order.total, shown.total),
    ...order.lines.flatMap((line) => {
      const other = known.get(line.number);
      known.delete(line.number);
      const place = `line ${line.number}`;
      return other
        ? [
            compare(`${place} description`, line.description, other.description),
            compare(`${place} quantity`, line.quantity, other.quantity),
            compare(`${place} unit price`, line.unitPrice, other.unitPrice),
            compare(`${place} unit`, line.unit, other.unit),
          ]
        : [{ field: place, expected: `${line.quantity} × ${line.unitPrice}`, found: '' }];
    }),
    ...[...known.keys()].map((number) => ({ field: `line ${number}`, expected: '', found: 'there' })),
  ];
  return compared.filter((each) => each !== null);
}

/** @returns null where both are the same, or there is nothing to say */
function compare(field: string, expected: string | null, found: string | null): Difference | null {
  if (expected === null || expected === '' || expected === found) return null;
  const [a, b] = [readDecimal(expected), readDecimal(found)];
  const isAmount = /total|quantity|price/.test(field);
  if (isAmount && a !== null && b !== null && equal(a, b)) return null;
  return { field, expected, found: found ?? '' };
}
