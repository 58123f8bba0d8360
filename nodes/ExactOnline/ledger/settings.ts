import type { PeriodPolicy } from '../../shared/period';

/** What the user decided about purchase entries in Exact Online. */
export interface ExactSettings {
  period: PeriodPolicy;
  /** Code of the purchase journal; '' takes the only one. */
  journal: string;
  /** `lines`: the line's account, else that of the invoice type. `invoiceType`: always that of the invoice type. */
  account: 'lines' | 'invoiceType';
  /** What the mapped entity (business unit) means here. */
  entity: 'costUnit' | 'costCenter' | 'division' | 'none';
  /** What becomes of a supplier's number that YourRef cannot hold whole. */
  longNumbers: 'shorten' | 'hold';
  /** VAT code for lines without tax; '' leaves it to the account, as long as that one adds nothing. */
  untaxedCode: string;
  /** VAT code for tax whose charge names no code of its own. */
  taxCode: string;
}
