import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionsField } from '../shared/fields';
import { onlyFromJaggaer } from '../shared/filters';
import { pollChanges } from '../shared/polling';
import { batchSizeOption, eventField, overlapOption, startFromOption } from '../shared/trigger';
import { sysproApiTest } from './methods/credentialTest';
import { connectionOptions } from './operations';
import { withSession } from './transport/session';
import { planOf } from './trigger/plans';

const DATED = ['invoiceChanged', 'paymentChanged'];

export class SysproTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'SYSPRO Trigger',
    name: 'sysproTrigger',
    icon: { light: 'file:syspro.svg', dark: 'file:syspro.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["event"] }}',
    description: 'Starts the workflow when AP invoices, payments, suppliers or GL accounts change in SYSPRO',
    defaults: { name: 'SYSPRO Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'sysproApi', required: true, testedBy: 'sysproApiTest' }],
    properties: [
      eventField('paymentChanged', [
        {
          name: 'AP Invoice Changed',
          value: 'invoiceChanged',
          description: 'An invoice was entered, or changed soon after',
        },
        {
          name: 'GL Account Changed',
          value: 'accountChanged',
          description: 'A ledger code is new or changed; reads the whole chart of accounts',
        },
        {
          name: 'Payment Changed',
          value: 'paymentChanged',
          description: 'An AP invoice is paid, part paid, or open (again)',
        },
        {
          name: 'Supplier Changed',
          value: 'supplierChanged',
          description: 'A supplier is new or changed; reads all suppliers',
        },
      ]),
      optionsField([
        batchSizeOption(500, 'records that one execution gets; the rest follows with the next polls'),
        { ...onlyFromJaggaer, displayOptions: { show: { '/event': DATED } } },
        {
          ...overlapOption(
            'Days',
            7,
            [1, 62],
            'How far each poll looks back: journals bear a day that people may set back, and no time of change',
          ),
          displayOptions: { show: { '/event': DATED } },
        },
        {
          ...startFromOption('day of interest. Empty means the company’s date at activation.'),
          displayOptions: { show: { '/event': DATED } },
        },
      ]),
      connectionOptions,
    ],
  };

  methods = { credentialTest: { sysproApiTest } };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await withSession(this, async () => await pollChanges(this, await planOf(this)));
  }
}
