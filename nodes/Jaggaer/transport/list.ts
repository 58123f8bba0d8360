/** Walks a list by the number of rows really received: the server alone decides the page size. */
import { sleep } from 'n8n-workflow';
import { Refusal, held } from '../../shared/outcome';
import type { Connection, PathName } from './connection';
import { addressOf } from './connection';
import type { Json, Page } from './envelope';
import { readPage } from './envelope';
import { read } from './request';

export interface ListOptions {
  query?: Record<string, string>;
  /** Pause between pages. */
  pauseMs?: number;
  /** Identity of a row: rows seen before are left out, and a page that repeats ends the walk with an error. */
  idOf(row: Json): string;
}

const MOST_PAGES = 10_000;

/** The pages of a configured list, one after the other. @throws Refusal like {@link walkPages} */
export async function* walkList(
  connection: Connection,
  path: PathName,
  options: ListOptions,
): AsyncGenerator<Json[]> {
  yield* walkPages((start) => readListPage(connection, path, start, options.query), options);
}

/** The pages of any list below the API root. @throws Refusal like {@link walkPages} */
export async function* walkAddress(
  connection: Connection,
  address: string,
  options: ListOptions & { what: string; container: string },
): AsyncGenerator<Json[]> {
  yield* walkPages((start) => readPageAt(connection, address, options.what, start, options), options);
}

/**
 * Pages until the list ends. `start` is the 1-based number of the first record.
 * @throws Refusal when the server repeats a page, or the list shrinks or breaks off while it is read
 */
async function* walkPages(
  readAt: (start: number) => Promise<Page>,
  options: Omit<ListOptions, 'query'>,
): AsyncGenerator<Json[]> {
  const seen = new Set<string>();
  let start = 1;
  let total: number | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await readAt(start);
    if (total !== null && page.total !== null && page.total < total) {
      throw unsteady('The list became shorter while it was read', 'Run again.');
    }
    total = page.total ?? total;
    if (page.rows.length === 0) {
      if (total === null || start > total) return;
      throw unsteady(
        `JAGGAER sent no rows at record ${start} of ${total}`,
        'Run again; if it stays, ask JAGGAER.',
      );
    }
    const fresh = page.rows.filter((row) => !seen.has(options.idOf(row)) || options.idOf(row) === '');
    if (fresh.length === 0) {
      throw unsteady(
        `JAGGAER sent the same page again at record ${start}`,
        'It seems to ignore the paging parameter “start”.',
      );
    }
    for (const row of fresh) seen.add(options.idOf(row));
    yield fresh;
    start += page.rows.length;
    if (total !== null && start > total) return;
    if (options.pauseMs) await sleep(options.pauseMs);
  }
  throw unsteady(`The list has more than ${MOST_PAGES} pages`, 'Narrow it by a filter.');
}

/** One page of a list. */
export async function readListPage(
  connection: Connection,
  path: PathName,
  start: number,
  query: Record<string, string> = {},
): Promise<Page> {
  const what = `the list ${connection.paths[path]}`;
  return await readPageAt(connection, addressOf(connection, path), what, start, {
    query,
    container: connection.containerOf(path),
  });
}

async function readPageAt(
  connection: Connection,
  address: string,
  what: string,
  start: number,
  { query = {}, container = '' }: { query?: Record<string, string>; container?: string },
): Promise<Page> {
  const parameters = new URLSearchParams({ ...query, start: String(start) });
  return readPage(await read(connection, `${address}?${parameters.toString()}`, what), container);
}

const unsteady = (reason: string, advice: string) =>
  new Refusal(held('jaggaer.paging', `${reason}.`, advice, 'jaggaer'));
