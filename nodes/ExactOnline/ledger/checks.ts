/** What a bill is checked for before it is sent: each check passes, or says who mends what. Pure. */
import type { BookedBill, BookedLine } from '../../shared/booking';
import { Refusal, refuse, rejected } from '../../shared/outcome';
import { LENGTHS, carriedNumber, plainNumber } from '../documents';
import type { AccountMaster, ByCode, CostMaster, JournalMaster, Masters, SupplierMaster } from './masters';
import type { ExactSettings } from './settings';

/** The YourRef for the supplier's number. @throws Refusal */
export function checkNumber(bill: BookedBill, { longNumbers }: ExactSettings): string {
  const plain = plainNumber(bill.vendorReference);
  if (plain.length <= LENGTHS.number || longNumbers === 'shorten') return carriedNumber(plain);
  throw new Refusal(
    rejected(
      'field.length',
      `The supplier's invoice number ${plain} has ${plain.length} characters; Your ref. in Exact Online takes ${LENGTHS.number}.`,
      'Shorten the number in JAGGAER, or let the node shorten such numbers.',
      'jaggaer',
    ),
  );
}

/** The relation is there, a supplier, and in use on the day. @throws Refusal */
export function checkSupplier(bill: BookedBill, date: string, { suppliers }: Masters): SupplierMaster {
  const supplier = suppliers.get(bill.vendor);
  const named = `Supplier ${bill.vendor} (${supplier?.name ?? bill.invoice.supplier.name})`;
  if (!supplier) {
    throw refuse(
      'erp.vendor',
      `${named} is not in this division of Exact Online.`,
      'Correct the supplier row in the mapping table, or create the supplier.',
      'mapping',
    );
  }
  if (!supplier.isSupplier) {
    throw refuse(
      'erp.vendor',
      `${named} is a relation in Exact Online, but no supplier.`,
      'Tick “Supplier” on the relation (Purchase ▸ Suppliers), or correct the supplier row in the mapping table.',
      'erp',
    );
  }
  const hasEnded = supplier.endDate !== null && supplier.endDate < date;
  if (!supplier.blocked && !hasEnded) return supplier;
  throw refuse(
    'erp.vendorInactive',
    `${named} is ${supplier.blocked ? 'blocked' : `ended on ${supplier.endDate}`} in Exact Online.`,
    'Make the supplier active again, or map it to another one.',
    'erp',
  );
}

/** Where the entity stands for a division, it must be this one. @throws Refusal */
export function checkDivision(bill: BookedBill, division: string, { entity }: ExactSettings): void {
  if (entity !== 'division' || bill.entity === null || bill.entity === division) return;
  throw refuse(
    'erp.division',
    `Invoice ${bill.invoice.number} belongs to division ${bill.entity}; this node posts into ${division}.`,
    'Send each division’s invoices to a node of its own, by a Switch node, or correct the entity row in the mapping table.',
    'mapping',
  );
}

/** The purchase journal, which must take the currency. @throws Refusal */
export function checkJournal(
  bill: BookedBill,
  { journals, currency }: Masters,
  settings: ExactSettings,
): string {
  const [only, second] = journals;
  const named = journals.find(({ code }) => code.toUpperCase() === settings.journal.toUpperCase());
  const journal = settings.journal === '' ? only : named;
  if (!journal || (settings.journal === '' && second)) {
    const codes = journals.map(({ code }) => code).join(', ') || 'none';
    throw refuse(
      'erp.journal',
      settings.journal === ''
        ? `The division has ${journals.length} purchase journals that are in use: ${codes}.`
        : `${settings.journal} is no purchase journal (type 22) in use; there are: ${codes}.`,
      'Choose the Journal in the node.',
      'support',
    );
  }
  if (takesCurrency(journal, bill.currency, currency)) return journal.code;
  throw refuse(
    'erp.currency',
    `The invoice is in ${bill.currency}; journal ${journal.code} takes ${journal.currency || currency} only.`,
    'Allow variable currency in the journal (Financial ▸ Journals), or choose another journal in the node.',
    'erp',
  );
}

const takesCurrency = (journal: JournalMaster, wanted: string, own: string): boolean =>
  journal.takesCurrencies || wanted === (journal.currency || own);

/** Receivables, payables and VAT accounts are refused on lines (reference 6: community picqer#121). */
const NOT_FOR_LINES: Record<string, string> = { 20: 'receivables', 22: 'payables', 24: 'VAT' };

/** The account is there and in use, and one that lines may have. @throws Refusal */
export function checkAccount(
  code: string,
  line: BookedLine,
  position: number,
  { accounts }: Masters,
): AccountMaster {
  const where = `line ${position} (${line.description})`;
  const account = code === '' ? undefined : accounts.get(code);
  if (!account) {
    throw refuse(
      code === '' ? 'unmapped.account' : 'erp.account',
      code === ''
        ? `${where} has no GL account: neither its own nor one of the invoice type.`
        : `GL account ${code} of ${where} is not in Exact Online.`,
      'Correct the account row in the mapping table, or create the GL account.',
      'mapping',
    );
  }
  if (account.blocked) {
    throw refuse(
      'erp.accountInactive',
      `GL account ${code} (${account.name}) of ${where} is blocked in Exact Online.`,
      'Correct the account row in the mapping table, or unblock the account.',
      'mapping',
    );
  }
  const kind = NOT_FOR_LINES[account.type];
  if (kind === undefined) return account;
  throw refuse(
    'erp.accountType',
    `GL account ${code} (${account.name}) of ${where} is a ${kind} account: lines of an entry may not have those.`,
    'Correct the account row in the mapping table.',
    'mapping',
  );
}

export interface CostCheck {
  /** `Cost center` or `Cost unit`. */
  what: string;
  code: string;
  list: ByCode<CostMaster>;
  /** Whether the account wants one, and its own. */
  use: AccountMaster['costCenter'];
  account: AccountMaster;
  date: string;
}

/** The code as Exact has it; '' where there is none, or where the account takes none. @throws Refusal */
export function checkCost({ what, code, list, use, account, date }: CostCheck): string {
  if (use.rule === 'none') return '';
  if (code === '') {
    if (use.rule === 'optional' || use.preset !== '') return '';
    throw refuse(
      'erp.dimensionMissing',
      `GL account ${account.code} (${account.name}) demands a ${what.toLowerCase()}, and the mapping gives none.`,
      `Map one for such lines, or make it optional on the account in Exact Online.`,
      'mapping',
    );
  }
  const found = list.get(code);
  if (found && found.active && (found.endDate === null || found.endDate >= date)) return found.code;
  throw refuse(
    'erp.dimension',
    `${what} ${code} is not ${found ? 'in use' : 'known'} in Exact Online.`,
    `Correct the dimension or entity row in the mapping table, or the ${what.toLowerCase()} in Exact Online.`,
    'mapping',
  );
}

/** Code of the payment condition; '' for none. @throws Refusal */
export function checkCondition(code: string, { conditions }: Masters): string {
  if (code === '') return '';
  const found = conditions.get(code);
  if (found !== undefined) return found;
  throw refuse(
    'erp.terms',
    `Payment condition ${code} is not in Exact Online.`,
    'Correct the terms row in the mapping table, or create the payment condition.',
    'mapping',
  );
}

/**
 * When it is due: Exact wants a due date or a payment condition, of the entry or of the supplier (reference 6:
 * declaree-kb). A credit without either is due on its own day.
 * @throws Refusal
 */
export function checkDueDate(
  { invoice, type }: BookedBill,
  date: string,
  condition: string,
  supplier: SupplierMaster,
): string | null {
  if (invoice.dueDate !== null || condition !== '' || supplier.hasCondition) return invoice.dueDate;
  if (type === 'credit') return date;
  throw refuse(
    'erp.termsMissing',
    `Invoice ${invoice.number} has no due date and no terms, and supplier ${supplier.code} has no payment condition.`,
    'Give the supplier a payment condition in Exact Online, or map the invoice’s terms.',
    'erp',
  );
}
