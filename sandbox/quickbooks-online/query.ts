/** The query language [official: DP data-queries]: no OR, NOT, joins or choice of columns. */
import { refuse } from './fault';

export type Operator = '=' | '<' | '>' | '<=' | '>=' | 'IN' | 'LIKE';

export interface Predicate {
  field: string;
  operator: Operator;
  values: string[];
}

export interface Query {
  entity: string;
  isCount: boolean;
  where: Predicate[];
  order: Array<{ field: string; descending: boolean }>;
  /** From 1. */
  start: number;
  /** Null where it was not said: 100. */
  max: number | null;
}

interface Token {
  kind: 'word' | 'text' | 'number' | 'sign';
  text: string;
}

const syntax = (what: string) =>
  refuse('4000', `Error parsing query : QueryParserError: Encountered "${what}"`);

/** @throws QboFault 4000 */
function tokens(text: string): Token[] {
  const found: Token[] = [];
  // strings in single quotes, \' and \\ inside [official]
  const pattern =
    /\s*(?:'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z_][\w.]*)|(<=|>=|[=<>(),*]))/y;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw syntax(text.slice(at).trim().slice(0, 20));
    const [, quoted, numeric, word, sign] = match;
    if (quoted !== undefined) found.push({ kind: 'text', text: quoted.replace(/\\(.)/g, '$1') });
    else if (numeric !== undefined) found.push({ kind: 'number', text: numeric });
    else if (word !== undefined) found.push({ kind: 'word', text: word });
    else found.push({ kind: 'sign', text: sign ?? '' });
    at = pattern.lastIndex;
  }
  return found;
}

class Reader {
  private at = 0;
  constructor(private readonly list: Token[]) {}

  peek(): string {
    const token = this.list[this.at];
    return token && token.kind !== 'text' ? token.text.toUpperCase() : '';
  }
  get isOver(): boolean {
    return this.at >= this.list.length;
  }
  next(): Token {
    const token = this.list[this.at++];
    if (!token) throw syntax('<EOF>');
    return token;
  }
  /** Takes the word or sign if it comes next. */
  take(...words: string[]): boolean {
    if (!words.includes(this.peek())) return false;
    this.at += 1;
    return true;
  }
  expect(word: string): void {
    if (!this.take(word)) throw syntax(this.isOver ? '<EOF>' : this.next().text);
  }
  word(): string {
    const token = this.next();
    if (token.kind !== 'word') throw syntax(token.text);
    return token.text;
  }
  number(): number {
    const token = this.next();
    const value = Number(token.text);
    if (token.kind !== 'number' || !Number.isInteger(value) || value < 0) throw syntax(token.text);
    return value;
  }
}

/** @throws QboFault 4000 on what the grammar does not know */
export function parseQuery(text: string): Query {
  const reader = new Reader(tokens(text));
  reader.expect('SELECT');
  const isCount = reader.take('COUNT');
  if (isCount) {
    reader.expect('(');
    reader.expect('*');
    reader.expect(')');
  } else reader.expect('*');
  reader.expect('FROM');
  const query: Query = { entity: reader.word(), isCount, where: [], order: [], start: 1, max: null };
  if (reader.take('WHERE')) {
    do query.where.push(predicate(reader));
    while (reader.take('AND'));
  }
  if (reader.take('ORDERBY') || (reader.take('ORDER') && (reader.expect('BY'), true))) {
    do {
      const field = reader.word();
      query.order.push({ field, descending: reader.take('DESC') });
      reader.take('ASC');
    } while (reader.take(','));
  }
  while (!reader.isOver) {
    if (reader.take('STARTPOSITION')) query.start = Math.max(1, reader.number());
    else if (reader.take('MAXRESULTS')) query.max = reader.number();
    else throw syntax(reader.next().text);
  }
  return query;
}

function predicate(reader: Reader): Predicate {
  const field = reader.word();
  const sign = reader.next().text.toUpperCase();
  if (sign === 'IN') {
    reader.expect('(');
    const values: string[] = [];
    do values.push(value(reader));
    while (reader.take(','));
    reader.expect(')');
    return { field, operator: 'IN', values };
  }
  const operator = (['=', '<', '>', '<=', '>=', 'LIKE'] as const).find((one) => one === sign);
  if (!operator) throw syntax(sign);
  return { field, operator, values: [value(reader)] };
}

/** A text, a number, true or false. */
function value(reader: Reader): string {
  const token = reader.next();
  const isWord = token.kind === 'word' && /^(true|false)$/i.test(token.text);
  if (token.kind === 'text' || token.kind === 'number' || isWord) return token.text;
  throw syntax(token.text);
}
