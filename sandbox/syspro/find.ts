/** COMFND, COMFCM and COMFCH: reads of any table [SMP, XSD, REC]. */
import type { XmlNode } from '../kit/xml';
import type { BusinessObject, Call } from './call';
import { kid, kids, readDocument, word } from './input';
import type { Markup } from './reply';
import { document, failure, fields, tag } from './reply';
import type { Settings } from './switches';
import type { Column, Row, Table } from './tables';
import { REGISTERED } from './tables';
import { columnOf, compare, readWhere } from './where';
import { supplierKey, today } from './world';
import type { World } from './world';
import { filled } from './values';

/** A table by its name, whose case counts [XSD]. @throws ServiceError */
function readable({ world, settings }: Call, name: string): Table {
  const own = settings.registeredTable !== '' && name === settings.registeredTable ? REGISTERED : name;
  const table = name.startsWith('(') ? undefined : world.tables.get(own);
  if (!table) throw failure(`ERROR: SIM there is no table ${name}`);
  return table;
}

/** Numbers are padded with blanks; no date is 0000-00-00 [REC]. */
export function cell({ name, kind }: Column, row: Row, { numbers }: Settings): Markup {
  const value = row[name] ?? '';
  if (kind === 'date') return tag(name, value === '' ? '0000-00-00' : value);
  if (kind === 'number') return tag(name, numbers === 'padded' ? value.padStart(15) : value);
  return tag(name, value);
}

export const find: BusinessObject = (call) => {
  const query = readDocument(call.input);
  const name = word(query, 'TableName');
  const table = readable(call, name);
  const wanted = kids(kid(query, 'Columns'), 'Column').map((one) => columnOf(table, one.text.trim()));
  const columns = word(query, 'AllColumns') === 'Y' || wanted.length === 0 ? table.columns : wanted;
  const test = readWhere(table, kid(query, 'Where'));
  const order = sequence(query, table);
  const rows = table
    .all()
    .filter(test)
    .sort((a, b) => {
      for (const { column, down } of order) {
        const compared = compare(column, a, b[column.name] ?? '');
        if (compared !== 0) return down ? -compared : compared;
      }
      return 0;
    });
  // without it, the whole table [XSD]
  const most = Number(word(query, 'ReturnRows') || Infinity);
  const returned = rows.slice(0, most);
  return document(name, [
    tag('HeaderDetails', [
      tag('TableName', name),
      tag(
        'Columns',
        columns.map((column) => tag('Column', column.name)),
      ),
      tag(
        'OrderBy',
        order.map(({ column }) => tag('Column', column.name)),
      ),
    ]),
    ...returned.map((row) =>
      tag(
        'Row',
        columns.map((column) => cell(column, row, call.settings)),
      ),
    ),
    // blank-padded [REC]
    tag('RowsReturned', String(returned.length).padStart(8)),
  ]);
};

/** OrderBy, or Sequence with a direction each; the key where neither is given [inferred]. */
function sequence(query: XmlNode, table: Table): Array<{ column: Column; down: boolean }> {
  const sequenced = kids(kid(query, 'Sequence'), 'Column').map(({ attributes }) => ({
    ...{ column: columnOf(table, attributes.Name ?? ''), down: attributes.Orderby === 'D' },
  }));
  if (sequenced.length > 0) return sequenced;
  const ordered = kids(kid(query, 'OrderBy'), 'Column').map((one) => columnOf(table, one.text.trim()));
  const columns = ordered.length > 0 ? ordered : table.keys.map((key) => columnOf(table, key));
  return columns.map((column) => ({ column, down: false }));
}

/** One row by its key, in presented or full form. @returns undefined where there is none */
function fetched(call: Call, node: XmlNode): { table: Table; row: Row | undefined } {
  const { world } = call;
  const table = readable(call, word(node, 'TableName'));
  const given = [word(node, 'Key')];
  for (let at = 1; at < table.keys.length; at += 1) given.push(word(node, `OptionalKey${at}`));
  const isFull = word(node, 'FullKeyProvided') === 'Y';
  const key = given.map((value, at) => (isFull ? value : fullKey(world, table.keys[at] ?? '', value)));
  return { table, row: table.get(...key) };
}

const fullKey = (world: World, column: string, value: string): string =>
  column === 'Supplier'
    ? supplierKey(world, value)
    : column === 'PurchaseOrder'
      ? filled(value)
      : column === 'Company' && value === ''
        ? world.seed.signIn.companyId
        : value;

/** Query/Fetch: one full row, its root the table [SMP]. */
export const fetchOne: BusinessObject = (call) => {
  const query = readDocument(call.input);
  const { table, row } = fetched(call, query);
  if (!row) throw failure(`ERROR: SIM ${word(query, 'TableName')} has no '${word(query, 'Key')}'`);
  return document(
    word(query, 'TableName'),
    table.columns.map((column) => cell(column, row, call.settings)),
  );
};

/** Many rows in one call [SMP]; how a missing one shows is not public: as an error in its element. */
export const fetchMany: BusinessObject = (call) => {
  const query = readDocument(call.input);
  const { company, signIn } = call.world.seed;
  const answers = kids(query, 'Fetch').map((one) => {
    const { table, row } = fetched(call, one);
    const name = word(one, 'TableName');
    if (row)
      return tag(
        name,
        table.columns.map((column) => cell(column, row, call.settings)),
      );
    const value = word(one, 'Key');
    return tag(name, [
      ...fields({ Value: value, ErrorNumber: '990003', ErrorDescription: `SIM '${value}' not found` }),
    ]);
  });
  const about = fields({ CompanyId: signIn.companyId, CompanyName: company.name });
  const system = [
    ...about,
    ...fields({ LocalCurrency: company.currency, GlPrdPerYear: '12', ReportDate: today(call.world) }),
  ];
  return document('Query', [tag('SystemInformation', system), ...answers]);
};
