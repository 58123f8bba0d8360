/** Reading vendors, accounts and the other lists. */
import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../shared/fields';
import { given, modifiedAfter, onlyActive, textFilter } from '../../shared/filters';
import type { DimensionName } from '../masterDocuments';
import {
  DIMENSIONS,
  accountDocument,
  changedAt,
  dimensionDocument,
  pathOf,
  supplierDocument,
} from '../masterDocuments';
import type { Json } from '../transport/wire';
import { isActive, refAt, rowsAt, textAt } from '../transport/wire';
import { activeFilter, containsFilter, equalsFilter, modifiedFilter } from './filters';
import type { Reading } from './reading';
import { reads } from './reading';

export const vendorReads = reads({
  ...{ entity: 'Vendor', word: 'vendor' },
  keyField: locator('Vendor', 'vendor', 'searchVendors', '56'),
  filterFields: [
    modifiedAfter,
    textFilter('Name Contains', 'name', 'Part of the vendor’s display name'),
    onlyActive('Whether to leave out vendors that are inactive'),
  ],
  filters: (filters) => [
    ...modifiedFilter(filters),
    ...containsFilter('DisplayName', given(filters, 'name')),
    ...activeFilter(filters),
  ],
  show: (vendor, origin) => ({
    ...supplierDocument(vendor, origin),
    ...{ companyName: textAt(vendor, 'CompanyName') || null, terms: refAt(vendor, 'TermRef') || null },
    balance: textAt(vendor, 'Balance') || null,
  }),
});

export const accountReads = reads({
  ...{ entity: 'Account', word: 'account' },
  keyField: locator('Account', 'account', 'searchAccounts', '7'),
  filterFields: [
    modifiedAfter,
    textFilter('Type', 'type', 'Account type as QuickBooks Online calls it, e.g. Expense'),
    onlyActive('Whether to leave out accounts that are inactive'),
  ],
  filters: (filters) => [
    ...modifiedFilter(filters),
    ...equalsFilter('AccountType', given(filters, 'type')),
    ...activeFilter(filters),
  ],
  show: (account, origin) => ({
    ...accountDocument(account, origin),
    ...{ subType: textAt(account, 'AccountSubType') || null, parent: refAt(account, 'ParentRef') || null },
    classification: textAt(account, 'Classification') || null,
  }),
});

const valueFilters = (word: string): Pick<Reading, 'filterFields' | 'filters'> => ({
  filterFields: [
    modifiedAfter,
    textFilter('Name Contains', 'name', 'Part of the name'),
    onlyActive(`Whether to leave out ${word} that are inactive`),
  ],
  filters: (filters) => [
    ...modifiedFilter(filters),
    ...containsFilter('Name', given(filters, 'name')),
    ...activeFilter(filters),
  ],
});

const dimensionReads = (name: DimensionName, word: string, keyField: INodeProperties, plural: string) =>
  reads({
    ...{ entity: DIMENSIONS[name], word, keyField },
    ...valueFilters(plural),
    show: (record, origin) => ({
      ...dimensionDocument(record, name, origin),
      parent: refAt(record, 'ParentRef') || null,
    }),
  });

export const departmentReads = dimensionReads(
  ...(['department', 'location', locator('Location', 'department', 'searchDepartments', '3')] as const),
  'locations',
);
export const classReads = dimensionReads(
  ...(['class', 'class', locator('Class', 'class', 'searchClasses', '5000000000000001')] as const),
  'classes',
);

const common = (record: Json) => ({
  ...{ id: textAt(record, 'Id'), name: textAt(record, 'Name'), active: isActive(record) },
  lastUpdate: changedAt(record),
});

export const itemReads = reads({
  ...{ entity: 'Item', word: 'item', keyField: locator('Item', 'item', 'searchItems', '19') },
  ...valueFilters('items'),
  show: (item) => ({
    ...common(item),
    ...{ code: pathOf(item), type: textAt(item, 'Type') || null, sku: textAt(item, 'Sku') || null },
    // without one it cannot be purchased
    expenseAccount: refAt(item, 'ExpenseAccountRef') || null,
    purchaseCost: textAt(item, 'PurchaseCost') || null,
  }),
});

export const termReads = reads({
  ...{ entity: 'Term', word: 'term', keyField: locator('Term', 'term', 'searchTerms', '3') },
  ...valueFilters('terms'),
  show: (term) => ({
    ...common(term),
    ...{ type: textAt(term, 'Type') || null, dueDays: numberAt(term, 'DueDays') },
    ...{ discountDays: numberAt(term, 'DiscountDays'), discountPercent: numberAt(term, 'DiscountPercent') },
    dayOfMonthDue: numberAt(term, 'DayOfMonthDue'),
  }),
});

export const taxCodeReads = reads({
  ...{ entity: 'TaxCode', word: 'tax code', keyField: locator('Tax Code', 'taxCode', 'searchTaxCodes', '3') },
  ...valueFilters('tax codes'),
  show: (code) => ({
    ...common(code),
    description: textAt(code, 'Description') || null,
    purchaseRates: rowsAt((code.PurchaseTaxRateList ?? {}) as Json, 'TaxRateDetail').map((each) => ({
      id: refAt(each, 'TaxRateRef'),
      name: textAt(each, 'TaxRateRef.name') || null,
    })),
  }),
});

const numberAt = (record: Json, name: string): number | null => {
  const value = record[name];
  return typeof value === 'number' ? value : null;
};

export const billPaymentReads = reads({
  entity: 'BillPayment',
  word: 'bill payment',
  keyField: {
    displayName: 'Bill Payment ID',
    name: 'payment',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 118',
  },
  filterFields: [
    modifiedAfter,
    textFilter('Number', 'number', 'Cheque or transfer number'),
    textFilter('Vendor ID', 'vendor', 'QuickBooks Online’s ID of the vendor'),
  ],
  filters: (filters) => [
    ...modifiedFilter(filters),
    ...equalsFilter('DocNumber', given(filters, 'number')),
    ...equalsFilter('VendorRef', given(filters, 'vendor')),
  ],
  show: (payment) => ({
    ...{ id: textAt(payment, 'Id'), number: textAt(payment, 'DocNumber') || null },
    ...{ vendor: refAt(payment, 'VendorRef'), vendorName: textAt(payment, 'VendorRef.name') || null },
    ...{ date: textAt(payment, 'TxnDate') || null, method: textAt(payment, 'PayType') || null },
    ...{ amount: textAt(payment, 'TotalAmt'), currency: refAt(payment, 'CurrencyRef') || null },
    pays: rowsAt(payment, 'Line').flatMap((line) =>
      rowsAt(line, 'LinkedTxn').map((link) => ({
        ...{ id: textAt(link, 'TxnId'), type: textAt(link, 'TxnType') },
        amount: textAt(line, 'Amount'),
      })),
    ),
    lastUpdate: changedAt(payment),
  }),
});
