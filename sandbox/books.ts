/** Compares the books of the simulated ERP with what the seed says must be there. */
import type { Expectation } from './world';

export interface BookedBill {
  type: string;
  referenceNbr: string;
  vendor: string;
  vendorRef: string;
  description: string;
  currency: string;
  amount: string;
  status: string;
  lines: Array<{ account: string; subaccount: string; branch: string; amount: string }>;
}

export interface Comparison {
  posted: number;
  credits: number;
  missing: string[];
  duplicates: string[];
  amountMismatches: string[];
  /** Bills that no expected invoice explains. */
  strangers: string[];
}

/** Every expected bill exactly once, with its amount, its lines and nothing beside. */
export function compareBooks(expected: Expectation[], bills: BookedBill[]): Comparison {
  const nameOf = (type: string, vendor: string, ref: string) => `${type}\n${vendor}\n${ref}`;
  const books = new Map<string, BookedBill[]>();
  for (const bill of bills) {
    if (bill.status === 'Voided') continue;
    const name = nameOf(bill.type, bill.vendor, bill.vendorRef);
    books.set(name, [...(books.get(name) ?? []), bill]);
  }
  const result: Comparison = {
    posted: 0,
    credits: 0,
    missing: [],
    duplicates: [],
    amountMismatches: [],
    strangers: [],
  };
  for (const invoice of expected.filter((each) => each.outcome === 'posted')) {
    const name = nameOf(invoice.type, invoice.vendor, invoice.vendorRef);
    const found = books.get(name) ?? [];
    books.delete(name);
    const label = `${invoice.invoiceNumber} (${invoice.vendor} ${invoice.vendorRef})`;
    if (found.length === 0) result.missing.push(label);
    if (found.length > 1) result.duplicates.push(label);
    const bill = found[0];
    if (!bill) continue;
    result.posted += 1;
    if (invoice.type !== 'Bill') result.credits += 1;
    const wrong = difference(invoice, bill);
    if (wrong) result.amountMismatches.push(`${label}: ${wrong}`);
  }
  for (const strangers of books.values()) {
    for (const bill of strangers)
      result.strangers.push(`${bill.referenceNbr} (${bill.vendor} ${bill.vendorRef})`);
  }
  return result;
}

/** Cents as an integer: the comparison does no arithmetic in binary fractions. */
const cents = (amount: string): number => Math.round(Number(amount) * 100);

function difference(invoice: Expectation, bill: BookedBill): string | null {
  if (cents(invoice.amount) !== cents(bill.amount))
    return `amount ${bill.amount}, expected ${invoice.amount}`;
  if (invoice.currency !== bill.currency) return `currency ${bill.currency}, expected ${invoice.currency}`;
  const show = (lines: BookedBill['lines']) =>
    lines
      .map((line) => `${line.account}/${line.subaccount}/${line.branch} ${cents(line.amount)}`)
      .sort()
      .join(', ');
  const [there, here] = [show(bill.lines), show(invoice.lines)];
  return there === here ? null : `lines ${there}, expected ${here}`;
}
