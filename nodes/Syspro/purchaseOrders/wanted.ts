/** A purchase order as it is to stand in SYSPRO. Pure. Elements and lengths: reference 2.4 and 3. */
import type { PurchaseOrder, PurchaseOrderLine, Split } from '../../shared/documents';
import type { Decimal } from '../../shared/money';
import { allocate, equal, round } from '../../shared/money';
import { dateOfOrder, joinParts, lacks, lineMark, vendorOfOrder } from '../../shared/orderLines';
import { fits, narrowed } from '../transport/encoding';

export interface OrderSettings {
  /** Ledger code of a coding. @throws Refusal where a part of it is missing */
  ledgerCode(split: Pick<Split, 'erpAccount' | 'erpDimensions'>, place: string): string;
  /** Product class of lines that are not stocked, which SYSPRO wants on each. */
  productClass: string;
  /** Warehouse of stocked lines. */
  warehouse: string;
  /** Unit of lines that have none. */
  unit: string;
  /** New orders are numbered by SYSPRO, or have JAGGAER's number where the company numbers by hand. */
  numbering: 'syspro' | 'jaggaer';
  /** 1 ready to print, 4 printed. */
  newStatus: '1' | '4';
}

export interface WantedLine {
  /**
   * Stock code of the line, which names it for ever: that of a stocked item, else `PO number/line`, from the second part
   * of a split line on with `#2`, since the stock code of what is not stocked is free text.
   */
  mark: string;
  isStocked: boolean;
  /** Line number that a new line gets; '' lets SYSPRO choose the next. */
  line: string;
  description: string;
  quantity: Decimal;
  price: Decimal;
  unit: string;
  ledgerCode: string;
}

export interface WantedOrder {
  number: string;
  supplier: string;
  date: string;
  dueDate: string;
  currency: string;
  lines: WantedLine[];
  notCarried: string[];
}

/** Longest customer PO number, order number, description and stock code, and places of quantities and prices. */
export const NUMBER_LENGTH = 30;
const ORDER_LENGTH = 20;
const DESCRIPTION_LENGTH = 50;
const MARK_LENGTH = 30;
const QUANTITY_PLACES = 6;
const PRICE_PLACES = 5;
/** Highest line number. */
const LAST_LINE = 9_999;

/** @throws Refusal (held) that says what the order lacks */
export function wantedOrder(order: PurchaseOrder, settings: OrderSettings): WantedOrder {
  const name = `Purchase order ${order.number}`;
  const supplier = vendorOfOrder(order);
  const longest = settings.numbering === 'jaggaer' ? ORDER_LENGTH : NUMBER_LENGTH;
  if (order.number.length > longest || !fits(order.number)) {
    const reason = `The number of purchase order ${order.number} does not fit into the ${longest} characters that SYSPRO has for it`;
    throw lacks('order.number', reason, 'Number the order shorter in JAGGAER.', 'jaggaer');
  }
  const date = dateOfOrder(order);
  const notCarried: string[] = [];
  const lines = order.lines
    .filter(({ cancelled }) => !cancelled)
    .flatMap((line) => wantedLines(order, line, settings, notCarried));
  refuseRepeated(lines, name);
  if ((order.erpEntity ?? '') !== '')
    notCarried.push(`Branch ${order.erpEntity}: a purchase order of SYSPRO has none`);
  if ((order.erpTerms ?? '') !== '')
    notCarried.push('Payment terms: those of the supplier count for its orders');
  return {
    ...{ number: order.number, supplier, date, dueDate: order.dueDate ?? '' },
    currency: order.currency ?? '',
    // a number that is given comes before those that SYSPRO chooses
    lines: [...lines.filter(({ line }) => line !== ''), ...lines.filter(({ line }) => line === '')],
    notCarried: [...new Set(notCarried)],
  };
}

interface Part {
  ledgerCode: string;
  amount: Decimal;
}

/** A line for each ledger code: an order line of SYSPRO has one. */
function wantedLines(
  order: PurchaseOrder,
  line: PurchaseOrderLine,
  settings: OrderSettings,
  notCarried: string[],
): WantedLine[] {
  const place = `Line ${line.number} of purchase order ${order.number}`;
  const item = line.erpItem ?? '';
  if (item === '' && settings.productClass === '') {
    const advice = 'Name the product class of what is not stocked in the node’s Product Class.';
    throw lacks(
      'setting.productClass',
      `${place} is not stocked and has no product class`,
      advice,
      'support',
    );
  }
  if (item !== '' && settings.warehouse === '') {
    const advice = 'Name the warehouse of stocked lines in the node’s options.';
    throw lacks(
      'setting.warehouse',
      `${place} orders stock code ${item} and has no warehouse`,
      advice,
      'support',
    );
  }
  const parts = partsOf(line, place, settings);
  const amounts = parts.map(({ amount }) => amount);
  const quantities =
    parts.length < 2
      ? [round(line.quantity, QUANTITY_PLACES)]
      : allocate(round(line.quantity, QUANTITY_PLACES), amounts, QUANTITY_PLACES);
  const price = round(line.unitPrice, PRICE_PLACES);
  if (!equal(price, line.unitPrice))
    notCarried.push(`${place}: SYSPRO holds ${PRICE_PLACES} places of the price ${line.unitPrice}`);
  const description = textOf(line.description || item || line.number);
  if (description !== line.description.trim() && line.description !== '')
    notCarried.push(`${place}: SYSPRO holds ${DESCRIPTION_LENGTH} characters of the description`);
  const number = Number(line.number);
  const isNumber = Number.isInteger(number) && number >= 1 && number <= LAST_LINE;
  return parts.map(({ ledgerCode }, at) => ({
    mark: item === '' ? fittingMark(lineMark(order.number, line.number, at + 1), place) : item,
    isStocked: item !== '',
    line: isNumber && at === 0 ? String(number) : '',
    description,
    quantity: quantities[at] ?? '0',
    price,
    unit: line.erpUnit || settings.unit,
    ledgerCode,
  }));
}

/** Splits with the same ledger code are one. */
function partsOf(line: PurchaseOrderLine, place: string, settings: OrderSettings): Part[] {
  const splits: Array<Pick<Split, 'amount' | 'erpAccount' | 'erpDimensions'>> =
    line.splits.length > 0 ? line.splits : [{ amount: '0', erpAccount: null, erpDimensions: {} }];
  const parts = splits.map((split): Part => {
    const isBare = (line.erpItem ?? '') !== '' && (split.erpAccount ?? '') === '';
    // a stocked item brings its account along
    return { ledgerCode: isBare ? '' : settings.ledgerCode(split, place), amount: split.amount };
  });
  return joinParts(parts, ({ ledgerCode }) => ledgerCode);
}

const textOf = (words: string): string =>
  narrowed(words.replace(/\s+/g, ' ').trim()).slice(0, DESCRIPTION_LENGTH).trimEnd();

function fittingMark(mark: string, place: string): string {
  if (mark.length <= MARK_LENGTH && fits(mark)) return mark;
  throw lacks(
    'order.lineMark',
    `${place} is known in SYSPRO by the stock code ${mark}, which has more than ${MARK_LENGTH} characters`,
    'Number the order or its lines shorter in JAGGAER.',
    'jaggaer',
  );
}

/** A stock code twice: nobody could tell which line is which later. */
function refuseRepeated(lines: WantedLine[], name: string): void {
  const seen = new Set<string>();
  for (const { mark } of lines) {
    if (seen.has(mark)) {
      throw lacks(
        'order.repeated',
        `${name} has ${mark} on several lines or split over several ledger codes`,
        'Order it on one line in JAGGAER, or map these lines to accounts instead of the stock code.',
        'mapping',
      );
    }
    seen.add(mark);
  }
}
