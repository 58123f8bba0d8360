/** What the user mapped by hand beside the canonical invoice, checked for one bill. Pure. */
import { refuse } from '../../shared/outcome';
import type { BookedBill, BookedLine } from '../../shared/booking';
import { valueAt } from '../../shared/linePath';
import { isNegative, isZero, readDecimal } from '../../shared/money';
import type { Masters } from './masters';
import type { HeaderValues, QuickBooksSettings } from './settings';

const NOTHING: HeaderValues = { ExchangeRate: '', DepartmentRef: '', SalesTermRef: '' };

export const headerOf = ({ key }: BookedBill, { header }: QuickBooksSettings): HeaderValues =>
  header.get(key) ?? NOTHING;

/** The rate that the user gives, in home currency for one unit; '' lets QuickBooks take its own. @throws Refusal */
export function checkRate(bill: BookedBill, { company }: Masters, settings: QuickBooksSettings): string {
  const { ExchangeRate: given } = headerOf(bill, settings);
  // in the home currency there is none to give
  if (given === '' || !company.isMultiCurrency || bill.currency === company.homeCurrency) return '';
  const rate = readDecimal(given);
  if (rate !== null && !isZero(rate) && !isNegative(rate)) return rate;
  throw refuse(
    'setting.exchangeRate',
    `“${given}” is no exchange rate.`,
    'Give home currency for one unit of the bill’s currency under Header Fields of the node, such as 1.0834.',
    'support',
  );
}

export interface LineFields {
  /** QBO's id; '' where there is none. */
  customer: string;
  billable: string;
}

/** Source: API-ref Bill, BillableStatusEnum; what has been billed is QuickBooks' to say. */
const STATUSES = ['Billable', 'NotBillable'];

/** Lines that no invoice line stands behind (charges, rounding) have none. @throws Refusal */
export function checkLineFields(
  bill: BookedBill,
  { invoiceLine, description }: BookedLine,
  { customers }: Masters,
  { lines }: QuickBooksSettings,
): LineFields {
  const fields: LineFields = { customer: '', billable: '' };
  if (invoiceLine === null) return fields;
  for (const { column, path } of lines.get(bill.key) ?? []) {
    const text = valueAt(invoiceLine, path).trim();
    if (text === '') continue;
    const bad = (what: string, advice: string) =>
      refuse('line.fieldValue', `“${text}” (${path} of “${description}”) is ${what}.`, advice, 'jaggaer');
    if (column === 'BillableStatus') {
      const status = STATUSES.find((each) => each.toLowerCase() === text.replace(/\s/g, '').toLowerCase());
      if (!status) throw bad('no billable status', `Use ${STATUSES.join(' or ')}.`);
      fields.billable = status;
    } else {
      const customer = customers?.one(text, 'Customer');
      if (!customer?.active) {
        const what = `${customer ? 'an inactive' : 'no'} customer or project of QuickBooks Online`;
        throw bad(what, 'Correct it in JAGGAER, or map another field under Line Fields of the node.');
      }
      fields.customer = customer.id;
    }
  }
  if (fields.billable === 'Billable' && fields.customer === '') {
    const advice = 'Map the customer under Line Fields of the node, or leave the status away.';
    const reason = `The line “${description}” is billable, and nobody says to which customer.`;
    throw refuse('line.fieldValue', reason, advice, 'jaggaer');
  }
  return fields;
}
