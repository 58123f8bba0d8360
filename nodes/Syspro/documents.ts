/** Canonical bill → an item of APSTIN; items → the document that is posted. Pure: reads nothing, decides nothing. */
import type { BookedBill, BookedLine } from '../shared/booking';
import type { Wanted } from '../shared/ledger';
import type { Decimal } from '../shared/money';
import { negate, round } from '../shared/money';
import { wantedOf } from '../shared/planBill';
import { oneLine } from '../shared/text';
import { markOf } from './mark';
import { narrowed } from './transport/encoding';
import type { XmlFields } from './transport/xml';

/** Column facts; that of the notation of an invoice is not public and is a setting (reference 3). */
export const LENGTHS = { invoice: 20, ledgerNotation: 30 };

/** Places of AP's calendar: the current period and the two before it. */
export type Slot = 'C' | 'P' | 'B';

/** I is new on the AP file; C reduces an invoice that is there. */
export type TransactionCode = 'I' | 'C';

/** What was received and is to be matched, by the five parts of its key. */
export interface GrnKey {
  supplier: string;
  grn: string;
  source: string;
  journal: string;
  entry: string;
}

export interface GrnMatch {
  key: GrnKey;
  /** Closes it at this value, or takes a part of it. */
  type: 'U' | 'P';
  quantity: Decimal;
  value: Decimal;
}

export interface LinePlan {
  line: BookedLine;
  ledgerCode: string;
  /** AnalysisCode1..5, by name; empty where the cost centre is no analysis code. */
  analysis: Record<string, string>;
  text: string;
  /** What it is matched to; its value is not distributed then. */
  matches: GrnMatch[];
}

/** Everything that validation decided about a bill. */
export interface BillPlan {
  bill: BookedBill;
  /** As SYSPRO shows the supplier. */
  supplier: string;
  code: TransactionCode;
  /** The invoice that it becomes, or that a credit is for. */
  invoice: string;
  date: string;
  dueDate: string | null;
  tax: { code: string; amount: Decimal } | null;
  /** Places to try, in this order. */
  slots: Slot[];
  /** Month that each place stands for, `YYYY-MM`. */
  months: Record<Slot, string>;
  lines: LinePlan[];
  notation: string;
  /** Takes what is matched once more, for installations that want it; '' elsewhere. */
  grnLedgerCode: string;
  withAnalysis: boolean;
}

/** What the books must say afterwards. */
export interface Expected {
  supplier: string;
  invoice: string;
  code: TransactionCode;
  /** Signed as the AP file has it. */
  total: Decimal;
  currency: string;
  reference: string;
}

export interface SysproBill {
  wanted: Wanted;
  /** Words for messages. */
  name: string;
  slots: Slot[];
  months: Record<Slot, string>;
  item: XmlFields;
  expected: Expected;
}

/** The supplier's number without what nobody can type. */
export const plainNumber = (reference: string): string => oneLine(reference);

/** As much of a text as a field holds, in signs that SYSPRO keeps. */
export const fitted = (words: string, length: number): string =>
  narrowed(oneLine(words)).slice(0, length).trimEnd();

/** The exact item to send, and what the books must say afterwards. */
export function billDocument(plan: BillPlan): SysproBill {
  const { bill, supplier, code, invoice } = plan;
  const isNegative = bill.type === 'credit' && code === 'I';
  const reference = markOf(bill.key);
  return {
    wanted: wantedOf(bill),
    name: `${bill.type === 'credit' ? 'credit memo' : 'invoice'} ${plainNumber(bill.vendorReference)}`,
    slots: plan.slots,
    months: plan.months,
    item: itemOf(plan, isNegative ? negate : (amount) => amount, reference),
    expected: {
      ...{ supplier, invoice, code, currency: bill.currency, reference },
      total: isNegative ? negate(bill.total) : bill.total,
    },
  };
}

const filled = (value: string | null): string | undefined =>
  value === null || value === '' ? undefined : value;

/** In the order of the sample of APSTIN; amounts as they are to be signed. */
function itemOf(plan: BillPlan, signed: (amount: Decimal) => Decimal, reference: string): XmlFields {
  const { bill, tax } = plan;
  const money = (amount: Decimal) => round(signed(amount));
  const matches = plan.lines.flatMap((line) => line.matches);
  return {
    Supplier: plan.supplier,
    TransactionCode: plan.code,
    Branch: filled(bill.entity),
    Invoice: plan.invoice,
    TransactionValue: money(bill.total),
    Notation: filled(plan.notation),
    TransactionReference: reference,
    InvoiceDate: plan.date,
    DueDate: filled(plan.dueDate),
    ...(tax && { TaxBasis: 'E', TaxCode: tax.code, TaxValue: money(tax.amount) }),
    ...(matches.length > 0 && { GrnDetails: matches.map(grnOf) }),
    LedgerDistribution: plan.lines.flatMap((line) => distributionOf(line, plan, money)),
  };
}

/** The five selectors, and how it is matched. */
const grnOf = ({ key, type, quantity, value }: GrnMatch): XmlFields => ({
  GrnSupplier: key.supplier,
  GrnGrn: key.grn,
  GrnFlag: key.source,
  GrnJournal: key.journal,
  GrnEntry: key.entry,
  GrnMatchType: type,
  ...(type === 'U'
    ? { GrnMatchValue: round(value) }
    : { GrnPartialMatchQuantity: quantity, GrnPartialMatchValue: round(value) }),
});

function distributionOf(
  { line, ledgerCode, analysis, text, matches }: LinePlan,
  { grnLedgerCode, withAnalysis }: BillPlan,
  money: (amount: Decimal) => string,
): XmlFields[] {
  if (matches.length > 0 && grnLedgerCode === '') return [];
  const coded = matches.length > 0 ? grnLedgerCode : ledgerCode;
  const amount = money(line.amount);
  const entry = { ...analysis, EntryAmount: amount };
  const hasAnalysis = withAnalysis && matches.length === 0 && Object.keys(analysis).length > 0;
  return [
    {
      LedgerCode: coded,
      LedgerNotation: filled(text),
      LedgerValue: amount,
      ...(hasAnalysis && { AnalysisLineEntry: entry }),
    },
  ];
}

export interface DocumentRules {
  slot: Slot;
  /** All or nothing. */
  isWhole: boolean;
  /** What SYSPRO warns of, as of a supplier on hold. */
  warnings: 'refuse' | 'ignore';
  /** Where a cost centre is looked at: analysis codes, or dimensions of version 8. */
  analysis: 'none' | 'codes' | 'dimensions';
}

const SCHEMA = 'http://www.w3.org/2001/XMLSchema-instance';
const root = (schema: string): XmlFields => ({
  '@xmlns:xsd': SCHEMA,
  '@xsd:noNamespaceSchemaLocation': schema,
});

/** Every item judged by itself, unless all or none is wanted; values are in the supplier's currency. */
export const invoiceParameters = ({ slot, isWhole, warnings, analysis }: DocumentRules): XmlFields => ({
  PostApInvoice: {
    ...root('APSTIN.XSD'),
    Parameters: {
      PostingPeriod: slot,
      IgnoreWarnings: warnings === 'ignore' ? 'Y' : 'N',
      ApplyIfEntireDocumentValid: isWhole ? 'Y' : 'N',
      ValidateOnly: 'N',
      LedgerDistributionCurrency: 'F',
      IgnoreAnalysis: analysis === 'none' ? 'Y' : 'N',
      ...(analysis === 'dimensions' && { IncludeDimensionAnalysis: 'Y' }),
    },
  },
});

export const invoiceDocument = (items: XmlFields[]): XmlFields => ({
  PostApInvoice: { ...root('APSTINDOC.XSD'), Item: items },
});
