/** The general ledger: journals and what they do to balances. */
import type Big from 'big.js';
import type { Period } from './periods';
import { twoDigits } from './periods';
import { big, money } from './values';
import type { World } from './world';
import { ledgerRow, nextNumber, put, tableOf } from './world';

export interface Entry {
  code: string;
  /** Local currency; positive is a debit. */
  value: Big;
  reference?: string;
  comment?: string;
}

export interface GlKey {
  GlYear: string;
  GlPeriod: string;
  GlJournal: string;
}

/** Books a journal and moves the balances. @param posted false: the journal only waits [inferred] */
export function bookJournal(
  world: World,
  period: Period,
  entries: Entry[],
  { source, date, posted = true }: { source: string; date: string; posted?: boolean },
): GlKey {
  const number = String(nextNumber(world, 'GL journal')).padStart(5, '0');
  entries.forEach(({ code, value, reference = '', comment = '' }, at) => {
    put(world, 'GenJournalDetail', {
      ...{ GlYear: String(period.year), GlPeriod: String(period.month), Journal: number },
      ...{ EntryNumber: String(at + 1), GlCode: code, EntryValue: money(value), EntryDate: date },
      ...{ Reference: reference, Comment: comment, Source: source, JnlStatus: posted ? 'P' : 'U' },
    });
    if (posted) move(world, code, value, period);
  });
  return { GlYear: String(period.year), GlPeriod: twoDigits(period.month), GlJournal: number };
}

function move(world: World, code: string, value: Big, { year, month }: Period): void {
  const row = ledgerRow(world, code);
  if (!row) return;
  const side = value.lt(0) ? 'PtdCrValue' : 'PtdDrValue';
  put(world, 'GenMaster', {
    ...row,
    CurrentBalance: money(big(row.CurrentBalance).plus(value)),
    [side]: money(big(row[side]).plus(value.abs())),
  });
  const key = [world.seed.signIn.companyId, code, String(year)];
  const history = tableOf(world, 'GenHistory').get(...key) ?? {
    ...{ Company: key[0] ?? '', GlCode: code, GlYear: String(year), BeginYearBalance: '0.00' },
  };
  const later = Array.from({ length: 15 }, (_, at) => `ClosingBalPer${at + 1}`).slice(month - 1);
  const moved = later.map((name): [string, string] => [name, money(big(history[name]).plus(value))]);
  put(world, 'GenHistory', { ...history, ...Object.fromEntries(moved) });
}
