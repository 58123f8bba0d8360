/** Posting periods from the financial calendars. */
import { DateTime } from 'luxon';
import { Refusal } from '../../shared/outcome';
import type { Period } from '../../shared/period';
import { recover } from '../../shared/recover';
import type { Connection } from '../transport/connection';
import { listAll } from '../transport/list';
import { equals } from '../transport/query';
import type { Plain } from '../transport/wire';
import { day, flag, rows, text } from '../transport/wire';

/**
 * The periods of the financial years, from the master calendar; where periods are kept by company and the master
 * calendar says nothing about their state, from the company calendars (open if it is open in one of them: the
 * server has the last word).
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readPeriods(connection: Connection, years: string[]): Promise<Period[]> {
  if (years.length === 0) return [];
  const query = {
    filter: years.map((year) => equals('FinancialYear', year)).join(' or '),
    expand: ['Details'],
  };
  const master = await recover(
    () => listAll(connection, 'FinancialPeriod', query),
    Refusal,
    () => [],
  );
  if (master.some((year) => rows(year, 'Details').some((period) => text(period, 'Status') !== '')))
    return periodsOf(master);
  return periodsOf(await listAll(connection, 'CompanyFinancialPeriod', query));
}

/** Pure: calendar rows → periods with inclusive ends. */
export function periodsOf(years: Plain[]): Period[] {
  const byId = new Map<string, Period>();
  for (const year of years) {
    for (const row of rows(year, 'Details')) {
      const period = readPeriod(row, text(year, 'FinancialYear'));
      if (!period) continue;
      const known = byId.get(period.id);
      byId.set(period.id, known ? { ...known, open: known.open || period.open } : period);
    }
  }
  const ordered = [...byId.values()].sort((a, b) => a.from.localeCompare(b.from));
  // some builds give the day after the last one as the end
  return ordered.map((period, at) => {
    const next = ordered[at + 1];
    return next && next.from <= period.to ? { ...period, to: dayBefore(next.from) } : period;
  });
}

/** Adjustment periods have no days of their own and are never chosen by date. */
function readPeriod(row: Plain, year: string): Period | null {
  const from = day(row, 'StartDate');
  const end = day(row, 'EndDate');
  const number = text(row, 'PeriodNbr');
  if (flag(row, 'AdjustmentPeriod') || from === '' || end === '') return null;
  const days = Number(text(row, 'LengthInDays'));
  const to =
    days > 0
      ? DateTime.fromISO(from)
          .plus({ days: days - 1 })
          .toFormat('yyyy-MM-dd')
      : end;
  return {
    id:
      number !== '' ? `${number.padStart(2, '0')}${year}` : text(row, 'FinancialPeriodID').replace(/\D/g, ''),
    from,
    to: to < end ? to : end,
    open: text(row, 'Status') === 'Open' && !flag(row, 'ClosedInAP'),
  };
}

const dayBefore = (date: string): string => DateTime.fromISO(date).minus({ days: 1 }).toFormat('yyyy-MM-dd');
