/** Acumatica's refusals as data: the vendor's words, what they mean, and who mends them where. */
import type { Owner } from '../../shared/outcome';

export interface ErrorPattern {
  /** The vendor's words, or the exception type. */
  match: RegExp;
  /** Only where the refusal names one of these fields. */
  field?: RegExp;
  cause: string;
  meaning: string;
  advice: string;
  owner: Owner;
  /** `transient`: the server failed for the moment and undid its work; the same request may succeed. */
  outcome: 'held' | 'rejected' | 'differs' | 'transient';
}

/** First match wins: the specific before the general. */
export const ERROR_TABLE: ErrorPattern[] = [
  {
    match: /deadlock|timeout expired|execution timeout|PXLockViolation|another process has updated/i,
    cause: 'erp.busy',
    meaning: 'Acumatica’s database was busy and undid the change.',
    advice: 'It is tried again by itself.',
    owner: 'erp',
    outcome: 'transient',
  },
  {
    match:
      /duplicate|already (exists|been (used|entered|recorded))|same (vendor ref|vendor reference|reference number)/i,
    cause: 'duplicate.vendorRef',
    meaning: 'Acumatica already has a document with this vendor reference.',
    advice:
      'Look for the vendor reference on Bills and Adjustments (AP301000). If they are two invoices, correct the number in JAGGAER.',
    owner: 'jaggaer',
    outcome: 'differs',
  },
  {
    match: /period.*(inactive|closed|locked|not (open|found|defined))|(inactive|closed) .*period/i,
    cause: 'period.closed',
    meaning: 'The posting period is not open for accounts payable.',
    advice: 'Open it on Manage Financial Periods (GL503000), or set the period policy to “next open period”.',
    owner: 'erp',
    outcome: 'rejected',
  },
  {
    match: /post period cannot be empty/i,
    cause: 'period.closed',
    meaning: 'Acumatica finds no open posting period for the date.',
    advice: 'Open the period on Manage Financial Periods (GL503000), then replay.',
    owner: 'erp',
    outcome: 'rejected',
  },
  {
    match: /control total|out of balance|document (is )?out of|not equal to|totals? (do|does) not match/i,
    cause: 'erp.totals',
    meaning: 'Acumatica computes another total than the invoice has, usually because of taxes.',
    advice: 'Check tax zone, tax category and the mapping of the invoice’s taxes.',
    owner: 'mapping',
    outcome: 'held',
  },
  {
    match: /cannot be empty|is required|must be (specified|filled)/i,
    cause: 'erp.fieldMissing',
    meaning: 'Acumatica wants a value that the invoice does not carry.',
    advice: 'Map the field in the node (Header Fields) or give it a default in Acumatica.',
    owner: 'mapping',
    outcome: 'held',
  },
  {
    match: /cannot be found|not found|does not exist|is not valid|invalid value/i,
    field: /Vendor$/,
    cause: 'erp.vendor',
    meaning: 'The vendor is not in this Acumatica company.',
    advice: 'Correct the supplier row in the mapping table, or create the vendor.',
    owner: 'mapping',
    outcome: 'held',
  },
  {
    match: /cannot be found|not found|does not exist|is not valid|invalid value/i,
    cause: 'erp.codeMissing',
    meaning: 'A code of the bill is not in this Acumatica company.',
    advice: 'Correct it in the mapping table, or create it in Acumatica.',
    owner: 'mapping',
    outcome: 'held',
  },
  {
    match: /inactive|not active|on hold.*vendor|vendor.*on hold/i,
    cause: 'erp.inactive',
    meaning: 'A record that the bill refers to is not active.',
    advice: 'Activate it in Acumatica, or map to another one.',
    owner: 'erp',
    outcome: 'held',
  },
  {
    match: /PXSetupNotEnteredException|setup.*not entered|required configuration data/i,
    cause: 'erp.setup',
    meaning: 'A preferences form of this Acumatica company was never filled in.',
    advice: 'Fill in the form that the message names.',
    owner: 'erp',
    outcome: 'held',
  },
];

/** Which form stands behind an entity, and what a user needs to reach it. */
export const FORMS: Record<string, string> = {
  Bill: 'Bills and Adjustments (AP301000)',
  Vendor: 'Vendors (AP303000)',
  Account: 'Chart of Accounts (GL202500)',
  Subaccount: 'Subaccounts (GL203000)',
  Ledger: 'Ledgers (GL201500)',
  FinancialPeriod: 'Master Financial Calendar (GL201000)',
  CompanyFinancialPeriod: 'Company Financial Calendar (GL201010)',
  Currency: 'Currencies (CM202000)',
  PurchaseOrder: 'Purchase Orders (PO301000)',
  CompaniesStructure: 'Companies Structure (CS401000)',
};
