/** Bills and vendor credits as QuickBooks Online has them. */
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
import type { SimpleBill } from '../../billRows';
import { combineParts, simplifyBill } from '../../billRows';
import type { BillEntity } from '../../documents';
import { Directory } from '../../ledger/directory';
import { vendorWord } from '../../ledger/lookup';
import type { VendorMaster } from '../../ledger/masters';
import { readVendors } from '../../ledger/masters';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import type { Condition } from '../../transport/query';
import { query } from '../../transport/query';
import { readOne } from '../../transport/request';
import type { Json } from '../../transport/wire';

interface Reading {
  entity: BillEntity;
  /** Singular, for messages. */
  word: string;
  label: string;
}

const BILLS: Reading = { entity: 'Bill', word: 'bill', label: 'Bill' };
const CREDITS: Reading = { entity: 'VendorCredit', word: 'vendor credit', label: 'Vendor Credit' };

const readOptions = (more: INodeProperties[]): INodeProperties =>
  optionsField([
    ...more,
    {
      displayName: 'Vendor As',
      name: 'vendorAs',
      type: 'options',
      options: [
        { name: 'ID', value: 'id' },
        { name: 'Number', value: 'number', description: 'The ID where a vendor has no number' },
      ],
      default: 'number',
      description: 'How a simplified bill names its vendor: as the mapping table does',
    },
  ]);

const combineOption: INodeProperties = {
  displayName: 'Combine Split Bills',
  name: 'combine',
  type: 'boolean',
  default: true,
  description:
    'Whether the bills of an invoice that was split by location come as one, with the sum of their amounts',
};

const recordField = ({ label }: Reading): INodeProperties => ({
  displayName: label,
  name: 'bill',
  type: 'resourceLocator',
  default: { mode: 'number', value: '' },
  required: true,
  modes: [
    { displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. INV-1001' },
    { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 176' },
  ],
});

const getAction = (reading: Reading): Action => ({
  fields: [recordField(reading), simplifyField, readOptions([])],
  async run(context, index) {
    const connection = await connect(context);
    const { mode, value } = context.getNodeParameter('bill', index) as { mode: string; value: unknown };
    const named = String(value ?? '').trim();
    const row =
      mode === 'id' ? await byId(connection, reading, named) : await byNumber(connection, reading, named);
    if (!row) throw missing(reading, named);
    return show(await shown(context, index, connection, reading, [row]), index);
  },
});

const byId = async (connection: Connection, { entity }: Reading, id: string): Promise<Json | null> =>
  id === '' ? null : await readOne(connection, entity, id);

/** @throws Refusal where several vendors have it, or an invoice was split */
async function byNumber(
  connection: Connection,
  { entity, word }: Reading,
  number: string,
): Promise<Json | undefined> {
  if (number === '') return undefined;
  const where: Condition[] = [{ field: 'DocNumber', is: '=', value: number }];
  const [first, second] = await query(connection, { entity, where, limit: 2 });
  if (!second) return first;
  throw new Refusal(
    rejected(
      'erp.severalFound',
      `QuickBooks Online has several ${word}s with the number ${number}.`,
      'Name it by its ID, or list them with Get Many.',
      'support',
    ),
  );
}

const missing = ({ word }: Reading, named: string): Refusal =>
  new Refusal(
    rejected(
      'erp.notFound',
      `QuickBooks Online has no ${word} ${named}.`,
      'Check the number, and whether it was deleted there.',
      'erp',
    ),
  );

const getManyAction = (reading: Reading): Action => ({
  fields: [...limitFields, simplifyField, readOptions([combineOption]), filtersOf(reading)],
  async run(context, index) {
    const connection = await connect(context);
    const limit = limitOf(context, index);
    const filters = collection(context, index);
    const stamp = given(filters, 'stamp');
    const vendor = given(filters, 'vendor');
    const where = conditions(filters);
    if (vendor !== '') {
      const ids = (await readVendors(connection)).all(vendor).map(({ id }) => id);
      where.push({ field: 'VendorRef', in: ids });
    }
    // no query looks into memos: what is found is sifted here
    const wanted = stamp === '' ? limit : Infinity;
    const rows = await query(connection, { entity: reading.entity, where, limit: wanted });
    const own = rows.filter(({ PrivateNote: note }) => String(note ?? '').startsWith(stamp)).slice(0, limit);
    return show(await shown(context, index, connection, reading, own), index);
  },
});

async function shown(
  context: IExecuteFunctions,
  index: number,
  connection: Connection,
  { entity }: Reading,
  rows: Json[],
): Promise<Array<Json | SimpleBill>> {
  if (!(context.getNodeParameter('simplify', index, true) as boolean) || rows.length === 0) return rows;
  const options = context.getNodeParameter('options', index, {}) as IDataObject;
  const vendors = options.vendorAs === 'id' ? new Directory<VendorMaster>([]) : await readVendors(connection);
  const simple = rows.map((row) => simplifyBill(row, entity, vendorWord({ vendors })));
  return options.combine === false ? simple : combineParts(simple);
}

const show = (rows: Array<Json | SimpleBill>, index: number): INodeExecutionData[] =>
  rows.map((row) => ({ json: row as IDataObject, pairedItem: { item: index } }));

const filtersOf = ({ word }: Reading): INodeProperties =>
  filtersField([
    dateFilter('Dated From', 'from', `Only those whose ${word} date is on this day or later`),
    dateFilter('Dated To', 'to', `Only those whose ${word} date is on this day or earlier`),
    textFilter(
      'JAGGAER Key Starts With',
      'stamp',
      'Start of the memo, e.g. JGR:acme: (sifted after reading)',
    ),
    dateFilter('Modified After', 'modifiedAfter', 'Only those that were changed at this time or later'),
    textFilter('Number', 'number', 'The supplier’s own invoice number'),
    {
      displayName: 'Only Open',
      name: 'open',
      type: 'boolean',
      default: true,
      description: 'Whether to leave out what is paid, or used up, in full',
    },
    textFilter('Vendor', 'vendor', 'Number or ID'),
  ]);

function conditions(filters: IDataObject): Condition[] {
  const found: Condition[] = [];
  const number = given(filters, 'number');
  if (number !== '') found.push({ field: 'DocNumber', is: '=', value: number });
  if (filters.open === true) found.push({ field: 'Balance', is: '>', value: '0' });
  const from = dateIn(filters, 'from', 'Dated From');
  const to = dateIn(filters, 'to', 'Dated To');
  const after = dateIn(filters, 'modifiedAfter', 'Modified After');
  if (from) found.push({ field: 'TxnDate', is: '>=', value: from.toFormat('yyyy-MM-dd') });
  if (to) found.push({ field: 'TxnDate', is: '<=', value: to.toFormat('yyyy-MM-dd') });
  if (after) found.push({ field: 'MetaData.LastUpdatedTime', is: '>=', value: after.toUTC().toISO() ?? '' });
  return found;
}

export const getBill = getAction(BILLS);
export const getBills = getManyAction(BILLS);
export const getCredit = getAction(CREDITS);
export const getCredits = getManyAction(CREDITS);
