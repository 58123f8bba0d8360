/** The conditions of COMFND: And binds closer than Or, brackets before both [SMP, XSD; precedence inferred from SQL]. */
import type { XmlNode } from '../kit/xml';
import { kids, word } from './input';
import { failure } from './reply';
import type { Column, Row, Table } from './tables';
import { big } from './values';

export type Test = (row: Row) => boolean;
type Token = 'And' | 'Or' | '(' | ')' | Test;

const CONDITIONS: Record<string, (order: number) => boolean> = {
  GT: (order) => order > 0,
  GE: (order) => order >= 0,
  LT: (order) => order < 0,
  LE: (order) => order <= 0,
  EQ: (order) => order === 0,
  NE: (order) => order !== 0,
};

/** Byte order, as the columns' collation has it, without blanks at the end [COL]. */
export function compare({ name, kind }: Column, row: Row, value: string): number {
  const own = row[name] ?? '';
  if (kind === 'number') return big(own).cmp(big(value));
  const [left, right] = [own.trimEnd(), value.trimEnd()];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** A column by its name, whose case counts. @throws ServiceError */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((one) => one.name === name);
  if (!column) throw failure(`ERROR: SIM the table ${table.name} has no column ${name}`);
  return column;
}

/** Wildcards are * and ? [XSD]. */
function like(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's');
}

function condition(table: Table, expression: XmlNode): Test {
  const column = columnOf(table, word(expression, 'Column'));
  const value = word(expression, 'Value');
  const name = word(expression, 'Condition') || 'EQ';
  if (name === 'LIKE') {
    const pattern = like(value);
    return (row) => pattern.test((row[column.name] ?? '').trimEnd());
  }
  const holds = CONDITIONS[name];
  if (!holds) throw failure(`ERROR: SIM the condition ${name} is not known`);
  return (row) => holds(compare(column, row, value));
}

/** Whether a row is wanted; all are without conditions. @throws ServiceError */
export function readWhere(table: Table, where: XmlNode | undefined): Test {
  const tokens = kids(where, 'Expression').flatMap((expression, at): Token[] => {
    const joined = word(expression, 'AndOr') === 'Or' ? 'Or' : 'And';
    const open = [...word(expression, 'OpenBracket')].map((): Token => '(');
    const close = [...word(expression, 'CloseBracket')].map((): Token => ')');
    return [...(at > 0 ? [joined as Token] : []), ...open, condition(table, expression), ...close];
  });
  if (tokens.length === 0) return () => true;
  const parser = new Parser(tokens);
  return parser.whole();
}

class Parser {
  private at = 0;
  constructor(private readonly tokens: Token[]) {}

  whole(): Test {
    const test = this.any();
    if (this.at < this.tokens.length) throw unbalanced();
    return test;
  }

  private any(): Test {
    const parts = [this.all()];
    while (this.take('Or')) parts.push(this.all());
    return (row) => parts.some((part) => part(row));
  }

  private all(): Test {
    const parts = [this.one()];
    while (this.take('And')) parts.push(this.one());
    return (row) => parts.every((part) => part(row));
  }

  private one(): Test {
    if (this.take('(')) {
      const inner = this.any();
      if (!this.take(')')) throw unbalanced();
      return inner;
    }
    const token = this.tokens[this.at];
    this.at += 1;
    if (typeof token !== 'function') throw unbalanced();
    return token;
  }

  private take(token: Token): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }
}

const unbalanced = () => failure('ERROR: SIM the brackets of the conditions do not match');
