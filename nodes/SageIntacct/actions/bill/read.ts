/** Bills, and adjustments, as Sage Intacct has them. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Action } from '../../../shared/actions';
import {
  collection,
  filtersField,
  limitFields,
  limitOf,
  optionsField,
  simplifyField,
} from '../../../shared/fields';
import { dateFilter, dateIn, given, textFilter } from '../../../shared/filters';
import { Refusal, rejected } from '../../../shared/outcome';
import { SIMPLE_FIELDS, simplifyBill } from '../../billRows';
import type { BillObject } from '../../documents';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import type { Filter } from '../../transport/query';
import { lookupFields, query } from '../../transport/query';
import { callOne } from '../../transport/request';
import { toWireDate } from '../../transport/wire';
import type { Row } from '../../transport/xml';
import { text } from '../../transport/xml';
import { equalsFilter, modifiedFilter, stampFieldOption } from '../filters';
import { stampFieldOf } from './stampField';

interface Reading {
  object: BillObject;
  /** Singular, for messages. */
  word: string;
  label: string;
  search: string;
}

const BILLS: Reading = { object: 'APBILL', word: 'bill', label: 'Bill', search: 'searchBills' };
const ADJUSTMENTS: Reading = {
  ...{ object: 'APADJUSTMENT', word: 'adjustment', label: 'Bill Adjustment', search: 'searchAdjustments' },
};

const STATES = [
  ...['Declined', 'Draft', 'Paid', 'Partially Approved', 'Partially Paid', 'Posted', 'Reversal', 'Reversed'],
  ...['Selected', 'Submitted'],
];

const stampOptions: INodeProperties = optionsField([stampFieldOption]);

const recordField = ({ label, search }: Reading): INodeProperties => ({
  displayName: label,
  name: 'bill',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      typeOptions: { searchListMethod: search, searchable: true },
    },
    { displayName: 'By Bill Number', name: 'number', type: 'string', placeholder: 'e.g. INV-1001' },
    { displayName: 'By Record Number', name: 'id', type: 'string', placeholder: 'e.g. 3430' },
  ],
});

const getAction = (reading: Reading): Action => ({
  fields: [recordField(reading), simplifyField, stampOptions],
  async run(context, index) {
    const connection = await connect(context);
    const { mode, value } = context.getNodeParameter('bill', index) as { mode: string; value: unknown };
    const named = String(value ?? '').trim();
    const recordNo = mode === 'number' ? await recordOf(connection, reading, named) : named;
    const row = recordNo === '' ? undefined : await readWhole(connection, reading, recordNo);
    if (!row) throw missing(reading, named);
    return [shown(row, reading, { ...readOptions(context, index), index })];
  },
});

const missing = ({ word }: Reading, named: string): Refusal =>
  new Refusal(
    rejected(
      'erp.notFound',
      `Sage Intacct has no ${word} ${named}.`,
      'Check the number and the entity.',
      'erp',
    ),
  );

/** @throws Refusal where several vendors have it */
async function recordOf(connection: Connection, { object, word }: Reading, number: string): Promise<string> {
  const filter: Filter = { field: 'RECORDID', is: 'equalto', value: number };
  const rows = await query(connection, { object, fields: ['VENDORID'], filter, limit: 2 });
  const [first, second] = rows;
  if (!second) return first ? text(first, 'RECORDNO') : '';
  throw new Refusal(
    rejected(
      'erp.severalFound',
      `Several vendors have a ${word} ${number} in Sage Intacct.`,
      'Name it by its record number, or list them with Get Many.',
      'support',
    ),
  );
}

/** With its lines; source: developer.intacct.com queries, `read`. */
async function readWhole(connection: Connection, { object, word }: Reading, recordNo: string) {
  const body = { read: { object, keys: recordNo, fields: '*' } };
  const { rows } = await callOne(connection, body, `to read ${word} ${recordNo}`);
  return rows[0];
}

const getManyAction = (reading: Reading, others: Reading[] = []): Action => ({
  fields: [...limitFields, simplifyField, stampOptions, filtersOf(reading, others.length > 0)],
  async run(context, index) {
    const connection = await connect(context);
    const limit = limitOf(context, index);
    const options = readOptions(context, index);
    const filters = collection(context, index);
    const items: INodeExecutionData[] = [];
    for (const each of [reading, ...others]) {
      if (items.length >= limit || (filters.object && filters.object !== each.object)) continue;
      const rows = await list(connection, each, filters, options, limit - items.length);
      items.push(...rows.map((row) => shown(row, each, { ...options, index })));
    }
    return items;
  },
});

async function list(
  connection: Connection,
  { object }: Reading,
  filters: IDataObject,
  { simple, stampField: ofBills }: Options,
  limit: number,
): Promise<Row[]> {
  // adjustments carry the mark in their description
  const stampField = object === 'APBILL' ? ofBills : null;
  const fields = simple
    ? [...SIMPLE_FIELDS, ...(stampField === null ? [] : [stampField])]
    : (await lookupFields(connection, object)).map(({ id }) => id);
  return await query(connection, { object, fields, filter: { and: conditions(filters, stampField) }, limit });
}

interface Options {
  simple: boolean;
  stampField: string | null;
}

const readOptions = (context: IExecuteFunctions, index: number): Options => ({
  simple: context.getNodeParameter('simplify', index, true) as boolean,
  stampField: stampFieldOf((context.getNodeParameter('options', index, {}) as IDataObject).stampField),
});

const shown = (
  row: Row,
  { object }: Reading,
  { simple, stampField, index }: Options & { index: number },
): INodeExecutionData => ({
  json: (simple ? simplifyBill(row, object, stampField) : row) as IDataObject,
  pairedItem: { item: index },
});

const typeFilter: INodeProperties = {
  displayName: 'Type',
  name: 'object',
  type: 'options',
  options: [
    { name: 'Adjustment', value: 'APADJUSTMENT' },
    { name: 'Bill', value: 'APBILL' },
  ],
  default: 'APBILL',
  description: 'Both are listed when left out: credit memos are adjustments',
};

const filtersOf = ({ label }: Reading, isOfBoth: boolean): INodeProperties =>
  filtersField([
    textFilter('Bill Number', 'number', 'The supplier’s own invoice number'),
    dateFilter('Dated From', 'from', `Only those whose ${label.toLowerCase()} date is on this day or later`),
    textFilter('JAGGAER Key Starts With', 'stamp', 'Start of the mark, e.g. JGR:acme:'),
    dateFilter(
      'Modified After',
      'modifiedAfter',
      'Sage Intacct’s times carry no zone: leave a day of overlap',
    ),
    {
      displayName: 'Status',
      name: 'status',
      type: 'options',
      options: STATES.map((name) => ({ name, value: name })),
      default: 'Posted',
    },
    ...(isOfBoth ? [typeFilter] : []),
    textFilter('Vendor', 'vendor', 'Vendor ID'),
  ]);

function conditions(filters: IDataObject, stampField: string | null): Filter[] {
  const equal = (field: string, name: string) => equalsFilter(field, given(filters, name));
  const from = dateIn(filters, 'from', 'Dated From');
  const stamp = given(filters, 'stamp');
  return [
    ...equal('RECORDID', 'number'),
    ...equal('STATE', 'status'),
    ...equal('VENDORID', 'vendor'),
    ...(from
      ? [{ field: 'WHENCREATED', is: 'greaterthanorequalto', value: toWireDate(from.toISODate()) }]
      : []),
    ...modifiedFilter(filters),
    ...(stamp === '' ? [] : [{ field: stampField ?? 'DESCRIPTION', is: 'like', value: `${stamp}%` }]),
  ] as Filter[];
}

export const getBill = getAction(BILLS);
/** Bills and adjustments, as both are invoices of JAGGAER. */
export const getBills = getManyAction(BILLS, [ADJUSTMENTS]);
export const getAdjustment = getAction(ADJUSTMENTS);
export const getAdjustments = getManyAction(ADJUSTMENTS);
