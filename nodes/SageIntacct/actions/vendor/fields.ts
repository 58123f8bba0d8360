import type { INodeProperties } from 'n8n-workflow';

/** How vendors are found, numbered and filled. */
export const vendorFields: INodeProperties[] = [
  {
    displayName: 'Then Match By',
    name: 'matchBy',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Key',
    default: { match: [{ key: 'vendorId' }, { key: 'taxNumber' }, { key: 'vatNumber' }] },
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
              { name: 'JAGGAER’s ID in the Supplier ID Field', value: 'link' },
              {
                name: 'Name',
                value: 'name',
                description: 'The same to the letter; two companies may share a name',
              },
              { name: 'Supplier Number as Vendor ID', value: 'vendorId' },
              { name: 'Tax Number', value: 'taxNumber' },
              { name: 'VAT Number', value: 'vatNumber' },
            ],
            default: 'vendorId',
          },
        ],
      },
    ],
  },
  {
    displayName: 'ID of a New Vendor',
    name: 'newId',
    type: 'options',
    options: [
      {
        name: 'Numbered by Sage Intacct',
        value: 'sequence',
        description: 'Where the company numbers vendors by itself (document sequencing)',
      },
      {
        name: 'Supplier Number of JAGGAER',
        value: 'number',
        description: 'Or JAGGAER’s own ID of the supplier, where it has no number yet',
      },
    ],
    default: 'number',
  },
  {
    displayName: 'Vendor Fields',
    name: 'vendorFields',
    type: 'resourceMapper',
    noDataExpression: true,
    default: { mappingMode: 'defineBelow', value: null },
    typeOptions: {
      resourceMapper: {
        resourceMapperMethod: 'getVendorColumns',
        mode: 'add',
        valuesLabel: 'Vendor Fields',
        fieldWords: { singular: 'field', plural: 'fields' },
        addAllFields: false,
        multiKeyMatch: false,
        supportAutoMap: false,
      },
    },
    description: 'Fields of the vendor that a supplier does not fill, such as terms; custom fields included',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Batch Size',
        name: 'batchSize',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 100 },
        default: 50,
        description: 'How many vendors one request writes',
      },
      {
        displayName: 'Carry Status',
        name: 'carryStatus',
        type: 'boolean',
        default: false,
        description:
          'Whether a vendor becomes inactive when its supplier does, and active again: also where somebody blocked it in Sage Intacct',
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
          { name: 'Tax Number', value: 'taxId' },
          { name: 'Vendor Fields', value: 'more' },
          { name: 'Website', value: 'website' },
        ],
        default: [],
        description: 'What Sage Intacct keeps itself: never written on a vendor that is there already',
      },
      {
        displayName: 'Prefix of New IDs',
        name: 'prefix',
        type: 'string',
        default: '',
        placeholder: 'e.g. JGR-',
        description: 'Put before the supplier number where that becomes the vendor ID',
      },
      {
        displayName: 'Supplier ID Field',
        name: 'linkField',
        type: 'string',
        default: '',
        placeholder: 'e.g. JAGGAER_SUPPLIER',
        description:
          'Custom field of the vendor that gets JAGGAER’s ID of the supplier, to find it by. Advisable where Sage Intacct numbers vendors.',
      },
    ],
  },
];
