/** Which vendors of the ERP a supplier may be: by its mapping rows, whenever they were valid. */
import { cellText } from '../cells';
import type { Header } from './invoices';

const bare = (word: unknown): string =>
  cellText(word)
    .replace(/[\s_-]/g, '')
    .toLowerCase();

/** How each key of a supplier is compared; numbers and ids stay exact, as in the Crosswalk. */
const SPELLINGS: Record<string, (code: string) => string> = {
  number: (code) => code,
  id: (code) => code,
  vatNumber: (code) => code.replace(/[\s.-]/g, '').toUpperCase(),
  duns: (code) => code.replace(/[\s-]/g, ''),
  name: (code) => code.replace(/\s+/g, ' ').toLowerCase(),
};
const KEYS = Object.keys(SPELLINGS);

/** Looks suppliers up in the mapping rows of kind `supplier`; rows of other kinds are passed over. */
export class Vendors {
  private readonly targets = new Map<string, string[]>();

  constructor(rows: ReadonlyArray<Record<string, unknown>>) {
    for (const row of rows) {
      if (bare(row.kind) !== 'supplier') continue;
      const key = KEYS.find((each) => bare(each) === (bare(row.scope) || 'number'));
      const vendor = cellText(row.to);
      const place = key && placeOf(key, row.from);
      if (place && vendor !== '') this.targets.set(place, [...(this.targets.get(place) ?? []), vendor]);
    }
  }

  /** Spellings to compare by; empty where the supplier is not mapped. */
  of({ supplierFields }: Header): Set<string> {
    const { erpVendor, erpVendorsEver } = supplierFields;
    const filled = [erpVendor, ...(Array.isArray(erpVendorsEver) ? (erpVendorsEver as unknown[]) : [])];
    const mapped = KEYS.flatMap((key) => this.targets.get(placeOf(key, supplierFields[key]) ?? '') ?? []);
    return new Set([...filled.map(cellText), ...mapped].map(vendorSpelling).filter(Boolean));
  }
}

/** Where a code is kept; null where there is none. */
function placeOf(key: string, code: unknown): string | null {
  const spelled = SPELLINGS[key]?.(cellText(code).normalize('NFC')) ?? '';
  return spelled === '' || spelled.toLowerCase() === 'none' ? null : `${key}\u0000${spelled}`;
}

export const vendorSpelling = (vendor: string): string => vendor.trim().toUpperCase();

/**
 * A supplier's number as two people may both have typed it: case, spaces, punctuation and leading zeros of each run
 * of digits do not count. '' where nothing is left.
 */
export const normalNumber = (number: string): string =>
  (
    number
      .normalize('NFKC')
      .toUpperCase()
      .match(/\p{L}+|\p{N}+/gu) ?? []
  )
    .map((run) => run.replace(/^0+(?=\p{N})/u, ''))
    .join('');

/** The ways to read a number that somebody broke up: run by run, and as if it had been written in one piece. */
export const numberReadings = (number: string): string[] => [
  ...new Set([normalNumber(number), normalNumber(number.replace(/[^\p{L}\p{N}]/gu, ''))].filter(Boolean)),
];
