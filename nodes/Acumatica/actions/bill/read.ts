import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { simplifyBill } from '../../documents';
import { equals, startsWith } from '../../transport/query';
import { given, modifiedAfter, textFilter } from '../../../shared/filters';
import { modifiedClause } from '../filters';
import { reads } from '../reading';

const TYPES = ['Bill', 'Credit Adj.', 'Debit Adj.', 'Prepayment'].map((name) => ({ name, value: name }));
const STATUSES = ['Balanced', 'Closed', 'On Hold', 'Open', 'Pending Approval', 'Rejected', 'Voided'];

/** How a bill is named: picked, by its id, or by type and number. */
export const billFields: INodeProperties[] = [
  {
    displayName: 'Bill',
    name: 'bill',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod: 'searchBills', searchable: true },
      },
      { displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. 000159' },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 2f0c1b0e-7d3a-4a8e-9a53-0f6d1c2b3a4e',
      },
    ],
  },
  {
    displayName: 'Type',
    name: 'billType',
    type: 'options',
    options: TYPES,
    default: 'Bill',
    description: 'Decides, where the bill is given by number',
  },
];

/** Keys of the chosen bill: its id, or its type and number. */
export function billKeys(context: IExecuteFunctions, index: number): string[] {
  const { mode, value } = context.getNodeParameter('bill', index) as { mode: string; value: unknown };
  const chosen = String(value ?? '').trim();
  return mode === 'number' ? [String(context.getNodeParameter('billType', index, 'Bill')), chosen] : [chosen];
}

export const billReads = reads({
  entity: 'Bill',
  word: 'bill',
  keyFields: billFields,
  keys: billKeys,
  simple: {
    select: () => [
      ...['Type', 'ReferenceNbr', 'Status', 'Vendor', 'VendorRef', 'Amount', 'Balance', 'CurrencyID', 'Date'],
      ...['DueDate', 'PostPeriod', 'Description', 'LastModifiedDateTime'],
    ],
    show: (row) => simplifyBill(row) as IDataObject,
  },
  expand: () => ['Details', 'TaxDetails'],
  filterFields: [
    modifiedAfter,
    textFilter('JAGGAER Key Starts With', 'stamp', 'Start of the stamp in the description, e.g. JGR:acme:'),
    {
      displayName: 'Status',
      name: 'status',
      type: 'options',
      options: STATUSES.map((name) => ({ name, value: name })),
      default: 'Balanced',
    },
    { displayName: 'Type', name: 'type', type: 'options', options: TYPES, default: 'Bill' },
    textFilter('Vendor', 'vendor', 'Vendor ID'),
    textFilter('Vendor Reference', 'vendorRef', 'The supplier’s own invoice number'),
  ],
  clauses: (filters) => [
    ...modifiedClause(filters),
    ...[
      ['Status', 'status'],
      ['Type', 'type'],
      ['Vendor', 'vendor'],
      ['VendorRef', 'vendorRef'],
    ].flatMap(([field, name]) =>
      given(filters, name ?? '') ? [equals(field ?? '', given(filters, name ?? ''))] : [],
    ),
    ...(given(filters, 'stamp') ? [startsWith('Description', given(filters, 'stamp'))] : []),
  ],
});
