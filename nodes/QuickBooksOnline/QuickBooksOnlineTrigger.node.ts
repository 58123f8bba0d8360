import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionsField } from '../shared/fields';
import { onlyFromJaggaer } from '../shared/filters';
import { pollChanges } from '../shared/polling';
import { batchSizeOption, eventField, overlapOption, startFromOption } from '../shared/trigger';
import { planOf } from './trigger/plans';

export class QuickBooksOnlineTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'QuickBooks Online (JAGGAER) Trigger',
    name: 'quickBooksOnlineTrigger',
    icon: { light: 'file:quickBooksOnline.svg', dark: 'file:quickBooksOnline.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["event"] }}',
    description:
      'Starts the workflow when bills, payments, vendors, accounts, locations or classes change in QuickBooks Online',
    defaults: { name: 'QuickBooks Online (JAGGAER) Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'quickBooksOnlineOAuth2Api', required: true }],
    properties: [
      eventField('paymentChanged', [
        {
          name: 'Account Changed',
          value: 'accountChanged',
          description: 'An account of the chart of accounts is new or changed',
        },
        {
          name: 'Bill Changed',
          value: 'billChanged',
          description: 'A bill or vendor credit is new, changed or deleted',
        },
        {
          name: 'Bill Payment Changed',
          value: 'paymentChanged',
          description: 'A bill is paid, part paid, or open (again)',
        },
        {
          name: 'Location or Class Changed',
          value: 'dimensionChanged',
          description: 'A location or class is new or changed',
        },
        { name: 'Vendor Changed', value: 'vendorChanged', description: 'A vendor is new or changed' },
      ]),
      {
        displayName: 'Lists',
        name: 'dimensions',
        type: 'multiOptions',
        displayOptions: { show: { event: ['dimensionChanged'] } },
        options: [
          { name: 'Classes', value: 'class' },
          { name: 'Locations (Departments)', value: 'department' },
        ],
        default: ['department'],
        description: 'All of them cost one call a poll',
      },
      optionsField([
        batchSizeOption(
          2000,
          'changes that one execution gets; the rest follows with the next polls, oldest first',
        ),
        { ...onlyFromJaggaer, displayOptions: { show: { '/event': ['billChanged', 'paymentChanged'] } } },
        overlapOption(
          'Minutes',
          10,
          [1, 1440],
          'How far each poll looks back, for changes that become visible late',
        ),
        startFromOption(
          'change of interest. Empty means all vendors, accounts and values once, and bills from the moment of activation.',
        ),
      ]),
    ],
  };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await pollChanges(this, await planOf(this));
  }
}
