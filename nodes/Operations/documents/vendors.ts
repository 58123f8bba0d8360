/** Which vendors of the ERP a supplier may be: by its mapping rows, whenever they were valid. */
import type { Cleaning } from '../../Crosswalk/cleaning';
import { cleanCode } from '../../Crosswalk/cleaning';
import { SUPPLIER_KEYS, readRows } from '../../Crosswalk/rows';
import { MappingTable } from '../../Crosswalk/table';
import { cellText } from '../cells';
import type { Header } from './invoices';

const CLEANING: Cleaning = { emptyWords: new Set(['none']), zerosAreEmpty: false, suffixes: [] };

export class Vendors {
  private readonly table: MappingTable;

  /** @param rows mapping rows; those of other kinds are passed over */
  constructor(rows: readonly unknown[]) {
    this.table = new MappingTable(readRows(rows, CLEANING));
  }

  /** Spellings to compare by; empty where the supplier is not mapped. */
  of({ supplierFields }: Header): Set<string> {
    const { erpVendor, erpVendorsEver } = supplierFields;
    const filled = [erpVendor, ...(Array.isArray(erpVendorsEver) ? (erpVendorsEver as unknown[]) : [])];
    const mapped = SUPPLIER_KEYS.flatMap((key) => {
      const from = cleanCode('supplier', key, cellText(supplierFields[key]), CLEANING);
      return from === '' ? [] : this.table.everTargets('supplier', key, from);
    });
    return new Set([...filled, ...mapped].map((vendor) => vendorSpelling(cellText(vendor))).filter(Boolean));
  }
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
