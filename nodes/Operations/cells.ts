/** Cells of rows that come from tables, sheets and other nodes. */
import { DateTime } from 'luxon';

/** Text of a cell; '' for nothing, and for what no cell can hold. */
export function cellText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  return '';
}

/** Milliseconds of an instant in ISO or SQL form; without a zone it is UTC. null where there is none. */
export function cellTime(value: unknown): number | null {
  const text = cellText(value);
  if (text === '') return null;
  const iso = DateTime.fromISO(text, { zone: 'utc' });
  const time = iso.isValid ? iso : DateTime.fromSQL(text, { zone: 'utc' });
  return time.isValid ? time.toMillis() : null;
}

/** `YYYY-MM-DD` at the front of a date or instant; '' where there is none. */
export const cellDay = (value: unknown): string => /^\d{4}-\d{2}-\d{2}/.exec(cellText(value))?.[0] ?? '';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Words of a text that are separated by commas or line ends. */
export const cellWords = (value: unknown): string[] =>
  cellText(value)
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Instant in ISO with `Z`. */
export const isoTime = (time: number): string => DateTime.fromMillis(time, { zone: 'utc' }).toISO() ?? '';
