/** Which line of a purchase order a bill line belongs to. Pure, but for the count of what the batch takes. */
import { refuse } from '../../shared/outcome';
import type { BookedBill, BookedLine } from '../../shared/booking';
import type { Decimal } from '../../shared/money';
import { absolute, equal, greater, isZero, sum, times, round, divide } from '../../shared/money';
import { fitted } from '../../shared/text';
import type { Masters } from './masters';
import type { Order, OrderLine, Taken } from './orderBook';
import { orderCode, placeOf } from './orderBook';
import type { QuickBooksSettings } from './settings';

/** What bills of this batch take from order lines, by order and line. */
export type OrderUse = Map<string, { quantity: Decimal; amount: Decimal }>;

export interface OrderedLine {
  order: Order;
  line: OrderLine;
}

const hold = (cause: string, reason: string, advice: string) => refuse(cause, reason, advice, 'erp');

/**
 * The order line that a bill line is linked to; null where the order's number is to be carried as text. Several orders,
 * closed ones and lines that would be billed beyond the order hold.
 * @throws Refusal
 */
export function findOrderLine(
  bill: BookedBill,
  line: BookedLine,
  vendor: string,
  { orders }: Pick<Masters, 'orders'>,
  settings: QuickBooksSettings,
  used: OrderUse,
  notCarried: string[],
): OrderedLine | null {
  const wanted = line.purchaseOrder;
  if (!wanted || bill.type === 'credit' || settings.purchaseOrders === 'text') return null;
  const name = `Purchase order ${wanted.number}`;
  const found = (orders.orders.get(orderCode(fitted(wanted.number, 21))) ?? []).filter(
    (order) => order.vendor === vendor,
  );
  if (found.length > 1) {
    throw hold(
      'po.several',
      `${name} of vendor ${bill.vendor} is in QuickBooks Online ${found.length} times (ids ${found.map(({ id }) => id).join(', ')}).`,
      'Delete or close the one that is not meant, or set Purchase Orders to text only.',
    );
  }
  const [order] = found;
  if (!order) return missing(`${name} of vendor ${bill.vendor} is not in QuickBooks Online`, line, settings);
  if (!order.isOpen) {
    throw hold(
      'po.closed',
      `${name} is closed in QuickBooks Online.`,
      'Reopen it there if more is to be billed, then replay; or set Purchase Orders to text only.',
    );
  }
  const targets = linesOf(order, wanted.line);
  const target = targets.length === 1 ? targets[0] : undefined;
  const own = line.invoiceLine ? bill.lines.filter((each) => each.invoiceLine === line.invoiceLine) : [line];
  if (own.length > 1) {
    const at = own.indexOf(line);
    const part = targets.length === own.length ? targets[at] : undefined;
    // an order line for each part, as this package makes them
    if (part && part.quantity === null) {
      checkUse(
        name,
        order,
        part,
        { quantity: '0', amount: line.invoiceLine?.splits[at]?.amount ?? '0' },
        used,
      );
      return { order, line: part };
    }
    // its first part answers for the whole line
    if (target && at === 0) checkUse(name, order, target, line.invoiceLine ?? line, used);
    if (at === 0) notCarried.push(`the link to ${name}: its line is split over several accounts`);
    return missing(`${name}: a line that is split over several accounts cannot be linked`, line, settings);
  }
  if (!target) return missing(`${name} has no line ${wanted.line ?? 'that fits'}`, line, settings);
  checkUse(name, order, target, line.invoiceLine ?? line, used);
  return { order, line: target };
}

function missing(what: string, line: BookedLine, settings: QuickBooksSettings): null {
  if (settings.purchaseOrders !== 'linkOrHold' && line.account !== '') return null;
  const account = line.account === '' ? ' and the line has no account of its own' : '';
  throw hold(
    'po.missing',
    `${what}${account}.`,
    'Create the order in QuickBooks Online, or map the line’s account.',
  );
}

/** By number, one or a line for each part of it; without one only a sole line can be meant. */
function linesOf(order: Order, number: string | null): OrderLine[] {
  if (number === null) return order.lines.length === 1 ? order.lines : [];
  return order.lines.filter((line) => line.number === number);
}

/** By quantity where the order line has one, else by amount, without what charges were spread over the line. */
function checkUse(
  name: string,
  order: Order,
  target: OrderLine,
  billed: { quantity: Decimal; amount: Decimal },
  used: OrderUse,
): void {
  const own = { quantity: absolute(billed.quantity), amount: absolute(billed.amount) };
  const place = placeOf(order.id, target.id);
  const before = used.get(place) ?? { quantity: '0', amount: '0' };
  const after = {
    quantity: sum([before.quantity, own.quantity]),
    amount: sum([before.amount, own.amount]),
  };
  const byQuantity = target.quantity !== null && !isZero(target.quantity);
  const measure = (taken: Taken) => (byQuantity ? (taken.quantity ?? '0') : taken.amount);
  const total = sum([measure(target.billed), measure(after)]);
  if (greater(total, measure(target))) {
    throw hold(
      'po.overBilled',
      `${name} line ${target.number} was ordered for ${measure(target)}, ${measure(target.billed)} are billed, and ${measure(after)} more would be.`,
      'Correct the invoice in JAGGAER, or raise the order in QuickBooks Online.',
    );
  }
  used.set(place, after);
}

/**
 * Price of an item line: quantity × price must be the amount (code 6070). Where JAGGAER rounds in another way it is
 * derived from the amount; null where no price gives it.
 */
export function priceOf({ quantity, unitPrice, amount }: BookedLine): Decimal | null {
  const gives = (price: Decimal) => equal(round(times(quantity, price)), amount);
  if (gives(unitPrice)) return unitPrice;
  if (isZero(quantity)) return null;
  const derived = round(divide(amount, quantity), 7);
  return gives(derived) ? derived : null;
}
