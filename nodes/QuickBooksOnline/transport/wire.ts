/** QuickBooks Online's JSON, read with care: what is not there, or not what it should be, reads as empty. */

export type Json = Record<string, unknown>;

export const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The objects of a list. */
export const rowsAt = (object: Json, name: string): Json[] => {
  const value = object[name];
  return Array.isArray(value) ? value.map(asObject) : [];
};

/** Text of a field at a path such as `BillAddr.City`; numbers and flags as text; '' where there is none. */
export function textAt(object: Json, path: string): string {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const value = steps.reduce<Json>((at, step) => asObject(at[step]), object)[last];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Id that a reference field points to; '' where it points nowhere. */
export const refAt = (object: Json, name: string): string => textAt(object, `${name}.value`);

/** False only where a list record was made inactive. */
export const isActive = (object: Json): boolean => object.Active !== false;

/** A reference as it is written: only the id counts. */
export const ref = (value: string): Json => ({ value });

/** Leaves out what is undefined or ''. */
export const given = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
