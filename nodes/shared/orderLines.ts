/** What every ERP asks of a purchase order before it makes its own of it. Pure. */
import type { PurchaseOrder } from './documents';
import type { Decimal } from './money';
import { isZero, sum } from './money';
import type { Owner, Refusal } from './outcome';
import { refuse } from './outcome';

/** An order that lacks something, and who gives it. */
export const lacks = (cause: string, reason: string, advice: string, owner: Owner = 'mapping'): Refusal =>
  refuse(cause, `${reason}.`, advice, owner);

/** The ERP's vendor. @throws Refusal where the mapping gives none */
export function vendorOfOrder({ number, supplier }: PurchaseOrder): string {
  if (supplier.erpVendor) return supplier.erpVendor;
  const who = `${supplier.name} (${supplier.number ?? 'no number'})`;
  const advice = 'Lead purchase orders through the Crosswalk node, or map the supplier.';
  throw lacks('unmapped.supplier', `Purchase order ${number}: supplier ${who} has no vendor`, advice);
}

/** @throws Refusal where it has none */
export function dateOfOrder({ number, date }: PurchaseOrder): string {
  if (date) return date;
  throw lacks('order.date', `Purchase order ${number} has no date`, 'Date the order in JAGGAER.', 'jaggaer');
}

/** Names a part of a line for ever: `PO-7/2`, from the second part on `PO-7/2#2`. */
export const lineMark = (order: string, line: string, part = 1): string =>
  `${order}/${line}${part > 1 ? `#${part}` : ''}`;

/** Parts of a line with the same key are one; parts of nothing are left out beside others. */
export function joinParts<Part extends { amount: Decimal }>(
  parts: Part[],
  keyOf: (part: Part) => string,
): Part[] {
  const joined = new Map<string, Part>();
  for (const part of parts) {
    const key = keyOf(part);
    joined.set(key, { ...part, amount: sum([joined.get(key)?.amount ?? '0', part.amount]) });
  }
  const all = [...joined.values()];
  const some = all.filter(({ amount }) => !isZero(amount));
  return some.length > 0 ? some : all.slice(0, 1);
}
