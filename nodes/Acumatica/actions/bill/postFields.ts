import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import { headerFields, lineFields, postNotice } from '../../../shared/postingFields';

/** What Bill ▸ Post offers for Acumatica beside what every ERP has. */
export const postFields: INodeProperties[] = [
  postNotice(),
  {
    displayName: 'Keep On Hold',
    name: 'onHold',
    type: 'boolean',
    default: false,
    description: 'Whether bills stay On Hold in Acumatica. When off, they are Balanced and wait for release.',
  },
  {
    displayName: 'Purchase Orders',
    name: 'purchaseOrders',
    type: 'options',
    options: [
      {
        name: 'Link, Else Carry the Number as Text',
        value: 'link',
        description:
          'Orders that exist several times, are closed or would be over-billed still hold the invoice',
      },
      { name: 'Link, Else Hold the Invoice', value: 'linkOrHold' },
      { name: 'Text Only', value: 'text', description: 'No order is looked up' },
    ],
    default: 'link',
    description: 'What to do with lines that refer to a purchase order',
  },
  headerFields,
  lineFields,
  optionsField(
    [
      {
        displayName: 'Default Subaccount',
        name: 'defaultSubaccount',
        type: 'string',
        default: '',
        placeholder: 'e.g. 000-000',
        description: 'For lines whose mapping gives no subaccount',
      },
      {
        displayName: 'Stamp Custom Field',
        name: 'stampField',
        type: 'string',
        default: '',
        placeholder: 'e.g. Document.AttributeJAGGAERID',
        description:
          'Custom text field of the bill that takes the invoice key, as View.Field. Without one the key stands at the start of the description.',
      },
      {
        displayName: 'Tax Category',
        name: 'taxCategory',
        type: 'string',
        default: '',
        placeholder: 'e.g. EXEMPT',
        description: 'For lines whose mapping gives no tax category',
      },
      {
        displayName: 'When Goods Are Not Received',
        name: 'whenNotReceived',
        type: 'options',
        options: [
          { name: 'Hold the Invoice', value: 'hold' },
          { name: 'Post Before the Receipt', value: 'post' },
        ],
        default: 'hold',
        description: 'For linked purchase order lines',
      },
    ],
    'acumaticaOptions',
    'Acumatica Options',
  ),
];
