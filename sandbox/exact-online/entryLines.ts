/** Lines of purchase entries, and the transaction lines that they become. */
import Big from 'big.js';
import type { Write } from './call';
import type { Lookup } from './input';
import { referred } from './input';
import type { Row, Value } from './records';
import { bare } from './records';
import type { LineAmounts } from './vat';
import { cents, inDivisionCurrency, lineAmounts } from './vat';
import type { Division } from './world';
import { add, tableOf } from './world';

export interface BookedLine {
  given: Row;
  account: Row | null;
  vatCode: Row | null;
  costCenter: Row | null;
  costUnit: Row | null;
  amount: Big;
  amounts: LineAmounts;
}

/** Types that lines of an entry may not have: receivables, payables, VAT [community picqer#121; 20 is inferred]. */
const FORBIDDEN_TYPES = [20, 22, 24];

/** Each line with what it refers to; what is wrong goes to the messages. */
export const linesOf = (lookup: Lookup, lines: Row[]): BookedLine[] =>
  lines.map((line) => lineOf(lookup, line));

function lineOf(lookup: Lookup, given: Row): BookedLine {
  const { errors } = lookup;
  if (given.GLAccount === undefined || given.GLAccount === null) errors.push('Mandatory: G/L account');
  const account = referred(lookup, 'GLAccount', 'financial/GLAccounts', given.GLAccount);
  if (account && FORBIDDEN_TYPES.includes(Number(account.Type))) errors.push('Invalid: G/L account type');
  // the default is the GL account's [doc]
  const code = given.VATCode === undefined || given.VATCode === '' ? account?.VATCode : given.VATCode;
  const vatCode = referred(lookup, 'VATCode', 'vat/VATCodes', code);
  const costCenter = cost(lookup, account, given, [
    'CostCenter',
    'Costcenter',
    'UseCostcenter',
    'hrm/Costcenters',
  ]);
  const costUnit = cost(lookup, account, given, ['CostUnit', 'Costunit', 'UseCostunit', 'hrm/Costunits']);
  // only AmountFC counts; without it the line is worth nothing, and nobody says so [recorded]
  const amount = cents(given.AmountFC);
  const amounts = lineAmounts(amount, vatCode, given.VATAmountFC);
  return { given, account, vatCode, costCenter, costUnit, amount, amounts };
}

/** UseCostcenter and UseCostunit: 0 optional, 1 mandatory, 2 no [doc]; what 2 does with a code is inferred. */
function cost(
  lookup: Lookup,
  account: Row | null,
  given: Row,
  [field, usual, use, path]: [string, string, string, string],
): Row | null {
  const { errors, settings } = lookup;
  const label = field === 'CostCenter' ? 'Cost center' : 'Cost unit';
  const code = bare(given[field]) || bare(account?.[usual]);
  if (account?.[use] === 1 && code === '') errors.push(`Mandatory: ${label}`);
  if (account?.[use] === 2 && bare(given[field]) !== '') {
    if (settings.costNotUsed === 'refused') errors.push(`Not allowed: ${label}`);
    return null;
  }
  return referred(lookup, field, path, code);
}

const TRANSACTIONS = 'financialtransaction/TransactionLines';

/** Stores the lines, and the header and lines of the transaction; the header has number 0 [doc, in sync]. @returns the header */
export function bookLines(write: Write, entry: Row, lines: BookedLine[], payable: Big): Row {
  const { world, division, user } = write;
  const rate = Number(entry.Rate ?? 1);
  const dc = (amount: Big) => inDivisionCurrency(amount, rate);
  const common = transactionOf(entry);
  const payables = accountOfType(division, 22);
  const transaction = (account: Row | null, LineNumber: number, amount: Big, more: Row = {}): Row =>
    add(
      world,
      division,
      TRANSACTIONS,
      {
        ...{ ...common, LineNumber, AmountFC: amount.toNumber(), AmountDC: dc(amount) },
        ...{ GLAccount: account?.ID ?? null, GLAccountCode: account?.Code ?? null },
        ...{ GLAccountDescription: account?.Description ?? null, ...more },
      },
      user,
    );
  const head = transaction(payables, 0, payable.times(-1));
  lines.forEach(({ given, account, vatCode, costCenter, costUnit, amount, amounts }, at) => {
    const costs: Row = {
      ...{ CostCenter: costCenter?.Code ?? null, CostCenterDescription: costCenter?.Description ?? null },
      ...{ CostUnit: costUnit?.Code ?? null, CostUnitDescription: costUnit?.Description ?? null },
      ...{ VATCode: vatCode?.Code ?? null, VATCodeDescription: vatCode?.Description ?? null },
      ...{
        VATPercentage: amounts.percentage.toNumber(),
        Description: given.Description ?? entry.Description ?? null,
      },
    };
    add(world, division, 'purchaseentry/PurchaseEntryLines', {
      ...{ ...given, ...costs, EntryID: entry.EntryID ?? null, LineNumber: at + 1 },
      ...{ GLAccount: account?.ID ?? null, GLAccountCode: account?.Code ?? null },
      ...{ GLAccountDescription: account?.Description ?? null, Type: entry.Type ?? null },
      ...{ AmountFC: amount.toNumber(), AmountDC: dc(amount) },
      ...{ VATAmountFC: amounts.vat.toNumber(), VATAmountDC: dc(amounts.vat) },
      ...{ VATBaseAmountFC: amounts.net.toNumber(), VATBaseAmountDC: dc(amounts.net) },
    });
    transaction(account, at + 1, amounts.net, costs);
  });
  const taxed = lines.reduce((sum, { amounts }) => sum.plus(amounts.payable.minus(amounts.net)), new Big(0));
  if (!taxed.eq(0)) transaction(accountOfType(division, 24), lines.length + 1, taxed);
  return head;
}

export function accountOfType(division: Division, type: number): Row | null {
  return tableOf(division, 'financial/GLAccounts').where('Type', type)[0] ?? null;
}

const COMMON: Record<string, string> = {
  ...{ EntryID: 'EntryID', EntryNumber: 'EntryNumber', Type: 'Type', Status: 'Status', Account: 'Supplier' },
  ...{ AccountName: 'SupplierName', JournalCode: 'Journal', JournalDescription: 'JournalDescription' },
  ...{ FinancialYear: 'ReportingYear', FinancialPeriod: 'ReportingPeriod', YourRef: 'YourRef' },
  ...{ InvoiceNumber: 'InvoiceNumber', Currency: 'Currency', Date: 'EntryDate', DueDate: 'DueDate' },
  ...{ Document: 'Document', DocumentNumber: 'DocumentNumber', DocumentSubject: 'DocumentSubject' },
  ...{ Description: 'Description', PaymentReference: 'PaymentReference', ExchangeRate: 'Rate' },
};

/** What all lines of a transaction take from its entry. */
export const transactionOf = (entry: Row): Row =>
  Object.fromEntries(Object.entries(COMMON).map(([to, from]): [string, Value] => [to, entry[from] ?? null]));
