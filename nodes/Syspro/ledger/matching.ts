/** Which goods received an invoice line is matched to. Pure, but for the count of what the batch takes. */
import { refuse } from '../../shared/outcome';
import type { BookedBill, BookedLine } from '../../shared/booking';
import type { Decimal } from '../../shared/money';
import { allocate, divide, equal, greater, minus, round, smaller, sum, times } from '../../shared/money';
import type { GrnMatch } from '../documents';
import { fitted } from '../documents';
import type { Order, OrderBook, Received } from './orderBook';
import { BUYERS_NUMBER, orderCode } from './orderBook';
import type { SysproSettings } from './settings';

/** Values that invoices of this batch take of GRNs, by their names. */
export type GrnUse = Map<string, Decimal>;

const hold = (cause: string, reason: string, advice: string) => refuse(cause, reason, advice, 'erp');

/** Quantities have six places in SYSPRO (column facts). */
const PLACES = 6;

/**
 * The GRNs that an invoice line takes; none where the line is booked on its ledger code. Cancelled orders, and lines
 * that would take more than was received, hold.
 * @throws Refusal
 */
export function matchLine(
  bill: BookedBill,
  line: BookedLine,
  supplierKey: string,
  orders: OrderBook,
  settings: SysproSettings,
  used: GrnUse,
  notCarried: string[],
): GrnMatch[] {
  const wanted = line.purchaseOrder;
  if (!wanted || bill.type === 'credit' || settings.purchaseOrders === 'text') return [];
  const name = `Purchase order ${wanted.number}`;
  const found = (orders.get(orderCode(fitted(wanted.number, BUYERS_NUMBER))) ?? []).filter(
    (order) => order.supplierKey === supplierKey,
  );
  if (found.length > 1) {
    throw hold(
      'po.several',
      `${name} of supplier ${bill.vendor} is in SYSPRO ${found.length} times (${found.map(({ number }) => number).join(', ')}).`,
      'Cancel the one that is not meant, or set Purchase Orders to text only.',
    );
  }
  const [order] = found;
  if (!order) return unmatched(`${name} of supplier ${bill.vendor} is not in SYSPRO`, line, settings);
  if (order.isCancelled) {
    throw hold(
      'po.closed',
      `${name} is cancelled in SYSPRO (${order.number}).`,
      'Enter the order anew if more is to be invoiced, then replay; or set Purchase Orders to text only.',
    );
  }
  if (!greater(line.quantity, '0') || !greater(line.amount, '0'))
    return unmatched(`${name}: what is given back is not matched to goods received`, line, settings);
  const received = receivedFor(order, wanted.line);
  if (line.invoiceLine && line.invoiceLine.splits.length > 1) {
    // not matched, but no more may be invoiced than came
    demandReceived(name, line, line.invoiceLine.quantity ?? line.quantity, openOf(received, used));
    notCarried.push(`the match to ${name}: its line is split over several accounts`);
    return unmatched(`${name}: a line that is split over several accounts cannot be matched`, line, settings);
  }
  return take(name, line, received, used);
}

function unmatched(what: string, line: BookedLine, settings: SysproSettings): [] {
  if (settings.purchaseOrders !== 'matchOrHold' && line.account !== '') return [];
  const account = line.account === '' ? ' and the line has no ledger code of its own' : '';
  throw hold(
    'po.missing',
    `${what}${account}.`,
    'Create the order in SYSPRO and receive it, or map the line’s account.',
  );
}

/** Of a line, by number; without one only a sole line can be meant. */
function receivedFor({ received }: Order, line: string | null): Received[] {
  const lines = new Set(received.map((each) => each.line));
  if (line === null) return lines.size === 1 ? received : [];
  const number = /^\d+$/.test(line.trim()) ? String(Number(line)) : line.trim();
  return received.filter((each) => each.line === number);
}

interface Open {
  grn: Received;
  /** What of its value is not matched yet, by this batch either. */
  left: Decimal;
  /** The quantity that this is worth. */
  quantity: Decimal;
}

const openOf = (received: Received[], used: GrnUse): Open[] =>
  received
    .map((grn) => {
      const left = minus(grn.outstanding, used.get(nameOf(grn)) ?? '0');
      const share = greater(grn.value, '0') ? divide(times(grn.quantity, left), grn.value) : '0';
      return { grn, left, quantity: round(share, PLACES) };
    })
    .filter(({ left, quantity }) => greater(left, '0') && greater(quantity, '0'));

/** @throws Refusal where more is invoiced than was received */
function demandReceived(name: string, line: BookedLine, wanted: Decimal, open: Open[]): void {
  const there = sum(open.map(({ quantity }) => quantity));
  if (!greater(round(wanted, PLACES), there)) return;
  throw hold(
    'po.notReceived',
    `${name} line ${line.purchaseOrder?.line ?? ''}: ${there} received and not yet invoiced, ${wanted} invoiced.`,
    'Receive the goods in SYSPRO, or correct the invoice in JAGGAER; then replay. See also whether more was invoiced than ordered.',
  );
}

/** The oldest first; a GRN of which nothing stays is closed at the invoice's value, of others a part is taken. */
function take(name: string, line: BookedLine, received: Received[], used: GrnUse): GrnMatch[] {
  const open = openOf(received, used);
  const wanted = round(line.quantity, PLACES);
  demandReceived(name, line, wanted, open);
  const taken: Array<{ grn: Received; left: Decimal; quantity: Decimal; isWhole: boolean }> = [];
  let rest = wanted;
  for (const { grn, left, quantity } of open) {
    if (!greater(rest, '0')) break;
    const part = smaller(quantity, rest);
    taken.push({ grn, left, quantity: part, isWhole: equal(part, quantity) });
    rest = minus(rest, part);
  }
  const values = allocate(
    line.amount,
    taken.map(({ quantity }) => quantity),
  );
  return taken.map(({ grn, left, quantity, isWhole }, at): GrnMatch => {
    const value = values[at] ?? '0';
    if (!isWhole && !greater(left, value)) {
      throw hold(
        'po.overBilled',
        `${name} line ${line.purchaseOrder?.line ?? ''}: ${quantity} invoiced for ${value}, but all that is left of GRN ${grn.key.grn} is worth ${left}.`,
        'Correct price or quantity in JAGGAER, or the receipt in SYSPRO; then replay.',
      );
    }
    used.set(nameOf(grn), sum([used.get(nameOf(grn)) ?? '0', isWhole ? left : value]));
    return { key: grn.key, type: isWhole ? 'U' : 'P', quantity, value };
  });
}

const nameOf = ({ key }: Received): string =>
  [key.supplier, key.grn, key.source, key.journal, key.entry].join('|');
