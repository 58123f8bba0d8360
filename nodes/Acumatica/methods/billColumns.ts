import type {
  IDataObject,
  ILoadOptionsFunctions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';
import { parseJson } from '../../shared/http';
import type { HeaderValues } from '../ledger/settings';
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
const BOOLEANS = new Set(['ApprovedForPayment']);
const DATES = new Set(['DueDate']);
const CUSTOM = 'custom';
/** Not a dot: n8n reads dots in names as paths. */
const SEPARATOR = '::';

/** The bill's header fields as this instance has them, user-defined ones included. */
export async function getBillColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  const connection = await connect(this);
  const reply = await send(connection, { method: 'GET', path: 'Bill/$adHocSchema', repeatable: true });
  if (reply.status !== 200) throw await refusal(connection, reply, 'to read the fields of Bill', 'Bill');
  return { fields: billColumns(parseJson(reply.text)) };
}

/** Pure: the schema's fields → columns, general ones first. */
export function billColumns(schema: unknown): ResourceMapperField[] {
  const { custom, ...fields } = asObject(schema);
  const general = Object.entries(fields)
    .filter(([name, value]) => !OURS.has(name) && !Array.isArray(value) && isLeaf(value))
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
