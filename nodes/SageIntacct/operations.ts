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
  upserting,
} from '../shared/fields';

/** Resource and operation pickers of the Sage Intacct node. */
export const operations: INodeProperties[] = [
  resource('bill', [
    { name: 'Attachment', value: 'attachment' },
    { name: 'Bill', value: 'bill' },
    { name: 'Bill Adjustment', value: 'billAdjustment' },
    { name: 'Class', value: 'class' },
    { name: 'Connection', value: 'connection' },
    { name: 'Custom Function', value: 'customFunction' },
    { name: 'Department', value: 'department' },
    { name: 'GL Account', value: 'glAccount' },
    { name: 'Location', value: 'location' },
    { name: 'Payment', value: 'payment' },
    { name: 'Payment Status', value: 'paymentStatus' },
    { name: 'Project', value: 'project' },
    { name: 'Purchase Order', value: 'purchaseOrder' },
    { name: 'User-Defined Dimension', value: 'dimension' },
    { name: 'Vendor', value: 'vendor' },
  ]),
  operation('attachment', [
    {
      name: 'Create',
      value: 'create',
      action: 'Create an attachment',
      description: 'Put a file in the shared folder, for any record to point to',
    },
  ]),
  operation('bill', [
    {
      name: 'Post',
      value: 'post',
      action: 'Post bills',
      description:
        'Make exactly one bill of each approved invoice, or say why not; credit memos become adjustments',
    },
    ...reading('a bill', 'bills'),
    {
      name: 'Attach File',
      value: 'attach',
      action: 'Attach a file to a bill',
      description: 'Put files on bills, all of one bill in one attachment',
    },
  ]),
  operation('billAdjustment', reading('a bill adjustment', 'bill adjustments')),
  operation('class', reading('a class', 'classes')),
  operation('connection', checking('sender, sign-in, entity and permissions')),
  operation('customFunction', [
    {
      name: 'Execute',
      value: 'execute',
      action: 'Execute any function of the gateway',
      description: 'Send any XML function, for what the other resources do not cover',
    },
  ]),
  operation('department', reading('a department', 'departments')),
  operation(
    'dimension',
    reading('a value of a user-defined dimension', 'values of a user-defined dimension'),
  ),
  operation('glAccount', reading('a GL account', 'GL accounts')),
  operation('location', reading('a location', 'locations')),
  operation('payment', [listing('payments', 'List payments, each with the bills it pays')]),
  operation('paymentStatus', payingStatus),
  operation('project', reading('a project', 'projects')),
  operation(
    'purchaseOrder',
    [
      {
        name: 'Close',
        value: 'close',
        action: 'Close a purchase order',
        description: 'End orders, so that they stop counting as committed',
      },
      upserting('a purchase order'),
      ...reading('a purchase order', 'purchase orders'),
    ],
    'upsert',
  ),
  operation('vendor', keeping('a vendor', 'vendors')),
];

/** Where the calls work, and how many at a time. */
export const connectionOptions: INodeProperties = connectionField([
  {
    displayName: 'Entity ID',
    name: 'entity',
    type: 'string',
    default: '',
    description: 'Works in this entity instead of the credential’s',
  },
  {
    displayName: 'Requests at a Time',
    name: 'concurrency',
    type: 'options',
    options: [
      { name: 'One', value: 1 },
      { name: 'Two', value: 2 },
    ],
    default: 1,
    description:
      'How many requests this n8n process sends to the company at once. Standard companies let one or two in, others’ integrations included.',
  },
]);
