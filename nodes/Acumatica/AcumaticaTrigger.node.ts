import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionsField } from '../shared/fields';
import { onlyFromJaggaer } from '../shared/filters';
import { pollChanges } from '../shared/polling';
import { batchSizeOption, eventField, overlapOption, startFromOption } from '../shared/trigger';
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
      eventField('paymentChanged', [
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
      ]),
      optionsField([
        { ...bankFields, displayOptions: { show: { '/event': ['vendorChanged'] } } },
        batchSizeOption(
          500,
          'records that one execution gets; the rest follows with the next polls, oldest first. Of payments it gets 150 at most, since each is read by itself.',
        ),
        { ...onlyFromJaggaer, displayOptions: { show: { '/event': ['billChanged', 'paymentChanged'] } } },
        overlapOption(
          'Minutes',
          10,
          [0, 240],
          'How far each poll looks back for records that became visible late',
        ),
        { ...stampFieldOption, displayOptions: { show: { '/event': ['billChanged', 'paymentChanged'] } } },
        startFromOption(
          'change of interest; subaccounts tell no time. Empty means all vendors, accounts and subaccounts once, and bills from the moment of activation.',
        ),
      ]),
      connectionOptions,
    ],
  };

  methods = { loadOptions: { getEndpoints } };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await pollChanges(this, await planOf(this));
  }
}
