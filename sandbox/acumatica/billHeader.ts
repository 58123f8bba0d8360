/** Header of a bill: defaults and checks. Texts of errors are [inferred] where no source quotes one. */
import type { RecordData, Scalar } from './records';
import { folded } from './records';
import type { SeedPeriod } from './seed';
import type { World } from './world';
import { refKey, storeOf } from './world';

/** Types as shown, and the internal codes that are accepted too [community PC]. */
const TYPES: Record<string, string> = {
  BILL: 'Bill',
  INV: 'Bill',
  'CREDIT ADJ.': 'Credit Adj.',
  ACR: 'Credit Adj.',
  'DEBIT ADJ.': 'Debit Adj.',
  ADR: 'Debit Adj.',
  PREPAYMENT: 'Prepayment',
  PPM: 'Prepayment',
};

export function fail(record: RecordData, field: string, message: string): void {
  record.errors = { ...record.errors, [field]: message };
}

export const notFound = (field: string, value: Scalar | undefined): string =>
  `${field} '${String(value ?? '')}' cannot be found in the system.`;

export const isSet = (value: Scalar | undefined): boolean =>
  value !== undefined && value !== null && value !== '';

/** Fills what was not sent and notes what is wrong. */
export function completeHeader(world: World, bill: RecordData, branchHeader: string | undefined): void {
  const { fields } = bill;
  const type = TYPES[folded(fields.Type ?? 'Bill')];
  if (type === undefined) fail(bill, 'Type', notFound('Type', fields.Type));
  else fields.Type = type;
  fields.Date = isSet(fields.Date) ? (fields.Date ?? null) : world.now().toISOString().slice(0, 10);
  fields.LocationID = isSet(fields.LocationID) ? (fields.LocationID ?? null) : 'MAIN';
  completeBranch(world, bill, branchHeader);
  completeVendor(world, bill);
  completePeriod(world, bill);
  if (isSet(fields.Project)) checkProject(world, bill);
}

function completeBranch(world: World, bill: RecordData, branchHeader: string | undefined): void {
  const { fields } = bill;
  if (!isSet(fields.BranchID)) fields.BranchID = branchHeader ?? world.seed.branches[0]?.id ?? '';
  checkBranch(world, bill, 'BranchID');
}

export function checkBranch(world: World, record: RecordData, field: string): void {
  const value = record.fields[field];
  const branch = world.seed.branches.find((one) => folded(one.id) === folded(value));
  if (!branch) fail(record, field, notFound('Branch', value));
  else if (branch.active === false) fail(record, field, `Branch '${branch.id}' is inactive.`);
  else record.fields[field] = branch.id;
}

export function checkProject(world: World, record: RecordData): void {
  const value = record.fields.Project;
  const project = world.seed.projects.find((one) => folded(one) === folded(value));
  // text of the one recorded 422 [official client ErrorMessagesTests]
  if (project === undefined) fail(record, 'Project', notFound('Project', value));
  else record.fields.Project = project;
}

function completeVendor(world: World, bill: RecordData): void {
  const { fields } = bill;
  if (!isSet(fields.Vendor)) return fail(bill, 'Vendor', "'Vendor' cannot be empty.");
  const vendor = storeOf(world, 'Vendor').byKey(fields.Vendor);
  if (!vendor) return fail(bill, 'Vendor', notFound('Vendor', fields.Vendor));
  fields.Vendor = vendor.fields.VendorID ?? null;
  const status = String(vendor.fields.Status);
  if (['Inactive', 'On Hold', 'Hold'].includes(status)) {
    fail(bill, 'Vendor', `The vendor status is '${status}'.`);
  }
  if (!isSet(fields.Terms)) fields.Terms = vendor.fields.Terms ?? '';
  completeCurrency(world, bill, vendor);
  completeDueDate(world, bill);
}

function completeCurrency(world: World, bill: RecordData, vendor: RecordData): void {
  const { fields } = bill;
  const own = vendor.fields.CurrencyID ?? '';
  if (!isSet(fields.CurrencyID)) fields.CurrencyID = own;
  const currency = storeOf(world, 'Currency').byKey(fields.CurrencyID);
  if (!currency) return fail(bill, 'CurrencyID', notFound('Currency', fields.CurrencyID));
  fields.CurrencyID = currency.fields.CurrencyID ?? '';
  if (currency.fields.Active === false)
    fail(bill, 'CurrencyID', `Currency '${fields.CurrencyID}' is inactive.`);
  if (fields.CurrencyID !== own && vendor.fields.EnableCurrencyOverride !== true) {
    fail(bill, 'CurrencyID', 'Currency override is not enabled for the vendor.');
  }
}

function completeDueDate(world: World, bill: RecordData): void {
  const { fields } = bill;
  const terms = world.seed.terms.find((one) => folded(one.id) === folded(fields.Terms));
  if (isSet(fields.Terms) && !terms) return fail(bill, 'Terms', notFound('Terms', fields.Terms));
  if (isSet(fields.DueDate)) return;
  const date = Date.parse(String(fields.Date));
  fields.DueDate = new Date(date + (terms?.days ?? 0) * 86_400_000).toISOString().slice(0, 10);
}

function completePeriod(world: World, bill: RecordData): void {
  const { fields } = bill;
  if (!isSet(fields.PostPeriod)) {
    const date = String(fields.Date);
    const period = world.seed.periods.find((one) => one.from <= date && date <= one.to && !one.adjustment);
    // a closed period leaves the field empty [doc IDG:Bill_CreateForLinesOfPurchaseOrder]
    if (!period || isClosed(period)) return fail(bill, 'PostPeriod', "Error: 'Post Period' cannot be empty.");
    fields.PostPeriod = `${period.number}${period.year}`;
  }
  const digits = String(fields.PostPeriod).replace(/\D/g, '');
  const period = world.seed.periods.find((one) => `${one.number}${one.year}` === digits);
  if (!period) return fail(bill, 'PostPeriod', notFound('Post Period', fields.PostPeriod));
  fields.PostPeriod = digits;
  const company = world.seed.branches.find((one) => one.id === fields.BranchID)?.company ?? '';
  const shown = `${period.number}-${period.year}`;
  if (period.status === 'Inactive') {
    // wording [community KV#10671]
    fail(bill, 'PostPeriod', `Error: The ${shown} financial period is inactive in the ${company} company.`);
  } else if (isClosed(period)) {
    fail(bill, 'PostPeriod', `Error: The ${shown} financial period is closed in the ${company} company.`);
  }
}

const isClosed = (period: SeedPeriod): boolean =>
  ['Closed', 'Locked'].includes(period.status) || period.closedInAP === true;

/** Preferences on vendor references [doc UG:AP_10_10_00]; true where the duplicate is what failed. */
export function checkVendorRef(world: World, bill: RecordData): boolean {
  const { fields } = bill;
  const { requireVendorRef, duplicateVendorRefError } = world.seed.preferences;
  if (!isSet(fields.VendorRef)) {
    if (requireVendorRef && fields.Type === 'Bill')
      fail(bill, 'VendorRef', "Error: 'Vendor Ref.' cannot be empty.");
    return false;
  }
  if (!duplicateVendorRefError) return false;
  const ids = [...(world.billsByRef.get(refKey(fields.Vendor, fields.VendorRef)) ?? [])];
  const other = ids
    .filter((id) => id !== bill.id)
    .map((id) => storeOf(world, 'Bill').byId(id))
    .find((one) => one && one.fields.Type === fields.Type && one.fields.Status !== 'Voided');
  if (!other) return false;
  const shown = `${String(other.fields.Type)} ${String(other.fields.ReferenceNbr)}`;
  fail(bill, 'VendorRef', `Document with the same Vendor Ref. already exists: ${shown}.`);
  return true;
}
