/** Canonical bill → Sage Intacct's AP bill, credit memo → AP adjustment. Pure: reads nothing, decides nothing. */
import type { BookedBill, BookedLine } from '../shared/booking';
import type { Wanted } from '../shared/ledger';
import type { Decimal } from '../shared/money';
import { negate, round } from '../shared/money';
import { wantedOf } from '../shared/planBill';
import { stampOf } from '../shared/stamp';
import { DIMENSIONS } from './dimensions';
import { dateParts, toWireDate } from './transport/wire';
import type { XmlFields } from './transport/xml';
import { writable } from './transport/xml';

/** Field lengths are not documented; these are assumed. */
export const LENGTHS = { number: 45, reference: 45, text: 1_000 };

/** An invoice becomes a bill; a credit memo an adjustment with negative amounts, which only its legacy function makes. */
export const OBJECTS = { bill: 'APBILL', credit: 'APADJUSTMENT' } as const;
export type BillObject = (typeof OBJECTS)[keyof typeof OBJECTS];

export interface LinePlan {
  line: BookedLine;
  text: string;
  /** Ids by field, as in `LOCATIONID`. */
  dimensions: Record<string, string>;
  /** What the user mapped, by field; custom ones apart, since legacy lines carry no others. */
  fields: Record<string, string>;
  custom: Record<string, string>;
}

/** Everything that validation decided about a bill. */
export interface BillPlan {
  bill: BookedBill;
  /** The bill number as it is carried. */
  number: string;
  date: string;
  postingDate: string;
  dueDate: string | null;
  /** '' where the due date says it all. */
  term: string;
  lines: LinePlan[];
  /** Header fields that the user mapped; custom ones apart. */
  fields: Record<string, string>;
  custom: Record<string, string>;
  stampField: string | null;
  asDraft: boolean;
  /** '' leaves it to the company. */
  exchangeRateType: string;
  /** '' where it is not told. */
  baseCurrency: string;
}

/** What the books must say afterwards. */
export interface Expected {
  object: BillObject;
  vendor: string;
  number: string;
  currency: string;
  /** Signed as the object has it. */
  total: Decimal;
}

export interface IntacctBill {
  wanted: Wanted;
  postingDate: string;
  /** The whole function but for its posting date. */
  body: XmlFields;
  expected: Expected;
  /** Where it is booked: periods may be open in one entity and closed in another. */
  places: string;
}

/** Must not be in a bill number, even escaped; source: hotgluexyz/target-intacct-v3. */
const ODD = /[&<>#?"']/g;

/** The bill number that a supplier's number is carried as; cut and space are the caller's. */
export const carriedNumber = (reference: string): string => plainNumber(reference).replace(ODD, '-');

/** The supplier's number without what no XML can hold. */
export const plainNumber = (reference: string): string => writable(reference).trim();

/** The function that books it; `revision` tells a document that was deleted in Sage Intacct from its successor. */
export function functionOf(
  { wanted, body, expected }: IntacctBill,
  postingDate: string,
  revision = 1,
): { controlId: string; body: XmlFields } {
  const controlId = `jaggaer-bill-${stampOf(wanted.key).slice('JGR:'.length)}-v${revision}`;
  if (expected.object === 'APADJUSTMENT')
    return { controlId, body: { create_apadjustment: { ...body, dateposted: dateParts(postingDate) } } };
  return { controlId, body: { create: { APBILL: { ...body, WHENPOSTED: toWireDate(postingDate) } } } };
}

/** The exact document to send, and what the books must say afterwards. */
export function billDocument(plan: BillPlan): IntacctBill {
  const { bill, number, postingDate } = plan;
  const object = OBJECTS[bill.type];
  const places = plan.lines.map(({ dimensions }) => dimensions.LOCATIONID ?? '');
  return {
    wanted: wantedOf(bill),
    postingDate,
    body: object === 'APBILL' ? genericBill(plan) : legacyAdjustment(plan),
    expected: {
      object,
      vendor: bill.vendor,
      number,
      currency: bill.currency,
      total: object === 'APBILL' ? bill.total : negate(bill.total),
    },
    places: [...new Set(places)].sort().join(','),
  };
}

const stampIn = ({ bill, stampField }: BillPlan): Record<string, string> =>
  stampField === null ? {} : { [stampField]: stampOf(bill.key) };

/** Source: developer.intacct.com accounts-payable/bills, `create` of APBILL. */
function genericBill(plan: BillPlan): XmlFields {
  const { bill, number, dueDate, term, lines, fields, custom, asDraft } = plan;
  return {
    WHENCREATED: toWireDate(plan.date),
    // its place; the function carries the day that it is sent with
    WHENPOSTED: '',
    VENDORID: bill.vendor,
    RECORDID: number,
    DOCNUMBER: filled(orderNumbers(bill.lines)),
    DESCRIPTION: describe(plan, plan.stampField === null),
    TERMNAME: filled(term),
    WHENDUE: dueDate === null ? undefined : toWireDate(dueDate),
    ACTION: asDraft ? 'Draft' : undefined,
    BASECURR: filled(plan.baseCurrency),
    CURRENCY: bill.currency,
    EXCH_RATE_TYPE_ID: filled(plan.exchangeRateType),
    ...fields,
    ...custom,
    ...stampIn(plan),
    APBILLITEMS: {
      APBILLITEM: lines.map((line) => ({
        ACCOUNTNO: line.line.account,
        TRX_AMOUNT: round(line.line.amount),
        ENTRYDESCRIPTION: line.text,
        ...line.dimensions,
        ...line.fields,
        ...line.custom,
      })),
    },
  };
}

/** In the order of the published schema (api.xsd v3.0); amounts are negative. An adjustment has no due date and terms. */
function legacyAdjustment(plan: BillPlan): XmlFields {
  const { bill, number, lines, asDraft, custom } = plan;
  return {
    vendorid: bill.vendor,
    datecreated: dateParts(plan.date),
    // its place; the function carries the day that it is sent with
    dateposted: '',
    adjustmentno: number,
    action: asDraft ? 'Draft' : undefined,
    description: describe(plan, true),
    basecurr: filled(plan.baseCurrency),
    currency: bill.currency,
    // a currency without a rate type breaks the schema; empty is what the official SDKs send then
    exchratetype: plan.exchangeRateType,
    customfields: legacyCustom(custom),
    apadjustmentitems: { lineitem: lines.map(legacyLine) },
  };
}

function legacyLine({ line, text: words, dimensions, custom }: LinePlan): XmlFields {
  const known = (names: string[]): XmlFields =>
    Object.fromEntries(
      DIMENSIONS.filter(({ legacy }) => names.includes(legacy ?? '')).map(({ legacy, field }) => [
        legacy ?? '',
        filled(dimensions[field] ?? ''),
      ]),
    );
  const first = ['locationid', 'departmentid'];
  const rest = DIMENSIONS.map(({ legacy }) => legacy ?? '').filter((name) => !first.includes(name));
  const own = Object.fromEntries(Object.entries(dimensions).filter(([field]) => field.startsWith('GLDIM')));
  return {
    glaccountno: line.account,
    amount: round(negate(line.amount)),
    memo: words,
    ...known(first),
    customfields: legacyCustom({ ...own, ...custom }),
    ...known(rest),
  };
}

function legacyCustom(fields: Record<string, string>): XmlFields | undefined {
  const list = Object.entries(fields);
  if (list.length === 0) return undefined;
  return {
    customfield: list.map(([customfieldname, customfieldvalue]) => ({ customfieldname, customfieldvalue })),
  };
}

const filled = (value: string): string | undefined => (value === '' ? undefined : value);

/** The purchase orders of the lines, as many whole numbers as the field holds; the lines name all. */
function orderNumbers(lines: BookedLine[]): string {
  const numbers = [...new Set(lines.flatMap(({ purchaseOrder }) => purchaseOrder?.number ?? []))];
  return numbers.reduce((joined, number) => {
    const longer = joined === '' ? number : `${joined}, ${number}`;
    return longer.length <= LENGTHS.reference ? longer : joined;
  }, '');
}

/** The stamp, what people know the invoice by, and the supplier's number where it could not be carried as it is. */
function describe({ bill, number }: BillPlan, isStamped: boolean): string {
  const { invoice, vendorReference } = bill;
  const name = invoice.name && invoice.name !== invoice.number ? [invoice.name] : [];
  const original = number === plainNumber(vendorReference) ? [] : [`(${vendorReference})`];
  const parts = [...(isStamped ? [stampOf(bill.key)] : []), invoice.number, ...original, ...name];
  return oneLine(parts.join(' ')).slice(0, LENGTHS.text).trimEnd();
}

/** One line of what XML can hold. */
export const oneLine = (words: string): string => writable(words).replace(/\s+/g, ' ').trim();
