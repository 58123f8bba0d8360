/** What is to be done with one purchase order: create, update, cancel, nothing, or ask a person. Pure. */
import type { PurchaseOrder } from '../../shared/documents';
import { equal, greater, isZero } from '../../shared/money';
import type { Difference } from '../../shared/outcome';
import { nothingToDo, orderTrouble, planPurchaseOrder } from '../../shared/purchaseOrderAction';
import type { Change } from '../../shared/syncTarget';
import type { FoundLine, FoundOrder } from './found';
import { isCancelled, isComplete, isReceived } from './found';
import type { OrderSettings, WantedLine, WantedOrder } from './wanted';
import { wantedOrder } from './wanted';
import type { OrderChanges } from './wire';
import { cancelledOrder, changedOrder, newOrder } from './wire';

/** What the plan has to know of suppliers. */
export interface OrderSuppliers {
  /** Whether two codes, as people write them or as tables hold them, mean one supplier. */
  isSame(a: string, b: string): boolean;
  /** Currency of a supplier; null where SYSPRO has no such supplier. */
  currencyOf(code: string): string | null;
}

/** @throws Refusal where a person has to decide, with what and where */
export const planOrder = (
  order: PurchaseOrder,
  found: FoundOrder | null,
  suppliers: OrderSuppliers,
  settings: OrderSettings,
): Change =>
  planPurchaseOrder(order, found, {
    system: 'SYSPRO',
    create() {
      const wanted = checked(wantedOrder(order, settings), suppliers);
      return {
        payload: newOrder(wanted, settings),
        differences: [{ field: 'number', expected: wanted.number, found: '' }],
        notCarried: wanted.notCarried,
      };
    },
    checkIdentity: (_, there) => checkIdentity(order, there, suppliers),
    update: (_, there) => planOpen(there, checked(wantedOrder(order, settings), suppliers), settings),
    end: planEnd,
  });

/** An order has its supplier's currency: there is no element for another. */
function checked(order: WantedOrder, suppliers: OrderSuppliers): WantedOrder {
  const currency = suppliers.currencyOf(order.supplier);
  if (currency === null) {
    throw orderTrouble(
      'held',
      'erp.vendor',
      `SYSPRO has no supplier ${order.supplier}, whom purchase order ${order.number} is for.`,
      'Correct the mapping row, or create the supplier.',
      'mapping',
    );
  }
  if (order.currency === '' || currency === '' || order.currency === currency) return order;
  throw orderTrouble(
    'held',
    'order.currency',
    `Purchase order ${order.number} is in ${order.currency}, and supplier ${order.supplier} has ${currency} in SYSPRO, where orders have the supplier’s currency.`,
    'Map the supplier to one in the order’s currency, or correct the currency in JAGGAER.',
    'mapping',
  );
}

function planOpen(found: FoundOrder, wanted: WantedOrder, settings: OrderSettings): Change {
  const name = `Purchase order ${wanted.number} (${found.number} in SYSPRO)`;
  const { differences, changes, isTouched } = compare(wanted, found);
  if (isCancelled(found)) {
    throw orderTrouble(
      'held',
      'order.closed',
      `${name} is cancelled in SYSPRO and open in JAGGAER.`,
      'Purchasing: cancel it in JAGGAER, or reinstate it in SYSPRO; then replay.',
    );
  }
  if (differences.length === 0) return { payload: {}, differences, notCarried: wanted.notCarried };
  if (isTouched || isComplete(found)) {
    throw orderTrouble(
      'differs',
      'order.locked',
      `Goods of ${name} have been received, and what they are matched by is not changed. ${wordsOf(differences)}.`,
      'Purchasing: enter the change in SYSPRO by hand, or issue a new order for the rest in JAGGAER. Nothing was written.',
    );
  }
  return {
    payload: changedOrder(found, wanted, changes, settings),
    differences,
    notCarried: wanted.notCarried,
  };
}

const wordsOf = (differences: Difference[]): string =>
  differences
    .map(({ field, expected, found }) => `${field}: JAGGAER ${expected || 'none'}, SYSPRO ${found || 'none'}`)
    .join('; ');

function planEnd(order: PurchaseOrder, found: FoundOrder, state: 'closed' | 'cancelled'): Change {
  const name = `Purchase order ${order.number} (${found.number} in SYSPRO)`;
  if (isCancelled(found)) return nothingToDo(`${name} is cancelled in SYSPRO`);
  if (isComplete(found)) return nothingToDo(`${name} is received in full in SYSPRO: it is no longer open`);
  if (isReceived(found)) {
    throw orderTrouble(
      'differs',
      'order.locked',
      `${name} is ${state} in JAGGAER, and a part of it has been received in SYSPRO, where such an order cannot be cancelled.`,
      'Purchasing: complete its lines in SYSPRO, so that the rest is no longer open. Nothing was written.',
    );
  }
  return {
    payload: cancelledOrder(found),
    differences: [{ field: 'status', expected: 'cancelled', found: found.status || 'open' }],
    notCarried: [],
  };
}

interface Comparison {
  differences: Difference[];
  changes: OrderChanges;
  /** A line that has been received, in part or in full, would change. */
  isTouched: boolean;
}

/** Compares by the lines' stock codes; what JAGGAER leaves empty changes nothing, and a line that is gone goes. */
function compare(wanted: WantedOrder, found: FoundOrder): Comparison {
  const differences: Difference[] = [];
  const changes: OrderChanges = { header: {}, changed: [], added: [], removed: [] };
  for (const [field, word] of HEADER) {
    if (wanted[field] === '' || wanted[field] === found[field]) continue;
    changes.header[field] = wanted[field];
    differences.push({ field: word, expected: wanted[field], found: found[field] });
  }
  const marked = byMark(wanted, found);
  const touched: FoundLine[] = [];
  for (const line of wanted.lines) {
    const there = marked.get(line.mark);
    marked.delete(line.mark);
    const place = placeOf(line.mark);
    if (!there) {
      changes.added.push(line);
      differences.push({ field: place, expected: `${line.quantity} × ${line.price}`, found: '' });
      continue;
    }
    const own = compareLine(line, there);
    if (own.length === 0) continue;
    changes.changed.push({ line, there });
    touched.push(there);
    differences.push(...own.map((each) => ({ ...each, field: `${place} ${each.field}` })));
  }
  for (const [mark, there] of marked) {
    changes.removed.push(there);
    touched.push(there);
    differences.push({ field: placeOf(mark), expected: 'gone', found: `${there.quantity} × ${there.price}` });
  }
  return { differences, changes, isTouched: touched.some(({ received }) => greater(received, '0')) };
}

const HEADER = [
  ['date', 'date'],
  ['dueDate', 'due date'],
] as const;

function compareLine(line: WantedLine, there: FoundLine): Difference[] {
  const texts: Array<[string, string, string]> = [
    ...(line.isStocked ? [] : [['description', line.description, there.description] as const]),
    ['unit', line.unit, there.unit],
    ['ledger code', line.ledgerCode, there.ledgerCode],
  ].map(([field = '', expected = '', found = '']) => [field, expected, found]);
  const figures: Array<[string, string, string]> = [
    ['quantity', line.quantity, there.quantity],
    ['price', line.price, there.price],
  ];
  return [
    ...texts.filter(([, expected, found]) => expected !== '' && expected !== found),
    ...figures.filter(([, expected, found]) => !equal(expected, found)),
  ].map(([field, expected, found]) => ({ field, expected, found }));
}

const placeOf = (mark: string): string => `line ${mark.slice(mark.lastIndexOf('/') + 1)}`;

/** @throws Refusal where the order has lines that are not ours, or two with one mark */
function byMark({ number, lines }: WantedOrder, found: FoundOrder): Map<string, FoundLine> {
  const stocked = new Set(lines.filter(({ isStocked }) => isStocked).map(({ mark }) => mark));
  const marked = new Map<string, FoundLine>();
  for (const line of found.lines) {
    // emptied by a person
    if (isZero(line.quantity)) continue;
    const isOurs = line.mark.startsWith(`${number}/`) || stocked.has(line.mark);
    if (!isOurs || marked.has(line.mark)) {
      throw orderTrouble(
        'differs',
        'order.lines',
        `Purchase order ${number} (${found.number} in SYSPRO) has a line ${line.line} that JAGGAER does not know: “${line.mark} ${line.description}”.`,
        'Purchasing: if SYSPRO’s order was entered by hand, take JAGGAER’s number out of its customer PO number; otherwise take the line away there. Nothing was written.',
      );
    }
    marked.set(line.mark, line);
  }
  return marked;
}

/** The number alone does not make it ours: the supplier must agree. */
function checkIdentity(order: PurchaseOrder, found: FoundOrder, suppliers: OrderSuppliers): void {
  const { erpVendor, erpVendorsEver } = order.supplier;
  const codes = [erpVendor ?? '', ...erpVendorsEver].filter((code) => code !== '');
  if (codes.length === 0 || codes.some((code) => suppliers.isSame(code, found.supplier))) return;
  throw orderTrouble(
    'differs',
    'order.vendor',
    `Purchase order ${order.number} (${found.number} in SYSPRO) is for supplier ${found.supplier} there, JAGGAER’s supplier is ${codes[0]}; the supplier of an order is not changed.`,
    'Purchasing: cancel this order in SYSPRO and issue a new one in JAGGAER.',
  );
}
