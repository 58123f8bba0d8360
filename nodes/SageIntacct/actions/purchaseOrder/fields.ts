/** Parameters of the operations on purchase orders. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import { trimmed } from '../../../shared/text';
import type { OrderTargetSettings } from '../../targets/purchaseOrder';

const DEFINITION = 'Purchase Order';
const MEMO = 'MEMO';
const BATCH = 50;

export const definitionField: INodeProperties = {
  displayName: 'Transaction Definition Name or ID',
  name: 'definition',
  type: 'options',
  typeOptions: { loadOptionsMethod: 'getOrderDefinitions' },
  default: '',
  description:
    'Kind of purchasing transaction; “Purchase Order” when empty. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const markField: INodeProperties = {
  displayName: 'JAGGAER Line Field Name or ID',
  name: 'markField',
  type: 'options',
  typeOptions: { loadOptionsMethod: 'getOrderLineFields', loadOptionsDependsOn: ['definition'] },
  default: '',
  description:
    'Field of each line that holds JAGGAER’s order and line number; the memo when empty. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const writingOptions: INodeProperties = optionsField([
  {
    displayName: 'Exchange Rate Type',
    name: 'exchangeRateType',
    type: 'string',
    default: '',
    placeholder: 'e.g. Intacct Daily Rate',
    description: 'For orders in a foreign currency; Intacct Daily Rate when empty',
  },
  {
    displayName: 'Item ID',
    name: 'item',
    type: 'string',
    default: '',
    placeholder: 'e.g. PURCHASE',
    description: 'Item of lines to which the mapping gives none; without it they are held',
  },
  {
    displayName: 'Orders per Request',
    name: 'batchSize',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 100 },
    default: 50,
  },
  {
    displayName: 'Send Currency',
    name: 'withCurrency',
    type: 'boolean',
    default: true,
    description: 'Whether orders name their currency; switch it off in a company with a single currency',
  },
  {
    displayName: 'State of New Orders',
    name: 'newState',
    type: 'options',
    options: [
      { name: 'As the Transaction Definition Says', value: '' },
      { name: 'Draft', value: 'Draft' },
      { name: 'Pending', value: 'Pending' },
    ],
    default: '',
  },
]);

export const definitionOf = (context: IExecuteFunctions, index = 0): string =>
  trimmed(context.getNodeParameter('definition', index, '')) || DEFINITION;

export const markFieldOf = (context: IExecuteFunctions, index = 0): string =>
  trimmed(context.getNodeParameter('markField', index, '')).toUpperCase() || MEMO;

export function orderSettingsOf(context: IExecuteFunctions): OrderTargetSettings {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  const { newState } = options;
  return {
    definition: definitionOf(context),
    markField: markFieldOf(context),
    item: trimmed(options.item),
    newState: newState === 'Draft' || newState === 'Pending' ? newState : '',
    withCurrency: options.withCurrency !== false,
    exchangeRateType: trimmed(options.exchangeRateType),
    batchSize: Math.max(1, Math.min(100, Number(options.batchSize ?? BATCH) || BATCH)),
    executionId: context.getExecutionId(),
  };
}
