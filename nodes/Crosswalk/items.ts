/** From what a purchase order line orders to the ERP's item. */
import type { PurchaseOrderLine } from '../shared/documents';
import { sum } from '../shared/money';
import type { Desk } from './accounting';
import { accountCode } from './accounting';
import { cleanCode } from './cleaning';
import { settle } from './findings';
import type { ItemKey } from './rows';
import { ITEM_KEYS } from './rows';
import type { Answer } from './table';

/**
 * By catalogue number, else commodity code, else the GL account of the first split: the first that the table knows
 * decides. What no row maps goes by the rule for items.
 */
export function mapItem(line: PurchaseOrderLine, desk: Desk): string | null {
  const { table, rules, date, findings } = desk;
  const codes = ITEM_KEYS.map((key) => ({ key, code: codeOf(line, key, desk) })).filter(
    ({ code }) => code !== '',
  );
  const answers = codes.map((each) => ({ ...each, answer: table.look('item', each.key, each.code, date) }));
  const hit = answers.find(({ answer }) => answer.found !== 'none');
  const { key, code } = hit ?? codes[0] ?? { key: ITEM_KEYS[0], code: '' };
  const answer: Answer = hit?.answer ?? { found: 'none' };
  const value = sum(line.splits.map(({ amount }) => amount));
  const name = `line ${line.number}: ${line.description}`;
  return settle(answer, { kind: 'item', code, scope: key, name, value }, rules.fallbacks.item, findings);
}

function codeOf(line: PurchaseOrderLine, key: ItemKey, { rules }: Desk): string {
  if (key !== 'account') return cleanCode('item', null, line[key], rules.cleaning);
  const [split] = line.splits;
  return split ? accountCode(split, rules).code : '';
}
