/**
 * The $filter grammar the reference lists [doc IDG:Parameter_filter]: eq ne gt ge lt le, and, or, brackets,
 * startswith, endswith, substringof, cf.String(f='View.Field'), text with '' for a quote, datetimeoffset'…', date'…', guid'…', 1.5M, true, null.
 */
import { FilterReader } from '../kit/filterReader';
import type { Scalar } from './records';
import { folded } from './records';

export class FilterError extends Error {}

/** A field's value, instants and dates as epoch milliseconds; custom fields are called `custom:View.Field`. */
export type ReadField = (name: string) => Scalar | undefined;

export interface Filter {
  matches(read: ReadField): boolean;
  /** Every field it asks for. */
  fields: Set<string>;
}

/** One record while it is compared: each field is read, and its text folded, once. */
interface Row {
  values: Scalar[];
  texts: string[];
  read: ReadField;
}
type Predicate = (row: Row) => boolean;

type Token = { kind: 'word' | 'text' | 'instant' | 'number' | 'mark'; value: string };
type Operand = { field: string; slot: number } | { value: Scalar; text: string };

const TOKEN =
  /\s*(?:(datetimeoffset|datetime|date|guid)'((?:[^']|'')*)'|'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)[MmDdFfLl]?(?![\w/])|([A-Za-z_][\w/.]*)|([(),=]))/y;
const WORDS = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const CALLS = new Set(['startswith', 'endswith', 'substringof']);

/** @throws FilterError on anything outside the grammar; `offset` is for instants without one */
export function compileFilter(text: string, offset: string): Filter {
  const fields = new Set<string>();
  const refusal = (words: string) => new FilterError(words);
  const reader = new FilterReader(split(text), refusal, 'The filter ends too early.');
  const any = (): Predicate => reader.any(single);

  function single(): Predicate {
    if (reader.isMark('(')) {
      reader.skip();
      const inner = any();
      reader.mark(')');
      return inner;
    }
    const token = reader.peek();
    const called = token?.kind === 'word' ? token.value.toLowerCase() : '';
    if (CALLS.has(called) && reader.peek(1)?.value === '(') return call(called);
    const left = operand();
    const word = reader.next();
    const comparison = word.value.toLowerCase();
    if (word.kind !== 'word' || !WORDS.has(comparison)) {
      throw new FilterError(`'${word.value}' is no comparison.`);
    }
    const right = operand();
    return (row) => compare(order(left, right, row), comparison);
  }
  function call(name: string): Predicate {
    reader.skip();
    reader.mark('(');
    const first = operand();
    reader.mark(',');
    const second = operand();
    reader.mark(')');
    return (row) => {
      const one = exactOf(first, row);
      const two = exactOf(second, row);
      if (name === 'substringof') return two.includes(one);
      return name === 'startswith' ? one.startsWith(two) : one.endsWith(two);
    };
  }
  function operand(): Operand {
    const token = reader.next();
    if (token.kind === 'text') return constant(token.value);
    if (token.kind === 'number') return constant(Number(token.value));
    if (token.kind === 'instant') return constant(instant(token.value, offset));
    if (token.kind === 'mark') throw new FilterError(`'${token.value}' is out of place in the filter.`);
    const word = token.value.toLowerCase();
    if (word === 'true' || word === 'false') return constant(word === 'true');
    if (word === 'null') return constant(null);
    return field(word.startsWith('cf.') ? custom() : token.value);
  }
  function field(name: string): Operand {
    fields.add(name);
    return { field: name, slot: [...fields].indexOf(name) };
  }
  /** cf.String(f='View.Field') */
  function custom(): string {
    reader.mark('(');
    if (reader.next().value.toLowerCase() !== 'f') throw new FilterError("cf.…(f='View.Field') expected.");
    reader.mark('=');
    const path = reader.next();
    if (path.kind !== 'text' || !path.value.includes('.')) {
      throw new FilterError("cf.…(f='View.Field') expected.");
    }
    reader.mark(')');
    return `custom:${path.value}`;
  }

  const predicate = any();
  const left = reader.peek();
  if (left) throw new FilterError(`'${left.value}' is out of place in the filter.`);
  return { fields, matches: (read) => predicate({ values: [], texts: [], read }) };
}

const constant = (value: Scalar): Operand => ({ value, text: folded(value) });

function split(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new FilterError(`Syntax error at position ${from} in the filter.`);
    const [, typed, typedText, plainText, number, word, mark] = found;
    if (typed !== undefined) {
      const value = (typedText ?? '').replaceAll("''", "'");
      tokens.push({ kind: typed === 'guid' ? 'text' : 'instant', value });
    } else if (plainText !== undefined) tokens.push({ kind: 'text', value: plainText.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else tokens.push({ kind: 'mark', value: mark ?? '' });
  }
  if (tokens.length === 0) throw new FilterError('The filter is empty.');
  return tokens;
}

/** A raw + in the URL arrives as a space and makes the literal unreadable, as on the real system. */
function instant(text: string, offset: string): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const hasOffset = /(Z|[+-]\d{2}:\d{2})$/.test(text);
  const value = Date.parse(isDay ? `${text}T00:00:00${offset}` : hasOffset ? text : `${text}${offset}`);
  if (Number.isNaN(value) || !/^\d{4}-\d{2}-\d{2}(T[\d:.]+)?(Z|[+-]\d{2}:\d{2})?$/.test(text)) {
    throw new FilterError(`'${text}' is no date and time.`);
  }
  return value;
}

function valueOf(operand: Operand, row: Row): Scalar {
  if ('value' in operand) return operand.value;
  let value = row.values[operand.slot];
  if (value === undefined) row.values[operand.slot] = value = row.read(operand.field) ?? null;
  return value;
}

function textOf(operand: Operand, row: Row): string {
  if ('value' in operand) return operand.text;
  let text = row.texts[operand.slot];
  if (text === undefined) row.texts[operand.slot] = text = folded(valueOf(operand, row));
  return text;
}

/** Functions become LIKE patterns: without case, but spaces at the end count [inferred]. */
const exactOf = (operand: Operand, row: Row): string => String(valueOf(operand, row) ?? '').toUpperCase();

/** Below, at or above zero; NaN where the two cannot be compared. */
function order(left: Operand, right: Operand, row: Row): number {
  const [first, second] = [valueOf(left, row), valueOf(right, row)];
  if (typeof first === 'string' && typeof second === 'string') {
    const [one, two] = [textOf(left, row), textOf(right, row)];
    return one < two ? -1 : one > two ? 1 : 0;
  }
  const isEmpty = (value: Scalar) => value === null || value === '';
  if (isEmpty(first) || isEmpty(second)) return isEmpty(first) && isEmpty(second) ? 0 : NaN;
  return Number(first) - Number(second);
}

function compare(difference: number, word: string): boolean {
  if (word === 'eq') return difference === 0;
  if (word === 'ne') return difference !== 0;
  if (word === 'gt') return difference > 0;
  if (word === 'ge') return difference >= 0;
  return word === 'lt' ? difference < 0 : difference <= 0;
}
