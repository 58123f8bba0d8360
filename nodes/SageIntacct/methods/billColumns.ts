import type {
  IDataObject,
  ILoadOptionsFunctions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';
import { Refusal, held } from '../../shared/outcome';
import { DIMENSIONS } from '../dimensions';
import type { Column } from '../ledger/settings';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import type { FieldInfo } from '../transport/query';
import { lookupFields } from '../transport/query';

/** Filled from the invoice, or by the node. */
const OURS = new Set([
  ...['VENDORID', 'RECORDID', 'DOCNUMBER', 'DESCRIPTION', 'TERMNAME', 'WHENCREATED', 'WHENPOSTED', 'WHENDUE'],
  ...['CURRENCY', 'BASECURR', 'EXCH_RATE_TYPE_ID', 'ACTION', 'APBILLITEMS'],
]);
/** The same of a line; its dimensions come from the mapping. */
const OURS_OF_LINES = new Set([
  ...['ACCOUNTNO', 'ACCOUNTLABEL', 'AMOUNT', 'TRX_AMOUNT', 'TOTALTRXAMOUNT', 'ENTRYDESCRIPTION', 'CURRENCY'],
  ...DIMENSIONS.filter(({ source }) => source !== null).map(({ field }) => field),
]);
/** Not a dot: n8n reads dots in names as paths. */
const SEPARATOR = '::';

/** The bill's header fields as this company has them, custom ones included. */
export async function getBillColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return { fields: billColumns(await lookupFields(await connect(this), 'APBILL')) };
}

/** The fields of a bill line as this company has them; all take text, since their values are field paths. */
export async function getBillLineColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return { fields: billLineColumns(await lookupFields(await connect(this), 'APBILLITEM')) };
}

/** Pure: what can be written and is not ours, custom fields last. */
export const billColumns = (fields: FieldInfo[]): ResourceMapperField[] => columns(fields, OURS);

/** Pure: the same for lines. */
export const billLineColumns = (fields: FieldInfo[]): ResourceMapperField[] =>
  columns(fields, OURS_OF_LINES).map(({ options, ...each }) => {
    void options;
    return { ...each, type: 'string' };
  });

function columns(fields: FieldInfo[], without: ReadonlySet<string>): ResourceMapperField[] {
  const open = fields.filter(({ id, isReadOnly }) => !isReadOnly && !without.has(id));
  const shown = (isCustom: boolean) =>
    open
      .filter((field) => field.isCustom === isCustom)
      .map(column)
      .sort((a, b) => a.displayName.localeCompare(b.displayName));
  return [...shown(false), ...shown(true)];
}

const INPUTS: Record<string, ResourceMapperField['type']> = {
  ...{ BOOLEAN: 'boolean', DATE: 'dateTime', INTEGER: 'number', DECIMAL: 'number' },
};

function column({ id, label, type, isCustom, validValues }: FieldInfo): ResourceMapperField {
  const marks = [...(type === 'DATE' ? ['date'] : []), ...(isCustom ? ['custom'] : [])];
  const isChoice = validValues.length > 0;
  return {
    id: [id, ...marks].join(SEPARATOR),
    displayName: label || id,
    type: isChoice ? 'options' : (INPUTS[type] ?? 'string'),
    ...(isChoice ? { options: validValues.map((value) => ({ name: value, value })) } : {}),
    ...{ required: false, defaultMatch: false, canBeUsedToMatch: false, display: true, removed: true },
  };
}

/** The columns that have a value, and its text. */
export const mappedColumns = (mapped: IDataObject): Array<{ column: Column; value: string }> =>
  Object.entries(mapped).flatMap(([named, value]) => {
    const given = typeof value === 'string' ? value.trim() : value;
    if (given === null || given === undefined || given === '' || typeof given === 'object') return [];
    const [id = '', ...marks] = named.split(SEPARATOR);
    const column = { id, isDate: marks.includes('date'), isCustom: marks.includes('custom') };
    return [{ column, value: String(given) }];
  });

/**
 * Refuses columns that the company does not have now: whether Sage Intacct would pass over them in silence is not public.
 * @throws Refusal
 */
export async function checkColumns(
  connection: Connection,
  object: 'APBILL' | 'APBILLITEM',
  mapped: readonly IDataObject[],
): Promise<void> {
  const ids = new Set(mapped.flatMap((each) => mappedColumns(each).map(({ column: { id } }) => id)));
  if (ids.size === 0) return;
  const there = new Set((await lookupFields(connection, object)).map(({ id }) => id));
  const unknown = [...ids].filter((id) => !there.has(id));
  if (unknown.length === 0) return;
  const where = object === 'APBILL' ? 'Header Fields' : 'Line Fields';
  throw new Refusal(
    held(
      'setting.column',
      `${object === 'APBILL' ? 'Bills' : 'Bill lines'} of this company have no field ${unknown.join(', ')}.`,
      `Refresh the columns under ${where} of the node, or create the custom field in Sage Intacct.`,
      'support',
    ),
  );
}
