import type { INodeProperties } from 'n8n-workflow';
import {
  checking,
  connectionField,
  keeping,
  listing,
  operation,
  payingStatus,
  reading,
  resource,
} from '../shared/fields';

/** Resource and operation pickers of the QuickBooks Online node. */
export const operations: INodeProperties[] = [
  resource('bill', [
    { name: 'Account', value: 'account' },
    { name: 'Bill', value: 'bill' },
    { name: 'Bill Payment', value: 'billPayment' },
    { name: 'Change', value: 'changes' },
    { name: 'Class', value: 'class' },
    { name: 'Connection', value: 'connection' },
    { name: 'Item', value: 'item' },
    { name: 'Location (Department)', value: 'department' },
    { name: 'Payment Status', value: 'paymentStatus' },
    { name: 'Purchase Order', value: 'purchaseOrder' },
    { name: 'Query', value: 'query' },
    { name: 'Tax Code', value: 'taxCode' },
    { name: 'Term', value: 'term' },
    { name: 'Vendor', value: 'vendor' },
    { name: 'Vendor Credit', value: 'vendorCredit' },
  ]),
  operation('account', keeping('an account', 'accounts')),
  operation(
    'bill',
    [
      {
        name: 'Attach File',
        value: 'attach',
        action: 'Attach a file to a bill',
        description: 'Put a file, such as the scanned invoice, on a bill or vendor credit',
      },
      { name: 'Get', value: 'get', action: 'Get a bill', description: 'Get one bill with its lines' },
      listing('bills', 'List bills with amount, balance, status and JAGGAER key'),
      {
        name: 'Post',
        value: 'post',
        action: 'Post a bill',
        description: 'Make one bill, or vendor credit, of each approved invoice',
      },
    ],
    'post',
  ),
  operation('billPayment', reading('a bill payment', 'bill payments')),
  operation('changes', [
    listing('changes', 'Everything that changed in some lists, deleted records too, by one call'),
  ]),
  operation('class', keeping('a class', 'classes')),
  operation('connection', checking('sign-in, company, settings and rights')),
  operation('department', keeping('a location', 'locations')),
  operation('item', reading('an item', 'items')),
  operation('paymentStatus', payingStatus),
  operation('purchaseOrder', keeping('a purchase order', 'purchase orders')),
  operation('query', [
    {
      name: 'Execute',
      value: 'execute',
      action: 'Execute any query',
      description: 'Read anything in the query language of QuickBooks Online',
    },
  ]),
  operation('taxCode', reading('a tax code', 'tax codes')),
  operation('term', reading('a term', 'terms')),
  operation('vendor', keeping('a vendor', 'vendors')),
  operation('vendorCredit', [
    {
      name: 'Get',
      value: 'get',
      action: 'Get a vendor credit',
      description: 'Get one vendor credit with its lines',
    },
    listing('vendor credits', 'List vendor credits with amount, what is left of them, and JAGGAER key'),
  ]),
];

/** How the calls are made. */
export const connectionOptions: INodeProperties = connectionField([
  {
    displayName: 'Records in a Batch',
    name: 'batchSize',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 30 },
    default: 30,
    description: 'How many records go into one request at most. It becomes smaller by itself on time-outs.',
  },
]);
