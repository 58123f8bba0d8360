/** Canonical bill ⇄ Acumatica's Bill. Pure: reads nothing, decides nothing. */
import type { BookedBill, BookedLine } from '../shared/booking';
import type { Decimal } from '../shared/money';
import { negate, readDecimal, sum } from '../shared/money';
import type { BillReference } from '../shared/outcome';
import { Refusal, rejected } from '../shared/outcome';
import { keyOf, stampOf } from '../shared/stamp';
import type { CustomValue, Plain, Scalar } from './transport/wire';
import { rows, text, wrap } from './transport/wire';

/** Field lengths on Bills and Adjustments (AP301000). */
export const LENGTHS = { description: 256, lineText: 256, vendorRef: 40 };

export const BILL_TYPES = { bill: 'Bill', credit: 'Debit Adj.' } as const;

export interface OrderLink {
  type: string;
  number: string;
  line: number;
}

export interface LinePlan {
  line: BookedLine;
  /** Empty for a purchase order line: its account comes from the order. */
  account: string;
  subaccount: string;
  taxCategory: string;
  /** Dimensions that are fields of a bill line, and what the user mapped, by field name. */
  fields: Record<string, Scalar>;
  custom: CustomValue[];
  order: OrderLink | null;
  text: string;
}

/** Everything that validation decided about a bill. */
export interface BillPlan {
  bill: BookedBill;
  date: string;
  /** `MMYYYY` */
  period: string;
  onHold: boolean;
  lines: LinePlan[];
  /** Header fields that the user mapped. */
  header: Record<string, Scalar>;
  custom: CustomValue[];
  stampField: StampField | null;
}

/** Custom field of the bill that holds the stamp instead of the description. */
export interface StampField {
  view: string;
  field: string;
}

/** What the answer must say again. */
export interface Expected {
  type: string;
  vendor: string;
  vendorRef: string;
  currency: string;
  amount: Decimal;
  tax: Decimal | null;
  lines: Array<{ account: string; subaccount: string; amount: Decimal; order: OrderLink | null }>;
}

export interface AcumaticaBill {
  key: string;
  vendorReference: string;
  vendor: string;
  type: 'bill' | 'credit';
  body: Record<string, unknown>;
  expected: Expected;
}

/** The exact document to send, and what its answer must say. */
export function billDocument(plan: BillPlan): AcumaticaBill {
  const { bill, header } = plan;
  const { invoice } = bill;
  const stamp = stampOf(bill.key);
  const type = BILL_TYPES[bill.type];
  // a debit adjustment is applied, not paid: it has no terms
  const payable = bill.type === 'bill';
  const fields: Plain = {
    Type: type,
    Vendor: bill.vendor,
    VendorRef: bill.vendorReference,
    Date: plan.date,
    ...(payable && invoice.dueDate ? { DueDate: invoice.dueDate } : {}),
    PostPeriod: plan.period,
    CurrencyID: bill.currency,
    ...(bill.entity ? { BranchID: bill.entity } : {}),
    ...(payable && invoice.erpTerms ? { Terms: invoice.erpTerms } : {}),
    Description: describe(bill, plan.stampField ? '' : `${stamp} `),
    Amount: amount(bill.total),
    Hold: plan.onHold,
    ...header,
    ...(bill.taxes.length > 0 ? { IsTaxValid: true } : {}),
    // their place among the fields; they are wrapped below, with custom fields of their own
    Details: [],
    ...(bill.taxes.length > 0 ? { TaxDetails: taxFields(bill) } : {}),
  };
  const custom = plan.stampField
    ? [...plan.custom, { ...plan.stampField, type: 'CustomStringField' as const, value: stamp }]
    : plan.custom;
  return {
    key: bill.key,
    vendorReference: bill.vendorReference,
    vendor: bill.vendor,
    type: bill.type,
    body: { ...wrap(fields, custom), Details: plan.lines.map((line) => wrap(lineFields(line), line.custom)) },
    expected: {
      type,
      vendor: bill.vendor,
      vendorRef: bill.vendorReference,
      currency: bill.currency,
      amount: bill.total,
      tax: bill.taxes.length > 0 ? sum(bill.taxes.map((tax) => tax.amount)) : null,
      lines: plan.lines.map(({ line, account, subaccount, order }) => ({
        account,
        subaccount,
        amount: line.amount,
        order,
      })),
    },
  };
}

/** The stamp and what people know the invoice by; never the stamp alone, since a space at the end would be cut. */
function describe(bill: BookedBill, stamp: string): string {
  const { number, name } = bill.invoice;
  const human = name && name !== number ? `${number} ${name}` : number;
  return oneLine(stamp + human)
    .slice(0, LENGTHS.description)
    .trimEnd();
}

/** Acumatica keeps these texts on one line. */
export const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim();

function lineFields({ line, account, subaccount, taxCategory, fields, order, text: words }: LinePlan): Plain {
  return {
    ...(account ? { Account: account } : {}),
    ...(subaccount ? { Subaccount: subaccount } : {}),
    ...fields,
    TransactionDescription: words,
    Qty: amount(line.quantity),
    ...(line.unit ? { UOM: line.unit } : {}),
    UnitCost: amount(line.unitPrice),
    ExtendedCost: amount(line.amount),
    ...(taxCategory ? { TaxCategory: taxCategory } : {}),
    ...(order ? { POOrderType: order.type, POOrderNbr: order.number, POLine: order.line } : {}),
  };
}

function taxFields(bill: BookedBill): Plain[] {
  const taxable = amount(sum(bill.lines.map((line) => line.amount)));
  return bill.taxes.map((tax) => ({
    TaxID: tax.code,
    TaxableAmount: taxable,
    TaxAmount: amount(tax.amount),
  }));
}

/** JSON numbers hold 15 digits exactly; money beyond that is refused rather than rounded. */
function amount(decimal: Decimal): number {
  const number = Number(decimal);
  if (readDecimal(number) === readDecimal(decimal)) return number;
  throw new Refusal(
    rejected(
      'amount.digits',
      `${decimal} has more digits than Acumatica can take.`,
      'Correct the amount in JAGGAER.',
      'jaggaer',
    ),
  );
}

/** A bill as Acumatica shows it, for comparing and reporting. */
export function billReference(bill: Plain): BillReference {
  const total = readDecimal(bill.Amount) ?? readDecimal(bill.Balance) ?? '0';
  return {
    id: text(bill, 'id'),
    number: text(bill, 'ReferenceNbr'),
    type: text(bill, 'Type'),
    status: text(bill, 'Status'),
    vendor: text(bill, 'Vendor'),
    vendorReference: text(bill, 'VendorRef'),
    amount: total,
    currency: text(bill, 'CurrencyID') || null,
    ...(text(bill, 'filesLink') ? { filesLink: text(bill, 'filesLink') } : {}),
  };
}

const SIGNED_TYPES: Record<string, -1 | 1> = { 'Debit Adj.': -1 };

/** A bill for people and later steps: amounts as decimal text, a debit adjustment negative like its credit memo. */
export function simplifyBill(bill: Plain): Record<string, unknown> {
  const reference = billReference(bill);
  const sign = SIGNED_TYPES[reference.type] ?? 1;
  const signed = (value: unknown): Decimal | null => {
    const decimal = readDecimal(value);
    return decimal === null || sign === 1 ? decimal : negate(decimal);
  };
  return {
    ...reference,
    amount: signed(reference.amount),
    balance: signed(bill.Balance),
    date: text(bill, 'Date').slice(0, 10) || null,
    dueDate: text(bill, 'DueDate').slice(0, 10) || null,
    postPeriod: text(bill, 'PostPeriod') || null,
    description: text(bill, 'Description'),
    key: keyOf(text(bill, 'Description')),
    lastModified: text(bill, 'LastModifiedDateTime') || null,
    lines: rows(bill, 'Details').map((line) => ({
      account: text(line, 'Account') || null,
      subaccount: text(line, 'Subaccount') || null,
      description: text(line, 'TransactionDescription'),
      quantity: readDecimal(line.Qty),
      unitPrice: readDecimal(line.UnitCost),
      amount: signed(line.Amount ?? line.ExtendedCost ?? null),
      purchaseOrder: text(line, 'POOrderNbr') || null,
    })),
  };
}
