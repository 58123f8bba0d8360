import type { Json } from '../transport/envelope';
import { isJson } from '../transport/envelope';

/** Invoice id of a list row or a detail; empty where it has none. */
export function invoiceIdOf(row: Json): string {
  const header = isJson(row.header) ? row.header : row;
  return String(header.invoiceId ?? '');
}
