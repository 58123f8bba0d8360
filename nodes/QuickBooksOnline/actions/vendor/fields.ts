import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/fields';
import { carryStatusField, leaveAloneField, matchByField } from '../../../shared/supplierFields';

/** How vendors are found and filled. */
export const vendorFields: INodeProperties[] = [
  matchByField(
    'no mapping row names the vendor',
    ['number', 'name'],
    [
      { name: 'Company Name', value: 'companyName' },
      { name: 'Email', value: 'email' },
      {
        name: 'Name',
        value: 'name',
        description: 'The display name, whatever its case; QuickBooks Online has each name once',
      },
      { name: 'Supplier Number as Account Number of the Vendor', value: 'number' },
    ],
  ),
  optionsField([
    carryStatusField(
      'Whether a vendor becomes inactive when its supplier does, and active again: also where somebody made it inactive in QuickBooks Online',
    ),
    leaveAloneField(
      'QuickBooks Online',
      'vendor',
      ['address', 'email', 'name', 'phone', 'taxId', 'website'],
      [{ name: 'Account Number', value: 'number' }],
    ),
    {
      displayName: 'Term ID of New Vendors',
      name: 'term',
      type: 'string',
      default: '',
      placeholder: 'e.g. 3',
      description: 'Payment term that new vendors get; Term ▸ Get Many lists the IDs',
    },
  ]),
];
