/** Which account a supplier is: looked up in bulk, decided by the first key that finds something. */
import { plainNumber } from '../../shared/supplierAction';
import { matchesByKey } from '../../shared/supplierMatch';
import type { Match } from '../../shared/syncTarget';
import { SUPPLIER_FIELDS, isAccountCode } from '../supplierDocuments';
import type { Connection } from '../transport/connection';
import { readFeed } from '../transport/feed';
import { accountCodeIs, guidIs, isGuid, textIs } from '../transport/filter';
import { listAny } from '../transport/list';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';

export const ACCOUNTS = 'crm/Accounts';

/** Keys beside the mapping. */
export const MATCH_KEYS = ['number', 'vatNumber', 'duns', 'name'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

/** `created`: this run made it; `lost`: it may have, and knows its name only. */
export type Key = MatchKey | 'created' | 'lost' | 'mapping';

/** From so many questions on, the whole list costs less: 1,000 a page of the feed, 25 questions a query. */
const MANY = 250;

/** All accounts that any of the keys may find. @throws Refusal, SignInRefused, NoAnswer */
export async function readAccounts(
  connection: Connection,
  valuesOf: (key: Key) => string[],
): Promise<Json[]> {
  const values = (...keys: Key[]) => keys.flatMap(valuesOf).filter((value) => value !== '');
  const codes = values('created', 'mapping', 'number');
  const conditions = new Set([
    ...codes.filter(isAccountCode).map(accountCodeIs),
    ...codes.filter(isGuid).map((id) => guidIs('ID', id)),
    ...values('vatNumber')
      .flatMap(spellings)
      .map((value) => textIs('VATNumber', value)),
    ...values('duns').map((value) => textIs('DunsNumber', value)),
    ...values('name', 'lost').map((value) => textIs('Name', value)),
  ]);
  const rows =
    conditions.size > MANY
      ? (await readFeed(connection, 'sync/CRM/Accounts', SUPPLIER_FIELDS)).rows
      : await listAny(connection, { path: ACCOUNTS, select: SUPPLIER_FIELDS }, [...conditions]);
  return [...new Map(rows.map((row) => [textAt(row, 'ID'), row])).values()];
}

/** Numbers are compared without marks, which no query can do. */
const spellings = (value: string): string[] => [...new Set([value, plainNumber(value)])].filter(Boolean);

/** By the first key that finds something. A code, or Exact's id where a mapping row has that. */
export function matchesOf(
  accounts: Json[],
  keys: Key[],
  valueOf: (key: Key) => string,
  mappingDecides: boolean,
): Array<Match<Json>> {
  const isCode = (row: Json, value: string) =>
    textAt(row, 'Code') === value || textAt(row, 'ID').toLowerCase() === value.toLowerCase();
  const isNumber = (field: string) => (row: Json, value: string) =>
    plainNumber(textAt(row, field)) === plainNumber(value);
  const isName = (row: Json, value: string) =>
    textAt(row, 'Name').toLowerCase() === value.trim().toLowerCase();
  const same: Record<Key, (row: Json, value: string) => boolean> = {
    ...{ created: isCode, mapping: isCode, number: isCode, lost: isName, name: isName },
    ...{ vatNumber: isNumber('VATNumber'), duns: isNumber('DunsNumber') },
  };
  return matchesByKey(accounts, {
    ...{ keys, valueOf, mappingDecides },
    isMeant: (row, key, value) => same[key](row, value),
    idOf: (row) => textAt(row, 'Code'),
  });
}
