/** What is the same wherever a system takes suppliers of JAGGAER: reading, the mapping's word, and strangers. */
import type { IDataObject } from 'n8n-workflow';
import type { Supplier } from './documents';
import { Refusal, held } from './outcome';
import type { SupplierNumbers } from './supplierNumbers';
import { readDocument } from './syncAction';
import type { SyncFacts } from './syncAction';
import type { Match } from './syncTarget';

const TEXTS = [
  ...['erpVendor', 'number', 'duns', 'vatNumber', 'taxNumber', 'email', 'phone', 'website', 'currency'],
];

/** A supplier from an item; fields that it lacks count as empty. @throws Refusal (held) */
export function readSupplier(json: IDataObject): Supplier {
  const supplier = readDocument(json, ['supplier'], ['tenant', 'id', 'name']);
  const word = (value: unknown): string | null => (typeof value === 'string' && value.trim()) || null;
  return {
    ...{ address: null, lastUpdate: null, bankFields: {}, ...supplier },
    ...Object.fromEntries(TEXTS.map((name) => [name, word(supplier[name])])),
    active: supplier.active !== false,
  } as unknown as Supplier;
}

/** JAGGAER's number of the supplier, for messages and new records; its id where it has none yet. */
export const numberOf = ({ number, id }: Supplier): string => number || id;

export const supplierFacts = (supplier: Supplier): SyncFacts => ({
  environment: supplier.environment,
  company: supplier.tenant,
  sourceId: supplier.id,
  sourceNumber: numberOf(supplier),
  supplier: supplier.name,
});

/** Identity and words of a supplier, as a target's `nameOf` says them. */
export const supplierName = (supplier: Supplier): { key: string; name: string } => ({
  key: `${supplier.environment}:${supplier.tenant}:${supplier.id}`,
  name: `Supplier ${numberOf(supplier)} ${supplier.name}`,
});

/** The row for the mapping table: invoices name the supplier by its number; one that has none yet by its id. */
export function supplierPair(result: {
  document: Supplier;
  targetId: string;
  matchedBy: string;
}): IDataObject {
  const { document, targetId, matchedBy } = result;
  if (matchedBy === 'mapping') return {};
  const { number, id, name } = document;
  return {
    mapping: {
      ...{ kind: 'supplier', scope: number ? 'number' : 'id', from: number || id, to: targetId },
      ...{ validFrom: '', note: name, matchedBy: matchedBy || 'created' },
    },
  };
}

/**
 * The vendor that a mapping gives a supplier, by a row or filled in before; null for none. JAGGAER itself knows no vendor:
 * what equals its own number is no mapping.
 */
export function mappedVendor(supplier: Supplier, numbers: SupplierNumbers): string | null {
  const filled = supplier.erpVendor !== supplier.number ? supplier.erpVendor : null;
  return numbers.areSame ? filled : (numbers.vendorOfSupplier(supplier) ?? filled);
}

/** A record that is mapped to another supplier is only taken where a mapping row says so. @throws Refusal */
export function refuseTaken(
  supplier: Supplier,
  { id, matchedBy }: Pick<Match<unknown>, 'id' | 'matchedBy'>,
  numbers: SupplierNumbers,
): void {
  const others = numbers.suppliersOf(id).filter((each) => each !== supplier.number && each !== supplier.id);
  if (others.length === 0) return;
  throw new Refusal(
    held(
      'match.taken',
      `Supplier ${numberOf(supplier)} matches record ${id} by ${matchedBy}, but that one is mapped to supplier ${others.join(', ')}.`,
      sharedKeyAdvice(supplier, id),
      'mapping',
    ),
  );
}

/** What to do where a key finds a record that may be another company's. */
export const sharedKeyAdvice = (supplier: Supplier, id: string): string =>
  `If both are one company, add a mapping row supplier ${numberOf(supplier)} → ${id}; otherwise correct the key they share, or do not match by it.`;

/** A mapping row names a record that is not there: nobody else is meant, and nothing is created. */
export const missingVendor = (supplier: Supplier, mapped: string, system: string): Refusal =>
  new Refusal(
    held(
      'mapping.vendor',
      `A mapping row says that supplier ${numberOf(supplier)} is ${mapped}, and ${system} has no such supplier.`,
      'Correct or delete the row. Nothing was created.',
      'mapping',
    ),
  );
