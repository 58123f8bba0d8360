/** Dates, amounts and keys: stored as plain text, shown and taken as SYSPRO does. */
import Big from 'big.js';

/** CCYY-MM-DD that is a day [doc]. */
export function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Plain decimal with a dot [doc]; null for anything else. */
export const readNumber = (text: string): Big | null =>
  /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? new Big(text.trim().replace(/^\+/, '')) : null;

export const big = (text: string | undefined): Big => readNumber(text ?? '') ?? new Big(0);

/** Money is (14,2) in the tables [COL]. */
export const money = (value: Big): string => value.round(2, 1).toFixed(2);

/** Columns of rates and prices have more places [COL]. */
export const decimal = (value: Big, places: number): string => value.round(places, 1).toFixed(places);

/** A numeric key as the tables have it: right-justified, filled with zeros [HS]. */
export const filled = (text: string, length = 15): string =>
  /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '').padStart(length, '0') : text;

/** A filled key as people see it, with so many digits. */
export const shown = (text: string, length: number): string =>
  /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '').padStart(length, '0') : text;
