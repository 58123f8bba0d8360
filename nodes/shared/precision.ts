/** Whether an ERP can hold amounts as they are: none is ever rounded on the way. */
import type { BookedBill } from './booking';
import type { Decimal } from './money';
import { equal, round } from './money';
import { Refusal, rejected } from './outcome';

/** Every amount of a bill. */
export const amountsOf = (bill: BookedBill): Decimal[] => [
  bill.total,
  ...[...bill.lines, ...bill.taxes].map(({ amount }) => amount),
];

/**
 * No amount has more decimals than the ERP takes.
 * @param takes who takes them, e.g. `SYSPRO keeps`
 * @throws Refusal
 */
export function checkPrecision(
  amounts: Decimal[],
  takes: string,
  places = 2,
  advice = 'Correct the amount in JAGGAER.',
): void {
  const odd = amounts.find((amount) => !equal(round(amount, places), amount));
  if (odd === undefined) return;
  const reason = `${odd} has more decimals than ${takes} (${places}).`;
  throw new Refusal(rejected('amount.precision', reason, advice, 'jaggaer'));
}
