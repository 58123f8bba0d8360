/**
 * How lines of an ERP's purchase order are coded in JAGGAER: the mapping rows read backwards, as they are valid on the order's
 * day. Where several of JAGGAER's codes lead to one of the ERP, a row of kind `toJaggaer` says which is meant.
 */
import type { PurchaseOrder, PurchaseOrderLine, Segment, Split } from '../../shared/documents';
import { Refusal, held } from '../../shared/outcome';
import type { Json } from '../transport/envelope';

export interface CodingRules {
  /** `none`: no codes are written; `same`: JAGGAER has the ERP's codes; `mapping`: the rows say which. */
  codes: 'none' | 'same' | 'mapping';
  /** JAGGAER's custom field for accounts. */
  accountField: string;
  /** JAGGAER's custom fields for dimensions, by the ERP's name of the dimension in lower case. */
  dimensionFields: ReadonlyMap<string, string>;
  /** Mapping rows `{kind, scope, from, to, validFrom}`. */
  rows(): readonly Json[];
}

/** Codes of one split, by JAGGAER's custom field. */
export type Codes = Array<{ field: string; value: string }>;

/** What a line of an order is coded to, split by split; empty where nothing is written. @throws Refusal */
export function codesOfLine(order: PurchaseOrder, line: PurchaseOrderLine, rules: CodingRules): Codes[] {
  if (rules.codes === 'none' || line.cancelled) return [];
  return line.splits
    .map((split) => codesOfSplit(order, line, split, rules))
    .filter(({ length }) => length > 0);
}

function codesOfSplit(
  order: PurchaseOrder,
  line: PurchaseOrderLine,
  { erpAccount, erpDimensions }: Split,
  rules: CodingRules,
): Codes {
  const place = `line ${line.number} of purchase order ${order.number}`;
  const day = order.date ?? '9999-12-31';
  const codes: Codes = [];
  if (rules.accountField !== '') {
    if (erpAccount === null) throw noAccount(place, line);
    const wanted = { kind: 'account', scope: '', field: rules.accountField, code: erpAccount } as const;
    codes.push({ field: rules.accountField, value: valueOf(wanted, rules, day, place) });
  }
  for (const [name, code] of Object.entries(erpDimensions)) {
    const field = rules.dimensionFields.get(name.toLowerCase());
    if (field === undefined) continue;
    const value = valueOf({ kind: 'dimension', scope: name, field, code }, rules, day, place);
    // a row may say that this code stands for none in JAGGAER
    if (value !== '') codes.push({ field, value });
  }
  return codes;
}

interface Wanted {
  kind: 'account' | 'dimension';
  /** The dimension; '' for accounts. */
  scope: string;
  /** JAGGAER's custom field. */
  field: string;
  /** The ERP's code. */
  code: string;
}

/** @throws Refusal where no row, or more than one of JAGGAER's codes, leads to it */
function valueOf(wanted: Wanted, { codes, rows }: CodingRules, day: string, place: string): string {
  const { kind, scope, field, code } = wanted;
  if (codes === 'same') return code;
  const all = rows().map(readRow);
  const named = all.filter((row) => row.kind === 'tojaggaer' && sameName(row.scope, scope || 'account'));
  const chosen = valid(named, day).get(code);
  if (chosen !== undefined) return chosen;
  // a row for another segment of JAGGAER's is not about this field
  const own = all.filter(
    (row) =>
      row.kind === kind && (sameName(row.scope, scope) || (kind === 'account' && sameName(row.scope, field))),
  );
  const found = [...valid(own, day)].filter(([, to]) => to === code).map(([from]) => from);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const what = kind === 'account' ? `GL account ${code}` : `${scope} ${code}`;
  const which = found.length === 0 ? 'no mapping row leads to it' : `it is mapped from ${found.join(', ')}`;
  throw new Refusal(
    held(
      found.length === 0 ? `unmapped.${kind}` : 'mapping.several',
      `JAGGAER’s ${field} for ${what}, ${place}, is not known: ${which}.`,
      `Add a mapping row of kind toJaggaer, scope ${scope || 'account'}, from ${code} to JAGGAER’s code. The order is tried again by itself.`,
      'mapping',
    ),
  );
}

interface Row {
  kind: string;
  scope: string;
  from: string;
  to: string;
  validFrom: string;
}

function readRow(row: Json): Row {
  const cells = new Map(Object.entries(row).map(([name, value]) => [bare(name), value]));
  const text = (name: string): string => {
    const value = cells.get(name);
    return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  };
  return {
    ...{ kind: bare(text('kind')), scope: text('scope'), from: text('from'), to: text('to') },
    validFrom: text('validfrom').slice(0, 10),
  };
}

/** The target of each code on a day: the latest row counts. */
function valid(rows: Row[], day: string): Map<string, string> {
  const begun = rows.filter(({ validFrom }) => validFrom <= day);
  const sorted = begun.sort((a, b) => a.validFrom.localeCompare(b.validFrom));
  return new Map(sorted.map(({ from, to }) => [from, to]));
}

const bare = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
const sameName = (a: string, b: string): boolean => bare(a) === bare(b);

const noAccount = (place: string, { erpItem }: PurchaseOrderLine): Refusal =>
  new Refusal(
    held(
      'order.account',
      `No GL account is known for ${place}${erpItem === null ? '' : `: item ${erpItem} has none, or cannot be read`}.`,
      'Give the item its account in the ERP, or let the user of the credential read items.',
      'erp',
    ),
  );

/**
 * The accounting splits as JAGGAER's invoices have them; null for a line without codes. An amount is shared out by amounts
 * where there are several.
 */
export function splitGroupsOf(line: PurchaseOrderLine, codes: readonly Codes[]): object | null {
  if (codes.length === 0) return null;
  const isShared = codes.length > 1;
  const splittableFieldIndex = codes.map((each, at) => ({
    ...(isShared && { splitIndex: at + 1, distributionValue: Number(line.splits[at]?.amount ?? 0) }),
    customFieldValueList: {
      customFieldValue: each.map(({ field, value }) => ({ internalName: field, value })),
    },
  }));
  const set = {
    ...{ context: 'Line', ...(isShared && { distributionType: 'AmountOfPrice' }) },
    splittableFieldIndexList: { splittableFieldIndex },
  };
  return { splittableFieldSetGroup: [{ splittableFieldIndexSet: [set] }] };
}

/** The code that JAGGAER shows in a field, split by split. */
export const shownCode = (segments: readonly Segment[] | undefined, field: string): string =>
  (segments ?? []).find(({ name }) => sameName(name, field))?.value ?? '';
