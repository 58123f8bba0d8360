/** Books what was found right: the invoice, its journal entry, its GRNs, and entries for the ledger. */
import Big from 'big.js';
import type { Draft } from './apItem';
import { invoiceOf } from './apItem';
import { bookMatches, grnKey } from './grns';
import type { Entry, GlKey } from './ledger';
import { bookJournal } from './ledger';
import type { Period } from './periods';
import { twoDigits } from './periods';
import type { Slot } from './seed';
import type { Settings } from './switches';
import type { Row } from './tables';
import { big, decimal, money } from './values';
import type { World } from './world';
import { nextNumber, put, tableOf, today } from './world';

export interface ApKey {
  TrnYear: string;
  TrnMonth: string;
  Journal: string;
  EntryNumber: string;
}

export interface ApJournal {
  period: Period;
  slot: Slot;
  number: string;
  items: number;
  entries: Entry[];
}

/** One AP journal a document, with an entry number an item [SMP APSTIN.OUT.xml]; by branch is a switch [open]. */
export class ApJournals {
  readonly all = new Map<string, ApJournal>();

  constructor(
    private readonly world: World,
    private readonly slot: Slot,
    private readonly period: Period,
    private readonly settings: Settings,
  ) {}

  of(branch: string): ApJournal {
    const name = this.settings.journals === 'document' ? '' : branch;
    const found = this.all.get(name);
    if (found) return found;
    const number = String(nextNumber(this.world, 'AP journal')).padStart(5, '0');
    const made = { period: this.period, slot: this.slot, number, items: 0, entries: [] };
    this.all.set(name, made);
    return made;
  }
}

interface Part {
  kind: 'line' | 'grn' | 'charge';
  code: string;
  /** Local, and in the supplier's currency. */
  local: Big;
  own: Big;
  notation: string;
  analysis: string;
  /** Where the goods of a GRN were booked when they came. */
  goods?: string;
}

/** What an invoice is made of, with the sign of its effect. */
function partsOf(draft: Draft, world: World, settings: Settings): Part[] {
  const { posting } = world.seed;
  const { rate } = draft;
  const sign = draft.code === 'C' ? -1 : 1;
  const inLocal = (own: Big): Big => own.times(rate).round(2, 1);
  const charge = (code: string, own: Big): Part[] =>
    own.eq(0)
      ? []
      : [
          {
            ...{ kind: 'charge', code, own: own.times(sign), local: inLocal(own).times(sign) },
            ...{ notation: '', analysis: '' },
          },
        ];
  const lines = draft.lines.map(({ code, value, notation, analysis }): Part => {
    const own = draft.foreignLines || rate.eq(1) ? value : value.div(rate).round(2, 1);
    const local = draft.foreignLines ? inLocal(value) : value;
    return { ...{ kind: 'line', code, notation, analysis }, own: own.times(sign), local: local.times(sign) };
  });
  const matched = settings.matchedValue === 'counts' ? draft.matches : [];
  return [
    ...matched.map(({ grn, value }): Part => {
      const [own, local] = [value.times(sign), inLocal(value).times(sign)];
      const goods = grn.goods ?? '';
      return { kind: 'grn', code: posting.grnSuspense, own, local, goods, notation: '', analysis: '' };
    }),
    ...lines,
    ...charge(posting.freight, draft.freight),
    ...charge(posting.miscellaneous, draft.miscellaneous),
    ...charge(posting.tax, draft.tax),
  ];
}

export function bookItem(world: World, draft: Draft, journal: ApJournal, settings: Settings): ApKey {
  journal.items += 1;
  const key: ApKey = {
    ...{ TrnYear: String(journal.period.year), TrnMonth: twoDigits(journal.period.month) },
    ...{ Journal: journal.number, EntryNumber: String(journal.items).padStart(3, '0') },
  };
  const parts = partsOf(draft, world, settings);
  bookMatches(world, draft.matches);
  const invoice = bookInvoice(world, draft, journal, key, settings);
  const stored = { ...key, TrnMonth: String(journal.period.month), EntryNumber: String(journal.items) };
  const names = { Supplier: invoice.Supplier ?? '', Invoice: invoice.Invoice ?? '' };
  put(world, 'ApJnlSummary', {
    ...{ ...stored, ...names, TransactionCode: draft.code, InvoiceValue: money(draft.value) },
    ...{ JournalDate: today(world), Reference: draft.reference, GlYear: '', GlPeriod: '', GlJournal: '' },
    ...{ branch: draft.branch, date: draft.date },
    matches: JSON.stringify(draft.matches.map(({ grn, value }) => ({ key: grnKey(grn), value }))),
  });
  parts.forEach(({ kind, code, local, own, notation, analysis, goods }, at) => {
    put(world, 'ApJnlDistrib', {
      ...{ ...stored, ...names, SubEntry: String(at + 1), ExpenseGlCode: code, DistrValue: money(local) },
      ...{ Notation: notation, AnalysisCode1: analysis, kind, own: money(own), goods: goods ?? '' },
    });
  });
  const reference = `${names.Supplier} ${names.Invoice}`;
  journal.entries.push(...parts.map(({ code, local }) => ({ code, value: local, reference })));
  const total = parts.reduce((sum, { local }) => sum.plus(local), new Big(0));
  journal.entries.push({ code: world.seed.posting.control, value: total.times(-1), reference });
  return key;
}

/** Balances are as of the current period and the two before it [inferred]. */
function balances(slot: Slot, value: Big): Record<string, string> {
  const reaches = { C: 1, P: 2, B: 3 }[slot];
  return Object.fromEntries([1, 2, 3].map((at) => [`MthInvBal${at}`, at <= reaches ? money(value) : '0.00']));
}

function bookInvoice(world: World, draft: Draft, journal: ApJournal, key: ApKey, settings: Settings): Row {
  const { supplier, value, rate } = draft;
  const there = invoiceOf(world, supplier.Supplier ?? '', draft.invoice, settings);
  if (draft.code !== 'I' && there) {
    const effect = draft.code === 'C' ? value.times(-1) : value;
    const left = money(big(there.MthInvBal1).plus(effect));
    return put(world, 'ApInvoice', {
      ...there,
      MthInvBal1: left,
      InvoiceStatus: status(left, there, settings),
    });
  }
  const currency = supplier.Currency ?? '';
  const row: Row = {
    ...{ Supplier: supplier.Supplier ?? '', Invoice: draft.invoice, Branch: draft.branch },
    ...{ InvoiceDate: draft.date, DueDate: draft.dueDate, DiscountDate: draft.discountDate },
    ...{ JournalDate: today(world), OrigInvValue: money(value), OrigDiscValue: '0.00' },
    ...balances(journal.slot, value),
    ...{ InvoiceYear: String(journal.period.year), InvoiceMonth: String(journal.period.month) },
    ...{
      Journal: key.Journal,
      EntryNumber: String(journal.items),
      Currency: currency,
      PostCurrency: currency,
    },
    ...{ ConvRate: decimal(rate, 6), MulDiv: 'M', Notation: draft.notation },
    // whether it really lands there is open
    Reference: settings.referenceColumn === 'kept' ? draft.reference : '',
    InvoiceStatus: '',
  };
  return put(world, 'ApInvoice', { ...row, InvoiceStatus: status(money(value), row, settings) });
}

/** Codes of one public repository only: 0 open, 1 part-paid, 9 paid [community, weak]. */
export function status(left: string, { OrigInvValue }: Row, { invoiceStatus }: Settings): string {
  if (invoiceStatus === 'blank') return '';
  if (big(left).eq(0)) return '9';
  return big(left).eq(big(OrigInvValue)) ? '0' : '1';
}

/** What the status block of the answer says about the ledger. */
export type GlOutcome = GlKey & { GlJournalError: string; GlJournalMessage: string };
const NO_JOURNAL: GlOutcome = {
  ...{ GlYear: '', GlPeriod: '', GlJournal: '', GlJournalError: '', GlJournalMessage: '' },
};

const nameOf = ({ period, number }: ApJournal): string =>
  `${period.year}-${period.month}-${filledNumber(number)}`;
const filledNumber = (number: string): string => String(Number(number));
export const waitingName = (year: number, month: number, journal: number): string =>
  `${year}-${month}-${journal}`;

/** One GL journal an AP journal. Where it fails, AP stays posted and the entries wait [doc sample; effect inferred]. */
export function bookToGl(world: World, journal: ApJournal, settings: Settings): GlOutcome {
  const name = nameOf(journal);
  world.waiting.set(name, { period: journal.period, entries: journal.entries });
  if (settings.glIntegration === 'off') return NO_JOURNAL;
  if (settings.glJournal === 'fails')
    return {
      ...NO_JOURNAL,
      GlJournalError: '990014',
      GlJournalMessage: 'SIM the GL journal was not created',
    };
  return { ...NO_JOURNAL, ...releaseToGl(world, name) };
}

/** Books the entries that wait under that name, and notes the journal with AP's. */
export function releaseToGl(world: World, name: string): GlKey | null {
  const waiting = world.waiting.get(name);
  if (!waiting) return null;
  world.waiting.delete(name);
  const key = bookJournal(world, waiting.period, waiting.entries, { source: 'AP', date: today(world) });
  for (const row of tableOf(world, 'ApJnlSummary').all())
    if (waitingName(Number(row.TrnYear), Number(row.TrnMonth), Number(row.Journal)) === name)
      put(world, 'ApJnlSummary', { ...row, ...key });
  return key;
}
