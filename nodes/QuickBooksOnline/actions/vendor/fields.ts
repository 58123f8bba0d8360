import type { INodeProperties } from 'n8n-workflow';

/** How vendors are found and filled. */
export const vendorFields: INodeProperties[] = [
  {
    displayName: 'Then Match By',
    name: 'matchBy',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Key',
    default: { match: [{ key: 'number' }, { key: 'name' }] },
    description:
      'Tried in this order where no mapping row names the vendor. The first key that finds something decides; two hits hold. Drag to change the order.',
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
              { name: 'Company Name', value: 'companyName' },
              { name: 'Email', value: 'email' },
              {
                name: 'Name',
                value: 'name',
                description: 'The display name, whatever its case; QuickBooks Online has each name once',
              },
              { name: 'Supplier Number as Account Number of the Vendor', value: 'number' },
            ],
            default: 'number',
          },
        ],
      },
    ],
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
          'Whether a vendor becomes inactive when its supplier does, and active again: also where somebody made it inactive in QuickBooks Online',
      },
      {
        displayName: 'Leave Alone',
        name: 'leaveAlone',
        type: 'multiOptions',
        options: [
          { name: 'Account Number', value: 'number' },
          { name: 'Address', value: 'address' },
          { name: 'Email', value: 'email' },
          { name: 'Name', value: 'name' },
          { name: 'Phone', value: 'phone' },
          { name: 'Tax Number', value: 'taxId' },
          { name: 'Website', value: 'website' },
        ],
        default: [],
        description: 'What QuickBooks Online keeps itself: never written on a vendor that is there already',
      },
      {
        displayName: 'Term ID of New Vendors',
        name: 'term',
        type: 'string',
        default: '',
        placeholder: 'e.g. 3',
        description: 'Payment term that new vendors get; Term ▸ Get Many lists the IDs',
      },
    ],
  },
];
