/** What is still missing in the mapping table, over many documents, before anything is posted. */
import type { Decimal } from '../shared/money';
import { absolute, greater, sum } from '../shared/money';
import type { Finding } from './findings';

/** What one document adds to the report. */
export interface CoverageEntry {
  /** Which input item it is. */
  index: number;
  /** What people know it by. */
  number: string;
  date: string | null;
  currency: string;
  value: Decimal;
  findings: readonly Finding[];
  /** Held for another reason than a code: unreadable, not supported. */
  unreadable: boolean;
  /** A list row: only its supplier, entity, type and terms could be checked. */
  incomplete: boolean;
}

/** An unmapped code, ready to be pasted into the mapping table: only `to` is to be filled in. */
export interface CoverageRow {
  rank: number;
  kind: string;
  from: string;
  to: '';
  scope: string;
  note: string;
  code: string;
  name: string;
  state: Finding['state'];
  effect: Finding['effect'];
  /** Documents it occurs in. */
  count: number;
  /** Amount that depends on it, in the currency where it is largest. */
  value: Decimal;
  currency: string;
  /** The amounts in other currencies, e.g. `EUR 120.00`. */
  otherValues: string;
  examples: string;
  firstSeen: string;
  lastSeen: string;
  /** Input items behind it. */
  items: number[];
}

export interface CurrencyTotal {
  currency: string;
  documents: number;
  value: Decimal;
  heldDocuments: number;
  heldValue: Decimal;
}

export interface CoverageTotals {
  documents: number;
  ready: number;
  held: number;
  incomplete: number;
  unreadable: number;
  unmappedCodes: Record<string, number>;
  values: CurrencyTotal[];
}

export type RankBy = 'value' | 'count';

const MOST_EXAMPLES = 3;

interface Group {
  finding: Finding;
  entries: CoverageEntry[];
  byCurrency: Map<string, Decimal>;
}

/** The unmapped codes of all the documents: those that hold first, then by amount or by number of documents. */
export function coverageRows(entries: readonly CoverageEntry[], rankBy: RankBy): CoverageRow[] {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    for (const finding of entry.findings) {
      const key = [finding.kind, finding.scope, finding.code, finding.state, finding.effect].join('\u0000');
      const group = groups.get(key) ?? { finding, entries: [], byCurrency: new Map<string, Decimal>() };
      groups.set(key, group);
      group.entries.push(entry);
      const before = group.byCurrency.get(entry.currency) ?? '0';
      group.byCurrency.set(entry.currency, sum([before, finding.value]));
    }
  }
  const rows = [...groups.values()].map(toRow);
  return rows.sort(comparing(rankBy)).map((row, at) => ({ ...row, rank: at + 1 }));
}

/** How many documents would go through, and how much money would wait. */
export function coverageTotals(
  entries: readonly CoverageEntry[],
  rows: readonly CoverageRow[],
): CoverageTotals {
  const isHeld = (entry: CoverageEntry) =>
    entry.unreadable || entry.findings.some((finding) => finding.effect === 'hold');
  const values = new Map<string, CurrencyTotal>();
  for (const entry of entries) {
    const { currency } = entry;
    const total = values.get(currency) ?? {
      currency,
      documents: 0,
      value: '0',
      heldDocuments: 0,
      heldValue: '0',
    };
    const heldValue = isHeld(entry) ? sum([total.heldValue, absolute(entry.value)]) : total.heldValue;
    values.set(currency, {
      currency,
      documents: total.documents + 1,
      value: sum([total.value, absolute(entry.value)]),
      heldDocuments: total.heldDocuments + (isHeld(entry) ? 1 : 0),
      heldValue,
    });
  }
  const unmappedCodes: Record<string, number> = {};
  for (const row of rows) unmappedCodes[row.kind] = (unmappedCodes[row.kind] ?? 0) + 1;
  const held = entries.filter(isHeld).length;
  return {
    documents: entries.length,
    ready: entries.filter((entry) => !isHeld(entry) && !entry.incomplete).length,
    held,
    incomplete: entries.filter((entry) => entry.incomplete).length,
    unreadable: entries.filter((entry) => entry.unreadable).length,
    unmappedCodes,
    values: [...values.values()].sort((a, b) => a.currency.localeCompare(b.currency)),
  };
}

function toRow({ finding, entries, byCurrency }: Group): CoverageRow {
  const [largest = ['', '0'], ...others] = [...byCurrency].sort(([, a], [, b]) => descending(a, b));
  const dates = entries.flatMap((entry) => (entry.date === null ? [] : [entry.date])).sort();
  return {
    rank: 0,
    kind: finding.kind,
    from: finding.code,
    to: '',
    scope: finding.scope,
    note: noteOf(finding),
    code: finding.code,
    name: finding.name,
    state: finding.state,
    effect: finding.effect,
    count: entries.length,
    value: largest[1],
    currency: largest[0],
    otherValues: others.map(([currency, value]) => `${currency} ${value}`).join(', '),
    examples: [...new Set(entries.map((entry) => entry.number))].slice(0, MOST_EXAMPLES).join(', '),
    firstSeen: dates[0] ?? '',
    lastSeen: dates[dates.length - 1] ?? '',
    items: entries.map((entry) => entry.index),
  };
}

function noteOf({ name, state, targets }: Finding): string {
  if (state === 'ambiguous') return `more than one target: ${targets.join(', ')}`;
  if (state === 'open') return 'a row exists, its target is empty';
  return name;
}

const comparing =
  (rankBy: RankBy) =>
  (a: CoverageRow, b: CoverageRow): number =>
    Number(b.effect === 'hold') - Number(a.effect === 'hold') ||
    (rankBy === 'value'
      ? descending(a.value, b.value) || b.count - a.count
      : b.count - a.count || descending(a.value, b.value)) ||
    a.kind.localeCompare(b.kind) ||
    a.from.localeCompare(b.from);

const descending = (a: Decimal, b: Decimal): number => (greater(a, b) ? -1 : greater(b, a) ? 1 : 0);
