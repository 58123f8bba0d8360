/** What a client sends: fields by the schema; read-only ones are passed over in silence [recorded: AmountDC]. */
import { BadJson } from '../kit/simulator';
import type { SimRequest } from '../kit/simulator';
import { bare, isGuid } from './records';
import type { Row, Value } from './records';
import { BadRequest, Refusal } from './refusal';
import type { EntitySchema, FieldType } from './schema';
import { schemaOf } from './schema';
import type { Settings } from './switches';
import type { Division } from './world';
import { tableOf } from './world';

export interface Input {
  fields: Row;
  /** Lines that came with it; null where there were none at all. */
  lines: Row[] | null;
}

/** @throws BadRequest on no JSON object, an unknown field, or a value of the wrong type */
export function readInput(request: SimRequest, schema: EntitySchema, settings: Settings): Input {
  let body: unknown;
  try {
    body = request.json();
  } catch (error) {
    throw badBody(error);
  }
  return inputOf(body, schema, settings);
}

function badBody(error: unknown): Error {
  if (error instanceof BadJson) return new BadRequest('Error processing request stream.');
  return error instanceof Error ? error : new Error(String(error));
}

function inputOf(body: unknown, schema: EntitySchema, settings: Settings): Input {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BadRequest('Error processing request stream: an object is expected.');
  const { navigation } = schema;
  const fields: Record<string, Value> = {};
  let lines: Row[] | null = null;
  for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
    if (name === '__metadata') continue;
    if (name === navigation?.name) {
      if (!Array.isArray(value)) throw new BadRequest(`The property '${name}' must be a list.`);
      const below = schemaOf(navigation.path);
      lines = value.map((line: unknown) => inputOf(line, below, settings).fields);
      continue;
    }
    const type = schema.fields.get(name);
    if (!type) {
      // how an unknown name is answered is inferred: switch unknownField
      if (settings.unknownField === 'ignored') continue;
      throw new BadRequest(`The property name '${name}' is not valid.`);
    }
    if (schema.writable.has(name)) fields[name] = valueOf(name, type, value);
  }
  return { fields, lines };
}

function valueOf(name: string, type: FieldType, value: unknown): Value {
  const wrong = () => new BadRequest(`Error converting the value of property '${name}'.`);
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'guid':
      if (!isGuid(value)) throw wrong();
      return value.toLowerCase();
    case 'string':
      if (typeof value !== 'string') throw wrong();
      return value;
    case 'date':
      return dateOf(value) ?? thrown(wrong());
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong();
      return value;
    case 'byte':
      if (typeof value === 'boolean') return value ? 1 : 0;
      if (value !== 0 && value !== 1 && value !== 2) throw wrong();
      return value;
    default:
      if (typeof value !== 'number' || (type !== 'double' && !Number.isInteger(value))) throw wrong();
      return value;
  }
}

function thrown(error: Error): never {
  throw error;
}

/** `YYYY-MM-DD` or ISO; the wall clock as it is written [doc]. */
function dateOf(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/.test(value))
    return null;
  const time = Date.parse(value.includes('T') ? `${value.replace(/Z$/, '')}Z` : `${value}T00:00:00Z`);
  return Number.isNaN(time) ? null : time;
}

/** How messages call the fields; what is not seen in public is the field's name. */
const LABELS: Record<string, string> = {
  ...{ GLAccount: 'G/L account', CostCenter: 'Cost center', CostUnit: 'Cost unit', VATCode: 'VAT code' },
  ...{ PaymentCondition: 'Payment condition', PaymentConditionPurchase: 'Payment condition' },
};
export const labelOf = (field: string): string => LABELS[field] ?? field;

/** Messages for what is mandatory and missing [community picqer#325: “Mandatory: …”]. */
export const missing = ({ mandatory }: EntitySchema, fields: Row): string[] =>
  mandatory
    .filter((name) => fields[name] === undefined || fields[name] === null || fields[name] === '')
    .map((name) => `Mandatory: ${labelOf(name)}`);

export interface Lookup {
  division: Division;
  settings: Settings;
  errors: string[];
}

/**
 * The record a GUID or code stands for. Null and a message where there is none, or where it is no longer in use;
 * a GUID of another division may be dropped instead [community, weak: abn.company; switch foreignGuid].
 */
export function referred(
  { division, settings, errors }: Lookup,
  field: string,
  path: string,
  value: Value | undefined,
): Row | null {
  if (value === undefined || value === null || bare(value) === '') return null;
  const table = tableOf(division, path);
  const isId = schemaOf(path).fields.get(schemaOf(path).key) === 'guid' && isGuid(value);
  const row = isId ? table.get(value) : table.find('Code', value);
  if (!row) {
    if (!isId || settings.foreignGuid === 'refused') errors.push(`Invalid reference: ${labelOf(field)}`);
    return null;
  }
  const isOut = row.IsBlocked === true || row.Blocked === true || row.Active === false;
  // whether what is blocked may still be used is not known
  if (isOut && settings.inactiveReference === 'refused') errors.push(`Blocked: ${labelOf(field)}`);
  return row;
}

/** @throws Refusal where there is any message */
export function refuseIfAny(errors: string[]): void {
  if (errors.length > 0) throw new Refusal([...new Set(errors)]);
}
