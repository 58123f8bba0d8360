/** Checks one bill against the masters and decides everything the document needs. Pure. */
import type { BookedBill, BookedLine } from '../../shared/booking';
import type { Decimal } from '../../shared/money';
import { equal, round } from '../../shared/money';
import type { Owner } from '../../shared/outcome';
import { Refusal, held, rejected } from '../../shared/outcome';
import { choosePeriod, postingDate } from '../../shared/period';
import type { BillPlan, LinePlan, OrderLink } from '../documents';
import { LENGTHS, oneLine } from '../documents';
import type { Masters } from './masters';
import { bareCodeOf, codeOf } from './masters';
import type { OrderUse } from './purchaseOrders';
import { linkOrder } from './purchaseOrders';
import type { AcumaticaSettings } from './settings';

/** Statuses a vendor may have and still be billed. */
const BILLABLE = new Set(['ACTIVE', 'ONE-TIME', 'HOLD PAYMENTS']);

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

const refuse = (cause: string, reason: string, advice: string, owner: Owner): Refusal =>
  new Refusal(held(cause, reason, advice, owner));

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
  checkPrecision(bill, masters);
  const date = bill.invoice.invoiceDate ?? postingDate(bill.invoice, settings.period);
  if (date === null) {
    throw refuse(
      'date.missing',
      `Invoice ${bill.invoice.number} has no date.`,
      'Give it an invoice date in JAGGAER.',
      'jaggaer',
    );
  }
  const period = choosePeriod(
    postingDate(bill.invoice, settings.period) ?? date,
    masters.periods,
    settings.period,
  );
  const notCarried: string[] = [];
  const lines = bill.lines.map((line, index) =>
    planLine(bill, line, index + 1, masters, settings, used, notCarried),
  );
  if (lines.length === 0) {
    throw refuse(
      'lines.missing',
      `Invoice ${bill.invoice.number} has nothing to book on a line.`,
      'Check its lines and charges in JAGGAER.',
      'jaggaer',
    );
  }
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

function checkReference(bill: BookedBill): void {
  const { length } = bill.vendorReference;
  if (length <= LENGTHS.vendorRef) return;
  throw new Refusal(
    rejected(
      'field.length',
      `The supplier's invoice number ${bill.vendorReference} has ${length} characters; Acumatica's Vendor Ref. takes ${LENGTHS.vendorRef}.`,
      'Shorten the number in JAGGAER: cut, it could not be found again.',
      'jaggaer',
    ),
  );
}

function checkVendor(bill: BookedBill, masters: Masters): void {
  const vendor = masters.vendors.get(codeOf(bill.vendor));
  if (!vendor) {
    throw refuse(
      'erp.vendor',
      `Vendor ${bill.vendor} (supplier ${bill.invoice.supplier.name}) is not in Acumatica.`,
      'Correct the supplier row in the mapping table, or create the vendor (AP303000).',
      'mapping',
    );
  }
  if (vendor.status !== '' && !BILLABLE.has(codeOf(vendor.status))) {
    throw refuse(
      'erp.vendorInactive',
      `Vendor ${bill.vendor} (${vendor.name}) is ${vendor.status} in Acumatica.`,
      'Activate the vendor (AP303000), or map the supplier to another one.',
      'erp',
    );
  }
  checkCurrency(bill, vendor, masters);
}

function checkCurrency(
  bill: BookedBill,
  vendor: { currency: string; currencyOverride: boolean },
  masters: Masters,
): void {
  const currency = masters.currencies?.get(codeOf(bill.currency));
  if (masters.currencies && !currency?.active) {
    throw refuse(
      'erp.currency',
      `Currency ${bill.currency} is not ${currency ? 'active' : 'known'} in Acumatica.`,
      'Set it up on Currencies (CM202000).',
      'erp',
    );
  }
  if (vendor.currency === '' || codeOf(vendor.currency) === codeOf(bill.currency) || vendor.currencyOverride)
    return;
  throw refuse(
    'erp.vendorCurrency',
    `Vendor ${bill.vendor} takes ${vendor.currency} only; the invoice is in ${bill.currency}.`,
    'Allow currency override on the vendor (AP303000), or map the supplier to a vendor in this currency.',
    'erp',
  );
}

function checkBranch(branch: string | null, masters: Masters): void {
  if (!branch || !masters.branches || masters.branches.has(codeOf(branch))) return;
  throw refuse(
    'erp.branch',
    `Branch ${branch} is not an active branch in Acumatica.`,
    'Correct the entity row in the mapping table.',
    'mapping',
  );
}

function checkPrecision(bill: BookedBill, masters: Masters): void {
  const places = masters.currencies?.get(codeOf(bill.currency))?.places ?? 2;
  const amounts: Decimal[] = [bill.total, ...bill.lines.map((line) => line.amount)];
  const odd = amounts.find((amount) => !equal(round(amount, places), amount));
  if (odd === undefined) return;
  throw new Refusal(
    rejected(
      'amount.precision',
      `${odd} has more decimals than ${bill.currency} takes in Acumatica (${places}).`,
      'Correct the amount in JAGGAER, or the currency’s decimal precision (CM202000).',
      'jaggaer',
    ),
  );
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
  checkBranch(rest.Branch ?? null, masters);
  const account = order ? '' : line.account;
  if (!order) checkAccount(line, position, masters);
  const subaccount = order ? '' : mapped || settings.defaultSubaccount;
  if (!order) checkSubaccount(line, position, subaccount, masters);
  return {
    line,
    account,
    subaccount,
    taxCategory: taxCategory || settings.taxCategory,
    fields: rest,
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

function checkAccount(line: BookedLine, position: number, masters: Masters): void {
  const account = masters.accounts.get(codeOf(line.account));
  if (account?.active) return;
  const state = account ? 'is not active' : 'is not';
  throw refuse(
    account ? 'erp.accountInactive' : 'erp.account',
    line.account === ''
      ? `Line ${position} (${line.description}) has no GL account, and no purchase order line to take it from.`
      : `Account ${line.account} of line ${position} (${line.description}) ${state} in Acumatica.`,
    'Correct the account row in the mapping table, or the account (GL202500).',
    'mapping',
  );
}

function checkSubaccount(line: BookedLine, position: number, subaccount: string, masters: Masters): void {
  if (masters.subaccounts === null) return;
  const where = `line ${position} (${line.description})`;
  if (subaccount === '') {
    if (masters.accounts.get(codeOf(line.account))?.usesDefaultSubaccount) return;
    throw refuse(
      'unmapped.subaccount',
      `Account ${line.account} of ${where} needs a subaccount.`,
      'Add the dimension “subaccount” to the account row of the mapping table, or set Default Subaccount in the node.',
      'mapping',
    );
  }
  const active = masters.subaccounts.get(bareCodeOf(subaccount));
  if (active) return;
  throw refuse(
    'erp.subaccount',
    `Subaccount ${subaccount} of ${where} is not ${active === false ? 'active' : 'known'} in Acumatica.`,
    'Correct the dimension “subaccount” in the mapping table, or the subaccount (GL203000).',
    'mapping',
  );
}

/** The line's text; a purchase order that is not linked goes into it, so that it is not lost. */
function words(line: BookedLine, order: OrderLink | null, notCarried: string[]): string {
  const po = line.purchaseOrder;
  const prefix = po && !order ? `PO ${po.number}${po.line ? `/${po.line}` : ''} ` : '';
  const whole = oneLine(prefix + line.description);
  if (whole.length > LENGTHS.lineText)
    notCarried.push(`the end of the text of “${line.description.slice(0, 40)}…”`);
  return whole.slice(0, LENGTHS.lineText).trimEnd();
}
