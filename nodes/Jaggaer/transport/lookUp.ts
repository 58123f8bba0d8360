/** Finds rows of a list by the values of their fields. */
import type { Connection, PathName } from './connection';
import type { Json } from './envelope';
import { walkList } from './list';

/** A field by which rows are looked for. */
export interface Key {
  name: string;
  /** The field's name in the parameter `flt`. */
  filter: string;
  /** Its value in a row, as it is compared. */
  of(row: Json): string | null;
  wanted: ReadonlySet<string>;
}

export interface LookUp {
  idOf(row: Json): string;
  /**
   * Asks for each value with a server filter instead of reading the whole list: only where JAGGAER has confirmed it. A
   * filter that finds nothing where there is something would make doubles.
   */
  byFilter: boolean;
  /** Sent with each call; empty for none. */
  filter?: string;
}

/** Values that a filter can carry as they are: how it quotes others is not public. */
const PLAIN = /^[\w.-]+$/;

/** The rows that have a wanted value, by {@link keyName}; each row once under each key. */
export async function findRows(
  connection: Connection,
  path: PathName,
  keys: readonly Key[],
  { idOf, byFilter, filter = '' }: LookUp,
): Promise<Map<string, Json[]>> {
  const found = new Map<string, Map<string, Json>>();
  const take = (row: Json) => {
    for (const { name, of, wanted } of keys) {
      const value = of(row);
      if (value === null || !wanted.has(value)) continue;
      const rows = found.get(keyName(name, value)) ?? new Map<string, Json>();
      found.set(keyName(name, value), rows.set(idOf(row), row));
    }
  };
  for (const flt of filters(keys, byFilter)) {
    const given = [filter, flt].filter((each) => each !== '').join(';');
    const query: Record<string, string> = given === '' ? {} : { flt: given };
    for await (const rows of walkList(connection, path, { idOf, query })) rows.forEach(take);
  }
  return new Map([...found].map(([name, rows]) => [name, [...rows.values()]]));
}

export const keyName = (key: string, value: string): string => `${key}\n${value}`;

/** One filter for each value; the whole list where that is not allowed or not safe. */
function filters(keys: readonly Key[], byFilter: boolean): string[] {
  const pairs = keys.flatMap(({ filter, wanted }) => [...wanted].map((value) => ({ filter, value })));
  if (pairs.length === 0) return [];
  if (!byFilter || pairs.some(({ value }) => !PLAIN.test(value))) return [''];
  return pairs.map(({ filter, value }) => `${filter}==${value}`);
}
