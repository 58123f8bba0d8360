/** Counts and amounts of the three sides by day, entity and currency. */
import type { Decimal } from '../../shared/money';
import { equal, minus, sum } from '../../shared/money';
import { isExpected } from '../documents/invoices';
import { compareText } from '../words';
import type { Entwined } from './join';

/** One side of a comparison. */
interface Side {
  count: number;
  amount: Decimal;
}

export interface SummaryRow {
  scope: 'currency' | 'day';
  day: string;
  entity: string;
  currency: string;
  jaggaerCount: number;
  jaggaerAmount: Decimal;
  auditCount: number;
  auditAmount: Decimal;
  erpCount: number;
  erpAmount: Decimal;
  erpMinusJaggaerCount: number;
  erpMinusJaggaerAmount: Decimal;
  erpMinusAuditCount: number;
  erpMinusAuditAmount: Decimal;
  /** All three sides say the same. */
  balanced: boolean;
}

type SideName = 'jaggaer' | 'audit' | 'erp';

/** What one record adds to one side. */
interface Posting {
  side: SideName;
  amount: Decimal;
  currency: string;
}

/** Expected in the ERP, said to be there by the audit table, and really there. */
export function postingsOf({ header, story, live }: Entwined): Posting[] {
  const postings: Posting[] = live.map((bill) => ({
    side: 'erp',
    amount: bill.amount,
    currency: bill.currency || header?.currency || story?.latest.currency || '',
  }));
  if (story && !story.open) {
    const { amount, currency } = story.latest;
    postings.push({
      side: 'audit',
      amount: amount ?? header?.total ?? '0',
      currency: currency || header?.currency || '',
    });
  }
  if (header && isExpected(header)) {
    postings.push({ side: 'jaggaer', amount: header.total ?? '0', currency: header.currency });
  }
  return postings;
}

/** Rows a currency, then rows a day, entity and currency; each posting is in exactly one of each kind. */
export function summarize(records: readonly Entwined[]): SummaryRow[] {
  const days = new Rows('day');
  const currencies = new Rows('currency');
  for (const record of records) {
    for (const posting of postingsOf(record)) {
      days.add(record.day, record.entity, posting);
      currencies.add('', '', posting);
    }
  }
  return [...currencies.list(), ...days.list()];
}

class Rows {
  private readonly groups = new Map<
    string,
    { day: string; entity: string; currency: string; sides: Record<SideName, Decimal[]> }
  >();

  constructor(private readonly scope: SummaryRow['scope']) {}

  add(day: string, entity: string, { side, amount, currency }: Posting): void {
    const place = [day, entity, currency].join('\u0000');
    const group = this.groups.get(place) ?? {
      ...{ day, entity, currency },
      sides: { jaggaer: [], audit: [], erp: [] },
    };
    this.groups.set(place, group);
    group.sides[side].push(amount);
  }

  list(): SummaryRow[] {
    return [...this.groups.values()]
      .map(({ day, entity, currency, sides }) => this.row(day, entity, currency, sides))
      .sort(
        (a, b) =>
          compareText(a.day, b.day) || compareText(a.entity, b.entity) || compareText(a.currency, b.currency),
      );
  }

  private row(day: string, entity: string, currency: string, sides: Record<SideName, Decimal[]>): SummaryRow {
    const total = (amounts: Decimal[]): Side => ({ count: amounts.length, amount: sum(amounts) });
    const [jaggaer, audit, erp] = [total(sides.jaggaer), total(sides.audit), total(sides.erp)];
    const same = (a: Side, b: Side) => a.count === b.count && equal(a.amount, b.amount);
    return {
      ...{ scope: this.scope, day, entity, currency },
      ...{ jaggaerCount: jaggaer.count, jaggaerAmount: jaggaer.amount },
      ...{ auditCount: audit.count, auditAmount: audit.amount },
      ...{ erpCount: erp.count, erpAmount: erp.amount },
      erpMinusJaggaerCount: erp.count - jaggaer.count,
      erpMinusJaggaerAmount: minus(erp.amount, jaggaer.amount),
      erpMinusAuditCount: erp.count - audit.count,
      erpMinusAuditAmount: minus(erp.amount, audit.amount),
      balanced: same(erp, jaggaer) && same(erp, audit),
    };
  }
}
