/** A purchase order as it is to stand in QuickBooks Online. Pure. Fields and lengths: API-ref PurchaseOrder. */
import type { PurchaseOrder, PurchaseOrderLine, Split } from '../../shared/documents';
import type { Decimal } from '../../shared/money';
import { allocate, isZero, round, sum, times } from '../../shared/money';
import { dateOfOrder, lacks, lineMark, vendorOfOrder } from '../../shared/orderLines';
import { orderKey } from '../../shared/purchaseOrderAction';
import { stampOf } from '../../shared/stamp';

/** Resolves codes of the mapping to QuickBooks' ids. @throws Refusal where a code means none, or several */
export interface OrderCodes {
  vendor(code: string): string;
  account(code: string): string;
  item(code: string): string;
  class(code: string): string;
  term(code: string): string;
  /** Accounts payable account of a currency. */
  payable(currency: string | null): string;
}

export interface OrderSettings {
  /** Item of lines to which the mapping gives neither item nor account; '' holds them. */
  item: string;
}

export interface WantedLine {
  /** `PO number/line`, from the second part of a split line on with `#2`: names the line for ever. */
  mark: string;
  /** The mark, then JAGGAER's words. */
  description: string;
  /** Ids; one of both is ''. */
  item: string;
  account: string;
  class: string;
  quantity: Decimal;
  price: Decimal;
  amount: Decimal;
}

export interface WantedOrder {
  number: string;
  vendor: string;
  payable: string;
  note: string;
  date: string;
  dueDate: string;
  /** '' leaves it as it is. */
  term: string;
  currency: string;
  lines: WantedLine[];
  notCarried: string[];
}

/** Longest DocNumber, and longest description of a line. */
export const NUMBER_LENGTH = 21;
const DESCRIPTION_LENGTH = 4_000;

/** @throws Refusal (held) that says what the order lacks */
export function wantedOrder(order: PurchaseOrder, codes: OrderCodes, settings: OrderSettings): WantedOrder {
  const code = vendorOfOrder(order);
  if (order.number.length > NUMBER_LENGTH) {
    const reason = `The number of purchase order ${order.number} has more than the ${NUMBER_LENGTH} characters that QuickBooks Online takes`;
    throw lacks('order.number', reason, 'Number the order shorter in JAGGAER.', 'jaggaer');
  }
  const date = dateOfOrder(order);
  const notCarried: string[] = [];
  const lines = order.lines
    .filter(({ cancelled }) => !cancelled)
    .flatMap((line) => wantedLines(order, line, codes, settings, notCarried));
  if (order.erpEntity !== null && order.erpEntity !== '')
    notCarried.push(`Location ${order.erpEntity}: a purchase order of QuickBooks Online has none`);
  return {
    ...{ number: order.number, vendor: codes.vendor(code), payable: codes.payable(order.currency) },
    ...{ note: stampOf(orderKey(order)), date, dueDate: order.dueDate ?? '' },
    term: order.erpTerms ? codes.term(order.erpTerms) : '',
    currency: order.currency ?? '',
    lines,
    notCarried: [...new Set(notCarried)],
  };
}

/** A line for each coding. */
function wantedLines(
  order: PurchaseOrder,
  line: PurchaseOrderLine,
  codes: OrderCodes,
  settings: OrderSettings,
  notCarried: string[],
): WantedLine[] {
  const whole = round(times(line.quantity, line.unitPrice));
  const given = line.splits.filter(({ amount }) => !isZero(amount));
  const splits: Array<Pick<Split, 'amount' | 'erpAccount' | 'erpDimensions'>> =
    given.length > 0 ? given : [line.splits[0] ?? { amount: whole, erpAccount: null, erpDimensions: {} }];
  const isWhole = splits.length === 1;
  const amounts = isWhole
    ? [whole]
    : allocate(
        whole,
        splits.map(({ amount }) => amount),
      );
  const quantities = isWhole ? [line.quantity] : allocate(line.quantity, amounts, 5);
  return splits.map((split, at) => {
    const mark = lineMark(order.number, line.number, at + 1);
    const item = line.erpItem ?? '';
    const account = item === '' ? (split.erpAccount ?? '') : '';
    const fallback = item === '' && account === '' ? settings.item : '';
    if (item === '' && account === '' && fallback === '') {
      const advice = 'Map the line’s account or its item, or name an item for such lines in this node.';
      const place = `Line ${line.number} of purchase order ${order.number}`;
      throw lacks('unmapped.account', `${place} has neither account nor item`, advice);
    }
    for (const [name, value] of Object.entries(split.erpDimensions))
      if (name !== 'class' && value !== '')
        notCarried.push(`Dimension ${name}: a line of a purchase order has a class only`);
    const classCode = split.erpDimensions.class ?? '';
    const itemCode = item || fallback;
    return {
      mark,
      description: `${mark} ${line.description}`.trim().slice(0, DESCRIPTION_LENGTH),
      item: itemCode === '' ? '' : codes.item(itemCode),
      account: account === '' ? '' : codes.account(account),
      class: classCode === '' ? '' : codes.class(classCode),
      quantity: quantities[at] ?? line.quantity,
      price: line.unitPrice,
      amount: amounts[at] ?? sum([whole]),
    };
  });
}
