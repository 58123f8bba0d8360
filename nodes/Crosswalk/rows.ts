/** Mapping rows: from whatever a table, a sheet or a credential gives to rows that can be trusted. */
import { createHash } from 'crypto';
import { readChargeTarget, CHARGE_SOURCE } from './chargeTarget';
import type { Cleaning } from './cleaning';
import { cleanCode, isBlank, trimText } from './cleaning';

export const KINDS = [
  'supplier',
  'entity',
  'invoiceType',
  'terms',
  'account',
  'dimension',
  'item',
  'unit',
  'charge',
  'tax',
] as const;

/** What a row maps, in the order in which a document's problems are told. */
export type Kind = (typeof KINDS)[number];

export const SUPPLIER_KEYS = ['number', 'id', 'vatNumber', 'duns', 'name'] as const;
export type SupplierKey = (typeof SUPPLIER_KEYS)[number];

/** What an item is known by, the surest first; `account` is the ERP's own. */
export const ITEM_KEYS = ['catalogNumber', 'commodityCode', 'account'] as const;
export type ItemKey = (typeof ITEM_KEYS)[number];

export interface Row {
  kind: Kind;
  /** Supplier, item: the key it matches. Account: segment name or empty. Dimension: the ERP dimension. Else empty. */
  scope: string;
  /** Cleaned code; empty stands for a missing value (account, dimension, entity). */
  from: string;
  /** Empty: the row is there, but nobody has filled in its target yet. */
  to: string;
  /** `YYYY-MM-DD`; empty: since ever. */
  validFrom: string;
}

/** A row that cannot be understood. */
export interface BadRow {
  /** Where to find it, e.g. `row 3 (id 17)`. */
  place: string;
  why: string;
}

export interface MappingRows {
  rows: Row[];
  bad: BadRow[];
  /** Content hash of the rows; order, duplicates and notes do not count. */
  hash: string;
}

/**
 * Rows that live in the same table and map no code of JAGGAER: who is told about a problem, which order became which, and
 * the way back to JAGGAER's codes.
 */
const NO_CODES: ReadonlySet<string> = new Set(['owner', 'purchaseorder', 'tojaggaer']);

const MAY_MAP_A_MISSING_VALUE: ReadonlySet<Kind> = new Set(['account', 'dimension', 'entity']);
const kindNames = new Map(KINDS.map((kind) => [bare(kind), kind]));
const supplierKeyNames = new Map(SUPPLIER_KEYS.map((key) => [bare(key), key]));
const itemKeyNames = new Map(ITEM_KEYS.map((key) => [bare(key), key]));

/**
 * Reads mapping rows `{kind, from, to, scope?, validFrom?}`. Other columns and wholly empty rows are passed over;
 * a row that cannot be understood is reported in `bad`, never skipped in silence.
 */
export function readRows(raw: readonly unknown[], cleaning: Cleaning): MappingRows {
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  raw.forEach((each, index) => {
    const columns = columnsOf(each);
    const row = columns === null ? 'is not a row with columns' : readRow(columns, cleaning);
    if (row === null) return;
    if (typeof row !== 'string') rows.push(row);
    else bad.push({ place: placeOf(index, columns), why: row });
  });
  return { rows, bad, hash: hashRows(rows) };
}

/** One row; null when it is empty or maps no code; text that says what is wrong with it. */
function readRow(columns: Map<string, unknown>, cleaning: Cleaning): Row | string | null {
  const text = { kind: '', scope: '', from: '', to: '', validFrom: '' };
  for (const name of ['kind', 'scope', 'from', 'to', 'validFrom'] as const) {
    const value = readText(columns.get(bare(name)));
    if (value === null) return `its column “${name}” is neither text nor number`;
    text[name] = value;
  }
  if (text.kind === '' && text.from === '' && text.to === '' && text.scope === '') return null;
  if (NO_CODES.has(bare(text.kind))) return null;
  const kind = kindNames.get(bare(text.kind));
  if (!kind) return text.kind === '' ? 'it has no kind' : `“${text.kind}” is not a kind of code`;
  const scope = readScope(kind, text.scope);
  if (scope === null) return scopeFault(kind, text.scope);
  const validFrom = readDate(text.validFrom);
  if (validFrom === null) return `validFrom “${text.validFrom}” is not a date like 2026-01-31`;
  if (text.from === '' && !MAY_MAP_A_MISSING_VALUE.has(kind))
    return `it is of kind ${kind} and has no “from”`;
  if (kind === 'charge' && !CHARGE_SOURCE.test(text.from)) {
    return `“${text.from}” is not a charge (tax1, tax2, freight, handling, discount, misc or misc:<fee name>)`;
  }
  if (kind === 'charge' && text.to !== '' && readChargeTarget(text.to) === null) {
    return `“${text.to}” is not a booking of a charge (account:<account>, spread, tax or tax:<code>)`;
  }
  const from = cleanCode(kind, kind === 'supplier' ? (scope as SupplierKey) : null, text.from, cleaning);
  return { kind, scope, from, to: text.to, validFrom };
}

/** The scope in its one spelling; null where the kind cannot have this scope. */
function readScope(kind: Kind, scope: string): string | null {
  if (kind === 'supplier') return scope === '' ? 'number' : (supplierKeyNames.get(bare(scope)) ?? null);
  if (kind === 'item') return scope === '' ? 'catalogNumber' : (itemKeyNames.get(bare(scope)) ?? null);
  if (kind === 'dimension') return scope === '' ? null : scope.toLowerCase();
  if (kind === 'account') return scope.toLowerCase();
  return scope === '' ? '' : null;
}

function scopeFault(kind: Kind, scope: string): string {
  if (kind === 'dimension') return 'it maps a dimension and does not name it in “scope”';
  if (kind === 'supplier') return `its scope “${scope}” is not a supplier key (${SUPPLIER_KEYS.join(', ')})`;
  if (kind === 'item') return `its scope “${scope}” is not a key of items (${ITEM_KEYS.join(', ')})`;
  return `it has the scope “${scope}”, but kind ${kind} takes none`;
}

/** `YYYY-MM-DD` from a date or the front of an instant, '' from nothing, null from anything else. */
function readDate(text: string): string | null {
  if (text === '') return '';
  const day = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:$|[T ])/.exec(text);
  return day?.[1] ?? null;
}

function columnsOf(raw: unknown): Map<string, unknown> | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  return new Map(Object.entries(raw).map(([name, value]) => [bare(name), value]));
}

/** Trimmed text of a cell; '' for nothing, null for what no cell can hold. */
function readText(cell: unknown): string | null {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string') return trimText(cell);
  if (typeof cell === 'number' && Number.isFinite(cell)) return String(cell);
  if (cell instanceof Date && !Number.isNaN(cell.getTime())) return cell.toISOString();
  return null;
}

function placeOf(index: number, columns: Map<string, unknown> | null): string {
  const id = columns?.get('id');
  return `row ${index + 1}${isBlank(id) ? '' : ` (id ${String(id)})`}`;
}

/** Spelling that column and kind names are compared by: `Valid From` is `valid_from` is `validFrom`. */
function bare(name: string): string {
  return name.replace(/[\s_-]/g, '').toLowerCase();
}

function hashRows(rows: readonly Row[]): string {
  const lines = new Set(
    rows.map((row) => JSON.stringify([row.kind, row.scope, row.from, row.to, row.validFrom])),
  );
  return createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex')
    .slice(0, 16);
}
