/** What filters become in a query. */
import type { IDataObject } from 'n8n-workflow';
import { modifiedSince } from '../../shared/filters';
import { onServerClock } from '../transport/clock';
import { anyOf, contains, dateIs, flagIs } from '../transport/filter';

/** @param offset seconds of the server's clock ahead of UTC @throws Refusal when the moment cannot be read */
export function modifiedFilter(filters: IDataObject, offset: number): string[] {
  const at = modifiedSince(filters);
  // equal moments are taken along: `gt` loses them (NangoHQ PR #566)
  return at ? [dateIs('Modified', 'ge', onServerClock(at.toJSDate(), offset))] : [];
}

/** Part of one of the fields. */
export const wordsFilter = (words: string, ...fields: string[]): string[] =>
  words === '' ? [] : [anyOf(fields.map((field) => contains(field, words)))];

export const notBlockedFilter = (filters: IDataObject): string[] =>
  filters.active === true ? [flagIs('IsBlocked', false)] : [];
