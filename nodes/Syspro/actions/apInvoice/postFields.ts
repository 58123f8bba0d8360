import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import { postNotice } from '../../../shared/postingFields';

export const currencyCodesOption: INodeProperties = {
  displayName: 'Currency Codes',
  name: 'currencyCodes',
  type: 'string',
  default: '',
  placeholder: 'e.g. $=USD, R=ZAR',
  description: 'What SYSPRO’s own currency codes stand for, where they are not those of ISO',
};

export const documentSizeOption: INodeProperties = {
  displayName: 'Invoices in a Document',
  name: 'documentSize',
  type: 'number',
  typeOptions: { minValue: 1, maxValue: 500 },
  default: 50,
  description: 'Most that travel by PostLD together; an address holds fewer',
};

export const warningsOption: INodeProperties = {
  displayName: 'Post in Spite of Warnings',
  name: 'ignoreWarnings',
  type: 'boolean',
  default: false,
  description: 'Whether to post what SYSPRO warns of, such as invoices of a supplier on hold',
};

/** What AP Invoice ▸ Post offers for SYSPRO beside what every ERP has. */
export const postFields: INodeProperties[] = [
  postNotice('What is posted is final: AP and general ledger are written at once.'),
  {
    displayName: 'Cost Centre Is',
    name: 'costCentre',
    type: 'options',
    options: [
      { name: 'A Dimension (SYSPRO 8)', value: 'dimension' },
      { name: 'A Section of the Ledger Code', value: 'section' },
      { name: 'An Analysis Code', value: 'analysis' },
      { name: 'Not Used', value: 'none', description: 'Account rows of the mapping give whole ledger codes' },
    ],
    default: 'section',
    description: 'What this company calls a cost centre: SYSPRO has no such field',
  },
  {
    displayName: 'Ledger Code',
    name: 'ledgerCodeForm',
    type: 'string',
    default: '{account}-{costCentre}',
    placeholder: 'e.g. {costCentre}-{account}',
    displayOptions: { show: { costCentre: ['section'] } },
    description: 'How account and cost centre make a ledger code; other dimensions by their names in braces',
  },
  {
    displayName: 'Analysis Code Number',
    name: 'analysisType',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 5 },
    default: 1,
    displayOptions: { show: { costCentre: ['analysis', 'dimension'] } },
    description: 'Which of the five analysis codes of an entry the cost centre is',
  },
  {
    displayName: 'Purchase Orders',
    name: 'purchaseOrders',
    type: 'options',
    options: [
      {
        name: 'Match Where There Is One',
        value: 'match',
        description: 'Else the line is booked on its own ledger code',
      },
      { name: 'Match, or Hold the Invoice', value: 'matchOrHold' },
      { name: 'Text Only', value: 'text', description: 'Goods received stay unmatched in SYSPRO' },
    ],
    default: 'match',
    description:
      'Lines are matched to goods received notes of their order. Orders that are cancelled, there several times, or not received always hold.',
  },
  {
    displayName: 'Credit Memos Without an Invoice',
    name: 'creditMemos',
    type: 'options',
    options: [
      { name: 'Hold', value: 'hold' },
      { name: 'Post as Negative Invoices', value: 'negative' },
    ],
    default: 'hold',
    description: 'SYSPRO credits an invoice that is there; what to do with a memo that names none',
  },
  {
    displayName: 'Documents',
    name: 'documents',
    type: 'options',
    options: [
      {
        name: 'One for All Invoices',
        value: 'combined',
        description: 'One AP journal and one GL journal, as far as a document holds them',
      },
      { name: 'One for Each Invoice', value: 'single', description: 'A journal each, and a call each' },
    ],
    default: 'combined',
    description: 'Each invoice is judged by itself in both',
  },
  optionsField(
    [
      {
        displayName: 'All or Nothing',
        name: 'isWhole',
        type: 'boolean',
        default: false,
        description: 'Whether one bad invoice keeps a whole document from being posted',
      },
      {
        displayName: 'Cost Centre Name',
        name: 'costCentreName',
        type: 'string',
        default: 'costCentre',
        description: 'Name of the dimension in the mapping table that is the cost centre',
      },
      {
        displayName: 'Credited Invoice Field',
        name: 'creditedInvoiceField',
        type: 'string',
        default: '',
        placeholder: 'e.g. Original Invoice',
        description:
          'Custom field of a credit memo that holds the supplier’s number of the invoice it credits',
      },
      currencyCodesOption,
      {
        displayName: 'Current Period',
        name: 'currentPeriod',
        type: 'string',
        default: '',
        placeholder: 'e.g. 2026-06',
        description:
          'Calendar month of AP’s current period. Empty: that of the general ledger, whose year must be the calendar’s.',
      },
      {
        displayName: 'Demand a GL Journal',
        name: 'demandsGlJournal',
        type: 'boolean',
        default: false,
        description:
          'Whether an answer that names no GL journal counts as a failure. Only where AP is integrated with the ledger in detail.',
      },
      {
        displayName: 'GRN Ledger Code',
        name: 'grnLedgerCode',
        type: 'string',
        default: '',
        placeholder: 'e.g. 00-2100',
        description: 'For companies whose AP wants matched values distributed too: the code that takes them',
      },
      documentSizeOption,
      {
        displayName: 'Notation Length',
        name: 'notationLength',
        type: 'number',
        typeOptions: { minValue: 0, maxValue: 250 },
        default: 100,
        description: 'Characters that the notation of an invoice holds; 0 leaves it out',
      },
      warningsOption,
    ],
    'sysproOptions',
    'SYSPRO Options',
  ),
];
