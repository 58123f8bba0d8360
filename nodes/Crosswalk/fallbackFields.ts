import type { INodeProperties } from 'n8n-workflow';

/** What a code without a row means, kind by kind. */
export const fallbackFields: INodeProperties = {
  displayName: 'When a Code Has No Row',
  name: 'fallbacks',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Rule',
  default: {},
  description:
    'Without a rule, the document is held; only items, units, payment terms and invoice types stay empty. Two rows that contradict each other, and a row without a target, always hold.',
  options: [
    {
      displayName: 'Rule',
      name: 'rule',
      values: [
        {
          displayName: 'Kind',
          name: 'kind',
          type: 'options',
          options: [
            { name: 'Account', value: 'account' },
            { name: 'Business Unit', value: 'entity' },
            { name: 'Charge', value: 'charge' },
            { name: 'Invoice Type', value: 'invoiceType' },
            { name: 'Item', value: 'item' },
            { name: 'Payment Terms', value: 'terms' },
            { name: 'Supplier', value: 'supplier' },
            { name: 'Tax Code', value: 'tax' },
            { name: 'Unit', value: 'unit' },
          ],
          default: 'account',
        },
        {
          displayName: 'Then',
          name: 'then',
          type: 'options',
          options: [
            { name: 'Hold the Document', value: 'hold' },
            { name: 'Use a Fixed Value', value: 'fixed' },
            { name: 'Use the Same Code', value: 'same' },
          ],
          default: 'hold',
          displayOptions: { show: { kind: ['account', 'supplier', 'tax'] } },
        },
        {
          displayName: 'Then',
          name: 'then',
          type: 'options',
          options: [
            { name: 'Hold the Document', value: 'hold' },
            { name: 'Leave Empty', value: 'empty' },
            { name: 'Use a Fixed Value', value: 'fixed' },
            { name: 'Use the Same Code', value: 'same' },
          ],
          default: 'hold',
          displayOptions: { show: { kind: ['entity', 'invoiceType', 'item', 'terms', 'unit'] } },
        },
        {
          displayName: 'Then',
          name: 'then',
          type: 'options',
          options: [
            { name: 'Hold the Document', value: 'hold' },
            { name: 'Spread Over the Lines', value: 'spread' },
            { name: 'Use a Fixed Booking', value: 'fixed', description: 'Such as account:61200 or tax:ST' },
          ],
          default: 'hold',
          displayOptions: { show: { kind: ['charge'] } },
        },
        {
          displayName: 'Value',
          name: 'value',
          type: 'string',
          default: '',
          placeholder: 'e.g. 69900',
          description:
            "The ERP's code. For a charge: account:&lt;account&gt;, account:&lt;account&gt;/&lt;subaccount&gt; or tax:&lt;code&gt;.",
          displayOptions: { show: { then: ['fixed'] } },
        },
      ],
    },
  ],
};
