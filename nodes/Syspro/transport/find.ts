/** Reading any table with COMFND, page by page along its key: there is no offset (source: shipped sample and schema). */
import type { Connection } from './connection';
import { addressLength, query } from './request';
import type { Row, XmlFields } from './xml';
import { children, text } from './xml';

/** A condition. Wildcards of LIKE are `*` and `?`. */
export type Filter =
  | { column: string; is: 'GT' | 'GE' | 'LT' | 'LE' | 'EQ' | 'NE' | 'LIKE'; value: string }
  | { and: Filter[] }
  | { or: Filter[] };

export interface Question {
  /** Names of tables and columns are case-sensitive. */
  table: string;
  /** All when empty. */
  columns: string[];
  /** Columns of the table's key, in order; they are read anyway. */
  key: string[];
  where?: Filter;
  /** Most rows wanted; all when left out. */
  limit?: number;
}

const PAGE = 1_000;

/** The rows of a table, in the order of its key. @throws Refusal, SignInRefused, NoAnswer */
export async function find(connection: Connection, question: Question): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of findPages(connection, question)) rows.push(...page);
  return rows;
}

/** The same, page by page, none of them empty. Pages follow the last key: nothing is missed when rows come and go. */
export async function* findPages(connection: Connection, question: Question): AsyncGenerator<Row[]> {
  const { table, key, where, limit = Infinity } = question;
  let after: Filter[] = [];
  for (let read = 0; read < limit;) {
    const size = Math.min(PAGE, limit - read);
    const filter: Filter = { and: [...(where ? [where] : []), ...after] };
    const { content } = await query(connection, 'COMFND', pageOf(question, filter, size), `to read ${table}`);
    const rows = children(content, 'Row');
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    if (rows.length < size) return;
    read += rows.length;
    after = [behind(key.map((column) => ({ column, value: text(last, column) })))];
  }
}

/**
 * Rows whose column has one of the values: as many calls as addresses of a safe length need.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function findAny(
  connection: Connection,
  question: Omit<Question, 'limit'>,
  column: string,
  values: string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  const { where } = question;
  for (const some of inAddresses(connection, question, column, [...new Set(values)])) {
    const any: Filter = { or: some.map((value) => ({ column, is: 'EQ', value })) };
    rows.push(...(await find(connection, { ...question, where: where ? { and: [where, any] } : any })));
  }
  return rows;
}

function inAddresses(
  { longestUrl, base }: Connection,
  question: Question,
  column: string,
  values: string[],
): string[][] {
  // with the condition that a second page would need
  const next = behind(question.key.map((name) => ({ column: name, value: 'x'.repeat(30) })));
  const fixed: Filter = { and: [...(question.where ? [question.where] : []), next] };
  const room = longestUrl - base.length - OTHER_PARAMETERS - addressLength(pageOf(question, fixed, PAGE));
  const groups: string[][] = [];
  let left = 0;
  for (const value of values) {
    const need = addressLength({ Expression: expression('Or', '(', { column, is: 'EQ', value }, ')') });
    const group = groups.at(-1);
    if (group && need <= left) group.push(value);
    else groups.push([value]);
    left = (group && need <= left ? left : room) - need;
  }
  return groups;
}

/** Verb, object and session id of a query's address. */
const OTHER_PARAMETERS = 250;

function pageOf({ table, columns, key }: Question, filter: Filter, size: number): XmlFields {
  const expressions = flattened(filter);
  return {
    Query: {
      TableName: table,
      ReturnRows: String(size),
      ...(columns.length > 0
        ? { Columns: { Column: [...new Set([...key, ...columns])] } }
        : { AllColumns: 'Y' }),
      ...(expressions.length > 0 ? { Where: { Expression: expressions } } : {}),
      OrderBy: { Column: key },
    },
  };
}

type Condition = Extract<Filter, { column: string }>;

function expression(joint: 'And' | 'Or', open: string, condition: Condition, close: string): XmlFields {
  const { column, is, value } = condition;
  return {
    AndOr: joint,
    ...(open ? { OpenBracket: open } : {}),
    ...{ Column: column, Condition: is, Value: value },
    ...(close ? { CloseBracket: close } : {}),
  };
}

interface Part {
  joint: 'And' | 'Or';
  open: string;
  condition: Condition;
  close: string;
}

/** Conditions stand in one list, with brackets at the first and last of a group. */
const flattened = (filter: Filter): XmlFields[] =>
  parts(filter, 'And').map(({ joint, open, condition, close }) => expression(joint, open, condition, close));

function parts(filter: Filter, joint: 'And' | 'Or'): Part[] {
  if ('column' in filter) return [{ joint, open: '', condition: filter, close: '' }];
  const own = 'and' in filter ? 'And' : 'Or';
  const all = ('and' in filter ? filter.and : filter.or).flatMap((each) => parts(each, own));
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) return [];
  first.joint = joint;
  // whether And binds closer than Or is said nowhere: what is joined otherwise than its surroundings is bracketed
  if (all.length > 1 && own !== joint) {
    first.open = `(${first.open}`;
    last.close = `${last.close})`;
  }
  return all;
}

/** Rows behind a key: `(A > a) or (A = a and B > b)`, two brackets deep, for three are the most. */
const behind = (key: Array<{ column: string; value: string }>): Filter => ({
  or: key.map(({ column, value }, at) => ({
    and: [
      ...key.slice(0, at).map((same): Filter => ({ ...same, is: 'EQ' })),
      { column, is: 'GT' as const, value },
    ],
  })),
});
