/** What the events of the trigger share. */
import { contentHash } from '../../shared/cursor';
import type { Sighting } from '../../shared/selection';
import { changedAt } from '../masterDocuments';
import type { Connection } from '../transport/connection';
import type { Filter } from '../transport/query';
import { queryPages } from '../transport/query';
import { toWireTime } from '../transport/wire';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

export interface TriggerOptions {
  batchSize?: number;
  onlyFromJaggaer?: boolean;
  overlapHours?: number;
  stampField?: string;
  startFrom?: string;
}

/** A list whose records tell when they were changed. */
export interface ChangedList<T> {
  object: string;
  fields: string[];
  /** Further conditions. */
  filters?: Filter[];
  /** Rows that count. */
  wanted?(row: Row): boolean;
  record(row: Row): T;
}

/**
 * The records that changed from an instant on, page by page: one call where there are up to 2,000. A record is known by
 * its number, its time of change and what it holds: times have whole seconds, and a second change within one second, or
 * one that leaves the time as it was, is seen as well.
 */
export async function* changedSince<T>(
  connection: Connection,
  from: string,
  { object, fields, filters = [], wanted = () => true, record }: ChangedList<T>,
): AsyncGenerator<Array<Sighting<T>>> {
  const since = Math.max(Date.parse(from), 0);
  const filter: Filter = {
    and: [{ field: 'WHENMODIFIED', is: 'greaterthanorequalto', value: toWireTime(since) }, ...filters],
  };
  const question = { object, fields: [...fields, 'WHENMODIFIED'], filter };
  for await (const page of queryPages(connection, question)) {
    yield page.filter(wanted).map((row) => ({
      time: changedAt(row),
      id: `${text(row, 'RECORDNO')}${TAGS[object] ?? ''}.${contentHash(row).slice(0, 5)}`,
      record: record(row),
    }));
  }
}

/** Tells record numbers of different objects in one event apart. */
const TAGS: Record<string, string> = {
  ...{ APADJUSTMENT: 'a', APPYMT: 'p', CLASS: 'c', DEPARTMENT: 'd', LOCATION: 'l', PROJECT: 'j' },
};
