/** Checks a body against the fields of its entity [reference 4.5: codes 2010 to 2500, and 610 for what is inactive]. */
import Big from 'big.js';
import type { Call } from './call';
import { schemaOf } from './entities';
import { notFound, refuse } from './fault';
import type { EntityName, EntitySchema, Field, FieldTable } from './schema';
import type { Fields, Value } from './values';
import { isDay, isFields } from './values';
import { isActive, recordOf } from './world';

interface Pointer {
  to: EntityName;
  id: string;
  path: string;
}

interface Reading {
  pointers: Pointer[];
  call: Call;
}

/** The writable fields of a body; null is as good as left out. @throws QboFault */
export function readBody(schema: EntitySchema, body: Fields, call: Call, kept: Fields = {}): Fields {
  const pointers: Pointer[] = [];
  const fields = readTable(schema.fields, body, '', { pointers, call });
  for (const [name, field] of Object.entries(schema.fields)) {
    const value = fields[name] ?? kept[name];
    const isMissing = value === undefined || (Array.isArray(value) && value.length === 0);
    if (field.isRequired && isMissing)
      throw refuse('2020', `Required parameter ${name} is missing in the request`, name);
  }
  for (const pointer of pointers) checkPointer(pointer, call);
  return fields;
}

function readTable(table: FieldTable, given: Fields, path: string, reading: Reading): Fields {
  const read: Fields = {};
  for (const [name, value] of Object.entries(given)) {
    const field = table[name];
    const at = path === '' ? name : `${path}.${name}`;
    if (!field) throw refuse('2010', `Property Name:${name} specified is unsupported or invalid`, name);
    if (value === null || value === undefined || field.kind === 'readOnly') continue;
    read[name] = readValue(field, value, at, reading);
  }
  return read;
}

function readValue(field: Field, value: Value, path: string, reading: Reading): Value {
  switch (field.kind) {
    case 'text':
      return readText(field, value, path);
    case 'choice':
      if (field.values?.some((one) => one === value)) return value;
      throw refuse('2170', `Invalid Enumeration : ${String(value)}`, path);
    case 'flag':
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'false') return value === 'true';
      throw wrongType(path, value);
    case 'date':
      return readDay(value, path, reading.call);
    case 'money':
    case 'number':
      return readNumber(field, value, path);
    case 'ref':
      return readRef(field, value, path, reading);
    case 'group':
      if (!isFields(value)) throw wrongType(path, value);
      return readTable(field.fields ?? {}, value, path, reading);
    case 'rows':
      if (!Array.isArray(value)) throw wrongType(path, value);
      return value.map((row) => {
        if (!isFields(row)) throw wrongType(path, row);
        return readTable(field.fields ?? {}, row, path, reading);
      });
    default:
      return value;
  }
}

/** What cannot be parsed into its type [client code: 2010 "Property Name:…"; the wording is inferred]. */
const wrongType = (path: string, value: Value) =>
  refuse('2010', `Property Name:Can not instantiate value of ${path} from ${JSON.stringify(value)}`, path);

/** A day; n8n's own node sends date-times [client code], of which the day is taken or which are refused [open]. */
function readDay(value: Value, path: string, { settings }: Call): string {
  const text = typeof value === 'string' ? value : '';
  const day = settings.dateTimes === 'taken' && /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text;
  if (!isDay(day)) throw wrongType(path, value);
  return day;
}

function readText({ max = 0, without }: Field, value: Value, path: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw wrongType(path, value);
  const text = String(value);
  if (text.length > max) {
    const detail = `String length specified does not match the supported length. Min:0 Max:${max} supported. Supplied length:${text.length}`;
    throw refuse('2050', detail, path);
  }
  if (without?.test(text)) throw refuse('2040', `Invalid String : ${text}`, path);
  return text;
}

function readNumber({ kind }: Field, value: Value, path: string): number {
  if (typeof value !== 'string' && typeof value !== 'number') throw wrongType(path, value);
  let amount: Big;
  try {
    amount = new Big(value);
  } catch {
    throw wrongType(path, value);
  }
  // Amount has at most 15 digits [official]
  const isTooLong = kind === 'money' && amount.abs().round(0, 0).toFixed().length > 15;
  if (isTooLong) throw refuse('2050', `${path} has more than 15 digits`, path);
  return kind === 'money' ? amount.round(2, 1).toNumber() : amount.toNumber();
}

/** Only `value` counts on write [official]. */
function readRef({ to }: Field, value: Value, path: string, reading: Reading): Fields {
  if (!isFields(value)) throw wrongType(path, value);
  const id = value.value;
  if (typeof id !== 'string' && typeof id !== 'number')
    throw refuse('2030', `Invalid ID : ${path} has no value`, path);
  if (String(id).trim() === '') throw refuse('2030', `Invalid ID : ${path} is empty`, path);
  if (to) reading.pointers.push({ to, id: String(id), path });
  return { value: String(id) };
}

/** Names as fyle's error parser knows them: Accounts, Klasses, Depts, Names [client code]. */
function checkPointer({ to, id, path }: Pointer, { world }: Call): void {
  const isUs = world.seed.company.country === 'US';
  if (to === 'TaxCode' && isUs) {
    // US: only TAX and NON [official: 6100]
    if (id === 'TAX' || id === 'NON') return;
    throw refuse('6100', `Invalid tax code : ${id}. Use TAX or NON.`, path);
  }
  const found = recordOf(world, to, id);
  if (!found) {
    const detail = `Invalid Reference Id : ${schemaOf(to).listName} element id ${id} not found`;
    throw refuse('2500', detail, path);
  }
  if (!isActive(found)) throw notFound(path);
}
