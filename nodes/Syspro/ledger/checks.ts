/** What an invoice is checked for before it is sent: each check passes, or says who mends what. Pure. */
import type { BookedBill, BookedLine } from '../../shared/booking';
import { Refusal, refuse, rejected } from '../../shared/outcome';
import { LENGTHS, plainNumber } from '../documents';
import { fits } from '../transport/encoding';
import type { LedgerCode, Masters, SupplierMaster } from './masters';
import type { SysproSettings } from './settings';

/** The invoice number; it must fit whole: cut, two numbers could become one. @throws Refusal */
export function checkNumber(reference: string): string {
  const number = plainNumber(reference);
  if (number.length > LENGTHS.invoice) {
    throw new Refusal(
      rejected(
        'field.length',
        `The supplier's invoice number ${number} has ${number.length} characters; SYSPRO takes ${LENGTHS.invoice}.`,
        'Shorten the number in JAGGAER: cut, two numbers could become one.',
        'jaggaer',
      ),
    );
  }
  if (fits(number) && number !== '') return number;
  throw refuse(
    'field.characters',
    `The supplier's invoice number ${number} has a character that SYSPRO cannot keep (Windows-1252).`,
    'Correct the number in JAGGAER.',
    'jaggaer',
  );
}

/** The supplier is there and not on hold. @throws Refusal */
export function checkSupplier(
  bill: BookedBill,
  masters: Pick<Masters, 'suppliers' | 'codeOf'>,
  settings: Pick<SysproSettings, 'warnings'>,
): SupplierMaster {
  const supplier = masters.suppliers.get(masters.codeOf(bill.vendor));
  if (!supplier) {
    throw refuse(
      'erp.vendor',
      `Supplier ${bill.vendor} (${bill.invoice.supplier.name}) is not in SYSPRO.`,
      'Correct the supplier row in the mapping table, or create the supplier (Accounts Payable ▸ Suppliers).',
      'mapping',
    );
  }
  if (!supplier.onHold || settings.warnings === 'ignore') return supplier;
  throw refuse(
    'erp.vendorOnHold',
    `Supplier ${bill.vendor} (${supplier.name}) is on hold in SYSPRO.`,
    'Take the supplier off hold in SYSPRO, or let the node post in spite of warnings; then replay.',
    'erp',
  );
}

/** An invoice names no currency in SYSPRO: it is in the supplier's, whatever was meant. @throws Refusal */
export function checkCurrency(
  bill: BookedBill,
  supplier: SupplierMaster,
  settings: Pick<SysproSettings, 'currencies'>,
): void {
  const own = settings.currencies.get(supplier.currency) ?? supplier.currency;
  if (own === bill.currency) return;
  if (!/^[A-Z]{3}$/.test(own)) {
    throw refuse(
      'erp.currencyCode',
      `Supplier ${bill.vendor} has the currency code ${own || '(none)'} in SYSPRO, which is no ISO code.`,
      'Say under Currency Codes of the node which currency that is, for example $=USD.',
      'support',
    );
  }
  throw refuse(
    'erp.currency',
    `Invoice ${bill.invoice.number} is in ${bill.currency}, supplier ${bill.vendor} is kept in ${own}: SYSPRO would book the amount in ${own}.`,
    'Map the supplier to one that SYSPRO keeps in this currency, or correct the currency in JAGGAER.',
    'mapping',
  );
}

/** Tax of the header counts only where AP distributes tax; elsewhere it would be left out in silence. @throws Refusal */
export function checkTax(bill: BookedBill, { taxDistribution }: Masters): BookedBill['taxes'][number] | null {
  const [tax, second] = bill.taxes;
  if (!tax) return null;
  if (!second && tax.code !== '' && ['D', 'S'].includes(taxDistribution)) return tax;
  throw refuse(
    'charge.tax',
    second
      ? `Two taxes (${tax.code}, ${second.code}) are mapped to tax codes; an invoice takes one.`
      : tax.code === ''
        ? `Tax of ${tax.amount} is mapped to tax, but to no tax code.`
        : `Tax of ${tax.amount} is mapped to tax code ${tax.code}, but this company's AP does not distribute tax (method ${taxDistribution || 'none'}).`,
    'Map the charge to an account, or spread it over the lines.',
    'mapping',
  );
}

/** The ledger code is there, is not on hold, and has the analysis that it asks for. @throws Refusal */
export function checkLedgerCode(
  line: BookedLine,
  position: number,
  code: string,
  analysis: Record<string, string>,
  { ledgerCodes, analysisCodes }: Masters,
): void {
  const where = `line ${position} (${line.description})`;
  if (line.account === '') {
    throw refuse(
      'unmapped.account',
      `There is no ledger code for ${where}, and it is matched to no goods received.`,
      'Add an account row to the mapping table, or receive the order in SYSPRO.',
      'mapping',
    );
  }
  const found = ledgerCodes.get(code);
  if (!found || found.onHold) {
    throw refuse(
      found ? 'erp.accountInactive' : 'erp.account',
      `Ledger code ${code} of ${where} is ${found ? 'on hold' : 'not'} in SYSPRO.`,
      'Correct the account or cost centre row in the mapping table, or the code (General Ledger ▸ Ledger Codes).',
      'mapping',
    );
  }
  checkAnalysis(found, code, where, analysis, analysisCodes);
}

function checkAnalysis(
  { needsAnalysis, category }: LedgerCode,
  code: string,
  where: string,
  analysis: Record<string, string>,
  known: Masters['analysisCodes'],
): void {
  const [entry] = Object.entries(analysis);
  if (known === null || (!entry && !needsAnalysis)) return;
  if (!entry) {
    throw refuse(
      'unmapped.dimension',
      `Ledger code ${code} of ${where} demands an analysis code, and the line has no cost centre.`,
      'Add a dimension row for the cost centre to the mapping table.',
      'mapping',
    );
  }
  const [name, value] = entry;
  if (!needsAnalysis || known.has(`${category}|${name.slice(-1)}|${value}`)) return;
  throw refuse(
    'erp.dimension',
    `Analysis code ${value} of ${where} is not in category ${category} of SYSPRO.`,
    'Correct the dimension row in the mapping table, or create the analysis code in SYSPRO.',
    'mapping',
  );
}

/** An element that SYSPRO does not know is ignored in silence, and an incomplete document posted. @throws Refusal */
export function checkForm(what: string, unknown: string[]): void {
  if (unknown.length === 0) return;
  throw refuse(
    'erp.schema',
    `The document of ${what} has elements that SYSPRO would ignore: ${unknown.join(', ')}.`,
    'This should not happen: please report it with the execution.',
    'support',
  );
}
