/** Pickers and fields that mean the same in every node, in n8n's own words. */
import type { IDataObject, IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Return All and Limit. */
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

/** How many results are wanted: Infinity with Return All. */
export const limitOf = (context: IExecuteFunctions, index: number): number =>
  context.getNodeParameter('returnAll', index, false) === true
    ? Infinity
    : (context.getNodeParameter('limit', index, 50) as number);

export const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** A collection of filters, sorted as users find them. */
export const filtersField = (options: INodeProperties[]): INodeProperties => ({
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add Filter',
  default: {},
  options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

/** A collection of options, in this order. */
export const optionsField = (
  options: INodeProperties[],
  name = 'options',
  displayName = 'Options',
): INodeProperties => ({
  displayName,
  name,
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  options,
});

/** Words above the fields. */
export const noticeField = (name: string, words: string): INodeProperties => ({
  displayName: words,
  name,
  type: 'notice',
  default: '',
});

/** How calls are made, in every operation and trigger of a system. */
export const connectionField = (options: INodeProperties[]): INodeProperties =>
  optionsField(options, 'connectionOptions', 'Connection Options');

/** A record from a live list or by its id; `search` is a method of `listSearch`. */
export const locator = (
  displayName: string,
  name: string,
  search: string,
  example: string,
  byId = 'By ID',
): INodeProperties => ({
  displayName,
  name,
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      typeOptions: { searchListMethod: search, searchable: true },
    },
    { displayName: byId, name: 'id', type: 'string', placeholder: `e.g. ${example}` },
  ],
});

/** The id that a locator or text field names; empty when nothing is chosen. */
export const located = (context: IExecuteFunctions, name: string, index: number): string =>
  String(context.getNodeParameter(name, index, '', { extractValue: true })).trim();

/** What the user set in a collection. */
export const collection = (
  context: IExecuteFunctions,
  index: number,
  name: 'filters' | 'options' = 'filters',
): IDataObject => (context.getNodeParameter(name, index, {}) ?? {}) as IDataObject;

const picker: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  options: [],
  default: '',
};

/** The resource picker of a node. */
export const resource = (preset: string, options: INodePropertyOptions[]): INodeProperties => ({
  ...picker,
  displayName: 'Resource',
  name: 'resource',
  options,
  default: preset,
});

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

/** Get Many. */
export const listing = (many: string, description = `List ${many}`): INodePropertyOptions => ({
  name: 'Get Many',
  value: 'getAll',
  action: `Get many ${many}`,
  description,
});

/** Get and Get Many; with article: `a vendor`, `vendors`. */
export const reading = (one: string, many: string): INodePropertyOptions[] => [
  { name: 'Get', value: 'get', action: `Get ${one}`, description: `Read ${one}` },
  listing(many),
];

export const upserting = (one: string): INodePropertyOptions => ({
  name: 'Create or Update',
  value: 'upsert',
  action: `Create or update ${one}`,
  description: 'Create a new record, or update the current one if it already exists (upsert)',
});

/** Create or Update, Get and Get Many. */
export const keeping = (one: string, many: string): INodePropertyOptions[] => [
  upserting(one),
  ...reading(one, many),
];

/** Get and Get Many of how far bills are paid. */
export const payingStatus: INodePropertyOptions[] = [
  {
    name: 'Get',
    value: 'get',
    action: 'Get the payment status of a bill',
    description: 'How far a bill is paid, by which payments',
  },
  {
    name: 'Get Many',
    value: 'getAll',
    action: 'Get the payment status of many bills',
    description: 'How far bills are paid, by which payments',
  },
];

/** Get Many alone. */
export const payingStatuses = payingStatus.slice(1);

/** Check Connection; what it looks at ends the sentence "… are in order". */
export const checking = (what: string): INodePropertyOptions[] => [
  {
    name: 'Check Connection',
    value: 'check',
    action: 'Check the connection',
    description: `Say in plain words whether ${what} are in order`,
  },
];
