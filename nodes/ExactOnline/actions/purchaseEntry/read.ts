/** Purchase entries as Exact Online has them. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { dateIn, given, modifiedAfter, modifiedSince, textFilter } from '../../../shared/filters';
import { Refusal, rejected } from '../../../shared/outcome';
import { readActions } from '../../../shared/readAction';
import { LINE_FIELDS, SIMPLE_FIELDS, simplifyBill } from '../../billRows';
import { ENTRIES } from '../../ledger/lookup';
import { readSuppliers } from '../../ledger/masters';
import { offsetOf, onServerClock } from '../../transport/clock';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import { allOf, contains, dateIs, guidIs, isGuid, numberIs, textIs } from '../../transport/filter';
import { list, readOne } from '../../transport/list';
import type { Json } from '../../transport/wire';
import { textAt } from '../../transport/wire';

const keyField: INodeProperties = {
  displayName: 'Purchase Entry',
  name: 'purchaseEntry',
  type: 'resourceLocator',
  default: { mode: 'number', value: '' },
  required: true,
  modes: [
    { displayName: 'By Entry Number', name: 'number', type: 'string', placeholder: 'e.g. 26600001' },
    { displayName: 'By Your Ref.', name: 'reference', type: 'string', placeholder: 'e.g. INV-1001' },
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. 3fa2c4d8-0b1e-4a52-9a6f-2d1c7e5b8f90',
    },
  ],
};

const day = (displayName: string, name: string, description: string): INodeProperties => ({
  ...{ displayName, name, type: 'dateTime', default: '', description },
});

const LINES = 'PurchaseEntryLines';
const WITH_LINES = {
  path: ENTRIES,
  select: [...SIMPLE_FIELDS, ...LINE_FIELDS.map((field) => `${LINES}/${field}`)],
  expand: LINES,
};

const named = (value: unknown): { mode: string; value: string } => {
  const { mode, value: text } = (value ?? {}) as { mode?: unknown; value?: unknown };
  return { mode: String(mode ?? ''), value: String(text ?? '').trim() };
};

export const { get: getEntry, getAll: getEntries } = readActions({
  keyFields: [keyField],
  filterFields: [
    day('Dated From', 'from', 'Only those whose entry date is on this day or later'),
    day('Dated To', 'to', 'Only those whose entry date is on this day or earlier'),
    textFilter('JAGGAER Key Starts With', 'stamp', 'Start of the description, e.g. JGR:acme:'),
    textFilter('Journal', 'journal', 'Code of the journal'),
    modifiedAfter,
    textFilter('Supplier', 'vendor', 'Number or ID'),
    textFilter('Your Ref.', 'number', 'The supplier’s own invoice number'),
  ],
  async get({ context, index, simple }) {
    const connection = await connect(context);
    const row = await find(connection, named(context.getNodeParameter('purchaseEntry', index)));
    return row && simple ? ((await simplified(connection, [row]))[0] ?? null) : row;
  },
  async list({ context, filters, limit, simple }) {
    const connection = await connect(context);
    const filter = await conditions(connection, filters);
    if (filter === null) return [];
    const stamp = given(filters, 'stamp').toUpperCase();
    const rows = await list(connection, {
      ...{ path: ENTRIES, select: SIMPLE_FIELDS, filter, limit: stamp === '' ? limit : Infinity },
    });
    // a description may have the words somewhere behind
    const own = rows
      .filter((row) => textAt(row, 'Description').toUpperCase().startsWith(stamp))
      .slice(0, limit);
    return simple ? await simplified(connection, own) : own;
  },
  missing: ({ context, index }) => ({
    reason: `Exact Online has no purchase entry ${named(context.getNodeParameter('purchaseEntry', index)).value || '(none is named)'}.`,
    advice: 'Check the number and the division, and whether it was deleted there.',
  }),
});

/** @throws Refusal where several have the number */
async function find(
  connection: Connection,
  { mode, value }: { mode: string; value: string },
): Promise<Json | null> {
  if (mode === 'id') return isGuid(value) ? await readOne(connection, WITH_LINES, value) : null;
  if (value === '' || (mode !== 'reference' && !/^\d{1,9}$/.test(value))) return null;
  const filter = mode === 'reference' ? textIs('YourRef', value) : numberIs('EntryNumber', Number(value));
  const [first, second] = await list(connection, { ...WITH_LINES, filter, limit: 2 });
  if (!second) return first ?? null;
  throw new Refusal(
    rejected(
      'erp.severalFound',
      `Exact Online has several purchase entries with the number ${value}.`,
      'Name it by its entry number or ID, or list them with Get Many.',
      'support',
    ),
  );
}

/** null where no entry can meet them. */
async function conditions(connection: Connection, filters: IDataObject): Promise<string | null> {
  const found: string[] = [];
  const text = (name: string, field: string) => {
    const value = given(filters, name);
    if (value !== '') found.push(textIs(field, value));
  };
  const vendor = given(filters, 'vendor');
  if (vendor !== '') {
    const supplier = (await readSuppliers(connection, [vendor])).get(vendor);
    if (!supplier) return null;
    found.push(guidIs('Supplier', supplier.id));
  }
  text('number', 'YourRef');
  text('journal', 'Journal');
  const stamp = given(filters, 'stamp');
  if (stamp !== '') found.push(contains('Description', stamp));
  const from = dateIn(filters, 'from', 'Dated From');
  const to = dateIn(filters, 'to', 'Dated To');
  const changed = modifiedSince(filters);
  if (from) found.push(dateIs('EntryDate', 'ge', from.toFormat('yyyy-MM-dd')));
  if (to) found.push(dateIs('EntryDate', 'le', to.toFormat('yyyy-MM-dd')));
  if (changed)
    found.push(dateIs('Modified', 'ge', onServerClock(changed.toJSDate(), await offsetOf(connection))));
  return allOf(found);
}

/** With the suppliers' numbers, as the mapping table names them. */
async function simplified(connection: Connection, rows: Json[]): Promise<Json[]> {
  if (rows.length === 0) return [];
  const suppliers = await readSuppliers(
    connection,
    rows.map((row) => textAt(row, 'Supplier')).filter(isGuid),
  );
  const offset = await offsetOf(connection);
  return rows.map((row) => simplifyBill(row, suppliers.word, offset));
}
