/** Reading lists by the query language. It knows no OR, no joins and no choice of columns (DP data-queries). */
import type { Connection } from './connection';
import type { Request } from './request';
import { ask } from './request';
import type { Json } from './wire';
import { asObject, rowsAt, textAt } from './wire';

/** One condition; all must hold. Times with an offset or `Z`. */
export type Condition =
  | { field: string; is: '=' | '<' | '>' | '<=' | '>=' | 'LIKE'; value: string | boolean }
  /** Long lists are asked for in several queries; one condition of a query may be long. */
  | { field: string; in: string[] };

export interface Question {
  /** Case counts, e.g. `PurchaseOrder`. */
  entity: string;
  where?: Condition[];
  /** Such as `TxnDate DESC`; by id when left out. */
  orderBy?: string;
  /** Most rows wanted; all when left out. */
  limit?: number;
}

/** Source: DP data-queries. */
export const PAGE = 1_000;
/** Values in one `IN` list: no limit is documented; published clients send about a hundred. */
const MOST_VALUES = 100;
/** Longer queries go by POST (python-quickbooks). */
const LONGEST_URL = 1_500;
/** Rows that come and go between two pages make the pages be read anew. */
const PASSES = 4;

/** Both, since the API hides inactive rows of lists otherwise (qbo_api get/inactive_vendors). */
export const ALSO_INACTIVE: Condition = { field: 'Active', in: ['true', 'false'] };

/**
 * The rows that meet all conditions, page by page; a row comes once. A condition with an empty list is met by none.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function query(connection: Connection, question: Question): Promise<Json[]> {
  const { limit = Infinity } = question;
  const rows: Json[] = [];
  for (const part of partsOf(question)) {
    if (rows.length >= limit) break;
    rows.push(...(await readPart(connection, { ...part, limit: limit - rows.length })));
  }
  return rows;
}

/** The texts of the queries that a question takes, without pages; for a batch. */
export const queryTexts = (question: Question): string[] =>
  partsOf(question).map((part) => `${textOf(part)} MAXRESULTS ${Math.min(PAGE, part.limit ?? PAGE)}`);

/** @returns whole records; the count of rows in all pages is not said by the API */
async function readPart(connection: Connection, question: Question): Promise<Json[]> {
  const { limit = Infinity } = question;
  for (let pass = 1; ; pass++) {
    const byId = new Map<string, Json>();
    let last = '';
    let start = 1;
    let moved = false;
    for (;;) {
      const size = Math.min(PAGE, limit - byId.size + (last === '' ? 0 : 1));
      const page = await readPage(connection, question, start, size);
      // each page begins with the last row of the one before: where it does not, rows came or went
      moved = last !== '' && textAt(page[0] ?? {}, 'Id') !== last;
      if (moved && pass < PASSES) break;
      for (const row of page) byId.set(textAt(row, 'Id'), row);
      if (page.length < size || byId.size >= limit) return [...byId.values()].slice(0, limit);
      last = textAt(page.at(-1) ?? {}, 'Id');
      start += page.length - 1;
    }
  }
}

async function readPage(
  connection: Connection,
  question: Question,
  start: number,
  size: number,
): Promise<Json[]> {
  const text = `${textOf(question)} STARTPOSITION ${start} MAXRESULTS ${size}`;
  return rowsIn(await runQuery(connection, text, `to read ${question.entity}`), question.entity);
}

/** How many rows meet the conditions. @throws Refusal, SignInRefused, NoAnswer */
export async function count(connection: Connection, { entity, where = [] }: Question): Promise<number> {
  const text = `SELECT count(*) FROM ${entity}${whereText(where)}`;
  return Number(textAt(await runQuery(connection, text, `to count ${entity}`), 'totalCount') || '0');
}

/** Runs a query as it is. @returns what stands in QueryResponse @throws Refusal, SignInRefused, NoAnswer */
export async function runQuery(connection: Connection, text: string, what: string): Promise<Json> {
  const isLong = encodeURIComponent(text).length > LONGEST_URL;
  const request: Request = isLong
    ? {
        ...{ method: 'POST', path: 'query', body: text, repeatable: true },
        headers: { 'content-type': 'application/text; charset=utf-8' },
      }
    : { method: 'GET', path: 'query', query: { query: text }, repeatable: true };
  return asObject((await ask(connection, request, what)).QueryResponse);
}

/** The records of an entity; the key is missing where there are none. */
export const rowsIn = (response: Json, entity: string): Json[] => rowsAt(response, entity);

/** A literal of the query language. */
export const literal = (value: string): string => `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

const isFlag = (value: string | boolean): boolean => String(value) === 'true' || String(value) === 'false';

const conditionText = (condition: Condition): string => {
  const { field } = condition;
  const written = (value: string | boolean) =>
    field === 'Active' && isFlag(value) ? String(value) : literal(String(value));
  return 'in' in condition
    ? `${field} IN (${condition.in.map(written).join(', ')})`
    : `${field} ${condition.is} ${written(condition.value)}`;
};

const whereText = (where: Condition[]): string =>
  where.length === 0 ? '' : ` WHERE ${where.map(conditionText).join(' AND ')}`;

const textOf = ({ entity, where = [], orderBy = 'Id' }: Question): string =>
  `SELECT * FROM ${entity}${whereText(where)} ORDERBY ${orderBy}`;

/** One question for each piece of the longest list. */
function partsOf(question: Question): Question[] {
  const where = question.where ?? [];
  const lists = where.filter((each) => 'in' in each);
  if (lists.some((list) => list.in.length === 0)) return [];
  const longest = lists.sort((a, b) => b.in.length - a.in.length)[0];
  if (!longest || longest.in.length <= MOST_VALUES) return [question];
  const values = [...new Set(longest.in)];
  return Array.from({ length: Math.ceil(values.length / MOST_VALUES) }, (_, at) => ({
    ...question,
    where: where.map((each) =>
      each === longest
        ? { field: longest.field, in: values.slice(at * MOST_VALUES, (at + 1) * MOST_VALUES) }
        : each,
    ),
  }));
}
