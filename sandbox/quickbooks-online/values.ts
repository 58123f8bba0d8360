/** Values as they travel: JSON, decimal amounts, dates, and times with the Pacific offset. */
import Big from 'big.js';

export type Value = string | number | boolean | null | Value[] | Fields;
export interface Fields {
  [name: string]: Value | undefined;
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object in a field; an empty one where there is none. */
export const fieldsAt = (fields: Fields | undefined, name: string): Fields => {
  const value = fields?.[name];
  return isFields(value) ? value : {};
};

/** The objects in a list. */
export const listAt = (fields: Fields | undefined, name: string): Fields[] => {
  const value = fields?.[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
};

/** A text, or a number as text; empty where there is neither. */
export const textAt = (fields: Fields | undefined, name: string): string => {
  const value = fields?.[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** What a reference points to. */
export const refAt = (fields: Fields | undefined, name: string): string =>
  textAt(fieldsAt(fields, name), 'value');

export const big = (value: Value | undefined): Big => {
  if (typeof value !== 'string' && typeof value !== 'number') return new Big(0);
  try {
    return new Big(value);
  } catch {
    return new Big(0);
  }
};
export const bigAt = (fields: Fields | undefined, name: string): Big => big(fields?.[name]);
export const sum = (amounts: Big[]): Big => amounts.reduce((total, one) => total.plus(one), new Big(0));
export const money = (amount: Big): number => amount.round(2, 1).toNumber();

const QUARTER = 900_000;
const offsets = new Map<number, number>();
const parts = new Intl.DateTimeFormat('en-US', {
  ...{ timeZone: 'America/Los_Angeles', hourCycle: 'h23', year: 'numeric', month: 'numeric' },
  ...{ day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
});

/** Pacific time from UTC, in milliseconds. */
function offsetAt(instant: number): number {
  const quarter = Math.floor(instant / QUARTER);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  const start = quarter * QUARTER;
  const part = new Map(parts.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
  const at = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0;
  const shown = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  offsets.set(quarter, shown - start);
  return shown - start;
}

/** `2020-09-29T06:52:56-07:00`, whatever the company's zone [client code: qbo_api]. */
export function pacific(instant: number, withMilliseconds = false): string {
  const offset = offsetAt(instant);
  const text = new Date(instant + offset).toISOString().slice(0, withMilliseconds ? 23 : 19);
  return `${text}-${String(-offset / 3_600_000).padStart(2, '0')}:00`;
}

export const pacificDay = (instant: number): string => pacific(instant).slice(0, 10);

/** Takes a local time, `Z` or an offset [client code]; local means Pacific [inferred]. NaN on none of these. */
export function parseInstant(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text);
  if (!match) return NaN;
  const [, day = '', time = '00:00:00', zone] = match;
  if (zone !== undefined) {
    const colon = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
    return Date.parse(`${day}T${time}${colon}`);
  }
  const utc = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(utc) ? NaN : utc - offsetAt(utc - offsetAt(utc));
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
