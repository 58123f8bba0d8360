/** What filters become in a query. */
import type { IDataObject } from 'n8n-workflow';
import { modifiedSince } from '../../shared/filters';
import type { Condition } from '../transport/query';
import { ALSO_INACTIVE } from '../transport/query';

/** @throws Refusal when the moment cannot be read */
export function modifiedFilter(filters: IDataObject): Condition[] {
  const at = modifiedSince(filters);
  return at ? [changedSince(at.toISO({ suppressMilliseconds: true }))] : [];
}

/** Times are compared to the second; with `Z` there is no doubt about the zone (reference 4.1). */
export const changedSince = (instant: string): Condition => ({
  field: 'MetaData.LastUpdatedTime',
  is: '>=',
  value: instant,
});

/** Inactive records are only listed where they are asked for. */
export const activeFilter = (filters: IDataObject): Condition[] =>
  filters.active === false ? [ALSO_INACTIVE] : [];

export const containsFilter = (field: string, words: string): Condition[] =>
  words === '' ? [] : [{ field, is: 'LIKE', value: `%${words}%` }];

export const equalsFilter = (field: string, value: string): Condition[] =>
  value === '' ? [] : [{ field, is: '=', value }];
