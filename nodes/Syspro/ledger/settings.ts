import type { PeriodPolicy } from '../../shared/period';

/** What the user decided about invoices in SYSPRO. */
export interface SysproSettings {
  period: PeriodPolicy;
  /** `combined`: a run's invoices are one document, and so one AP and one GL journal. */
  documents: 'combined' | 'single';
  /** All invoices of a document, or none of them. */
  isWhole: boolean;
  /** Invoices in a document that goes by PostLD. */
  documentSize: number;
  warnings: 'refuse' | 'ignore';
  /** Whether an answer without a GL journal counts as a failure of the ledger. */
  demandsGlJournal: boolean;
  /** What a cost centre is: a part of the ledger code, an analysis code, a dimension of version 8, or nothing. */
  costCentre: 'section' | 'analysis' | 'dimension' | 'none';
  /** Name of the dimension in the mapping that is the cost centre. */
  costCentreName: string;
  /** How a ledger code is made, e.g. `{account}-{costCentre}`. */
  ledgerCodeForm: string;
  /** 1 to 5: which analysis code the cost centre is. */
  analysisType: number;
  /** Match lines to goods received; where there is no order: book the line on its account, or hold. `text`: never match. */
  purchaseOrders: 'match' | 'matchOrHold' | 'text';
  /** Distribution of what is matched, where the company's AP wants one; '' elsewhere. */
  grnLedgerCode: string;
  /** What becomes of a credit memo that names no invoice. */
  creditMemos: 'hold' | 'negative';
  /** Custom field of a credit memo with the supplier's number of the invoice that it credits; '' = none. */
  creditedInvoiceField: string;
  /** Signs that the notation of an invoice holds. */
  notationLength: number;
  /** AP's current month, `YYYY-MM`; '' is asked for. */
  currentPeriod: string;
  /** SYSPRO's currency codes that are not those of ISO, by code. */
  currencies: ReadonlyMap<string, string>;
}
