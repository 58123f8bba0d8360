/** Canonical bill → Exact Online's purchase entry, credit memo → one with negative lines. Pure: reads and decides nothing. */
import type { BookedBill, BookedLine } from '../shared/booking';
import type { Wanted } from '../shared/ledger';
import type { Decimal } from '../shared/money';
import { negate, round, sum } from '../shared/money';
import { wantedOf } from '../shared/planBill';
import { stampOf } from '../shared/stamp';
import { fitted, oneLine, shortened } from '../shared/text';
import type { Json } from './transport/wire';

/**
 * YourRef: reference 3.1 (client emeq). The others are in no public source, so they are kept short; what does not fit
 * into a line's description stands in its notes.
 */
export const LENGTHS = { number: 50, description: 60, line: 60, notes: 2_000 };

export interface LinePlan {
  line: BookedLine;
  /** Goes into the description as far as it fits, else as a whole into the notes. */
  text: string;
  /** GUID. */
  account: string;
  /** Codes; '' for none. */
  costCenter: string;
  costUnit: string;
  /** '' leaves it to the account. */
  vatCode: string;
  /** With VAT, where the VAT code is one of amounts that include it. */
  amount: Decimal;
  /** VAT as the invoice has it; null leaves it to Exact, where it is nothing. */
  vat: Decimal | null;
}

export interface EntryPeriod {
  year: number;
  number: number;
}

/** Everything that validation decided about a bill; GUIDs and codes are Exact's own. */
export interface BillPlan {
  bill: BookedBill;
  number: string;
  /** GUID. */
  supplier: string;
  journal: string;
  date: string;
  dueDate: string | null;
  /** Code; '' for none. */
  condition: string;
  period: EntryPeriod;
  lines: LinePlan[];
}

export interface ExactEntry {
  wanted: Wanted;
  /** Words for messages. */
  name: string;
  currency: string;
  /** What the supplier gets, as Exact has it: a credit is negative. */
  total: Decimal;
  /** The part of it that is VAT. */
  vat: Decimal;
  body: Json;
}

/** The YourRef that a supplier's number is carried as; one that was shortened stands whole in the first line's notes. */
export const carriedNumber = (reference: string): string => shortened(reference, LENGTHS.number);

export const plainNumber = (reference: string): string => oneLine(reference);

/** The exact document to send. */
export function billDocument(plan: BillPlan): ExactEntry {
  const { bill } = plan;
  const signed = signOf(bill);
  return {
    wanted: { ...wantedOf(bill), total: bill.total },
    name: `${bill.type === 'bill' ? 'purchase entry' : 'credit note'} ${plan.number}`,
    currency: bill.currency,
    total: signed(bill.total),
    vat: signed(sum(plan.lines.map(({ vat }) => vat ?? '0'))),
    body: bodyOf(plan),
  };
}

/** Exact has no type to write: a credit note is an entry with negative amounts (reference 3.1, inferred). */
const signOf =
  ({ type }: BookedBill) =>
  (amount: Decimal): Decimal =>
    type === 'credit' ? negate(amount) : amount;

/** Source: reference 3.1, 3.2. Suppliers and accounts go by GUID, everything else by code. */
function bodyOf(plan: BillPlan): Json {
  const { bill } = plan;
  return {
    Journal: plan.journal,
    Supplier: plan.supplier,
    YourRef: plan.number,
    Description: descriptionOf(plan),
    EntryDate: plan.date,
    ...(plan.dueDate !== null && { DueDate: plan.dueDate }),
    Currency: bill.currency,
    ...(plan.condition !== '' && { PaymentCondition: plan.condition }),
    ...inPeriod(plan.period),
    PurchaseEntryLines: plan.lines.map((line, at) =>
      lineOf(line, signOf(bill), at === 0 ? wholeNumber(plan) : ''),
    ),
  };
}

/** The supplier's number where YourRef does not hold it as a whole. */
function wholeNumber({ bill, number }: BillPlan): string {
  const plain = plainNumber(bill.vendorReference);
  return plain === number ? '' : plain;
}

/** The fields that name a period. */
export const inPeriod = ({ year, number }: EntryPeriod): Json => ({
  ReportingYear: year,
  ReportingPeriod: number,
});

/** As JSON has numbers: Double on the wire (doc). At most fifteen digits come through unharmed. */
const money = (amount: Decimal): number => Number(round(amount)) + 0;

/** Only AmountFC counts; AmountDC alone makes an entry of nothing (recorded: nango create-purchase-invoice). */
function lineOf(plan: LinePlan, signed: (amount: Decimal) => Decimal, number: string): Json {
  const { text, account, costCenter, costUnit, vatCode, amount, vat } = plan;
  const short = fitted(text, LENGTHS.line);
  const notes = oneLine(`${number} ${short === text ? '' : text}`);
  return {
    AmountFC: money(signed(amount)),
    GLAccount: account,
    ...(vatCode !== '' && { VATCode: vatCode }),
    ...(vat !== null && { VATAmountFC: money(signed(vat)) }),
    ...(costCenter !== '' && { CostCenter: costCenter }),
    ...(costUnit !== '' && { CostUnit: costUnit }),
    ...(short !== '' && { Description: short }),
    ...(notes !== '' && { Notes: fitted(notes, LENGTHS.notes) }),
  };
}

/**
 * The stamp, and what people know the invoice by. It is also the subject of the document that Exact makes (recorded).
 * Stamp and number are never cut.
 */
function descriptionOf({ bill: { key, invoice } }: BillPlan): string {
  const whole = `${stampOf(key)} ${oneLine(invoice.number)}`;
  const name = invoice.name === invoice.number ? '' : invoice.name;
  return fitted(`${whole} ${name}`, Math.max(LENGTHS.description, whole.length));
}
