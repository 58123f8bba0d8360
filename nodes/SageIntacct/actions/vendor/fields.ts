import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import { mapperField } from '../../../shared/mappedFields';
import {
  carryStatusField,
  leaveAloneField,
  matchByField,
  newNumberField,
} from '../../../shared/supplierFields';

/** How vendors are found, numbered and filled. */
export const vendorFields: INodeProperties[] = [
  matchByField(
    'no mapping row names the vendor',
    ['vendorId', 'taxNumber', 'vatNumber'],
    [
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
  ),
  newNumberField(
    'ID of a New Vendor',
    'newId',
    'Sage Intacct',
    'Where the company numbers vendors by itself (document sequencing)',
  ),
  mapperField(
    'Vendor Fields',
    'vendorFields',
    'getVendorColumns',
    'Fields of the vendor that a supplier does not fill, such as terms; custom fields included',
  ),
  optionsField([
    {
      displayName: 'Batch Size',
      name: 'batchSize',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 100 },
      default: 50,
      description: 'How many vendors one request writes',
    },
    carryStatusField(
      'Whether a vendor becomes inactive when its supplier does, and active again: also where somebody blocked it in Sage Intacct',
    ),
    leaveAloneField(
      'Sage Intacct',
      'vendor',
      ['address', 'currency', 'email', 'name', 'phone', 'taxId', 'website'],
      [{ name: 'Vendor Fields', value: 'more' }],
    ),
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
  ]),
];
