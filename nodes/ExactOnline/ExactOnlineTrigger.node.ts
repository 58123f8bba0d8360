import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionsField } from '../shared/fields';
import { onlyFromJaggaer } from '../shared/filters';
import { pollChanges } from '../shared/polling';
import { batchSizeOption, eventField, overlapOption, startFromOption } from '../shared/trigger';
import { lineAccountField } from './actions/purchaseOrder';
import { searchDivisions } from './methods/search';
import { divisionField } from './operations';
import { planOf } from './trigger/plans';

export class ExactOnlineTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Exact Online (JAGGAER) Trigger',
    name: 'exactOnlineTrigger',
    icon: { light: 'file:exactOnline.svg', dark: 'file:exactOnline.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["event"] }}',
    description:
      'Starts the workflow when purchase orders, suppliers, payments, GL accounts or cost centers change in Exact Online',
    defaults: { name: 'Exact Online (JAGGAER) Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'exactOnlineOAuth2Api', required: true }],
    properties: [
      eventField('purchaseOrderChanged', [
        {
          name: 'Cost Center or Unit Changed',
          value: 'dimensionChanged',
          description: 'A cost center or cost unit is new or changed',
        },
        {
          name: 'GL Account Changed',
          value: 'accountChanged',
          description: 'A general ledger account is new, changed or deleted',
        },
        {
          name: 'Payment Changed',
          value: 'paymentChanged',
          description: 'A purchase entry is paid, part paid, or open (again)',
        },
        {
          name: 'Purchase Order Changed',
          value: 'purchaseOrderChanged',
          description: 'An approved order is new, changed, cancelled or deleted',
        },
        {
          name: 'Supplier Changed',
          value: 'supplierChanged',
          description: 'A supplier is new, changed or deleted',
        },
      ]),
      divisionField,
      {
        displayName: 'Lists',
        name: 'dimensions',
        type: 'multiOptions',
        displayOptions: { show: { event: ['dimensionChanged'] } },
        options: [
          { name: 'Cost Centers', value: 'costCenter' },
          { name: 'Cost Units', value: 'costUnit' },
        ],
        default: ['costCenter'],
        description: 'Each costs one call a poll',
      },
      optionsField([
        batchSizeOption(
          2000,
          'changes that one execution gets; the rest follows with the next polls, oldest first',
        ),
        {
          displayName: 'Deleted Records Too',
          name: 'deleted',
          type: 'boolean',
          default: false,
          displayOptions: {
            show: { '/event': ['accountChanged', 'purchaseOrderChanged', 'supplierChanged'] },
          },
          description:
            'Whether to tell of deleted records by their ID. One more call a poll; the app needs the scope Organization administration.',
        },
        {
          ...lineAccountField,
          displayOptions: { show: { '/event': ['purchaseOrderChanged'] } },
        },
        {
          displayName: 'Only Approved',
          name: 'onlyApproved',
          type: 'boolean',
          default: true,
          displayOptions: { show: { '/event': ['purchaseOrderChanged'] } },
          description:
            'Whether to leave out orders that wait for approval; an order that needs none counts as approved',
        },
        { ...onlyFromJaggaer, displayOptions: { show: { '/event': ['paymentChanged'] } } },
        {
          ...overlapOption(
            'Minutes',
            10,
            [1, 1440],
            'How far each poll looks back, for changes that become visible late',
          ),
          displayOptions: { show: { '/event': ['dimensionChanged'] } },
        },
        startFromOption(
          'change of interest. Empty means all suppliers, accounts and cost centers once, and orders and payments from the moment of activation.',
        ),
      ]),
    ],
  };

  methods = { listSearch: { searchDivisions } };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await pollChanges(this, await planOf(this));
  }
}
