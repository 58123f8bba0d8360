/** Puts a division's masters in place, and changes them on order. */
import { placeEntry } from './entries';
import { placeOrder } from './orders';
import type { Row } from './records';
import { schemaOf } from './schema';
import type {
  SeedAccount,
  SeedCode,
  SeedDivision,
  SeedGlAccount,
  SeedItem,
  SeedJournal,
  SeedPeriod,
} from './seed';
import type { Division, World } from './world';
import { add, change, day, guidOf, tableOf } from './world';

/** What an order may change of a division's masters. */
export type MastersOrder = Partial<Omit<SeedDivision, 'code' | 'orders' | 'entries'>>;

export function fillDivision(world: World, division: Division): void {
  putMasters(world, division, division.seed);
  for (const order of division.seed.orders) placeOrder(world, division, order);
  for (const entry of division.seed.entries) placeEntry(world, division, entry);
}

/** Adds masters or changes those with the same code. */
export function putMasters(world: World, division: Division, given: MastersOrder): void {
  const put = (path: string, fields: Row): Row => putRow(world, division, path, fields);
  if (given.periods) putPeriods(put, division, given.periods);
  for (const { percentage, type, ...code } of given.vatCodes ?? [])
    put('vat/VATCodes', {
      ...{ ...codeOf(code), Percentage: percentage, Type: type, IsBlocked: false, Charged: false },
      ...{ VATTransactionType: 'B', ...code.fields },
    });
  for (const account of given.glAccounts ?? []) put('financial/GLAccounts', glAccount(account));
  for (const { days, endOfMonths = 0, ...code } of given.conditions ?? [])
    put('cashflow/PaymentConditions', {
      ...{ ...codeOf(code), PaymentDays: days, PaymentEndOfMonths: endOfMonths, PaymentMethod: 'B' },
      ...code.fields,
    });
  for (const journal of given.journals ?? []) put('financial/Journals', journalOf(journal));
  for (const code of given.costCenters ?? [])
    put('hrm/Costcenters', { ...codeOf(code), Active: true, ...code.fields });
  for (const code of given.costUnits ?? []) put('hrm/Costunits', { ...codeOf(code), ...code.fields });
  for (const item of given.items ?? []) put('logistics/Items', itemOf(division, item));
  for (const account of given.accounts ?? []) putAccount(put, division, account);
}

/** By code; the key is the same on each run. */
export function putRow(world: World, division: Division, path: string, fields: Row): Row {
  const known = tableOf(division, path).find('Code', fields.Code);
  if (known) return change(world, division, path, known, fields);
  const { key } = schemaOf(path);
  const made = guidOf(`${division.code} ${path} code ${String(fields.Code)}`);
  return add(world, division, path, { [key]: made, ...fields });
}

type Put = (path: string, fields: Row) => Row;
const codeOf = ({ code, description }: SeedCode): Row => ({ Code: code, Description: description });

const glAccount = ({ code, description, ...more }: SeedGlAccount): Row => ({
  ...{ Code: code, Description: description, Type: more.type ?? 121, IsBlocked: more.blocked ?? false },
  ...{ BalanceSide: 'D', BalanceType: (more.type ?? 121) < 90 ? 'B' : 'W', VATCode: more.vatCode ?? null },
  ...{ UseCostcenter: more.useCostcenter ?? 0, UseCostunit: more.useCostunit ?? 0, ...more.fields },
});

const journalOf = ({ code, description, type, currency, variable = true, fields }: SeedJournal): Row => ({
  ...{ Code: code, Description: description, Type: type, Currency: currency ?? null, IsBlocked: false },
  ...{ AllowVariableCurrency: variable, AllowVariableExchangeRate: variable, ...fields },
});

function itemOf(division: Division, { unit = 'stuk', costs, stock, ...code }: SeedItem): Row {
  const account = (text: string | undefined) => tableOf(division, 'financial/GLAccounts').find('Code', text);
  const [ofCosts, ofStock] = [account(costs), account(stock)];
  return {
    ...{ ...codeOf(code), Unit: unit, IsPurchaseItem: true, IsFractionAllowedItem: true },
    ...{ GLCosts: ofCosts?.ID ?? null, GLCostsCode: ofCosts?.Code ?? null },
    ...{ GLStock: ofStock?.ID ?? null, GLStockCode: ofStock?.Code ?? null },
    ...code.fields,
  };
}

function putAccount(put: Put, division: Division, account: SeedAccount): void {
  const {
    code,
    name,
    supplier = false,
    blocked = false,
    endDate,
    currency,
    condition,
    bank,
    fields,
  } = account;
  const row = put('crm/Accounts', {
    ...{ Code: code, Name: name, IsSupplier: supplier, Blocked: blocked, Type: 'A', Status: 'A' },
    // not the sign of a supplier: it was seen as true beside IsSupplier false [recorded]
    ...{ IsPurchase: true, IsSales: !supplier, StartDate: day('2020-01-01') },
    ...{ EndDate: endDate === undefined ? null : day(endDate), PurchaseCurrency: currency ?? null },
    ...{ PaymentConditionPurchase: condition ?? null, Country: division.seed.country, ...fields },
  });
  if (!bank) return;
  put('crm/BankAccounts', {
    ...{ ID: guidOf(`${division.code} bank ${code}`), Account: row.ID ?? null, AccountName: name },
    ...{ BankAccount: bank.iban, IBAN: bank.iban, BICCode: bank.bic, Main: true },
  });
}

/** Open or closed is not shown by the endpoint, and decided when somebody posts. */
function putPeriods(put: Put, division: Division, periods: SeedPeriod[]): void {
  const named = new Map(division.seed.periods.map((one) => [`${one.year}-${one.period}`, one]));
  for (const one of periods) named.set(`${one.year}-${one.period}`, one);
  division.seed.periods = [...named.values()];
  const known = tableOf(division, 'financial/FinancialPeriods');
  for (const { year, period, from, to } of periods) {
    const ID = guidOf(`${division.code} period ${year}-${period}`);
    if (known.get(ID)) continue;
    put('financial/FinancialPeriods', {
      ...{ ID, FinYear: year, FinPeriod: period, StartDate: day(from), EndDate: day(to) },
    });
  }
}
