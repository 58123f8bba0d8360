import type { INodeProperties } from 'n8n-workflow';
import { noticeField, optionsField } from '../../shared/fields';
import { targetSystemOption } from './targetSystem';

/** Fields of Reconciliation ▸ Compare. */
export const reconciliationFields: INodeProperties[] = [
  noticeField(
    'compareNotice',
    'Connect all JAGGAER invoices of the period whatever their status, the audit rows, the bills of the ERP (Bill ▸ Get Many, Simplify on) and, to compare vendors as well, the mapping rows.',
  ),
  {
    displayName: 'From',
    name: 'from',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-01-01',
    description: 'First day that is compared; empty for no beginning',
  },
  {
    displayName: 'To',
    name: 'to',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-01-31',
    description: 'Last day that is compared; empty for no end',
  },
  optionsField([
    targetSystemOption('ERP to name in the audit rows that come with findings'),
    {
      displayName: 'Bills Without Stamp',
      name: 'unstampedBills',
      type: 'options',
      options: [
        {
          name: 'Ignore',
          value: 'ignore',
          description: 'Bills that belong to no invoice and carry no stamp were entered by hand',
        },
        { name: 'Report', value: 'report', description: 'Count them, and report each as a finding' },
      ],
      default: 'ignore',
      description: 'What to do with bills of the ERP that did not come from JAGGAER',
    },
    {
      displayName: 'Date',
      name: 'date',
      type: 'options',
      options: [
        { name: 'Accounting Date', value: 'accountingDate' },
        { name: 'Create Date', value: 'createDate' },
        { name: 'Invoice Date', value: 'invoiceDate' },
      ],
      default: 'invoiceDate',
      description: 'Which date of the invoice decides its day and whether it is in the period',
    },
    {
      displayName: 'Feed Back Held Invoices',
      name: 'feedBackHeld',
      type: 'boolean',
      default: false,
      description:
        'Whether to feed back also those that are held, rejected or differ. They have an open problem and are retried by Replay.',
    },
  ]),
];
