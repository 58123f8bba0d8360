import type { IDataObject } from 'n8n-workflow';
import type { Supplier } from '../../../shared/documents';
import { collection, optionsField } from '../../../shared/fields';
import { readSupplier } from '../../../shared/supplierAction';
import { leaveAloneField, matchByField, supplierChoices } from '../../../shared/supplierFields';
import { supplierNumbersField } from '../../../shared/supplierNumbers';
import { syncAction } from '../../../shared/syncAction';
import { winnerField } from '../../../shared/syncSides';
import { infoOf, numbersOf, vendorOf } from '../../documents/companyProfile';
import { MATCH_KEYS, supplierTarget } from '../../targets/supplier';
import { connect } from '../../transport/connection';
import type { Json } from '../../transport/envelope';
import {
  lookUpByFilterField,
  pairsIn,
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
    matchByField(
      'neither a mapping row nor the external code names the vendor',
      ['duns', 'vatNumber'],
      [
        { name: 'DUNS Number', value: 'duns' },
        { name: 'Tax Number', value: 'taxNumber' },
        { name: 'VAT Number', value: 'vatNumber' },
      ],
    ),
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
      leaveAloneField('JAGGAER', 'supplier', [
        'address',
        'currency',
        'duns',
        'email',
        'name',
        'phone',
        'taxNumber',
        'vatNumber',
        'website',
      ]),
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
  read: readSupplier,
  facts: (supplier) => ({
    environment: supplier.environment,
    company: supplier.tenant,
    sourceId: supplier.id,
    sourceNumber: vendorOf(supplier),
    supplier: supplier.name,
  }),
  async makeTarget(context, { dryRun }) {
    const options = collection(context, 0, 'options');
    return supplierTarget(await connect(context), {
      ...supplierChoices(context, MATCH_KEYS, 'erp'),
      bankFields: new Map(pairsIn(options.bankFields, 'field', 'name', 'wire')),
      activeStatus: word(options.activeStatus),
      inactiveStatus: word(options.inactiveStatus),
      listFilter: options.listFilter === undefined ? 'TYPE==SELLER' : word(options.listFilter),
      lookUpByFilter: options.lookUpByFilter === true,
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
