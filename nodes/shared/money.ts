import { Big } from './libraries';

/** A decimal as text: optional minus, digits, '.' as the separator; never an exponent. Never a binary float. */
export type Decimal = string;

/**
 * Reads a decimal from the wire: a JSON number or its text.
 * @returns decimal text, or null where there is no readable number
 */
export function readDecimal(value: unknown): Decimal | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  if (typeof value === 'string' && value.trim() === '') return null;
  try {
    return new Big(typeof value === 'string' ? value.trim() : value).toFixed();
  } catch {
    return null;
  }
}

/** Sum of decimals; '0' for none. */
export const sum = (values: Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), new Big(0)).toFixed();

export const minus = (a: Decimal, b: Decimal): Decimal => new Big(a).minus(b).toFixed();
export const times = (a: Decimal, b: Decimal): Decimal => new Big(a).times(b).toFixed();
/** Quotient to twenty places: round it before it is booked. */
export const divide = (a: Decimal, b: Decimal): Decimal => new Big(a).div(b).toFixed();
export const negate = (a: Decimal): Decimal => new Big(a).times(-1).toFixed();
export const absolute = (a: Decimal): Decimal => new Big(a).abs().toFixed();
export const isZero = (a: Decimal): boolean => new Big(a).eq(0);
export const isNegative = (a: Decimal): boolean => new Big(a).lt(0);
export const equal = (a: Decimal, b: Decimal): boolean => new Big(a).eq(b);
export const greater = (a: Decimal, b: Decimal): boolean => new Big(a).gt(b);
export const smaller = (a: Decimal, b: Decimal): Decimal => (greater(a, b) ? b : a);
export const larger = (a: Decimal, b: Decimal): Decimal => (greater(a, b) ? a : b);
/** Fixed number of decimals, rounded half away from zero (what invoices print). */
export const round = (a: Decimal, places = 2): Decimal => new Big(a).toFixed(places, 1);

/**
 * Splits an amount in proportion to the weights; parts are rounded to the places and the last part with a
 * weight takes the residue, so that the parts always add up to the amount exactly.
 * Equal shares where all the weights are zero.
 * @throws RangeError with no weights at all: there is nothing to carry the amount
 */
export function allocate(amount: Decimal, weights: Decimal[], places = 2): Decimal[] {
  if (weights.length === 0) throw new RangeError('An amount cannot be spread over no lines');
  const whole = new Big(sum(weights));
  const shares = whole.eq(0) ? weights.map(() => new Big(1)) : weights.map((weight) => new Big(weight));
  const base = whole.eq(0) ? new Big(weights.length) : whole;
  const parts = shares.map((share) => new Big(new Big(amount).times(share).div(base).toFixed(places, 1)));
  const residue = parts.reduce((rest, part) => rest.minus(part), new Big(amount));
  const last = shares.reduce((found, share, index) => (share.eq(0) ? found : index), 0);
  parts[last] = (parts[last] ?? new Big(0)).plus(residue);
  return parts.map((part) => part.toFixed());
}
