/** Lists: pages until a short one, and one by one where Acumatica cannot read a list. */
import type { Reply } from '../../shared/http';
import { parseJson } from '../../shared/http';
import type { Connection } from './connection';
import { isNotOptimizable } from './errors';
import type { Query } from './query';
import { readOne, refusal, send } from './request';
import type { Plain } from './wire';
import { unwrap } from './wire';

const PAGE = 1_000;
/** Lists have no order, so rows may shift between pages: the last ones are read again. */
const OVERLAP = 10;

export interface ListOptions {
  limit?: number;
  pageSize?: number;
  /** Rows to leave out at the start. */
  skip?: number;
  /** Sees each answer, e.g. for the server's clock. */
  onReply?: (reply: Reply) => void;
}

/**
 * Reads a list to its end, or to the limit.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function listAll(
  connection: Connection,
  entity: string,
  query: Query,
  options: ListOptions = {},
): Promise<Plain[]> {
  const limit = options.limit ?? Infinity;
  const pageSize = Math.min(options.pageSize ?? PAGE, limit);
  const rows: Plain[] = [];
  for await (const page of listPages(connection, entity, query, { ...options, pageSize })) {
    rows.push(...page);
    if (rows.length >= limit) break;
  }
  return rows.slice(0, limit);
}

/**
 * Reads a list page by page; no row comes twice.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function* listPages(
  connection: Connection,
  entity: string,
  query: Query,
  options: ListOptions = {},
): AsyncGenerator<Plain[], void, undefined> {
  const size = options.pageSize ?? PAGE;
  const known = new Set<string>();
  for (let skip = options.skip ?? 0; ;) {
    const reply = await send(connection, {
      method: 'GET',
      path: entity,
      query: { ...query, top: size, skip },
      repeatable: true,
    });
    options.onReply?.(reply);
    if (isNotOptimizable(reply) && (query.expand || query.select))
      return yield* listOneByOne(connection, entity, query, options);
    const answer = reply.status === 200 ? parseJson(reply.text) : null;
    if (!Array.isArray(answer)) throw await refusal(connection, reply, `to list ${entity}`, entity);
    const page = answer.map(unwrap);
    yield page.filter((row) => {
      const name = typeof row.id === 'string' ? row.id : JSON.stringify(row);
      return !known.has(name) && known.add(name);
    });
    if (page.length < size) return;
    skip += page.length - (page.length > OVERLAP ? OVERLAP : 0);
  }
}

/** A computed field makes the list fail: the ids are listed bare, and each record is read alone. */
async function* listOneByOne(
  connection: Connection,
  entity: string,
  query: Query,
  options: ListOptions,
): AsyncGenerator<Plain[], void, undefined> {
  const bare: Query = query.filter ? { filter: query.filter } : {};
  const select = query.select?.slice(0, 1);
  const ids = listPages(
    connection,
    entity,
    query.expand ? { ...bare, ...(select ? { select } : {}) } : bare,
    options,
  );
  const rest: Query = { ...query };
  delete rest.filter;
  for await (const page of ids) {
    for (const { id } of page) {
      const record = typeof id === 'string' ? await readOne(connection, entity, [id], rest) : null;
      if (record) yield [record];
    }
  }
}
