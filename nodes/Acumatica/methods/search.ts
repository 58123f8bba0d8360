/** Searchable lists behind the pickers; one page at a time. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { connect } from '../transport/connection';
import { listAll } from '../transport/list';
import { literal } from '../transport/query';
import type { Plain } from '../transport/wire';
import { text } from '../transport/wire';

const PAGE = 50;

interface Search {
  entity: string;
  select: string[];
  /** Fields that the typed text may be part of. */
  fields: string[];
  show(row: Plain): { name: string; value: string };
}

const searcher = ({ entity, select, fields, show }: Search) =>
  async function search(
    this: ILoadOptionsFunctions,
    filter?: string,
    paginationToken?: string,
  ): Promise<INodeListSearchResult> {
    const connection = await connect(this);
    const skip = Number(paginationToken) || 0;
    const words = (filter ?? '').trim();
    const rows = await listAll(
      connection,
      entity,
      {
        select,
        ...(words
          ? { filter: fields.map((field) => `substringof(${literal(words)},${field})`).join(' or ') }
          : {}),
      },
      { limit: PAGE, skip },
    );
    return {
      results: rows.map(show),
      ...(rows.length === PAGE ? { paginationToken: String(skip + PAGE) } : {}),
    };
  };

export const searchVendors = searcher({
  entity: 'Vendor',
  select: ['VendorID', 'VendorName'],
  fields: ['VendorID', 'VendorName'],
  show: (row) => ({
    name: `${text(row, 'VendorID')} – ${text(row, 'VendorName')}`,
    value: text(row, 'VendorID'),
  }),
});

export const searchAccounts = searcher({
  entity: 'Account',
  select: ['AccountCD', 'Description'],
  fields: ['AccountCD', 'Description'],
  show: (row) => ({
    name: `${text(row, 'AccountCD')} – ${text(row, 'Description')}`,
    value: text(row, 'AccountCD'),
  }),
});

export const searchBills = searcher({
  entity: 'Bill',
  select: ['Type', 'ReferenceNbr', 'Vendor', 'VendorRef', 'Amount', 'CurrencyID'],
  fields: ['ReferenceNbr', 'VendorRef', 'Vendor'],
  show: (row) => ({
    name: `${text(row, 'Type')} ${text(row, 'ReferenceNbr')} – ${text(row, 'Vendor')} ${text(row, 'VendorRef')}, ${text(row, 'Amount')} ${text(row, 'CurrencyID')}`,
    value: text(row, 'id'),
  }),
});
