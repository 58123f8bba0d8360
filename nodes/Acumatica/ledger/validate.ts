/** Checks one bill against the masters and decides everything the document needs. Pure. */
import type { BookedBill, BookedLine } from '../../shared/booking';
import { choosePeriod, postingDate } from '../../shared/period';
import { demandDate, demandLines, fittedText } from '../../shared/planBill';
import type { BillPlan, LinePlan, OrderLink } from '../documents';
import { LENGTHS } from '../documents';
import {
  checkAccount,
  checkBranch,
  checkDecimals,
  checkReference,
  checkSubaccount,
  checkVendor,
} from './checks';
import { lineValues } from './lineFields';
import type { Masters } from './masters';
import type { OrderUse } from './purchaseOrders';
import { linkOrder } from './purchaseOrders';
import type { AcumaticaSettings } from './settings';

/** Dimension names of the mapping → fields of a bill line. */
const LINE_FIELDS: Record<string, string> = {
  project: 'Project',
  projecttask: 'ProjectTask',
  task: 'ProjectTask',
  costcode: 'CostCode',
  branch: 'Branch',
  inventory: 'InventoryID',
  inventoryid: 'InventoryID',
};

/**
 * @param used what earlier bills of the batch take from purchase order lines
 * @throws Refusal
 */
export function planBill(
  bill: BookedBill,
  masters: Masters,
  settings: AcumaticaSettings,
  used: OrderUse,
): { plan: BillPlan; notCarried: string[] } {
  checkReference(bill);
  checkVendor(bill, masters);
  checkBranch(bill.entity, masters);
  checkDecimals(bill, masters);
  const date = demandDate(
    bill.invoice,
    bill.invoice.invoiceDate ?? postingDate(bill.invoice, settings.period),
  );
  const period = choosePeriod(
    postingDate(bill.invoice, settings.period) ?? date,
    masters.periods,
    settings.period,
  );
  const notCarried: string[] = [];
  const lines = bill.lines.map((line, index) =>
    planLine(bill, line, index + 1, masters, settings, used, notCarried),
  );
  demandLines(bill.invoice, lines);
  const mapped = settings.header.get(bill.key) ?? { fields: {}, custom: [] };
  const plan: BillPlan = {
    bill,
    date,
    period: period.id,
    onHold: settings.onHold,
    lines,
    header: mapped.fields,
    custom: mapped.custom,
    stampField: settings.stampField,
  };
  return { plan, notCarried };
}

function planLine(
  bill: BookedBill,
  line: BookedLine,
  position: number,
  masters: Masters,
  settings: AcumaticaSettings,
  used: OrderUse,
  notCarried: string[],
): LinePlan {
  const order = linkOrder(bill, line, masters, settings, used, notCarried);
  const { subaccount: mapped, taxCategory, rest } = split(line, notCarried);
  const own = lineValues(line, settings.lines.get(bill.key) ?? []);
  const fields = { ...rest, ...own.fields };
  checkBranch(typeof fields.Branch === 'string' ? fields.Branch : null, masters);
  const account = order ? '' : line.account;
  if (!order) checkAccount(line, position, masters);
  const subaccount = order ? '' : mapped || settings.defaultSubaccount;
  if (!order) checkSubaccount(line, position, subaccount, masters);
  return {
    line,
    account,
    subaccount,
    taxCategory: taxCategory || settings.taxCategory,
    fields,
    custom: own.custom,
    order,
    text: words(line, order, notCarried),
  };
}

function split(line: BookedLine, notCarried: string[]) {
  const rest: Record<string, string> = {};
  let subaccount = '';
  let taxCategory = '';
  for (const [name, code] of Object.entries(line.dimensions)) {
    const plain = name.replace(/[\s_-]/g, '').toLowerCase();
    const field = LINE_FIELDS[plain];
    if (plain === 'subaccount') subaccount = code;
    else if (plain === 'taxcategory') taxCategory = code;
    else if (field) rest[field] = code;
    else notCarried.push(`dimension ${name} = ${code} of “${line.description}”`);
  }
  return { subaccount, taxCategory, rest };
}

/** The line's text; a purchase order that is not linked goes into it, so that it is not lost. */
function words(line: BookedLine, order: OrderLink | null, notCarried: string[]): string {
  const po = line.purchaseOrder;
  const prefix = po && !order ? `PO ${po.number}${po.line ? `/${po.line}` : ''} ` : '';
  return fittedText(prefix + line.description, line, LENGTHS.lineText, notCarried);
}
