/** Fields and dimensions as this company has them, custom ones included, read with `lookup` and `getDimensions`. */
import type {
  ILoadOptionsFunctions,
  INodePropertyOptions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import { DIMENSIONS, VENDOR_FIELDS, isBankField } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { connect } from '../transport/connection';
import type { FieldInfo } from '../transport/query';
import { lookupFields } from '../transport/query';
import { callOne } from '../transport/request';
import { asRows, text } from '../transport/xml';

/** Object behind a resource of the node. */
const OBJECTS: Record<string, string> = {
  glAccount: 'GLACCOUNT',
  payment: 'APPYMT',
  vendor: 'VENDOR',
  ...Object.fromEntries(Object.entries(DIMENSIONS).map(([name, { object }]) => [name, object])),
};

/** What the company answers; n8n's own kind of error where it refuses. */
async function asked<T>(
  context: ILoadOptionsFunctions,
  ask: (connection: Connection) => Promise<T>,
): Promise<T> {
  try {
    return await ask(await connect(context));
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** Fields of the chosen resource that may be read; bank data is not among them. */
export async function getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const resource = String(this.getNodeParameter('resource', ''));
  const object = OBJECTS[resource] ?? String(this.getNodeParameter('dimension', ''));
  if (object === '') return [];
  const fields = await asked(this, (connection) => lookupFields(connection, object));
  return fields
    .filter(({ id }) => !isBankField(id))
    .map(({ id, label, isCustom }) => ({
      name: `${label || id} (${id})${isCustom ? ', custom' : ''}`,
      value: id,
    }))
    .sort(byName);
}

/** A dimension that the company has defined itself. */
export interface OwnDimension {
  /** Object of its values, such as PLANT; lines carry it as GLDIMPLANT. */
  object: string;
  label: string;
}

/** The user-defined dimensions of the company (source: getDimensions). @throws Refusal */
export async function ownDimensions(connection: Connection): Promise<OwnDimension[]> {
  const { rows } = await callOne(connection, { getDimensions: {} }, 'to read the dimensions');
  return rows
    .flatMap((row) => (row.DIMENSION === undefined ? [row] : asRows(row.DIMENSION)))
    .filter((row) => text(row, 'USERDEFINEDDIMENSION').toLowerCase() === 'true')
    .map((row) => ({
      object: text(row, 'OBJECTNAME'),
      label: text(row, 'TERMLABEL') || text(row, 'OBJECTLABEL') || text(row, 'OBJECTNAME'),
    }))
    .filter(({ object }) => object !== '');
}

export async function getOwnDimensions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const own = await asked(this, ownDimensions);
  return own.map(({ object, label }) => ({ name: label, value: object })).sort(byName);
}

/** Fields that Create or Update fills by itself. */
const OURS = new Set([...VENDOR_FIELDS, 'RECORDNO', 'WHENCREATED', 'STATUS']);

const INPUTS: Record<string, ResourceMapperField['type']> = { BOOLEAN: 'boolean', DATE: 'dateTime' };

/** What a vendor can carry beside what a supplier has, custom fields included. */
export async function getVendorColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  return { fields: vendorColumns(await asked(this, (connection) => lookupFields(connection, 'VENDOR'))) };
}

/** Pure: TERMNAME stays, a supplier has no terms. */
export function vendorColumns(fields: FieldInfo[]): ResourceMapperField[] {
  return fields
    .filter(({ id, isReadOnly }) => {
      const isTaken = OURS.has(id) && id !== 'TERMNAME';
      return !isReadOnly && !isTaken && !isBankField(id) && !id.includes('.');
    })
    .map(({ id, label, type, isCustom, validValues }): ResourceMapperField => ({
      ...{ id, displayName: `${label || id}${isCustom ? ' (custom)' : ''}` },
      ...(validValues.length > 0
        ? { type: 'options', options: validValues.map((value) => ({ name: value, value })) }
        : { type: INPUTS[type.toUpperCase()] ?? 'string' }),
      ...{ required: false, defaultMatch: false, canBeUsedToMatch: false, display: true, removed: true },
    }))
    .sort((a, b) => a.displayName.localeCompare(b.displayName));
}
