/** Suppliers with their addresses: two tables, read in pages, joined to one row each. */
import { SUPPLIER_COLUMNS } from './masterDocuments';
import type { Connection } from './transport/connection';
import type { Filter } from './transport/find';
import { find, findAny } from './transport/find';
import type { Row } from './transport/xml';
import { text } from './transport/xml';

/** Columns of ApSupplierAddr. */
export const ADDRESS_COLUMNS = [
  ...['SupAddr1', 'SupAddr2', 'SupAddr3', 'SupAddr3Loc', 'SupAddr4', 'SupAddr5', 'SupPostalCode'],
];

const KEY = ['Supplier'];

/** All suppliers, or those that the filter names by its columns of ApSupplier. @throws Refusal, SignInRefused, NoAnswer */
export async function readSupplierRows(connection: Connection, where?: Filter): Promise<Row[]> {
  const suppliers = await find(connection, {
    ...{ table: 'ApSupplier', columns: SUPPLIER_COLUMNS, key: KEY },
    ...(where && { where }),
  });
  return await withAddresses(connection, suppliers);
}

/** From here on it is cheaper to read all addresses than to name their suppliers. */
const MANY = 100;

/** The suppliers' rows with the columns of their addresses. @throws Refusal, SignInRefused, NoAnswer */
export async function withAddresses(connection: Connection, suppliers: Row[]): Promise<Row[]> {
  const question = { table: 'ApSupplierAddr', columns: ADDRESS_COLUMNS, key: KEY };
  const codes = suppliers.map((row) => text(row, 'Supplier'));
  const addresses =
    codes.length > MANY
      ? await find(connection, question)
      : await findAny(connection, question, 'Supplier', codes);
  const byKey = new Map(addresses.map((row) => [text(row, 'Supplier'), row]));
  return suppliers.map((row) => ({ ...byKey.get(text(row, 'Supplier')), ...row }));
}
