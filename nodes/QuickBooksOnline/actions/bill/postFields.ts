import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import { headerFields, lineFields, postNotice } from '../../../shared/postingFields';

/** What Bill ▸ Post offers for QuickBooks Online beside what every ERP has. */
export const postFields: INodeProperties[] = [
  postNotice('A bill is final at once: QuickBooks Online has no drafts of bills.'),
  {
    displayName: 'Purchase Orders',
    name: 'purchaseOrders',
    type: 'options',
    options: [
      {
        name: 'Link Where There Is One',
        value: 'link',
        description: 'Else the order number stands in the text of the line',
      },
      { name: 'Link, or Hold the Invoice', value: 'linkOrHold' },
      { name: 'Text Only', value: 'text', description: 'Orders stay open in QuickBooks Online' },
    ],
    default: 'link',
    description: 'Orders that are closed, there several times, or billed beyond what was ordered always hold',
  },
  {
    displayName: 'When Lines Need Several Locations',
    name: 'departments',
    type: 'options',
    options: [
      { name: 'Hold the Invoice', value: 'hold' },
      {
        name: 'Split the Invoice',
        value: 'split',
        description:
          'One bill for each location, all with the supplier’s number; together they are the invoice',
      },
    ],
    default: 'hold',
    description: 'A bill has one location (department) in its header; classes are by line',
  },
  headerFields,
  lineFields,
  optionsField(
    [
      {
        displayName: 'Accounts Payable Account',
        name: 'payable',
        type: 'string',
        default: '',
        placeholder: 'e.g. 2000',
        description: 'Number, full name or ID; only needed where a currency has several',
      },
      {
        displayName: 'Bill Number Too Long',
        name: 'longNumbers',
        type: 'options',
        options: [
          { name: 'Reject the Invoice', value: 'hold' },
          {
            name: 'Shorten It',
            value: 'shorten',
            description: 'Fourteen characters and a check sum; the whole number stands in the memo',
          },
        ],
        default: 'shorten',
        description: 'What to do with a supplier’s number of more than 21 characters',
      },
      {
        displayName: 'Look for Twins',
        name: 'lookForTwins',
        type: 'boolean',
        default: false,
        description:
          'Whether to look once after each run for what another worker posted at the same moment. Only needed where several workers post and QuickBooks Online takes a bill number twice.',
      },
      {
        displayName: 'Number Taken by Another Vendor',
        name: 'numberOfOther',
        type: 'options',
        options: [
          { name: 'Hold the Invoice', value: 'hold' },
          {
            name: 'Post It All the Same',
            value: 'post',
            description: 'Once it is proven that this vendor has no such bill',
          },
        ],
        default: 'post',
        description: 'QuickBooks Online may refuse a bill number that any vendor has',
      },
      {
        displayName: 'Tax Code',
        name: 'taxCode',
        type: 'string',
        default: '',
        placeholder: 'e.g. 20.0% S',
        description: 'Outside of the US: for charges that are mapped to tax without a code. Name or ID.',
      },
    ],
    'quickBooksOptions',
    'QuickBooks Online Options',
  ),
];
