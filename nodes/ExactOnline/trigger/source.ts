/** What the events of the trigger share. */
import { Refusal } from '../../shared/outcome';
import type { PollPlan } from '../../shared/polling';
import { recover } from '../../shared/recover';
import type { Sighting } from '../../shared/selection';
import type { PollSource } from '../../shared/trigger';
import type { Connection } from '../transport/connection';
import { feed, readDeleted } from '../transport/feed';
import { versionAt } from '../transport/feedStart';
import { list } from '../transport/list';
import type { Json } from '../transport/wire';
import { instantAt, textAt, versionOf } from '../transport/wire';
import { LAST_INSTANT, OVERLAP_MS, instantOfVersion, versionBefore } from './versions';

export interface TriggerOptions {
  batchSize?: number;
  deleted?: boolean;
  lineAccount?: string;
  onlyApproved?: boolean;
  onlyFromJaggaer?: boolean;
  overlapMinutes?: number;
  startFrom?: string;
}

/** What an event reads and hands over, by row versions; the rest of the plan is the same for all. */
export type Source<T> = PollSource<T> &
  Pick<PollPlan<T>, 'overlapMs' | 'lastInstant' | 'startFrom'> & {
    /** What else re-arms the trigger. */
    epoch: string;
  };

/** A row of a feed, or what was deleted. */
export type Change = { row: Json } | { deleted: Json };

export interface FeedOf {
  path: string;
  /** As the service calls the feed that tells where it stood at a moment. */
  endPoint: string;
  select: string[];
  /** Which rows are of interest. */
  isWanted?(row: Json): boolean;
  /** What `sync/Deleted` calls the entity; left out where deleted records are not wanted. */
  deletedType?: number;
}

/**
 * Everything in a feed beyond the cursor: one call a poll where nothing changed, and one for deleted records.
 * @param isWhole without *Start From* the whole list is handed over once, else what changes from activation on
 */
export function feedSource(
  connection: Connection,
  { path, endPoint, select, isWanted = () => true, deletedType }: FeedOf,
  { startFrom }: TriggerOptions,
  isWhole: boolean,
  epoch: string,
): Omit<Source<Change>, 'toItems' | 'nothing'> {
  return {
    overlapMs: OVERLAP_MS,
    lastInstant: LAST_INSTANT,
    epoch,
    startFrom: async () => {
      if (!startFrom && isWhole) return instantOfVersion('0');
      const from = startFrom ? new Date(startFrom) : lookBack(epoch);
      return instantOfVersion(await versionAt(connection, endPoint, from));
    },
    async *scan(since) {
      const version = versionBefore(since);
      for await (const { rows } of feed(connection, path, select, version))
        yield rows.filter(isWanted).map((row) => sightingOf(row, { row }));
      if (deletedType === undefined) return;
      const { rows } = await readDeleted(connection, deletedType, version);
      yield rows.map((row) => sightingOf(row, { deleted: row }));
    },
  };
}

/** A move is found out about within an hour of polling; a week is kept for workflows that were off meanwhile. */
const MOVED_LATELY_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;

/** From now on; after a move, from a day before it: what came since the last poll before it must not be lost. */
function lookBack(epoch: string): Date {
  const moved = Date.parse(epoch);
  return Date.now() - moved < MOVED_LATELY_MS ? new Date(moved - DAY_MS) : new Date();
}

/** A record that changes again has another version, so the same id never comes twice. */
const sightingOf = (row: Json, record: Change): Sighting<Change> => {
  const version = versionOf(row);
  return { time: instantOfVersion(version), id: version, record };
};

/** A deleted record: only its GUID is known. @param offset seconds of the server's clock ahead of UTC */
export const gone = (entity: string, row: Json, offset: number): object => ({
  ...{ entity, id: textAt(row, 'EntityKey'), deleted: true },
  lastUpdate: instantAt(row, 'DeletedDate', offset),
});

const moves = new Map<string, { at: number; epoch: Promise<string> }>();
const KEEP_MS = 60 * 60_000;

/**
 * When the division was last moved to another database, which begins all row versions anew (doc); '' for never, and where
 * the app may not ask (scope Organization administration). Read once an hour.
 * @throws NoAnswer, SignInRefused
 */
export async function epochOf(connection: Connection): Promise<string> {
  const key = `${connection.baseUrl} ${connection.app} ${connection.division}`;
  const known = moves.get(key);
  if (known && Date.now() - known.at < KEEP_MS) return await known.epoch;
  const epoch = readEpoch(connection);
  moves.set(key, { at: Date.now(), epoch });
  epoch.catch(() => moves.delete(key));
  return await epoch;
}

async function readEpoch(connection: Connection): Promise<string> {
  const question = { path: 'system/Divisions', select: ['Code', 'DivisionMoveDate'] };
  const rows = await recover(
    () => list(connection, { ...question, filter: `Code eq ${connection.division}` }),
    Refusal,
    () => [],
  );
  return rows[0] ? (instantAt(rows[0], 'DivisionMoveDate', 0) ?? '') : '';
}
