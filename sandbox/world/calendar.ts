/** Dates as text, `YYYY-MM-DD`, without a zone. */
const DAY = 86_400_000;

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** How long before the start of the world the oldest invoice was written. */
export const WINDOW_DAYS = 60;

export interface Calendar {
  /** The day the world is looked at. */
  today: string;
  /** First day of the oldest month that is still open for posting. */
  openFrom: string;
}

/** @throws RangeError on no valid instant */
export function calendarOf(startAt: string): Calendar {
  const today = new Date(startAt).toISOString().slice(0, 10);
  return { today, openFrom: `${plusDays(today, -WINDOW_DAYS).slice(0, 7)}-01` };
}

export interface Month {
  year: string;
  number: string;
  from: string;
  to: string;
  state: 'closed' | 'open' | 'inactive';
}

/** The months of three years around today: closed up to the window, open for two months ahead. */
export function months({ today, openFrom }: Calendar): Month[] {
  const thisYear = Number(today.slice(0, 4));
  const openTo = plusDays(today, 62);
  return [thisYear - 1, thisYear, thisYear + 1].flatMap((year) =>
    Array.from({ length: 12 }, (_, at): Month => {
      const number = String(at + 1).padStart(2, '0');
      const from = `${year}-${number}-01`;
      const to = new Date(Date.UTC(year, at + 1, 0)).toISOString().slice(0, 10);
      const state = to < openFrom ? 'closed' : from > openTo ? 'inactive' : 'open';
      return { year: String(year), number, from, to, state };
    }),
  );
}
