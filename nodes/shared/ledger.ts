/** What an ERP supplies so that the posting pipeline can keep its promises; see `posting.ts`. */
import type { BookedBill } from './booking';
import type { Decimal } from './money';
import type { BillReference, Difference, Problem } from './outcome';

/** A document to look for in the ERP. */
export interface Wanted {
  key: string;
  type: 'bill' | 'credit';
  /** Supplier's number of the document. */
  vendorReference: string;
  /** Every vendor this supplier was ever mapped to. */
  vendors: string[];
  /** Day on which JAGGAER first had it, YYYY-MM-DD: no bill for it was made from here before. Null where nobody says. */
  since?: string | null;
  /** What the bill is to amount to; a credit's is positive. Null where the invoice cannot be booked. */
  total?: Decimal | null;
}

export interface Found extends BillReference {
  /** `key` = our own stamp is on it, `supplierNumber` = same vendor, type and supplier's number. */
  matchedBy: 'key' | 'supplierNumber';
  /** The key stamped on it, when the stamp is ours. */
  stampedKey: string | null;
  /** Voided or rejected in the ERP. */
  voided: boolean;
}

/** The result of sending one bill. */
export type Sent =
  /** `problem`: it is booked, and something else that belongs to it is not. */
  | { kind: 'created'; bill: BillReference; differences: Difference[]; problem?: Problem }
  | { kind: 'refused'; problem: Problem }
  /** The ERP says that it has this document already: it is looked up, and refused where it is not found. */
  | { kind: 'duplicate'; problem: Problem }
  /** `final`: the server itself answered with a failure and is not still working on it. */
  | { kind: 'unknown'; reason: string; final: boolean };

export interface Ledger<Draft> {
  /** Name in audit rows and messages. */
  readonly system: string;
  /** ERP company that is written to: one posting run at a time for each in this process. */
  readonly company: string;
  readonly environment: string;
  /** How many bills one `create` call takes. */
  readonly batchSize: number;
  /** Looks documents up in bulk; the answer holds every candidate for each key. */
  find(wanted: Wanted[]): Promise<Map<string, Found[]>>;
  /** Reads in bulk what validation needs (vendors, accounts, periods, POs), once. */
  prepare(bills: BookedBill[]): Promise<void>;
  /**
   * Checks one bill against what was read and makes the exact document to send. Writes nothing.
   * @throws Refusal
   */
  draft(bill: BookedBill): { draft: Draft; payload: object; notCarried: string[] };
  /**
   * Sends the drafts, one result each, in order. Checks that the answer equals what was sent; where it does not,
   * it keeps the bill from release and lists the differences.
   * @throws SignInRefused when none of these drafts was booked, and nothing else
   */
  create(drafts: Draft[]): Promise<Sent[]>;
  /**
   * Where the ERP would take a second bill with the same key: every bill that now carries one of the keys.
   * Absent where the ERP itself refuses the second one.
   */
  twins?(keys: string[]): Promise<Map<string, Found[]>>;
  /** Deletes a bill that this run created and that lost against its twin. */
  remove?(bill: BillReference): Promise<void>;
  /** Makes created bills final; one result each. Absent where posting is final at once. */
  release?(bills: BillReference[]): Promise<Array<Problem | null>>;
}
