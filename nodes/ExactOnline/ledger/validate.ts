/** Checks one bill against the masters and decides everything the entry needs. Pure. */
import { demandDate, demandLines, lineText } from '../../shared/planBill';
import { amountsOf, checkPrecision } from '../../shared/precision';
import type { BookedBill, BookedLine } from '../../shared/booking';
import { postingDate } from '../../shared/period';
import { oneLine } from '../../shared/text';
import type { BillPlan, LinePlan } from '../documents';
import { LENGTHS, plainNumber } from '../documents';
import {
  checkAccount,
  checkCondition,
  checkCost,
  checkDivision,
  checkDueDate,
  checkJournal,
  checkNumber,
  checkSupplier,
} from './checks';
import { accountOf, costCodes, isCostDimension } from './coding';
import type { AccountMaster, Masters } from './masters';
import type { EntryPeriods } from './periods';
import type { ExactSettings } from './settings';
import { planVat } from './vat';

export interface Rules {
  masters: Masters;
  settings: ExactSettings;
  division: string;
  periods: EntryPeriods;
}

export interface Planned {
  plan: BillPlan;
  /** Which date decides about the period. */
  postingDate: string;
  notCarried: string[];
}

/** @throws Refusal */
export function planBill(bill: BookedBill, rules: Rules): Planned {
  const { masters, settings, division, periods } = rules;
  const { invoice } = bill;
  checkDivision(bill, division, settings);
  const number = checkNumber(bill, settings);
  checkPrecision(amountsOf(bill), 'Exact Online takes');
  const deciding = demandDate(invoice, postingDate(invoice, settings.period));
  const date = invoice.invoiceDate ?? deciding;
  const supplier = checkSupplier(bill, date, masters);
  const journal = checkJournal(bill, masters, settings);
  const condition = checkCondition(invoice.erpTerms ?? '', masters);
  const dueDate = checkDueDate(bill, date, condition, supplier);
  const notCarried: string[] = [];
  if (number !== plainNumber(bill.vendorReference))
    notCarried.push(`the supplier's number ${bill.vendorReference} as a whole: Your ref. is ${number}`);
  if (settings.entity === 'none' && bill.entity !== null) notCarried.push(`entity ${bill.entity}`);
  const plan: BillPlan = {
    ...{ bill, number, supplier: supplier.id, journal, date, dueDate, condition },
    period: periods.choose(deciding, settings.period),
    lines: planLines(bill, date, rules, notCarried),
  };
  return { plan, postingDate: deciding, notCarried };
}

function planLines(bill: BookedBill, date: string, rules: Rules, notCarried: string[]): LinePlan[] {
  const { masters, settings } = rules;
  demandLines(bill.invoice, bill.lines);
  const accounts = bill.lines.map((line, at) =>
    checkAccount(accountOf(bill, line, settings), line, at + 1, masters),
  );
  const vat = planVat(bill, accounts, masters, settings);
  return bill.lines.map((line, at) => {
    const account = accounts[at] as AccountMaster;
    const text = words(line);
    if (text.length > LENGTHS.notes)
      notCarried.push(`the end of the text of “${line.description.slice(0, 40)}…”`);
    return {
      ...{ line, text, account: account.id, ...costs(bill, line, account, date, rules, notCarried) },
      ...(vat[at] ?? { vatCode: '', amount: line.amount, vat: null }),
    };
  });
}

function costs(
  bill: BookedBill,
  line: BookedLine,
  account: AccountMaster,
  date: string,
  { masters, settings }: Rules,
  notCarried: string[],
): { costCenter: string; costUnit: string } {
  for (const [name, code] of Object.entries(line.dimensions))
    if (code !== '' && !isCostDimension(name))
      notCarried.push(`dimension ${name} = ${code} of “${line.description}”`);
  const codes = costCodes(bill, line, settings);
  const common = { account, date };
  const center = { ...common, what: 'Cost center', list: masters.costCenters, use: account.costCenter };
  const unit = { ...common, what: 'Cost unit', list: masters.costUnits, use: account.costUnit };
  const costCenter = checkCost({ ...center, code: codes.costCenter });
  const costUnit = checkCost({ ...unit, code: codes.costUnit });
  if (codes.costCenter !== '' && costCenter === '')
    notCarried.push(notTaken('cost center', codes.costCenter, account));
  if (codes.costUnit !== '' && costUnit === '')
    notCarried.push(notTaken('cost unit', codes.costUnit, account));
  return { costCenter, costUnit };
}

const notTaken = (what: string, code: string, account: AccountMaster): string =>
  `${what} ${code}: GL account ${account.code} takes none`;

/** The line's text; order, quantity and price go into it: an entry has no link to an order. */
function words(line: BookedLine): string {
  return oneLine(lineText(line));
}
