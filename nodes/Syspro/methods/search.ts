/** Searchable lists behind the pickers; one page at a time, in the order of their keys. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import { connect } from '../transport/connection';
import type { Filter } from '../transport/find';
import { find } from '../transport/find';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

const PAGE = 50;

interface Search {
  table: string;
  /** Column of the code, and of what it is called. */
  code: string;
  title: string;
  /** Columns of the key before the code: the company. */
  before?: string[];
}

/** Typed words are looked for as they are, in capitals, and with a capital at the beginning: LIKE minds the case. */
const spellings = (words: string): string[] => [
  ...new Set([words, words.toUpperCase(), words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()]),
];

const searcher = ({ table, code, title, before = [] }: Search) =>
  async function search(
    this: ILoadOptionsFunctions,
    filter?: string,
    paginationToken?: string,
  ): Promise<INodeListSearchResult> {
    const words = (filter ?? '').trim();
    const conditions: Filter[] = [];
    if (words !== '') {
      const patterns = spellings(words).map((spelling) => `*${spelling}*`);
      const columns = [code, title];
      conditions.push({
        or: columns.flatMap((column) => patterns.map((value): Filter => ({ column, is: 'LIKE', value }))),
      });
    }
    if (paginationToken) conditions.push({ column: code, is: 'GT', value: String(paginationToken) });
    const rows = await connect(this)
      .then((connection) => {
        const own = before.map((column): Filter => ({ column, is: 'EQ', value: connection.companyId }));
        const where: Filter = { and: [...own, ...conditions] };
        return find(connection, { table, key: [...before, code], columns: [title], where, limit: PAGE });
      })
      .catch((error: unknown) => {
        throw nodeError(this.getNode(), error);
      });
    const last = rows.at(-1);
    const named = (row: Row) => ({
      name: `${text(row, code)} – ${text(row, title)}`,
      value: text(row, code),
    });
    return {
      results: rows.map(named),
      ...(last && rows.length === PAGE ? { paginationToken: text(last, code) } : {}),
    };
  };

export const searchAccounts = searcher({
  ...{ table: 'GenMaster', code: 'GlCode', title: 'Description', before: ['Company'] },
});
export const searchSuppliers = searcher({ table: 'ApSupplier', code: 'Supplier', title: 'SupplierName' });
