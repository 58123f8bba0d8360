/** Reading lists: the generic `query`, page by page along RECORDNO, and what fields an object has (`lookup`). */
import type { Connection } from './connection';
import { callOne } from './request';
import type { Row, XmlFields } from './xml';
import { rowsOf, text, textsOf } from './xml';

type Comparison =
  | 'equalto'
  | 'notequalto'
  | 'lessthan'
  | 'lessthanorequalto'
  | 'greaterthan'
  | 'greaterthanorequalto'
  | 'like'
  | 'notlike';

/** A condition. Dates as `MM/DD/YYYY`; `%` and `_` are wildcards of `like`; labels of enums, not their codes. */
export type Filter =
  | { field: string; is: Comparison; value: string }
  /** At most {@link MOST_VALUES} values. */
  | { field: string; in: string[] }
  | { and: Filter[] }
  | { or: Filter[] };

export interface Question {
  object: string;
  /** RECORDNO is read anyway. */
  fields: string[];
  filter?: Filter;
  /** Most rows wanted; all when left out. */
  limit?: number;
  /** Texts are compared without case; they are with it otherwise. */
  ignoreCase?: boolean;
}

/** Source: developer.intacct.com queries. */
export const MOST_VALUES = 1_000;
const PAGE = 2_000;

/**
 * The rows of an object, in the order of their RECORDNO, private entities' too. Pages follow the last record number,
 * not an offset: nothing is missed or repeated when records come and go meanwhile.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function query(connection: Connection, question: Question): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of queryPages(connection, question)) rows.push(...page);
  return rows;
}

/** The same, page by page, none of them empty. */
export async function* queryPages(connection: Connection, question: Question): AsyncGenerator<Row[]> {
  const { object, fields, filter, limit = Infinity, ignoreCase = false } = question;
  const select = [...new Set(['RECORDNO', ...fields])];
  const after: Filter[] = [];
  for (let count = 0; count < limit;) {
    const whole = joined('and', [...(filter ? [filter] : []), ...after]);
    const size = Math.min(PAGE, limit - count);
    const body = pageOf(object, select, whole, { size, ignoreCase });
    const page = await callOne(connection, body, `to read ${object}`);
    const last = page.rows.at(-1);
    if (!last) return;
    yield page.rows;
    if (page.remaining === 0) return;
    count += page.rows.length;
    after[0] = { field: 'RECORDNO', is: 'greaterthan', value: text(last, 'RECORDNO') };
  }
}

const pageOf = (
  object: string,
  select: string[],
  filter: XmlFields | null,
  { size, ignoreCase }: { size: number; ignoreCase: boolean },
): XmlFields => ({
  query: {
    object,
    select: { field: select },
    ...(filter ? { filter } : {}),
    orderby: { order: { field: 'RECORDNO', ascending: '' } },
    options: { ...(ignoreCase ? { caseinsensitive: 'true' } : {}), showprivate: 'true' },
    pagesize: String(size),
    offset: '0',
  },
});

/** `and` and `or` want two conditions at least: one stands alone, none is no filter. */
function joined(word: 'and' | 'or', filters: Filter[]): XmlFields | null {
  const parts = filters.map(written).filter((part) => part !== null);
  if (parts.length < 2) return parts[0] ?? null;
  const together: XmlFields = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) {
      const known = together[name];
      const list = known === undefined ? [] : Array.isArray(known) ? known : [known];
      together[name] = [...list, ...(Array.isArray(value) ? value : [value ?? ''])];
    }
  }
  return { [word]: together };
}

function written(filter: Filter): XmlFields | null {
  if ('and' in filter) return joined('and', filter.and);
  if ('or' in filter) return joined('or', filter.or);
  if (!('in' in filter)) return { [filter.is]: { field: filter.field, value: filter.value } };
  const [only = '', ...more] = filter.in;
  if (more.length === 0) return { equalto: { field: filter.field, value: only } };
  return { in: { field: filter.field, value: filter.in } };
}

export interface FieldInfo {
  id: string;
  label: string;
  type: string;
  isRequired: boolean;
  isReadOnly: boolean;
  isCustom: boolean;
  validValues: string[];
}

/**
 * The fields of an object in this company, custom ones too.
 * @param docType which transaction definition's custom fields, for purchasing documents
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function lookupFields(
  connection: Connection,
  object: string,
  docType = '',
): Promise<FieldInfo[]> {
  const body = { lookup: { object, ...(docType ? { docparid: docType } : {}) } };
  const { rows } = await callOne(connection, body, `to look up the fields of ${object}`);
  const is = (row: Row, field: string) => text(row, field).toLowerCase() === 'true';
  return rows.flatMap((type) =>
    rowsOf(type, 'FIELDS', 'FIELD').map((field) => ({
      id: text(field, 'ID'),
      label: text(field, 'LABEL'),
      type: text(field, 'DATATYPE'),
      isRequired: is(field, 'REQUIRED'),
      isReadOnly: is(field, 'READONLY'),
      isCustom: is(field, 'ISCUSTOM'),
      validValues: textsOf(field, 'VALIDVALUES', 'VALIDVALUE'),
    })),
  );
}
