/** What a bill is checked for before it is sent: each check passes, or says who mends what. Pure. */
import { checkPrecision } from '../../shared/precision';
import type { BookedBill, BookedLine } from '../../shared/booking';
import { Refusal, refuse, rejected } from '../../shared/outcome';
import { LENGTHS } from '../documents';
import { isBillable } from '../masterDocuments';
import type { Masters } from './masters';
import { bareCodeOf, codeOf } from './masters';

/** The number must fit its field whole: cut, it could not be found again. @throws Refusal */
export function checkReference(bill: BookedBill): void {
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

/** The vendor is there, may be billed, and takes the currency. @throws Refusal */
export function checkVendor(bill: BookedBill, masters: Masters): void {
  const vendor = masters.vendors.get(codeOf(bill.vendor));
  if (!vendor) {
    throw refuse(
      'erp.vendor',
      `Vendor ${bill.vendor} (supplier ${bill.invoice.supplier.name}) is not in Acumatica.`,
      'Correct the supplier row in the mapping table, or create the vendor (AP303000).',
      'mapping',
    );
  }
  if (vendor.status !== '' && !isBillable(vendor.status)) {
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

/** The branch is active, where branches are known and one is given. @throws Refusal */
export function checkBranch(branch: string | null, masters: Masters): void {
  if (!branch || !masters.branches || masters.branches.has(codeOf(branch))) return;
  throw refuse(
    'erp.branch',
    `Branch ${branch} is not an active branch in Acumatica.`,
    'Correct the entity row in the mapping table.',
    'mapping',
  );
}

/** No amount has more decimals than the currency. @throws Refusal */
export function checkDecimals(bill: BookedBill, masters: Masters): void {
  const places = masters.currencies?.get(codeOf(bill.currency))?.places ?? 2;
  checkPrecision(
    [bill.total, ...bill.lines.map(({ amount }) => amount)],
    `${bill.currency} takes in Acumatica`,
    places,
    'Correct the amount in JAGGAER, or the currency’s decimal precision (CM202000).',
  );
}

/** The account is there and active. @throws Refusal */
export function checkAccount(line: BookedLine, position: number, masters: Masters): void {
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

/** The subaccount is active, and there where the account needs one. @throws Refusal */
export function checkSubaccount(
  line: BookedLine,
  position: number,
  subaccount: string,
  masters: Masters,
): void {
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
