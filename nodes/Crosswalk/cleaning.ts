/** How a code is cleaned before it is compared; mapping rows and documents go through the same. */
import type { Kind, SupplierKey } from './rows';

export interface Cleaning {
  /** Lower-case texts that stand for “no value”, e.g. `none`. */
  emptyWords: ReadonlySet<string>;
  /** Whether a code of nothing but zeros stands for “no value”. */
  zerosAreEmpty: boolean;
  /** Cut off the end of account and dimension codes, the first that fits. */
  suffixes: readonly RegExp[];
}

/** Without zero-width characters and byte-order marks, which come with pasted tables. */
export const trimText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .trim();

export const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/**
 * The code as it is compared; '' where it stands for no value.
 * Numbers and ids stay exact: leading zeros and case count.
 */
export function cleanCode(
  kind: Kind,
  key: SupplierKey | null,
  code: string | null | undefined,
  cleaning: Cleaning,
): string {
  const text = trimText(code ?? '');
  const cut = kind === 'account' || kind === 'dimension' ? cutSuffix(text, cleaning.suffixes) : text;
  if (cleaning.emptyWords.has(cut.toLowerCase())) return '';
  if (cleaning.zerosAreEmpty && /^[0.\-\s]*0[0.\-\s]*$/.test(cut)) return '';
  if (kind === 'charge')
    return cut
      .replace(/\s+/g, ' ')
      .replace(/\s*:\s*/, ':')
      .toLowerCase();
  switch (key) {
    case 'name':
      return cut.replace(/\s+/g, ' ').toLowerCase();
    case 'vatNumber':
      return cut.replace(/[\s.\-]/g, '').toUpperCase();
    case 'duns':
      return cleanDuns(cut);
    default:
      return cut;
  }
}

function cutSuffix(text: string, suffixes: readonly RegExp[]): string {
  for (const suffix of suffixes) {
    const cut = text.replace(suffix, '');
    if (cut !== text) return cut.trim();
  }
  return text;
}

/** A DUNS number has nine digits; placeholders such as `DNP` or all zeros identify nobody. */
function cleanDuns(text: string): string {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d{9,13}$/.test(digits) && !/^0+$/.test(digits) ? digits : '';
}
