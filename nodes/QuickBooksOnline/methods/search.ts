/** Searchable lists behind the pickers; one page at a time, by name. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import { connect } from '../transport/connection';
import { literal, rowsIn, runQuery } from '../transport/query';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';

const PAGE = 50;

interface Search {
  entity: string;
  /** Field that the typed text may be part of. */
  searched: string;
  nameOf(row: Json): string;
}

const searcher = ({ entity, searched, nameOf }: Search) =>
  async function search(
    this: ILoadOptionsFunctions,
    filter?: string,
    paginationToken?: string,
  ): Promise<INodeListSearchResult> {
    const words = (filter ?? '').trim();
    const where = words === '' ? '' : ` WHERE ${searched} LIKE ${literal(`%${words}%`)}`;
    const start = Number(paginationToken ?? 1) || 1;
    const text = `SELECT * FROM ${entity}${where} ORDERBY ${searched} STARTPOSITION ${start} MAXRESULTS ${PAGE}`;
    const rows = await connect(this)
      .then(async (connection) => rowsIn(await runQuery(connection, text, `to read ${entity}`), entity))
      .catch((error: unknown) => {
        throw nodeError(this.getNode(), error);
      });
    return {
      results: rows.map((row) => ({ name: nameOf(row), value: textAt(row, 'Id') })),
      ...(rows.length === PAGE ? { paginationToken: String(start + PAGE) } : {}),
    };
  };

const path = (row: Json): string => textAt(row, 'FullyQualifiedName') || textAt(row, 'Name');
const numbered = (number: string, name: string): string => (number === '' ? name : `${number} – ${name}`);

export const searchVendors = searcher({
  ...{ entity: 'Vendor', searched: 'DisplayName' },
  nameOf: (row) => numbered(textAt(row, 'AcctNum'), textAt(row, 'DisplayName')),
});
export const searchAccounts = searcher({
  ...{ entity: 'Account', searched: 'FullyQualifiedName' },
  nameOf: (row) => numbered(textAt(row, 'AcctNum'), path(row)),
});
const named = (entity: string, searched: string) => searcher({ entity, searched, nameOf: path });
export const searchDepartments = named('Department', 'FullyQualifiedName');
export const searchClasses = named('Class', 'FullyQualifiedName');
export const searchItems = named('Item', 'FullyQualifiedName');
export const searchTerms = named('Term', 'Name');
export const searchTaxCodes = named('TaxCode', 'Name');
