/** Query options: which rows, in which order, how many, which fields [recorded nango; doc; community picqer README]. */
import type { SimRequest } from '../kit/simulator';
import type { Filter } from './filter';
import { compileFilter, instant, order } from './filter';
import type { Row, Value } from './records';
import { isGuid } from './records';
import { BadRequest } from './refusal';
import type { EntitySchema } from './schema';
import { schemaOf } from './schema';
import type { Settings } from './switches';

export interface Query {
  /** Null: all fields. */
  select: Set<string> | null;
  /** Fields of the expanded lines; null: all; undefined: not expanded. */
  expand?: Set<string> | null;
  filter: Filter | null;
  orderBy: Array<{ field: string; isDown: boolean }>;
  top: number | null;
  skip: number;
  skipToken: Value[] | null;
  isCounted: boolean;
}

const OPTIONS = new Set([
  ...['$select', '$filter', '$orderby', '$top', '$skip', '$skiptoken', '$expand', '$inlinecount'],
]);

export const pageSize = ({ kind }: EntitySchema): number => (kind === 'bulk' || kind === 'sync' ? 1_000 : 60);

/** @throws BadRequest on an option, field or filter that is refused */
export function readQuery(
  request: SimRequest,
  schema: EntitySchema,
  settings: Settings,
  isKeyed = false,
): Query {
  const given = request.query;
  for (const name of given.keys()) {
    if (name.startsWith('$') && !OPTIONS.has(name))
      throw new BadRequest(`The query parameter '${name}' is not supported.`);
  }
  const expand = given.get('$expand');
  const isExpanded = expand !== null && expand !== '';
  if (isExpanded && expand !== schema.navigation?.name)
    throw new BadRequest(`No navigation property '${expand}' exists in the type.`);
  const [select, below] = readSelect(given.get('$select'), schema, isExpanded);
  const top = whole(given.get('$top'), '$top');
  checkSelect(schema, settings, { isSelected: select !== null, top, isKeyed });
  const filterText = given.get('$filter');
  if (filterText === null && !isKeyed) checkFilter(schema, settings);
  const filter = filterText === null ? null : compileFilter(filterText, schema.fields, settings);
  for (const field of filter?.fields ?? []) checkField(schema, field);
  const orderBy = readOrder(given.get('$orderby'), schema);
  return {
    ...{ select, filter, orderBy, top, skip: whole(given.get('$skip'), '$skip') ?? 0 },
    ...(isExpanded && { expand: below }),
    skipToken: readToken(given.get('$skiptoken')),
    isCounted: given.get('$inlinecount') === 'allpages',
  };
}

function readSelect(
  text: string | null,
  { fields, navigation }: EntitySchema,
  isExpanded: boolean,
): [Set<string> | null, Set<string> | null] {
  if (text === null || text.trim() === '') return [null, null];
  const own = new Set<string>();
  const below = new Set<string>();
  for (const name of text.split(',').map((part) => part.trim())) {
    const [head = '', tail] = name.split('/');
    const known = tail === undefined ? fields : navigation && schemaOf(navigation.path).fields;
    if (tail !== undefined && (head !== navigation?.name || !isExpanded))
      throw new BadRequest(`The path '${name}' in $select is not expanded.`);
    const isKnown = tail === undefined ? head === '*' || head === navigation?.name : false;
    if (!isKnown && !known?.has(tail ?? head))
      throw new BadRequest(`Could not find a property named '${tail ?? head}' in the type.`);
    if (tail === undefined) own.add(head);
    else below.add(tail);
  }
  return [own.has('*') ? null : own, below.size === 0 ? null : below];
}

function checkSelect(
  { kind, needsSelect }: EntitySchema,
  { selectNeeded }: Settings,
  { isSelected, top, isKeyed }: { isSelected: boolean; top: number | null; isKeyed: boolean },
): void {
  if (isSelected || isKeyed) return;
  const isDemanded = kind === 'bulk' || (selectNeeded === 'all' ? kind === 'standard' : needsSelect);
  if (!isDemanded || (selectNeeded === 'never' && kind !== 'bulk') || (top === 1 && kind !== 'bulk')) return;
  throw new BadRequest('Please add a $select or a $top=1 statement to the query string.');
}

/** Since July 2021 [doc maesn]; a sync endpoint is asked for what is newer than a Timestamp [doc]. */
function checkFilter({ kind, needsFilter }: EntitySchema, { filterNeeded }: Settings): void {
  if (filterNeeded === 'yes' && (needsFilter || kind === 'sync'))
    throw new BadRequest('Please add a $filter statement to the query string.');
}

function checkField({ kind, path, filters }: EntitySchema, field: string): void {
  const isAllowed =
    kind === 'sync'
      ? field === 'Timestamp' || (path === 'sync/Deleted' && field === 'EntityType')
      : !filters || filters.has(field);
  if (!isAllowed) throw new BadRequest(`Filtering on '${field}' is not supported.`);
}

function readOrder(text: string | null, { fields, key, kind }: EntitySchema): Query['orderBy'] {
  const parts = (text ?? '').split(',').filter((part) => part.trim() !== '');
  const given = parts.map((part) => {
    const [field = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if (!fields.has(field) || !['asc', 'desc'].includes(direction) || rest.length > 0)
      throw new BadRequest(`'${part.trim()}' is no order.`);
    return { field, isDown: direction === 'desc' };
  });
  // without an order, by key; feeds by row version [recorded: $skiptoken=guid'…'; feeds inferred]
  return [...given, { field: kind === 'sync' ? 'Timestamp' : key, isDown: false }];
}

function whole(text: string | null, name: string): number | null {
  if (text === null) return null;
  if (!/^\d+$/.test(text)) throw new BadRequest(`Incorrect format for ${name} argument '${text}'.`);
  return Number(text);
}

/** The values of the last row, in the order's fields. */
function readToken(text: string | null): Value[] | null {
  if (text === null) return null;
  const parts = text.match(/(?:datetime|guid)?'(?:[^']|'')*'|[^,]+/g) ?? [];
  return parts.map((part): Value => {
    const quoted = /^(datetime|guid)?'((?:[^']|'')*)'$/.exec(part);
    if (quoted?.[1] === 'datetime') return instant(quoted[2] ?? '');
    if (quoted?.[1] === 'guid') {
      if (!isGuid(quoted[2])) throw new BadRequest('The $skiptoken is none.');
      return quoted[2].toLowerCase();
    }
    if (quoted) return (quoted[2] ?? '').replaceAll("''", "'");
    if (/^-?\d+L$/.test(part)) return BigInt(part.slice(0, -1));
    if (part === 'null') return null;
    if (part === 'true' || part === 'false') return part === 'true';
    if (Number.isNaN(Number(part))) throw new BadRequest('The $skiptoken is none.');
    return Number(part);
  });
}

/** The value as a literal of a $skiptoken [recorded for datetime and guid]. */
function literal(value: Value, type: string | undefined): string {
  if (value === null) return 'null';
  if (type === 'date') return `datetime'${new Date(Number(value)).toISOString().replace(/\.?0*Z$/, '')}'`;
  if (type === 'guid') return `guid'${String(value)}'`;
  if (type === 'int64') return `${String(value)}L`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

export interface Page {
  rows: Row[];
  /** Of all that match. */
  count: number;
  /** Token that the next page begins with; null on the last. */
  next: string | null;
  /** What is left of $top for the next page. */
  left: number | null;
}

/** One page of the rows that match. */
export function pageOf(all: Row[], query: Query, schema: EntitySchema): Page {
  const { filter, orderBy, skipToken, skip, top } = query;
  const found = filter ? all.filter(filter.matches) : [...all];
  found.sort((one, two) => compareRows(one, two, orderBy));
  const token = skipToken;
  const rest = (token ? found.filter((row) => isBehind(row, token, orderBy)) : found).slice(skip);
  const size = Math.min(top ?? Infinity, pageSize(schema));
  const rows = rest.slice(0, size);
  const isMore = rest.length > size && (top === null || top > size);
  const last = rows.at(-1);
  return {
    ...{ rows, count: found.length, left: top === null ? null : top - size },
    next:
      isMore && last
        ? orderBy.map(({ field }) => literal(last[field] ?? null, schema.fields.get(field))).join(',')
        : null,
  };
}

/** Nothing comes first, as in the database [inferred]. */
function compareValues(one: Value, two: Value): number {
  if (one === null || two === null) return one === two ? 0 : one === null ? -1 : 1;
  return order(one, two);
}

function compareRows(one: Row, two: Row, orderBy: Query['orderBy']): number {
  for (const { field, isDown } of orderBy) {
    const difference = compareValues(one[field] ?? null, two[field] ?? null);
    if (difference !== 0) return isDown ? -difference : difference;
  }
  return 0;
}

function isBehind(row: Row, token: Value[], orderBy: Query['orderBy']): boolean {
  for (const [at, { field, isDown }] of orderBy.entries()) {
    const difference = compareValues(row[field] ?? null, token[at] ?? null);
    if (difference !== 0) return isDown ? difference < 0 : difference > 0;
  }
  return false;
}
