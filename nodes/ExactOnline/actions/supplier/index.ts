import type { Action } from '../../../shared/actions';
import { given, modifiedAfter, onlyActive, textFilter } from '../../../shared/filters';
import { supplierDocument, SUPPLIER_FIELDS } from '../../supplierDocuments';
import { accountCodeIs, flagIs, textIs } from '../../transport/filter';
import { textAt } from '../../transport/wire';
import { modifiedFilter, wordsFilter } from '../filters';
import { locator } from '../masters';
import { reads } from '../reading';
import { createOrUpdate } from './createOrUpdate';

const supplierReads = reads({
  ...{ path: 'crm/Accounts', word: 'supplier', select: SUPPLIER_FIELDS, needsFilter: true },
  keyField: locator('Supplier', 'supplier', 'searchSuppliers'),
  filterFields: [
    textFilter('Code', 'code', 'The whole code, with its leading zeros'),
    modifiedAfter,
    textFilter('Name Contains', 'name', 'Part of the supplier’s name'),
    onlyActive('Whether to leave out suppliers that are blocked'),
    textFilter('VAT Number', 'vatNumber', 'As Exact Online shows it'),
  ],
  // Status says nothing about suppliers, and IsPurchase is no sign of one (reference 3.5)
  filters: (filters, offset) => [
    flagIs('IsSupplier', true),
    ...(given(filters, 'code') === '' ? [] : [accountCodeIs(given(filters, 'code'))]),
    ...(given(filters, 'vatNumber') === '' ? [] : [textIs('VATNumber', given(filters, 'vatNumber'))]),
    ...(filters.active === true ? [flagIs('Blocked', false)] : []),
    ...modifiedFilter(filters, offset),
    ...wordsFilter(given(filters, 'name'), 'Name'),
  ],
  show: (account, origin, offset) => ({
    ...supplierDocument(account, origin, offset),
    terms: textAt(account, 'PaymentConditionPurchase') || null,
  }),
});

export const supplier: Record<string, Action> = { upsert: createOrUpdate, ...supplierReads };
