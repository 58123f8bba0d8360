/** Parameters that the writing operations share. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { noticeField } from '../../shared/fields';

export const sourceSystemField: INodeProperties = {
  displayName: 'Source System',
  name: 'sourceSystem',
  type: 'string',
  default: 'ERP',
  placeholder: 'e.g. Acumatica',
  description: 'Name of the system that the documents come from, as the audit rows show it',
};

export const sourceSystemOf = (context: IExecuteFunctions): string =>
  String(context.getNodeParameter('sourceSystem', 0, 'ERP')).trim() || 'ERP';

export const unconfirmedNotice = (what: string): INodeProperties =>
  noticeField(
    'unconfirmedNotice',
    `Writing ${what} is held until it is added to <b>Confirmed Writes</b> in the credential. A dry run always works and shows the exact body: have JAGGAER confirm it first.`,
  );

export const lookUpByFilterField = (filter: string): INodeProperties => ({
  displayName: 'Look Up by Filter',
  name: 'lookUpByFilter',
  type: 'boolean',
  default: false,
  description: `Whether to ask for each document with the parameter “flt” (${filter}) instead of reading the whole list. Only once JAGGAER has confirmed this filter: one that finds nothing makes doubles.`,
});

/** Text of an option; the fallback where it is empty. */
export const word = (value: unknown, fallback = ''): string =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;

/** The rows of a fixed collection with one group. */
export function rowsIn(value: unknown, group: string): IDataObject[] {
  const rows = ((value ?? {}) as IDataObject)[group];
  return Array.isArray(rows) ? (rows as IDataObject[]) : [];
}

/** Pairs of two columns, those with an empty one left out. */
export const pairsIn = (value: unknown, group: string, from: string, to: string): Array<[string, string]> =>
  rowsIn(value, group)
    .map((row): [string, string] => [word(row[from]), word(row[to])])
    .filter(([a, b]) => a !== '' && b !== '');
