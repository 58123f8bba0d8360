/**
 * Balances of ledger codes by period: the history of the general ledger, or GENQRY code by code. Sources: GENQRY from a
 * shipped sample; the table GenHistory from public reports on SYSPRO's database.
 */
import type { Origin } from '../shared/documents';
import type { Decimal } from '../shared/money';
import { minus, readDecimal } from '../shared/money';
import { Refusal, held } from '../shared/outcome';
import type { Connection } from './transport/connection';
import type { Filter } from './transport/find';
import { find } from './transport/find';
import { query } from './transport/request';
import type { Row } from './transport/xml';
import { count, text } from './transport/xml';

export interface GlPeriod {
  year: number;
  /** Of the company's own financial year. */
  period: number;
}

/** Where the general ledger is, which GENQRY says with the balances of any code. @throws Refusal, SignInRefused, NoAnswer */
export async function currentPeriod(connection: Connection, code: string): Promise<GlPeriod> {
  const row = await balanceOf(connection, code, 0);
  const current = { year: count(row, 'GlYear'), period: count(row, 'GlPeriod') };
  if (current.year > 0 && current.period > 0) return current;
  throw new Refusal(
    held(
      'setting.period',
      'SYSPRO does not say which period the general ledger is in.',
      'Enter year and period in the node.',
      'support',
    ),
  );
}

/** GENQRY of one code. @param year 0 is the current one. @throws Refusal, SignInRefused, NoAnswer */
export async function balanceOf(connection: Connection, code: string, year: number): Promise<Row> {
  const option = year > 0 ? { Option: { GlYear: String(year) } } : {};
  const input = { Query: { Key: { LedgerCode: code }, ...option } };
  return (await query(connection, 'GENQRY', input, `the balances of ${code}`)).content;
}

/** All codes' balances of a year. @throws Refusal, SignInRefused, NoAnswer */
export const historyOf = (connection: Connection, year: number, codes: Filter[]): Promise<Row[]> =>
  find(connection, {
    ...{ table: 'GenHistory', key: ['Company', 'GlCode', 'GlYear'], columns: [] },
    where: { and: [...codes, { column: 'GlYear', is: 'EQ', value: String(year) }] },
  });

/**
 * What a ledger code stood at when a period ended, as one row of a table.
 * @param account its row of GenMaster
 * @param balances its row of GenHistory, or GENQRY's answer; empty where nothing was ever booked in that year
 */
export function balanceRow(
  account: Row,
  balances: Row,
  { year, period }: GlPeriod,
  currency: string,
  origin: Origin,
): object {
  const at = (name: string): Decimal => readDecimal(text(balances, name)) ?? '0';
  const balance = at(`ClosingBalPer${period}`);
  const opening = period > 1 ? at(`ClosingBalPer${period - 1}`) : at('BeginYearBalance');
  return {
    document: 'glBalance',
    ...origin,
    account: text(account, 'GlCode'),
    description: text(account, 'Description'),
    type: text(account, 'AccountType') || null,
    ...{ year, period, opening, movement: minus(balance, opening), balance },
    currency: currency || null,
  };
}
