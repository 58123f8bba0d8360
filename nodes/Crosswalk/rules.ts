/** What the user decided: match keys, where codes are found, and what a code without a row means. */
import type { ChargeTarget } from './chargeTarget';
import type { Cleaning } from './cleaning';
import type { Kind, SupplierKey } from './rows';

/** What a code means that no row maps. */
export type Fallback =
  { then: 'hold' } | { then: 'same' } | { then: 'fixed'; value: string } | { then: 'empty' };

export type ChargeFallback = { then: 'hold' } | { then: 'fixed'; target: ChargeTarget };

export type DimensionSource = 'segment' | 'lineField' | 'headerField' | 'businessUnit' | 'fixed';

export interface DimensionRule {
  /** The ERP's name of the dimension, as its node expects it. */
  name: string;
  source: DimensionSource;
  /** Segment or custom field names; the first with a value counts. */
  sourceNames: string[];
  /** The code itself, for the source `fixed`. */
  value: string;
  missing: Fallback;
  unmapped: Fallback;
}

export interface Rules {
  cleaning: Cleaning;
  supplierKeys: SupplierKey[];
  /** Segment names that carry the GL account; the first with a value counts. */
  accountSegments: string[];
  dimensions: DimensionRule[];
  /** Custom field, of the header or else of the lines, that holds the document's tax code; '' for none. */
  taxCodeField: string;
  fallbacks: Record<Exclude<Kind, 'charge' | 'dimension'>, Fallback>;
  chargeFallback: ChargeFallback;
}

/**
 * Hold is the rule. Units, terms and invoice types may stay empty: the ERP then takes its own default,
 * and no amount, vendor or account depends on them. A line without an item goes by its account.
 */
export const DEFAULT_FALLBACKS: Rules['fallbacks'] = {
  supplier: { then: 'hold' },
  entity: { then: 'hold' },
  invoiceType: { then: 'empty' },
  terms: { then: 'empty' },
  account: { then: 'hold' },
  item: { then: 'empty' },
  unit: { then: 'empty' },
  tax: { then: 'hold' },
};
