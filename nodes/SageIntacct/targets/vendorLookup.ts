/** Which vendor a supplier is: looked up in bulk, decided by the first key that finds something. */
import { plainNumber } from '../../shared/supplierAction';
import { matchesByKey } from '../../shared/supplierMatch';
import type { Match } from '../../shared/syncTarget';
import { queryEach } from '../payments';
import type { Connection } from '../transport/connection';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

/** Keys beside the mapping. */
export const MATCH_KEYS = ['link', 'vendorId', 'taxNumber', 'vatNumber', 'name'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

/** `created`: this run made it, or tried to. */
export type Key = MatchKey | 'created' | 'mapping';

/** Vendors by the field that was asked for; each record is there once. */
export async function readVendors(
  connection: Connection,
  fields: string[],
  valuesOf: (key: Key) => string[],
  linkField: string,
): Promise<Row[]> {
  const taxIds = ['taxNumber', 'vatNumber'].flatMap((key) => valuesOf(key as Key)).flatMap(spellings);
  const asked: Array<[field: string, values: string[]]> = [
    ['VENDORID', ['created', 'mapping', 'vendorId'].flatMap((key) => valuesOf(key as Key))],
    ['TAXID', taxIds],
    ['NAME', valuesOf('name')],
    ...(linkField === '' ? [] : [[linkField, valuesOf('link')] as [string, string[]]]),
  ];
  const rows = new Map<string, Row>();
  for (const [field, values] of asked)
    for (const row of await queryEach(connection, { object: 'VENDOR', fields }, field, values))
      rows.set(text(row, 'RECORDNO'), row);
  return [...rows.values()];
}

/** The ways a tax number is written in: comparing without marks is beyond `query`. */
function spellings(value: string): string[] {
  const plain = plainNumber(value);
  if (plain === '') return [];
  const american = /^\d{9}$/.test(plain) ? [`${plain.slice(0, 2)}-${plain.slice(2)}`] : [];
  const european = /^[A-Z]{2}\w+$/.test(plain) ? [`${plain.slice(0, 2)} ${plain.slice(2)}`] : [];
  return [...new Set([value.trim(), plain, ...american, ...european])];
}

/** By the first key that finds something. */
export function matchesOf(
  rows: Row[],
  keys: Key[],
  valueOf: (key: Key) => string,
  { linkField, mappingDecides }: { linkField: string; mappingDecides: boolean },
): Array<Match<Row>> {
  const isId = (row: Row, value: string) => text(row, 'VENDORID') === value;
  const isTaxId = (row: Row, value: string) => plainNumber(text(row, 'TAXID')) === plainNumber(value);
  const same: Record<Key, (row: Row, value: string) => boolean> = {
    ...{ created: isId, mapping: isId, vendorId: isId, taxNumber: isTaxId, vatNumber: isTaxId },
    link: (row, value) => linkField !== '' && text(row, linkField) === value,
    name: (row, value) => text(row, 'NAME') === value,
  };
  return matchesByKey(rows, {
    ...{ keys, valueOf, mappingDecides },
    isMeant: (row, key, value) => same[key](row, value),
    idOf: (row) => text(row, 'VENDORID'),
  });
}
