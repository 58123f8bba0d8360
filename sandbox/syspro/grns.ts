/** Matching an invoice to goods received: no purchase order is named, only its GRNs [XSD]. */
import Big from 'big.js';
import type { XmlNode } from '../kit/xml';
import { PartReader } from './input';
import type { Problem } from './problems';
import { sim } from './problems';
import type { Settings } from './switches';
import type { Row } from './tables';
import { big, filled, money } from './values';
import type { World } from './world';
import { put, showSupplier, supplierKey, tableOf } from './world';

export interface Match {
  grn: Row;
  /** Supplier's currency [inferred]. */
  value: Big;
  /** Nothing of it can be matched any more. */
  closes: boolean;
}

const ORDER = ['GrnDetailKey', 'GrnSupplier', 'GrnGrn', 'GrnFlag', 'GrnJournal', 'GrnEntry', 'GrnMatchType'];

export const grnNumber = (number: string): string => filled(number, 9);
export const outstanding = (grn: Row): Big => big(grn.CurGrnValue).minus(big(grn.MatchedValue));

/** Its layout is not public: supplier, GRN, source, journal and entry, as in a comment of a client [MEG; inferred]. */
export const detailKey = (world: World, grn: Row): string =>
  [
    showSupplier(world, grn.Supplier ?? ''),
    grn.Grn,
    grn.GrnSource,
    filled(grn.Journal ?? '', 5),
    filled(grn.JournalEntry ?? '', 5),
  ].join('');

/** The five selectors are the key of the table [COL]. */
function findGrn(world: World, reader: PartReader): Row | undefined {
  const table = tableOf(world, 'GrnDetails');
  const key = reader.text('GrnDetailKey');
  if (key !== '') return table.all().find((grn) => detailKey(world, grn) === key);
  const journal = filled(reader.text('GrnJournal'), 1);
  const entry = filled(reader.text('GrnEntry'), 1);
  const supplier = supplierKey(world, reader.text('GrnSupplier'));
  return table.get(supplier, grnNumber(reader.text('GrnGrn')), reader.text('GrnFlag'), journal, entry);
}

/** @param taken what the same invoice has matched already, by GRN */
export function readMatch(
  node: XmlNode,
  supplier: string,
  taken: Map<Row, Big>,
  world: World,
  settings: Settings,
): { match: Match | null; problems: Problem[] } {
  const reader = new PartReader(node, 'GrnDetails', settings, ORDER);
  const grn = findGrn(world, reader);
  const name = reader.text('GrnDetailKey') || reader.text('GrnGrn');
  const wrong = (text: string) => {
    reader.add(sim('grn', 'GrnGrn', name, `GRN '${name}' ${text}`));
    return { match: null, problems: reader.problems };
  };
  if (!grn) return wrong('not found');
  if (grn.Supplier !== supplier) return wrong('is of another supplier');
  const left = outstanding(grn).minus(taken.get(grn) ?? 0);
  if (grn.GrnMatchedFlag === 'Y' || left.lte(0)) return wrong('is matched already');
  const type = reader.oneOf('GrnMatchType', ['P', 'U', 'O']);
  const given = reader.number(type === 'U' ? 'GrnMatchValue' : 'GrnPartialMatchValue');
  // O closes it at what is outstanding, whatever value is given [XSD, MEG]
  const value = type === 'O' ? left : given;
  if (!value || value.lt(0)) return wrong('needs a value to be matched');
  if (type === 'P' && value.gt(left)) return wrong(`has only ${money(left)} outstanding`);
  taken.set(grn, (taken.get(grn) ?? new Big(0)).plus(value));
  return { match: { grn, value, closes: type !== 'P' || value.eq(left) }, problems: reader.problems };
}

export function bookMatches(world: World, matches: Match[]): void {
  for (const { grn, value, closes } of matches) {
    const now = tableOf(world, 'GrnDetails').get(...grnKey(grn)) ?? grn;
    put(world, 'GrnDetails', {
      ...now,
      MatchedValue: money(big(now.MatchedValue).plus(value)),
      ...(closes && { GrnMatchedFlag: 'Y' }),
    });
  }
}

export const grnKey = (grn: Row): string[] =>
  ['Supplier', 'Grn', 'GrnSource', 'Journal', 'JournalEntry'].map((name) => grn[name] ?? '');
