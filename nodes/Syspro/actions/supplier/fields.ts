import type { INodeProperties } from 'n8n-workflow';
import { currencyCodesOption } from '../apInvoice/postFields';

/** How suppliers are found, numbered and filled. */
export const supplierFields: INodeProperties[] = [
  {
    displayName: 'Then Match By',
    name: 'matchBy',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Key',
    default: { match: [{ key: 'supplierCode' }, { key: 'taxNumber' }, { key: 'vatNumber' }] },
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
              {
                name: 'Name',
                value: 'name',
                description: 'The same to the letter; two companies may share a name',
              },
              { name: 'Supplier Number as Supplier Code', value: 'supplierCode' },
              { name: 'Tax Number', value: 'taxNumber' },
              { name: 'VAT Number', value: 'vatNumber' },
            ],
            default: 'supplierCode',
          },
        ],
      },
    ],
  },
  {
    displayName: 'Code of a New Supplier',
    name: 'newCode',
    type: 'options',
    options: [
      {
        name: 'Numbered by SYSPRO',
        value: 'sequence',
        description: 'Where the company numbers suppliers by itself',
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
        typeOptions: { minValue: 1, maxValue: 50 },
        default: 10,
        description: 'How many suppliers one call writes; what is too long for an address is halved',
      },
      {
        displayName: 'Branch of New Suppliers',
        name: 'branch',
        type: 'string',
        default: '',
        description: 'AP branch; SYSPRO’s own choice when empty',
      },
      {
        displayName: 'Carry Status',
        name: 'carryStatus',
        type: 'boolean',
        default: false,
        description:
          'Whether a supplier is put on hold when it becomes inactive in JAGGAER, and released again: also where somebody put it on hold in SYSPRO',
      },
      {
        displayName: 'Class of New Suppliers',
        name: 'supplierClass',
        type: 'string',
        default: '',
      },
      currencyCodesOption,
      {
        displayName: 'GRN Matching of New Suppliers',
        name: 'grnMatching',
        type: 'options',
        options: [
          { name: 'As SYSPRO Says', value: '' },
          { name: 'Not Required', value: 'N' },
          { name: 'Required', value: 'Y' },
        ],
        default: '',
        description:
          'Whether invoices have to be matched with goods received; SYSPRO’s own default is required',
      },
      {
        displayName: 'Leave Alone',
        name: 'leaveAlone',
        type: 'multiOptions',
        options: [
          { name: 'Address', value: 'address' },
          { name: 'Email', value: 'email' },
          { name: 'Name', value: 'name' },
          { name: 'Phone', value: 'phone' },
          { name: 'Tax Number', value: 'taxId' },
        ],
        default: [],
        description: 'What SYSPRO keeps itself: never written on a supplier that is there already',
      },
      {
        displayName: 'Prefix of New Codes',
        name: 'prefix',
        type: 'string',
        default: '',
        placeholder: 'e.g. J',
        description: 'Put before the supplier number where that becomes the supplier code',
      },
      {
        displayName: 'Terms of New Suppliers',
        name: 'terms',
        type: 'string',
        default: '',
        placeholder: 'e.g. 30',
        description: 'Code of payment terms; SYSPRO’s own choice when empty',
      },
    ],
  },
];
