import type { INodeProperties } from 'n8n-workflow';

const whereWritten = { show: { codes: ['mapping', 'same'] } };

/** How lines of the ERP's orders are coded in JAGGAER. */
export const codingFields: INodeProperties[] = [
  {
    displayName: 'GL Accounts',
    name: 'codes',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Are Not Written',
        value: 'none',
        description: 'Lines go without account and dimensions',
      },
      {
        name: 'From Mapping Rows (Second Input)',
        value: 'mapping',
        description:
          'The rows of kinds account and dimension, read backwards; where several of JAGGAER’s codes lead to one, a row of kind toJaggaer decides. An order with an unmapped code is held.',
      },
      {
        name: 'Same as the ERP’s',
        value: 'same',
        description: 'Where JAGGAER has the ERP’s own codes',
      },
    ],
    default: 'none',
  },
  {
    displayName: 'Account Field',
    name: 'accountField',
    type: 'string',
    default: 'Account',
    placeholder: 'e.g. Account',
    displayOptions: whereWritten,
    description:
      'Internal name of the JAGGAER custom field that takes the account of a line. Empty means that no account is written.',
  },
  {
    displayName: 'Dimension Fields',
    name: 'dimensionFields',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add Dimension',
    default: {},
    displayOptions: whereWritten,
    description: 'Which JAGGAER custom field takes the values of which dimension; others are not written',
    options: [
      {
        displayName: 'Dimension',
        name: 'dimension',
        values: [
          {
            displayName: 'Dimension in the ERP',
            name: 'name',
            type: 'string',
            default: '',
            placeholder: 'e.g. costCenter',
          },
          {
            displayName: 'Internal Name in JAGGAER',
            name: 'field',
            type: 'string',
            default: '',
            placeholder: 'e.g. CostCenter',
          },
        ],
      },
    ],
  },
];

export const checkSupplierField: INodeProperties = {
  displayName: 'Check Supplier',
  name: 'checkSupplier',
  type: 'boolean',
  default: true,
  description:
    'Whether a new order is held until JAGGAER has its supplier, by the number. Otherwise JAGGAER’s refusal is final.',
};

export const listFilterField: INodeProperties = {
  displayName: 'Supplier List Filter',
  name: 'listFilter',
  type: 'string',
  default: 'TYPE==SELLER',
  description: 'Sent as the parameter “flt” when suppliers are looked up',
};
