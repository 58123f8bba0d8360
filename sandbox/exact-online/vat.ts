/** VAT of a line, worked out anew from its code [doc of PurchaseInvoiceLines, inferred for entries; support.spend.cloud]. */
import Big from 'big.js';
import type { Row, Value } from './records';

export interface LineAmounts {
  /** Without VAT. */
  net: Big;
  vat: Big;
  /** What the supplier gets. */
  payable: Big;
  percentage: Big;
}

export const cents = (value: Value | Big | undefined): Big =>
  new Big(typeof value === 'object' && value !== null ? value : Number(value ?? 0)).round(2, Big.roundHalfUp);

/** @param sent VATAmountFC, which overrides what is worked out [doc] */
export function lineAmounts(amount: Big, code: Row | null, sent: Value | undefined): LineAmounts {
  const percentage = new Big(Number(code?.Percentage ?? 0));
  const isIncluding = code?.Type === 'I';
  const isTaxed = isIncluding || code?.Type === 'E';
  const part = isIncluding ? percentage.div(percentage.plus(1)) : percentage;
  const worked = isTaxed ? cents(amount.times(part)) : new Big(0);
  const vat = typeof sent === 'number' ? cents(sent) : worked;
  const net = isIncluding ? amount.minus(vat) : amount;
  // reverse charge: the supplier is paid without it
  return { net, vat, payable: code?.Charged === true ? net : net.plus(vat), percentage };
}

export const inDivisionCurrency = (amount: Big, rate: number): number => cents(amount.times(rate)).toNumber();
