/** `query`: explicit fields, XML conditions, labels of enums, a live offset [doc: queries]. */
import Big from 'big.js';
import type { Call, Outcome } from './call';
import { visible } from './call';
import type { Operator, Path, Test } from './conditions';
import { compare, pathOf, testOf } from './conditions';
import { shown } from './render';
import type { Row } from './records';
import { Refusal, refuse } from './refusal';
import type { ObjectSchema } from './schema';
import { tableOf } from './world';
import type { XmlNode, Markup } from '../kit/xml';
import { childOf, childrenOf, tag, textOf } from '../kit/xml';

const LARGEST_PAGE = 2000;
const MOST_VALUES = 1000;
const OPERATORS: Record<string, Operator> = {
  ...{ equalto: '=', notequalto: '!=', lessthan: '<', lessthanorequalto: '<=', greaterthan: '>' },
  ...{ greaterthanorequalto: '>=', in: 'in', notin: 'not in', like: 'like', notlike: 'not like' },
  ...{ isnull: 'null', isnotnull: 'not null' },
};

/** The object a read function names. @throws Refusal where there is none */
export function objectOf({ world }: Call, name: string): ObjectSchema {
  const schema = world.objects.get(name.toUpperCase());
  if (!schema)
    throw new Refusal([{ errorno: 'Query Failed', description2: `Object definition ${name} not found` }]);
  return schema;
}

/** @throws Refusal */
export function runQuery(node: XmlNode, call: Call): Outcome {
  const { world } = call;
  const schema = objectOf(call, textOf(node, 'object'));
  const options = childOf(node, 'options');
  const ignoreCase = textOf(options, 'caseinsensitive') === 'true';
  const condition = childOf(node, 'filter')?.children[0];
  const test = condition ? filterOf(condition, schema, call, ignoreCase) : () => true;
  const size = wholeNumber(textOf(node, 'pagesize'), 100, 'pagesize');
  if (size < 1 || size > LARGEST_PAGE)
    throw refuse('XL03000006', `The page size must be between 1 and ${LARGEST_PAGE}.`);
  const offset = wholeNumber(textOf(node, 'offset'), 0, 'offset');
  const isPrivateToo = textOf(options, 'showprivate') === 'true';
  const rows = tableOf(world, schema.name)
    .all()
    .filter((row) => visible(call, schema, row, isPrivateToo) && test(row));
  const select = childOf(node, 'select')?.children ?? [];
  if (select.some(({ name }) => name.toLowerCase() !== 'field')) return aggregate(select, rows, schema, call);
  const fields = select.map((one) => fieldOf(one.text.trim(), schema, call));
  sort(rows, childOf(node, 'orderby'), schema, call);
  const page = rows.slice(offset, offset + size);
  const data = page.map((row) =>
    tag(
      schema.name,
      fields.map(([name, path]) => tag(name, shown(path.field, path.get(row)))),
    ),
  );
  return {
    data: tag('data', data, {
      ...{ listtype: schema.name, totalcount: rows.length, offset, count: page.length },
      numremaining: Math.max(0, rows.length - offset - page.length),
    }),
    cost: 1,
  };
}

/** One unknown field fails the whole query [community]. */
function fieldOf(text: string, schema: ObjectSchema, call: Call): [string, Path] {
  const path = pathOf(call.world, schema, text);
  if (path) return [text.toUpperCase(), path];
  throw new Refusal([
    {
      errorno: 'XL03000006',
      description2: `The following fields cannot be queried: ${text} of ${schema.name}.`,
    },
  ]);
}

function filterOf(node: XmlNode, schema: ObjectSchema, call: Call, ignoreCase: boolean): Test {
  const name = node.name.toLowerCase();
  if (name === 'and' || name === 'or') {
    const tests = node.children.map((child) => filterOf(child, schema, call, ignoreCase));
    return name === 'and'
      ? (row) => tests.every((test) => test(row))
      : (row) => tests.some((test) => test(row));
  }
  const field = textOf(node, 'field');
  const path = pathOf(call.world, schema, field);
  if (!path) throw refuse('XL03000010', `The field ${field} of ${schema.name} cannot be used in a filter.`);
  const values = childrenOf(node, 'value').map((value) => value.text.trim());
  if (values.length > MOST_VALUES)
    throw refuse('XL03000010', `A filter takes at most ${MOST_VALUES} values.`);
  const one = (operator: Operator, given: string[]) =>
    testOf(path, { operator, values: given, byCode: false, ignoreCase });
  if (name === 'between') {
    const [low = '', high = ''] = values;
    const [from, to] = [one('>=', [low]), one('<=', [high])];
    return (row) => from(row) && to(row);
  }
  const operator = OPERATORS[name];
  if (!operator) throw refuse('XL03000010', `There is no operator ${name}.`);
  const isEmpty = values.length === 0 && operator !== 'null' && operator !== 'not null';
  if (isEmpty) throw refuse('XL03000010', `The operator ${name} needs a value.`);
  return one(operator, values);
}

/** By RECORDNO where nothing is said would be a promise that nobody made: then the order is any, here the latest first. */
function sort(rows: Row[], orderby: XmlNode | undefined, schema: ObjectSchema, call: Call): void {
  const orders = childrenOf(orderby, 'order').map((order) => {
    const [, path] = fieldOf(textOf(order, 'field'), schema, call);
    return { path, sign: childOf(order, 'descending') ? -1 : 1 };
  });
  if (orders.length === 0) rows.reverse();
  rows.sort((a, b) => {
    for (const { path, sign } of orders) {
      const order = compare(path.field, path.get(a), path.get(b)) * sign;
      if (order !== 0) return order;
    }
    return 0;
  });
}

function aggregate(select: XmlNode[], rows: Row[], schema: ObjectSchema, call: Call): Outcome {
  const cells = select.map((one) => {
    const what = one.name.toLowerCase();
    const [field, path] = fieldOf(one.text.trim(), schema, call);
    if (what === 'field') throw refuse('XL03000006', 'Groups of aggregates are not simulated.');
    const given = rows.map((row) => path.get(row)).filter((value) => value !== '');
    return tag(`${what.toUpperCase()}.${field}`, reckon(what, given));
  });
  const data: Markup[] = [tag(schema.name, cells)];
  return {
    data: tag('data', data, { listtype: schema.name, totalcount: 1, offset: 0, count: 1, numremaining: 0 }),
    cost: 1,
  };
}

function reckon(what: string, given: string[]): string {
  if (what === 'count') return String(given.length);
  const numbers = given.map((value) => new Big(value));
  const [first, ...rest] = numbers;
  if (!first) return '';
  const sum = rest.reduce((total, value) => total.plus(value), first);
  if (what === 'sum') return sum.toString();
  if (what === 'avg') return sum.div(numbers.length).toString();
  return rest
    .reduce((best, value) => (value.cmp(best) === (what === 'min' ? -1 : 1) ? value : best), first)
    .toString();
}

/** @throws Refusal */
export function wholeNumber(text: string, instead: number, name: string): number {
  if (text === '') return instead;
  if (!/^\d+$/.test(text)) throw refuse('XL03000006', `${name} must be a whole number.`);
  return Number(text);
}
