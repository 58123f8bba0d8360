import type { PeriodPolicy } from '../../shared/period';

/** A field of a bill line that the user mapped. */
export interface LineField {
  /** Where on the invoice line its value is. */
  path: string;
  column: Column;
}

/** A field of the bill or its lines, by its integration name. */
export interface Column {
  id: string;
  isCustom: boolean;
  isDate: boolean;
}

/** What the user decided about bills in Sage Intacct. */
export interface IntacctSettings {
  period: PeriodPolicy;
  /** Drafts wait in Sage Intacct for a person; posted is final at once. */
  postAs: 'posted' | 'draft';
  /** Functions in one request. */
  batchSize: number;
  /** What becomes of a supplier's number with characters that a bill number cannot hold. */
  oddCharacters: 'replace' | 'hold';
  /** Custom field of the bill that holds the stamp instead of the description. */
  stampField: string | null;
  /** For lines whose mapping gives none. */
  defaultLocation: string;
  defaultDepartment: string;
  /** For bills in another currency than the base currency. */
  exchangeRateType: string;
  /** Bills in it go without an exchange rate; '' where not told: then all name the rate type. */
  baseCurrency: string;
  /** Mapped header fields by document key. */
  header: Map<string, Array<{ column: Column; value: string }>>;
  /** Mapped line fields by document key. */
  lines: Map<string, LineField[]>;
}
