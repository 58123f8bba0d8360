import type { PeriodPolicy } from '../../shared/period';

export type HeaderColumn = 'ExchangeRate' | 'DepartmentRef' | 'SalesTermRef';
export type HeaderValues = Record<HeaderColumn, string>;

export type LineColumn = 'BillableStatus' | 'CustomerRef';
/** Where on an invoice line the value of a column is. */
export interface LinePath {
  column: LineColumn;
  path: string;
}

/** What the user decided about bills in QuickBooks Online. */
export interface QuickBooksSettings {
  period: PeriodPolicy;
  /** What becomes of a supplier's number that a DocNumber cannot hold whole. */
  longNumbers: 'shorten' | 'hold';
  /** What becomes of a number that a bill of another vendor has: QBO keeps numbers apart by company, not by vendor. */
  numberOfOther: 'post' | 'hold';
  /** A bill has one location: what becomes of lines that need several. */
  departments: 'hold' | 'split';
  /** Link to purchase orders; where there is none: carry the number as text, or hold. `text`: never link. */
  purchaseOrders: 'link' | 'linkOrHold' | 'text';
  /** Accounts payable account by its number, name or id; '' takes the only one of the currency. */
  payable: string;
  /** For lines of bills with tax whose charge names no code of its own; outside of the US. */
  taxCode: string;
  /** Whether to look once after the run for what another machine booked at the same moment. */
  lookForTwins: boolean;
  /** Fields that the user mapped, by the document's key; references by QBO's id. */
  header: ReadonlyMap<string, HeaderValues>;
  lines: ReadonlyMap<string, LinePath[]>;
}
