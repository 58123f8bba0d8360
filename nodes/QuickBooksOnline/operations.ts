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
    ],
    default: 'bill',
  },
  operation('bill', [
    {
      name: 'Post',
      value: 'post',
      action: 'Post a bill',
      description: 'Make one bill, or vendor credit, of each approved invoice',
    },
  ]),
  operation('connection', [
    {
      name: 'Check Connection',
      value: 'check',
      action: 'Check the connection',
      description: 'Say in plain words whether sign-in, company, settings and rights are in order',
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
