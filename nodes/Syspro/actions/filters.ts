/** Filter fields that several records share, and their conditions. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Filter } from '../transport/find';

export const textFilter = (displayName: string, name: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  description,
});

export const flagFilter = (displayName: string, name: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'boolean',
  default: true,
  description,
});

/** The filter's text; empty when it was not set. */
export const given = (filters: IDataObject, name: string): string => {
  const value = filters[name];
  return typeof value === 'string' ? value.trim() : '';
};

export const equalsFilter = (column: string, value: string): Filter[] =>
  value === '' ? [] : [{ column, is: 'EQ', value }];

export const containsFilter = (column: string, words: string): Filter[] =>
  words === '' ? [] : [{ column, is: 'LIKE', value: `*${words}*` }];
