/** Filter fields of Sage Intacct, and their conditions. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { given, modifiedAfter as anyModifiedAfter, modifiedSince } from '../../shared/filters';
import type { Filter } from '../transport/query';
import { toWireDate, toWireTime } from '../transport/wire';

export const modifiedAfter: INodeProperties = {
  ...anyModifiedAfter,
  description:
    'Only records changed from this moment on, by Sage Intacct’s own clock: it may be hours off, so go back a day where nothing may be missed',
};

export const stampFieldOption: INodeProperties = {
  displayName: 'Stamp Custom Field',
  name: 'stampField',
  type: 'string',
  default: '',
  placeholder: 'e.g. JAGGAER_ID',
  description: 'Custom field that carries the mark, where Bill ▸ Post was told to use one',
};

const OPERATORS = {
  ...{ equalto: 'Equals', notequalto: 'Does Not Equal', greaterthan: 'Is Greater Than' },
  ...{ greaterthanorequalto: 'Is Greater or Equal', lessthan: 'Is Less Than' },
  ...{ lessthanorequalto: 'Is Less or Equal', like: 'Is Like', notlike: 'Is Not Like' },
} as const;
type Operator = keyof typeof OPERATORS;

/** Conditions on any field, all of which must hold. */
export const conditionsField: INodeProperties = {
  displayName: 'Conditions',
  name: 'conditions',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Condition',
  default: {},
  options: [
    {
      displayName: 'Condition',
      name: 'condition',
      values: [
        {
          displayName: 'Field Name or ID',
          name: 'field',
          type: 'options',
          typeOptions: { loadOptionsMethod: 'getFields' },
          default: '',
          description:
            'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
        },
        {
          displayName: 'Operator',
          name: 'is',
          type: 'options',
          options: Object.entries(OPERATORS)
            .map(([value, name]) => ({ name, value }))
            .sort((a, b) => a.name.localeCompare(b.name)),
          default: 'equalto',
        },
        {
          displayName: 'Value',
          name: 'value',
          type: 'string',
          default: '',
          description: 'With Is Like, % stands for any text and _ for one character',
        },
      ],
    },
  ],
};

/** @throws Refusal when the moment cannot be read */
export function modifiedFilter(filters: IDataObject): Filter[] {
  const at = modifiedSince(filters);
  return at ? [{ field: 'WHENMODIFIED', is: 'greaterthanorequalto', value: toWireTime(at.toMillis()) }] : [];
}

export const containsFilter = (field: string, words: string): Filter[] =>
  words === '' ? [] : [{ field, is: 'like', value: `%${words}%` }];

export const equalsFilter = (field: string, value: string): Filter[] =>
  value === '' ? [] : [{ field, is: 'equalto', value }];

export const activeFilter = (filters: IDataObject): Filter[] =>
  filters.active === true ? [{ field: 'STATUS', is: 'equalto', value: 'active' }] : [];

/** The conditions that the user added; dates and instants may be given as ISO. */
export function conditionFilters(filters: IDataObject): Filter[] {
  const rows = ((filters.conditions ?? {}) as IDataObject).condition;
  return (Array.isArray(rows) ? (rows as IDataObject[]) : []).flatMap((row): Filter[] => {
    const field = given(row, 'field');
    const is = given(row, 'is') as Operator;
    if (field === '' || !(is in OPERATORS)) return [];
    return [{ field, is, value: wireValue(given(row, 'value')) }];
  });
}

function wireValue(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return toWireDate(value);
  const at = /^\d{4}-\d{2}-\d{2}T/.test(value) ? DateTime.fromISO(value, { setZone: true }) : null;
  return at?.isValid ? toWireTime(at.toMillis()) : value;
}
