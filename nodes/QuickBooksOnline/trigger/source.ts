/** What the events of the trigger share. */
import type { Sighting } from '../../shared/selection';
import { changedAt } from '../masterDocuments';
import type { Changed } from '../transport/changes';
import { readChanges } from '../transport/changes';
import type { Connection } from '../transport/connection';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';

export interface TriggerOptions {
  batchSize?: number;
  onlyFromJaggaer?: boolean;
  overlapMinutes?: number;
  startFrom?: string;
}

/** Times have whole seconds: the token of the version tells two changes within one second apart. */
export const sightingOf = <T>(entity: string, wire: Json, record: T): Sighting<T> => ({
  time: changedAt(wire),
  id: `${entity}:${textAt(wire, 'Id')}.${textAt(wire, 'SyncToken') || 'deleted'}`,
  record,
});

/** What changed in some lists from an instant on, by one call. */
export async function* changedSince<T>(
  connection: Connection,
  since: string,
  entities: string[],
  record: (change: Changed) => T | null,
): AsyncGenerator<Array<Sighting<T>>> {
  const from = new Date(Math.max(Date.parse(since), 0)).toISOString();
  const changes = await readChanges(connection, entities, from);
  yield changes.flatMap((change) => {
    const shown = record(change);
    return shown === null ? [] : [sightingOf(change.entity, change.record, shown)];
  });
}
