/** What Create or Update of suppliers has alike in every ERP: reading, audit facts, the pair for the mapping table. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from './actions';
import type { Supplier } from './documents';
import { supplierNumbersField } from './supplierNumbers';
import { readDocument, syncAction } from './syncAction';
import { winnerField } from './syncSides';
import type { Change, SyncTarget } from './syncTarget';
import { trimmed } from './text';

/** Our own number of the supplier, for messages and new ids. */
export const numberOf = ({ number, id }: Pick<Supplier, 'number' | 'id'>): string => number || id;

/** Identity of a supplier for ever, and the words for it in messages. */
export const supplierName = (supplier: Supplier): { key: string; name: string } => ({
  key: `${supplier.environment}:${supplier.tenant}:${supplier.id}`,
  name: `Supplier ${numberOf(supplier)} ${supplier.name}`,
});

/** Numbers are compared without case, spaces and marks. */
export const plainNumber = (value: string | null): string =>
  (value ?? '').replace(/[^a-z0-9]/gi, '').toUpperCase();

/** The one number of an ERP with one field for both. */
export const taxIdOf = ({ taxNumber, vatNumber }: Pick<Supplier, 'taxNumber' | 'vatNumber'>): string | null =>
  taxNumber || vatNumber || null;

/** Which of the two such a field holds: a number that begins with a country's letters is a VAT number. */
export const taxIdsIn = (taxId: string): Pick<Supplier, 'taxNumber' | 'vatNumber'> => {
  const isVatNumber = /^[A-Z]{2}[\s.-]?[0-9A-Z]*\d/i.test(taxId);
  return { vatNumber: isVatNumber ? taxId : null, taxNumber: isVatNumber ? null : taxId || null };
};

/** Suppliers of JAGGAER become records of the ERP, or bring them up to date. Its second input is the mapping table. */
export const supplierAction = <Found>({
  fields,
  makeTarget,
}: {
  fields: INodeProperties[];
  makeTarget(context: IExecuteFunctions): Promise<SyncTarget<Supplier, Found>>;
}): BatchAction =>
  syncAction<Supplier, Found>({
    flow: 'suppliers',
    operation: 'createOrUpdate',
    sourceSystem: () => 'JAGGAER',
    fields: [supplierNumbersField, ...fields, winnerField('jaggaer')],
    read: readSupplier,
    facts: (supplier) => ({
      environment: supplier.environment,
      company: supplier.tenant,
      sourceId: supplier.id,
      sourceNumber: numberOf(supplier),
      supplier: supplier.name,
    }),
    makeTarget,
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

const TEXTS = [
  'erpVendor',
  'number',
  'duns',
  'vatNumber',
  'taxNumber',
  'email',
  'phone',
  'website',
  'currency',
];

/** A canonical supplier from an item; what another source leaves out is empty. @throws Refusal (held) */
export function readSupplier(json: IDataObject): Supplier {
  const supplier = readDocument(json, ['supplier'], ['tenant', 'id', 'name']);
  return {
    ...{ address: null, lastUpdate: null, bankFields: {}, ...supplier },
    ...Object.fromEntries(TEXTS.map((name) => [name, trimmed(supplier[name]) || null] as const)),
    active: supplier.active !== false,
  } as unknown as Supplier;
}

/** A supplier that is inactive in JAGGAER, and not in the ERP. */
export const notCreated = (system: string): Change => ({
  ...{ payload: {}, differences: [], notCarried: [] },
  note: `It is inactive in JAGGAER and not in ${system}: there is nothing to create.`,
});
