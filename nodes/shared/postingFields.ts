import type { INodeProperties } from 'n8n-workflow';
import { noticeField, optionsField } from './fields';
import { mapperField } from './mappedFields';

/** What Bill ▸ Post takes. @param final when what it writes is final, where that is at once */
export const postNotice = (final = ''): INodeProperties =>
  noticeField(
    'postNotice',
    [
      'Takes canonical invoices as JAGGAER and the Crosswalk put them out; they need no field mapping. Running it again on the same invoices changes nothing.',
      final,
    ]
      .join(' ')
      .trim(),
  );

/** What every ERP's Bill ▸ Post offers. */
export const postingFields: INodeProperties[] = [
  {
    displayName: 'Dry Run',
    name: 'dryRun',
    type: 'boolean',
    default: false,
    description:
      'Whether to look everything up, validate it and show the exact document that would be sent, without writing anything',
  },
  {
    displayName: 'Release After Posting',
    name: 'release',
    type: 'boolean',
    default: false,
    description:
      'Whether to make the bills final at the end of the batch. When off, they wait in the ERP for a person.',
  },
  {
    displayName: 'Posting Period From',
    name: 'periodDate',
    type: 'options',
    options: [
      { name: 'Accounting Date', value: 'accounting' },
      { name: 'Approval Date', value: 'approval', description: 'The day of the last export from JAGGAER' },
      { name: 'Invoice Date', value: 'invoice' },
    ],
    default: 'accounting',
    description: 'Which date decides about the posting period',
  },
  {
    displayName: 'When the Period Is Closed',
    name: 'whenPeriodClosed',
    type: 'options',
    options: [
      {
        name: 'Hold the Invoice',
        value: 'hold',
        description: 'It can be tried again after the period is opened',
      },
      { name: 'Post Into the Next Open Period', value: 'nextOpen' },
      { name: 'Reject the Invoice', value: 'refuse' },
    ],
    default: 'refuse',
    description: 'Decided again whenever the invoice is tried again',
  },
  optionsField(
    [
      {
        displayName: 'Only Approved',
        name: 'onlyApproved',
        type: 'boolean',
        default: true,
        description:
          'Whether to hold an invoice that is not Completed and Payable in JAGGAER when it arrives here',
      },
      {
        displayName: 'Rounding Account',
        name: 'roundingAccount',
        type: 'string',
        default: '',
        placeholder: 'e.g. 69900',
        description:
          'GL account that takes the difference between the total and its lines, up to the rounding limit',
      },
      {
        displayName: 'Rounding Limit',
        name: 'roundingLimit',
        type: 'string',
        default: '0.00',
        description: 'Largest difference that may go to the rounding account',
      },
      {
        displayName: 'Rounding Subaccount',
        name: 'roundingSubaccount',
        type: 'string',
        default: '',
        placeholder: 'e.g. 000-000',
        description: 'Subaccount of the rounding line, where the ERP asks for one',
      },
      {
        displayName: 'Tolerance',
        name: 'tolerance',
        type: 'string',
        default: '0.00',
        description:
          'How far the lines may be from the total without a rounding account. The bill then takes the sum of its lines, and the difference is listed.',
      },
    ],
    'postingOptions',
    'Posting Options',
  ),
];

/** Fields of the bill beside the canonical ones, read live by the method `getBillColumns`. */
export const headerFields = mapperField(
  ...(['Header Fields', 'headerFields', 'getBillColumns'] as const),
  'Fields of the bill that the invoice does not fill, custom fields included',
);

/** The same of its lines, by the method `getBillLineColumns`; the values are paths on the invoice line. */
export const lineFields = mapperField(
  ...(['Line Fields', 'lineFields', 'getBillLineColumns'] as const),
  'Fields of each bill line, and where on the invoice line their value is: a path like <code>customFields.Project</code>, <code>purchaseOrder.number</code> or <code>number</code>. End the path of a custom field with <code>?</code> where a line may lack it.',
);
