/** Conditions that the filters of several records come to. */
import type { IDataObject } from 'n8n-workflow';
import { dateIn } from '../../shared/filters';
import type { Filter } from '../transport/find';

export const equalsFilter = (column: string, value: string): Filter[] =>
  value === '' ? [] : [{ column, is: 'EQ', value }];

export const containsFilter = (column: string, words: string): Filter[] =>
  words === '' ? [] : [{ column, is: 'LIKE', value: `*${words}*` }];

/** @throws Refusal when the date cannot be read */
export function sinceFilter(column: string, filters: IDataObject, name: string, label: string): Filter[] {
  const day = dateIn(filters, name, label)?.toISODate();
  return day ? [{ column, is: 'GE', value: day }] : [];
}
