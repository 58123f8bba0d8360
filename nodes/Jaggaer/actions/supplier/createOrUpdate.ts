import type { IDataObject } from 'n8n-workflow';
import type { Supplier } from '../../../shared/documents';
import { supplierNumbersField, supplierNumbersOf } from '../../../shared/supplierNumbers';
import { readDocument, syncAction } from '../../../shared/syncAction';
import { fillsOnly, winnerField } from '../../../shared/syncSides';
import { infoOf, numbersOf, vendorOf } from '../../documents/companyProfile';
import type { MatchKey } from '../../targets/supplier';
import { MATCH_KEYS, supplierTarget } from '../../targets/supplier';
import { connect } from '../../transport/connection';
import type { Json } from '../../transport/envelope';
import {
  lookUpByFilterField,
  optionsField,
  optionsOf,
  pairsIn,
  rowsIn,
  sourceSystemField,
  sourceSystemOf,
  unconfirmedNotice,
  word,
} from '../writing';

/** Suppliers of the ERP become company profiles, or bring them up to date. */
export const createOrUpdate = syncAction<Supplier, object>({
  flow: 'suppliers',
  operation: 'createOrUpdate',
  sourceSystem: sourceSystemOf,
  fields: [
    unconfirmedNotice('suppliers'),
    sourceSystemField,
    supplierNumbersField,
    {
      displayName: 'Then Match By',
      name: 'matchBy',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true, sortable: true },
      placeholder: 'Add Key',
      default: { match: [{ key: 'duns' }, { key: 'vatNumber' }] },
      description:
        'Tried in this order where neither a mapping row nor the external code names the vendor. The first key that finds something decides; two hits hold. Drag to change the order.',
      options: [
        {
          displayName: 'Key',
          name: 'match',
          values: [
            {
              displayName: 'Key',
              name: 'key',
              type: 'options',
              options: [
                { name: 'DUNS Number', value: 'duns' },
                { name: 'Tax Number', value: 'taxNumber' },
                { name: 'VAT Number', value: 'vatNumber' },
              ],
              default: 'duns',
            },
          ],
        },
      ],
    },
    winnerField('erp'),
    optionsField([
      {
        displayName: 'Active Status',
        name: 'activeStatus',
        type: 'string',
        default: '',
        placeholder: 'e.g. ENABLED',
        description: 'JAGGAER’s word for an active supplier. Empty means that it is not written.',
      },
      {
        displayName: 'Bank Fields',
        name: 'bankFields',
        type: 'fixedCollection',
        typeOptions: { multipleValues: true },
        placeholder: 'Add Bank Field',
        default: {},
        description: 'Bank data to carry, each field by name. Nothing is carried when this is empty.',
        options: [
          {
            displayName: 'Field',
            name: 'field',
            values: [
              {
                displayName: 'Name in the ERP',
                name: 'name',
                type: 'string',
                default: '',
                placeholder: 'e.g. IBAN',
              },
              {
                displayName: 'Field of the Company Profile',
                name: 'wire',
                type: 'string',
                default: '',
                placeholder: 'e.g. iban',
              },
            ],
          },
        ],
      },
      {
        displayName: 'Inactive Status',
        name: 'inactiveStatus',
        type: 'string',
        default: '',
        placeholder: 'e.g. DISABLED',
        description: 'JAGGAER’s word for an inactive supplier. Empty means that it is not written.',
      },
      {
        displayName: 'Leave Alone',
        name: 'leaveAlone',
        type: 'multiOptions',
        options: [
          { name: 'Address', value: 'address' },
          { name: 'Currency', value: 'currency' },
          { name: 'DUNS Number', value: 'duns' },
          { name: 'Email', value: 'email' },
          { name: 'Name', value: 'name' },
          { name: 'Phone', value: 'phone' },
          { name: 'Tax Number', value: 'taxNumber' },
          { name: 'VAT Number', value: 'vatNumber' },
          { name: 'Website', value: 'website' },
        ],
        default: [],
        description: 'What JAGGAER keeps itself: never written on a supplier that is there already',
      },
      {
        displayName: 'List Filter',
        name: 'listFilter',
        type: 'string',
        default: 'TYPE==SELLER',
        description: 'Sent as the parameter “flt” when company profiles are looked up',
      },
      lookUpByFilterField('extCode==…'),
    ]),
  ],
  read(json) {
    const supplier = readDocument(json, ['supplier'], ['tenant', 'id', 'name']);
    const texts = ['erpVendor', 'number', 'duns', 'vatNumber', 'taxNumber', 'email', 'phone', 'website'];
    const given = [...texts, 'currency'].map((name) => [name, word(supplier[name]) || null] as const);
    return {
      ...{ address: null, lastUpdate: null, bankFields: {}, ...supplier },
      ...Object.fromEntries(given),
      active: supplier.active !== false,
    } as unknown as Supplier;
  },
  facts: (supplier) => ({
    environment: supplier.environment,
    company: supplier.tenant,
    sourceId: supplier.id,
    sourceNumber: vendorOf(supplier),
    supplier: supplier.name,
  }),
  async makeTarget(context, { dryRun }) {
    const options = optionsOf(context);
    const keys = rowsIn(context.getNodeParameter('matchBy', 0, {}), 'match').map(({ key }) => key);
    return supplierTarget(await connect(context), {
      matchBy: keys.filter((key): key is MatchKey => MATCH_KEYS.includes(key as MatchKey)),
      fillOnly: fillsOnly(context, 'erp'),
      leaveAlone: new Set((options.leaveAlone ?? []) as string[]),
      bankFields: new Map(pairsIn(options.bankFields, 'field', 'name', 'wire')),
      activeStatus: word(options.activeStatus),
      inactiveStatus: word(options.inactiveStatus),
      listFilter: options.listFilter === undefined ? 'TYPE==SELLER' : word(options.listFilter),
      lookUpByFilter: options.lookUpByFilter === true,
      numbers: supplierNumbersOf(context),
      dryRun,
    });
  },
  // the external code is what invoices name as supplier number
  more({ document, match, matchedBy }): IDataObject {
    if (matchedBy === 'mapping') return {};
    const from = (match && numbersOf.erpVendor(infoOf(match.record as Json))) ?? vendorOf(document);
    return {
      mapping: {
        ...{ kind: 'supplier', scope: 'number', from, to: vendorOf(document), validFrom: '' },
        ...{ note: document.name, matchedBy: matchedBy || 'created' },
      },
    };
  },
});
