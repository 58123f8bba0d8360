/** Judges what became of poisoned invoices. */
import type { BookedBill } from '../books';
import type { PoisonExpectation } from './poisoned';

/**
 * @param outcomes by JAGGAER's invoice id: what the latest audit row says
 * @param bills in the ERP's books; a bill belongs to the invoice that the stamp in its description names
 * @returns what is not as it should be, in words; nothing where none is lost, none blocked and none twice
 */
export function judgePoisoned(
  expected: readonly PoisonExpectation[],
  outcomes: ReadonlyMap<string, string>,
  bills: ReadonlyArray<Pick<BookedBill, 'amount'> & { description: string }>,
): string[] {
  const booked = new Map<string, string[]>();
  for (const { description, amount } of bills) {
    const [, id] = /^JGR:(?:test:)?[^:\s]+:(\d+)\b/.exec(description) ?? [];
    if (id !== undefined) booked.set(id, [...(booked.get(id) ?? []), amount]);
  }
  return expected.flatMap(({ kind, invoiceId, invoiceNumber, outcome, alsoFine, amount }) => {
    const label = `${invoiceNumber} (${kind})`;
    const found = outcomes.get(invoiceId);
    if (found === undefined) return [`${label}: nothing became of it`];
    const isAllowed = [outcome, ...alsoFine].some((one) => one === found);
    if (!isAllowed) return [`${label}: ${found}, expected ${[outcome, ...alsoFine].join(' or ')}`];
    const amounts = booked.get(invoiceId) ?? [];
    const wanted = found === 'posted' ? 1 : 0;
    if (amounts.length !== wanted) return [`${label}: ${amounts.length} bills, expected ${wanted}`];
    const isRight = amounts.every(
      (one) => Math.round(Number(one) * 100) === Math.round(Number(amount) * 100),
    );
    return isRight ? [] : [`${label}: amount ${amounts.join()}, expected ${amount}`];
  });
}
