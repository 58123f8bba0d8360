/** Filter fields that several records share, and their conditions. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { Refusal, held } from '../../shared/outcome';
import { onServerClock } from '../transport/clock';
import { anyOf, contains, dateIs, flagIs } from '../transport/filter';

export const modifiedAfter: INodeProperties = {
  displayName: 'Modified After',
  name: 'modifiedAfter',
  type: 'dateTime',
  default: '',
  description: 'Only records changed from this moment on',
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

/** @param offset seconds of the server's clock ahead of UTC @throws Refusal when the moment cannot be read */
export function modifiedFilter(filters: IDataObject, offset: number): string[] {
  const value = given(filters, 'modifiedAfter');
  if (value === '') return [];
  const at = DateTime.fromISO(value, { setZone: true });
  // equal moments are taken along: `gt` loses them (NangoHQ PR #566)
  if (at.isValid) return [dateIs('Modified', 'ge', onServerClock(at.toJSDate(), offset))];
  throw new Refusal(
    held('setting.date', `Modified After is not a date: ${value}.`, 'Choose a date in the node.', 'support'),
  );
}

/** Part of one of the fields. */
export const wordsFilter = (words: string, ...fields: string[]): string[] =>
  words === '' ? [] : [anyOf(fields.map((field) => contains(field, words)))];

export const notBlockedFilter = (filters: IDataObject): string[] =>
  filters.active === true ? [flagIs('IsBlocked', false)] : [];
