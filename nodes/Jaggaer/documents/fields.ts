/** Reads single fields of JAGGAER's JSON, whatever is missing or odd. */
import { DateTime } from 'luxon';
import type { Decimal } from '../../shared/money';
import { readDecimal } from '../../shared/money';
import { Refusal, held } from '../../shared/outcome';
import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';

/** Control characters and line breaks: no field that a text goes into later can hold them. */
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;

/** Trimmed text of a string or number, on one line; null where there is none, or the literal `none`. */
export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const trimmed = value.replace(CONTROLS, ' ').trim();
  return trimmed === '' || trimmed.toLowerCase() === 'none' ? null : trimmed;
}

/** Dates come as instants at midnight and are dates: cut, never shifted. */
export function date(value: unknown): string | null {
  const found = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value.trim()) : null;
  return found ? found[0] : null;
}

/**
 * An instant as ISO with Z; null where there is none that can be read. Company profiles also have `YYYYMMDD` and
 * `YYYYMMDDHHMMSS`.
 * @param zone of what has none of its own
 */
export function instant(value: unknown, zone = 'UTC'): string | null {
  const given = text(value);
  if (given === null) return null;
  const packed = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(given);
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = packed ?? [];
  const iso = packed ? `${year}-${month}-${day}T${hour}:${minute}:${second}` : given;
  const time = /(z|[+-]\d{2}:?\d{2})$/i.test(iso)
    ? Date.parse(iso)
    : DateTime.fromISO(iso.replace(' ', 'T'), { zone }).toMillis();
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** An amount that may be absent. @throws Refusal where there is something that is no number */
export function amount(value: unknown, field: string): Decimal | null {
  if (value === undefined || value === null || value === '') return null;
  const decimal = readDecimal(value);
  if (decimal !== null) return decimal;
  throw unreadable(field, `is not a number: ${JSON.stringify(value)}`);
}

/** A list that may be a lone object, absent, or hold `[{}]` for nothing. */
export function list(value: unknown): Json[] {
  const items: unknown[] = Array.isArray(value) ? value : isJson(value) ? [value] : [];
  return items.filter((item): item is Json => isJson(item) && Object.keys(item).length > 0);
}

export const object = (value: unknown): Json => (isJson(value) ? value : {});

/** A key whatever its case: attribute names of splits are known from XML only. */
export function anyCase(from: Json, name: string): unknown {
  const key = Object.keys(from).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : from[key];
}

/** Values of a custom field set by field name; unset ones are left out. */
export function customFields(holder: Json): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of list(object(holder.customFieldValueSetList).customFieldValueSet)) {
    const name = text(field.name);
    const values = list(object(field.customFieldValueList).customFieldValue);
    const value = values.map((each) => text(each.value)).find((each) => each !== null);
    if (name !== null && value) found[name] = value;
  }
  return found;
}

export const unreadable = (field: string, what: string): Refusal =>
  new Refusal(
    held(
      'jaggaer.unreadable',
      `JAGGAER’s field ${field} ${what}.`,
      'Show this document to JAGGAER support, or correct it there.',
      'jaggaer',
    ),
  );
