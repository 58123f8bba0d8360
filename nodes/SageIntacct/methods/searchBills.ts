/** Searchable list behind the bill picker. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { BillObject } from '../documents';
import { connect } from '../transport/connection';
import { query } from '../transport/query';
import { text } from '../transport/xml';

const PAGE = 50;

const searcher = (object: BillObject) =>
  async function search(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
    const words = (filter ?? '').trim();
    const like = (field: string) => ({ field, is: 'like' as const, value: `%${words}%` });
    const rows = await query(await connect(this), {
      object,
      fields: ['RECORDID', 'VENDORID', 'TRX_TOTALENTERED', 'CURRENCY', 'STATE'],
      ...(words ? { filter: { or: [like('RECORDID'), like('VENDORID')] } } : {}),
      ignoreCase: true,
      limit: PAGE,
    });
    const results = rows.map((row) => ({
      name: `${text(row, 'VENDORID')} ${text(row, 'RECORDID')}, ${text(row, 'TRX_TOTALENTERED')} ${text(row, 'CURRENCY')} (${text(row, 'STATE')})`,
      value: text(row, 'RECORDNO'),
    }));
    return { results };
  };

export const searchBills = searcher('APBILL');
export const searchAdjustments = searcher('APADJUSTMENT');
