/**
 * Acumatica's value wrapping: every field travels as `{"value": x}`; `{}` is an empty field; system fields are bare;
 * custom fields sit under `custom.<View>.<Field>` with their type.
 */
export type Scalar = string | number | boolean | null;
export interface Plain {
  [field: string]: Scalar | Plain | Plain[];
}

/** Types of custom fields as the contract names them. */
export const CUSTOM_TYPES = [
  'CustomStringField',
  'CustomDecimalField',
  'CustomIntField',
  'CustomBooleanField',
  'CustomDateTimeField',
  'CustomGuidField',
  'CustomLongField',
  'CustomShortField',
  'CustomDoubleField',
  'CustomByteField',
] as const;

export interface CustomValue {
  view: string;
  field: string;
  type: (typeof CUSTOM_TYPES)[number];
  value: Scalar;
}

type Json = Record<string, unknown>;

/** The note is wrapped although it is a system field; these are not. */
const BARE = new Set(['id', 'rowNumber', 'delete']);
const SYSTEM = new Set(['_links', 'error', 'custom']);

/** Plain field values → what Acumatica takes. Linked entities and details are wrapped at every depth. */
export function wrap(plain: Plain, custom: CustomValue[] = []): Json {
  const wire: Json = {};
  for (const [name, value] of Object.entries(plain)) {
    if (Array.isArray(value)) wire[name] = value.map((row) => wrap(row));
    else if (typeof value === 'object' && value !== null) wire[name] = wrap(value);
    else wire[name] = BARE.has(name) ? value : { value };
  }
  return custom.length > 0 ? { ...wire, custom: wrapCustom(custom) } : wire;
}

function wrapCustom(values: CustomValue[]): Json {
  const views: Record<string, Json> = {};
  for (const { view, field, type, value } of values) (views[view] ??= {})[field] = { type, value };
  return views;
}

/**
 * What Acumatica answers → plain values; empty fields are null, custom fields stand under `custom` as `View.Field`.
 * Where files go (`files:put`) stands under `filesLink`. Values that come without the wrapper, or wrapped twice, are taken as they are: contract 26 retyped several.
 */
export function unwrap(entity: unknown): Plain {
  const plain: Plain = {};
  for (const [name, value] of Object.entries(asObject(entity))) {
    if (name === 'custom') {
      const custom = unwrapCustom(value);
      if (Object.keys(custom).length > 0) plain.custom = custom;
    } else if (name === '_links') {
      const link = asObject(value)['files:put'];
      if (typeof link === 'string') plain.filesLink = link;
    } else if (name === 'files') {
      if (Array.isArray(value) && value.length > 0) plain.files = value.map(unwrap);
    } else if (!SYSTEM.has(name)) plain[name] = unwrapValue(value);
  }
  return plain;
}

function unwrapValue(value: unknown): Scalar | Plain | Plain[] {
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== 'object' || value === null) return asScalar(value);
  const keys = Object.keys(value);
  if ('value' in value) {
    const inner: unknown = value.value;
    return typeof inner === 'object' && inner !== null ? unwrapValue(inner) : asScalar(inner);
  }
  return keys.every((key) => key === 'error' || key === 'type') ? null : unwrap(value);
}

function unwrapCustom(custom: unknown): Plain {
  const plain: Plain = {};
  for (const [view, fields] of Object.entries(asObject(custom))) {
    for (const [field, value] of Object.entries(asObject(fields)))
      plain[`${view}.${field}`] = unwrapValue(value);
  }
  return plain;
}

const asScalar = (value: unknown): Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** The value as an object; empty where it is none. */
export const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** A field as trimmed text: Acumatica pads some keys with spaces. Empty text where there is no value. */
export const text = (plain: Plain, field: string): string => {
  const value = plain[field];
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
};

/** A field as a date `YYYY-MM-DD`: Acumatica stamps a day as its midnight with some offset, so the day is kept as written. */
export const day = (plain: Plain, field: string): string => text(plain, field).slice(0, 10);

/** Booleans come as such, and as text from some contracts. */
export const flag = (plain: Plain, field: string): boolean =>
  plain[field] === true || text(plain, field).toLowerCase() === 'true';

export const rows = (plain: Plain, field: string): Plain[] => {
  const value = plain[field];
  return Array.isArray(value) ? value : [];
};
