/** Comparing fields with what a query asks for. */
import Big from 'big.js';
import { wrongValue } from './input';
import type { Row } from './records';
import { Refusal } from './refusal';
import type { Field, ObjectSchema } from './schema';
import { readDate, readInstant } from './values';
import type { World } from './world';
import { schemaOf, tableOf } from './world';

export type Test = (row: Row) => boolean;

export interface Path {
  field: Field;
  get(row: Row): string;
}

/** A field of the object or, behind a dot, of a related one [doc]; null where there is none. */
export function pathOf(world: World, schema: ObjectSchema, path: string): Path | null {
  const name = path.trim().toUpperCase();
  const field = schema.fields.get(name);
  if (field) return { field, get: (row) => row[name] ?? '' };
  const dot = name.indexOf('.');
  const relation = dot > 0 ? schema.relations[name.slice(0, dot)] : undefined;
  if (!relation) return null;
  const further = pathOf(world, schemaOf(world, relation.object), name.slice(dot + 1));
  const table = tableOf(world, relation.object);
  const related = (row: Row) => table.find(row[relation.by]) ?? table.get(row[relation.by]) ?? {};
  return further && { field: further.field, get: (row) => further.get(related(row)) };
}

export type Operator =
  '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'not like' | 'in' | 'not in' | 'null' | 'not null';

export interface Comparison {
  operator: Operator;
  values: string[];
  /** Enums by the codes of readByQuery. */
  byCode: boolean;
  ignoreCase: boolean;
}

/** @throws Refusal on a value that the field cannot have */
export function testOf({ field, get }: Path, { operator, values, byCode, ignoreCase }: Comparison): Test {
  if (operator === 'null') return (row) => get(row) === '';
  if (operator === 'not null') return (row) => get(row) !== '';
  if (operator === 'like' || operator === 'not like') {
    const pattern = likePattern(values[0] ?? '', ignoreCase);
    return (row) => get(row) !== '' && pattern.test(get(row)) === (operator === 'like');
  }
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const wanted = values.map((value) => fold(literal(field, value, byCode)));
  const own = (row: Row) => fold(byCode ? (field.codes[get(row)] ?? get(row)) : get(row));
  if (operator === 'in' || operator === 'not in') {
    const known = new Set(wanted.map((value) => normal(field, value)));
    return (row) => get(row) !== '' && known.has(normal(field, own(row))) === (operator === 'in');
  }
  const [value = ''] = wanted;
  return (row) => {
    // what is empty compares with nothing, as in SQL
    if (get(row) === '') return false;
    const order = compare(field, own(row), value);
    switch (operator) {
      case '=':
        return order === 0;
      case '!=':
        return order !== 0;
      case '<':
        return order < 0;
      case '<=':
        return order <= 0;
      case '>':
        return order > 0;
      default:
        return order >= 0;
    }
  };
}

const isNumber = ({ type }: Field): boolean => type === 'INTEGER' || type === 'DECIMAL';
const normal = (field: Field, value: string): string => (isNumber(field) ? new Big(value).toString() : value);

/** Order of two stored values. */
export function compare(field: Field, left: string, right: string): number {
  if (isNumber(field)) return new Big(left === '' ? 0 : left).cmp(right === '' ? 0 : right);
  return left < right ? -1 : left > right ? 1 : 0;
}

function literal(field: Field, value: string, byCode: boolean): string {
  const read = (): string | null => {
    if (field.type === 'DATE') return readDate(value);
    if (field.type === 'TIMESTAMP') return readInstant(value);
    if (isNumber(field)) return /^-?\d+(\.\d+)?$/.test(value) ? value : null;
    if (field.type !== 'ENUM' || field.values.length === 0) return value;
    const known = byCode ? field.values.map((label) => field.codes[label] ?? label) : field.values;
    return known.includes(value) ? value : null;
  };
  const found = read();
  if (found === null) throw new Refusal([{ errorno: 'XL03000010', description2: wrongValue(field, value) }]);
  return found;
}

function likePattern(pattern: string, ignoreCase: boolean): RegExp {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%/g, '[\\s\\S]*')
    .replace(/_/g, '[\\s\\S]');
  return new RegExp(`^${source}$`, ignoreCase ? 'i' : '');
}
