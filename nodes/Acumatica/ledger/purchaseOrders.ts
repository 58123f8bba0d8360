/** Links bill lines to the lines of purchase orders in Acumatica. Pure. */
import type { BookedBill, BookedLine } from '../../shared/booking';
import type { InvoiceLine } from '../../shared/documents';
import type { Decimal } from '../../shared/money';
import { absolute, greater, isZero, sum } from '../../shared/money';
import { Refusal, held } from '../../shared/outcome';
import type { OrderLink } from '../documents';
import type { Masters, OrderLineMaster, OrderMaster } from './masters';
import { codeOf } from './masters';
import type { AcumaticaSettings } from './settings';

/** Quantity and amount that bills of this batch already take from an order line, by order and line. */
export type OrderUse = Map<string, { quantity: Decimal; amount: Decimal }>;

const BILLABLE = new Set(['OPEN', 'PENDING RECEIPT', 'COMPLETED', 'PENDING PRINTING', 'PENDING EMAIL']);
/** Lines of these kinds are never received. */
const UNRECEIVED = new Set(['SERVICE', 'DESCRIPTION', 'FREIGHT']);

const hold = (cause: string, reason: string, advice: string): Refusal =>
  new Refusal(held(cause, reason, advice, 'erp'));

/**
 * The order line that a bill line belongs to; null where its number is to be carried as text.
 * Several orders, closed ones and lines billed beyond the order hold. What was billed outside this batch is not
 * visible in the order itself: Acumatica checks that when the bill is saved.
 * @throws Refusal
 */
export function linkOrder(
  bill: BookedBill,
  line: BookedLine,
  masters: Masters,
  settings: AcumaticaSettings,
  used: OrderUse,
  notCarried: string[],
): OrderLink | null {
  const wanted = line.purchaseOrder;
  if (!wanted || bill.type === 'credit' || settings.purchaseOrders === 'text') return null;
  const name = `Purchase order ${wanted.number}`;
  const orders = (masters.orders.get(codeOf(wanted.number)) ?? []).filter(
    (order) => codeOf(order.vendor) === codeOf(bill.vendor),
  );
  if (orders.length > 1) {
    throw hold(
      'po.several',
      `${name} exists ${orders.length} times in Acumatica (${orders.map((order) => order.type).join(', ')}).`,
      'Close the one that is not meant, or set Purchase Orders to text only.',
    );
  }
  const order = orders[0];
  if (!order) return missing(`${name} of vendor ${bill.vendor} is not in Acumatica`, line, settings);
  if (!BILLABLE.has(codeOf(order.status))) {
    throw hold(
      'po.closed',
      `${name} is ${order.status} in Acumatica.`,
      'Reopen or approve it (PO301000), then replay.',
    );
  }
  const split = splitLine(bill, line);
  if (split) {
    const target = lineOf(order, wanted.line);
    // its first part answers for the whole line
    if (target && bill.lines.find((each) => splitLine(bill, each) === split) === line) {
      checkLine(name, order, target, { ...line, ...absoluteOf(split) }, settings, used);
    }
    notCarried.push(`the link to ${name}: its line is split over several accounts`);
    return missing(`${name}: a line that is split over several accounts cannot be linked`, line, settings);
  }
  const target = lineOf(order, wanted.line);
  if (!target) return missing(`${name} has no line ${wanted.line ?? 'that fits'}`, line, settings);
  checkLine(name, order, target, line, settings, used);
  return { type: order.type, number: order.number, line: target.number };
}

function missing(what: string, line: BookedLine, settings: AcumaticaSettings): null {
  if (settings.purchaseOrders === 'linkOrHold' || line.account === '') {
    const account = line.account === '' ? ' and the line has no account of its own' : '';
    throw hold(
      'po.missing',
      `${what}${account}.`,
      'Create the order in Acumatica, or map the line’s account.',
    );
  }
  return null;
}

/** The invoice line that a bill line is only a part of. */
function splitLine(bill: BookedBill, line: BookedLine): InvoiceLine | undefined {
  return bill.invoice.lines.find(
    ({ purchaseOrder, splits, description }) =>
      splits.length > 1 &&
      description === line.description &&
      purchaseOrder?.number === line.purchaseOrder?.number &&
      purchaseOrder?.line === line.purchaseOrder?.line,
  );
}

const absoluteOf = ({ quantity, amount }: InvoiceLine) => ({
  quantity: absolute(quantity),
  amount: absolute(amount),
});

/** By number; without one only a sole line can be meant. */
function lineOf(order: OrderMaster, number: string | null): OrderLineMaster | undefined {
  if (number === null) return order.lines.length === 1 ? order.lines[0] : undefined;
  return order.lines.find((line) => line.number === Number(number));
}

function checkLine(
  name: string,
  order: OrderMaster,
  target: OrderLineMaster,
  line: BookedLine,
  settings: AcumaticaSettings,
  used: OrderUse,
): void {
  const place = `${name} line ${target.number}`;
  if (target.cancelled)
    throw hold('po.closed', `${place} is cancelled in Acumatica.`, 'Reopen the line (PO301000).');
  const key = `${order.type}|${order.number}|${target.number}`;
  const before = used.get(key) ?? { quantity: '0', amount: '0' };
  const quantity = sum([before.quantity, line.quantity]);
  const amount = sum([before.amount, line.amount]);
  const byQuantity = target.quantity !== null && !isZero(target.quantity);
  const over = byQuantity
    ? greater(quantity, target.quantity ?? '0')
    : target.cost !== null && greater(amount, target.cost);
  if (over) {
    throw hold(
      'po.overBilled',
      byQuantity
        ? `${place} was ordered for ${target.quantity}, but ${quantity} would be billed.`
        : `${place} was ordered for ${target.cost}, but ${amount} would be billed.`,
      'Correct the invoice in JAGGAER, or raise the order (PO301000).',
    );
  }
  const goods = !UNRECEIVED.has(codeOf(target.type));
  if (
    settings.whenNotReceived === 'hold' &&
    goods &&
    byQuantity &&
    greater(quantity, target.received ?? '0')
  ) {
    throw hold(
      'po.notReceived',
      `${place}: ${target.received ?? '0'} received, ${quantity} billed.`,
      'Enter the receipt (PO302000), or let the node post before the receipt.',
    );
  }
  used.set(key, { quantity, amount });
}
