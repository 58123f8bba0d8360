import type { INodeProperties } from 'n8n-workflow';
import {
  checking,
  connectionField,
  keeping,
  listing,
  operation,
  payingStatuses,
  reading,
  resource,
} from '../shared/fields';

/** Resource and operation pickers of the SYSPRO node. */
export const operations: INodeProperties[] = [
  resource('supplier', [
    { name: 'AP Invoice', value: 'apInvoice' },
    { name: 'Business Object', value: 'businessObject' },
    { name: 'Connection', value: 'connection' },
    { name: 'GL Account', value: 'glAccount' },
    { name: 'GL Balance', value: 'glBalance' },
    { name: 'GL Journal', value: 'glJournal' },
    { name: 'GRN', value: 'grn' },
    { name: 'Payment Status', value: 'paymentStatus' },
    { name: 'Purchase Order', value: 'purchaseOrder' },
    { name: 'Registered Invoice', value: 'registeredInvoice' },
    { name: 'Supplier', value: 'supplier' },
  ]),
  operation(
    'apInvoice',
    [
      ...reading('an AP invoice', 'AP invoices'),
      {
        name: 'Post',
        value: 'post',
        action: 'Post an AP invoice',
        description: 'Make one AP invoice, or credit, of each approved invoice',
      },
      {
        name: 'Send to GL',
        value: 'sendToLedger',
        action: 'Send an AP journal to the GL',
        description: 'Make the GL journal of invoices that AP has and the ledger does not',
      },
    ],
    'post',
  ),
  operation('businessObject', [
    {
      name: 'Call',
      value: 'call',
      action: 'Call any business object',
      description: 'Send any XML document, for what the other resources do not cover',
    },
  ]),
  operation('connection', checking('address, logon, licence and permissions')),
  operation('glAccount', [
    ...reading('a GL account', 'GL accounts'),
    {
      name: 'Validate',
      value: 'validate',
      action: 'Validate a GL account',
      description: 'Ask SYSPRO whether a ledger code exists and may be posted to',
    },
  ]),
  operation('glBalance', [listing('GL balances', 'List what ledger codes stand at when a period ends')]),
  operation('glJournal', [
    {
      name: 'Post',
      value: 'post',
      action: 'Post a GL journal',
      description: 'Enter a journal of the general ledger; never for what AP has posted',
    },
  ]),
  operation('grn', [listing('GRNs', 'List goods received notes, which AP invoices are matched with')]),
  operation('paymentStatus', payingStatuses),
  operation('purchaseOrder', keeping('a purchase order', 'purchase orders')),
  operation('registeredInvoice', [
    listing('registered invoices', 'List the registered invoices of a supplier'),
    {
      name: 'Register',
      value: 'register',
      action: 'Register an invoice',
      description: 'Make invoices known to AP before they are approved',
    },
  ]),
  operation('supplier', keeping('a supplier', 'suppliers')),
];

/** How calls reach the server. */
export const connectionOptions: INodeProperties = connectionField([
  {
    displayName: 'Large Documents',
    name: 'largeDocuments',
    type: 'options',
    options: [
      { name: 'By PostLD', value: 'postLD', description: 'Fewest calls; not every version has it' },
      { name: 'In Parts', value: 'split', description: 'As many invoices in a call as an address holds' },
    ],
    default: 'postLD',
    description: 'How documents are posted that are too long for an address',
  },
  {
    displayName: 'Longest Address',
    name: 'longestUrl',
    type: 'number',
    typeOptions: { minValue: 1000, maxValue: 16000 },
    default: 12000,
    description: 'In characters. Windows servers end at 16,384 bytes with headers; a proxy may end earlier.',
  },
]);
