/** What a bill is checked for before it is sent: each check passes, or says who mends what. Pure. */
import { DateTime } from 'luxon';
import type { BookedBill, BookedLine } from '../../shared/booking';
import { Refusal, refuse, rejected } from '../../shared/outcome';
import { choosePeriod, postingDate } from '../../shared/period';
import { demandDate } from '../../shared/planBill';
import { LENGTHS, carriedNumber, plainNumber } from '../documents';
import type { Directory, Listed } from './directory';
import type { AccountMaster, Company, Masters, VendorMaster } from './masters';
import type { QuickBooksSettings } from './settings';

/** The DocNumber for the supplier's number. @throws Refusal */
export function checkNumber(bill: BookedBill, settings: QuickBooksSettings): string {
  const plain = plainNumber(bill.vendorReference);
  if (plain.length <= LENGTHS.number || settings.longNumbers === 'shorten') return carriedNumber(plain);
  throw new Refusal(
    rejected(
      'field.length',
      `The supplier's invoice number ${plain} has ${plain.length} characters; a bill number in QuickBooks Online takes ${LENGTHS.number}.`,
      'Shorten the number in JAGGAER, or let the node shorten such numbers.',
      'jaggaer',
    ),
  );
}

/** The vendor is there and active, and takes the currency. @throws Refusal */
export function checkVendor(bill: BookedBill, { vendors, company }: Masters): VendorMaster {
  const vendor = vendors.one(bill.vendor, 'Vendor');
  if (!vendor) {
    throw refuse(
      'erp.vendor',
      `Vendor ${bill.vendor} (supplier ${bill.invoice.supplier.name}) is not in QuickBooks Online.`,
      'Correct the supplier row in the mapping table (vendor ID, or account number), or create the vendor.',
      'mapping',
    );
  }
  if (!vendor.active) {
    throw refuse(
      'erp.vendorInactive',
      `Vendor ${bill.vendor} (${vendor.name}) is inactive in QuickBooks Online.`,
      'Make the vendor active again (Expenses ▸ Vendors), or map the supplier to another one.',
      'erp',
    );
  }
  const own = vendor.currency || company.homeCurrency;
  if (!company.isMultiCurrency && bill.currency !== company.homeCurrency) {
    throw refuse(
      'erp.currency',
      `The invoice is in ${bill.currency}; the company books in ${company.homeCurrency} only.`,
      'Switch multicurrency on in QuickBooks Online (Account and settings ▸ Advanced); it cannot be switched off again.',
      'erp',
    );
  }
  if (own === bill.currency) return vendor;
  throw refuse(
    'erp.vendorCurrency',
    `Vendor ${bill.vendor} takes ${own} only; the invoice is in ${bill.currency}.`,
    'A vendor’s currency cannot be changed: create a second vendor in this currency, and map the supplier to it.',
    'erp',
  );
}

/**
 * The date of the bill: QBO has only one, which also decides about the period.
 * @throws Refusal where there is none, or the books are closed for it
 */
export function checkDate(
  bill: BookedBill,
  { closedThrough }: Company,
  settings: QuickBooksSettings,
): string {
  const { invoice } = bill;
  const date = demandDate(invoice, postingDate(invoice, settings.period));
  if (closedThrough === '' || date > closedThrough) return date;
  const first = DateTime.fromISO(closedThrough).plus({ days: 1 }).toFormat('yyyy-MM-dd');
  const periods = [
    { id: `up to ${closedThrough}`, from: '0001-01-01', to: closedThrough, open: false },
    { id: 'open', from: first, to: '9999-12-31', open: true },
  ];
  const { from } = choosePeriod(date, periods, settings.period);
  return from > date ? from : date;
}

/** The accounts payable account, where it is to be named: one for each currency. @throws Refusal */
export function checkPayable(
  bill: BookedBill,
  { accounts }: Masters,
  payables: AccountMaster[],
  settings: QuickBooksSettings,
): string {
  const fitting = payables.filter(({ currency }) => currency === '' || currency === bill.currency);
  if (settings.payable !== '') {
    const chosen = accounts.one(settings.payable, 'Account', 'support');
    if (chosen && fitting.includes(chosen)) return chosen.id;
    // one account cannot be of every currency: where it is of another, the only fitting one is taken
    if (!chosen || !payables.includes(chosen)) {
      throw refuse(
        'erp.payable',
        `${settings.payable} is not an active accounts payable account of QuickBooks Online.`,
        'Correct Accounts Payable Account in the node.',
        'support',
      );
    }
  }
  const [only, second] = fitting;
  if (only && !second) return only.id;
  throw refuse(
    'erp.payable',
    fitting.length === 0
      ? `There is no accounts payable account in ${bill.currency}.`
      : `There are ${fitting.length} accounts payable accounts in ${bill.currency}: ${fitting.map(({ name }) => name).join(', ')}.`,
    fitting.length === 0
      ? 'Enter a first bill in this currency by hand: QuickBooks Online then makes the account.'
      : 'Choose the Accounts Payable Account in the node.',
    fitting.length === 0 ? 'erp' : 'support',
  );
}

/** Types of accounts that an invoice is never booked on: a slip in the mapping. */
const NOT_FOR_BILLS = new Set([
  ...['Accounts Payable', 'Accounts Receivable', 'Bank', 'Credit Card', 'Non-Posting'],
]);

/** The account is there and active, and one that bills may use. @throws Refusal */
export function checkAccount(
  code: string,
  line: BookedLine,
  position: number,
  bill: BookedBill,
  { accounts, company }: Masters,
): AccountMaster {
  const where = `line ${position} (${line.description})`;
  const account = code === '' ? undefined : accounts.one(code, `Account of ${where}:`);
  if (!account?.active) {
    throw refuse(
      account ? 'erp.accountInactive' : 'erp.account',
      code === ''
        ? `${where} has no GL account, and no purchase order line to take it from.`
        : `Account ${code} of ${where} ${account ? 'is not active' : 'is not'} in QuickBooks Online.`,
      'Correct the account row in the mapping table, or the account (Chart of accounts).',
      'mapping',
    );
  }
  if (NOT_FOR_BILLS.has(account.type)) {
    throw refuse(
      'erp.accountType',
      `Account ${code} (${account.name}) of ${where} is of type ${account.type}: bills are not booked on those.`,
      'Correct the account row in the mapping table.',
      'mapping',
    );
  }
  const isForeign =
    account.currency !== '' &&
    account.currency !== company.homeCurrency &&
    account.currency !== bill.currency;
  if (!isForeign) return account;
  throw refuse(
    'erp.accountCurrency',
    `Account ${code} (${account.name}) of ${where} is kept in ${account.currency}; the invoice is in ${bill.currency}.`,
    'Map to an account in the home currency, or in that of the invoice.',
    'mapping',
  );
}

/** QBO's id for a code of a location or class. @throws Refusal */
export function checkDimension(code: string, what: string, list: Directory<Listed> | null): string {
  if (code === '') return '';
  if (list === null) {
    throw refuse(
      'erp.dimensionOff',
      `${what} ${code} cannot be booked: ${what.toLowerCase()} tracking is switched off in QuickBooks Online.`,
      'Switch it on (Account and settings ▸ Advanced ▸ Categories; Plus and Advanced plans), or map it to nothing.',
      'erp',
    );
  }
  const record = list.one(code, what);
  if (record?.active) return record.id;
  throw refuse(
    'erp.dimension',
    `${what} ${code} is not ${record ? 'active' : 'known'} in QuickBooks Online.`,
    'Correct the dimension or entity row in the mapping table, or the record in QuickBooks Online.',
    'mapping',
  );
}

/** QBO's id of the payment term; '' for none. @throws Refusal */
export function checkTerm(term: string, { terms }: Masters): string {
  if (term === '' || !terms) return '';
  const found = terms.one(term, 'Payment term');
  if (found?.active) return found.id;
  throw refuse(
    'erp.terms',
    `Payment term ${term} is not ${found ? 'active' : 'known'} in QuickBooks Online.`,
    'Correct the terms row in the mapping table, or create the term (Settings ▸ All lists ▸ Terms).',
    'mapping',
  );
}
