import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionsField } from '../shared/fields';
import { pollChanges } from '../shared/polling';
import { batchSizeOption, eventField, overlapOption, startFromOption } from '../shared/trigger';
import { gateFields } from './trigger/gate';
import { planOf } from './trigger/plans';

export class JaggaerTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'JAGGAER Trigger',
    name: 'jaggaerTrigger',
    icon: { light: 'file:jaggaer.svg', dark: 'file:jaggaer.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["event"] }}',
    description:
      'Starts the workflow when JAGGAER has new approved or changed invoices, suppliers or purchase orders',
    defaults: { name: 'JAGGAER Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'jaggaerOAuth2Api', required: true }],
    properties: [
      eventField('invoiceApproved', [
        {
          name: 'Invoice Approved',
          value: 'invoiceApproved',
          description: 'An invoice is exported as Completed and Payable; the filters can change that',
        },
        {
          name: 'Invoice Changed',
          value: 'invoiceChanged',
          description: 'An invoice is exported, whatever its status',
        },
        {
          name: 'Purchase Order Changed',
          value: 'purchaseOrderChanged',
          description: 'A purchase order is new or changed (assumed path)',
        },
        {
          name: 'Supplier Changed',
          value: 'supplierChanged',
          description: 'A company profile is new or changed',
        },
      ]),
      ...gateFields({ everything: false }).map((field) => ({
        ...field,
        displayOptions: { show: { event: ['invoiceApproved', 'invoiceChanged'] } },
      })),
      optionsField([
        batchSizeOption(
          500,
          'documents that one execution gets; the rest follows with the next polls, oldest first',
        ),
        {
          displayName: 'List Filter',
          name: 'listFilter',
          type: 'string',
          default: 'TYPE==SELLER',
          displayOptions: { show: { '/event': ['purchaseOrderChanged', 'supplierChanged'] } },
          description:
            'Sent to JAGGAER as the parameter “flt”. Suppliers have TYPE==SELLER when it is not set.',
        },
        overlapOption(
          'Minutes',
          10,
          [0, 240],
          'How far each poll looks back for documents that became visible late',
        ),
        {
          displayName: 'Pause Between Pages (Ms)',
          name: 'pauseMs',
          type: 'number',
          typeOptions: { minValue: 0 },
          default: 0,
          description:
            'Without a server filter each poll reads the headers of the whole list, one call per page',
        },
        {
          displayName: 'Server Date Filter',
          name: 'serverDateFilter',
          type: 'string',
          default: '',
          placeholder: 'e.g. lastUpdate>={iso}',
          description:
            'Sent to JAGGAER as the parameter “flt”, with {iso} replaced by the time from which changes count, {stamp} by the same as YYYYMMDDHHMMSS (suppliers: LASTMODTIME>={stamp}). Use it only once JAGGAER has confirmed that your tenant filters by it: it makes each poll cheap.',
        },
        startFromOption(
          'change of interest, for a backfill: of an invoice the time of its export. Empty means the moment of activation.',
        ),
        {
          displayName: 'Time Zone of JAGGAER',
          name: 'timeZone',
          type: 'string',
          default: 'UTC',
          placeholder: 'e.g. Europe/Rome',
          displayOptions: { show: { '/event': ['supplierChanged'] } },
          description:
            'Zone of the times on company profiles, which name none. Set it before publishing: behind UTC, changes of the first hours would be passed over.',
        },
        {
          displayName: 'With Lines and Splits',
          name: 'withLines',
          type: 'boolean',
          default: false,
          displayOptions: { show: { '/event': ['invoiceApproved', 'invoiceChanged'] } },
          description:
            'Whether to read each new invoice in full, which costs one more call for each. An invoice that cannot be read in full is handed over without lines.',
        },
      ]),
    ],
  };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await pollChanges(this, await planOf(this));
  }
}
