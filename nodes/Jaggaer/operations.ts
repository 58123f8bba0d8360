import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const picker: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  options: [],
  default: '',
};

const operation = (resource: string, options: INodePropertyOptions[]): INodeProperties => ({
  ...picker,
  displayOptions: { show: { resource: [resource] } },
  options,
  default: options[0]?.value ?? '',
});

/** Resource and operation pickers of the JAGGAER node. */
export const operations: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Attachment', value: 'attachment' },
      { name: 'Connection', value: 'connection' },
      { name: 'Custom API Call', value: 'customApiCall' },
      { name: 'Invoice', value: 'invoice' },
      { name: 'Purchase Order', value: 'purchaseOrder' },
      { name: 'Supplier', value: 'supplier' },
    ],
    default: 'invoice',
  },
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
  operation('invoice', [
    {
      name: 'Get',
      value: 'get',
      action: 'Get an invoice',
      description: 'Read invoices with lines and splits',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many invoices',
      description: 'List invoices by status and date',
    },
  ]),
  operation('purchaseOrder', [
    {
      name: 'Get',
      value: 'get',
      action: 'Get a purchase order',
      description: 'Read a purchase order (assumed path)',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many purchase orders',
      description: 'List purchase orders (assumed path)',
    },
  ]),
  operation('supplier', [
    { name: 'Get', value: 'get', action: 'Get a supplier', description: 'Read a supplier' },
    { name: 'Get Many', value: 'getAll', action: 'Get many suppliers', description: 'List suppliers' },
  ]),
];
