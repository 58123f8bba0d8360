/** Filter fields that several records share, and their conditions. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { Refusal, held } from '../../shared/outcome';
import type { Condition } from '../transport/query';
import { ALSO_INACTIVE } from '../transport/query';

export const modifiedAfter: INodeProperties = {
  displayName: 'Modified After',
  name: 'modifiedAfter',
  type: 'dateTime',
  default: '',
  description: 'Only records changed from this moment on',
};

export const onlyFromJaggaer: INodeProperties = {
  displayName: 'Only Bills From JAGGAER',
  name: 'onlyFromJaggaer',
  type: 'boolean',
  default: true,
  description: 'Whether to leave out bills without the mark that Bill ▸ Post puts on them',
};

export const textFilter = (displayName: string, name: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  description,
});

export const onlyActive = (description: string): INodeProperties => ({
  displayName: 'Only Active',
  name: 'active',
  type: 'boolean',
  default: true,
  description,
});

/** The filter's text; empty when it was not set. */
export const given = (filters: IDataObject, name: string): string => {
  const value = filters[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** @throws Refusal when the moment cannot be read */
export function modifiedFilter(filters: IDataObject): Condition[] {
  const value = given(filters, 'modifiedAfter');
  if (value === '') return [];
  const at = DateTime.fromISO(value, { setZone: true });
  if (at.isValid) return [changedSince(at.toUTC().toISO({ suppressMilliseconds: true }))];
  throw new Refusal(
    held('setting.date', `Modified After is not a date: ${value}.`, 'Choose a date in the node.', 'support'),
  );
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
