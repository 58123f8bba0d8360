/** Dates, instants and amounts: stored as ISO text, shown and taken as the gateway does [doc: parameter formats]. */
import Big from 'big.js';

const GENERIC = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** MM/DD/YYYY as YYYY-MM-DD; null where it is no such date. */
export function readDate(text: string): string | null {
  const found = GENERIC.exec(text.trim());
  return found ? real(found[3], found[1], found[2]) : null;
}

/** Year, month and day as YYYY-MM-DD; null where they are no date. */
export function real(year = '', month = '', day = ''): string | null {
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}

/** YYYY-MM-DD, with a time behind it or not, as MM/DD/YYYY. */
export function showDate(iso: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?: (.*))?$/.exec(iso);
  if (!found) return iso;
  return `${found[2]}/${found[3]}/${found[1]}${found[4] === undefined ? '' : ` ${found[4]}`}`;
}

/** MM/DD/YYYY with or without HH:MM:SS as sortable text; null where it is neither. */
export function readInstant(text: string): string | null {
  const [day = '', time = '00:00:00'] = text.trim().split(/\s+/);
  const date = readDate(day);
  return date && /^\d{2}:\d{2}:\d{2}$/.test(time) ? `${date} ${time}` : null;
}

/** The wall clock that is so many minutes off UTC. */
export const instant = (at: Date, offsetMinutes: number): string =>
  new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');

export const plusDays = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Rounded to cents by the gateway; null for anything but a plain number: no thousands separators [doc]. */
export const readMoney = (text: string): Big | null =>
  /^[+-]?\d+(\.\d*)?$|^[+-]?\.\d+$/.test(text.trim()) ? new Big(text.trim()).round(2, 1) : null;

export const money = (value: Big): string => {
  const text = value.toFixed(2).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
};

export const big = (text: string | undefined): Big => new Big(text === undefined || text === '' ? 0 : text);
