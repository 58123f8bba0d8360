/** Reading vendors, accounts, subaccounts and purchase orders. */
import type { IDataObject } from 'n8n-workflow';
import { located, locator } from '../../shared/fields';
import { given, modifiedAfter, onlyActive, textFilter } from '../../shared/filters';
import { readDecimal } from '../../shared/money';
import { equals, literal } from '../transport/query';
import {
  accountDocument,
  bankFieldsIn,
  subaccountDocument,
  supplierDocument,
  vendorExpand,
  vendorSelect,
  withoutOtherBankData,
} from '../masterDocuments';
import type { Plain } from '../transport/wire';
import { flag, rows, text } from '../transport/wire';
import { bankFields, modifiedClause } from './filters';
import { reads } from './reading';

const contains = (field: string, words: string): string[] =>
  words ? [`substringof(${literal(words)},${field})`] : [];

export const vendorReads = reads({
  entity: 'Vendor',
  word: 'vendor',
  keyFields: [locator('Vendor', 'vendor', 'searchVendors', 'HARBOUR')],
  keys: (context, index) => [located(context, 'vendor', index)],
  simple: {
    select: (options) => vendorSelect(bankFieldsIn(options.bankFields)),
    show: (row, origin, options) => ({
      ...supplierDocument(row, origin, bankFieldsIn(options.bankFields)),
      status: text(row, 'Status'),
      legalName: text(row, 'LegalName') || null,
      class: text(row, 'VendorClass') || null,
      terms: text(row, 'Terms') || null,
      accountReference: text(row, 'AccountRef') || null,
    }),
  },
  expand: (options) => vendorExpand(bankFieldsIn(options.bankFields)),
  expandLists: true,
  raw: (row, options) => withoutOtherBankData(row, bankFieldsIn(options.bankFields)),
  options: [bankFields],
  filterFields: [
    modifiedAfter,
    textFilter('Name Contains', 'name', 'Part of the vendor’s name'),
    textFilter('Status', 'status', 'Status as Acumatica shows it, e.g. Active'),
  ],
  clauses: (filters) => [
    ...modifiedClause(filters),
    ...contains('VendorName', given(filters, 'name')),
    ...(given(filters, 'status') ? [equals('Status', given(filters, 'status'))] : []),
  ],
});

export const accountReads = reads({
  entity: 'Account',
  word: 'account',
  keyFields: [locator('Account', 'account', 'searchAccounts', '60000')],
  keys: (context, index) => [located(context, 'account', index)],
  simple: {
    select: () => [
      ...['AccountCD', 'Description', 'Type', 'Active', 'AccountClass', 'CurrencyID', 'UseDefaultSubaccount'],
      'LastModifiedDateTime',
    ],
    show: (row, origin) => ({
      ...accountDocument(row, origin),
      class: text(row, 'AccountClass') || null,
      usesDefaultSubaccount: flag(row, 'UseDefaultSubaccount'),
    }),
  },
  expand: () => [],
  filterFields: [
    modifiedAfter,
    textFilter('Type', 'type', 'Account type as Acumatica shows it, e.g. Expense'),
    onlyActive('Whether to leave out accounts that cannot be posted to'),
  ],
  clauses: (filters) => [
    ...modifiedClause(filters),
    ...(given(filters, 'type') ? [equals('Type', given(filters, 'type'))] : []),
    ...(filters.active === true ? ['Active eq true'] : []),
  ],
});

export const subaccountReads = reads({
  entity: 'Subaccount',
  word: 'subaccount',
  keyFields: [
    {
      displayName: 'Subaccount',
      name: 'subaccount',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. 000-000',
    },
  ],
  keys: (context, index) => [String(context.getNodeParameter('subaccount', index)).trim()],
  simple: {
    select: () => ['SubaccountCD', 'Description', 'Active'],
    show: subaccountDocument,
  },
  expand: () => [],
  filterFields: [onlyActive('Whether to leave out subaccounts that cannot be posted to')],
  clauses: (filters) => (filters.active === true ? ['Active eq true'] : []),
});

const ORDER_TYPES = ['Blanket', 'Drop-Ship', 'Normal', 'Project Drop-Ship', 'Standard'];

export const purchaseOrderReads = reads({
  entity: 'PurchaseOrder',
  word: 'purchase order',
  keyFields: [
    {
      displayName: 'Order Number',
      name: 'orderNumber',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. PO000050',
    },
    {
      displayName: 'Type',
      name: 'orderType',
      type: 'options',
      options: ORDER_TYPES.map((name) => ({ name, value: name })),
      default: 'Normal',
    },
  ],
  keys: (context, index) => [
    String(context.getNodeParameter('orderType', index, 'Normal')),
    String(context.getNodeParameter('orderNumber', index)).trim(),
  ],
  simple: {
    select: () => [
      ...['Type', 'OrderNbr', 'Status', 'VendorID', 'VendorRef', 'Branch', 'Date', 'Description'],
      ...['CurrencyID', 'OrderTotal', 'LastModifiedDateTime'],
    ],
    show: showOrder,
  },
  expand: () => ['Details'],
  filterFields: [
    modifiedAfter,
    textFilter('Status', 'status', 'Status as Acumatica shows it, e.g. Open'),
    textFilter('Vendor', 'vendor', 'Vendor ID'),
  ],
  clauses: (filters) => [
    ...modifiedClause(filters),
    ...(given(filters, 'status') ? [equals('Status', given(filters, 'status'))] : []),
    ...(given(filters, 'vendor') ? [equals('VendorID', given(filters, 'vendor'))] : []),
  ],
});

function showOrder(row: Plain): IDataObject {
  return {
    type: text(row, 'Type'),
    number: text(row, 'OrderNbr'),
    status: text(row, 'Status'),
    vendor: text(row, 'VendorID'),
    vendorReference: text(row, 'VendorRef') || null,
    branch: text(row, 'Branch') || null,
    date: text(row, 'Date').slice(0, 10) || null,
    description: text(row, 'Description'),
    currency: text(row, 'CurrencyID') || null,
    total: readDecimal(row.OrderTotal),
    lastModified: text(row, 'LastModifiedDateTime') || null,
    id: text(row, 'id'),
    lines: rows(row, 'Details').map((line) => ({
      number: Number(text(line, 'LineNbr')),
      description: text(line, 'LineDescription'),
      quantity: readDecimal(line.OrderQty),
      received: readDecimal(line.QtyOnReceipts),
      unit: text(line, 'UOM') || null,
      unitPrice: readDecimal(line.UnitCost),
      amount: readDecimal(line.ExtendedCost),
      account: text(line, 'Account') || null,
      completed: flag(line, 'Completed'),
    })),
  };
}
