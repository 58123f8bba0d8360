/** What a bill is checked for before it is sent: each check passes, or says who mends what. Pure. */
import type { BookedBill, BookedLine } from '../../shared/booking';
import { Refusal, refuse, rejected } from '../../shared/outcome';
import { DIMENSIONS } from '../dimensions';
import { LENGTHS, carriedNumber, plainNumber } from '../documents';
import type { Masters, VendorMaster } from './masters';
import type { IntacctSettings } from './settings';

/** The bill number for the supplier's number; it must fit whole: cut, it could not be found again. @throws Refusal */
export function checkNumber(bill: BookedBill, settings: IntacctSettings): string {
  const plain = plainNumber(bill.vendorReference);
  const carried = carriedNumber(bill.vendorReference);
  if (carried.length > LENGTHS.number) {
    throw new Refusal(
      rejected(
        'field.length',
        `The supplier's invoice number ${plain} has ${plain.length} characters; a bill number in Sage Intacct takes ${LENGTHS.number}.`,
        'Shorten the number in JAGGAER: cut, it could not be found again.',
        'jaggaer',
      ),
    );
  }
  if (carried === plain || settings.oddCharacters === 'replace') return carried;
  throw refuse(
    'field.characters',
    `The supplier's invoice number ${plain} has a character that a bill number in Sage Intacct cannot hold (& < > # ? " ').`,
    'Correct the number in JAGGAER, or let the node replace such characters.',
    'jaggaer',
  );
}

/** The vendor is there and active; null where vendors cannot be read. @throws Refusal */
export function checkVendor(bill: BookedBill, { vendors }: Masters): VendorMaster | null {
  if (vendors === null) return null;
  const vendor = vendors.get(bill.vendor.trim());
  if (!vendor) {
    throw refuse(
      'erp.vendor',
      `Vendor ${bill.vendor} (supplier ${bill.invoice.supplier.name}) is not in Sage Intacct.`,
      'Correct the supplier row in the mapping table, or create the vendor (Accounts Payable ▸ Vendors).',
      'mapping',
    );
  }
  if (vendor.active) return vendor;
  throw refuse(
    'erp.vendorInactive',
    `Vendor ${bill.vendor} (${vendor.name}) is inactive in Sage Intacct.`,
    'Activate the vendor (Accounts Payable ▸ Vendors), or map the supplier to another one.',
    'erp',
  );
}

/** Bills have no tax codes outside of tax solutions. @throws Refusal */
export function checkTaxes(bill: BookedBill): void {
  const [tax] = bill.taxes;
  if (!tax) return;
  throw refuse(
    'charge.tax',
    `Tax of ${tax.amount} is mapped to tax code ${tax.code}; a bill in Sage Intacct takes tax as a line on an account.`,
    'Map the charge to an account, or spread it over the lines.',
    'mapping',
  );
}

/** The term is there. @throws Refusal */
export function checkTerm(term: string, { terms }: Masters): void {
  if (term === '' || terms === null || terms.has(term.trim())) return;
  throw refuse(
    'erp.terms',
    `Payment term ${term} is not in Sage Intacct.`,
    'Correct the terms row in the mapping table, or create the term (Accounts Payable ▸ Terms).',
    'mapping',
  );
}

/** The account is there and active, and has the dimensions it asks for. @throws Refusal */
export function checkAccount(
  line: BookedLine,
  position: number,
  dimensions: Record<string, string>,
  { accounts }: Masters,
): void {
  const where = `line ${position} (${line.description})`;
  if (line.account === '') {
    throw refuse(
      'unmapped.account',
      `There is no GL account for ${where}, and Sage Intacct takes none from a purchase order.`,
      'Add an account row to the mapping table.',
      'mapping',
    );
  }
  if (accounts === null) return;
  const account = accounts.get(line.account.trim());
  if (!account?.active) {
    throw refuse(
      account ? 'erp.accountInactive' : 'erp.account',
      `Account ${line.account} of ${where} ${account ? 'is not active' : 'is not'} in Sage Intacct.`,
      'Correct the account row in the mapping table, or the account (General Ledger ▸ Accounts).',
      'mapping',
    );
  }
  const lacking = account.requires.find((field) => !dimensions[field]);
  if (lacking === undefined) return;
  const label = DIMENSIONS.find(({ field }) => field === lacking)?.label ?? lacking;
  throw refuse(
    'unmapped.dimension',
    `Account ${line.account} of ${where} demands a ${label.toLowerCase()}.`,
    `Add the dimension “${label.toLowerCase()}” to the account row of the mapping table, or let go of the requirement on the GL account.`,
    'mapping',
  );
}

/**
 * What a line carries for a code of a dimension. A code that a user-defined dimension has no record named after may be
 * the number of one.
 * @throws Refusal
 */
export function dimensionValue(field: string, label: string, code: string, { dimensions }: Masters): string {
  const known = dimensions.get(field);
  if (!known) return code;
  const record = known.get(code.trim());
  if (record?.active) return record.value;
  if (!record && field.startsWith('GLDIM') && /^\d+$/.test(code.trim())) return code.trim();
  throw refuse(
    'erp.dimension',
    `${label} ${code} is not ${record ? 'active' : 'known'} in Sage Intacct.`,
    'Correct the dimension or entity row in the mapping table, or the record in Sage Intacct.',
    'mapping',
  );
}
