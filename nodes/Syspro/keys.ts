/**
 * Supplier codes: tables have the whole key, people and documents the short form. Numeric keys are filled with zeros to
 * 15 and shown with fewer; alphabetic ones are the same everywhere (sources: help.syspro.com key configuration, sample
 * of IMPQIK). Which kind a company has is asked, never guessed from digits.
 */
import type { Connection } from './transport/connection';
import { query } from './transport/request';
import { child, count, text } from './transport/xml';

export interface SupplierKeys {
  isNumeric: boolean;
  /** Digits of the form that people see; 0 where it is not told. */
  length: number;
}

const WHOLE = 15;

/** One call. @throws Refusal, SignInRefused, NoAnswer */
export async function readSupplierKeys(connection: Connection): Promise<SupplierKeys> {
  const input = { Query: { Option: { Suppliers: 'Y' } } };
  const { content } = await query(connection, 'IMPQIK', input, 'how supplier codes are made');
  const suppliers = child(content, 'Suppliers');
  return {
    isNumeric: text(suppliers, 'SupKeyType').toUpperCase() === 'N',
    length: count(suppliers, 'SupPresentationLength'),
  };
}

const isNumber = (code: string): boolean => /^\d{1,15}$/.test(code);
const stripped = (code: string): string => code.replace(/^0+(?=\d)/, '');

/** The key as tables have it. */
export const wholeKey = (code: string, { isNumeric }: SupplierKeys): string => {
  const plain = code.trim();
  return isNumeric && isNumber(plain) ? stripped(plain).padStart(WHOLE, '0') : plain;
};

/** The code as people see it. */
export const shownKey = (key: string, { isNumeric, length }: SupplierKeys): string => {
  const plain = key.trim();
  return isNumeric && isNumber(plain) ? stripped(plain).padStart(length, '0') : plain;
};

/** What makes two spellings of a code the same. */
export const supplierCode = (code: string, keys: SupplierKeys): string => wholeKey(code, keys);

/** A purchase order's number as tables have it (source: megasoft-tropic: filled to 15). */
export const wholeOrder = (number: string): string =>
  isNumber(number.trim()) ? stripped(number.trim()).padStart(WHOLE, '0') : number.trim();

export const shownOrder = (key: string): string => stripped(key.trim());
