import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { nodeError } from '../../shared/actions';
import { readInvoice } from '../documents/invoice';
import { readSupplier } from '../documents/masters';
import type { PathName } from '../transport/connection';
import { connect } from '../transport/connection';
import type { Connection } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { readListPage } from '../transport/list';

/** Live pick-list of invoices: one page of the list at a time. */
export async function searchInvoices(this: ILoadOptionsFunctions, filter?: string, token?: string) {
  return await searchList(this, 'invoices', filter, token, (row, connection) => {
    const invoice = readInvoice(row, connection.origin);
    const amount = invoice.total === null ? '' : ` · ${invoice.total} ${invoice.currency ?? ''}`;
    return { name: `${invoice.number} · ${invoice.supplier.name}${amount}`, value: invoice.id };
  });
}

/** Live pick-list of suppliers. */
export async function searchSuppliers(this: ILoadOptionsFunctions, filter?: string, token?: string) {
  return await searchList(this, 'suppliers', filter, token, (row, connection) => {
    const supplier = readSupplier(row, connection.origin);
    return {
      name: supplier.number ? `${supplier.name} · ${supplier.number}` : supplier.name,
      value: supplier.id,
    };
  });
}

async function searchList(
  context: ILoadOptionsFunctions,
  path: PathName,
  filter = '',
  token: string | undefined,
  show: (row: Json, connection: Connection) => { name: string; value: string },
): Promise<INodeListSearchResult> {
  try {
    const connection = await connect(context);
    const start = Number(token ?? 1);
    const page = await readListPage(connection, path, start);
    const next = start + page.rows.length;
    const results = page.rows
      .map((row) => show(row, connection))
      .filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
    const more = page.rows.length > 0 && page.total !== null && next <= page.total;
    return { results, ...(more ? { paginationToken: String(next) } : {}) };
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}
