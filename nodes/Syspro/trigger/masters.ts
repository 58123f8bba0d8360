/** Suppliers and ledger codes that changed, as canonical documents: SYSPRO tells no time of change of either. */
import type { PollSource } from '../../shared/trigger';
import { itemsOf } from '../../shared/trigger';
import { ACCOUNT_COLUMNS, accountDocument, supplierDocument } from '../masterDocuments';
import { readSupplierRows } from '../supplierRows';
import type { Connection } from '../transport/connection';
import { originOf } from '../transport/connection';
import { findPages } from '../transport/find';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';
import { wholeList } from './source';

export function supplierSource(connection: Connection): PollSource<object> {
  const origin = originOf(connection);
  async function* pages(): AsyncGenerator<Row[]> {
    yield await readSupplierRows(connection);
  }
  return {
    scan: () =>
      wholeList(
        pages(),
        (row) => text(row, 'Supplier'),
        (row) => supplierDocument(row, row, origin),
      ),
    toItems: async (suppliers) => itemsOf(suppliers),
    nothing: 'SYSPRO has no supplier',
  };
}

export function accountSource(connection: Connection): PollSource<object> {
  const origin = originOf(connection);
  const question = {
    ...{ table: 'GenMaster', key: ['Company', 'GlCode'], columns: ACCOUNT_COLUMNS },
    where: { column: 'Company', is: 'EQ', value: connection.companyId } as const,
  };
  return {
    scan: () =>
      wholeList(
        findPages(connection, question),
        (row) => text(row, 'GlCode'),
        (row) => accountDocument(row, origin),
      ),
    toItems: async (accounts) => itemsOf(accounts),
    nothing: 'SYSPRO has no ledger code in this company',
  };
}
