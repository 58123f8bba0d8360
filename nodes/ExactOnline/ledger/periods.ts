/** The division's periods. Which of them are closed Exact tells only when it refuses an entry: that is kept. */
import type { Period, PeriodPolicy } from '../../shared/period';
import { choosePeriod } from '../../shared/period';
import type { EntryPeriod } from '../documents';
import type { Connection } from '../transport/connection';
import { numberIs } from '../transport/filter';
import { list } from '../transport/list';
import { dateAt, textAt } from '../transport/wire';

type Named = Omit<Period, 'open'>;

const idOf = ({ year, number }: EntryPeriod): string => `${year}-${String(number).padStart(2, '0')}`;

export class EntryPeriods {
  private readonly closed = new Set<string>();

  constructor(private readonly periods: readonly Named[]) {}

  /** Exact has refused this one. @returns false where that was known */
  close(period: EntryPeriod): boolean {
    const isNew = !this.closed.has(idOf(period));
    this.closed.add(idOf(period));
    return isNew;
  }

  /** The period for a date under the policy. @throws Refusal */
  choose(date: string, policy: PeriodPolicy): EntryPeriod {
    const periods = this.periods.map((period) => ({ ...period, open: !this.closed.has(period.id) }));
    const [year, number] = choosePeriod(date, periods, policy).id.split('-').map(Number);
    return { year: year ?? 0, number: number ?? 0 };
  }
}

/**
 * The periods from the year of the first date on.
 * @param dates `YYYY-MM-DD`
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function readPeriods(connection: Connection, dates: string[]): Promise<EntryPeriods> {
  const [first] = [...dates].sort();
  if (first === undefined) return new EntryPeriods([]);
  // a financial year may begin in the calendar year before
  const from = Number(first.slice(0, 4)) - 1;
  const rows = await list(connection, {
    path: 'financial/FinancialPeriods',
    select: ['FinYear', 'FinPeriod', 'StartDate', 'EndDate'],
    filter: numberIs('FinYear', from, 'ge'),
  });
  return new EntryPeriods(
    rows.map((row) => ({
      id: idOf({ year: Number(textAt(row, 'FinYear')), number: Number(textAt(row, 'FinPeriod')) }),
      from: dateAt(row, 'StartDate') ?? '9999-12-31',
      to: dateAt(row, 'EndDate') ?? '0001-01-01',
    })),
  );
}
