/** Canonical bill → QuickBooks Online's Bill, credit memo → VendorCredit. Pure: reads nothing, decides nothing. */
import type { BookedBill, BookedLine } from '../shared/booking';
import type { Wanted } from '../shared/ledger';
import type { Decimal } from '../shared/money';
import { round, sum } from '../shared/money';
import { wantedOf } from '../shared/planBill';
import { stampOf } from '../shared/stamp';
import { fitted, oneLine, shortened } from '../shared/text';
import type { Json } from './transport/wire';

/** Sources: API-ref, `max length` of Bill, VendorCredit and their lines. */
export const LENGTHS = { number: 21, note: 4_000, line: 4_000 };

export const ENTITIES = { bill: 'Bill', credit: 'VendorCredit' } as const;
export type BillEntity = (typeof ENTITIES)[keyof typeof ENTITIES];

/** A line of a purchase order, by QBO's ids (source: API-ref LinkedTxn; recordings: TxnLineId is the line's Id). */
export interface OrderLink {
  order: string;
  line: string;
}

export interface LinePlan {
  line: BookedLine;
  text: string;
  /** QBO's id; '' on a line by item. */
  account: string;
  item: { id: string; quantity: Decimal; price: Decimal | null } | null;
  class: string;
  taxCode: string;
  link: OrderLink | null;
  /** QBO's id; '' where the user maps none. */
  customer: string;
  billable: string;
}

/** What goes onto one bill: all lines of one location. */
export interface PartPlan {
  department: string;
  lines: LinePlan[];
}

/** Tax by rate, as JAGGAER has it: QBO takes the amounts instead of reckoning its own (source: fyle, tax override). */
export interface TaxPlan {
  rates: Array<{ id: string; amount: Decimal }>;
}

/** Everything that validation decided about a bill; ids are QBO's own. */
export interface BillPlan {
  bill: BookedBill;
  number: string;
  vendor: string;
  date: string;
  dueDate: string | null;
  term: string;
  /** Home currency for one unit; '' takes QBO's own. */
  exchangeRate: string;
  payable: string;
  /** '' in companies with one currency. */
  currency: string;
  /** '' where the company has no tax on purchases. */
  taxMode: '' | 'TaxExcluded' | 'NotApplicable';
  tax: TaxPlan | null;
  /** One, unless the lines need several locations and the user lets them be split. */
  parts: PartPlan[];
  /** Another vendor has the number: QBO is told to take it all the same. */
  repeatsNumber: boolean;
}

/** One record to create. */
export interface BillPart {
  /** '' for a bill that stands alone, else `1/2`. */
  mark: string;
  department: string;
  body: Json;
  total: Decimal;
}

export interface QboBill {
  wanted: Wanted;
  entity: BillEntity;
  /** Words for messages. */
  name: string;
  currency: string;
  parts: BillPart[];
  repeatsNumber: boolean;
}

/** The DocNumber that a supplier's number is carried as. What is too long is shortened; it stands in the note then. */
export const carriedNumber = (reference: string): string => shortened(reference, LENGTHS.number);

/** Without control characters and double spaces. */
export const plainNumber = (reference: string): string => oneLine(reference);

/** The exact documents to send. */
export function billDocument(plan: BillPlan): QboBill {
  const { bill, parts } = plan;
  const entity = ENTITIES[bill.type];
  return {
    wanted: wantedOf(bill),
    entity,
    name: `${entity === 'Bill' ? 'bill' : 'vendor credit'} ${plan.number}`,
    currency: bill.currency,
    parts: parts.map((part, at) => {
      const mark = parts.length === 1 ? '' : `${at + 1}/${parts.length}`;
      const own = sum(part.lines.map(({ line }) => line.amount));
      const total = parts.length === 1 ? bill.total : own;
      return { mark, department: part.department, body: bodyOf(plan, part, mark), total };
    }),
    repeatsNumber: plan.repeatsNumber || parts.length > 1,
  };
}

/** Source: API-ref Bill and VendorCredit; a credit has no due date and no terms, and its amounts are positive. */
function bodyOf(plan: BillPlan, part: PartPlan, mark: string): Json {
  const { bill, taxMode, tax } = plan;
  const isBill = bill.type === 'bill';
  return {
    VendorRef: ref(plan.vendor),
    ...(plan.payable !== '' && { APAccountRef: ref(plan.payable) }),
    DocNumber: plan.number,
    TxnDate: plan.date,
    ...(isBill && plan.dueDate !== null && { DueDate: plan.dueDate }),
    ...(isBill && plan.term !== '' && { SalesTermRef: ref(plan.term) }),
    ...(plan.currency !== '' && { CurrencyRef: ref(plan.currency) }),
    ...(plan.exchangeRate !== '' && { ExchangeRate: Number(plan.exchangeRate) }),
    ...(part.department !== '' && { DepartmentRef: ref(part.department) }),
    ...(taxMode !== '' && { GlobalTaxCalculation: taxMode }),
    PrivateNote: noteOf(plan, mark),
    Line: part.lines.map(lineOf),
    ...(tax && { TxnTaxDetail: taxOf(tax, part) }),
  };
}

const ref = (value: string): Json => ({ value });

/** As JSON has numbers. At most fifteen digits, as QBO takes them, come through unharmed. */
const number = (amount: Decimal): number => Number(amount);
const money = (amount: Decimal): number => number(round(amount));

function lineOf({ line, text, account, item, class: classId, taxCode, link, ...mapped }: LinePlan): Json {
  const coding: Json = {
    ...(mapped.customer !== '' && { CustomerRef: ref(mapped.customer) }),
    ...(mapped.billable !== '' && { BillableStatus: mapped.billable }),
    ...(classId !== '' && { ClassRef: ref(classId) }),
    ...(taxCode !== '' && { TaxCodeRef: ref(taxCode) }),
  };
  return {
    Amount: money(line.amount),
    ...(text !== '' && { Description: text }),
    ...(item
      ? {
          DetailType: 'ItemBasedExpenseLineDetail',
          ItemBasedExpenseLineDetail: {
            ItemRef: ref(item.id),
            Qty: number(item.quantity),
            ...(item.price !== null && { UnitPrice: number(item.price) }),
            ...coding,
          },
        }
      : {
          DetailType: 'AccountBasedExpenseLineDetail',
          AccountBasedExpenseLineDetail: { AccountRef: ref(account), ...coding },
        }),
    ...(link && { LinkedTxn: [{ TxnId: link.order, TxnType: 'PurchaseOrder', TxnLineId: link.line }] }),
  };
}

/** Source: fyle `bill_payload_with_tax_override.json`: amounts that are no percentage. */
function taxOf({ rates }: TaxPlan, { lines }: PartPlan): Json {
  const base = money(sum(lines.map(({ line }) => line.amount)));
  return {
    TotalTax: money(sum(rates.map(({ amount }) => amount))),
    TaxLine: rates.map(({ id, amount }) => ({
      Amount: money(amount),
      DetailType: 'TaxLineDetail',
      TaxLineDetail: { TaxRateRef: ref(id), PercentBased: false, NetAmountTaxable: base },
    })),
  };
}

/** The stamp, the part, what people know the invoice by, and the supplier's number where it is not carried whole. */
function noteOf({ bill, number: carried }: BillPlan, mark: string): string {
  const { invoice, vendorReference } = bill;
  const parts = [
    stampOf(bill.key),
    ...(mark === '' ? [] : [`part ${mark}`]),
    invoice.number,
    ...(carried === plainNumber(vendorReference) ? [] : [`(${vendorReference})`]),
    ...(invoice.name && invoice.name !== invoice.number ? [invoice.name] : []),
  ];
  return fitted(parts.join(' '), LENGTHS.note);
}
