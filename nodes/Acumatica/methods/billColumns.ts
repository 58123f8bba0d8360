import type {
  IDataObject,
  ILoadOptionsFunctions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';
import { parseJson } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';
import type { HeaderValues, LineField } from '../ledger/settings';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import { refusal, send } from '../transport/request';
import type { CustomValue, Scalar } from '../transport/wire';
import { CUSTOM_TYPES, asObject } from '../transport/wire';

/** Filled from the invoice, computed, or not a plain field. */
const OURS = new Set([
  ...['Type', 'ReferenceNbr', 'Status', 'Vendor', 'VendorRef', 'Amount', 'Balance', 'TaxTotal', 'CurrencyID'],
  ...['PostPeriod', 'Hold', 'Date', 'Description', 'IsTaxValid', 'LastModifiedDateTime', 'id', 'rowNumber'],
  ...['note', 'custom', 'error', '_links', 'files', 'delete'],
]);
/** The same of a line. */
const OURS_OF_LINES = new Set([
  ...['Account', 'Subaccount', 'Amount', 'ExtendedCost', 'Qty', 'UnitCost', 'UOM', 'TransactionDescription'],
  ...['TaxCategory', 'POOrderType', 'POOrderNbr', 'POLine', 'Description', 'id', 'rowNumber'],
  ...['note', 'custom', 'error', '_links', 'files', 'delete'],
]);
/** Fields of BillDetail in Default 20.200.001 to 25.200.001. */
const LINE_FIELDS = [
  ...['Branch', 'CalculateDiscountsOnImport', 'CostCode', 'InventoryID', 'NonBillable', 'POReceiptLine'],
  ...['POReceiptNbr', 'POReceiptType', 'Project', 'ProjectTask'],
];
const BOOLEANS = new Set(['ApprovedForPayment', 'CalculateDiscountsOnImport', 'NonBillable']);
const NUMBERS = new Set(['LCLineNbr', 'POReceiptLine']);
const DATES = new Set(['DueDate']);
const CUSTOM = 'custom';
/** Not a dot: n8n reads dots in names as paths. */
const SEPARATOR = '::';

/** The bill's header fields as this instance has them, user-defined ones included. */
export async function getBillColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return { fields: billColumns(await readSchema(await connect(this))) };
}

/** The fields of a bill line as this instance has them; all take text, since their values are field paths. */
export async function getBillLineColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return { fields: billLineColumns(await readSchema(await connect(this))) };
}

async function readSchema(connection: Connection): Promise<unknown> {
  const reply = await send(connection, { method: 'GET', path: 'Bill/$adHocSchema', repeatable: true });
  if (reply.status !== 200) throw await refusal(connection, reply, 'to read the fields of Bill', 'Bill');
  return parseJson(reply.text);
}

/** Pure: the schema's fields → columns, general ones first. */
export const billColumns = (schema: unknown): ResourceMapperField[] => columns(schema, OURS);

/**
 * Pure: the fields of the schema's bill lines → columns. Those that every version of the contract has are offered
 * also where the schema keeps to custom fields: it is documented for these only (Retrieve the Schema of Custom Fields).
 */
export function billLineColumns(schema: unknown): ResourceMapperField[] {
  const { Details: lines } = asObject(schema);
  const shown = asObject(Array.isArray(lines) ? lines[0] : lines);
  const always = Object.fromEntries(LINE_FIELDS.map((name) => [name, {}]));
  return columns({ ...always, ...shown }, OURS_OF_LINES).map((each) => ({ ...each, type: 'string' }));
}

function columns(schema: unknown, without: ReadonlySet<string>): ResourceMapperField[] {
  const { custom, ...fields } = asObject(schema);
  const general = Object.entries(fields)
    .filter(([name, value]) => !without.has(name) && !Array.isArray(value) && isLeaf(value))
    .map(([name]) =>
      column(name, words(name), BOOLEANS.has(name) ? 'boolean' : DATES.has(name) ? 'dateTime' : 'string'),
    );
  const own = Object.entries(asObject(custom)).flatMap(([view, members]) =>
    Object.entries(asObject(members)).map(([field, value]) => {
      const type = String(asObject(value).type ?? 'CustomStringField');
      return column(
        [CUSTOM, view, field, type].join(SEPARATOR),
        `${field.replace(/^Attribute/, '')} (${view})`,
        CUSTOM_INPUTS[type] ?? 'string',
      );
    }),
  );
  const byName = (a: ResourceMapperField, b: ResourceMapperField) =>
    a.displayName.localeCompare(b.displayName);
  return [...general.sort(byName), ...own.sort(byName)];
}

const CUSTOM_INPUTS: Record<string, ResourceMapperField['type']> = {
  CustomBooleanField: 'boolean',
  CustomDateTimeField: 'dateTime',
  CustomDecimalField: 'number',
  CustomDoubleField: 'number',
  CustomIntField: 'number',
  CustomLongField: 'number',
  CustomShortField: 'number',
  CustomByteField: 'number',
};

/** A field of the schema, not a linked record. */
function isLeaf(value: unknown): boolean {
  const keys = Object.keys(asObject(value));
  return !keys.includes('id') && !keys.includes('rowNumber');
}

const words = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/ ID$/, ' ID');

const column = (id: string, displayName: string, type: ResourceMapperField['type']): ResourceMapperField => ({
  id,
  displayName,
  type: type ?? 'string',
  required: false,
  defaultMatch: false,
  canBeUsedToMatch: false,
  display: true,
  removed: true,
});

/** The mapped columns as fields of the document; empty ones are left out. */
export function headerValues(mapped: IDataObject): HeaderValues {
  const values: HeaderValues = { fields: {}, custom: [] };
  for (const [id, value] of Object.entries(mapped)) {
    if (value === null || value === undefined || value === '') continue;
    const scalar: Scalar =
      typeof value === 'number' || typeof value === 'boolean' ? value : String(value as string);
    const [kind, view, field, type] = id.split(SEPARATOR);
    if (kind === CUSTOM && view && field && isCustomType(type))
      values.custom.push({ view, field, type, value: scalar });
    else values.fields[id] = scalar;
  }
  return values;
}

const isCustomType = (type: string | undefined): type is CustomValue['type'] =>
  CUSTOM_TYPES.some((known) => known === type);

/** The mapped columns of bill lines; those without a path are left out. */
export function lineFields(mapped: IDataObject): LineField[] {
  return Object.entries(mapped).flatMap(([id, value]): LineField[] => {
    const path = typeof value === 'string' ? value.trim() : '';
    if (path === '') return [];
    const [kind, view, field, type] = id.split(SEPARATOR);
    if (kind !== CUSTOM || !view || !field || !isCustomType(type)) {
      const input = BOOLEANS.has(id) ? 'boolean' : NUMBERS.has(id) ? 'number' : 'string';
      return [{ path, target: { name: id }, input, label: words(id) }];
    }
    const shown = CUSTOM_INPUTS[type];
    const input = shown === 'boolean' || shown === 'number' ? shown : 'string';
    return [{ path, target: { view, field, type }, input, label: `${view}.${field}` }];
  });
}

/**
 * Refuses line columns that the endpoint does not have now: it would pass over them in silence.
 * @throws Refusal
 */
export async function checkLineColumns(
  connection: Connection,
  mapped: readonly IDataObject[],
): Promise<void> {
  const used = mapped.flatMap((each) => Object.entries(each).filter(([, path]) => path));
  const ids = [...new Set(used.map(([id]) => id))];
  if (ids.length === 0) return;
  const there = new Set(billLineColumns(await readSchema(connection)).map(({ id }) => id));
  const unknown = ids.filter((id) => !there.has(id));
  if (unknown.length === 0) return;
  throw new Refusal(
    held(
      'setting.lineColumn',
      `Bill lines of ${connection.endpoint} have no field ${unknown.map(shown).join(', ')}.`,
      'Refresh the columns under Line Fields of the node, or add the field to the endpoint (SM207060).',
      'support',
    ),
  );
}

const shown = (id: string): string =>
  id
    .split(SEPARATOR)
    .slice(0, 3)
    .join('.')
    .replace(/^custom\./, '');
