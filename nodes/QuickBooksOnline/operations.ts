import type { INodeProperties } from 'n8n-workflow';
import { operation } from '../shared/fields';

/** Resource and operation pickers of the QuickBooks Online node. */
export const operations: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Bill', value: 'bill' },
      { name: 'Connection', value: 'connection' },
      { name: 'Vendor Credit', value: 'vendorCredit' },
    ],
    default: 'bill',
  },
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
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many bills',
        description: 'List bills with amount, balance, status and JAGGAER key',
      },
      {
        name: 'Post',
        value: 'post',
        action: 'Post a bill',
        description: 'Make one bill, or vendor credit, of each approved invoice',
      },
    ],
    'post',
  ),
  operation('connection', [
    {
      name: 'Check Connection',
      value: 'check',
      action: 'Check the connection',
      description: 'Say in plain words whether sign-in, company, settings and rights are in order',
    },
  ]),
  operation('vendorCredit', [
    {
      name: 'Get',
      value: 'get',
      action: 'Get a vendor credit',
      description: 'Get one vendor credit with its lines',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many vendor credits',
      description: 'List vendor credits with amount, what is left of them, and JAGGAER key',
    },
  ]),
];

/** How the calls are made. */
export const connectionOptions: INodeProperties = {
  displayName: 'Connection Options',
  name: 'connectionOptions',
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  options: [
    {
      displayName: 'Records in a Batch',
      name: 'batchSize',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 30 },
      default: 30,
      description: 'How many records go into one request at most. It becomes smaller by itself on time-outs.',
    },
  ],
};
