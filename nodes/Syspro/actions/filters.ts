/** What filters become in a query. */
import type { INodeProperties } from 'n8n-workflow';
import type { Filter } from '../transport/find';

export const flagFilter = (displayName: string, name: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'boolean',
  default: true,
  description,
});

export const equalsFilter = (column: string, value: string): Filter[] =>
  value === '' ? [] : [{ column, is: 'EQ', value }];

export const containsFilter = (column: string, words: string): Filter[] =>
  words === '' ? [] : [{ column, is: 'LIKE', value: `*${words}*` }];
