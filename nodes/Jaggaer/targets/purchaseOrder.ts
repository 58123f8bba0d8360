/** Purchase orders as the other side of Create or Update. Paths and shapes are assumed. */
import type { OrderState, PurchaseOrder } from '../../shared/documents';
import { equal, readDecimal } from '../../shared/money';
import type { Difference } from '../../shared/outcome';
import { Refusal, held } from '../../shared/outcome';
import { SupplierNumbers } from '../../shared/supplierNumbers';
import type { Change, Match, SyncTarget } from '../../shared/syncTarget';
import { infoOf, numbersOf } from '../documents/companyProfile';
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
import type { Codes, CodingRules } from './orderCoding';
import { codesOfLine, shownCode, splitGroupsOf } from './orderCoding';
import { bravoIdOf } from './supplier';

export interface OrderRules {
  dryRun: boolean;
  lookUpByFilter: boolean;
  /** Asked once a look-up. @throws Refusal where the mapping cannot be used */
  numbers(): SupplierNumbers;
  coding: CodingRules;
  /** Whether an order is only created once JAGGAER has its supplier; with the filter of the supplier list. */
  suppliers: { check: boolean; listFilter: string };
}

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
  rules: OrderRules,
): SyncTarget<PurchaseOrder, PurchaseOrder> {
  let numbers = SupplierNumbers.none;
  /** Numbers of suppliers that JAGGAER has, of those that new orders name; null where nobody asked. */
  let known: ReadonlySet<string> | null = null;
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
      const isMissing = (at: number) => Array.isArray(found[at]) && found[at].length === 0;
      const missing = orders.filter((order, at) => isMissing(at) && isWanted(order));
      known = await knownSuppliers(connection, missing, numbers, rules);
      return new Map(orders.map((order, at) => [keyOf(order), found[at] ?? []]));
    },

    plan(order, match) {
      if (order.state === 'unknown') throw unknownState(order);
      if (order.state === 'pending' || (!match && !isWanted(order))) return nothing(order, match !== null);
      const supplierNumber = supplierNumberOf(order, numbers);
      if (!match && known && !known.has(supplierNumber)) throw noSupplier(order, supplierNumber);
      const { number, date, currency, total, status } = order;
      const lines = order.lines.map((line) => ({ line, codes: codesOfLine(order, line, rules.coding) }));
      const values = {
        ...{ number, date, currency, total, status, supplierNumber },
        supplierName: order.supplier.name || null,
        workflowStatus: WORDS[order.state],
        purchaseOrderId: match?.id ?? null,
        operationCode: match ? 'UPDATE' : 'CREATE',
        lines: lines.map(({ line, codes }) => ({
          ...{ lineNumber: line.number, description: line.description, quantity: line.quantity },
          ...{ unitPrice: line.unitPrice, unit: line.unit },
          account: codes[0]?.find(({ field }) => field === rules.coding.accountField)?.value ?? null,
          splits: splitGroupsOf(line, codes),
        })),
      };
      return {
        payload: fillTemplate(write.body, values),
        differences: match
          ? differencesOf(
              order,
              supplierNumber,
              match.record,
              new Map(lines.map((each) => [each.line.number, each.codes])),
            )
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

/** JAGGAER's words for what an order is; assumed, as the path is. */
const WORDS: Record<OrderState, string | null> = {
  ...{ open: 'Completed', closed: 'Closed', cancelled: 'Cancelled', pending: null, unknown: null },
};

/** Whether an order that JAGGAER does not have is to be created there. */
const isWanted = ({ state }: PurchaseOrder): boolean => state === 'open';

/** What is not approved stays as JAGGAER has it; what is over and not there needs not be there. */
function nothing({ state }: PurchaseOrder, isThere: boolean): Change {
  const kept = isThere ? 'JAGGAER keeps it as it is' : 'JAGGAER does not have it, and does not need it';
  const why = state === 'pending' ? 'It is not approved' : `It is ${state}`;
  return { payload: {}, differences: [], notCarried: [], note: `${why}: ${kept}.` };
}

const unknownState = ({ number, status }: PurchaseOrder): Refusal =>
  new Refusal(
    held(
      'order.state',
      `Nobody knows what the status “${status}” of purchase order ${number} means.`,
      'Set state to open, pending, closed or cancelled before this node.',
      'support',
    ),
  );

const noSupplier = ({ number, supplier }: PurchaseOrder, wanted: string): Refusal =>
  new Refusal(
    held(
      'order.supplier',
      `JAGGAER has no supplier ${wanted} (${supplier.name}), whom purchase order ${number} names.`,
      'Create the supplier in JAGGAER (Supplier ▸ Create or Update), or map its number. The order is tried again by itself.',
      'jaggaer',
    ),
  );

/** Which of the suppliers that new orders name are there; null where that is not to be asked. @throws Refusal, NoAnswer */
async function knownSuppliers(
  connection: Connection,
  orders: PurchaseOrder[],
  numbers: SupplierNumbers,
  { suppliers, lookUpByFilter: byFilter }: OrderRules,
): Promise<ReadonlySet<string> | null> {
  if (!suppliers.check) return null;
  const wanted = new Set<string>();
  for (const order of orders) {
    const vendor = order.supplier.erpVendor ?? order.supplier.number;
    for (const each of vendor === null ? [] : [vendor, ...numbers.numbersOf(vendor)]) wanted.add(each);
  }
  const of = (row: Json) => numbersOf.erpVendor(infoOf(row));
  const rows = await findRows(connection, 'suppliers', [{ name: 'number', filter: 'extCode', of, wanted }], {
    ...{ idOf: bravoIdOf, byFilter, filter: suppliers.listFilter },
  });
  return new Set([...wanted].filter((each) => rows.has(keyName('number', each))));
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
function differencesOf(
  order: PurchaseOrder,
  supplierNumber: string,
  shown: PurchaseOrder,
  codes: ReadonlyMap<string, Codes[]>,
): Difference[] {
  const known = new Map(shown.lines.map((line) => [line.number, line]));
  const compared = [
    compareState(order, shown),
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
            ...(codes.get(line.number) ?? []).flatMap((split, at) =>
              split.map(({ field, value }) =>
                compare(`${place} ${field}`, value, shownCode(other.splits[at]?.segments, field)),
              ),
            ),
          ]
        : [{ field: place, expected: `${line.quantity} × ${line.unitPrice}`, found: '' }];
    }),
    ...[...known.keys()].map((number) => ({ field: `line ${number}`, expected: '', found: 'there' })),
  ];
  return compared.filter((each) => each !== null);
}

/** What is over ends in JAGGAER too, and what is open again opens; JAGGAER's own steps in between stay. */
function compareState(order: PurchaseOrder, shown: PurchaseOrder): Difference | null {
  const isOver = (state: OrderState) => state === 'closed' || state === 'cancelled';
  if (order.state === shown.state || (!isOver(order.state) && !isOver(shown.state))) return null;
  return { field: 'status', expected: WORDS[order.state] ?? '', found: shown.status };
}

/** @returns null where both are the same, or there is nothing to say */
function compare(field: string, expected: string | null, found: string | null): Difference | null {
  if (expected === null || expected === '' || expected === found) return null;
  const [a, b] = [readDecimal(expected), readDecimal(found)];
  const isAmount = /total|quantity|price/.test(field);
  if (isAmount && a !== null && b !== null && equal(a, b)) return null;
  return { field, expected, found: found ?? '' };
}
