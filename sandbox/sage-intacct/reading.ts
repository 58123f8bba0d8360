/** `read`, `readByName`, and readByQuery with its frozen pages [doc: queries; recorded replies]. */
import { randomBytes } from 'node:crypto';
import { linesOf } from './bills';
import type { Call, Outcome } from './call';
import { recordOf, visible } from './call';
import { objectOf, wholeNumber } from './query';
import type { Row } from './records';
import { Refusal, refuse } from './refusal';
import { renderRow } from './render';
import type { ObjectSchema } from './schema';
import { compileSql } from './sql';
import type { Cursor } from './world';
import { schemaOf, tableOf } from './world';
import type { Markup, XmlNode } from '../kit/xml';
import { tag, textOf } from '../kit/xml';

const LARGEST_PAGE = 1000;
const MOST_KEYS = 100;

/** Null for all of them. @throws Refusal on one that the object does not have */
function fieldsOf(node: XmlNode, schema: ObjectSchema): string[] | null {
  const text = textOf(node, 'fields');
  if (text === '' || text === '*') return null;
  const names = text.split(',').map((name) => name.trim().toUpperCase());
  const unknown = names.find((name) => !schema.fields.has(name));
  if (unknown !== undefined)
    throw new Refusal([
      { errorno: `Invalid fields list ${unknown}`, description2: `Invalid fields list ${unknown}` },
    ]);
  return names;
}

function onlyXml(node: XmlNode): void {
  const format = textOf(node, 'returnFormat');
  if (format !== '' && format.toLowerCase() !== 'xml')
    throw refuse('XL03000006', `The return format ${format} is not simulated.`);
}

/** By RECORDNO, or by name; a key that no record has is left out, and that is no error [recorded]. */
export function readKeys(node: XmlNode, call: Call): Outcome {
  onlyXml(node);
  const schema = objectOf(call, textOf(node, 'object'));
  const fields = fieldsOf(node, schema);
  const keys = textOf(node, 'keys')
    .split(',')
    .map((key) => key.trim());
  if (keys.length > MOST_KEYS) throw refuse('XL03000006', `At most ${MOST_KEYS} keys can be read at once.`);
  const docparid = textOf(node, 'docparid');
  const found = keys.flatMap((key): Markup[] => {
    const row = recordOf(call, schema, key);
    if (!row) return [];
    const lines = schema.lines && fields === null ? [linesMarkup(schema, row, call)] : [];
    const look = { lowerCase: false, nested: call.settings.contactShape === 'nested', fields, docparid };
    return [renderRow(schema, row, look, lines)];
  });
  return { data: tag('data', found, { listtype: schema.name, count: found.length }), cost: 1 };
}

/** Line numbers count from zero in a read [doc]. */
function linesMarkup(schema: ObjectSchema, row: Row, call: Call): Markup {
  const { object = '', element = '' } = schema.lines ?? {};
  const lineSchema = schemaOf(call.world, object);
  const look = { lowerCase: true, nested: false, fields: null };
  return tag(
    element,
    linesOf(call, row, schema.name).map((line, at) =>
      renderRow(lineSchema, { ...line, LINE_NO: String(at) }, look),
    ),
  );
}

/** @throws Refusal */
export function readByQuery(node: XmlNode, call: Call): Outcome {
  onlyXml(node);
  const { world } = call;
  const schema = objectOf(call, textOf(node, 'object'));
  const fields = fieldsOf(node, schema);
  const pageSize = wholeNumber(textOf(node, 'pagesize'), 100, 'pagesize');
  if (pageSize < 1 || pageSize > LARGEST_PAGE)
    throw refuse('XL03000006', `The page size must be between 1 and ${LARGEST_PAGE}.`);
  const test = compileSql(world, schema, textOf(node, 'query'));
  const rows = tableOf(world, schema.name)
    .all()
    .filter((row) => visible(call, schema, row) && test(row));
  return nextPage({ object: schema, fields, rows, at: 0, pageSize }, randomBytes(16).toString('hex'), call);
}

/** @throws Refusal on a result that is gone */
export function readMore(node: XmlNode, call: Call): Outcome {
  const id = textOf(node, 'resultId');
  const cursor = call.world.cursors.get(id);
  if (!cursor)
    throw new Refusal([{ errorno: 'readMore failed', description2: `The result ${id} does not exist.` }]);
  // rows that vanish between the pages [community]
  if (call.settings.frozenCursor === 'shrinks') cursor.rows.pop();
  return nextPage(cursor, id, call);
}

function nextPage(cursor: Cursor, id: string, call: Call): Outcome {
  const { object, rows, at, pageSize, fields } = cursor;
  const page = rows.slice(at, at + pageSize);
  const remaining = Math.max(0, rows.length - at - page.length);
  if (remaining > 0) call.world.cursors.set(id, { ...cursor, at: at + page.length });
  else call.world.cursors.delete(id);
  const look = { lowerCase: true, nested: call.settings.contactShape === 'nested', fields };
  return {
    data: tag(
      'data',
      page.map((row) => renderRow(object, row, look)),
      {
        ...{ listtype: object.name.toLowerCase(), count: page.length, totalcount: rows.length },
        ...{ numremaining: remaining, resultId: remaining > 0 ? id : '' },
      },
    ),
    cost: 1,
  };
}
