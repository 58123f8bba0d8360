import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import {
  carryStatusField,
  leaveAloneField,
  matchByField,
  newNumberField,
} from '../../../shared/supplierFields';
import { currencyCodesOption } from '../apInvoice/postFields';

/** How suppliers are found, numbered and filled. */
export const supplierFields: INodeProperties[] = [
  matchByField(
    'no mapping row names the supplier',
    ['supplierCode', 'taxNumber', 'vatNumber'],
    [
      {
        name: 'Name',
        value: 'name',
        description: 'The same to the letter; two companies may share a name',
      },
      { name: 'Supplier Number as Supplier Code', value: 'supplierCode' },
      { name: 'Tax Number', value: 'taxNumber' },
      { name: 'VAT Number', value: 'vatNumber' },
    ],
  ),
  newNumberField(
    'Code of a New Supplier',
    'newCode',
    'SYSPRO',
    'Where the company numbers suppliers by itself',
  ),
  optionsField([
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
    carryStatusField(
      'Whether a supplier is put on hold when it becomes inactive in JAGGAER, and released again: also where somebody put it on hold in SYSPRO',
    ),
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
    leaveAloneField('SYSPRO', 'supplier', ['address', 'email', 'name', 'phone', 'taxId']),
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
  ]),
];
