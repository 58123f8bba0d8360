import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { operation } from '../shared/fields';

const reading = (one: string, many: string): INodePropertyOptions[] => [
  { name: 'Get', value: 'get', action: `Get ${one}`, description: `Read ${one}` },
  { name: 'Get Many', value: 'getAll', action: `Get many ${many}`, description: `List ${many}` },
];

/** Resource and operation pickers of the SYSPRO node. */
export const operations: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'AP Invoice', value: 'apInvoice' },
      { name: 'Supplier', value: 'supplier' },
    ],
    default: 'supplier',
  },
  operation(
    'apInvoice',
    [
      {
        name: 'Post',
        value: 'post',
        action: 'Post an AP invoice',
        description: 'Make one AP invoice, or credit, of each approved invoice',
      },
    ],
    'post',
  ),
  operation('supplier', reading('a supplier', 'suppliers')),
];

/** How calls reach the server. */
export const connectionOptions: INodeProperties = {
  displayName: 'Connection Options',
  name: 'connectionOptions',
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  options: [
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
      description:
        'In characters. Windows servers end at 16,384 bytes with headers; a proxy may end earlier.',
    },
  ],
};
