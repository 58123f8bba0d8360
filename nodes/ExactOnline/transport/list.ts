/** Reading lists and single records: conditions, chosen fields, pages (reference 4.1, 4.2). */
import { NoAnswer, parseJson } from '../../shared/http';
import { Refusal } from '../../shared/outcome';
import type { Connection } from './connection';
import { faultOf, interpret } from './errors';
import { anyOf, guid } from './filter';
import { ask, send } from './request';
import type { Json } from './wire';
import { asObject, encoded, queryText, rowsIn } from './wire';

export interface Question {
  /** Endpoint below the division, e.g. `crm/Accounts` or `bulk/Financial/GLAccounts`. */
  path: string;
  /** Fields wanted: most endpoints refuse a query that does not name them. Lines as `PurchaseEntryLines/AmountFC`. */
  select: string[];
  /** As {@link import('./filter')} writes it; all when left out, which endpoints with a feed refuse. */
  filter?: string;
  /** Such as `Modified desc`; by key when left out. */
  orderBy?: string;
  /** Lines to be read with their record, e.g. `PurchaseEntryLines`. */
  expand?: string;
  /** Most rows wanted; all when left out. */
  limit?: number;
}

/**
 * Signs of a query as it travels: its web server takes 2,048 unless told otherwise, and how many Exact takes is not
 * public. Some twenty to fifty conditions (apicenter.io uses 25).
 */
const LONGEST_QUERY = 2_040;
const OR = encoded(' or ').length;

/**
 * The rows that meet the filter, page by page: 60 a page, 1,000 from `bulk/` and `sync/`.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function list(connection: Connection, question: Question): Promise<Json[]> {
  const rows: Json[] = [];
  for await (const page of pagesOf(connection, question)) rows.push(...page);
  return rows;
}

/** The same, a page at a time, for lists that are too long to be held. */
export async function* pagesOf(connection: Connection, question: Question): AsyncGenerator<Json[]> {
  const { path, limit = Infinity } = question;
  let query: Record<string, string> | null = queryOf(question);
  let left = limit;
  while (query !== null && left > 0) {
    const request = { method: 'GET', path, query, repeatable: true } as const;
    const body: Json = await ask(connection, request, `to read ${path}`);
    const page = rowsIn(body).slice(0, left).map(withoutMetadata);
    left -= page.length;
    yield page;
    query = nextOf(asObject(body.d), path);
  }
}

/** Rows whose condition is one of many: as many queries as it takes. Nothing is asked for an empty list. */
export async function listAny(
  connection: Connection,
  question: Omit<Question, 'filter' | 'limit'>,
  conditions: string[],
): Promise<Json[]> {
  const rows: Json[] = [];
  const rest = queryText(queryOf({ ...question, filter: '()' })).length;
  for (const some of inQueries([...new Set(conditions)], LONGEST_QUERY - rest))
    rows.push(...(await list(connection, { ...question, filter: anyOf(some) })));
  return rows;
}

/** As many conditions together as a query holds; at least one. */
function inQueries(conditions: string[], room: number): string[][] {
  const queries: string[][] = [];
  let used = Infinity;
  for (const condition of conditions) {
    const length = encoded(condition).length + OR;
    if (used + length > room) {
      queries.push([]);
      used = 0;
    }
    queries.at(-1)?.push(condition);
    used += length;
  }
  return queries;
}

function queryOf({ select, filter, orderBy, expand, limit = Infinity }: Question): Record<string, string> {
  return {
    $select: select.join(','),
    ...(filter ? { $filter: filter } : {}),
    ...(orderBy ? { $orderby: orderBy } : {}),
    ...(expand ? { $expand: expand } : {}),
    ...(Number.isFinite(limit) ? { $top: String(limit) } : {}),
  };
}

/**
 * The query of the next page, as the server wrote it (recorded gl-accounts). Its host is left out: the credential's own
 * may be a proxy, and a token goes nowhere else.
 */
function nextOf({ __next: next }: Json, path: string): Record<string, string> | null {
  if (typeof next !== 'string' || next === '') return null;
  const query = URL.canParse(next) ? Object.fromEntries(new URL(next).searchParams) : {};
  if (query.$skiptoken !== undefined || query.$skip !== undefined) return query;
  throw new NoAnswer(`The address of the next page of ${path} cannot be read.`, null);
}

const withoutMetadata = (row: Json): Json =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== '__metadata'));

/**
 * Reads one record by its GUID.
 * @returns null where it is not there
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readOne(
  connection: Connection,
  { path, select, expand }: Pick<Question, 'path' | 'select' | 'expand'>,
  id: string,
): Promise<Json | null> {
  const query = queryOf({ path, select, ...(expand ? { expand } : {}) });
  const reply = await send(connection, {
    ...{ method: 'GET', path: `${path}(${guid(id)})`, query, repeatable: true },
  });
  if (reply.status === 404) return null;
  if (reply.status >= 300) throw new Refusal(interpret(faultOf(reply), `to read ${path} ${id}`).problem);
  const row = rowsIn(asObject(parseJson(reply.text)))[0];
  return row ? withoutMetadata(row) : null;
}

/**
 * Makes a record, with lines inside where it has any.
 * @returns the whole new record
 * @throws Refusal, SignInRefused; NoAnswer where it may have been made: look before sending again
 */
export async function create(connection: Connection, path: string, body: Json, what: string): Promise<Json> {
  const answer = await ask(connection, { method: 'POST', path, body, repeatable: false }, what);
  return withoutMetadata(rowsIn(answer)[0] ?? {});
}

/** Changes the fields that are given. @throws Refusal, SignInRefused, NoAnswer */
export async function update(
  connection: Connection,
  path: string,
  id: string,
  body: Json,
  what: string,
): Promise<void> {
  await ask(connection, { method: 'PUT', path: `${path}(${guid(id)})`, body, repeatable: true }, what);
}

/** Deletes a record; one that is gone already counts as deleted. @throws Refusal, SignInRefused, NoAnswer */
export async function erase(connection: Connection, path: string, id: string, what: string): Promise<void> {
  const reply = await send(connection, {
    ...{ method: 'DELETE', path: `${path}(${guid(id)})`, repeatable: true },
  });
  if (reply.status < 300 || reply.status === 404) return;
  throw new Refusal(interpret(faultOf(reply), what).problem);
}
