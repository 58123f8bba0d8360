/** Reading suppliers. */
import type { INodeProperties } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { SUPPLIER_COLUMNS, isYes, supplierDocument } from '../masterDocuments';
import { text } from '../transport/xml';
import { containsFilter, equalsFilter, flagFilter, given, textFilter } from './filters';
import type { Reading } from './reading';
import { getAction, getManyAction } from './reading';

const reads = (reading: Reading & { keyField: INodeProperties }): Record<string, Action> => ({
  get: getAction(reading),
  getAll: getManyAction(reading),
});

const locator = (displayName: string, name: string, search: string, example: string): INodeProperties => ({
  displayName,
  name,
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      typeOptions: { searchListMethod: search, searchable: true },
    },
    { displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${example}` },
  ],
});

export const supplierReads = reads({
  word: 'supplier',
  table: 'ApSupplier',
  key: ['Supplier'],
  columns: SUPPLIER_COLUMNS,
  keyField: locator('Supplier', 'supplier', 'searchSuppliers', '000000000000001'),
  show: async (rows, origin) =>
    rows.map((row) => ({
      ...supplierDocument(row, null, origin),
      ...{ terms: text(row, 'TermsCode') || null, branch: text(row, 'Branch') || null },
      ...{ grnMatchingRequired: isYes(row, 'GrnMatchReqd') },
    })),
  filterFields: [
    textFilter('Name Contains', 'name', 'Part of the supplier’s name, in its own case'),
    textFilter('Currency', 'currency', 'Code of the currency, as SYSPRO has it'),
    flagFilter('Only Active', 'active', 'Whether to leave out suppliers that are on hold'),
  ],
  filters: (filters) => [
    ...containsFilter('SupplierName', given(filters, 'name')),
    ...equalsFilter('Currency', given(filters, 'currency')),
    ...(filters.active === true ? [{ column: 'OnHold', is: 'NE' as const, value: 'Y' }] : []),
  ],
});
