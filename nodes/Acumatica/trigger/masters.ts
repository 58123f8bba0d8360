/** Vendors, accounts and subaccounts that changed, as canonical documents. */
import { createHash } from 'crypto';
import type { Dimension } from '../../shared/documents';
import type { Sighting } from '../../shared/selection';
import type { PollSource } from '../../shared/trigger';
import { itemsOf } from '../../shared/trigger';
import {
  accountDocument,
  bankFieldsIn,
  instantOf,
  subaccountDocument,
  supplierDocument,
  vendorExpand,
  vendorSelect,
} from '../masterDocuments';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { listAll, listPages } from '../transport/list';
import type { Query } from '../transport/query';
import type { Plain } from '../transport/wire';
import { text } from '../transport/wire';
import type { TriggerOptions } from './source';
import { since } from './source';

/** Up to this many, subaccounts are remembered one by one: more would not fit into the cursor. */
const ONE_BY_ONE = 400;
/** How many groups a longer list is remembered in. */
const GROUPS = 400;

export function vendorSource(connection: Connection, options: TriggerOptions): PollSource<Plain> {
  const bankFields = bankFieldsIn(options.bankFields);
  const query = { select: vendorSelect(bankFields), expand: vendorExpand(bankFields) };
  return {
    scan: changed(connection, 'Vendor', 'VendorID', query),
    toItems: async (vendors) =>
      itemsOf(vendors.map((vendor) => supplierDocument(vendor, originOf(connection), bankFields))),
    nothing: 'Acumatica has no vendor',
  };
}

export const accountSource = (connection: Connection): PollSource<Plain> => ({
  scan: changed(connection, 'Account', 'AccountCD', {}),
  toItems: async (accounts) =>
    itemsOf(accounts.map((account) => accountDocument(account, originOf(connection)))),
  nothing: 'Acumatica has no account',
});

/** A list of which Acumatica tells the time of change: one call where nothing is new. */
const changed = (connection: Connection, entity: string, key: string, query: Query) =>
  async function* (from: string): AsyncIterable<Array<Sighting<Plain>>> {
    for await (const page of listPages(connection, entity, { ...query, filter: since(from) }))
      yield page.map((record) => ({ time: instantOf(record), id: text(record, key), record }));
  };

/**
 * Subaccounts tell no time of change: the whole list is read, and the cursor compares contents. In a long list groups
 * are compared, and all of a group is handed over when one of it has changed.
 */
export const subaccountSource = (connection: Connection): PollSource<Dimension[]> => ({
  async *scan() {
    const list = await listAll(connection, 'Subaccount', {
      select: ['SubaccountCD', 'Description', 'Active'],
    });
    const groups = groupsOf(list.map((row) => subaccountDocument(row, originOf(connection))));
    yield [...groups].map(([id, record]) => ({ time: null, id, record }));
  },
  toItems: async (groups) => itemsOf(groups.flat()),
  nothing: 'Acumatica has no subaccount',
});

/** In the order of their codes, since lists have none. */
function groupsOf(subaccounts: Dimension[]): Map<string, Dimension[]> {
  const groups = new Map<string, Dimension[]>();
  for (const one of subaccounts.sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const name = createHash('md5').update(one.code).digest('hex').slice(0, 8);
    const id = subaccounts.length > ONE_BY_ONE ? String(parseInt(name, 16) % GROUPS) : name;
    groups.set(id, [...(groups.get(id) ?? []), one]);
  }
  return groups;
}
