import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionsField } from '../shared/fields';
import { onlyFromJaggaer } from '../shared/filters';
import { pollChanges } from '../shared/polling';
import { bankFields, stampFieldOption } from './actions/filters';
import { getEndpoints } from './methods/endpoints';
import { authentication, connectionOptions } from './operations';
import { planOf } from './trigger/plans';

export class AcumaticaTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Acumatica Trigger',
    name: 'acumaticaTrigger',
    icon: { light: 'file:acumatica.svg', dark: 'file:acumatica.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["event"] }}',
    description: 'Starts the workflow when bills, payments, vendors or accounts change in Acumatica',
    defaults: { name: 'Acumatica Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      {
        name: 'acumaticaOAuth2Api',
        required: true,
        displayOptions: { show: { authentication: ['oAuth2'] } },
      },
      {
        name: 'acumaticaPasswordApi',
        required: true,
        displayOptions: { show: { authentication: ['password'] } },
      },
    ],
    properties: [
      authentication,
      {
        displayName: 'Event',
        name: 'event',
        type: 'options',
        options: [
          {
            name: 'Account Changed',
            value: 'accountChanged',
            description: 'An account of the chart of accounts is new or changed',
          },
          {
            name: 'Bill Changed',
            value: 'billChanged',
            description: 'A bill or adjustment is new or changed',
          },
          {
            name: 'Bill Payment Changed',
            value: 'paymentChanged',
            description: 'A released bill is paid, part paid, or open (again)',
          },
          {
            name: 'Subaccount Changed',
            value: 'subaccountChanged',
            description:
              'A subaccount is new or changed; reads the whole list, because it tells no time of change',
          },
          { name: 'Vendor Changed', value: 'vendorChanged', description: 'A vendor is new or changed' },
        ],
        default: 'paymentChanged',
      },
      optionsField([
        { ...bankFields, displayOptions: { show: { '/event': ['vendorChanged'] } } },
        {
          displayName: 'Batch Size',
          name: 'batchSize',
          type: 'number',
          typeOptions: { minValue: 1, maxValue: 5000 },
          default: 500,
          description:
            'Most records that one execution gets; the rest follows with the next polls, oldest first. Of payments it gets 150 at most, since each is read by itself.',
        },
        { ...onlyFromJaggaer, displayOptions: { show: { '/event': ['billChanged', 'paymentChanged'] } } },
        {
          displayName: 'Overlap (Minutes)',
          name: 'overlapMinutes',
          type: 'number',
          typeOptions: { minValue: 0, maxValue: 240 },
          default: 10,
          description: 'How far each poll looks back for records that became visible late',
        },
        { ...stampFieldOption, displayOptions: { show: { '/event': ['billChanged', 'paymentChanged'] } } },
        {
          displayName: 'Start From',
          name: 'startFrom',
          type: 'dateTime',
          default: '',
          description:
            'First change of interest; subaccounts tell no time. Empty means all vendors, accounts and subaccounts once, and bills from the moment of activation.',
        },
      ]),
      connectionOptions,
    ],
  };

  methods = { loadOptions: { getEndpoints } };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await pollChanges(this, await planOf(this));
  }
}
