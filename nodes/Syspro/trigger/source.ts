/** What the events of the trigger share. */
import { contentHash } from '../../shared/cursor';
import type { Sighting } from '../../shared/selection';
import type { Connection } from '../transport/connection';
import type { Filter, Question } from '../transport/find';
import { findPages } from '../transport/find';
import type { Row } from '../transport/xml';
import { text } from '../transport/xml';

export interface TriggerOptions {
  batchSize?: number;
  onlyFromJaggaer?: boolean;
  overlapDays?: number;
  startFrom?: string;
}

/** A list without times of change: read whole, and compared by what is in it. */
export async function* wholeList<T>(
  pages: AsyncIterable<Row[]>,
  id: (row: Row) => string,
  record: (row: Row) => T,
): AsyncGenerator<Array<Sighting<T>>> {
  for await (const page of pages) yield page.map((row) => ({ time: null, id: id(row), record: record(row) }));
}

/**
 * Rows that were entered from a day on (JournalDate). A row is known by its key and by what it holds, so that one that
 * changes within the overlap comes again.
 */
export async function* enteredSince<T>(
  connection: Connection,
  from: string,
  question: Omit<Question, 'where' | 'limit'> & { filters: Filter[] },
  record: (row: Row) => T,
): AsyncGenerator<Array<Sighting<T>>> {
  const { filters, ...rest } = question;
  const since: Filter = { column: 'JournalDate', is: 'GE', value: from.slice(0, 10) };
  const columns = [...new Set([...rest.columns, 'JournalDate'])];
  for await (const page of findPages(connection, { ...rest, columns, where: { and: [since, ...filters] } })) {
    yield page.map((row) => ({
      time: instantOf(text(row, 'JournalDate')),
      id: `${rest.key.map((column) => text(row, column)).join('/')}.${contentHash(row).slice(0, 5)}`,
      record: record(row),
    }));
  }
}

/** Days carry no zone; also written without dashes. */
function instantOf(day: string): string | null {
  const [, year, month, date] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(day) ?? [];
  return year && year !== '0000' ? `${year}-${month}-${date}T00:00:00.000Z` : null;
}
