/** AP invoices as SYSPRO has them. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { dateIn, given, onlyFromJaggaer, textFilter } from '../../../shared/filters';
import { Refusal, rejected } from '../../../shared/outcome';
import { readActions } from '../../../shared/readAction';
import { trimmed } from '../../../shared/text';
import { BILL_COLUMNS, BILL_KEY, entryOf, simplifyBill } from '../../billRows';
import { readSupplierKeys, wholeKey } from '../../keys';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import type { Filter } from '../../transport/find';
import { find } from '../../transport/find';
import type { Row } from '../../transport/xml';

const keyFields: INodeProperties[] = [
  {
    displayName: 'Invoice',
    name: 'invoice',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. INV-1001',
    description: 'The supplier’s invoice number, or AP’s entry as Post puts it out, like 2026/06/00017/001',
  },
  {
    displayName: 'Supplier',
    name: 'supplier',
    type: 'string',
    default: '',
    placeholder: 'e.g. 0000001',
    description: 'Needed where several suppliers have an invoice of this number',
  },
];

const dateFilter = (displayName: string, name: string, description: string): INodeProperties => ({
  ...{ displayName, name, type: 'dateTime', default: '', description },
});

const filterFields: INodeProperties[] = [
  dateFilter('Dated From', 'from', 'Only those whose invoice date is on this day or later'),
  dateFilter('Dated To', 'to', 'Only those whose invoice date is on this day or earlier'),
  textFilter('JAGGAER Key Starts With', 'stamp', 'Start of the mark, e.g. JGR:acme:'),
  dateFilter(
    'Modified After',
    'modifiedAfter',
    'Only those that were posted on this day or later: SYSPRO keeps no time of other changes',
  ),
  textFilter('Number', 'number', 'The supplier’s own invoice number'),
  onlyFromJaggaer,
  {
    displayName: 'Only Open',
    name: 'open',
    type: 'boolean',
    default: true,
    description: 'Whether to leave out what is paid in full',
  },
  textFilter('Supplier', 'supplier', 'The supplier’s code'),
];

const INVOICES = { table: 'ApInvoice', key: BILL_KEY };

const equals = (column: string, value: string): Filter[] =>
  value === '' ? [] : [{ column, is: 'EQ', value }];

async function rowsOf(connection: Connection, where: Filter[], simple: boolean, limit: number) {
  const columns = simple ? BILL_COLUMNS : [];
  const rows = await find(connection, { ...INVOICES, columns, where: { and: where }, limit });
  return simple ? await simplified(connection, rows) : rows;
}

async function simplified(connection: Connection, rows: Row[]): Promise<object[]> {
  if (rows.length === 0) return [];
  const keys = await readSupplierKeys(connection);
  return rows.map((row) => simplifyBill(row, keys));
}

/** The supplier's whole key. */
async function supplierFilter(connection: Connection, code: string): Promise<Filter[]> {
  if (code === '') return [];
  return equals('Supplier', wholeKey(code, await readSupplierKeys(connection)));
}

async function conditions(connection: Connection, filters: IDataObject): Promise<Filter[]> {
  const day = (name: string, label: string) => dateIn(filters, name, label)?.toFormat('yyyy-MM-dd') ?? '';
  const since = (column: string, is: 'GE' | 'LE', value: string): Filter[] =>
    value === '' ? [] : [{ column, is, value }];
  const mark = given(filters, 'stamp') || (filters.onlyFromJaggaer === true ? 'JGR' : '');
  return [
    ...since('InvoiceDate', 'GE', day('from', 'Dated From')),
    ...since('InvoiceDate', 'LE', day('to', 'Dated To')),
    ...since('JournalDate', 'GE', day('modifiedAfter', 'Modified After')),
    ...(mark === '' ? [] : [{ column: 'Reference', is: 'LIKE' as const, value: `${mark}*` }]),
    ...equals('Invoice', given(filters, 'number')),
    ...(filters.open === true ? [{ column: 'MthInvBal1', is: 'NE' as const, value: '0' }] : []),
    ...(await supplierFilter(connection, given(filters, 'supplier'))),
  ];
}

/** By number, or by AP's entry. */
function named(invoice: string): Filter[] {
  const entry = entryOf(invoice);
  if (!entry || entry.entry === '') return equals('Invoice', invoice);
  const number = (value: string) => String(Number(value));
  return [
    ...equals('InvoiceYear', number(entry.year)),
    ...equals('InvoiceMonth', number(entry.month)),
    ...equals('Journal', number(entry.journal)),
    ...equals('EntryNumber', number(entry.entry)),
  ];
}

/** Get and Get Many of AP Invoice. @throws Refusal, SignInRefused, NoAnswer */
export const invoiceReads = readActions({
  keyFields,
  filterFields,
  async get({ context, index, simple }) {
    const connection = await connect(context);
    const invoice = trimmed(context.getNodeParameter('invoice', index, ''));
    if (invoice === '') return null;
    const supplier = trimmed(context.getNodeParameter('supplier', index, ''));
    const where = [...named(invoice), ...(await supplierFilter(connection, supplier))];
    const [first, second] = await rowsOf(connection, where, simple, 2);
    if (!second) return first ?? null;
    throw new Refusal(
      rejected(
        'erp.severalFound',
        `Several suppliers have an invoice ${invoice} in SYSPRO.`,
        'Name the supplier too, or list them with Get Many.',
        'support',
      ),
    );
  },
  async list({ context, simple, filters, limit }) {
    const connection = await connect(context);
    return await rowsOf(connection, await conditions(connection, filters), simple, limit);
  },
  missing: ({ context, index }) => ({
    reason: `SYSPRO has no AP invoice ${trimmed(context.getNodeParameter('invoice', index, ''))}.`,
    advice: 'Check number and supplier. Invoices that were paid long ago are purged from AP’s file.',
  }),
});
