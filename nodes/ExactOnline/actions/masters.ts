/** Reading GL accounts, dimensions and the other lists. */
import type { INodeProperties } from 'n8n-workflow';
import { locator as anyLocator } from '../../shared/fields';
import { given, modifiedAfter, onlyActive, textFilter } from '../../shared/filters';
import type { DimensionName } from '../masterDocuments';
import {
  DIMENSIONS,
  DIMENSION_FIELDS,
  GL_FIELDS,
  dimensionDocument,
  glAccountDocument,
  hasEnded,
} from '../masterDocuments';
import { flagIs, numberIs, textIs } from '../transport/filter';
import type { Json } from '../transport/wire';
import { instantAt, isTrue, textAt } from '../transport/wire';
import { modifiedFilter, notBlockedFilter, wordsFilter } from './filters';
import { reads } from './reading';

/** Picker of one record, by a list or by its GUID. */
export const locator = (displayName: string, name: string, search: string): INodeProperties =>
  anyLocator(displayName, name, search, '3fa2c4d8-0b1e-4a52-9a6f-2d1c7e5b8f90');

const codeFilter = textFilter('Code', 'code', 'The whole code');
const wordsField = textFilter('Contains', 'words', 'Part of the code or the description');
const byCode = (filters: Parameters<typeof given>[0]): string[] => {
  const code = given(filters, 'code');
  return code === '' ? [] : [textIs('Code', code)];
};

export const glAccountReads = reads({
  ...{ path: 'financial/GLAccounts', word: 'GL account', select: GL_FIELDS, needsFilter: true },
  keyField: locator('GL Account', 'glAccount', 'searchGlAccounts'),
  filterFields: [
    codeFilter,
    modifiedAfter,
    onlyActive('Whether to leave out accounts that are blocked'),
    textFilter('Type', 'type', 'Number of the account type, e.g. 121 for general costs'),
    wordsField,
  ],
  filters: (filters, offset) => [
    ...byCode(filters),
    ...modifiedFilter(filters, offset),
    ...notBlockedFilter(filters),
    ...(given(filters, 'type') === '' ? [] : [numberIs('Type', Number(given(filters, 'type')))]),
    ...wordsFilter(given(filters, 'words'), 'Code', 'Description'),
  ],
  show: (account, origin, offset) => ({
    ...glAccountDocument(account, origin, offset),
    ...{ typeNumber: numberAt(account, 'Type'), vatCode: textAt(account, 'VATCode') || null },
    ...{ costCenter: USES[textAt(account, 'UseCostcenter')], costUnit: USES[textAt(account, 'UseCostunit')] },
  }),
});

/** Whether lines of an account take a cost center or unit (doc). */
const USES: Record<string, string> = { '0': 'optional', '1': 'mandatory', '2': 'no', '': 'optional' };

const dimensionReads = (name: DimensionName, word: string, keyField: INodeProperties) =>
  reads({
    ...{ path: DIMENSIONS[name], word, select: DIMENSION_FIELDS[name], keyField },
    filterFields: [codeFilter, modifiedAfter, wordsField],
    filters: (filters, offset) => [
      ...byCode(filters),
      ...modifiedFilter(filters, offset),
      ...wordsFilter(given(filters, 'words'), 'Code', 'Description'),
    ],
    show: (record, origin, offset) => dimensionDocument(record, name, origin, offset),
  });

export const costCenterReads = dimensionReads(
  ...(['costCenter', 'cost center', locator('Cost Center', 'costCenter', 'searchCostCenters')] as const),
);
export const costUnitReads = dimensionReads(
  ...(['costUnit', 'cost unit', locator('Cost Unit', 'costUnit', 'searchCostUnits')] as const),
);

const common = (record: Json, offset: number) => ({
  ...{ id: textAt(record, 'ID'), code: textAt(record, 'Code'), description: textAt(record, 'Description') },
  lastUpdate: instantAt(record, 'Modified', offset),
});
const numberAt = (record: Json, name: string): number | null => {
  const value = record[name];
  return typeof value === 'number' ? value : null;
};

const LISTED = ['ID', 'Code', 'Description', 'Modified'];

export const vatCodeReads = reads({
  ...{ path: 'vat/VATCodes', word: 'VAT code', keyField: locator('VAT Code', 'vatCode', 'searchVatCodes') },
  select: [...LISTED, 'Percentage', 'Type', 'VATTransactionType', 'IsBlocked', 'Charged'],
  filterFields: [modifiedAfter, onlyActive('Whether to leave out VAT codes that are blocked')],
  filters: (filters, offset) => [...modifiedFilter(filters, offset), ...notBlockedFilter(filters)],
  show: (code, _origin, offset) => ({
    ...common(code, offset),
    // a fraction on the wire: 0.21 (recorded)
    ...{
      percentage: percentOf(numberAt(code, 'Percentage')),
      amounts: VAT_TYPES[textAt(code, 'Type')] ?? null,
    },
    ...{ reverseCharge: isTrue(code, 'Charged'), active: !isTrue(code, 'IsBlocked') },
    transactions: VAT_USES[textAt(code, 'VATTransactionType')] ?? null,
  }),
});

const VAT_TYPES: Record<string, string> = { B: 'baseOnly', E: 'excluding', I: 'including', N: 'none' };
const VAT_USES: Record<string, string> = { B: 'both', P: 'purchase', S: 'sales' };
const percentOf = (fraction: number | null): number | null =>
  fraction === null ? null : Math.round(fraction * 1_000_000) / 10_000;

export const journalReads = reads({
  ...{
    path: 'financial/Journals',
    word: 'journal',
    keyField: locator('Journal', 'journal', 'searchJournals'),
  },
  select: [
    ...[...LISTED, 'Type', 'Currency', 'AllowVariableCurrency', 'AllowVariableExchangeRate', 'IsBlocked'],
  ],
  filterFields: [
    modifiedAfter,
    onlyActive('Whether to leave out journals that are blocked'),
    {
      displayName: 'Only Purchase Journals',
      name: 'purchase',
      type: 'boolean',
      default: true,
      description: 'Whether to leave out journals that take no purchase entries',
    },
  ],
  filters: (filters, offset) => [
    ...modifiedFilter(filters, offset),
    ...notBlockedFilter(filters),
    ...(filters.purchase === true ? [numberIs('Type', 22)] : []),
  ],
  show: (journal, _origin, offset) => ({
    ...common(journal, offset),
    ...{ type: numberAt(journal, 'Type'), purchase: journal.Type === 22 },
    ...{ currency: textAt(journal, 'Currency') || null, active: !isTrue(journal, 'IsBlocked') },
    otherCurrencies: isTrue(journal, 'AllowVariableCurrency'),
    otherRates: isTrue(journal, 'AllowVariableExchangeRate'),
  }),
});

export const paymentConditionReads = reads({
  ...{ path: 'cashflow/PaymentConditions', word: 'payment condition' },
  keyField: locator('Payment Condition', 'paymentCondition', 'searchPaymentConditions'),
  select: [...LISTED, 'PaymentDays', 'PaymentEndOfMonths', 'PaymentMethod'],
  filterFields: [modifiedAfter],
  filters: modifiedFilter,
  show: (condition, _origin, offset) => ({
    ...common(condition, offset),
    ...{ days: numberAt(condition, 'PaymentDays'), endOfMonths: numberAt(condition, 'PaymentEndOfMonths') },
    method: PAYMENT_METHODS[textAt(condition, 'PaymentMethod')] ?? null,
  }),
});

const PAYMENT_METHODS: Record<string, string> = { B: 'onCredit', I: 'collection', K: 'cash', Q: 'cheque' };

export const itemReads = reads({
  ...{ path: 'logistics/Items', word: 'item', keyField: locator('Item', 'item', 'searchItems') },
  ...{ needsFilter: true },
  select: [
    ...[...LISTED, 'IsPurchaseItem', 'IsFractionAllowedItem', 'Unit', 'ItemGroup', 'EndDate'],
    ...['GLCosts', 'GLCostsCode', 'GLStock', 'GLStockCode'],
  ],
  filterFields: [
    codeFilter,
    modifiedAfter,
    wordsField,
    {
      displayName: 'Only Purchase Items',
      name: 'purchase',
      type: 'boolean',
      default: true,
      description: 'Whether to leave out items that are not purchased',
    },
  ],
  filters: (filters, offset) => [
    ...byCode(filters),
    ...modifiedFilter(filters, offset),
    ...(filters.purchase === true ? [flagIs('IsPurchaseItem', true)] : []),
    ...wordsFilter(given(filters, 'words'), 'Code', 'Description'),
  ],
  show: (item, _origin, offset) => ({
    ...common(item, offset),
    ...{ unit: textAt(item, 'Unit') || null, purchase: isTrue(item, 'IsPurchaseItem') },
    ...{ fractions: isTrue(item, 'IsFractionAllowedItem'), active: !hasEnded(item) },
    ...{
      costAccount: textAt(item, 'GLCostsCode') || null,
      stockAccount: textAt(item, 'GLStockCode') || null,
    },
  }),
});
