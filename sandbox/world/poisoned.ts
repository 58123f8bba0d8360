/**
 * Invoices that something is wrong with, and one bad one among a hundred good ones. The expected outcome follows from
 * what the project promises and from what the ERP can hold; where both leave it open, `alsoFine` says what else is right.
 */
import Big from 'big.js';
import type { World } from '.';
import type { WireInvoice } from '../jaggaer/wire';
import type { AccountCode, CostCenter } from './catalogue';
import { ACCOUNTS, BUSINESS_UNITS, COST_CENTERS, UNMAPPED_ACCOUNT } from './catalogue';
import type { Expectation } from './expected';
import { expectationOf } from './expected';
import { ZERO, sum } from './money';
import type { InvoicePlan, LinePlan } from './plan';
import type { Outcome } from './scenarios';
import { MAPPED_SUPPLIERS } from './suppliers';
import { wireInvoice } from './wireInvoice';

export type Poison =
  | 'controlCharacters'
  | 'controlCharactersInNumber'
  | 'longNumber'
  | 'longText'
  | 'negativeLine'
  | 'zeroLine'
  | 'negativeTotal'
  | 'unknownCurrency'
  | 'manyLines'
  | 'missingTotal'
  | 'badAmongGood'
  | 'good';

/** Beside the one bill that stands for a posted invoice there must be nothing; for any other, no bill at all. */
export interface PoisonExpectation extends Expectation {
  kind: Poison;
  /** Outcomes that are right as well; where it is posted, it is with these amounts. */
  alsoFine: Outcome[];
}

export interface PoisonWishes {
  /** Good ones around the bad one. */
  good?: number;
  /** Of the long one. */
  lines?: number;
}

/** Poison of a kind: what it is like, and what comes out. */
interface Recipe {
  kind: Poison;
  outcome: Outcome;
  why?: string;
  alsoFine?: Outcome[];
  plan?: Partial<InvoicePlan>;
  lines?: LinePlan[];
  /** What only the wire has. */
  spoil?: (invoice: WireInvoice) => WireInvoice;
}

/** Extra invoices beside those of the world; put them in JAGGAER with `invoices`, then `export` their ids. */
export function poisoned(
  world: World,
  { good = 99, lines = 5_000 }: PoisonWishes = {},
): { invoices: WireInvoice[]; expected: PoisonExpectation[] } {
  const all = [...recipes(lines), ...goodAndBad(good)];
  const latest = world.expected
    .filter(({ outcome }) => outcome === 'posted')
    .reduce((day, { date }) => (date > day ? date : day), '');
  const highest = Math.max(0, ...world.expected.map(({ invoiceId }) => Number(invoiceId)));
  const made = all.map((recipe, at) =>
    make(recipe, { id: highest + 1000 + at, number: at + 1, date: latest }),
  );
  return { invoices: made.map(({ invoice }) => invoice), expected: made.map(({ expected }) => expected) };
}

const CODING = {
  account: ACCOUNTS[0] as AccountCode,
  costCenter: COST_CENTERS[0] as CostCenter,
};

function line(
  number: number,
  price: string,
  description = 'Archive boxes',
  account = CODING.account,
): LinePlan {
  const amount = new Big(price);
  return {
    ...{ number, description, unit: 'EA', quantity: new Big(1), unitPrice: amount, amount, order: null },
    ...{ distribution: 'none', splits: [{ ...CODING, account, share: null, amount }] },
  };
}

function recipes(count: number): Recipe[] {
  const refused: Outcome[] = ['held'];
  const control = '\u0000\u0001\u0007\b\u001b[31m\u007f\u0085\u2028';
  const long = `PSN-${'9'.repeat(296)}`;
  return [
    {
      ...{ kind: 'controlCharacters', outcome: 'posted' },
      lines: [line(1, '12.50', `Desk${control} chair\r\n\tblue`), line(2, '7.25')],
      spoil: (invoice) => named(invoice, `Pellworth${control} Consulting`),
    },
    {
      // a number that nobody can type: whether it is cleaned or refused is open
      ...{ kind: 'controlCharactersInNumber', outcome: 'rejected', alsoFine: ['held', 'posted'] },
      plan: { supplierInvoiceNumber: `PSN\u0000-\u0007 7\t1` },
    },
    // cut to the length that the ERP holds, these two would be one
    ...['A', 'B'].map((end): Recipe => ({
      ...{ kind: 'longNumber', outcome: 'rejected', why: 'number is too long', alsoFine: refused },
      plan: { supplierInvoiceNumber: `${long.slice(0, -1)}${end}` },
    })),
    {
      // what the ERP cannot hold is told, not dropped in silence; it is no reason to leave money unpaid
      ...{ kind: 'longText', outcome: 'posted', alsoFine: ['held', 'rejected'] },
      lines: [line(1, '31.00', 'Letterhead '.repeat(200))],
    },
    {
      ...{ kind: 'negativeLine', outcome: 'posted' },
      lines: [line(1, '80.00'), line(2, '-15.50', 'Returned boxes'), line(3, '4.25')],
    },
    { kind: 'zeroLine', outcome: 'posted', lines: [line(1, '0'), line(2, '18.10')] },
    {
      ...{ kind: 'negativeTotal', outcome: 'rejected', why: 'an invoice below zero', alsoFine: refused },
      lines: [line(1, '10.00'), line(2, '-60.00', 'Returned boxes')],
    },
    {
      ...{
        kind: 'unknownCurrency',
        outcome: 'rejected',
        why: 'the ERP has no such currency',
        alsoFine: refused,
      },
      spoil: withCurrency('XQX'),
    },
    {
      ...{ kind: 'manyLines', outcome: 'posted', plan: { codedInHeader: true } },
      lines: Array.from({ length: count }, (_, at) =>
        line(at + 1, new Big((at % 997) + 1).div(100).toFixed(2), `Item ${at + 1}`),
      ),
    },
    {
      kind: 'missingTotal',
      outcome: 'held',
      why: 'total and currency are missing',
      plan: { hasTotal: false },
    },
  ];
}

/** The bad one is in the middle. */
function goodAndBad(good: number): Recipe[] {
  const all = Array.from({ length: good }, (): Recipe => ({ kind: 'good', outcome: 'posted' }));
  const lines = [line(1, '44.00', 'Sundry', UNMAPPED_ACCOUNT)];
  const why = 'account is not mapped';
  all.splice(Math.floor(good / 2), 0, { kind: 'badAmongGood', outcome: 'held', why, lines });
  return all;
}

interface Identity {
  id: number;
  number: number;
  date: string;
}

function make(recipe: Recipe, identity: Identity): { invoice: WireInvoice; expected: PoisonExpectation } {
  const plan = planOf(recipe, identity);
  const { kind, outcome, why, alsoFine = [], spoil = (invoice) => invoice } = recipe;
  const invoice = spoil(wireInvoice(plan));
  const { lines, ...rest } = expectationOf(plan);
  const isBooked = outcome === 'posted' || alsoFine.includes('posted');
  return {
    invoice,
    expected: {
      ...rest,
      ...{ kind, outcome, alsoFine, currency: invoice.header.total?.currency ?? '' },
      ...(why !== undefined && { why }),
      lines: isBooked ? lines : [],
    },
  };
}

function planOf({ kind, plan, lines: own }: Recipe, { id, number, date }: Identity): InvoicePlan {
  const supplier = MAPPED_SUPPLIERS.find(({ vendor }) => vendor === 'PELLWORTH');
  const [businessUnit] = BUSINESS_UNITS;
  if (!supplier || !businessUnit) throw new Error('The catalogue lacks what poisoned invoices are made of');
  const lines = own ?? [line(1, `${10 + number}.40`), line(2, '3.15')];
  return {
    ...{
      scenario: 'ordinary',
      invoiceId: id,
      number: `P${String(number).padStart(5, '0')}`,
      clerk: 'ap.clerk1',
    },
    ...{ credit: false, supplier, supplierName: supplier.names[0], businessUnit },
    supplierInvoiceNumber: `PSN-${kind === 'good' ? 'G' : 'X'}${String(number).padStart(4, '0')}`,
    ...{ source: 'Manual', workflowStatus: 'Completed', paymentStatus: 'Payable', matchStatus: 'Unmatched' },
    ...{ invoiceDate: date, createDate: date, dueDate: date, accountingDate: date },
    ...{ lines, codedInHeader: false, charges: [], engineTax: ZERO, supplierTax: null },
    ...{ total: sum(lines.map(({ amount }) => amount)), totalError: ZERO, hasTotal: true },
    ...{ hasEarlyPaymentDiscount: true, hasWithholdingTax: false, hasAttachment: false },
    ...plan,
  };
}

const named = (invoice: WireInvoice, name: string): WireInvoice => ({
  ...invoice,
  header: { ...invoice.header, supplier: { ...invoice.header.supplier, name } },
});

const withCurrency =
  (currency: string) =>
  (invoice: WireInvoice): WireInvoice => ({
    ...invoice,
    header: { ...invoice.header, total: { currency, value: invoice.header.total?.value ?? 0 } },
  });
