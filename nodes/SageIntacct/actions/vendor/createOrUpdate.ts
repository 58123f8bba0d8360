import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Supplier } from '../../../shared/documents';
import { supplierNumbersField, supplierNumbersOf } from '../../../shared/supplierNumbers';
import { readDocument, syncAction } from '../../../shared/syncAction';
import { fillsOnly, winnerField } from '../../../shared/syncSides';
import { numberOf, vendorTarget } from '../../targets/vendor';
import type { MatchKey } from '../../targets/vendorLookup';
import { MATCH_KEYS } from '../../targets/vendorLookup';
import { connect } from '../../transport/connection';
import type { Row } from '../../transport/xml';
import { vendorFields } from './fields';

const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const optionsOf = (context: IExecuteFunctions): IDataObject =>
  context.getNodeParameter('options', 0, {}) as IDataObject;

/** Suppliers of JAGGAER become vendors, or bring them up to date. */
export const createOrUpdate = syncAction<Supplier, Row>({
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
    const options = optionsOf(context);
    const keys = (context.getNodeParameter('matchBy', 0, {}) as IDataObject).match;
    const chosen = (Array.isArray(keys) ? (keys as IDataObject[]) : []).map(({ key }) => key);
    const more = context.getNodeParameter('vendorFields.value', 0, {}) as IDataObject | null;
    return vendorTarget(await connect(context), {
      numbers: supplierNumbersOf(context),
      matchBy: chosen.filter((key): key is MatchKey => MATCH_KEYS.includes(key as MatchKey)),
      newId: context.getNodeParameter('newId', 0, 'number') === 'sequence' ? 'sequence' : 'number',
      prefix: word(options.prefix),
      linkField: word(options.linkField).toUpperCase(),
      carryStatus: options.carryStatus === true,
      fillOnly: fillsOnly(context, 'jaggaer'),
      leaveAlone: new Set((options.leaveAlone ?? []) as string[]),
      more: Object.fromEntries(
        Object.entries(more ?? {}).flatMap(([id, value]) => {
          const text = typeof value === 'boolean' || typeof value === 'number' ? String(value) : word(value);
          return text === '' ? [] : [[id, text]];
        }),
      ),
      batchSize: Number(options.batchSize ?? 50),
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
