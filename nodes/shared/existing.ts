/** Judges what the ERP already has for a document. */
import type { BookedBill } from './booking';
import type { Invoice } from './documents';
import type { Found } from './ledger';
import { absolute, equal } from './money';
import type { Difference, Outcome, Problem } from './outcome';

export interface Verdict {
  outcome: Extract<Outcome, 'alreadyPosted' | 'differs'>;
  bill: Found;
  matchedBy: string;
  differences: Difference[];
  problem: Problem | null;
}

export const typeOf = (invoice: Invoice): 'bill' | 'credit' =>
  invoice.type === 'creditMemo' ? 'credit' : 'bill';

/**
 * There already with the same amount and currency: already posted. There but different, voided, double, or
 * stamped with another invoice: differs. Bills with our key come before those with the supplier's number.
 * @returns null where the ERP has nothing for this document
 */
export function decideFound(
  key: string,
  invoice: Invoice,
  booked: BookedBill | null,
  found: Found[],
): Verdict | null {
  const stamped = found.filter((bill) => bill.stampedKey === key);
  const candidates = stamped.length > 0 ? stamped : found;
  const alive = candidates.filter((bill) => !bill.voided);
  const bill = alive[0] ?? candidates[0];
  if (!bill) return null;
  const differences = compare(invoice, booked, bill);
  const verdict = (problem: Problem | null): Verdict => ({
    outcome: problem ? 'differs' : 'alreadyPosted',
    bill,
    matchedBy: bill.matchedBy,
    differences,
    problem,
  });
  const doubt = (cause: string, reason: string, advice: string) =>
    verdict({ outcome: 'differs', cause, reason, advice, owner: 'erp' });
  const there = `Bill ${bill.number} of vendor ${bill.vendor} (${bill.vendorReference})`;
  if (invoice.cancelled) {
    if (bill.voided) return verdict(null);
    return doubt(
      'invoice.cancelled',
      `${there} is in the ERP, but JAGGAER has cancelled the invoice.`,
      'Reverse the bill in the ERP.',
    );
  }
  if (bill.voided) {
    return doubt(
      'erp.voided',
      `${there} was voided in the ERP.`,
      'If it is to be paid after all, enter it in the ERP.',
    );
  }
  if (bill.stampedKey !== null && bill.stampedKey !== key) {
    return doubt(
      'duplicate.supplierNumber',
      `${there} belongs to another JAGGAER invoice (${bill.stampedKey}).`,
      'The supplier’s number was used twice. Cancel the double invoice in JAGGAER or correct its number.',
    );
  }
  if (alive.length > 1) {
    const numbers = alive.map((each) => each.number).join(', ');
    return doubt(
      'erp.double',
      `The ERP has ${alive.length} bills for this invoice: ${numbers}.`,
      'Delete all but one in the ERP.',
    );
  }
  if (differences.length > 0) {
    const words = differences.map(
      ({ field, expected, found: there }) => `${field} ${there} there, ${expected} here`,
    );
    return doubt(
      'erp.differs',
      `${there} is already in the ERP with other values: ${words.join('; ')}.`,
      'Nothing was written. If the invoice was changed in JAGGAER, correct the bill in the ERP.',
    );
  }
  return verdict(null);
}

function compare(invoice: Invoice, booked: BookedBill | null, bill: Found): Difference[] {
  const differences: Difference[] = [];
  const total = booked?.total ?? (invoice.total === null ? null : absolute(invoice.total));
  const currency = booked?.currency ?? invoice.currency;
  if (total !== null && !equal(total, bill.amount)) {
    differences.push({ field: 'amount', expected: total, found: bill.amount });
  }
  if (currency !== null && bill.currency !== null && currency !== bill.currency) {
    differences.push({ field: 'currency', expected: currency, found: bill.currency });
  }
  return differences;
}
