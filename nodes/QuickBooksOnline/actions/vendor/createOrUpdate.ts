import type { IDataObject } from 'n8n-workflow';
import type { Supplier } from '../../../shared/documents';
import { supplierNumbersField, supplierNumbersOf } from '../../../shared/supplierNumbers';
import { readDocument, syncAction } from '../../../shared/syncAction';
import { fillsOnly, winnerField } from '../../../shared/syncSides';
import type { MatchKey } from '../../targets/vendor';
import { MATCH_KEYS, numberOf, vendorTarget } from '../../targets/vendor';
import { connect } from '../../transport/connection';
import type { Json } from '../../transport/wire';
import { vendorFields } from './fields';

const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Suppliers of JAGGAER become vendors, or bring them up to date. */
export const createOrUpdate = syncAction<Supplier, Json>({
  flow: 'suppliers',
  operation: 'createOrUpdate',
  sourceSystem: () => 'JAGGAER',
  fields: [supplierNumbersField, ...vendorFields, winnerField('jaggaer')],
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
    sourceNumber: numberOf(supplier),
    supplier: supplier.name,
  }),
  async makeTarget(context) {
    const options = context.getNodeParameter('options', 0, {}) as IDataObject;
    const keys = (context.getNodeParameter('matchBy', 0, {}) as IDataObject).match;
    const chosen = (Array.isArray(keys) ? (keys as IDataObject[]) : []).map(({ key }) => key);
    return vendorTarget(await connect(context), {
      numbers: supplierNumbersOf(context),
      matchBy: chosen.filter((key): key is MatchKey => MATCH_KEYS.includes(key as MatchKey)),
      carryStatus: options.carryStatus === true,
      fillOnly: fillsOnly(context, 'jaggaer'),
      leaveAlone: new Set((options.leaveAlone ?? []) as string[]),
      term: word(options.term),
    });
  },
  // invoices name the supplier by its number; one that has none yet by its id
  more({ document, targetId, matchedBy }): IDataObject {
    if (matchedBy === 'mapping') return {};
    const { number, id, name } = document;
    return {
      mapping: {
        ...{ kind: 'supplier', scope: number ? 'number' : 'id', from: number || id, to: targetId },
        ...{ validFrom: '', note: name, matchedBy: matchedBy || 'created' },
      },
    };
  },
});
