/** Reading suppliers, ledger codes and goods received. */
import { locator } from '../../shared/fields';
import { dateFilter, given, onlyActive, textFilter } from '../../shared/filters';
import type { Decimal } from '../../shared/money';
import { minus, readDecimal } from '../../shared/money';
import type { SupplierKeys } from '../keys';
import { readSupplierKeys, shownOrder, wholeKey, wholeOrder } from '../keys';
import {
  ACCOUNT_COLUMNS,
  SUPPLIER_COLUMNS,
  accountDocument,
  isYes,
  supplierDocument,
} from '../masterDocuments';
import { withAddresses } from '../supplierRows';
import type { Connection } from '../transport/connection';
import type { Filter } from '../transport/find';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import { containsFilter, equalsFilter, sinceFilter } from './filters';
import { listReads, reads } from './reading';

/** Digits alone may be a numeric key without its zeros: how keys are made is asked. */
async function supplierKey(code: string, connection: Connection): Promise<string> {
  if (!/^\d+$/.test(code)) return code;
  const keys = known.get(connection) ?? readSupplierKeys(connection);
  known.set(connection, keys);
  return wholeKey(code, await keys);
}

/** Once an execution, whose connection is one. */
const known = new WeakMap<Connection, Promise<SupplierKeys>>();

export const supplierReads = reads({
  word: 'supplier',
  table: 'ApSupplier',
  key: ['Supplier'],
  columns: SUPPLIER_COLUMNS,
  keyField: locator('Supplier', 'supplier', 'searchSuppliers', '0000001'),
  named: async (code, connection) => ({
    ...{ column: 'Supplier', is: 'EQ', value: await supplierKey(code, connection) },
  }),
  show: async (rows, origin, connection) =>
    (await withAddresses(connection, rows)).map((row) => ({
      ...supplierDocument(row, row, origin),
      ...{ terms: text(row, 'TermsCode') || null, branch: text(row, 'Branch') || null },
      ...{ grnMatchingRequired: isYes(row, 'GrnMatchReqd') },
    })),
  filterFields: [
    textFilter('Name Contains', 'name', 'Part of the supplier’s name, in its own case'),
    textFilter('Currency', 'currency', 'Code of the currency, as SYSPRO has it'),
    onlyActive('Whether to leave out suppliers that are on hold'),
  ],
  filters: (filters) => [
    ...containsFilter('SupplierName', given(filters, 'name')),
    ...equalsFilter('Currency', given(filters, 'currency')),
    ...(filters.active === true ? [notSet('OnHold')] : []),
  ],
});

const notSet = (column: string): Filter => ({ column, is: 'NE', value: 'Y' });

const ofCompany = ({ companyId }: Connection): Filter => ({ column: 'Company', is: 'EQ', value: companyId });

export const accountReads = reads({
  word: 'GL account',
  table: 'GenMaster',
  key: ['Company', 'GlCode'],
  columns: ACCOUNT_COLUMNS,
  keyField: locator('GL Account', 'account', 'searchAccounts', '10-6220', 'By Ledger Code'),
  named: (code, connection) => ({
    and: [ofCompany(connection), { column: 'GlCode', is: 'EQ', value: code }],
  }),
  show: (rows, origin) =>
    rows.map((row) => ({
      ...accountDocument(row, origin),
      ...{ group: text(row, 'GlGroup') || null, controlAccount: isYes(row, 'ControlAccFlag') },
      analysisCategory: isYes(row, 'AnalysisRequired') ? text(row, 'AnalysisCategory') : null,
    })),
  filterFields: [
    textFilter('Code Begins With', 'code', 'Ledger codes that begin with this'),
    textFilter('Type', 'type', 'Account type as SYSPRO codes it, e.g. E for expense'),
    onlyActive('Whether to leave out ledger codes that are on hold'),
  ],
  filters: (filters, connection) => [
    ofCompany(connection),
    ...beginsFilter('GlCode', given(filters, 'code')),
    ...equalsFilter('AccountType', given(filters, 'type')),
    ...(filters.active === true ? [notSet('AccOnHldFlag')] : []),
  ],
});

const beginsFilter = (column: string, start: string): Filter[] =>
  start === '' ? [] : [{ column, is: 'LIKE', value: `${start}*` }];

const figure = (row: Row, column: string): Decimal => readDecimal(text(row, column)) ?? '0';

/** What AP can match invoices with: its key is what an invoice names, not a purchase order (source: schema of APSTIN). */
const receipt = (row: Row): object => ({
  grn: text(row, 'Grn'),
  supplier: text(row, 'Supplier'),
  source: text(row, 'GrnSource'),
  journal: text(row, 'Journal'),
  entry: text(row, 'JournalEntry'),
  purchaseOrder: shownOrder(text(row, 'PurchaseOrder')),
  purchaseOrderLine: Number(text(row, 'PurchaseOrderLin') || 0) || null,
  date: /^(?!0000)\d{4}-\d{2}-\d{2}/.exec(text(row, 'OrigReceiptDate'))?.[0] ?? null,
  deliveryNote: text(row, 'DeliveryNote') || null,
  description: text(row, 'StockDescription') || null,
  quantity: figure(row, 'QtyReceived'),
  value: figure(row, 'CurGrnValue'),
  matched: figure(row, 'MatchedValue'),
  open: minus(figure(row, 'CurGrnValue'), figure(row, 'MatchedValue')),
  isMatched: isYes(row, 'GrnMatchedFlag'),
});

export const receiptReads = listReads({
  table: 'GrnDetails',
  key: ['Supplier', 'Grn', 'GrnSource', 'Journal', 'JournalEntry'],
  columns: [
    ...['PurchaseOrder', 'PurchaseOrderLin', 'OrigReceiptDate', 'DeliveryNote', 'StockDescription'],
    ...['QtyReceived', 'CurGrnValue', 'MatchedValue', 'GrnMatchedFlag'],
  ],
  show: (rows) => rows.map(receipt),
  filterFields: [
    textFilter('Purchase Order', 'purchaseOrder', 'Number of the order in SYSPRO'),
    dateFilter('Received From', 'receivedFrom', 'Only goods received on this day or later'),
    textFilter('Supplier', 'supplier', 'Code of the supplier'),
    {
      displayName: 'Only Unmatched',
      name: 'unmatched',
      type: 'boolean',
      default: true,
      description: 'Whether to leave out what invoices have been matched with wholly',
    },
  ],
  async filters(filters, connection) {
    const supplier = given(filters, 'supplier');
    const order = given(filters, 'purchaseOrder');
    return [
      ...equalsFilter('Supplier', supplier && (await supplierKey(supplier, connection))),
      ...equalsFilter('PurchaseOrder', order && wholeOrder(order)),
      ...sinceFilter('OrigReceiptDate', filters, 'receivedFrom', 'Received From'),
      ...(filters.unmatched === true ? [notSet('GrnMatchedFlag')] : []),
    ];
  },
});
