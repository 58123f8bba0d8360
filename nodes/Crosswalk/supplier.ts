/** From JAGGAER's supplier to the ERP's vendor. */
import type { SupplierReference } from '../shared/documents';
import type { Decimal } from '../shared/money';
import type { Cleaning } from './cleaning';
import { cleanCode, trimText } from './cleaning';
import type { Findings } from './findings';
import { settle } from './findings';
import { SUPPLIER_KEYS } from './rows';
import type { SupplierKey } from './rows';
import type { Rules } from './rules';
import type { MappingTable } from './table';

export interface MatchedSupplier {
  supplier: SupplierReference;
  /** The key that matched, or `sameCode`, `fixedValue`; '' where none did. */
  matchedBy: string;
}

/**
 * Matches by the user's keys in their order; the first key that the table knows decides, also when it holds.
 * `erpVendorsEver` names the vendors of all rows of all keys at all times, so that a look-up in the ERP also
 * finds what was posted before a supplier was mapped anew. Rows by name count only where the user matches by
 * name: two suppliers may share one, and a bill of the other one must not pass for this one's.
 */
export function mapSupplier(
  supplier: SupplierReference,
  date: string | null,
  value: Decimal,
  table: MappingTable,
  rules: Rules,
  findings: Findings,
): MatchedSupplier {
  const { key, code, answer } = firstHit(supplier, date, table, rules);
  const facts = { kind: 'supplier', code, scope: key, name: supplier.name, value } as const;
  const vendor = settle(answer, facts, rules.fallbacks.supplier, findings);
  const identifying = SUPPLIER_KEYS.filter((each) => each !== 'name' || rules.supplierKeys.includes('name'));
  const ever = identifying.flatMap((each) => {
    const from = supplierCode(supplier, each, rules.cleaning);
    return from === '' ? [] : table.everTargets('supplier', each, from);
  });
  const byRow =
    answer.found === 'one' ? key : rules.fallbacks.supplier.then === 'same' ? 'sameCode' : 'fixedValue';
  return {
    supplier: {
      ...supplier,
      erpVendor: vendor,
      erpVendorsEver: [...new Set(vendor === null ? ever : [vendor, ...ever])],
    },
    matchedBy: vendor === null ? '' : byRow,
  };
}

function firstHit(supplier: SupplierReference, date: string | null, table: MappingTable, rules: Rules) {
  let first: { key: SupplierKey; code: string } | null = null;
  for (const key of rules.supplierKeys) {
    const code = supplierCode(supplier, key, rules.cleaning);
    if (code === '') continue;
    const shown = trimText(supplier[key] ?? '');
    first ??= { key, code: shown };
    const answer = table.look('supplier', key, code, date);
    if (answer.found !== 'none') return { key, code: shown, answer };
  }
  const fallback = first ?? { key: rules.supplierKeys[0] ?? 'number', code: '' };
  return { ...fallback, answer: { found: 'none' } as const };
}

const supplierCode = (supplier: SupplierReference, key: SupplierKey, cleaning: Cleaning): string =>
  cleanCode('supplier', key, supplier[key], cleaning);
