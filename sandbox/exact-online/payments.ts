/** Payment terms: what is open, selected, sent to the bank, matched [doc picqer SyncPaymentTerm.php, pi]. */
import Big from 'big.js';
import type { Write } from './call';
import { accountOfType, transactionOf } from './entryLines';
import { ENTRIES, entryNumber } from './entries';
import type { Row } from './records';
import { bare } from './records';
import { cents, inDivisionCurrency } from './vat';
import type { Division, World } from './world';
import { add, change, day, dayText, guidOf, remove, tableOf } from './world';

export const TERMS = 'sync/Cashflow/PaymentTerms';
const TRANSACTIONS = 'financialtransaction/TransactionLines';
/** 20 open, 30 selected, 40 processed (sent to the bank), 50 matched [doc]. */
export type TermStatus = 20 | 30 | 40 | 50;
/** LineType of payments; 20 is receipts [doc]. */
export const PAYMENT = 22;

/** The term that an entry brings: the whole amount, open. `head` is the header of its transaction. */
export function addTerm(write: Write, entry: Row, payable: Big, head: Row): void {
  const { world, division, settings, user } = write;
  // the sign is not known
  const amount = settings.paymentSign === 'positive' ? payable : payable.times(-1);
  add(
    world,
    division,
    TERMS,
    {
      ...termOf(entry, amount, Number(entry.Rate ?? 1)),
      ...{ TransactionEntryID: entry.EntryID ?? null, TransactionID: head.ID ?? null, Status: 20 },
      ...{ TransactionType: entry.Type ?? null, TransactionStatus: entry.Status ?? null, EndDate: null },
      ...{ TransactionAmountFC: amount.toNumber(), TransactionDueDate: entry.DueDate ?? null },
      ...{ TransactionReportingYear: entry.ReportingYear ?? null, IsFullyPaid: false, LastPaymentDate: null },
      ...{ TransactionReportingPeriod: entry.ReportingPeriod ?? null, GLAccount: head.GLAccount ?? null },
      GLAccountCode: head.GLAccountCode ?? null,
      AccountCode: tableOf(division, 'crm/Accounts').get(entry.Supplier)?.Code ?? null,
    },
    user,
  );
}

const termOf = (entry: Row, amount: Big, rate: number): Row => ({
  ...{ LineType: PAYMENT, Account: entry.Supplier ?? null, AccountName: entry.SupplierName ?? null },
  ...{ AmountFC: amount.toNumber(), AmountDC: inDivisionCurrency(amount, rate), RateFC: rate },
  ...{
    Currency: entry.Currency ?? null,
    DueDate: entry.DueDate ?? null,
    InvoiceDate: entry.EntryDate ?? null,
  },
  ...{ InvoiceNumber: entry.InvoiceNumber ?? null, EntryNumber: entry.EntryNumber ?? null },
  ...{ EntryDate: entry.EntryDate ?? null, Journal: entry.Journal ?? null, YourRef: entry.YourRef ?? null },
  ...{ JournalDescription: entry.JournalDescription ?? null, Description: entry.Description ?? null },
  ...{
    Document: entry.Document ?? null,
    PaymentCondition: entry.PaymentCondition ?? null,
    ApprovalStatus: null,
  },
});

export interface PaymentOrder {
  entries: Array<{ entry: string; amount?: string }>;
  status: TermStatus;
  date: string;
  /** Name by which the payment is finished or taken back. */
  reference: string;
}

const termsOf = (division: Division, entry: Row): Row[] =>
  tableOf(division, TERMS).where('TransactionEntryID', entry.EntryID);

/** @throws TypeError where there is none of that id, number or supplier's reference */
export function entryOf(division: Division, name: string): Row {
  const table = tableOf(division, ENTRIES);
  const found =
    table.get(name) ?? table.where('EntryNumber', Number(name))[0] ?? table.where('YourRef', name).at(-1);
  if (!found) throw new TypeError(`There is no entry ${name}.`);
  return found;
}

/** Pays entries, in part or wholly; a part splits the term. @throws TypeError where less is open */
export function pay(world: World, division: Division, order: PaymentOrder): Row[] {
  const { status, date, reference } = order;
  const plans = order.entries.map(({ entry: name, amount }) => {
    const entry = entryOf(division, name);
    const open = termsOf(division, entry).filter((term) => Number(term.Status) === 20);
    const left = open.reduce((sum, term) => sum.plus(cents(term.AmountFC)), new Big(0));
    const asked = amount === undefined ? left : new Big(amount).times(left.lt(0) ? -1 : 1);
    if (left.eq(0) || asked.abs().gt(left.abs())) throw new TypeError(`Less of entry ${name} is open.`);
    return { entry, open, asked };
  });
  return plans.flatMap(({ entry, open, asked }) => {
    const taken = takeFrom(world, division, open, asked);
    const paid = taken.map((term) =>
      change(world, division, TERMS, term, {
        PaymentReference: reference,
        PaymentSelected: day(date),
        Status: status,
      }),
    );
    return status === 50 ? match(world, division, entry, paid, date, reference) : paid;
  });
}

/** The open terms up to the amount, the last one split where it is more. */
function takeFrom(world: World, division: Division, open: Row[], asked: Big): Row[] {
  const taken: Row[] = [];
  let left = asked;
  for (const term of open) {
    const amount = cents(term.AmountFC);
    if (left.eq(0)) break;
    if (amount.abs().lte(left.abs())) {
      taken.push(term);
      left = left.minus(amount);
      continue;
    }
    const rate = Number(term.RateFC ?? 1);
    const part = (size: Big) => ({ AmountFC: size.toNumber(), AmountDC: inDivisionCurrency(size, rate) });
    change(world, division, TERMS, term, part(amount.minus(left)));
    taken.push(
      add(world, division, TERMS, { ...term, ID: guidOf(`part ${division.version}`), ...part(left) }),
    );
    left = new Big(0);
  }
  return taken;
}

/** Matched with a bank line; that line is a term of its own [doc]. */
function match(
  world: World,
  division: Division,
  entry: Row,
  terms: Row[],
  date: string,
  reference: string,
): Row[] {
  const paid = terms.reduce((sum, term) => sum.plus(cents(term.AmountFC)), new Big(0));
  const bankEntry = guidOf(`${division.code} bank entry ${division.version}`);
  const journal = tableOf(division, 'financial/Journals').where('Type', 12)[0];
  const number = entryNumber(division, bare(journal?.Code), Number(date.slice(0, 4)));
  const bank: Row = {
    ...{
      ...entry,
      EntryID: bankEntry,
      EntryNumber: number,
      EntryDate: day(date),
      Type: 40,
      DueDate: day(date),
    },
    ...{ Journal: journal?.Code ?? null, JournalDescription: journal?.Description ?? null },
    ...{ InvoiceNumber: number, YourRef: null, Document: null, Description: reference },
  };
  const rate = Number(entry.Rate ?? 1);
  const accounts = [accountOfType(division, 12), accountOfType(division, 22)];
  const lines = accounts.map((account, LineNumber) =>
    add(world, division, TRANSACTIONS, {
      ...{
        ...transactionOf(bank),
        LineNumber,
        GLAccount: account?.ID ?? null,
        GLAccountCode: account?.Code ?? null,
      },
      AmountFC: paid.times(LineNumber === 0 ? -1 : 1).toNumber(),
      AmountDC: inDivisionCurrency(paid.times(LineNumber === 0 ? -1 : 1), rate),
    }),
  );
  add(world, division, TERMS, {
    ...termOf(bank, paid.times(-1), rate),
    ...{
      TransactionEntryID: bankEntry,
      TransactionID: lines[1]?.ID ?? null,
      TransactionType: 40,
      Status: 50,
    },
    ...{ EndDate: day(date), PaymentReference: reference, IsFullyPaid: true },
  });
  return terms.map((term) => close(world, division, term, date, bankEntry));
}

const close = (world: World, division: Division, term: Row, date: string, bankEntry: string | null): Row =>
  change(world, division, TERMS, term, {
    ...{ Status: 50, EndDate: day(date), IsFullyPaid: true, EntryID: bankEntry },
    // worded for receivables, but there for both [doc]
    LastPaymentDate: bankEntry === null ? null : day(date),
  });

/** Money that was selected or sent arrives. @throws TypeError where nothing of that name waits */
export function finish(world: World, division: Division, reference: string, date?: string): Row[] {
  const waiting = named(division, reference).filter((term) => term.Status === 30 || term.Status === 40);
  if (waiting.length === 0) throw new TypeError(`No payment ${reference} waits.`);
  return byEntry(waiting).flatMap(([id, terms]) => {
    const entry = entryOf(division, id);
    return match(world, division, entry, terms, date ?? dayText(terms[0]?.PaymentSelected), reference);
  });
}

/** Moves a payment that waits: 30 to 40 or back to 20. @throws TypeError */
export function moveTo(world: World, division: Division, reference: string, status: TermStatus): Row[] {
  const waiting = named(division, reference).filter((term) => term.Status === 30 || term.Status === 40);
  if (waiting.length === 0) throw new TypeError(`No payment ${reference} waits.`);
  return waiting.map((term) => change(world, division, TERMS, term, { Status: status }));
}

/** Takes a payment back: its terms are open again, and the bank's line is gone. @throws TypeError */
export function unpay(world: World, division: Division, reference: string): Row[] {
  const done = named(division, reference);
  if (done.length === 0) throw new TypeError(`There is no payment ${reference}.`);
  for (const bankEntry of new Set(done.map(({ EntryID }) => EntryID ?? null))) {
    if (bankEntry === null) continue;
    const terms = tableOf(division, TERMS).where('TransactionEntryID', bankEntry);
    const lines = tableOf(division, TRANSACTIONS).where('EntryID', bankEntry);
    for (const term of terms) remove(world, division, TERMS, term);
    for (const line of lines) remove(world, division, TRANSACTIONS, line);
  }
  return done.map((term) =>
    change(world, division, TERMS, term, {
      ...{ Status: 20, EndDate: null, IsFullyPaid: false, LastPaymentDate: null, EntryID: null },
      ...{ PaymentReference: null, PaymentSelected: null },
    }),
  );
}

/** A credit note is matched against an entry: both end at 50, and no money moves [inferred]. @throws TypeError */
export function settle(world: World, division: Division, name: string, credit: string, date: string): Row[] {
  const open = (one: string) =>
    termsOf(division, entryOf(division, one)).filter((term) => Number(term.Status) === 20);
  const [terms, credits] = [open(name), open(credit)];
  const size = (rows: Row[]) => rows.reduce((sum, term) => sum.plus(cents(term.AmountFC)), new Big(0));
  const used = size(credits).times(-1);
  if (used.eq(0) || used.abs().gt(size(terms).abs())) throw new TypeError('The credit does not fit.');
  const taken = takeFrom(world, division, terms, used);
  return [...taken, ...credits].map((term) => close(world, division, term, date, null));
}

/** Terms of entries under this payment; the bank's own line is none of them. */
const named = (division: Division, reference: string): Row[] =>
  tableOf(division, TERMS)
    .where('PaymentReference', reference)
    .filter(({ TransactionType }) => TransactionType !== 40);

function byEntry(terms: Row[]): Array<[string, Row[]]> {
  const groups = new Map<string, Row[]>();
  for (const term of terms) {
    const id = String(term.TransactionEntryID ?? '');
    groups.set(id, [...(groups.get(id) ?? []), term]);
  }
  return [...groups];
}
