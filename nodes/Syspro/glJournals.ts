/**
 * Journals of the general ledger's own (GENTJL): the document, and what its answer says. Sources: shipped sample and
 * schema; that debits are positive, and which AuthorizeJournal posts at once, is inferred.
 */
import type { Decimal } from '../shared/money';
import { isZero, negate, readDecimal, round, sum } from '../shared/money';
import type { Problem } from '../shared/outcome';
import { Refusal, held } from '../shared/outcome';
import { interpret } from './transport/errors';
import type { Row, XmlFields } from './transport/xml';
import { child, children, count, errorsIn, text } from './transport/xml';

export interface JournalLine {
  account: string;
  /** Debit positive, credit negative. */
  amount: Decimal;
  comment: string;
}

export interface Journal {
  /** Names the journal, at most 30 characters: by it a repeat is recognised. */
  reference: string;
  /** `YYYY-MM-DD` */
  date: string;
  year: number;
  period: number;
  notation: string;
  lines: JournalLine[];
}

export interface JournalRules {
  /** Post at once; otherwise it waits for a person. */
  isPosted: boolean;
  debits: 'positive' | 'negative';
  validateOnly: boolean;
}

const MOST_REFERENCE = 30;

const wrong = (cause: string, reason: string, advice: string): Refusal =>
  new Refusal(held(cause, reason, advice, 'support'));

/** @throws Refusal where the lines cannot be read, or do not balance */
export function readLines(value: unknown): JournalLine[] {
  const given: unknown = typeof value === 'string' ? parsed(value) : value;
  if (!Array.isArray(given) || given.length < 2)
    throw wrong('journal.lines', 'A journal needs two lines at least.', LINES);
  const lines = given.map((line: unknown, at): JournalLine => {
    const { account, amount, comment } = (line ?? {}) as Record<string, unknown>;
    const decimal = readDecimal(amount);
    if (typeof account !== 'string' || account.trim() === '' || decimal === null)
      throw wrong('journal.lines', `Line ${at + 1} lacks a ledger code or an amount.`, LINES);
    if (!isZero(sum([decimal, negate(round(decimal))])))
      throw wrong('journal.lines', `Line ${at + 1} has more than two decimals: ${decimal}.`, LINES);
    return { account: account.trim(), amount: decimal, comment: typeof comment === 'string' ? comment : '' };
  });
  const total = sum(lines.map(({ amount }) => amount));
  if (isZero(total)) return lines;
  throw wrong(
    'journal.balance',
    `Debits and credits differ by ${total}.`,
    'Correct the amounts: debits positive, credits negative, together zero.',
  );
}

const LINES = 'Give Lines as a list of {account, amount, comment}; debits positive, credits negative.';

function parsed(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
}

/** @throws Refusal where it cannot name a journal */
export function readReference(value: string): string {
  const reference = value.trim();
  if (reference !== '' && reference.length <= MOST_REFERENCE) return reference;
  throw wrong(
    'journal.reference',
    reference === ''
      ? 'The journal has no reference.'
      : `The reference ${reference} is longer than 30 characters.`,
    'Give each journal a reference of its own, of 30 characters at most: a repeat is recognised by it.',
  );
}

/** AP books the ledger by itself: a journal beside it would double it. */
export function refuseApDocuments(item: Record<string, unknown>): void {
  const inner = item.document;
  const isInvoice = inner === 'invoice' || (inner as { document?: unknown } | null)?.document === 'invoice';
  if (!isInvoice && !('bill' in item)) return;
  throw wrong(
    'journal.apDocument',
    'This item is an AP invoice, whose ledger entries AP makes by itself: a journal would book them twice.',
    'Send only documents of the general ledger here. An AP journal that has not reached the ledger is sent there by AP Invoice ▸ Send to Ledger.',
  );
}

export const journalParameters = ({ validateOnly }: JournalRules): XmlFields => ({
  PostGlJournal: {
    Parameters: {
      ...{ IgnoreWarnings: 'N', ApplyIfEntireDocumentValid: 'Y', ValidateOnly: validateOnly ? 'Y' : 'N' },
      ...{ ActionType: 'A', ValidatePasswords: 'Y', DeleteEntriesonMaint: 'N', IgnoreAnalysis: 'Y' },
    },
  },
});

/** Here the period is a number, unlike APSTIN's. */
export const journalDocument = (journal: Journal, { isPosted, debits }: JournalRules): XmlFields => ({
  PostGlJournal: {
    Item: {
      ...{ JournalType: 'N', AuthorizeJournal: isPosted ? 'A' : 'D', PostJournal: isPosted ? 'Y' : 'N' },
      ...{ JournalDate: journal.date, JournalReference: journal.reference, Notation: journal.notation },
      PostingPeriod: String(journal.period).padStart(2, '0'),
      PostingYear: String(journal.year),
      JournalDetails: journal.lines.map(({ account, amount, comment }) => ({
        ...{ LedgerCode: account, Date: journal.date, Reference: journal.reference },
        EntryAmount: round(debits === 'positive' ? amount : negate(amount)),
        ...(comment === '' ? {} : { Comment: comment }),
      })),
    },
  },
});

/** A journal as SYSPRO numbers it. */
export interface JournalKey {
  year: string;
  period: string;
  number: string;
  /** P where it is posted. */
  status: string;
}

/** @throws Refusal where SYSPRO refused it */
export function readAnswer(content: Row, what: string, { validateOnly }: JournalRules): JournalKey {
  const errors = errorsIn(content);
  const status = child(content, 'StatusOfItems');
  if (errors.some(({ warning }) => !warning) || count(status, 'JournalsInvalid') > 0)
    throw new Refusal(interpret(errors, what).problem);
  const [item = {}] = children(content, 'Item');
  const transaction = child(item, 'Transaction');
  const key = child(transaction, 'Key');
  const found = {
    ...{ year: text(key, 'GlYear'), period: text(key, 'GlPeriod'), number: text(key, 'GlJournal') },
    status: text(transaction, 'Jnlstatus'),
  };
  if (found.number === '' && !validateOnly) throw new Refusal(interpret(errors, what).problem);
  return found;
}

/** Posting was asked for, and the journal waits all the same. */
export const notPosted = ({ number }: JournalKey): Problem => ({
  outcome: 'differs',
  cause: 'journal.notPosted',
  reason: `GL journal ${number} was entered, but not posted.`,
  advice: 'Do not send it again: authorize and post it in SYSPRO.',
  owner: 'erp',
});
