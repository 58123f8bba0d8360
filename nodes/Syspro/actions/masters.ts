/** Reading suppliers. */
import { locator } from '../../shared/fields';
import { given, onlyActive, textFilter } from '../../shared/filters';
import { SUPPLIER_COLUMNS, isYes, supplierDocument } from '../masterDocuments';
import { text } from '../transport/xml';
import { containsFilter, equalsFilter } from './filters';
import { reads } from './reading';

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
    onlyActive('Whether to leave out suppliers that are on hold'),
  ],
  filters: (filters) => [
    ...containsFilter('SupplierName', given(filters, 'name')),
    ...equalsFilter('Currency', given(filters, 'currency')),
    ...(filters.active === true ? [{ column: 'OnHold', is: 'NE' as const, value: 'Y' }] : []),
  ],
});
