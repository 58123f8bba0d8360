/**
 * The part of OData's $filter that clients are known to use: eq ne gt ge lt le, and, or, not, brackets, trim, tolower,
 * substringof, startswith, endswith; guid'…', datetime'…', texts, numbers, `L` behind Int64, booleans, null
 * [client emeq Filter.php, mcp, syncdemo; doc]. Texts of the refusals are inferred.
 */
import { FilterReader } from '../kit/filterReader';
import type { Row, Value } from './records';
import { isGuid } from './records';
import { BadRequest } from './refusal';
import type { FieldType } from './schema';
import type { Settings } from './switches';

type Kind = 'guid' | 'string' | 'date' | 'number' | 'boolean' | 'null';

interface Token {
  kind: 'word' | 'mark' | Exclude<Kind, 'boolean' | 'null'>;
  value: string;
}

interface Operand {
  kind: Kind;
  read(row: Row): Value;
  /** As a text, in small letters. */
  folded(row: Row): string;
}
type Predicate = (row: Row) => boolean;

export interface Filter {
  matches: Predicate;
  /** Every field it asks for. */
  fields: Set<string>;
}

const TOKEN =
  /\s*(?:(datetime|guid)'([^']*)'|'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)([LlMmDdFf]?)(?![\w/])|([A-Za-z_][\w/]*)|([(),]))/y;
const COMPARISONS = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const KINDS: Record<FieldType, Kind> = {
  ...{ guid: 'guid', string: 'string', date: 'date', int: 'number', int64: 'number', double: 'number' },
  ...{ boolean: 'boolean', byte: 'number' },
} as const;
const LARGEST_INT32 = 2_147_483_647;

/** @throws BadRequest on anything outside the grammar or of the wrong type */
export function compileFilter(
  text: string,
  fields: ReadonlyMap<string, FieldType>,
  settings: Pick<Settings, 'plainInt64' | 'startsWith'>,
): Filter {
  const asked = new Set<string>();
  const named = new Map<string, Operand>();
  const refusal = (words: string) => new BadRequest(words);
  const words = 'Expression expected at the end of the filter.';
  const reader = new FilterReader(split(text, settings), refusal, words);
  const any = (): Predicate => reader.any(single);

  function single(): Predicate {
    if (reader.isWord('not')) {
      reader.skip();
      const inner = single();
      return (row) => !inner(row);
    }
    if (reader.isMark('(')) {
      reader.skip();
      const inner = any();
      reader.mark(')');
      return inner;
    }
    const left = operand();
    const word = reader.peek()?.value.toLowerCase() ?? '';
    if (!COMPARISONS.has(word)) {
      if (left.kind !== 'boolean') throw new BadRequest('Expression of type Boolean expected in the filter.');
      return (row) => left.read(row) === true;
    }
    reader.skip();
    const right = operand();
    check(left, right, word);
    return (row) => compare(plainOf(left, row), plainOf(right, row), word);
  }
  function operand(): Operand {
    const token = reader.next();
    const { kind, value } = token;
    if (kind === 'guid') return constant('guid', value.toLowerCase());
    if (kind === 'date') return constant('date', instant(value));
    if (kind === 'string') return constant('string', value);
    if (kind === 'number') return constant('number', value.includes('.') ? Number(value) : BigInt(value));
    if (kind === 'mark') throw new BadRequest(`'${value}' is out of place in the filter.`);
    const word = value.toLowerCase();
    if (word === 'true' || word === 'false') return constant('boolean', word === 'true');
    if (word === 'null') return constant('null', null);
    if (reader.isMark('(')) return call(word);
    const type = fields.get(value);
    if (!type) throw new BadRequest(`No property '${value}' exists in the type.`);
    asked.add(value);
    const known = named.get(value) ?? operandOf(KINDS[type], (row) => row[value] ?? null);
    named.set(value, known);
    return known;
  }
  function call(name: string): Operand {
    reader.mark('(');
    const [first, second] = [operand(), reader.isMark(',') ? (reader.mark(','), operand()) : null];
    reader.mark(')');
    if (first.kind !== 'string' || (second && second.kind !== 'string'))
      throw new BadRequest(`No applicable function found for '${name}' with the specified arguments.`);
    if (!second && name === 'trim') return operandOf('string', (row) => String(first.read(row) ?? '').trim());
    if (!second && name === 'tolower') return operandOf('string', (row) => first.folded(row));
    const told = (holds: (one: string, two: string) => boolean): Operand =>
      operandOf('boolean', (row) => holds(first.folded(row), second?.folded(row) ?? ''));
    if (second && name === 'substringof') return told((one, two) => two.includes(one));
    if (second && name === 'endswith') return told((one, two) => one.endsWith(two));
    if (second && name === 'startswith' && settings.startsWith === 'works')
      return told((one, two) => one.startsWith(two));
    throw new BadRequest(`Unknown function '${name}'.`);
  }

  const matches = any();
  const left = reader.peek();
  if (left) throw new BadRequest(`Syntax error: '${left.value}' in the filter.`);
  return { matches, fields: asked };
}

/** Folds a row's text once, however often the filter asks for it. */
function operandOf(kind: Kind, read: (row: Row) => Value): Operand {
  let known: { row: Row; text: string } | null = null;
  return {
    kind,
    read,
    folded: (row) => {
      if (known?.row !== row) known = { row, text: foldedText(read(row)) };
      return known.text;
    },
  };
}

function constant(kind: Kind, value: Value): Operand {
  const text = foldedText(value);
  return { kind, read: () => value, folded: () => text };
}

const foldedText = (value: Value): string => String(value ?? '').toLowerCase();

function split(text: string, { plainInt64 }: Pick<Settings, 'plainInt64'>): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new BadRequest(`Syntax error at position ${from} in the filter.`);
    const [, typed, literal = '', plain, number, suffix = '', word, sign = ''] = found;
    if (typed === 'guid') {
      if (!isGuid(literal)) throw new BadRequest(`Unrecognized 'Edm.Guid' literal 'guid'${literal}''.`);
      tokens.push({ kind: 'guid', value: literal });
    } else if (typed === 'datetime') tokens.push({ kind: 'date', value: literal });
    else if (plain !== undefined) tokens.push({ kind: 'string', value: plain.replaceAll("''", "'") });
    else if (number !== undefined) {
      const isLong = !number.includes('.') && Math.abs(Number(number)) > LARGEST_INT32;
      // an Int64 wants its suffix [client syncdemo]; without it, beyond 32 bits: not known
      if (isLong && suffix === '' && plainInt64 === 'refused')
        throw new BadRequest(`Invalid numeric literal '${number}' in the filter.`);
      tokens.push({ kind: 'number', value: number });
    } else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else tokens.push({ kind: 'mark', value: sign });
  }
  if (tokens.length === 0) throw new BadRequest('The filter is empty.');
  return tokens;
}

/** Wall clock of the server, whatever the zone [inferred from the dates of answers]. */
export function instant(text: string): number {
  const isGood = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.test(text);
  const value = Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00:00Z`);
  if (!isGood || Number.isNaN(value))
    throw new BadRequest(`Unrecognized 'Edm.DateTime' literal 'datetime'${text}''.`);
  return value;
}

/** A GUID in plain quotes is refused [client emeq Guid.php, mcp]; so is every other pair of types. */
function check(left: Operand, right: Operand, word: string): void {
  if (left.kind === right.kind || left.kind === 'null' || right.kind === 'null') return;
  throw new BadRequest(
    `Operator '${word}' incompatible with operand types '${left.kind}' and '${right.kind}'.`,
  );
}

/** As the database compares: without case, and without spaces at the end [inferred]. */
const plainText = (value: Value): Value =>
  typeof value === 'string' ? value.toLowerCase().trimEnd() : value;

/** Below, at or above zero; NaN where one of two is nothing. */
export const order = (left: Value, right: Value): number => orderPlain(plainText(left), plainText(right));

function orderPlain(one: Value, two: Value): number {
  if (one === null || two === null) return one === two ? 0 : NaN;
  return one < two ? -1 : one > two ? 1 : 0;
}

function plainOf(operand: Operand, row: Row): Value {
  const value = operand.read(row);
  return typeof value === 'string' ? operand.folded(row).trimEnd() : value;
}

/** Of two that are plain. */
function compare(left: Value, right: Value, word: string): boolean {
  const difference = orderPlain(left, right);
  if (word === 'eq') return difference === 0;
  if (word === 'ne') return difference !== 0;
  if (word === 'gt') return difference > 0;
  if (word === 'ge') return difference >= 0;
  return word === 'lt' ? difference < 0 : difference <= 0;
}
