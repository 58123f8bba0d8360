/** What the validation of a batch needs: one question for each list, and orders by their numbers. */
import type { BookedBill } from '../../shared/booking';
import type { Connection } from '../transport/connection';
import { ALSO_INACTIVE, query } from '../transport/query';
import { readCompany, readPreferences } from '../transport/session';
import type { Json } from '../transport/wire';
import { asObject, isActive, refAt, rowsAt, textAt } from '../transport/wire';
import type { Listed } from './directory';
import { Directory } from './directory';
import type { OrderBook } from './orderBook';
import { readOrders } from './orderBook';
import type { QuickBooksSettings } from './settings';

export interface VendorMaster extends Listed {
  currency: string;
}

export interface AccountMaster extends Listed {
  /** One of sixteen, as `Expense`. */
  type: string;
  currency: string;
}

export interface ItemMaster extends Listed {
  /** Account that purchases of it are booked on; '' where it cannot be purchased. */
  account: string;
}

export interface TaxCodeMaster extends Listed {
  /** Rates on purchases, by id, with their percentages. */
  rates: Array<{ id: string; percent: string }>;
}

/** Of CompanyInfo and Preferences (source: reference 3.6). */
export interface Company {
  homeCurrency: string;
  isMultiCurrency: boolean;
  /** Tax on purchases, outside of the US. */
  hasTax: boolean;
  hasDepartments: boolean;
  /** The company's own word for departments, as Location or Store. */
  departmentWord: string;
  hasClasses: boolean;
  /** The last day of the closed books; '' where they never were closed. */
  closedThrough: string;
  /** Whether vendor credits keep the number that they are sent with. */
  keepsNumbers: boolean;
}

/** A list is null where no document of the batch needs it. */
export interface Masters {
  company: Company;
  vendors: Directory<VendorMaster>;
  accounts: Directory<AccountMaster>;
  departments: Directory<Listed> | null;
  classes: Directory<Listed> | null;
  terms: Directory<Listed> | null;
  items: Directory<ItemMaster> | null;
  taxCodes: Directory<TaxCodeMaster> | null;
  /** Projects among them. */
  customers: Directory<Listed> | null;
  orders: OrderBook;
}

/** What looking bills up needs already. */
export type Basics = Pick<Masters, 'company' | 'vendors'>;

/** @throws Refusal, SignInRefused, NoAnswer */
export async function readBasics(connection: Connection): Promise<Basics> {
  const info = await readCompany(connection);
  const preferences = await readPreferences(connection);
  return { company: companyOf(info, preferences), vendors: await readVendors(connection) };
}

/** By number and id: names of suppliers are no keys. @throws Refusal, SignInRefused, NoAnswer */
export async function readVendors(connection: Connection): Promise<Directory<VendorMaster>> {
  const rows = await readList(connection, 'Vendor', (row) => ({ currency: refAt(row, 'CurrencyRef') }));
  return new Directory(rows, { byName: false });
}

function companyOf(info: Json, preferences: Json): Company {
  const country = textAt(info, 'Country');
  const isOn = (path: string) => textAt(preferences, path) === 'true';
  const others = new Map(
    rowsAt(asObject(preferences.OtherPrefs), 'NameValue').map((one) => [
      textAt(one, 'Name'),
      textAt(one, 'Value'),
    ]),
  );
  const accounting = 'AccountingInfoPrefs';
  return {
    homeCurrency: textAt(preferences, 'CurrencyPrefs.HomeCurrency.value'),
    isMultiCurrency: isOn('CurrencyPrefs.MultiCurrencyEnabled'),
    hasTax: country !== 'US' && isOn('TaxPrefs.UsingSalesTax'),
    hasDepartments: isOn(`${accounting}.TrackDepartments`),
    departmentWord: textAt(preferences, `${accounting}.DepartmentTerminology`) || 'Location',
    hasClasses: isOn(`${accounting}.ClassTrackingPerTxn`) || isOn(`${accounting}.ClassTrackingPerTxnLine`),
    closedThrough: textAt(preferences, `${accounting}.BookCloseDate`).slice(0, 10),
    keepsNumbers: others.get('VendorAndPurchasesPrefs.UseCustomTxnNumbers') !== 'false',
  };
}

/** @throws Refusal, SignInRefused, NoAnswer */
export async function readMasters(
  connection: Connection,
  basics: Basics,
  bills: BookedBill[],
  settings: QuickBooksSettings,
): Promise<Masters> {
  const accounts = await readList(connection, 'Account', (row) => ({
    type: textAt(row, 'AccountType'),
    currency: refAt(row, 'CurrencyRef'),
  }));
  const lines = bills.flatMap((bill) => bill.lines);
  const orders = await readOrders(connection, basics, bills, settings);
  const named = async (entity: string, isNeeded: boolean) =>
    isNeeded ? new Directory(await readList(connection, entity, () => ({}))) : null;
  const { company } = basics;
  const header = [...settings.header.values()];
  const hasDepartments =
    bills.some((bill) => bill.entity) ||
    header.some(({ DepartmentRef }) => DepartmentRef !== '') ||
    lines.some((line) => departmentOf(line) !== '');
  return {
    ...basics,
    accounts: new Directory(accounts),
    departments: await named('Department', company.hasDepartments && hasDepartments),
    classes: await named('Class', company.hasClasses && lines.some((line) => classOf(line) !== '')),
    terms: await named(
      'Term',
      bills.some(({ invoice }) => invoice.erpTerms) || header.some(({ SalesTermRef }) => SalesTermRef !== ''),
    ),
    items: orders.hasItems
      ? new Directory(
          await readList(connection, 'Item', (row) => ({ account: refAt(row, 'ExpenseAccountRef') })),
        )
      : null,
    taxCodes:
      company.hasTax && bills.some((bill) => bill.taxes.length > 0) ? await readTaxCodes(connection) : null,
    customers: await named(
      'Customer',
      [...settings.lines.values()].flat().some(({ column }) => column === 'CustomerRef'),
    ),
    orders,
  };
}

type Coded = { dimensions: Record<string, string> };

const dimension = (line: Coded, ...names: string[]): string =>
  Object.entries(line.dimensions).find(
    ([name, code]) => code !== '' && names.includes(name.trim().toLowerCase()),
  )?.[1] ?? '';

/** A line's code of a location, which QBO's API calls department. */
export const departmentOf = (line: Coded): string => dimension(line, 'department', 'location');
export const classOf = (line: Coded): string => dimension(line, 'class');
export const isKnownDimension = (name: string): boolean =>
  ['department', 'location', 'class'].includes(name.trim().toLowerCase());

async function readList<T extends object>(
  connection: Connection,
  entity: string,
  more: (row: Json) => T,
): Promise<Array<Listed & T>> {
  const rows = await query(connection, { entity, where: [ALSO_INACTIVE] });
  return rows.map((row) => ({
    ...more(row),
    id: textAt(row, 'Id'),
    number: textAt(row, 'AcctNum'),
    name: textAt(row, 'FullyQualifiedName') || textAt(row, 'DisplayName') || textAt(row, 'Name'),
    active: isActive(row),
  }));
}

async function readTaxCodes(connection: Connection): Promise<Directory<TaxCodeMaster>> {
  const rates = await query(connection, { entity: 'TaxRate', where: [ALSO_INACTIVE] });
  const percents = new Map(rates.map((row) => [textAt(row, 'Id'), textAt(row, 'RateValue')]));
  const codes = await readList(connection, 'TaxCode', (row) => ({
    rates: rowsAt(asObject(row.PurchaseTaxRateList), 'TaxRateDetail').map((detail) => {
      const id = refAt(detail, 'TaxRateRef');
      return { id, percent: percents.get(id) ?? '0' };
    }),
  }));
  return new Directory(codes);
}
