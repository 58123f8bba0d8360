/** Checks one bill against the masters and decides everything the document needs. Pure. */
import { demandDate, demandLines, fittedText, lineText } from '../../shared/planBill';
import { checkPrecision } from '../../shared/precision';
import { refuse } from '../../shared/outcome';
import type { BookedBill, BookedLine } from '../../shared/booking';
import { valueAt } from '../../shared/linePath';
import { postingDate } from '../../shared/period';
import { dimensionField } from '../dimensions';
import type { BillPlan, LinePlan } from '../documents';
import { LENGTHS, plainNumber } from '../documents';
import { toWireDate } from '../transport/wire';
import { checkAccount, checkNumber, checkTaxes, checkTerm, checkVendor, dimensionValue } from './checks';
import type { Masters } from './masters';
import type { Column, IntacctSettings, LineField } from './settings';

/** @throws Refusal */
export function planBill(
  bill: BookedBill,
  masters: Masters,
  settings: IntacctSettings,
): { plan: BillPlan; notCarried: string[] } {
  const number = checkNumber(bill, settings);
  const vendor = checkVendor(bill, masters);
  checkPrecision([bill.total, ...bill.lines.map(({ amount }) => amount)], 'Sage Intacct takes');
  checkTaxes(bill);
  const { invoice } = bill;
  const posting = demandDate(invoice, postingDate(invoice, settings.period));
  const date = invoice.invoiceDate ?? posting;
  const notCarried: string[] = [];
  if (number !== plainNumber(bill.vendorReference))
    notCarried.push(
      `the signs of the supplier's number ${bill.vendorReference}: the bill number is ${number}`,
    );
  const mapped = settings.lines.get(bill.key) ?? [];
  const lines = bill.lines.map((line, at) =>
    planLine(bill, line, at + 1, { masters, settings, mapped, notCarried }),
  );
  demandLines(invoice, lines);
  const header = ofHeader(bill, settings, notCarried);
  const isBase = settings.baseCurrency !== '' && settings.baseCurrency === bill.currency;
  const plan: BillPlan = {
    ...{ bill, number, date, postingDate: posting, lines, ...header },
    ...due(bill, vendor?.term ?? '', masters, settings),
    stampField: settings.stampField,
    asDraft: settings.postAs === 'draft',
    exchangeRateType: isBase ? '' : settings.exchangeRateType,
    baseCurrency: settings.baseCurrency,
  };
  return { plan, notCarried };
}

/** A bill needs a due date, or a term to reckon it from: the mapped one, else the vendor's. @throws Refusal */
function due(
  { type, invoice }: BookedBill,
  vendorTerm: string,
  masters: Masters,
  settings: IntacctSettings,
): Pick<BillPlan, 'dueDate' | 'term'> {
  if (type === 'credit') return { dueDate: null, term: '' };
  const { dueDate } = invoice;
  checkTerm(invoice.erpTerms ?? '', masters);
  const term = invoice.erpTerms ?? (dueDate === null ? vendorTerm : '');
  if (dueDate !== null || term !== '' || settings.postAs === 'draft') return { dueDate, term };
  throw refuse(
    'date.dueMissing',
    `Invoice ${invoice.number} has no due date, and neither it nor its vendor has a payment term.`,
    'Give the invoice a due date in JAGGAER, map its terms, or give the vendor a term in Sage Intacct.',
    'jaggaer',
  );
}

interface LineRules {
  masters: Masters;
  settings: IntacctSettings;
  mapped: LineField[];
  notCarried: string[];
}

function planLine(
  bill: BookedBill,
  line: BookedLine,
  position: number,
  { masters, settings, mapped, notCarried }: LineRules,
): LinePlan {
  const dimensions: Record<string, string> = {};
  for (const [name, code] of Object.entries(withFallbacks(bill, line, settings))) {
    const dimension = dimensionField(name);
    if (!dimension) notCarried.push(`dimension ${name} = ${code} of “${line.description}”`);
    else dimensions[dimension.field] = dimensionValue(dimension.field, dimension.label, code, masters);
  }
  const own = ofLine(bill, line, mapped, notCarried);
  checkAccount(line, position, { ...dimensions, ...own.fields }, masters);
  return { line, text: fittedText(lineText(line), line, LENGTHS.text, notCarried), dimensions, ...own };
}

/** The line's dimensions; its location is the bill's entity, and both are the node's defaults, where it has none. */
function withFallbacks(
  bill: BookedBill,
  line: BookedLine,
  settings: IntacctSettings,
): Record<string, string> {
  const own = Object.entries(line.dimensions).filter(([, code]) => code !== '');
  const fields = new Set(own.map(([name]) => dimensionField(name)?.field));
  const { defaultLocation, defaultDepartment } = settings;
  const fallbacks = [
    ['location', 'LOCATIONID', bill.entity || defaultLocation],
    ['department', 'DEPARTMENTID', defaultDepartment],
  ].flatMap(([name = '', field, code = '']) => (code === '' || fields.has(field) ? [] : [[name, code]]));
  return Object.fromEntries([...fallbacks, ...own]) as Record<string, string>;
}

type Own = Pick<LinePlan, 'fields' | 'custom'>;

const put = (own: Own, { id, isCustom, isDate }: Column, value: string): void => {
  const written = isDate && /^\d{4}-\d\d-\d\d/.test(value) ? toWireDate(value) : value;
  (isCustom ? own.custom : own.fields)[id] = written;
};

/** What the mapped paths give; lines that no invoice line stands behind (charges, rounding) have none. @throws Refusal */
function ofLine(bill: BookedBill, line: BookedLine, mapped: LineField[], notCarried: string[]): Own {
  const own: Own = { fields: {}, custom: {} };
  if (line.invoiceLine === null) return own;
  for (const { path, column } of mapped) {
    const value = valueAt(line.invoiceLine, path).trim();
    if (value === '') continue;
    if (bill.type === 'credit' && !column.isCustom)
      notCarried.push(
        `field ${column.id} = ${value} of “${line.description}”: an adjustment takes custom fields only`,
      );
    else put(own, column, value);
  }
  return own;
}

function ofHeader(bill: BookedBill, settings: IntacctSettings, notCarried: string[]): Own {
  const own: Own = { fields: {}, custom: {} };
  for (const { column, value } of settings.header.get(bill.key) ?? []) {
    if (bill.type === 'credit' && !column.isCustom)
      notCarried.push(`field ${column.id} = ${value}: an adjustment takes custom fields only`);
    else put(own, column, value);
  }
  return own;
}
