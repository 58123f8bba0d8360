/**
 * Bills that AP entered by hand before the go-live, without our stamp: the same invoices with their numbers written in
 * another way, and near misses that are not the same. What is said here about each is reckoned from the world alone.
 */
import Big from 'big.js';
import type { World } from '.';
import { plusDays } from './calendar';
import type { ErpBill } from './erpMasters';
import type { Expectation } from './expected';
import { money } from './money';

export type MissReason = 'otherAmount' | 'otherVendor' | 'otherDate' | 'twoCandidates';

export interface CutOver {
  bills: ErpBill[];
  /** One bill each, by normalised number, vendor, amount and a date within three days. */
  matches: Array<{
    invoiceId: string;
    invoiceNumber: string;
    /** Type and number of the bill that is the same. */
    type: Expectation['type'];
    referenceNbr: string;
    /** How the bill writes the supplier's number. */
    spelled: string;
  }>;
  /** No bill is certain to be the same. */
  misses: Array<{ invoiceId: string; invoiceNumber: string; why: MissReason; referenceNbrs: string[] }>;
  /** What is still to be posted when the matches are adopted. */
  remaining: Expectation[];
}

/** Days between the two dates of a match, in turn. */
const SHIFTS = [0, 1, -1, 3, -2];
const LONG_AGO = -200;
const REASONS: MissReason[] = ['otherAmount', 'otherVendor', 'twoCandidates', 'otherDate'];

/** Spellings of a number that mean the same; each leaves letters and digits as they are, but for zeros in front. */
const SPELLINGS: Array<(number: string) => string> = [
  (number) => number.replace(/[^A-Za-z\d]/g, ''),
  (number) => spread(number, ' '),
  (number) => spread(number, '-'),
  (number) => number.toLowerCase(),
  (number) => (/^\d/.test(number) ? `000${number}` : number),
  (number) => number.replace(/^0+(?=[1-9])/, ''),
  (number) => ` ${number.toLowerCase().replaceAll('-', ' / ')} `,
];

/** A mark in front of the last three characters. */
const spread = (number: string, mark: string): string =>
  number.length > 3 ? `${number.slice(0, -3)}${mark}${number.slice(-3)}` : `${number}${mark}`;

/** Every third invoice that is to be posted is in the ERP already, or seems to be. */
export function cutOver(world: World): CutOver {
  const result: CutOver = { bills: [], matches: [], misses: [], remaining: [] };
  const candidates = world.expected.filter(
    ({ outcome, amount, vendorRef }) =>
      outcome === 'posted' && new Big(amount).gt(1) && !vendorRef.startsWith('JGR '),
  );
  let number = 0;
  const add = (invoice: Expectation, changes: Partial<ErpBill>): string => {
    const referenceNbr = `OLD${String((number += 1)).padStart(4, '0')}`;
    const shift = SHIFTS[number % SHIFTS.length] ?? 0;
    const { type, vendor, amount, currency } = invoice;
    result.bills.push({
      ...{ type, referenceNbr, vendor, amount, currency, date: plusDays(invoice.date, shift) },
      ...{ vendorRef: spelling(invoice.vendorRef, number), description: 'Entered by hand' },
      state: number % 2 === 0 ? 'paid' : 'open',
      ...changes,
    });
    return referenceNbr;
  };
  candidates.forEach((invoice, at) => {
    const { invoiceId, invoiceNumber, type } = invoice;
    if (at % 6 === 0) {
      const referenceNbr = add(invoice, {});
      const spelled = result.bills.at(-1)?.vendorRef ?? '';
      result.matches.push({ invoiceId, invoiceNumber, type, referenceNbr, spelled });
    }
    if (at % 6 !== 3) return;
    const why = REASONS[Math.floor(at / 6) % REASONS.length] ?? 'otherAmount';
    const referenceNbrs = near(world, invoice, why).map((changes) => add(invoice, changes));
    result.misses.push({ invoiceId, invoiceNumber, why, referenceNbrs });
  });
  const adopted = new Set(result.matches.map(({ invoiceId }) => invoiceId));
  result.remaining = world.expected.filter(({ invoiceId }) => !adopted.has(invoiceId));
  return result;
}

/** The first spelling from its turn on that is another one. */
function spelling(number: string, turn: number): string {
  const all = SPELLINGS.map((_, at) => SPELLINGS[(turn + at) % SPELLINGS.length]?.(number) ?? number);
  return all.find((one) => one !== number) ?? spread(number, ' ');
}

/** What is different about the bills of a near miss. */
function near(
  world: World,
  { vendor, amount, currency, date }: Expectation,
  why: MissReason,
): Partial<ErpBill>[] {
  if (why === 'twoCandidates') return [{}, {}];
  if (why === 'otherAmount') return [{ amount: money(new Big(amount).plus('0.01')) }];
  if (why === 'otherDate') return [{ date: plusDays(date, LONG_AGO) }];
  const other = world.erp.vendors.find((one) => one.id !== vendor && one.currency === currency && one.active);
  return [{ vendor: other?.id ?? '' }];
}
