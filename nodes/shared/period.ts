import type { Invoice } from './documents';
import { Refusal, held, rejected } from './outcome';

export interface Period {
  /** The ERP's own name of the period, e.g. `062026`. */
  id: string;
  /** First and last day, both inside. */
  from: string;
  to: string;
  open: boolean;
}

export interface PeriodPolicy {
  /** Which date decides: the accounting date, the invoice date, or the day of approval (the last export). */
  date: 'accounting' | 'invoice' | 'approval';
  whenClosed: 'refuse' | 'hold' | 'nextOpen';
}

/** The date that decides about the posting period, falling back to the invoice date; null when there is none. */
export function postingDate(invoice: Invoice, policy: PeriodPolicy): string | null {
  const wanted = {
    accounting: invoice.accountingDate,
    invoice: invoice.invoiceDate,
    approval: invoice.lastUpdate?.slice(0, 10) ?? null,
  }[policy.date];
  return wanted ?? invoice.invoiceDate ?? invoice.accountingDate;
}

/**
 * The posting period for a date under the policy.
 * @throws Refusal: rejected or held where the period is closed or unknown, as the policy says
 */
export function choosePeriod(date: string, periods: Period[], policy: PeriodPolicy): Period {
  const own = periods.find((period) => period.from <= date && date <= period.to);
  if (own?.open) return own;
  if (policy.whenClosed === 'nextOpen') {
    const next = [...periods]
      .sort((a, b) => a.from.localeCompare(b.from))
      .find((period) => period.open && period.from > date);
    if (next) return next;
  }
  const state = own ? `Posting period ${own.id} is closed` : `There is no posting period for ${date}`;
  const advice =
    'Open the period in the ERP, or change the period policy of the node to “next open period”, then replay.';
  const problem = (policy.whenClosed === 'refuse' ? rejected : held)(
    'period.closed',
    `${state} (date ${date}).`,
    advice,
    'erp',
  );
  throw new Refusal(problem);
}
