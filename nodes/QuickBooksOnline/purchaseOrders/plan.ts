/** What is to be done with one purchase order: create, update, close, nothing, or ask a person. Pure. */
import type { PurchaseOrder } from '../../shared/documents';
import { equal } from '../../shared/money';
import type { Difference } from '../../shared/outcome';
import { nothingToDo, orderKey, orderTrouble, planPurchaseOrder } from '../../shared/purchaseOrderAction';
import type { Change } from '../../shared/syncTarget';
import type { Json } from '../transport/wire';
import type { OrderCodes, OrderSettings, WantedLine, WantedOrder } from './wanted';
import { wantedOrder } from './wanted';
import type { FoundLine, FoundOrder } from './wire';
import { lineBody, orderBody, updateBody } from './wire';

/** @throws Refusal where a person has to decide, with what and where */
export const planOrder = (
  order: PurchaseOrder,
  found: FoundOrder | null,
  codes: OrderCodes,
  settings: OrderSettings,
): Change =>
  planPurchaseOrder(order, found, {
    system: 'QuickBooks Online',
    create() {
      const wanted = wantedOrder(order, codes, settings);
      return {
        payload: orderBody(wanted),
        differences: [{ field: 'number', expected: wanted.number, found: '' }],
        notCarried: wanted.notCarried,
      };
    },
    checkIdentity: (_, there) => checkIdentity(order, there, codes),
    update: (_, there) => planOpen(order, there, wantedOrder(order, codes, settings)),
    end(_, there) {
      if (there.isClosed) return nothingToDo(`Purchase order ${order.number} is closed in QuickBooks Online`);
      const lines = there.lines.map(({ wire }) => wire);
      return {
        payload: { ...updateBody(there, null, lines), POStatus: 'Closed' },
        differences: [{ field: 'status', expected: 'Closed', found: 'Open' }],
        notCarried: [],
      };
    },
  });

function planOpen(order: PurchaseOrder, found: FoundOrder, wanted: WantedOrder): Change {
  const name = `Purchase order ${order.number}`;
  const { differences, lines } = compare(wanted, found);
  if (differences.length === 0) return { payload: {}, differences, notCarried: wanted.notCarried };
  if (found.isClosed || found.isBilled) {
    const state = found.isClosed ? 'closed' : 'linked to a bill';
    const words = differences.map(
      ({ field, expected, found: there }) =>
        `${field}: JAGGAER ${expected || 'none'}, QuickBooks Online ${there || 'none'}`,
    );
    throw orderTrouble(
      found.isClosed ? 'held' : 'differs',
      found.isClosed ? 'order.closed' : 'order.locked',
      `${name} is ${state} in QuickBooks Online, so it is not changed: links could break. ${words.join('; ')}.`,
      'Purchasing: enter the change in QuickBooks Online by hand, or issue a new order for the rest in JAGGAER. Nothing was written.',
    );
  }
  return { payload: updateBody(found, wanted, lines), differences, notCarried: wanted.notCarried };
}

interface Comparison {
  differences: Difference[];
  /** All lines of the order as they are to be. */
  lines: Json[];
}

/** Compares by the lines' marks; what JAGGAER leaves empty changes nothing, and a line that is gone goes. */
function compare(wanted: WantedOrder, found: FoundOrder): Comparison {
  const differences: Difference[] = [];
  const differ = (field: string, expected: string, there: string) => {
    if (expected !== '' && expected !== there) differences.push({ field, expected, found: there });
  };
  differ('date', wanted.date, found.date);
  differ('due date', wanted.dueDate, found.dueDate);
  differ('terms', wanted.term, found.term);
  const marked = byMark(wanted, found);
  const lines = wanted.lines.map((line) => {
    const there = marked.get(line.mark);
    marked.delete(line.mark);
    const place = placeOf(line.mark);
    if (!there) {
      differences.push({ field: place, expected: `${line.quantity} × ${line.price}`, found: '' });
      return lineBody(line);
    }
    const before = differences.length;
    compareLine(line, there, (field, expected, shown) => differ(`${place} ${field}`, expected, shown));
    return differences.length === before ? there.wire : lineBody(line, there);
  });
  for (const [mark, there] of marked)
    differences.push({ field: placeOf(mark), expected: 'gone', found: there.amount });
  return { differences, lines };
}

function compareLine(
  line: WantedLine,
  there: FoundLine,
  differ: (field: string, expected: string, found: string) => void,
): void {
  differ('item', line.item, there.item);
  differ('account', line.account, there.account);
  differ('class', line.class, there.class);
  differ('description', line.description, there.description);
  if (!equal(line.amount, there.amount)) differ('amount', line.amount, there.amount);
  const quantity = there.quantity;
  if (line.item !== '' && quantity !== null && !equal(line.quantity, quantity))
    differ('quantity', line.quantity, quantity);
}

const placeOf = (mark: string): string => `line ${mark.slice(mark.lastIndexOf('/') + 1)}`;

/** @throws Refusal where the order has lines that are not ours, or two with one mark */
function byMark({ number }: WantedOrder, found: FoundOrder): Map<string, FoundLine> {
  const marked = new Map<string, FoundLine>();
  for (const line of found.lines) {
    const isOurs = line.mark.startsWith(`${number}/`) && !marked.has(line.mark);
    if (!isOurs) {
      throw orderTrouble(
        'differs',
        'order.lines',
        `Purchase order ${number} has a line in QuickBooks Online that JAGGAER does not know: “${line.description.slice(0, 80) || 'no description'}”.`,
        'Purchasing: take the line away in QuickBooks Online, or begin its description with the number of JAGGAER’s order and line, as in the other lines. Nothing was written.',
      );
    }
    marked.set(line.mark, line);
  }
  return marked;
}

/** The number alone does not make it ours: vendor and stamp must agree. */
function checkIdentity(order: PurchaseOrder, found: FoundOrder, codes: OrderCodes): void {
  const key = orderKey(order);
  const name = `Purchase order ${order.number} (id ${found.id})`;
  if (found.stampedKey !== null && found.stampedKey !== key) {
    throw orderTrouble(
      'held',
      'order.other',
      `${name} in QuickBooks Online belongs to another JAGGAER order (${found.stampedKey}).`,
      'Give one of the two orders another number.',
      'jaggaer',
    );
  }
  if (found.stampedKey === null) {
    throw orderTrouble(
      'held',
      'order.foreign',
      `${name} is in QuickBooks Online and was not made from JAGGAER: its memo is “${found.note}”.`,
      'Purchasing: if it is the same order, begin its memo with its JAGGAER stamp; otherwise renumber it. Then replay.',
    );
  }
  const code = order.supplier.erpVendor ?? '';
  if (code === '' || codes.vendor(code) === found.vendor) return;
  throw orderTrouble(
    'differs',
    'order.vendor',
    `${name} is for the vendor with id ${found.vendor}, JAGGAER’s supplier is ${code}; the vendor of an order is not changed.`,
    'Purchasing: close this order in QuickBooks Online and issue a new one in JAGGAER.',
  );
}
