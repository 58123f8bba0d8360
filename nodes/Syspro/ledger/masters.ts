/** What the validation of a batch needs: one question for each list, in bulk. */
import type { BookedBill } from '../../shared/booking';
import type { SupplierKeys } from '../keys';
import { wholeKey } from '../keys';
import type { Connection } from '../transport/connection';
import { find, findAny } from '../transport/find';
import { query } from '../transport/request';
import type { Row } from '../transport/xml';
import { child, text } from '../transport/xml';
import { findCreditsOf } from './lookup';
import type { OrderBook } from './orderBook';
import { readOrders } from './orderBook';
import { costCentreOf, ledgerCodeOf } from './coding';
import { creditedNumber } from './credits';
import { plainNumber } from '../documents';
import type { Calendar } from './periods';
import { monthsApart, readCalendar } from './periods';
import type { SysproSettings } from './settings';

export interface SupplierMaster {
  /** As the tables have it. */
  key: string;
  name: string;
  currency: string;
  onHold: boolean;
}

export interface LedgerCode {
  description: string;
  onHold: boolean;
  needsAnalysis: boolean;
  category: string;
}

export interface Masters {
  keys: SupplierKeys;
  /** What makes two spellings of a supplier's code the same. */
  codeOf(code: string): string;
  suppliers: Map<string, SupplierMaster>;
  ledgerCodes: Map<string, LedgerCode>;
  /** `category|type|code`; null where no cost centre is an analysis code. */
  analysisCodes: Set<string> | null;
  /** N, D, S …; '' where no invoice of the batch has a tax code. */
  taxDistribution: string;
  calendar: Calendar;
  orders: OrderBook;
  /** Invoices that credit memos are for, as `supplier|number`. */
  credited: Set<string>;
  /** Credits that AP has on them, by `supplier|number`. */
  creditsThere: Map<string, Row[]>;
  /** Old invoices of which only payments are left, as `supplier|number`. */
  purged: Set<string>;
}

/** @throws Refusal, SignInRefused, NoAnswer */
export async function readMasters(
  connection: Connection,
  keys: SupplierKeys,
  bills: BookedBill[],
  settings: SysproSettings,
): Promise<Masters> {
  const codeOf = (code: string) => wholeKey(code, keys);
  const suppliers = await readSuppliers(connection, [...new Set(bills.map(({ vendor }) => codeOf(vendor)))]);
  const ledgerCodes = await readLedgerCodes(connection, codesOf(bills, settings));
  const anyCode = [...ledgerCodes.keys()][0] ?? (await someCode(connection));
  const calendar = await readCalendar(connection, anyCode, settings);
  const orders = await readOrders(connection, bills, settings);
  return {
    ...{ keys, codeOf, suppliers, ledgerCodes, calendar, orders },
    analysisCodes:
      settings.costCentre === 'analysis' ? await readAnalysis(connection, bills, settings) : null,
    taxDistribution: bills.some(({ taxes }) => taxes.length > 0) ? await readTaxMethod(connection) : '',
    ...(await readCredited(connection, bills, settings)),
    purged: await readPurged(connection, bills, calendar),
  };
}

/** Suppliers by their whole keys. @throws Refusal, SignInRefused, NoAnswer */
export async function readSuppliers(
  connection: Connection,
  codes: string[],
): Promise<Map<string, SupplierMaster>> {
  const columns = ['SupplierName', 'Currency', 'OnHold'];
  const rows = await findAny(
    connection,
    { table: 'ApSupplier', columns, key: ['Supplier'] },
    'Supplier',
    codes,
  );
  return new Map(
    rows.map((row) => [
      text(row, 'Supplier'),
      {
        key: text(row, 'Supplier'),
        name: text(row, 'SupplierName'),
        currency: text(row, 'Currency'),
        onHold: text(row, 'OnHold') === 'Y',
      },
    ]),
  );
}

function codesOf(bills: BookedBill[], settings: SysproSettings): string[] {
  const codes = bills.flatMap(({ lines }) =>
    lines.flatMap((line) => (line.account === '' ? [] : [ledgerCodeOf(line, settings)])),
  );
  const grn = settings.grnLedgerCode === '' ? [] : [settings.grnLedgerCode];
  return [...new Set([...codes, ...grn])].filter(Boolean);
}

const ofCompany = ({ companyId }: Connection) => ({ column: 'Company', is: 'EQ', value: companyId }) as const;

async function readLedgerCodes(connection: Connection, codes: string[]): Promise<Map<string, LedgerCode>> {
  const question = {
    table: 'GenMaster',
    columns: ['Description', 'AnalysisRequired', 'AnalysisCategory', 'AccOnHldFlag'],
    key: ['Company', 'GlCode'],
    where: ofCompany(connection),
  };
  const rows = await findAny(connection, question, 'GlCode', codes);
  return new Map(
    rows.map((row) => [
      text(row, 'GlCode'),
      {
        description: text(row, 'Description'),
        onHold: text(row, 'AccOnHldFlag') === 'Y',
        needsAnalysis: text(row, 'AnalysisRequired') === 'Y',
        category: text(row, 'AnalysisCategory'),
      },
    ]),
  );
}

/** For questions about the ledger that need a code, in batches that name none. */
async function someCode(connection: Connection): Promise<string> {
  const key = ['Company', 'GlCode'];
  const question = { table: 'GenMaster', columns: ['Description'], key, where: ofCompany(connection) };
  const [row] = await find(connection, { ...question, limit: 1 });
  return row ? text(row, 'GlCode') : '';
}

async function readAnalysis(
  connection: Connection,
  bills: BookedBill[],
  settings: SysproSettings,
): Promise<Set<string>> {
  const codes = bills.flatMap(({ lines }) => lines.map((line) => costCentreOf(line, settings)));
  const question = {
    table: 'GenAnalysisCode',
    columns: ['Description'],
    key: ['Company', 'AnalysisCategory', 'AnalysisType', 'AnalysisCode'],
    where: ofCompany(connection),
  };
  const rows = await findAny(connection, question, 'AnalysisCode', codes.filter(Boolean));
  const nameOf = (row: Row) =>
    ['AnalysisCategory', 'AnalysisType', 'AnalysisCode'].map((name) => text(row, name)).join('|');
  return new Set(rows.map(nameOf));
}

/** How AP distributes tax (source: sample of APSQSO). */
async function readTaxMethod(connection: Connection): Promise<string> {
  const { content } = await query(connection, 'APSQSO', { Query: { Option: {} } }, 'the set-up of AP');
  return text(child(content, 'Tax'), 'ApTaxDistrMethod');
}

async function readCredited(
  connection: Connection,
  bills: BookedBill[],
  settings: SysproSettings,
): Promise<Pick<Masters, 'credited' | 'creditsThere'>> {
  const numbers = [...new Set(bills.flatMap((bill) => creditedNumber(bill, settings) ?? []))];
  return {
    credited: new Set((await readInvoices(connection, numbers)).map(nameOf)),
    creditsThere: await findCreditsOf(connection, numbers),
  };
}

const readInvoices = (connection: Connection, numbers: string[]): Promise<Row[]> =>
  numbers.length === 0
    ? Promise.resolve([])
    : findAny(
        connection,
        { table: 'ApInvoice', columns: ['OrigInvValue'], key: ['Supplier', 'Invoice'] },
        'Invoice',
        numbers,
      );

const nameOf = (row: Row): string => `${text(row, 'Supplier')}|${text(row, 'Invoice')}`;

/** An invoice older than that may have been paid and purged from the AP file; its payments are kept longer. */
const PURGED_AFTER_MONTHS = 6;

async function readPurged(
  connection: Connection,
  bills: BookedBill[],
  { current }: Calendar,
): Promise<Set<string>> {
  const old = bills.filter(({ invoice }) => {
    const month = (invoice.invoiceDate ?? '').slice(0, 7);
    return month !== '' && monthsApart(month, current) > PURGED_AFTER_MONTHS;
  });
  if (old.length === 0) return new Set();
  const numbers = old.map(({ vendorReference }) => plainNumber(vendorReference));
  const question = { table: 'ApInvoicePay', columns: ['TrnType'], key: ['Supplier', 'Invoice'] };
  const rows: Row[] = await findAny(connection, question, 'Invoice', numbers);
  return new Set(rows.map(nameOf));
}
