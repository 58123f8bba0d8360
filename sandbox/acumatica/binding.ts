/** JSON of a PUT → typed values, as strict as the server's binder. */
import type { CustomFields } from './custom';
import { readCustom } from './custom';
import type { Scalar } from './records';
import type { EntitySchema, FieldType } from './schema';
import { isInVersion } from './schema';

export interface BoundRow {
  id: string | null;
  isDeleted: boolean;
  values: Record<string, Scalar>;
  note: string | null;
  custom: CustomFields;
}

export interface Bound extends BoundRow {
  rows: Record<string, BoundRow[]>;
  /** Names of fields and details that were sent: what the answer echoes. */
  sent: Set<string>;
}

export type ModelState = Record<string, string[]>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The bound entity, or what could not be bound. Names outside the contract are dropped [official client PM]. */
export function bind(
  body: unknown,
  schema: EntitySchema,
  version: string,
): { bound: Bound } | { modelState: ModelState } {
  const modelState: ModelState = {};
  if (!isObject(body)) return { modelState: { entity: ['An object is expected.'] } };
  const bound: Bound = { ...bindRow(body, schema, version, 'entity', modelState), rows: {}, sent: new Set() };
  for (const name of Object.keys(body)) {
    if (schema.fields.has(name) || schema.details.has(name)) bound.sent.add(name);
  }
  for (const [name, rowSchema] of schema.details) {
    const rows = body[name];
    if (rows === undefined || rows === null) continue;
    if (!Array.isArray(rows)) {
      modelState[`entity.${name}`] = [`Error converting value to type '${rowSchema.name}[]'.`];
      continue;
    }
    bound.rows[name] = rows.map((row: unknown, at) => {
      const path = `entity.${name}[${at}]`;
      if (isObject(row)) return bindRow(row, rowSchema, version, path, modelState);
      modelState[path] = [`Error converting value to type '${rowSchema.name}'.`];
      return { id: null, isDeleted: false, values: {}, note: null, custom: {} };
    });
  }
  return Object.keys(modelState).length > 0 ? { modelState } : { bound };
}

function bindRow(
  body: Record<string, unknown>,
  schema: EntitySchema,
  version: string,
  path: string,
  modelState: ModelState,
): BoundRow {
  const values: Record<string, Scalar> = {};
  for (const [name, type] of schema.fields) {
    if (!(name in body) || !isInVersion(version, schema.name, name)) continue;
    const wrapped = body[name];
    if (wrapped === null) continue;
    if (!isObject(wrapped)) {
      // missing wrapper [inferred text]
      modelState[`${path}.${name}`] = [
        `Error converting value ${JSON.stringify(wrapped)} to type 'Acumatica.ValueField'. Path '${name}'.`,
      ];
      continue;
    }
    // {} means: no value
    if (!('value' in wrapped)) continue;
    const value = convert(wrapped.value, type);
    if (value === undefined) {
      modelState[`${path}.${name}`] = [
        `Error converting value ${JSON.stringify(wrapped.value)}. Path '${name}.value'.`,
      ];
    } else values[name] = value;
  }
  const note = body.note;
  if (note !== undefined && note !== null && !isObject(note)) {
    modelState[`${path}.note`] = ['Error converting value. The note is wrapped.'];
  }
  return {
    id: typeof body.id === 'string' ? body.id : null,
    isDeleted: body.delete === true,
    values,
    note: isObject(note) && typeof note.value === 'string' ? note.value : null,
    custom: readCustom(body.custom),
  };
}

/** null clears; undefined where the value does not fit the type. Numbers may come as text [official client PM]. */
function convert(value: unknown, type: FieldType): Scalar | undefined {
  if (value === null) return null;
  if (type === 's') {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  }
  if (type === 'b') {
    if (typeof value === 'boolean') return value;
    return value === 'true' || value === 'True'
      ? true
      : value === 'false' || value === 'False'
        ? false
        : undefined;
  }
  if (type === 'd' || type === 'i') {
    const isText = typeof value === 'string' && value.trim() !== '';
    const number = typeof value === 'number' || isText ? Number(value) : NaN;
    if (Number.isNaN(number)) return undefined;
    return type === 'i' && !Number.isInteger(number) ? undefined : number;
  }
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return undefined;
  return type === 'D' ? value.slice(0, 10) : Date.parse(value);
}
