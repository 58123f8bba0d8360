import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import { headerFields, lineFields, postNotice } from '../../../shared/postingFields';

/** What Bill ▸ Post offers for Sage Intacct beside what every ERP has. */
export const postFields: INodeProperties[] = [
  postNotice('A posted bill is final: it can only be reversed.'),
  {
    displayName: 'Post As',
    name: 'postAs',
    type: 'options',
    options: [
      { name: 'Draft', value: 'draft', description: 'A person posts it in Sage Intacct' },
      { name: 'Posted', value: 'posted', description: 'Final at once, or submitted where approvals are on' },
    ],
    default: 'posted',
  },
  {
    displayName: 'Characters a Bill Number Cannot Hold',
    name: 'oddCharacters',
    type: 'options',
    options: [
      { name: 'Hold the Invoice', value: 'hold' },
      {
        name: 'Replace With a Hyphen',
        value: 'replace',
        description: 'The supplier’s own number stands in the description',
      },
    ],
    default: 'replace',
    description: 'What to do with & &lt; &gt; # ? " and \' in a supplier’s invoice number',
  },
  headerFields,
  lineFields,
  optionsField(
    [
      {
        displayName: 'Base Currency',
        name: 'baseCurrency',
        type: 'string',
        default: '',
        placeholder: 'e.g. USD',
        description: 'Sent with each bill; bills in it then name no exchange rate type',
      },
      {
        displayName: 'Batch Size',
        name: 'batchSize',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 100 },
        default: 50,
        description: 'How many bills travel in one request. Each is booked or refused by itself.',
      },
      {
        displayName: 'Default Department',
        name: 'defaultDepartment',
        type: 'string',
        default: '',
        placeholder: 'e.g. D100',
        description: 'For lines whose mapping gives no department',
      },
      {
        displayName: 'Default Location',
        name: 'defaultLocation',
        type: 'string',
        default: '',
        placeholder: 'e.g. 110',
        description: 'For lines whose mapping gives no location, of invoices without a mapped entity',
      },
      {
        displayName: 'Exchange Rate Type',
        name: 'exchangeRateType',
        type: 'string',
        default: 'Intacct Daily Rate',
        description: 'Empty leaves it to the company',
      },
      {
        displayName: 'Stamp Custom Field',
        name: 'stampField',
        type: 'string',
        default: '',
        placeholder: 'e.g. JAGGAER_ID',
        description:
          'Custom text field of the bill that takes the invoice key, by its integration name. Without one the key stands at the start of the description, as it always does on adjustments.',
      },
    ],
    'intacctOptions',
    'Sage Intacct Options',
  ),
];
