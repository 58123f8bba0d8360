/** Accounting splits: one for each splittable field index, over all charts of accounts side by side. */
import type { Segment, Split } from '../../shared/documents';
import type { Decimal } from '../../shared/money';
import {
  absolute,
  divide,
  greater,
  isNegative,
  isZero,
  minus,
  negate,
  round,
  sum,
  times,
} from '../../shared/money';
import type { Json } from '../transport/envelope';
import { amount, anyCase, list, object, text, unreadable } from './fields';

type Share = { kind: 'percent' | 'amount' | 'quantity' | 'whole'; value: Decimal };

/**
 * The splits of a line. A line without its own takes the header's (defaults for all lines); the last split takes
 * the rounding residue. Attribute names are known from XML siblings, hence read in any case (source: VE, UML).
 * @throws Refusal where charts disagree on the number of splits, or amounts do not add up to the line
 */
export function readSplits(
  line: Json,
  header: Json,
  lineAmount: Decimal,
  quantity: Decimal,
  place: string,
): Split[] {
  const own = readIndexes(line, place);
  const indexes = own.length > 0 ? own : readIndexes(header, 'header');
  if (indexes.length === 0)
    return [{ segments: [], amount: lineAmount, erpAccount: null, erpDimensions: {} }];
  const amounts = shareOut(
    indexes.map(({ share }) => share),
    lineAmount,
    quantity,
    place,
  );
  return indexes.map(({ segments }, at) => ({
    segments,
    amount: amounts[at] ?? '0',
    erpAccount: null,
    erpDimensions: {},
  }));
}

interface Index {
  segments: Segment[];
  share: Share;
}

/** Joins the charts: the n-th split of every chart is the same split. */
function readIndexes(holder: Json, place: string): Index[] {
  const charts = list(object(holder.splittableFieldSetGroupList).splittableFieldSetGroup)
    .map((group, chart) => list(group.splittableFieldIndexSet).flatMap((set) => readSet(set, chart, place)))
    .filter((indexes) => indexes.some(({ segments }) => segments.length > 0));
  const count = Math.max(0, ...charts.map((indexes) => indexes.length));
  const uneven = charts.find((indexes) => indexes.length !== count && indexes.length !== 1);
  if (uneven)
    throw unreadable(`${place} splits`, `differ between charts of accounts: ${uneven.length} and ${count}`);
  return Array.from({ length: count }, (_, at) => {
    const parts = charts.flatMap(
      (indexes) => indexes[at] ?? (indexes.length === 1 ? indexes.slice(0, 1) : []),
    );
    const share = parts.find((part) => part.share.kind !== 'whole')?.share ?? {
      kind: 'whole' as const,
      value: '1',
    };
    return { segments: parts.flatMap((part) => part.segments), share };
  });
}

function readSet(set: Json, chart: number, place: string): Index[] {
  return list(object(set.splittableFieldIndexList).splittableFieldIndex).map((index) => {
    const attribute = (name: string) => anyCase(index, name) ?? anyCase(set, name);
    const segments = list(object(index.customFieldValueList).customFieldValue).flatMap((field): Segment[] => {
      const name = text(field.internalName) ?? text(field.name);
      const value = text(field.value);
      return name === null || value === null
        ? []
        : [{ chart, name, value, description: text(field.description) }];
    });
    return {
      segments,
      share: readShare(text(attribute('distributionType')), attribute('distributionValue'), place),
    };
  });
}

function readShare(type: string | null, value: unknown, place: string): Share {
  if (type === null) return { kind: 'whole', value: '1' };
  const number = amount(value, `${place} distributionValue`);
  if (number === null) throw unreadable(`${place} distributionValue`, 'is missing on a split');
  if (/percent/i.test(type)) return { kind: 'percent', value: number };
  if (/quantity/i.test(type)) return { kind: 'quantity', value: number };
  if (/amount/i.test(type)) return { kind: 'amount', value: number };
  throw unreadable(`${place} distributionType`, `is of no known kind: ${type}`);
}

function shareOut(shares: Share[], whole: Decimal, quantity: Decimal, place: string): Decimal[] {
  if (shares.length === 1) return [whole];
  const kind = shares[0]?.kind ?? 'whole';
  if (kind === 'whole' || shares.some((share) => share.kind !== kind)) {
    throw unreadable(`${place} splits`, 'do not say how the amount is shared');
  }
  const values = shares.map(({ value }) => value);
  const given = sum(values);
  const due = kind === 'percent' ? '100' : kind === 'quantity' ? quantity : whole;
  // amounts and quantities of a credit memo may come without the line's sign
  const weights = isNegative(given) === isNegative(due) ? values : values.map(negate);
  if (greater(absolute(minus(sum(weights), due)), times('0.01', String(shares.length)))) {
    throw unreadable(`${place} splits`, `add up to ${given} of ${due}${kind === 'percent' ? ' %' : ''}`);
  }
  if (kind === 'amount') return toTheLast(weights, whole);
  if (isZero(due)) throw unreadable(`${place} splits`, 'share out a quantity of 0');
  return toTheLast(
    weights.map((weight) => round(divide(times(whole, weight), due))),
    whole,
  );
}

/** The last split with an amount takes the rounding residue. */
function toTheLast(parts: Decimal[], whole: Decimal): Decimal[] {
  const rest = minus(whole, sum(parts));
  const last = parts.reduce((found, part, at) => (isZero(part) ? found : at), 0);
  return parts.map((part, at) => (at === last ? sum([part, rest]) : part));
}
