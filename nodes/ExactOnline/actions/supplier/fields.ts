import type { INodeProperties } from 'n8n-workflow';

/** How suppliers are found, numbered and filled. */
export const supplierFields: INodeProperties[] = [
  {
    displayName: 'Then Match By',
    name: 'matchBy',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Key',
    default: { match: [{ key: 'number' }, { key: 'vatNumber' }] },
    description:
      'Tried in this order where no mapping row names the supplier. The first key that finds something decides; two hits hold. Drag to change the order.',
    options: [
      {
        displayName: 'Key',
        name: 'match',
        values: [
          {
            displayName: 'Key',
            name: 'key',
            type: 'options',
            options: [
              { name: 'DUNS Number', value: 'duns' },
              {
                name: 'Name',
                value: 'name',
                description: 'The same but for case; two companies may share a name',
              },
              { name: 'Supplier Number as Code', value: 'number' },
              { name: 'VAT Number', value: 'vatNumber' },
            ],
            default: 'number',
          },
        ],
      },
    ],
  },
  {
    displayName: 'Missing Suppliers',
    name: 'whenMissing',
    type: 'options',
    options: [
      {
        name: 'Create',
        value: 'create',
        description: 'A supplier that Exact Online does not have is created',
      },
      {
        name: 'Leave Out',
        value: 'skip',
        description: 'Only suppliers that are there already are brought up to date',
      },
    ],
    default: 'create',
    description: 'What becomes of a supplier that no key finds in the division',
  },
  {
    displayName: 'Code of a New Supplier',
    name: 'newCode',
    type: 'options',
    options: [
      {
        name: 'Numbered by Exact Online',
        value: 'sequence',
        description: 'The next free code of the division',
      },
      {
        name: 'Supplier Number of JAGGAER',
        value: 'number',
        description: 'Or JAGGAER’s own ID of the supplier, where it has no number yet; digits only',
      },
    ],
    default: 'number',
    displayOptions: { show: { whenMissing: ['create'] } },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Carry Status',
        name: 'carryStatus',
        type: 'boolean',
        default: false,
        description:
          'Whether a supplier is blocked when it becomes inactive in JAGGAER, and freed again: also where somebody blocked it in Exact Online',
      },
      {
        displayName: 'Leave Alone',
        name: 'leaveAlone',
        type: 'multiOptions',
        options: [
          { name: 'Address', value: 'address' },
          { name: 'Currency', value: 'currency' },
          { name: 'Email', value: 'email' },
          { name: 'Name', value: 'name' },
          { name: 'Phone', value: 'phone' },
          { name: 'VAT Number', value: 'vatNumber' },
          { name: 'Website', value: 'website' },
        ],
        default: [],
        description: 'What Exact Online keeps itself: never written on a supplier that is there already',
      },
      {
        displayName: 'Payment Condition of New Suppliers',
        name: 'paymentCondition',
        type: 'string',
        default: '',
        placeholder: 'e.g. 30',
        description:
          'Its code. Without one, neither here nor at the supplier, Exact Online refuses entries without a due date.',
      },
    ],
  },
];
