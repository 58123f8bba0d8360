/** Vendors, accounts and values of dimensions that changed, as canonical documents. */
import type { Dimension } from '../../shared/documents';
import type { PollSource } from '../../shared/trigger';
import { itemsOf } from '../../shared/trigger';
import type { DimensionObject } from '../masterDocuments';
import {
  ACCOUNT_FIELDS,
  DIMENSIONS,
  VENDOR_FIELDS,
  accountDocument,
  dimensionDocument,
  supplierDocument,
} from '../masterDocuments';
import { ownDimension } from '../ownDimensions';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { queryPages } from '../transport/query';
import { text } from '../transport/xml';
import { changedSince } from './source';

export function vendorSource(connection: Connection): PollSource<object> {
  const origin = originOf(connection);
  const record = (row: Parameters<typeof supplierDocument>[0]) => supplierDocument(row, origin);
  return {
    scan: (from) => changedSince(connection, from, { object: 'VENDOR', fields: VENDOR_FIELDS, record }),
    toItems: async (vendors) => itemsOf(vendors),
    nothing: 'Sage Intacct has no vendor',
  };
}

export function accountSource(connection: Connection): PollSource<object> {
  const origin = originOf(connection);
  const record = (row: Parameters<typeof accountDocument>[0]) => accountDocument(row, origin);
  return {
    scan: (from) => changedSince(connection, from, { object: 'GLACCOUNT', fields: ACCOUNT_FIELDS, record }),
    toItems: async (accounts) => itemsOf(accounts),
    nothing: 'Sage Intacct has no GL account',
  };
}

const isStandard = (name: string): name is keyof typeof DIMENSIONS => name in DIMENSIONS;

/**
 * Values of the chosen dimensions: one call each; which fields user-defined ones have is asked once. Where
 * they tell no time of change the whole list is read, and the cursor compares contents.
 * @param names standard dimensions by name, user-defined ones by their object
 */
export const dimensionSource = (connection: Connection, names: string[]): PollSource<Dimension> => ({
  async *scan(from) {
    const origin = originOf(connection);
    for (const name of names) {
      const { dimension, fields } = isStandard(name)
        ? standard(DIMENSIONS[name])
        : await ownDimension(connection, name);
      const { object } = dimension;
      const record = (row: Parameters<typeof dimensionDocument>[0]) =>
        dimensionDocument(row, dimension, origin);
      if (fields.includes('WHENMODIFIED')) {
        for await (const page of changedSince(connection, from, { object, fields, record }))
          yield page.map((each) => ({ ...each, id: `${name}:${each.id}` }));
        continue;
      }
      for await (const page of queryPages(connection, { object, fields }))
        yield page.map((row) => ({
          ...{ time: null, id: `${name}:${text(row, 'RECORDNO')}`, record: record(row) },
        }));
    }
  },
  toItems: async (values) => itemsOf(values),
  nothing: 'Sage Intacct has no value of these dimensions',
});

const standard = (dimension: DimensionObject) => ({
  dimension,
  fields: [dimension.key, dimension.title, 'STATUS', 'WHENMODIFIED'],
});
