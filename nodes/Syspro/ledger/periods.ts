/**
 * AP posts into the current period or one of the two before it, and is told which by its place, not by its number
 * (source: schema of APSTIN). Which month the current one is, the general ledger says.
 */
import type { BookedBill } from '../../shared/booking';
import type { PeriodPolicy } from '../../shared/period';
import { choosePeriod, postingDate } from '../../shared/period';
import { Refusal, held } from '../../shared/outcome';
import { BILL_KEY } from '../billRows';
import type { Slot } from '../documents';
import type { Connection } from '../transport/connection';
import type { Filter } from '../transport/find';
import { find } from '../transport/find';
import { query } from '../transport/request';
import { count } from '../transport/xml';
import type { SysproSettings } from './settings';

export interface Calendar {
  /** Month of the current period, `YYYY-MM`. */
  current: string;
  /** Whether SYSPRO said so: then the year and month of its answers must fit. */
  isTold: boolean;
}

const SLOTS: readonly Slot[] = ['C', 'P', 'B'];

const indexOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthAt = (index: number): string =>
  `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

/** Months from the first to the second; negative where the second is earlier. */
export const monthsApart = (from: string, to: string): number => indexOf(to) - indexOf(from);

export const monthsOf = ({ current }: Calendar): Record<Slot, string> => {
  const at = indexOf(current);
  return { C: monthAt(at), P: monthAt(at - 1), B: monthAt(at - 2) };
};

const NO_PERIOD =
  'Enter AP’s current month under Current Period in the node’s SYSPRO Options, as in 2026-06.';

/**
 * The current period: as the user says, else of the general ledger (source: sample of GENQRY).
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readCalendar(
  connection: Connection,
  ledgerCode: string,
  { currentPeriod }: Pick<SysproSettings, 'currentPeriod'>,
): Promise<Calendar> {
  if (currentPeriod !== '') {
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(currentPeriod)) return { current: currentPeriod, isTold: false };
    throw new Refusal(
      held('setting.currentPeriod', `Current Period is no month: ${currentPeriod}.`, NO_PERIOD, 'support'),
    );
  }
  if (ledgerCode === '') return { current: '', isTold: false };
  const input = { Query: { Key: { LedgerCode: ledgerCode } } };
  const { content } = await query(connection, 'GENQRY', input, 'the current period of the ledger');
  const [year, month] = [count(content, 'GlYear'), count(content, 'GlPeriod')];
  if (year > 1900 && month >= 1 && month <= 12)
    return { current: await notBefore(connection, year, month), isTold: true };
  return { current: '', isTold: false };
}

/** AP is often ahead of the ledger, which is closed later: an invoice in a later month says so. */
async function notBefore(connection: Connection, year: number, month: number): Promise<string> {
  const later: Filter = {
    or: [
      { column: 'InvoiceYear', is: 'GT', value: String(year) },
      {
        and: [
          { column: 'InvoiceYear', is: 'EQ', value: String(year) },
          { column: 'InvoiceMonth', is: 'GT', value: String(month) },
        ],
      },
    ],
  };
  const question = { table: 'ApInvoice', columns: ['InvoiceYear', 'InvoiceMonth'], key: BILL_KEY };
  const rows = await find(connection, { ...question, where: later, limit: MOST });
  const months = rows.map((row) => count(row, 'InvoiceYear') * 12 + count(row, 'InvoiceMonth') - 1);
  return monthAt(Math.max(year * 12 + month - 1, ...months));
}

/** One page: they are of one or two months. */
const MOST = 1_000;

/**
 * The places to try for an invoice, by the period policy. Whether a period is closed only the posting tells.
 * @throws Refusal
 */
export function slotsFor({ invoice }: BookedBill, calendar: Calendar, policy: PeriodPolicy): Slot[] {
  const date = postingDate(invoice, policy);
  if (date === null || calendar.current === '') {
    throw new Refusal(
      held(
        'period.unknown',
        date === null
          ? `Invoice ${invoice.number} has no date to choose a period by.`
          : 'SYSPRO does not tell which period is the current one.',
        date === null ? 'Give it an invoice date in JAGGAER.' : NO_PERIOD,
        date === null ? 'jaggaer' : 'support',
      ),
    );
  }
  const months = monthsOf(calendar);
  const periods = SLOTS.map((slot) => ({
    ...{ id: months[slot], from: `${months[slot]}-01`, to: `${months[slot]}-31`, open: true },
  }));
  const { id } = choosePeriod(date, periods, policy);
  const at = SLOTS.findIndex((slot) => months[slot] === id);
  if (policy.whenClosed !== 'nextOpen') return SLOTS.slice(at, at + 1);
  return SLOTS.slice(0, at + 1).reverse();
}
