import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import { postNotice } from '../../../shared/postingFields';

/** What Purchase Entry ▸ Post offers for Exact Online beside what every ERP has. */
export const postFields: INodeProperties[] = [
  postNotice('An entry is final at once: Exact Online has no drafts of purchase entries.'),
  {
    displayName: 'Journal',
    name: 'journal',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    description: 'The purchase journal; may stay empty where the division has only one',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod: 'searchPurchaseJournals', searchable: true },
      },
      { displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. 60' },
    ],
  },
  {
    displayName: 'GL Account',
    name: 'accountFrom',
    type: 'options',
    options: [
      {
        name: 'By Invoice Type',
        value: 'invoiceType',
        description: 'All lines on the account that a mapping row of kind invoiceType gives',
      },
      {
        name: 'By Line',
        value: 'lines',
        description: 'The line’s account; that of the invoice type where an order line has none',
      },
    ],
    default: 'lines',
  },
  {
    displayName: 'Business Unit Is',
    name: 'entityIs',
    type: 'options',
    options: [
      { name: 'A Cost Center', value: 'costCenter', description: 'For lines whose mapping gives none' },
      { name: 'A Cost Unit', value: 'costUnit', description: 'For lines whose mapping gives none' },
      { name: 'Not Booked', value: 'none' },
      {
        name: 'The Division',
        value: 'division',
        description: 'Invoices of another division than the node’s are held',
      },
    ],
    default: 'costUnit',
    description: 'What the mapped entity of an invoice stands for in Exact Online',
  },
  optionsField(
    [
      {
        displayName: 'Supplier’s Number Too Long',
        name: 'longNumbers',
        type: 'options',
        options: [
          { name: 'Reject the Invoice', value: 'hold' },
          {
            name: 'Shorten It',
            value: 'shorten',
            description: 'Its start and a check sum; the whole number stands in the notes of the first line',
          },
        ],
        default: 'shorten',
        description: 'What to do with a supplier’s number of more than 50 characters',
      },
      {
        displayName: 'VAT Code for Tax',
        name: 'taxCode',
        type: 'string',
        default: '',
        placeholder: 'e.g. 1',
        description: 'For tax whose charge row books it as tax, but names no VAT code',
      },
      {
        displayName: 'VAT Code Without Tax',
        name: 'untaxedCode',
        type: 'string',
        default: '',
        placeholder: 'e.g. 0',
        description:
          'For lines of invoices without tax. Empty leaves it to the GL account, as long as its code adds no VAT.',
      },
    ],
    'exactOptions',
    'Exact Online Options',
  ),
];
