/**
 * What the validation of a batch needs. Suppliers and GL accounts by their codes, from the feeds where those are many;
 * short lists as a whole. Nothing is read that no bill of the batch names.
 */
import type { BookedBill } from '../../shared/booking';
import type { Decimal } from '../../shared/money';
import { readDecimal } from '../../shared/money';
import type { Connection } from '../transport/connection';
import { readFeed } from '../transport/feed';
import { accountCodeIs, guidIs, isGuid, numberIs, textIs } from '../transport/filter';
import { list, listAny } from '../transport/list';
import type { Json } from '../transport/wire';
import { dateAt, isTrue, textAt } from '../transport/wire';
import { costCodes } from './coding';
import type { ExactSettings } from './settings';

export interface SupplierMaster {
  /** GUID. */
  id: string;
  code: string;
  name: string;
  isSupplier: boolean;
  blocked: boolean;
  endDate: string | null;
  /** Whether it has a payment condition of its own. */
  hasCondition: boolean;
}

/** What an account wants of a cost center or unit, and its own, which a line without one takes (reference 3.6). */
export interface CostUse {
  rule: 'optional' | 'mandatory' | 'none';
  preset: string;
}

export interface AccountMaster {
  /** GUID. */
  id: string;
  code: string;
  name: string;
  type: string;
  blocked: boolean;
  /** '' for none. */
  vatCode: string;
  costCenter: CostUse;
  costUnit: CostUse;
}

export interface CostMaster {
  code: string;
  active: boolean;
  endDate: string | null;
}

export interface VatMaster {
  code: string;
  name: string;
  /** B base only, E excluding, I including, N none. */
  type: string;
  /** A fraction: 0.21. */
  percentage: Decimal;
  /** Reverse charge: the supplier gets none of it. */
  charged: boolean;
  blocked: boolean;
  forSalesOnly: boolean;
}

export interface JournalMaster {
  code: string;
  /** '' for the division's. */
  currency: string;
  takesCurrencies: boolean;
}

/** By code, in whatever case. */
export class ByCode<T> {
  private readonly rows = new Map<string, T>();

  constructor(records: readonly T[], codeOf: (record: T) => string) {
    for (const record of records) this.rows.set(codeOf(record).trim().toUpperCase(), record);
  }

  get = (code: string): T | undefined => this.rows.get(code.trim().toUpperCase());
}

/** By code or by GUID, both for looking up and for showing. */
export class Suppliers {
  private readonly byCode: ByCode<SupplierMaster>;
  private readonly byId: ByCode<SupplierMaster>;

  constructor(records: readonly SupplierMaster[]) {
    this.byCode = new ByCode(records, ({ code }) => code);
    this.byId = new ByCode(records, ({ id }) => id);
  }

  get = (code: string): SupplierMaster | undefined => this.byCode.get(code) ?? this.byId.get(code);

  /** The code that people know a supplier by; the GUID where it was not read. */
  word = (id: string): string => this.byId.get(id)?.code ?? id;
}

export interface Masters {
  /** The division's own. */
  currency: string;
  suppliers: Suppliers;
  accounts: ByCode<AccountMaster>;
  costCenters: ByCode<CostMaster>;
  costUnits: ByCode<CostMaster>;
  vatCodes: ByCode<VatMaster>;
  /** Purchase journals that are in use. */
  journals: JournalMaster[];
  conditions: ByCode<string>;
}

/** Beyond so many codes a feed of 1,000 rows a page is cheaper than asking for them. */
const MANY_SUPPLIERS = 60;
const MANY_ACCOUNTS = 150;

const SUPPLIER_FIELDS = [
  ...['ID', 'Code', 'Name', 'IsSupplier', 'Blocked', 'EndDate', 'PaymentConditionPurchase'],
];

/** Suppliers by their codes or GUIDs. @throws Refusal, SignInRefused, NoAnswer */
export async function readSuppliers(connection: Connection, codes: string[]): Promise<Suppliers> {
  const wanted = [...new Set(codes)];
  const rows =
    wanted.length > MANY_SUPPLIERS
      ? (await readFeed(connection, 'sync/CRM/Accounts', SUPPLIER_FIELDS)).rows
      : await listAny(
          connection,
          { path: 'crm/Accounts', select: SUPPLIER_FIELDS },
          wanted.map((code) => (isGuid(code) ? guidIs('ID', code) : accountCodeIs(code))),
        );
  return new Suppliers(rows.map(supplierOf));
}

const supplierOf = (row: Json): SupplierMaster => ({
  id: textAt(row, 'ID'),
  code: textAt(row, 'Code'),
  name: textAt(row, 'Name'),
  isSupplier: isTrue(row, 'IsSupplier'),
  blocked: isTrue(row, 'Blocked'),
  endDate: dateAt(row, 'EndDate'),
  hasCondition: textAt(row, 'PaymentConditionPurchase') !== '',
});

/** @throws Refusal, SignInRefused, NoAnswer */
export async function readMasters(
  connection: Connection,
  suppliers: Suppliers,
  bills: BookedBill[],
  settings: ExactSettings,
): Promise<Masters> {
  const accounts = await readAccounts(connection, bills);
  const costs = bills.flatMap((bill) => bill.lines.map((line) => costCodes(bill, line, settings)));
  const journals = await readJournals(connection);
  const isTaxed = settings.untaxedCode !== '' || bills.some(({ taxes }) => taxes.length > 0);
  const hasTerms = bills.some(({ invoice }) => invoice.erpTerms);
  return {
    ...{ suppliers, journals, accounts: new ByCode(accounts, ({ code }) => code) },
    costCenters: await readCosts(
      connection,
      'hrm/Costcenters',
      ['Active'],
      costs.map(({ costCenter }) => costCenter),
    ),
    costUnits: await readCosts(
      connection,
      'hrm/Costunits',
      [],
      costs.map(({ costUnit }) => costUnit),
    ),
    vatCodes: new ByCode(
      isTaxed || accounts.some(({ vatCode }) => vatCode !== '') ? await readVatCodes(connection) : [],
      ({ code }) => code,
    ),
    conditions: new ByCode(hasTerms ? await readConditions(connection) : [], (code) => code),
    currency: journals.some(({ takesCurrencies, currency }) => !takesCurrencies && currency === '')
      ? await readCurrency(connection)
      : '',
  };
}

const ACCOUNT_FIELDS = [
  ...['ID', 'Code', 'Description', 'Type', 'IsBlocked', 'VATCode', 'UseCostcenter', 'UseCostunit'],
  ...['Costcenter', 'Costunit'],
];

async function readAccounts(connection: Connection, bills: BookedBill[]): Promise<AccountMaster[]> {
  const codes = bills.flatMap(({ invoice, lines }) => [
    ...(invoice.erpInvoiceType === null ? [] : [invoice.erpInvoiceType]),
    ...lines.map(({ account }) => account),
  ]);
  const wanted = [...new Set(codes)].filter(Boolean);
  const rows =
    wanted.length > MANY_ACCOUNTS
      ? (await readFeed(connection, 'sync/Financial/GLAccounts', ACCOUNT_FIELDS)).rows
      : await listAny(
          connection,
          { path: 'financial/GLAccounts', select: ACCOUNT_FIELDS },
          wanted.map((code) => textIs('Code', code)),
        );
  return rows.map((row) => ({
    id: textAt(row, 'ID'),
    code: textAt(row, 'Code'),
    name: textAt(row, 'Description'),
    type: textAt(row, 'Type'),
    blocked: isTrue(row, 'IsBlocked'),
    vatCode: textAt(row, 'VATCode'),
    costCenter: { rule: ruleOf(row, 'UseCostcenter'), preset: textAt(row, 'Costcenter') },
    costUnit: { rule: ruleOf(row, 'UseCostunit'), preset: textAt(row, 'Costunit') },
  }));
}

/** 0 optional, 1 mandatory, 2 no (reference 3.6). */
function ruleOf(row: Json, name: string): CostUse['rule'] {
  const value = textAt(row, name);
  return value === '1' ? 'mandatory' : value === '2' ? 'none' : 'optional';
}

async function readCosts(
  connection: Connection,
  path: string,
  more: string[],
  codes: string[],
): Promise<ByCode<CostMaster>> {
  const rows = await listAny(
    connection,
    { path, select: ['Code', 'EndDate', ...more] },
    [...new Set(codes)].filter(Boolean).map((code) => textIs('Code', code)),
  );
  const records = rows.map((row) => ({
    code: textAt(row, 'Code'),
    active: !more.includes('Active') || isTrue(row, 'Active'),
    endDate: dateAt(row, 'EndDate'),
  }));
  return new ByCode(records, ({ code }) => code);
}

async function readVatCodes(connection: Connection): Promise<VatMaster[]> {
  const select = ['Code', 'Description', 'Percentage', 'Type', 'Charged', 'IsBlocked', 'VATTransactionType'];
  const rows = await list(connection, { path: 'vat/VATCodes', select });
  return rows.map((row) => ({
    code: textAt(row, 'Code'),
    name: textAt(row, 'Description'),
    type: textAt(row, 'Type'),
    percentage: readDecimal(row.Percentage) ?? '0',
    charged: isTrue(row, 'Charged'),
    blocked: isTrue(row, 'IsBlocked'),
    forSalesOnly: textAt(row, 'VATTransactionType') === 'S',
  }));
}

/** Type of purchase journals (reference 3.6). */
const PURCHASE = 22;

async function readJournals(connection: Connection): Promise<JournalMaster[]> {
  const select = ['Code', 'Currency', 'AllowVariableCurrency', 'IsBlocked'];
  const rows = await list(connection, {
    path: 'financial/Journals',
    select,
    filter: numberIs('Type', PURCHASE),
  });
  return rows
    .filter((row) => !isTrue(row, 'IsBlocked'))
    .map((row) => ({
      code: textAt(row, 'Code'),
      currency: textAt(row, 'Currency'),
      takesCurrencies: isTrue(row, 'AllowVariableCurrency'),
    }));
}

async function readConditions(connection: Connection): Promise<string[]> {
  const rows = await list(connection, { path: 'cashflow/PaymentConditions', select: ['Code'] });
  return rows.map((row) => textAt(row, 'Code'));
}

/** The division's own currency. */
async function readCurrency(connection: Connection): Promise<string> {
  const question = { path: 'hrm/Divisions', select: ['Code', 'Currency'] };
  const filter = numberIs('Code', Number(connection.division));
  const [row = {}] = await list(connection, { ...question, filter });
  return textAt(row, 'Currency');
}
