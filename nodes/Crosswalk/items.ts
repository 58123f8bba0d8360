/** From what a purchase order line orders to the ERP's item. */
import type { PurchaseOrderLine, Split } from '../shared/documents';
import { sum } from '../shared/money';
import type { Desk } from './accounting';
import { cleanCode } from './cleaning';
import { settle } from './findings';
import type { ItemKey } from './rows';
import type { Answer } from './table';

interface Found {
  key: ItemKey;
  code: string;
  answer: Answer;
}

const NONE: Answer = { found: 'none' };

/** What the rows say by catalogue number, else by commodity code; the first that the table knows decides. */
export function findItem(line: PurchaseOrderLine, { table, rules, date }: Desk): Found {
  const found = (['catalogNumber', 'commodityCode'] as const).map((key): Found => {
    const code = cleanCode('item', null, line[key], rules.cleaning);
    return { key, code, answer: code === '' ? NONE : table.look('item', key, code, date) };
  });
  const named = found.find(({ code }) => code !== '');
  return found.find(({ answer }) => answer.found !== 'none') ?? named ?? EMPTY;
}

const EMPTY: Found = { key: 'catalogNumber', code: '', answer: NONE };

/** The item: as found, else by the ERP's account of the first split, else by the rule for items. */
export function settleItem(
  { key, code, answer }: Found,
  line: PurchaseOrderLine,
  splits: Split[],
  desk: Desk,
): string | null {
  const { table, rules, date, findings } = desk;
  const account = splits[0]?.erpAccount ?? '';
  const byAccount =
    answer.found === 'none' && account !== '' ? table.look('item', 'account', account, date) : NONE;
  const isByAccount = byAccount.found !== 'none' || (code === '' && account !== '');
  const facts = {
    kind: 'item',
    code: isByAccount ? account : code,
    scope: isByAccount ? 'account' : key,
    name: `line ${line.number}: ${line.description}`,
    value: sum(line.splits.map(({ amount }) => amount)),
  } as const;
  return settle(isByAccount ? byAccount : answer, facts, rules.fallbacks.item, findings);
}
