import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import {
  carryStatusField,
  leaveAloneField,
  matchByField,
  newNumberField,
} from '../../../shared/supplierFields';

/** How suppliers are found, numbered and filled. */
export const supplierFields: INodeProperties[] = [
  matchByField(
    'no mapping row names the supplier',
    ['number', 'vatNumber'],
    [
      { name: 'DUNS Number', value: 'duns' },
      {
        name: 'Name',
        value: 'name',
        description: 'The same but for case; two companies may share a name',
      },
      { name: 'Supplier Number as Code', value: 'number' },
      { name: 'VAT Number', value: 'vatNumber' },
    ],
  ),
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
    ...newNumberField(
      'Code of a New Supplier',
      'newCode',
      'Exact Online',
      'The next free code of the division',
      '; digits only',
    ),
    displayOptions: { show: { whenMissing: ['create'] } },
  },
  optionsField([
    carryStatusField(
      'Whether a supplier is blocked when it becomes inactive in JAGGAER, and freed again: also where somebody blocked it in Exact Online',
    ),
    leaveAloneField('Exact Online', 'supplier', [
      'address',
      'currency',
      'email',
      'name',
      'phone',
      'vatNumber',
      'website',
    ]),
    {
      displayName: 'Payment Condition of New Suppliers',
      name: 'paymentCondition',
      type: 'string',
      default: '',
      placeholder: 'e.g. 30',
      description:
        'Its code. Without one, neither here nor at the supplier, Exact Online refuses entries without a due date.',
    },
  ]),
];
