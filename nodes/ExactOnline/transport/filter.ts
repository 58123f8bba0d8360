/** Conditions of a query as OData writes them (reference 4.1); all that is given must hold. */
import { accountCode } from './wire';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

const quoted = (text: string): string => `'${text.replace(/'/g, "''")}'`;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isGuid = (text: string): boolean => GUID.test(text);

/** @throws RangeError where it is none: Exact refuses the whole query then */
export function guid(value: string): string {
  if (!isGuid(value)) throw new RangeError(`Not a GUID: ${value}`);
  return `guid'${value}'`;
}

export const guidIs = (field: string, value: string): string => `${field} eq ${guid(value)}`;
export const textIs = (field: string, value: string): string => `${field} eq ${quoted(value)}`;
export const contains = (field: string, words: string): string =>
  `substringof(${quoted(words)},${field}) eq true`;
export const flagIs = (field: string, value: boolean): string => `${field} eq ${value}`;
export const numberIs = (field: string, value: number, comparison: Comparison = 'eq'): string =>
  `${field} ${comparison} ${value}`;

/** @param value `YYYY-MM-DD`, or with a time on the server's wall clock: `YYYY-MM-DDTHH:mm:ss` */
export const dateIs = (field: string, comparison: Comparison, value: string): string =>
  `${field} ${comparison} datetime'${value.includes('T') ? value : `${value}T00:00:00`}'`;

/** Code of a relation, which is kept 18 wide (doc). */
export const accountCodeIs = (code: string): string => textIs('Code', accountCode(code));

/** Row versions beyond one, from '0' on (doc: sync pages; Int64 with `L`). */
export const newerThan = (version: string): string => `Timestamp gt ${version}L`;

/**
 * Holds for every record: some endpoints take no query without a filter (doc maesn, inv 1040).
 * @param key field that holds the record's GUID
 */
export const everyRecord = (key = 'ID'): string =>
  `${key} ne ${guid('00000000-0000-0000-0000-000000000000')}`;

export const anyOf = (conditions: string[]): string =>
  conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' or ')})`;
export const allOf = (conditions: string[]): string => conditions.filter(Boolean).join(' and ');
