/** Exact money for the sample world; shares nothing with what it is meant to check. */
import Big from 'big.js';

export const ZERO = new Big(0);

export const sum = (amounts: readonly Big[]): Big =>
  amounts.reduce((total, amount) => total.plus(amount), ZERO);

/** To cents, half away from zero (6050 × 10.25 % = 620.13 in the real sample) [P]. */
export const toCents = (amount: Big): Big => amount.round(2, Big.roundHalfUp);

/** As a JSON number; never minus zero. */
export const jsonNumber = (amount: Big): number => amount.toNumber() + 0;

/** Decimal text with two places. */
export const money = (amount: Big): string => amount.toFixed(2);

/** In proportion to the weights, to cents; the last part with a weight takes the residue. */
export function shareOut(amount: Big, weights: readonly Big[]): Big[] {
  const whole = sum(weights);
  if (whole.eq(0)) throw new RangeError('There is no weight to share out by');
  const parts = weights.map((weight) => toCents(amount.times(weight).div(whole)));
  const last = weights.reduce((found, weight, index) => (weight.eq(0) ? found : index), 0);
  return withResidue(amount, parts, last);
}

/** Gives the difference between the parts and the whole to one of them, the last by default. */
export function withResidue(whole: Big, parts: readonly Big[], at = parts.length - 1): Big[] {
  const rest = whole.minus(sum(parts));
  return parts.map((part, index) => (index === at ? part.plus(rest) : part));
}
