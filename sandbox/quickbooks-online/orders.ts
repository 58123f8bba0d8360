/** Links from lines of bills to lines of purchase orders, and what has been billed [reference 3.2, 3.3]. */
import type Big from 'big.js';
import type { Call } from './call';
import { refuse } from './fault';
import type { Fields, Value } from './values';
import { big, bigAt, fieldsAt, listAt, refAt, sum, textAt } from './values';
import type { Stored, World } from './world';
import { change, recordOf } from './world';

const linksTo = (line: Fields): Fields[] =>
  listAt(line, 'LinkedTxn').filter((link) => link.TxnType === 'PurchaseOrder');

/** Orders that the lines of a bill are linked to. */
export const ordersOf = ({ entity, fields }: Stored): string[] =>
  entity === 'Bill'
    ? [
        ...new Set(
          listAt(fields, 'Line').flatMap((line) => linksTo(line).map((link) => textAt(link, 'TxnId'))),
        ),
      ]
    : [];

const ITEM_LINE = 'ItemBasedExpenseLineDetail';
const quantityOf = (line: Fields): Value | undefined => fieldsAt(line, ITEM_LINE).Qty;

/** How much of `other` a line is: by quantity where both have one, else by amount. */
function measure(line: Fields, other: Fields): Big {
  const isCounted = quantityOf(line) !== undefined && quantityOf(other) !== undefined;
  return isCounted ? big(quantityOf(line)) : bigAt(line, 'Amount');
}

/** Lines of bills that bill a line of an order, but for those of one bill. */
function billing(world: World, order: Stored, lineId: string, except?: string): Fields[] {
  return listAt(order.fields, 'LinkedTxn').flatMap((link) => {
    const bill =
      textAt(link, 'TxnType') === 'Bill' ? recordOf(world, 'Bill', textAt(link, 'TxnId')) : undefined;
    if (!bill || bill.id === except) return [];
    return listAt(bill.fields, 'Line').filter((line) =>
      linksTo(line).some(({ TxnId, TxnLineId }) => TxnId === order.id && TxnLineId === lineId),
    );
  });
}

/** Keeps the good links of new lines; a bad one is dropped with HTTP 200, or refused with 620 [client code]. */
export function linkedLines(call: Call, lines: Fields[], vendor: string, old?: Stored): Fields[] {
  const { settings } = call;
  const here: Array<{ order: string; line: string; by: Fields }> = [];
  const bad = (why: string) => {
    if (settings.badLink === 'refused') throw refuse('620', `The transaction can't be linked: ${why}`);
  };
  return lines.map((line) => {
    if (line.isNew !== true) {
      // a link cannot be attached to an existing line [official/community]
      const isAdded = linksTo(line).length === 0 && linksTo({ LinkedTxn: line.wanted ?? [] }).length > 0;
      if (isAdded) bad('the line exists already');
      for (const link of linksTo(line))
        here.push({ order: textAt(link, 'TxnId'), line: textAt(link, 'TxnLineId'), by: line });
      return line;
    }
    const links = linksTo(line).flatMap((link) => {
      const found = orderLine(call, link, vendor, { old, here, by: line });
      if (typeof found === 'string') {
        if (found === 'over-billed' && settings.overBilling === 'refused')
          throw refuse('620', `The transaction can't be linked: ${found}`);
        if (found !== 'over-billed') bad(found);
        return [];
      }
      here.push({ order: found.order, line: found.line, by: line });
      return [{ TxnId: found.order, TxnType: 'PurchaseOrder', TxnLineId: found.line }];
    });
    return { ...line, LinkedTxn: links };
  });
}

interface Beside {
  old?: Stored;
  here: Array<{ order: string; line: string; by: Fields }>;
  by: Fields;
}

/** The order line that a link means, or why it is none. */
function orderLine(
  { world, settings }: Call,
  link: Fields,
  vendor: string,
  { old, here, by }: Beside,
): { order: string; line: string } | string {
  const [id, wanted] = [textAt(link, 'TxnId'), textAt(link, 'TxnLineId')];
  // all three members are needed [client code]
  if (id === '' || wanted === '') return 'TxnId, TxnType and TxnLineId are needed';
  const order = recordOf(world, 'PurchaseOrder', id);
  if (!order) return `there is no purchase order ${id}`;
  if (refAt(order.fields, 'VendorRef') !== vendor) return 'the vendor is another one';
  if (order.fields.POStatus === 'Closed') return 'the purchase order is closed';
  const line = listAt(order.fields, 'Line').find(
    (one) => textAt(one, settings.linkLineBy === 'id' ? 'Id' : 'LineNum') === wanted,
  );
  if (!line) return `the purchase order has no line ${wanted}`;
  const lineId = textAt(line, 'Id');
  const others = [
    ...billing(world, order, lineId, old?.id),
    ...here.filter((one) => one.order === id && one.line === lineId).map((one) => one.by),
  ];
  // whether several bills may share a line is open
  if (settings.partialBilling === 'closesLine' && others.length > 0) return 'the line has been billed';
  const billed = sum(others.map((one) => measure(one, line)));
  if (others.length > 0 && billed.gte(measure(line, by))) return 'the line has been billed';
  const isOver = billed.plus(measure(by, line)).gt(measure(line, by));
  if (isOver && settings.overBilling !== 'taken') return 'over-billed';
  return { order: id, line: lineId };
}

function isBilled({ world, settings }: Call, order: Stored, line: Fields): boolean {
  const by = billing(world, order, textAt(line, 'Id'));
  if (by.length === 0) return false;
  if (settings.partialBilling === 'closesLine') return true;
  const first = by[0] ?? {};
  return sum(by.map((one) => measure(one, line))).gte(measure(line, first));
}

/**
 * Works the links and the status of an order out again. It closes by itself once fully billed [community], and opens
 * again when a bill goes [inferred]; what people closed stays closed. `own`: the order itself was just written, and
 * `byHand` its status with it; `bill`: what was just written.
 */
export function refreshOrder(call: Call, id: string, { byHand = false, own = false, bill = '' } = {}): void {
  const { world, settings } = call;
  const order = recordOf(world, 'PurchaseOrder', id);
  if (!order) return;
  const known = listAt(order.fields, 'LinkedTxn').map((link) => textAt(link, 'TxnId'));
  const links = [...new Set([...known, bill])].flatMap((one) => {
    const found = recordOf(world, 'Bill', one);
    return found && ordersOf(found).includes(id) ? [found] : [];
  });
  const LinkedTxn = links.map((bill) => ({ TxnId: bill.id, TxnType: 'Bill' }));
  const linked = { ...order, fields: { ...order.fields, LinkedTxn } };
  const isDone = listAt(order.fields, 'Line').every((line) => isBilled(call, linked, line));
  const closes = isDone && LinkedTxn.length > 0;
  const reopens = !closes && world.closedByBilling.has(id);
  if (!byHand && closes && order.fields.POStatus !== 'Closed') world.closedByBilling.add(id);
  else if (byHand || reopens) world.closedByBilling.delete(id);
  const status = byHand
    ? order.fields.POStatus
    : closes
      ? 'Closed'
      : reopens
        ? 'Open'
        : order.fields.POStatus;
  const silent = own || settings.linkTouchesOrder === 'no';
  change(world, order, { ...linked.fields, POStatus: status }, silent);
}

/** Takes the links of an order away that is deleted [inferred]. */
export function unlinkOrder(world: World, order: Stored): void {
  const isOther = (link: Fields) => link.TxnType !== 'PurchaseOrder' || link.TxnId !== order.id;
  for (const { TxnId } of listAt(order.fields, 'LinkedTxn')) {
    const bill = recordOf(world, 'Bill', String(TxnId));
    if (!bill) continue;
    const Line = listAt(bill.fields, 'Line').map((line) => ({
      ...line,
      LinkedTxn: listAt(line, 'LinkedTxn').filter(isOther),
    }));
    const LinkedTxn = listAt(bill.fields, 'LinkedTxn').filter(isOther);
    change(world, bill, { ...bill.fields, Line, LinkedTxn });
  }
}
