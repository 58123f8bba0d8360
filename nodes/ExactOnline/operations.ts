import type { INodeProperties } from 'n8n-workflow';
import { checking, keeping, listing, operation, payingStatuses, reading, resource } from '../shared/fields';

/** Resource and operation pickers of the Exact Online node. */
export const operations: INodeProperties[] = [
  resource('purchaseEntry', [
    { name: 'Connection', value: 'connection' },
    { name: 'Cost Center', value: 'costCenter' },
    { name: 'Cost Unit', value: 'costUnit' },
    { name: 'Division', value: 'division' },
    { name: 'Document', value: 'document' },
    { name: 'GL Account', value: 'glAccount' },
    { name: 'Item', value: 'item' },
    { name: 'Journal', value: 'journal' },
    { name: 'Payment Condition', value: 'paymentCondition' },
    { name: 'Payment Status', value: 'paymentStatus' },
    { name: 'Purchase Entry', value: 'purchaseEntry' },
    { name: 'Purchase Order', value: 'purchaseOrder' },
    { name: 'Query', value: 'query' },
    { name: 'Supplier', value: 'supplier' },
    { name: 'VAT Code', value: 'vatCode' },
  ]),
  operation('connection', [
    ...checking('sign-in, division, rights and limits'),
    {
      name: 'Estimate a Backfill',
      value: 'estimate',
      action: 'Estimate a backfill',
      description: 'Say how many calls and days it takes to post a number of invoices',
    },
  ]),
  operation('costCenter', reading('a cost center', 'cost centers')),
  operation('costUnit', reading('a cost unit', 'cost units')),
  operation('division', [listing('divisions', 'List the divisions that the signed-in user may see')]),
  operation('document', [
    {
      name: 'Attach File',
      value: 'attach',
      action: 'Attach a file to a document',
      description: 'Put a file, such as the scanned invoice, on the document of a purchase entry',
    },
  ]),
  operation('glAccount', reading('a GL account', 'GL accounts')),
  operation('item', reading('an item', 'items')),
  operation('journal', reading('a journal', 'journals')),
  operation('paymentCondition', reading('a payment condition', 'payment conditions')),
  operation('paymentStatus', payingStatuses),
  operation(
    'purchaseEntry',
    [
      ...reading('a purchase entry', 'purchase entries'),
      {
        name: 'Post',
        value: 'post',
        action: 'Post a purchase entry',
        description: 'Make one purchase entry, or credit note, of each approved invoice',
      },
    ],
    'post',
  ),
  operation('purchaseOrder', reading('a purchase order', 'purchase orders')),
  operation('query', [
    {
      name: 'Execute',
      value: 'execute',
      action: 'Execute any query',
      description: 'Read any list of the division, page by page',
    },
  ]),
  operation('supplier', keeping('a supplier', 'suppliers')),
  operation('vatCode', reading('a VAT code', 'VAT codes')),
];

/** The company whose books are meant; always chosen, never what the user looked at last. */
export const divisionField: INodeProperties = {
  displayName: 'Division',
  name: 'division',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'The company in Exact Online',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      typeOptions: { searchListMethod: 'searchDivisions', searchable: true },
    },
    {
      displayName: 'By Number',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. 124132',
      validation: [
        {
          type: 'regex',
          properties: { regex: '^\\s*\\d+\\s*$', errorMessage: 'A division is a number.' },
        },
      ],
    },
  ],
};
