/** What every ERP asks of a booked bill before it makes its own document of it. */
import type { BookedBill, BookedLine } from './booking';
import type { Invoice } from './documents';
import type { Wanted } from './ledger';
import { refuse } from './outcome';
import { fitted, oneLine } from './text';

/** What the bill is looked up by, also after it was sent. */
export const wantedOf = ({ key, type, vendorReference, vendor, invoice }: BookedBill): Wanted => ({
  ...{ key, type, vendorReference },
  vendors: [...new Set([vendor, ...invoice.supplier.erpVendorsEver])],
});

/** @param date the one that counts; null where the invoice has none @throws Refusal then */
export function demandDate({ number }: Invoice, date: string | null): string {
  if (date !== null) return date;
  const advice = 'Give it an invoice date in JAGGAER.';
  throw refuse('date.missing', `Invoice ${number} has no date.`, advice, 'jaggaer');
}

/** @param nothing what becomes of lines @throws Refusal where there are none */
export function demandLines(
  { number }: Invoice,
  lines: readonly unknown[],
  nothing = 'book on a line',
): void {
  if (lines.length > 0) return;
  const advice = 'Check its lines and charges in JAGGAER.';
  throw refuse('lines.missing', `Invoice ${number} has nothing to ${nothing}.`, advice, 'jaggaer');
}

/** The line's text with order, quantity and price, for lines that have no fields of their own for them. */
export function lineText({
  description,
  purchaseOrder: order,
  quantity,
  unitPrice,
  unit,
}: BookedLine): string {
  const prefix = order ? `PO ${order.number}${order.line ? `/${order.line}` : ''} ` : '';
  const isOne = quantity === '1' || quantity === '-1';
  const size = isOne ? '' : ` (${quantity}${unit ? ` ${unit}` : ''} x ${unitPrice})`;
  return prefix + description + size;
}

/** As much of a line's text as the ERP's field holds. @param notCarried is told where that is not all of it */
export function fittedText(
  text: string,
  { description }: BookedLine,
  length: number,
  notCarried: string[],
): string {
  if (oneLine(text).length > length) notCarried.push(`the end of the text of “${fitted(description, 40)}…”`);
  return fitted(text, length);
}
