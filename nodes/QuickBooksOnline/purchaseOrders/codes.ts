/** The lists that orders point into, read once, and what a mapping's codes mean in them. */
import type { PurchaseOrder } from '../../shared/documents';
import { Refusal, held } from '../../shared/outcome';
import { Directory } from '../ledger/directory';
import type { Listed } from '../ledger/directory';
import type { Connection } from '../transport/connection';
import { ALSO_INACTIVE, query } from '../transport/query';
import type { Json } from '../transport/wire';
import { isActive, refAt, textAt } from '../transport/wire';
import type { OrderCodes } from './wanted';

export interface CodeSettings {
  /** Accounts payable account by its number, name or id; '' takes the only one of the currency. */
  payable: string;
  /** Item of lines without account and item. */
  item: string;
}

/** Reads the lists that these orders need. @throws Refusal, SignInRefused, NoAnswer */
export async function readCodes(
  connection: Connection,
  orders: PurchaseOrder[],
  settings: CodeSettings,
): Promise<OrderCodes> {
  const lines = orders.flatMap((order) => order.lines);
  const splits = lines.flatMap((line) => line.splits);
  const read = (entity: string) => query(connection, { entity, where: [ALSO_INACTIVE] });
  const some = async (entity: string, isNeeded: boolean) =>
    new Directory(isNeeded ? (await read(entity)).map(listed) : []);
  const accountRows = await read('Account');
  const accounts = new Directory(accountRows.map(listed));
  const vendors = new Directory((await read('Vendor')).map(listed), { byName: false });
  const isItem = settings.item !== '' || lines.some(({ erpItem }) => (erpItem ?? '') !== '');
  const items = await some('Item', isItem);
  const classes = await some(
    'Class',
    splits.some(({ erpDimensions }) => (erpDimensions.class ?? '') !== ''),
  );
  const terms = await some(
    'Term',
    orders.some(({ erpTerms }) => (erpTerms ?? '') !== ''),
  );
  return {
    vendor: (code) => idOf(vendors, code, { word: 'vendor', cause: 'erp.vendor' }),
    account: (code) => idOf(accounts, code, { word: 'account', cause: 'erp.account' }),
    item: (code) => idOf(items, code, { word: 'item', cause: 'erp.item' }),
    class: (code) => idOf(classes, code, { word: 'class', cause: 'erp.dimension' }),
    term: (code) => idOf(terms, code, { word: 'term', cause: 'erp.terms' }),
    payable: (currency) =>
      settings.payable === ''
        ? onlyPayable(accountRows, currency)
        : idOf(accounts, settings.payable, { word: 'account', cause: 'erp.account' }),
  };
}

const listed = (row: Json): Listed => ({
  id: textAt(row, 'Id'),
  number: textAt(row, 'AcctNum'),
  name: textAt(row, 'FullyQualifiedName') || textAt(row, 'DisplayName') || textAt(row, 'Name'),
  active: isActive(row),
});

/** @throws Refusal where the list has none, or several, or the one is inactive */
function idOf(
  list: Directory<Listed>,
  code: string,
  { word, cause }: { word: string; cause: string },
): string {
  const found = list.one(code, word);
  if (!found) {
    const reason = `QuickBooks Online has no ${word} ${code}.`;
    throw new Refusal({ ...MAPPING, cause, reason });
  }
  if (found.active) return found.id;
  const reason = `The ${word} ${found.name} (id ${found.id}) is inactive in QuickBooks Online.`;
  throw new Refusal({ ...MAPPING, cause: 'erp.reference', reason });
}

const MAPPING = held(
  'erp.reference',
  '',
  'Correct the mapping row, or make the record active in QuickBooks Online.',
  'mapping',
);

/** Required on orders, and in the order's currency (source: API-ref PurchaseOrder). */
function onlyPayable(accounts: Json[], currency: string | null): string {
  const payable = accounts.filter(
    (account) =>
      isActive(account) &&
      textAt(account, 'AccountType') === 'Accounts Payable' &&
      (currency === null || ['', currency].includes(refAt(account, 'CurrencyRef'))),
  );
  const [only, ...others] = payable;
  if (only && others.length === 0) return textAt(only, 'Id');
  const names = payable.map((account) => `${textAt(account, 'Name')} (id ${textAt(account, 'Id')})`);
  throw new Refusal(
    held(
      'setting.payable',
      `QuickBooks Online has ${payable.length} accounts payable accounts in ${currency ?? 'its currency'}${names.length > 0 ? `: ${names.join(', ')}` : ''}.`,
      'Name the one that orders go to under Accounts Payable Account in the node’s options.',
      'support',
    ),
  );
}
