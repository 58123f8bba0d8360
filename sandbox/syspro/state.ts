/** What the control API shows. */
import type { BookedBill } from '../books';
import { entryName } from './payments';
import type { Row } from './tables';
import { REGISTERED } from './tables';
import { big, money } from './values';
import type { World } from './world';
import { showSupplier, tableOf } from './world';

/** Counts and sessions; `?bills` the books, `?registered`, and `?table=ApInvoice` the rows of a table. */
export function readState(world: World, query: URLSearchParams): unknown {
  if (query.has('bills')) return { bills: booked(world) };
  const name = query.get('table');
  if (name !== null && world.tables.has(name)) return { rows: tableOf(world, name).all() };
  if (query.has('registered')) return { rows: tableOf(world, REGISTERED).all() };
  return {
    counts: Object.fromEntries([...world.tables].map(([table, { size }]) => [table, size])),
    openSessions: world.sessions.size,
    ...world.counts,
    meter: world.meter,
    waitingForGl: [...world.waiting.keys()],
    periods: world.seed.periods,
    settings: world.seed.settings,
  };
}

export interface SysproBill extends BookedBill {
  code: string;
  reference: string;
  date: string;
  period: string;
  glJournal: string;
  /** What is left of the invoice. */
  totalDue: string;
}

/** Entries of AP's journals, as the comparison of the books wants them. A negative invoice, or a credit, is a debit adjustment. */
export function booked(world: World): SysproBill[] {
  const parts = new Map<string, Row[]>();
  for (const row of tableOf(world, 'ApJnlDistrib').all()) {
    const name = entryName(row);
    parts.set(name, [...(parts.get(name) ?? []), row]);
  }
  return tableOf(world, 'ApJnlSummary')
    .all()
    .map((row) => show(world, row, parts.get(entryName(row)) ?? []));
}

function show(world: World, row: Row, parts: Row[]): SysproBill {
  const invoice = tableOf(world, 'ApInvoice').get(row.Supplier ?? '', row.Invoice ?? '');
  const isCredit = row.TransactionCode === 'C' || big(row.InvoiceValue).lt(0);
  const size = (amount: string | undefined, sign: number) => money(big(amount).times(isCredit ? sign : 1));
  const left = big(invoice?.MthInvBal1);
  const wasCounted = row.TransactionCode === 'C' ? 1 : -1;
  return {
    type: isCredit ? 'Debit Adj.' : row.TransactionCode === 'I' ? 'Bill' : 'Credit Adj.',
    ...{ referenceNbr: entryName(row), vendor: showSupplier(world, row.Supplier ?? '') },
    ...{ vendorRef: row.Invoice ?? '', currency: invoice?.Currency ?? '', code: row.TransactionCode ?? '' },
    amount: size(row.InvoiceValue, wasCounted),
    status: left.eq(0) ? 'Closed' : 'Open',
    ...{ description: invoice?.Notation ?? '', reference: row.Reference ?? '', date: row.date ?? '' },
    ...{ period: `${row.TrnYear}-${(row.TrnMonth ?? '').padStart(2, '0')}`, glJournal: row.GlJournal ?? '' },
    totalDue: money(left.times(big(row.InvoiceValue).lt(0) ? -1 : 1)),
    lines: parts.map((part) => ({
      ...sectioned(world, part.goods === '' ? (part.ExpenseGlCode ?? '') : (part.goods ?? ''), part),
      ...{ branch: row.branch ?? '', amount: size(part.own, -1) },
    })),
  };
}

/** The first section and all behind it. */
function sectioned({ seed }: World, code: string, part: Row): { account: string; subaccount: string } {
  const { account, costCenter } = seed.sections;
  if (costCenter === null) return { account: code, subaccount: part.AnalysisCode1 ?? '' };
  const [first = '', ...rest] = code.split('-');
  const sections = [first, rest.join('-')];
  return { account: sections[account] ?? '', subaccount: sections[costCenter] ?? '' };
}
