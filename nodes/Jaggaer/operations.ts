import type { INodeProperties } from 'n8n-workflow';
import { keeping, listing, operation, resource, upserting } from '../shared/fields';

/** Resource and operation pickers of the JAGGAER node. */
export const operations: INodeProperties[] = [
  resource('invoice', [
    { name: 'Attachment', value: 'attachment' },
    { name: 'Connection', value: 'connection' },
    { name: 'Custom API Call', value: 'customApiCall' },
    { name: 'GL Account', value: 'glAccount' },
    { name: 'Invoice', value: 'invoice' },
    { name: 'Payment Status', value: 'paymentStatus' },
    { name: 'Purchase Order', value: 'purchaseOrder' },
    { name: 'Supplier', value: 'supplier' },
  ]),
  operation('attachment', [
    {
      name: 'Download',
      value: 'download',
      action: 'Download an attachment',
      description: 'Download the file of an invoice',
    },
  ]),
  operation('connection', [
    {
      name: 'Check Connection',
      value: 'check',
      action: 'Check the connection',
      description: 'Call each configured list once and say what works; nothing is written',
    },
  ]),
  operation('customApiCall', [
    {
      name: 'Send',
      value: 'send',
      action: 'Send a custom API call',
      description: 'Call any path of your JAGGAER',
    },
  ]),
  operation(
    'glAccount',
    [upserting('a GL account'), listing('GL accounts', 'List accounts and dimension values (assumed path)')],
    'getAll',
  ),
  operation('invoice', [
    {
      name: 'Get',
      value: 'get',
      action: 'Get an invoice',
      description: 'Read invoices with lines and splits',
    },
    listing('invoices', 'List invoices by status and date'),
    {
      name: 'Write ERP Result',
      value: 'writeErpResult',
      action: 'Write the ERP result of an invoice',
      description: 'Tell JAGGAER the bill number, or why there is none (assumed path)',
    },
  ]),
  operation('paymentStatus', [
    {
      name: 'Write',
      value: 'write',
      action: 'Write a payment status',
      description: 'Show on the JAGGAER invoice what was paid in the ERP (assumed path)',
    },
  ]),
  operation(
    'purchaseOrder',
    [
      upserting('a purchase order'),
      {
        name: 'Get',
        value: 'get',
        action: 'Get a purchase order',
        description: 'Read a purchase order (assumed path)',
      },
      listing('purchase orders', 'List purchase orders (assumed path)'),
    ],
    'get',
  ),
  operation('supplier', keeping('a supplier', 'suppliers'), 'get'),
];
