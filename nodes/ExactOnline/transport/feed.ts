/** Feeds of what changed, by row version, and what was deleted (reference 4.4). */
import type { Connection } from './connection';
import { newerThan, numberIs } from './filter';
import { pagesOf } from './list';
import type { Json } from './wire';
import { laterOf, versionOf } from './wire';

/** Before the first row version (doc: `Timestamp gt 1` the first time). */
export const FIRST_VERSION = '1';

/** What `sync/Deleted` calls the entities (doc). */
export const DELETED_TYPES = {
  transactionLine: 1,
  account: 2,
  document: 6,
  glAccount: 7,
  item: 9,
  paymentTerm: 10,
  purchaseOrder: 22,
} as const;

export interface FeedPage {
  rows: Json[];
  /** Row version up to which everything has been read. */
  version: string;
}

/**
 * What is newer than a row version, oldest first, 1,000 rows a page. Only row versions may be asked for.
 * @param path such as `sync/CRM/Accounts`
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function* feed(
  connection: Connection,
  path: string,
  select: string[],
  since: string,
): AsyncGenerator<FeedPage> {
  let version = since;
  const question = { path, select: ['Timestamp', ...select], filter: newerThan(since) };
  for await (const rows of pagesOf(connection, question)) {
    version = rows.reduce((latest, row) => laterOf(latest, versionOf(row)), version);
    yield { rows, version };
  }
}

/** The whole rest of a feed. @throws Refusal, SignInRefused, NoAnswer */
export async function readFeed(
  connection: Connection,
  path: string,
  select: string[],
  since: string = FIRST_VERSION,
): Promise<FeedPage> {
  const rows: Json[] = [];
  let version = since;
  for await (const page of feed(connection, path, select, since)) {
    rows.push(...page.rows);
    version = page.version;
  }
  return { rows, version };
}

/** GUIDs of what was deleted since a row version; kept for two months (doc). @throws Refusal, SignInRefused, NoAnswer */
export async function readDeleted(
  connection: Connection,
  type: number,
  since: string = FIRST_VERSION,
): Promise<FeedPage> {
  const rows: Json[] = [];
  let version = since;
  const question = {
    path: 'sync/Deleted',
    select: ['Timestamp', 'EntityKey', 'EntityType', 'DeletedDate'],
    filter: `${newerThan(since)} and ${numberIs('EntityType', type)}`,
  };
  for await (const page of pagesOf(connection, question)) {
    version = page.reduce((latest, row) => laterOf(latest, versionOf(row)), version);
    rows.push(...page);
  }
  return { rows, version };
}
