/** Allowed values of chart-of-accounts fields ⇄ the canonical documents; the wire shape is assumed. */
import type { Dimension, GlAccount, Origin } from '../../shared/documents';
import type { Json } from '../transport/envelope';
import { text, unreadable } from './fields';

export interface GlValue {
  /** The custom field, e.g. `Account`. */
  internalName: string;
  value: string;
  description: string;
  active: boolean;
}

export const glValueId = (internalName: string, value: string): string => `${internalName}:${value}`;

/** A code may be the word “none”, which elsewhere means nothing. */
export const codeOf = ({ value }: Json): string =>
  typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';

/** Id of a list row, readable or not. */
export const glIdOf = (row: Json): string => glValueId(text(row.internalName) ?? '', codeOf(row));

/** @throws Refusal where field or value is missing */
export function readGlValue(row: Json): GlValue {
  const internalName = text(row.internalName);
  if (internalName === null) throw unreadable('internalName', 'is missing on a custom field value');
  const value = codeOf(row);
  if (value === '') throw unreadable('value', `is missing on a value of ${internalName}`);
  return {
    internalName,
    value,
    description: text(row.description) ?? '',
    active: row.active === undefined || String(row.active).toLowerCase() === 'true',
  };
}

/** As an account where it is a value of the field for accounts, else as a dimension with the field's name. */
export function glDocument(
  { internalName, value, description, active }: GlValue,
  origin: Origin,
  accountField: string,
): Dimension | GlAccount {
  const common = { ...origin, id: value, code: value, description, active, lastUpdate: null };
  return internalName === accountField
    ? { document: 'glAccount', ...common, type: null, currency: null }
    : { document: 'dimension', name: internalName, ...common };
}
