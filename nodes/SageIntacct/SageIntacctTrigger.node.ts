import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionsField } from '../shared/fields';
import { onlyFromJaggaer } from '../shared/filters';
import { pollChanges } from '../shared/polling';
import { batchSizeOption, eventField, overlapOption, startFromOption } from '../shared/trigger';
import { stampFieldOption } from './actions/filters';
import { sageIntacctApiTest } from './methods/credentialTest';
import { getOwnDimensions } from './methods/fields';
import { connectionOptions } from './operations';
import { planOf } from './trigger/plans';

export class SageIntacctTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Sage Intacct Trigger',
    name: 'sageIntacctTrigger',
    icon: { light: 'file:sageIntacct.svg', dark: 'file:sageIntacct.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["event"] }}',
    description:
      'Starts the workflow when bills, payments, vendors, accounts or dimensions change in Sage Intacct',
    defaults: { name: 'Sage Intacct Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'sageIntacctApi', required: true, testedBy: 'sageIntacctApiTest' }],
    properties: [
      eventField('paymentChanged', [
        {
          name: 'Bill Changed',
          value: 'billChanged',
          description: 'A bill or bill adjustment is new or changed',
        },
        {
          name: 'Bill Payment Changed',
          value: 'paymentChanged',
          description: 'A posted bill is paid, part paid, chosen for payment, or open (again)',
        },
        {
          name: 'Dimension Changed',
          value: 'dimensionChanged',
          description: 'A value of a dimension is new or changed',
        },
        {
          name: 'GL Account Changed',
          value: 'accountChanged',
          description: 'An account of the chart of accounts is new or changed',
        },
        { name: 'Vendor Changed', value: 'vendorChanged', description: 'A vendor is new or changed' },
      ]),
      {
        displayName: 'Dimensions',
        name: 'dimensions',
        type: 'multiOptions',
        displayOptions: { show: { event: ['dimensionChanged'] } },
        options: [
          { name: 'Class', value: 'class' },
          { name: 'Department', value: 'department' },
          { name: 'Location', value: 'location' },
          { name: 'Project', value: 'project' },
        ],
        default: ['department', 'location'],
        description: 'Each costs one call a poll',
      },
      {
        displayName: 'User-Defined Dimensions Names or IDs',
        name: 'ownDimensions',
        type: 'multiOptions',
        displayOptions: { show: { event: ['dimensionChanged'] } },
        typeOptions: { loadOptionsMethod: 'getOwnDimensions' },
        default: [],
        description:
          'Each costs one call a poll. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
      },
      optionsField([
        batchSizeOption(
          500,
          'records that one execution gets; the rest follows with the next polls, oldest first',
        ),
        { ...onlyFromJaggaer, displayOptions: { show: { '/event': ['billChanged', 'paymentChanged'] } } },
        overlapOption(
          'Hours',
          24,
          [24, 72],
          'How far each poll looks back. Times in Sage Intacct carry no zone and come from clocks that are hours apart: never less than a day.',
        ),
        startFromOption(
          'change of interest; up to a day before it may come as well. Empty means all vendors, accounts and values once, and bills from the day of activation.',
        ),
        { ...stampFieldOption, displayOptions: { show: { '/event': ['billChanged', 'paymentChanged'] } } },
      ]),
      connectionOptions,
    ],
  };

  methods = { credentialTest: { sageIntacctApiTest }, loadOptions: { getOwnDimensions } };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await pollChanges(this, await planOf(this));
  }
}
