/** One document on its way through the posting pipeline. */
import type { BookedBill } from './booking';
import type { Invoice } from './documents';
import { invoiceKey, supplierReference } from './documents';
import { typeOf } from './existing';
import type { Wanted } from './ledger';
import type { BillReference, Difference, Outcome, Problem } from './outcome';
import { problemOf } from './outcome';

/** What became of one document. */
export interface Posted {
  invoice: Invoice;
  outcome: Outcome;
  problem: Problem | null;
  bill: BillReference | null;
  matchedBy: string;
  differences: Difference[];
  notCarried: string[];
  /** Exact document of a dry run. */
  payload: object | null;
  attempts: number;
}

export interface Task<Draft> {
  key: string;
  invoice: Invoice;
  booked: BookedBill | null;
  refusal: Problem | null;
  draft?: Draft;
  payload?: object;
  notCarried: string[];
  attempts: number;
  result: Posted | null;
}

export const newTask = <Draft>(invoice: Invoice): Task<Draft> => ({
  key: invoiceKey(invoice),
  invoice,
  booked: null,
  refusal: null,
  notCarried: [],
  attempts: 0,
  result: null,
});

export const isOpen = <Draft>(task: Task<Draft>): boolean => task.result === null;

/** What to look for in the ERP for this document. */
export function wanted<Draft>({ key, invoice, booked }: Task<Draft>): Wanted {
  const vendors = new Set([invoice.supplier.erpVendor ?? '', ...invoice.supplier.erpVendorsEver]);
  vendors.delete('');
  return {
    ...{ key, type: typeOf(invoice), vendorReference: supplierReference(invoice), vendors: [...vendors] },
    ...{ total: booked?.total ?? null, since: invoice.createDate },
  };
}

/** Runs a check; a refusal stays with the document, and later checks are skipped. */
export function attempt<Draft>(task: Task<Draft>, work: () => void): void {
  if (task.refusal) return;
  try {
    work();
  } catch (error) {
    task.refusal = problemOf(error);
  }
}

/** Settles the document's outcome. */
export function finish<Draft>(task: Task<Draft>, outcome: Outcome, facts: Partial<Posted>): void {
  task.result = {
    problem: null,
    bill: null,
    matchedBy: '',
    differences: [],
    payload: null,
    ...facts,
    invoice: task.invoice,
    outcome,
    notCarried: task.notCarried,
    attempts: task.attempts,
  };
}
