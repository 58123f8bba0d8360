/** What APSTIN answers, and whether the books say what was sent: the answer itself names no amount. */
import { equal } from '../../shared/money';
import type { BillReference, Difference } from '../../shared/outcome';
import type { Entry } from '../billRows';
import { BILL_COLUMNS, BILL_KEY, entryName, signedTotal, wordOf } from '../billRows';
import type { Expected } from '../documents';
import type { SupplierKeys } from '../keys';
import { shownKey } from '../keys';
import { isMark } from '../mark';
import type { Connection } from '../transport/connection';
import { find } from '../transport/find';
import type { ElementError, Row } from '../transport/xml';
import { child, children, errorsIn, text } from '../transport/xml';

/** What became of one item. */
export interface ItemAnswer {
  supplier: string;
  invoice: string;
  /** null where it was not posted. */
  entry: Entry | null;
  errors: ElementError[];
}

/** What the document did in the ledger. */
export interface LedgerAnswer {
  /** `2026/06/00268`; '' where there is none. */
  journal: string;
  /** SYSPRO's words where AP is posted and the ledger is not. */
  failure: string;
}

export interface DocumentAnswer {
  items: ItemAnswer[];
  /** Errors that belong to no item. */
  errors: ElementError[];
  ledger: LedgerAnswer;
}

/** Source: sample APSTIN.OUT.xml; a rejected item's form is not public, so errors are found wherever they stand. */
export function readAnswer(content: Row): DocumentAnswer {
  const items = children(content, 'Item').map((item): ItemAnswer => {
    const transaction = 'Transaction' in item ? child(item, 'Transaction') : item;
    const key = child(transaction, 'Key');
    const entry = {
      ...{ year: text(key, 'TrnYear'), month: text(key, 'TrnMonth') },
      ...{ journal: text(key, 'Journal'), entry: text(key, 'EntryNumber') },
    };
    const named = (name: string) => text(transaction, name) || text(child(transaction, name), 'Value');
    return {
      ...{ supplier: named('Supplier'), invoice: named('Invoice') },
      entry: entryName(entry) === '' ? null : entry,
      errors: errorsIn(item),
    };
  });
  const rest = Object.fromEntries(Object.entries(content).filter(([name]) => !/^item$/i.test(name)));
  const gl = child(child(content, 'StatusOfItems'), 'GlJournal');
  return { items, errors: errorsIn(rest), ledger: readLedger(gl) };
}

function readLedger(gl: Row): LedgerAnswer {
  const [year, period, number] = [text(gl, 'GlYear'), text(gl, 'GlPeriod'), text(gl, 'GlJournal')];
  const error = text(gl, 'GlJournalError').replace(/^0+$/, '');
  const words = [error, text(gl, 'GlJournalMessage')].filter(Boolean).join(' ');
  if (/[1-9]/.test(number)) {
    const journal = [year, period.padStart(2, '0'), number].join('/');
    return { journal, failure: error === '' ? '' : words };
  }
  return { journal: '', failure: words };
}

/** A bill as it was sent, under the name that SYSPRO gave it. */
export const asSent = (
  expected: Expected,
  entry: Entry,
  keys: SupplierKeys,
  journal: string,
): BillReference & { glJournal: string } => {
  const name = entryName(entry);
  const isCredit = expected.code === 'C';
  return {
    ...{ id: name, number: name, type: isCredit ? 'Credit' : wordOf(expected.total), status: 'Open' },
    ...{ vendor: shownKey(expected.supplier, keys), vendorReference: expected.invoice },
    amount: isCredit || !expected.total.startsWith('-') ? expected.total : expected.total.slice(1),
    currency: expected.currency,
    glJournal: journal,
  };
};

/**
 * The invoices of AP's journals, in one question a month.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readBack(connection: Connection, entries: Entry[]): Promise<Map<string, Row>> {
  const months = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = `${Number(entry.year)}/${Number(entry.month)}`;
    months.set(name, [...(months.get(name) ?? []), entry]);
  }
  const rows = new Map<string, Row>();
  for (const [name, own] of months) {
    const [year = '', month = ''] = name.split('/');
    const journals = own.map(({ journal }) => Number(journal)).sort((a, b) => a - b);
    const where = {
      and: [
        { column: 'InvoiceYear', is: 'EQ' as const, value: year },
        { column: 'InvoiceMonth', is: 'EQ' as const, value: month },
        { column: 'Journal', is: 'GE' as const, value: String(journals[0]) },
        { column: 'Journal', is: 'LE' as const, value: String(journals.at(-1)) },
      ],
    };
    const question = { table: 'ApInvoice', columns: BILL_COLUMNS, key: BILL_KEY, where };
    for (const row of await find(connection, question))
      rows.set(`${text(row, 'Supplier')}|${text(row, 'Invoice')}`, row);
  }
  return rows;
}

/** Every way in which the booked invoice is not the one that was sent. Pure. */
export function differences(
  expected: Expected,
  row: Row,
  posted: { month: string; entry: Entry; isTold: boolean },
  localCodes: ReadonlyMap<string, string>,
): Difference[] {
  const found: Difference[] = [];
  const same = (field: string, sent: string, booked: string) => {
    if (sent !== booked) found.push({ field, expected: sent, found: booked });
  };
  const total = signedTotal(row);
  if (!equal(total, expected.total))
    found.push({ field: 'OrigInvValue', expected: expected.total, found: total });
  const currency = text(row, 'Currency');
  if (currency !== '') same('Currency', expected.currency, localCodes.get(currency) ?? currency);
  // whether the mark is kept on the invoice is not public: a lost one is no difference, another one is
  if (isMark(text(row, 'Reference'))) same('Reference', expected.reference, text(row, 'Reference'));
  if (posted.isTold) same('period', posted.month, monthOf(posted.entry));
  return found;
}

export const monthOf = ({ year, month }: Entry): string => `${year}-${month.padStart(2, '0')}`;
