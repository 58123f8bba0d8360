import type { CustomValue, Scalar } from '../transport/wire';
import type { StampField } from '../documents';
import type { PeriodPolicy } from '../../shared/period';

export interface HeaderValues {
  fields: Record<string, Scalar>;
  custom: CustomValue[];
}

/** A field of a bill line that the user mapped. */
export interface LineField {
  /** Where on the invoice line its value is. */
  path: string;
  target: { name: string } | Omit<CustomValue, 'value'>;
  input: 'string' | 'number' | 'boolean';
  /** Its name for people. */
  label: string;
}

/** What the user decided about bills in Acumatica. */
export interface AcumaticaSettings {
  period: PeriodPolicy;
  /** Bills stay On Hold instead of Balanced. */
  onHold: boolean;
  /**
   * `link` = link the purchase order line, carry its number as text where there is none;
   * `linkOrHold` = hold where there is none; `text` = look nothing up, carry the number as text.
   */
  purchaseOrders: 'link' | 'linkOrHold' | 'text';
  /** What to do with a linked line whose goods are not yet received. */
  whenNotReceived: 'hold' | 'post';
  /** For lines without one. */
  defaultSubaccount: string;
  taxCategory: string;
  stampField: StampField | null;
  /** Mapped header fields by document key. */
  header: Map<string, HeaderValues>;
  /** Mapped line fields by document key. */
  lines: Map<string, LineField[]>;
}
