/** Carries queries out [official: DP data-queries; reference 4.1]. */
import type { Call } from './call';
import { companyInfo, preferences } from './company';
import { ENTITIES, entityAt } from './entities';
import { refuse } from './fault';
import type { Predicate, Query } from './query';
import { parseQuery } from './query';
import { nameOf, render } from './render';
import type { EntitySchema } from './schema';
import type { Fields, Value } from './values';
import { isFields, listAt, parseInstant, textAt } from './values';
import type { Stored } from './world';
import { allOf, isActive } from './world';

const invalid = (what: string) => refuse('4001', `QueryValidationError: ${what}`);
const MOST = 1000;
const USUAL = 100;

/** What stands in QueryResponse. @throws QboFault 4000, 4001 */
export function runQuery(call: Call, text: string): Fields {
  const query = parseQuery(text);
  if (query.max !== null && query.max > MOST && call.settings.maxResultsOver === 'refused')
    throw invalid(`value ${query.max} is too large. Max allowed value is ${MOST}`);
  const single =
    query.entity === 'CompanyInfo' ? companyInfo : query.entity === 'Preferences' ? preferences : null;
  if (single) {
    if (query.isCount) return { totalCount: 1 };
    return { [query.entity]: [single(call.world)], startPosition: 1, maxResults: 1 };
  }
  // names are case-sensitive [official]; yet n8n's own node sends `bill` [client code]: a switch
  const { entityCase } = call.settings;
  const schema = entityCase === 'ignored' ? entityAt(query.entity) : ENTITIES.get(query.entity);
  if (!schema) throw invalid(`invalid context declaration: ${query.entity}`);
  const found = matching(call, schema, query);
  if (query.isCount) return { totalCount: found.length };
  const size = Math.min(query.max ?? USUAL, MOST);
  const page = found.slice(query.start - 1, query.start - 1 + size);
  // no rows: the key is missing, it is no empty list [client code]
  if (page.length === 0) return {};
  return {
    [schema.name]: page.map((one) => render(call.world, one)),
    ...{ startPosition: query.start, maxResults: page.length },
  };
}

function matching(call: Call, schema: EntitySchema, query: Query): Stored[] {
  const extra = new Set(call.settings.alsoFilterable.split(',').map((one) => one.trim()));
  const isKnown = (field: string) => schema.filterable.has(field) || extra.has(`${schema.name}.${field}`);
  for (const { field } of [...query.where, ...query.order])
    if (!isKnown(field))
      throw invalid(`Property ${field} not found for Entity ${schema.name}, or not queryable`);
  const asksActive = query.where.some(({ field }) => field === 'Active');
  const tests = query.where.map((one) => testOf(call, schema, one));
  const found = allOf(call.world, schema.name).filter(
    (record) =>
      // inactive rows are hidden unless asked for [client code: qbo_api get/inactive_vendors]
      (schema.isTransaction || asksActive || isActive(record)) && tests.every((test) => test(record)),
  );
  return ordered(schema, query, found);
}

/** Lists by name; documents newest first [community]. */
function ordered(schema: EntitySchema, { order }: Query, found: Stored[]): Stored[] {
  const byId = (a: Stored, b: Stored) => Number(a.id) - Number(b.id);
  if (order.length === 0) {
    const newest = (a: Stored, b: Stored) => b.created - a.created || byId(b, a);
    const byName = (a: Stored, b: Stored) => nameOf(a).localeCompare(nameOf(b)) || byId(a, b);
    return found.sort(schema.isTransaction ? newest : byName);
  }
  return found.sort((a, b) => {
    for (const { field, descending } of order) {
      const [one, other] = [
        comparable(schema, field, read(a, field)),
        comparable(schema, field, read(b, field)),
      ];
      const by = one < other ? -1 : one > other ? 1 : 0;
      if (by !== 0) return descending ? -by : by;
    }
    return byId(a, b);
  });
}

/** Times are compared by the second, as answers show them. */
function read(record: Stored, field: string): Value | undefined {
  if (field === 'Id') return record.id;
  if (field === 'MetaData.CreateTime') return Math.floor(record.created / 1000);
  if (field === 'MetaData.LastUpdatedTime') return Math.floor(record.updated / 1000);
  if (field === 'Active') return isActive(record);
  if (field.startsWith('AttachableRef.')) {
    const name = field.split('.').at(-1) === 'value' ? 'value' : 'type';
    const refs = listAt(record.fields, 'AttachableRef').map((one) => one.EntityRef);
    return refs.map((one) => (isFields(one) ? textAt(one, name) : ''));
  }
  const value = record.fields[field];
  return isFields(value) ? textAt(value, 'value') : value;
}

const isTime = (field: string): boolean => field.startsWith('MetaData.');
const isNumeric = (schema: EntitySchema, field: string): boolean =>
  field === 'Id' || field === 'Balance' || field === 'TotalAmt' || schema.fields[field]?.kind === 'money';

function comparable(schema: EntitySchema, field: string, value: Value | undefined): number | string {
  if (isTime(field) || isNumeric(schema, field)) return Number(value ?? 0);
  return typeof value === 'string' ? value.toLowerCase() : String(value ?? '');
}

function testOf(
  { settings }: Call,
  schema: EntitySchema,
  { field, operator, values }: Predicate,
): (record: Stored) => boolean {
  const same = (text: string) => (settings.nameCase === 'ignored' ? text.toLowerCase() : text);
  const wanted = values.map((value) => {
    if (isTime(field)) {
      const at = parseInstant(value);
      if (Number.isNaN(at)) throw invalid(`${value} is no date or time`);
      return Math.floor(at / 1000);
    }
    if (!isNumeric(schema, field)) return same(value);
    const amount = Number(value);
    if (value.trim() === '' || Number.isNaN(amount)) throw invalid(`${value} is no number`);
    return amount;
  });
  const first = wanted[0] ?? '';
  const likes = operator === 'LIKE' ? pattern(String(first)) : null;
  return (record) => {
    const value = read(record, field);
    const many = Array.isArray(value) ? value.map((one) => same(String(one))) : null;
    if (many) return many.some((one) => wanted.includes(one));
    if (value === undefined || value === null) return false;
    const own = isTime(field) || isNumeric(schema, field) ? Number(value) : same(String(value));
    if (operator === 'IN') return wanted.includes(own);
    if (likes) return likes.test(String(own));
    if (operator === '=') return own === first;
    if (operator === '<') return own < first;
    if (operator === '>') return own > first;
    return operator === '<=' ? own <= first : own >= first;
  };
}

/** `%` is the only wildcard [official]. */
const pattern = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('%')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
