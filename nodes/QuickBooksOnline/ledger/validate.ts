/** Checks one bill against the masters and decides everything the document needs. Pure. */
import { demandLines, fittedText, lineText } from '../../shared/planBill';
import { amountsOf, checkPrecision } from '../../shared/precision';
import { refuse } from '../../shared/outcome';
import type { BookedBill, BookedLine } from '../../shared/booking';
import { allocate, isNegative, sum } from '../../shared/money';
import type { BillPlan, LinePlan, PartPlan, TaxPlan } from '../documents';
import { LENGTHS, plainNumber } from '../documents';
import {
  checkAccount,
  checkDate,
  checkDimension,
  checkNumber,
  checkPayable,
  checkTerm,
  checkVendor,
} from './checks';
import { checkLineFields, checkRate, headerOf } from './mappedFields';
import type { AccountMaster, Masters, TaxCodeMaster } from './masters';
import { classOf, departmentOf, isKnownDimension } from './masters';
import type { OrderUse } from './orders';
import { findOrderLine, priceOf } from './orders';
import type { QuickBooksSettings } from './settings';

export interface Rules {
  masters: Masters;
  settings: QuickBooksSettings;
  /** Active accounts payable accounts. */
  payables: AccountMaster[];
  /** What bills of this batch take from orders. */
  used: OrderUse;
  /** Whether another vendor has a document of this type and number. */
  isTakenByOther(type: BookedBill['type'], number: string, vendor: string): boolean;
}

interface DraftLine {
  department: string;
  plan: LinePlan;
}

/** @throws Refusal */
export function planBill(bill: BookedBill, rules: Rules): { plan: BillPlan; notCarried: string[] } {
  const { masters, settings } = rules;
  const { invoice } = bill;
  const number = checkNumber(bill, settings);
  const vendor = checkVendor(bill, masters);
  checkPrecision(amountsOf(bill), 'QuickBooks Online takes');
  const date = checkDate(bill, masters.company, settings);
  const notCarried: string[] = [];
  if (number !== plainNumber(bill.vendorReference))
    notCarried.push(`the supplier's number ${bill.vendorReference} as a whole: the bill number is ${number}`);
  if (invoice.invoiceDate !== null && invoice.invoiceDate !== date)
    notCarried.push(`the invoice date ${invoice.invoiceDate}: the bill is dated ${date}`);
  const repeatsNumber = checkRepeat(bill, number, vendor.id, rules);
  const tax = planTax(bill, masters, settings);
  // what a bill that is refused would have taken stays free for the next one
  const used: OrderUse = new Map(rules.used);
  const lines = bill.lines.map((line, at) =>
    planLine(bill, line, at + 1, vendor.id, { ...rules, used }, tax?.code ?? '', notCarried),
  );
  demandLines(invoice, lines);
  const parts = planParts(bill, lines, settings, masters);
  const plan: BillPlan = {
    ...{ bill, number, vendor: vendor.id, date, parts, repeatsNumber },
    dueDate: invoice.dueDate,
    term: checkTerm(invoice.erpTerms || idCode(headerOf(bill, settings).SalesTermRef), masters),
    exchangeRate: checkRate(bill, masters, settings),
    payable: checkPayable(bill, masters, rules.payables, settings),
    currency: masters.company.isMultiCurrency ? bill.currency : '',
    taxMode: masters.company.hasTax ? (tax ? 'TaxExcluded' : 'NotApplicable') : '',
    tax: tax?.plan ?? null,
  };
  for (const [place, use] of used) rules.used.set(place, use);
  return { plan, notCarried };
}

/** QBO keeps numbers apart by company: whether another vendor's stands in the way. @throws Refusal */
function checkRepeat(bill: BookedBill, number: string, vendor: string, rules: Rules): boolean {
  if (!rules.isTakenByOther(bill.type, number, vendor)) return false;
  if (rules.settings.numberOfOther === 'post') return true;
  throw refuse(
    'erp.duplicateNumber',
    `A document of another vendor has the number ${number} in QuickBooks Online, and this vendor has none.`,
    'Let the node post it all the same (QuickBooks Online Options), or change the number in JAGGAER.',
    'erp',
  );
}

/** One code for the whole invoice: which line is taxed by which, JAGGAER does not say. @throws Refusal */
function planTax(
  bill: BookedBill,
  { company, taxCodes }: Masters,
  settings: QuickBooksSettings,
): { plan: TaxPlan; code: string } | null {
  const [tax, other] = bill.taxes;
  if (!tax) return null;
  const bad = (reason: string) =>
    refuse('charge.tax', reason, 'Map the charge to an account, or spread it over the lines.', 'mapping');
  const amount = sum(bill.taxes.map((each) => each.amount));
  if (!company.hasTax) {
    throw bad(
      `Tax of ${amount} is mapped to tax code ${tax.code}; this company has no tax on purchases in QuickBooks Online.`,
    );
  }
  const codes = [...new Set(bill.taxes.map(({ code }) => code || settings.taxCode))];
  if (other && codes.length > 1) {
    throw bad(
      `The invoice has tax codes ${codes.join(' and ')}, and nothing says which line is taxed by which.`,
    );
  }
  const code: TaxCodeMaster | undefined = taxCodes?.one(codes[0] ?? '', 'Tax code');
  if (!code?.active || code.rates.length === 0) {
    throw refuse(
      'erp.taxCode',
      `Tax code ${codes[0] || '(none)'} is no active code for purchases in QuickBooks Online.`,
      'Correct the charge row in the mapping table, or the tax code (Taxes).',
      'mapping',
    );
  }
  const shares = allocate(
    amount,
    code.rates.map(({ percent }) => percent),
  );
  const rates = code.rates.map(({ id }, at) => ({ id, amount: shares[at] ?? '0' }));
  return { plan: { rates }, code: code.id };
}

function planLine(
  bill: BookedBill,
  line: BookedLine,
  position: number,
  vendor: string,
  { masters, settings, used }: Pick<Rules, 'masters' | 'settings' | 'used'>,
  taxCode: string,
  notCarried: string[],
): DraftLine {
  const ordered = findOrderLine(bill, line, vendor, masters, settings, used, notCarried);
  for (const [name, code] of Object.entries(line.dimensions))
    if (code !== '' && !isKnownDimension(name))
      notCarried.push(`dimension ${name} = ${code} of “${line.description}”`);
  const ownClass = classOf(line);
  const classId =
    ownClass === '' ? (ordered?.line.class ?? '') : checkDimension(ownClass, 'Class', masters.classes);
  const link = ordered && { order: ordered.order.id, line: ordered.line.id };
  const mapped = checkLineFields(bill, line, masters, settings);
  const common = {
    line,
    text: fittedText(lineText(line), line, LENGTHS.line, notCarried),
    class: classId,
    taxCode,
    link,
    ...mapped,
  };
  const department = departmentOf(line) || bill.entity || idCode(headerOf(bill, settings).DepartmentRef);
  const item = ordered?.line.item ?? '';
  const account = line.account || (item === '' && ordered ? `id:${ordered.line.account}` : '');
  if (item === '') {
    const found = checkAccount(account, line, position, bill, masters);
    return { department, plan: { ...common, account: found.id, item: null } };
  }
  checkItem(bill, line, position, item, masters);
  const { quantity } = line;
  return {
    department,
    plan: { ...common, account: '', item: { id: item, quantity, price: priceOf(line) } },
  };
}

/** A line that bills an ordered item is booked on the item's account: it must be the one that was approved. @throws Refusal */
function checkItem(bill: BookedBill, line: BookedLine, position: number, id: string, masters: Masters): void {
  const item = masters.items?.withId(id);
  if (line.account === '') return;
  const account = checkAccount(line.account, line, position, bill, masters);
  if (item?.account === account.id) return;
  const booked = masters.accounts.withId(item?.account ?? '')?.name ?? 'none';
  throw refuse(
    'po.account',
    `Line ${position} (${line.description}) is coded to ${account.name}, but its purchase order orders item ${item?.name ?? id}, which is booked on ${booked}.`,
    'Correct the account row in the mapping table or the item’s expense account, or set Purchase Orders to text only.',
    'mapping',
  );
}

/** A code that means QBO's id and nothing else. */
const idCode = (id: string): string => (id === '' ? '' : `id:${id}`);

/** All lines on one bill, or one bill for each location. @throws Refusal */
function planParts(
  bill: BookedBill,
  lines: DraftLine[],
  settings: QuickBooksSettings,
  { departments, company }: Masters,
): PartPlan[] {
  const word = company.departmentWord;
  const codes = [...new Set(lines.map(({ department }) => department).filter(Boolean))];
  const ids = new Map(codes.map((code) => [code, checkDimension(code, word, departments)]));
  const wanted = [...new Set(ids.values())];
  const [first = ''] = wanted;
  // lines that name none go with the others
  const idOf = ({ department }: DraftLine) => ids.get(department) ?? first;
  if (wanted.length < 2) return [{ department: first, lines: lines.map(({ plan }) => plan) }];
  if (settings.departments === 'hold') {
    throw refuse(
      'department.several',
      `The lines of invoice ${bill.invoice.number} belong to ${word.toLowerCase()}s ${codes.join(', ')}; a bill in QuickBooks Online has one.`,
      'Correct the mapping, map to classes instead, which each line has, or let the node split such invoices.',
      'mapping',
    );
  }
  if (bill.taxes.length > 0) {
    throw refuse(
      'department.tax',
      `Invoice ${bill.invoice.number} has tax codes and ${wanted.length} ${word.toLowerCase()}s: its tax cannot be split.`,
      'Map the tax to an account, or the lines to one of them.',
      'mapping',
    );
  }
  return wanted.map((department) => {
    const own = lines.filter((line) => idOf(line) === department).map(({ plan }) => plan);
    if (!isNegative(sum(own.map(({ line }) => line.amount)))) return { department, lines: own };
    throw refuse(
      'department.negative',
      `The lines of invoice ${bill.invoice.number} for one ${word.toLowerCase()} add up to less than nothing: no bill can be made of them.`,
      'Correct the mapping, so that they go with the lines that they reduce.',
      'mapping',
    );
  });
}
