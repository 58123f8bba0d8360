/** Filter fields that records of every system share, and what the user set in them. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { Refusal, held } from './outcome';
import { trimmed } from './text';

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

export const dateFilter = (displayName: string, name: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'dateTime',
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
export const given = (filters: IDataObject, name: string): string => trimmed(filters[name]);

/** A date or moment that was set, in the zone it was written in; null when it was not. @throws Refusal when it cannot be read */
export function dateIn(filters: IDataObject, name: string, label: string): DateTime<true> | null {
  const value = given(filters, name);
  if (value === '') return null;
  const at = DateTime.fromISO(value, { setZone: true });
  if (at.isValid) return at;
  throw new Refusal(
    held('setting.date', `${label} is not a date: ${value}.`, 'Choose a date in the node.', 'support'),
  );
}

/** The moment of Modified After; null when it was not set. @throws Refusal when it cannot be read */
export const modifiedSince = (filters: IDataObject): DateTime<true> | null =>
  dateIn(filters, 'modifiedAfter', 'Modified After')?.toUTC() ?? null;
