/**
 * The $filter grammar the reference lists [doc IDG:Parameter_filter]: eq ne gt ge lt le, and, or, brackets,
 * startswith, endswith, substringof, text with '' for a quote, datetimeoffset'…', date'…', guid'…', 1.5M, true, null.
 */
import type { Scalar } from './records';
import { folded } from './records';

export class FilterError extends Error {}

/** A field's value, instants and dates as epoch milliseconds. */
export type ReadField = (name: string) => Scalar | undefined;
export type Predicate = (read: ReadField) => boolean;

type Token = { kind: 'word' | 'text' | 'instant' | 'number' | 'mark'; value: string };
type Operand = { field: string } | { value: Scalar };

const TOKEN =
  /\s*(?:(datetimeoffset|datetime|date|guid)'((?:[^']|'')*)'|'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)[MmDdFfLl]?(?![\w/])|([A-Za-z_][\w/.]*)|([(),]))/y;
const WORDS = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const CALLS = new Set(['startswith', 'endswith', 'substringof']);

/** @throws FilterError on anything outside the grammar; `offset` is for instants without one */
export function compileFilter(text: string, offset: string): Predicate {
  const tokens = split(text);
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const isMark = (value: string) => peek()?.kind === 'mark' && peek()?.value === value;
  const isWord = (value: string) => peek()?.kind === 'word' && peek()?.value.toLowerCase() === value;
  const next = (): Token => {
    const token = tokens[at];
    if (!token) throw new FilterError('The filter ends too early.');
    at += 1;
    return token;
  };
  const expectMark = (value: string) => {
    if (!isMark(value)) throw new FilterError(`'${value}' expected in the filter.`);
    at += 1;
  };

  function any(): Predicate {
    const parts = [all()];
    while (isWord('or')) {
      at += 1;
      parts.push(all());
    }
    return parts.length === 1 ? (parts[0] as Predicate) : (read) => parts.some((part) => part(read));
  }
  function all(): Predicate {
    const parts = [single()];
    while (isWord('and')) {
      at += 1;
      parts.push(single());
    }
    return parts.length === 1 ? (parts[0] as Predicate) : (read) => parts.every((part) => part(read));
  }
  function single(): Predicate {
    if (isMark('(')) {
      at += 1;
      const inner = any();
      expectMark(')');
      return inner;
    }
    const token = peek();
    const called = token?.kind === 'word' ? token.value.toLowerCase() : '';
    if (CALLS.has(called) && tokens[at + 1]?.value === '(') return call(called);
    const left = operand();
    const word = next();
    const comparison = word.value.toLowerCase();
    if (word.kind !== 'word' || !WORDS.has(comparison)) {
      throw new FilterError(`'${word.value}' is no comparison.`);
    }
    const right = operand();
    return (read) => compare(valueOf(left, read), comparison, valueOf(right, read));
  }
  function call(name: string): Predicate {
    at += 1;
    expectMark('(');
    const first = operand();
    expectMark(',');
    const second = operand();
    expectMark(')');
    return (read) => {
      const one = folded(valueOf(first, read));
      const two = folded(valueOf(second, read));
      if (name === 'substringof') return two.includes(one);
      return name === 'startswith' ? one.startsWith(two) : one.endsWith(two);
    };
  }
  function operand(): Operand {
    const token = next();
    if (token.kind === 'text') return { value: token.value };
    if (token.kind === 'number') return { value: Number(token.value) };
    if (token.kind === 'instant') return { value: instant(token.value, offset) };
    if (token.kind === 'mark') throw new FilterError(`'${token.value}' is out of place in the filter.`);
    const word = token.value.toLowerCase();
    if (word === 'true' || word === 'false') return { value: word === 'true' };
    if (word === 'null') return { value: null };
    return { field: token.value };
  }

  const predicate = any();
  if (at < tokens.length) throw new FilterError(`'${tokens[at]?.value}' is out of place in the filter.`);
  return predicate;
}

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

const valueOf = (operand: Operand, read: ReadField): Scalar | undefined =>
  'field' in operand ? read(operand.field) : operand.value;

function compare(left: Scalar | undefined, word: string, right: Scalar | undefined): boolean {
  const order = ordered(left ?? null, right ?? null);
  if (word === 'eq') return order === 0;
  if (word === 'ne') return order !== 0;
  if (Number.isNaN(order)) return false;
  if (word === 'gt') return order > 0;
  if (word === 'ge') return order >= 0;
  return word === 'lt' ? order < 0 : order <= 0;
}

/** Below, at or above zero; NaN where the two cannot be compared. */
function ordered(left: Scalar, right: Scalar): number {
  if (typeof left === 'string' && typeof right === 'string') {
    const [one, two] = [folded(left), folded(right)];
    return one < two ? -1 : one > two ? 1 : 0;
  }
  const isEmpty = (value: Scalar) => value === null || value === '';
  if (isEmpty(left) || isEmpty(right)) return isEmpty(left) && isEmpty(right) ? 0 : NaN;
  return Number(left) - Number(right);
}
