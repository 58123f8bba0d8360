/** Query strings as Acumatica reads them: OData v3 filters, `$top`/`$skip`, and addresses short enough for IIS. */

/** Longest query string; IIS's own default limit is 2,048. */
export const LONGEST_QUERY = 2_000;

export interface Query {
  filter?: string;
  select?: string[];
  expand?: string[];
  /** Custom fields to read, e.g. `Document.AttributeX`. */
  custom?: string[];
  top?: number;
  skip?: number;
}

/** A string literal: quotes are doubled. */
export const literal = (value: string): string => `'${value.replace(/'/g, "''")}'`;

export const equals = (field: string, value: string): string => `${field} eq ${literal(value)}`;

export const startsWith = (field: string, value: string): string => `startswith(${field},${literal(value)})`;

/** Equality with a custom field; `path` is `View.Field`. */
export const customEquals = (path: string, value: string): string =>
  `cf.String(f=${literal(path)}) eq ${literal(value)}`;

/** Instant literal, always in UTC: without an offset the server would take its user's zone. */
export const instant = (iso: string): string => `datetimeoffset'${iso}'`;

export const both = (...clauses: string[]): string =>
  clauses.length === 1 ? (clauses[0] ?? '') : clauses.map((clause) => `(${clause})`).join(' and ');

/**
 * Encodes a value for a query string. A space becomes `+`, so a `+` of the value must be `%2B`;
 * the comma, which is legal in a query, stays short; the quote is written as Node's URL would rewrite it. Half a character, which no URL can carry, becomes `\ufffd`.
 */
const encode = (value: string): string =>
  encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/%20/g, '+')
    .replace(/%2C/g, ',')
    .replace(/%2F/g, '/')
    // the URL standard encodes it on the way out: it counts with three characters
    .replace(/'/g, '%27');

/** The query string without its question mark; empty where nothing is asked. */
export function queryString(query: Query): string {
  const parts: string[] = [];
  const add = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') parts.push(`${name}=${encode(String(value))}`);
  };
  add('$filter', query.filter);
  add('$select', query.select?.join(','));
  add('$expand', query.expand?.join(','));
  add('$custom', query.custom?.join(','));
  add('$top', query.top);
  add('$skip', query.skip || undefined);
  return parts.join('&');
}

/**
 * Joins clauses with `or` into as few filters as fit the longest query.
 * @param query what else is asked for, its filter excepted
 */
export function orFilters(clauses: string[], query: Query = {}): string[] {
  const room = LONGEST_QUERY - queryString({ ...query, filter: 'x' }).length - '&$skip=100000'.length;
  const filters: string[] = [];
  let current: string[] = [];
  let length = 0;
  for (const clause of new Set(clauses)) {
    const size = encode(clause).length + '+or+'.length;
    if (current.length > 0 && length + size > room) {
      filters.push(current.join(' or '));
      current = [];
      length = 0;
    }
    current.push(clause);
    length += size;
  }
  return current.length > 0 ? [...filters, current.join(' or ')] : filters;
}
