/** The conditions of readByQuery: like SQL, with quotes escaped by a backslash, and without joins [doc]. */
import type { Operator, Test } from './conditions';
import { pathOf, testOf } from './conditions';
import { Refusal } from './refusal';
import type { ObjectSchema } from './schema';
import type { World } from './world';

const TOKEN = /\s*(?:('(?:[^'\\]|\\.)*')|([()])|(,)|(<=|>=|<>|!=|=|<|>)|([\w.:/-]+))/y;
const queryFailed = (text: string): Refusal => new Refusal([{ errorno: 'Query Failed', description2: text }]);

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    if (!found) throw queryFailed(`Invalid query near '${source.slice(at, at + 20)}'.`);
    tokens.push(found[0].trim());
  }
  return tokens;
}

/** @throws Refusal on what is no condition */
export function compileSql(world: World, schema: ObjectSchema, source: string): Test {
  const tokens = tokensOf(source);
  if (tokens.length === 0) return () => true;
  let at = 0;
  const isWord = (word: string) => tokens[at]?.toUpperCase() === word;
  const take = (word: string): boolean => {
    if (!isWord(word)) return false;
    at += 1;
    return true;
  };
  const must = (word: string): void => {
    if (!take(word)) throw queryFailed(`Invalid query: ${word} expected near '${tokens[at] ?? 'the end'}'.`);
  };
  const value = (): string => {
    const token = tokens[at++];
    if (token === undefined || /^[(),<>=!]/.test(token))
      throw queryFailed('Invalid query: a value is missing.');
    return token.startsWith("'") ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
  };
  const either = (): Test => {
    const tests = [both()];
    while (take('OR')) tests.push(both());
    return (row) => tests.some((test) => test(row));
  };
  const both = (): Test => {
    const tests = [single()];
    while (take('AND')) tests.push(single());
    return (row) => tests.every((test) => test(row));
  };
  const single = (): Test => {
    if (take('(')) {
      const inner = either();
      must(')');
      return inner;
    }
    const name = tokens[at++] ?? '';
    const path =
      name.includes('.') && !schema.fields.has(name.toUpperCase()) ? null : pathOf(world, schema, name);
    if (!path)
      throw new Refusal([
        { errorno: `Invalid fields list ${name}`, description2: `Invalid fields list ${name}` },
      ]);
    const compare = (operator: Operator, values: string[]) =>
      testOf(path, { operator, values, byCode: true, ignoreCase: false });
    if (take('IS')) {
      const operator = take('NOT') ? 'not null' : 'null';
      must('NULL');
      return compare(operator, []);
    }
    const not = take('NOT');
    if (take('LIKE')) return compare(not ? 'not like' : 'like', [value()]);
    if (take('IN')) {
      must('(');
      const values = [value()];
      while (take(',')) values.push(value());
      must(')');
      return compare(not ? 'not in' : 'in', values);
    }
    const sign = tokens[at++] ?? '';
    const operator = OPERATORS[sign];
    if (!operator || not) throw queryFailed(`Invalid query: '${sign}' is no operator.`);
    return compare(operator, [value()]);
  };
  const test = either();
  if (at < tokens.length) throw queryFailed(`Invalid query near '${tokens[at]}'.`);
  return test;
}

const OPERATORS: Record<string, Operator> = {
  ...{ '=': '=', '<>': '!=', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' },
};
