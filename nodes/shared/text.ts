/** Texts, as somebody gave them and as the fields of an ERP can hold them. */
import { createHash } from 'crypto';

const HASH_LENGTH = 6;

/** What was given, where that is text; else ''. */
export const trimmed = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The same; a number is its own text. */
export const textOf = (value: unknown): string =>
  typeof value === 'number' ? String(value) : trimmed(value);

/** One line of text, without control characters and halves of characters. */
export const oneLine = (words: string): string => words.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();

/** As much of a text as a field holds. */
export const fitted = (words: string, length: number): string => oneLine(oneLine(words).slice(0, length));

/**
 * A number as a field of this length holds it. What is too long is shortened and told apart by a hash: merely cut, two
 * numbers of one supplier could become one.
 */
export function shortened(number: string, length: number): string {
  const plain = oneLine(number);
  if (plain.length <= length) return plain;
  const start = plain.slice(0, length - HASH_LENGTH - 1).trimEnd();
  return `${start}~${createHash('sha256').update(plain).digest('hex').slice(0, HASH_LENGTH)}`;
}
