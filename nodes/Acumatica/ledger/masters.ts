/** Reads in bulk, once for an execution, what the validation of a batch needs. */
import type { BookedBill } from '../../shared/booking';
import type { Decimal } from '../../shared/money';
import { readDecimal } from '../../shared/money';
import { Refusal } from '../../shared/outcome';
import type { Period, PeriodPolicy } from '../../shared/period';
import { postingDate } from '../../shared/period';
import { recover } from '../../shared/recover';
import type { Connection } from '../transport/connection';
import { listAll } from '../transport/list';
import type { Query } from '../transport/query';
import { equals, orFilters } from '../transport/query';
import type { Plain } from '../transport/wire';
import { flag, rows, text } from '../transport/wire';
import { readBranches } from './branches';
import { readPeriods } from './periods';
import type { AcumaticaSettings } from './settings';

export interface VendorMaster {
  id: string;
  name: string;
  status: string;
  currency: string;
  currencyOverride: boolean;
}

export interface AccountMaster {
  code: string;
  active: boolean;
  usesDefaultSubaccount: boolean;
}

export interface OrderMaster {
  type: string;
  number: string;
  status: string;
  vendor: string;
  lines: OrderLineMaster[];
}

export interface OrderLineMaster {
  number: number;
  type: string;
  quantity: Decimal | null;
  received: Decimal | null;
  cost: Decimal | null;
  cancelled: boolean;
}

export interface Masters {
  vendors: Map<string, VendorMaster>;
  accounts: Map<string, AccountMaster>;
  /** Active by code; null where the tenant keeps no subaccounts, or this user may not see them. */
  subaccounts: Map<string, boolean> | null;
  periods: Period[];
  /** Decimal places by currency; null where unreadable. */
  currencies: Map<string, { active: boolean; places: number }> | null;
  branches: Set<string> | null;
  orders: Map<string, OrderMaster[]>;
}

/** Codes are compared without case and outer spaces, as the database does. */
export const codeOf = (code: string): string => code.trim().toUpperCase();

/** A subaccount may be written with its mask or without: 000-000 is 000000. */
export const bareCodeOf = (code: string): string => codeOf(code).replace(/[^\p{L}\p{N}]/gu, '');

/** Beyond this many filtered reads the whole list is the cheaper way. */
const FILTERED_READS = 6;

/** @throws Refusal where a list that cannot be done without is out of reach; SignInRefused; NoAnswer */
export async function readMasters(
  connection: Connection,
  bills: BookedBill[],
  settings: AcumaticaSettings,
): Promise<Masters> {
  const lines = bills.flatMap((bill) => bill.lines);
  const named = [settings.defaultSubaccount, ...lines.map((line) => line.dimensions.subaccount ?? '')];
  const orders =
    settings.purchaseOrders === 'text' ? [] : lines.map((line) => line.purchaseOrder?.number ?? '');
  const vendors = await readCodes(
    connection,
    'Vendor',
    'VendorID',
    bills.map((bill) => bill.vendor),
    [...['VendorName', 'Status', 'CurrencyID', 'EnableCurrencyOverride']],
  );
  const accounts = await readCodes(
    connection,
    'Account',
    'AccountCD',
    lines.map((line) => line.account),
    [...['Active', 'UseDefaultSubaccount']],
  );
  return {
    vendors: index(vendors, 'VendorID', readVendor),
    accounts: index(accounts, 'AccountCD', (row) => ({
      code: text(row, 'AccountCD'),
      active: flag(row, 'Active'),
      usesDefaultSubaccount: flag(row, 'UseDefaultSubaccount'),
    })),
    subaccounts: await ifAllowed(() => readSubaccounts(connection, named)),
    periods: await readPeriods(connection, yearsOf(bills, settings.period)),
    currencies: await ifAllowed(() => readCurrencies(connection, bills)),
    branches: bills.some((bill) => bill.entity) ? await ifAllowed(() => readBranches(connection)) : null,
    orders: groupOrders(await readOrders(connection, orders)),
  };
}

const ifAllowed = async <T>(read: () => Promise<T>): Promise<T | null> =>
  await recover(read, Refusal, () => null);

async function readCodes(
  connection: Connection,
  entity: string,
  key: string,
  codes: string[],
  fields: string[],
): Promise<Plain[]> {
  const wanted = [...new Set(codes.map((code) => code.trim()))].filter((code) => code !== '');
  if (wanted.length === 0) return [];
  const query: Query = { select: [key, ...fields] };
  const filters = orFilters(
    wanted.map((code) => equals(key, code)),
    { ...query, top: 1000 },
  );
  if (filters.length > FILTERED_READS) return await listAll(connection, entity, query);
  const found: Plain[] = [];
  for (const filter of filters) found.push(...(await listAll(connection, entity, { ...query, filter })));
  return found;
}

const index = <T>(list: Plain[], key: string, read: (row: Plain) => T): Map<string, T> =>
  new Map(list.map((row) => [codeOf(text(row, key)), read(row)]));

const readVendor = (row: Plain): VendorMaster => ({
  id: text(row, 'VendorID'),
  name: text(row, 'VendorName'),
  status: text(row, 'Status'),
  currency: text(row, 'CurrencyID'),
  currencyOverride: flag(row, 'EnableCurrencyOverride'),
});

/** With the feature off there is one default subaccount at most: then nothing is to be asked for. */
async function readSubaccounts(
  connection: Connection,
  codes: string[],
): Promise<Map<string, boolean> | null> {
  const spellings = codes.flatMap((code) => [code, bareCodeOf(code)]);
  const found = await readCodes(connection, 'Subaccount', 'SubaccountCD', spellings, ['Active']);
  if (found.length === 0 && codes.every((code) => code === '')) {
    const any = await listAll(connection, 'Subaccount', { select: ['SubaccountCD', 'Active'] }, { limit: 2 });
    if (any.length < 2) return null;
  }
  return new Map(found.map((row) => [bareCodeOf(text(row, 'SubaccountCD')), flag(row, 'Active')]));
}

async function readCurrencies(connection: Connection, bills: BookedBill[]) {
  const codes = bills.map((bill) => bill.currency);
  const found = await readCodes(connection, 'Currency', 'CurrencyID', codes, ['Active', 'DecimalPrecision']);
  return index(found, 'CurrencyID', (row) => ({
    active: flag(row, 'Active'),
    places: Number(readDecimal(row.DecimalPrecision) ?? '2'),
  }));
}

/** The years around the posting dates: fiscal years need not be calendar years. */
function yearsOf(bills: BookedBill[], policy: PeriodPolicy): string[] {
  const years = new Set<number>();
  for (const bill of bills) {
    const year = Number(postingDate(bill.invoice, policy)?.slice(0, 4));
    if (year > 0) [year - 1, year, year + 1].forEach((each) => years.add(each));
  }
  return [...years].sort((a, b) => a - b).map(String);
}

const ORDER_QUERY: Query = {
  expand: ['Details'],
  select: [
    ...['Type', 'OrderNbr', 'Status', 'VendorID', 'Details/LineNbr', 'Details/LineType', 'Details/OrderQty'],
    ...['Details/QtyOnReceipts', 'Details/ExtendedCost', 'Details/Cancelled'],
  ],
};

async function readOrders(connection: Connection, numbers: string[]): Promise<OrderMaster[]> {
  const wanted = [...new Set(numbers)].filter((number) => number !== '');
  const orders: OrderMaster[] = [];
  const filters = orFilters(
    wanted.map((number) => equals('OrderNbr', number)),
    { ...ORDER_QUERY, top: 1000 },
  );
  for (const filter of filters) {
    const page = await listAll(connection, 'PurchaseOrder', { ...ORDER_QUERY, filter });
    orders.push(...page.map(readOrder));
  }
  return orders;
}

const readOrder = (order: Plain): OrderMaster => ({
  type: text(order, 'Type'),
  number: text(order, 'OrderNbr'),
  status: text(order, 'Status'),
  vendor: text(order, 'VendorID'),
  lines: rows(order, 'Details').map((line) => ({
    number: Number(text(line, 'LineNbr')),
    type: text(line, 'LineType'),
    quantity: readDecimal(line.OrderQty),
    received: readDecimal(line.QtyOnReceipts),
    cost: readDecimal(line.ExtendedCost),
    // completed means received in full, and is what a billed line usually is
    cancelled: flag(line, 'Cancelled'),
  })),
});

function groupOrders(orders: OrderMaster[]): Map<string, OrderMaster[]> {
  const groups = new Map<string, OrderMaster[]>();
  for (const order of orders) {
    const number = codeOf(order.number);
    groups.set(number, [...(groups.get(number) ?? []), order]);
  }
  return groups;
}
