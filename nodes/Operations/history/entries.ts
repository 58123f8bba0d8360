/** Audit rows as they come from a table: tolerant of missing columns, never of a lost row. */
import type { AuditRow } from '../../shared/audit';
import type { Decimal } from '../../shared/money';
import { readDecimal } from '../../shared/money';
import type { InputRow } from '../inputs';
import { cellText, cellTime, isObject } from '../cells';

const TEXTS = [
  ...(['key', 'environment', 'company', 'flow', 'sourceSystem', 'sourceId', 'sourceNumber'] as const),
  ...(['supplierReference', 'supplier', 'entity', 'targetSystem', 'targetId', 'operation'] as const),
  ...(['matchedBy', 'outcome', 'cause', 'owner', 'reason', 'advice', 'currency', 'executionId'] as const),
] satisfies ReadonlyArray<keyof AuditRow>;

type Texts = Record<(typeof TEXTS)[number], string>;

/** An audit row that can be reckoned with. */
export interface Entry extends Texts {
  /** Item of the input it came from. */
  index: number;
  /** Id in the table; null where the rows come from elsewhere. */
  rowId: number | null;
  /** Instant of the attempt in milliseconds; 0 where the row does not say. */
  at: number;
  /** When the row became visible to readers of the table: never before it was written. */
  visibleAt: number;
  amount: Decimal | null;
  /** The row as it came. */
  row: Record<string, unknown>;
}

/** Operations that belong to the story of the document itself; each other operation is a story of its own. */
const MAIN = new Set(
  ['map', 'read', 'post', 'settle', 'write', 'createOrUpdate', 'reconcile', 'watch', 'release'].map(bare),
);

/** Reads audit rows, flat or under `audit`. Dry runs are no attempts and are left out. */
export const readEntries = (rows: readonly InputRow[]): Entry[] =>
  readAllEntries(rows).filter((entry) => !isDryRun(entry));

/** Reads audit rows, dry runs included. */
export const readAllEntries = (rows: readonly InputRow[]): Entry[] => rows.map(readEntry);

export const isDryRun = (entry: Entry): boolean =>
  entry.outcome === 'dryRun' || bare(entry.operation) === 'dryrun';

function readEntry({ json, index }: InputRow): Entry {
  const row = isObject(json.audit) ? json.audit : json;
  const texts = Object.fromEntries(TEXTS.map((name) => [name, cellText(row[name])])) as Texts;
  const written = cellTime(row.createdAt);
  const at = cellTime(row.at) ?? written ?? 0;
  const { environment, company, sourceId } = texts;
  return {
    ...texts,
    flow: texts.flow || 'invoices',
    key: texts.key || (sourceId ? `${environment}:${company}:${sourceId}` : ''),
    index,
    rowId: typeof row.id === 'number' ? row.id : null,
    at,
    visibleAt: written ?? at,
    amount: readDecimal(row.amount),
    row,
  };
}

/** Which story an entry belongs to. */
export function storyOf(entry: Entry): string {
  const family = isMain(entry) ? '' : bare(entry.operation);
  return [...identity(entry), entry.flow, family].join('\u0000');
}

/** Whether an entry belongs to the story of the document itself. */
export const isMain = (entry: Entry): boolean => MAIN.has(bare(entry.operation));

/** Documents that could not be read far enough to have an id are told apart by whatever they have. */
function identity(entry: Entry): string[] {
  if (!/(^|:)$/.test(entry.key)) return [entry.key];
  const { key, sourceNumber, supplierReference, reason } = entry;
  return sourceNumber || supplierReference ? [key, sourceNumber, supplierReference] : [key, reason];
}

/** Oldest first; what was written at the same instant keeps the order of the table. */
export const byTime = (a: Entry, b: Entry): number =>
  a.at - b.at || (a.rowId ?? 0) - (b.rowId ?? 0) || a.index - b.index;

function bare(operation: string): string {
  return operation.replace(/[\s_-]/g, '').toLowerCase();
}
