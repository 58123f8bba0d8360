/** Searchable lists behind the pickers. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import { connect } from '../transport/connection';
import { readDivisions } from '../transport/divisions';
import { allOf, anyOf, contains, everyRecord } from '../transport/filter';
import { list } from '../transport/list';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';

/** A page of Exact's single endpoints. */
const MOST = 60;

interface Search {
  path: string;
  /** Field of the GUID or code that is kept. */
  value: string;
  /** More that must hold. */
  where?: string;
}

const searcher = ({ path, value, where = '' }: Search) =>
  async function search(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
    const words = (filter ?? '').trim();
    const found =
      words === ''
        ? everyRecord()
        : anyOf(['Code', NAMES[path] ?? 'Description'].map((field) => contains(field, words)));
    const name = NAMES[path] ?? 'Description';
    const rows = await connect(this)
      .then(async (connection) =>
        list(connection, {
          ...{ path, select: ['ID', 'Code', name], filter: allOf([where, found]) },
          ...{ orderBy: 'Code', limit: MOST },
        }),
      )
      .catch((error: unknown) => {
        throw nodeError(this.getNode(), error);
      });
    return { results: rows.map((row) => ({ name: named(row, name), value: textAt(row, value) })) };
  };

const NAMES: Record<string, string> = { 'crm/Accounts': 'Name' };

const named = (row: Json, name: string): string => `${textAt(row, 'Code')} – ${textAt(row, name)}`;

/** Divisions by name or number; the list is fetched once and kept. */
export async function searchDivisions(
  this: ILoadOptionsFunctions,
  filter?: string,
): Promise<INodeListSearchResult> {
  const words = (filter ?? '').trim().toLowerCase();
  const divisions = await connect(this, '')
    .then(readDivisions)
    .catch((error: unknown) => {
      throw nodeError(this.getNode(), error);
    });
  const shown = divisions.map(({ code, name, currency, active }) => ({
    name: `${name} (${[code, currency].filter(Boolean).join(', ')})${active ? '' : ', not active'}`,
    value: code,
  }));
  return { results: shown.filter(({ name }) => name.toLowerCase().includes(words)) };
}

export const searchSuppliers = searcher({
  ...{ path: 'crm/Accounts', value: 'ID', where: 'IsSupplier eq true' },
});
export const searchGlAccounts = searcher({ path: 'financial/GLAccounts', value: 'ID' });
export const searchCostCenters = searcher({ path: 'hrm/Costcenters', value: 'ID' });
export const searchCostUnits = searcher({ path: 'hrm/Costunits', value: 'ID' });
export const searchVatCodes = searcher({ path: 'vat/VATCodes', value: 'ID' });
export const searchJournals = searcher({ path: 'financial/Journals', value: 'ID' });
/** By code, as entries name it; only those that take purchases. */
export const searchPurchaseJournals = searcher({
  ...{ path: 'financial/Journals', value: 'Code', where: 'Type eq 22' },
});
export const searchPaymentConditions = searcher({ path: 'cashflow/PaymentConditions', value: 'ID' });
export const searchItems = searcher({ path: 'logistics/Items', value: 'ID' });
