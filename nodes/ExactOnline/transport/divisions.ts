/** The divisions that the user may see: fetched once for a sign-in, and kept. */
import type { Connection } from './connection';
import { list } from './list';
import { readMe } from './request';
import type { Json } from './wire';
import { textAt } from './wire';

export interface Division {
  code: string;
  name: string;
  currency: string;
  country: string;
  /** False where it was archived or made inactive. */
  active: boolean;
}

/** `hrm`: of the licence. `system`: with clients' divisions, for accountants. `all`: some may not be accessible (doc). */
export type DivisionList = 'hrm/Divisions' | 'system/Divisions' | 'system/AllDivisions';

const kept = new Map<string, { at: number; divisions: Promise<Division[]> }>();
const KEEP_MS = 10 * 60_000;

/** Fields that all three lists have. */
const FIELDS = ['Code', 'Description', 'Currency', 'Country', 'Status'];

/**
 * Divisions by name. The division that the user looked at last only says where to ask: the answer is the same everywhere.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readDivisions(
  connection: Connection,
  path: DivisionList = 'hrm/Divisions',
): Promise<Division[]> {
  const { baseUrl, app, credentialId } = connection;
  const key = `${baseUrl} ${app} ${credentialId} ${path}`;
  const known = kept.get(key);
  if (known && Date.now() - known.at < KEEP_MS) return await known.divisions;
  const divisions = fetchDivisions(connection, path);
  kept.set(key, { at: Date.now(), divisions });
  // what failed is not kept
  divisions.catch(() => kept.delete(key));
  return await divisions;
}

async function fetchDivisions(connection: Connection, path: DivisionList): Promise<Division[]> {
  const division = connection.division || textAt(await readMe(connection), 'CurrentDivision');
  const rows = await list({ ...connection, division }, { path, select: FIELDS });
  return rows.map(divisionOf).sort((one, two) => one.name.localeCompare(two.name));
}

const divisionOf = (row: Json): Division => ({
  ...{ code: textAt(row, 'Code'), name: textAt(row, 'Description'), currency: textAt(row, 'Currency') },
  // 0 inactive, 1 active, 2 archived (doc)
  ...{ country: textAt(row, 'Country'), active: textAt(row, 'Status') === '1' },
});
