/** From a booked bill and what SYSPRO holds to what is to be posted. Pure, but for the count of matched goods. */
import { demandDate, demandLines } from '../../shared/planBill';
import { amountsOf, checkPrecision } from '../../shared/precision';
import { refuse } from '../../shared/outcome';
import type { BookedBill, BookedLine } from '../../shared/booking';
import { postingDate } from '../../shared/period';
import { stampOf } from '../../shared/stamp';
import { oneLine } from '../../shared/text';
import type { BillPlan, LinePlan } from '../documents';
import { LENGTHS, fitted, plainNumber } from '../documents';
import { shownKey } from '../keys';
import { narrowed } from '../transport/encoding';
import { checkCurrency, checkLedgerCode, checkSupplier, checkTax } from './checks';
import { analysisOf, ledgerCodeOf, uncarried } from './coding';
import { placeOf } from './credits';
import type { Masters } from './masters';
import type { GrnUse } from './matching';
import { matchLine } from './matching';
import { monthsOf, slotsFor } from './periods';
import type { SysproSettings } from './settings';

export interface Rules {
  masters: Masters;
  settings: SysproSettings;
  /** What earlier invoices of the batch take. */
  used: GrnUse;
}

/** @throws Refusal */
export function planBill(
  bill: BookedBill,
  { masters, settings, used }: Rules,
): { plan: BillPlan; notCarried: string[] } {
  const supplier = checkSupplier(bill, masters, settings);
  const { code, invoice } = placeOf(bill, supplier.key, masters, settings);
  checkCurrency(bill, supplier, settings);
  checkPrecision(amountsOf(bill), 'SYSPRO keeps');
  checkPurged(bill, `${supplier.key}|${invoice}`, masters);
  const tax = checkTax(bill, masters);
  const date = demandDate(
    bill.invoice,
    bill.invoice.invoiceDate ?? postingDate(bill.invoice, settings.period),
  );
  const slots = slotsFor(bill, masters.calendar, settings.period);
  const notCarried: string[] = [];
  // what a refused invoice would have taken stays free for the others
  const own: GrnUse = new Map(used);
  const lines = bill.lines.map((line, at) => {
    const matches = matchLine(bill, line, supplier.key, masters.orders, settings, own, notCarried);
    return planLine(line, at + 1, matches, { masters, settings, notCarried });
  });
  demandLines(bill.invoice, lines, 'distribute');
  for (const [name, value] of own) used.set(name, value);
  if (bill.invoice.erpTerms)
    notCarried.push(`terms ${bill.invoice.erpTerms}: SYSPRO takes the supplier's, or the due date`);
  const plan: BillPlan = {
    ...{ bill, code, invoice, date, tax, slots, lines },
    supplier: shownKey(supplier.key, masters.keys),
    dueDate: bill.invoice.dueDate,
    months: monthsOf(masters.calendar),
    notation: notationOf(bill, settings, notCarried),
    grnLedgerCode: settings.grnLedgerCode,
    withAnalysis: settings.costCentre === 'analysis' || settings.costCentre === 'dimension',
  };
  return { plan, notCarried };
}

function checkPurged(bill: BookedBill, name: string, { purged }: Masters): void {
  if (!purged.has(name)) return;
  throw refuse(
    'erp.purged',
    `Invoice ${bill.vendorReference} of supplier ${bill.vendor} was paid in SYSPRO before; the invoice itself is no longer on file there.`,
    'If it is this invoice, mark it as settled. If not, the supplier used the number twice: correct it in JAGGAER.',
    'erp',
  );
}

interface LineRules {
  masters: Masters;
  settings: SysproSettings;
  notCarried: string[];
}

function planLine(
  line: BookedLine,
  position: number,
  matches: LinePlan['matches'],
  { masters, settings, notCarried }: LineRules,
): LinePlan {
  const isMatched = matches.length > 0;
  const isSilent = isMatched && settings.grnLedgerCode === '';
  const analysis = isMatched ? {} : analysisOf(line, settings);
  const ledgerCode = isMatched ? settings.grnLedgerCode : ledgerCodeOf(line, settings);
  if (!isMatched) {
    checkLedgerCode(line, position, ledgerCode, analysis, masters);
    for (const [name, code] of uncarried(line, settings))
      notCarried.push(`dimension ${name} = ${code} of “${line.description}”`);
  }
  return { line, ledgerCode, analysis, matches, text: isSilent ? '' : words(line, notCarried) };
}

/** Thirty signs: the order first, since nothing else of an unmatched line says it. */
function words({ purchaseOrder: order, description }: BookedLine, notCarried: string[]): string {
  const prefix = order ? `PO ${order.number}${order.line ? `/${order.line}` : ''} ` : '';
  const whole = narrowed(oneLine(prefix + description));
  if (whole.length > LENGTHS.ledgerNotation)
    notCarried.push(`the end of the text of “${oneLine(description).slice(0, 40)}”`);
  return fitted(whole, LENGTHS.ledgerNotation);
}

/** The stamp, what people know the invoice by, and the supplier's number where another invoice is credited. */
function notationOf(bill: BookedBill, { notationLength }: SysproSettings, notCarried: string[]): string {
  const { invoice } = bill;
  const parts = [
    stampOf(bill.key),
    invoice.number,
    ...(bill.type === 'credit' ? [`(${plainNumber(bill.vendorReference)})`] : []),
    ...(invoice.name && invoice.name !== invoice.number ? [invoice.name] : []),
  ];
  const whole = narrowed(oneLine(parts.join(' ')));
  if (whole.length > notationLength && notationLength > 0)
    notCarried.push(`the end of the notation “${whole.slice(0, 40)}…”`);
  return fitted(whole, notationLength);
}
