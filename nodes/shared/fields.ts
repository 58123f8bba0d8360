import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Return All and Limit, in n8n's own words. */
export const limitFields: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: { show: { returnAll: [false] } },
    description: 'Max number of results to return',
  },
];

const picker: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  options: [],
  default: '',
};

/** The operation picker of one resource; the first operation is chosen unless another is named. */
export const operation = (
  resource: string,
  options: INodePropertyOptions[],
  preset = options[0]?.value ?? '',
): INodeProperties => ({
  ...picker,
  displayOptions: { show: { resource: [resource] } },
  options,
  default: preset,
});
