/** What the control API shows. */
import { createHash } from 'node:crypto';
import type { BookedBill } from '../books';
import { ENTRIES, ENTRY_LINES } from './entries';
import type { Row } from './records';
import { bare } from './records';
import { cents } from './vat';
import type { Division, World } from './world';
import { dayText, tableOf } from './world';

/** Counts and counters; `?bills` the books, `?rows=crm/Accounts` the records, `?files` what is attached, `?hooks`. */
export function readState(world: World, query: URLSearchParams): unknown {
  if (query.has('hooks')) return world.hooks.show();
  const division = divisionOf(world, query.get('division'));
  if (query.has('bills')) return { bills: booked(division) };
  const rows = query.get('rows');
  if (rows !== null) return { rows: tableOf(division, rows).all().map(plain) };
  if (query.has('files')) return { files: files(world, division) };
  const { chains, access, refreshes, refusals } = world.identity;
  const now = world.now().getTime();
  return {
    counts: Object.fromEntries([...division.tables].map(([path, table]) => [path, table.size])),
    tokens: {
      ...{ chains: chains.length, refreshes, refusals },
      valid: [...access.values()].filter(({ ends }) => ends > now).length,
    },
    ...{ limits: world.limits.show(), settings: world.seed.settings },
  };
}

/** The division of that number, or the first. @throws TypeError */
export function divisionOf(world: World, code: string | number | null | undefined): Division {
  const found =
    code === null || code === undefined
      ? [...world.divisions.values()][0]
      : world.divisions.get(Number(code));
  if (!found) throw new TypeError(`There is no division ${String(code)}.`);
  return found;
}

/** JSON has no bigint. */
export const plain = (row: Row): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value]),
  );

function files(world: World, division: Division) {
  return tableOf(division, 'documents/DocumentAttachments')
    .all()
    .map(({ ID, Document, FileName, FileSize }) => ({
      ...{ id: ID, document: Document, name: FileName, bytes: FileSize },
      entry: tableOf(division, ENTRIES).where('Document', Document)[0]?.EntryNumber ?? null,
      sha256: createHash('sha256')
        .update(world.files.get(String(ID)) ?? '')
        .digest('hex'),
    }));
}

export interface ExactBill extends BookedBill {
  entryId: string;
  date: string;
  dueDate: string;
  journal: string;
  /** `YYYY-MM`-like: year and period. */
  period: string;
  vat: string;
  document: string;
  /** Matched and open amounts of its payment terms. */
  paid: string;
  open: string;
  lines: Array<BookedBill['lines'][number] & { memo: string; vatCode: string }>;
}

/** Entries as the comparison of the books wants them: cost center as subaccount, cost unit as branch, credits by their size. */
export function booked(division: Division): ExactBill[] {
  const lines = groups(tableOf(division, ENTRY_LINES).all(), 'EntryID');
  const terms = groups(tableOf(division, 'sync/Cashflow/PaymentTerms').all(), 'TransactionEntryID');
  return tableOf(division, ENTRIES)
    .all()
    .map((entry) => {
      const id = String(entry.EntryID);
      return show(division, entry, lines.get(id) ?? [], terms.get(id) ?? []);
    });
}

function groups(rows: Row[], field: string): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = String(row[field]);
    const known = found.get(name);
    if (known) known.push(row);
    else found.set(name, [row]);
  }
  return found;
}

function show(division: Division, entry: Row, lines: Row[], terms: Row[]): ExactBill {
  const isCredit = Number(entry.AmountFC) < 0;
  const size = (amount: Row[string] | undefined) =>
    cents(amount)
      .times(isCredit ? -1 : 1)
      .toFixed(2);
  const ofTerms = (isPaid: boolean) =>
    terms
      .filter(({ Status }) => (Status === 50) === isPaid)
      .reduce((sum, term) => sum.plus(cents(term.AmountFC).abs()), cents(0))
      .toFixed(2);
  return {
    ...{
      type: isCredit ? 'Debit Adj.' : 'Bill',
      referenceNbr: String(entry.EntryNumber),
      entryId: String(entry.EntryID),
    },
    vendor: bare(tableOf(division, 'crm/Accounts').get(entry.Supplier)?.Code),
    ...{
      vendorRef: bare(entry.YourRef),
      description: bare(entry.Description),
      currency: bare(entry.Currency),
    },
    ...{
      amount: size(entry.AmountFC),
      vat: size(entry.VATAmountFC),
      status: entry.Status === 50 ? 'Processed' : 'Open',
    },
    ...{ date: dayText(entry.EntryDate), dueDate: dayText(entry.DueDate), journal: bare(entry.Journal) },
    period: `${String(entry.ReportingYear)}-${String(entry.ReportingPeriod).padStart(2, '0')}`,
    ...{ document: String(entry.Document ?? ''), paid: ofTerms(true), open: ofTerms(false) },
    lines: lines.map((line) => ({
      ...{
        account: bare(line.GLAccountCode),
        subaccount: bare(line.CostCenter),
        branch: bare(line.CostUnit),
      },
      ...{ amount: size(line.AmountFC), memo: bare(line.Description), vatCode: bare(line.VATCode) },
    })),
  };
}
