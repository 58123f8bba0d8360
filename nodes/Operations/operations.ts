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

/** Resource and operation pickers. */
export const operations: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [{ name: 'Problem', value: 'problem' }],
    default: 'problem',
  },
  operation('problem', [
    {
      name: 'Group',
      value: 'group',
      action: 'Group problems',
      description: 'Write one message for each cause, owner and entity that has open documents',
    },
    {
      name: 'List Open',
      value: 'listOpen',
      action: 'List open problems',
      description: 'List the documents that are open, to be replayed',
    },
  ]),
];
