/** What AP pays of the bills in the books, in two phases, and what JAGGAER has to show after each. */
import Big from 'big.js';
import type { World } from '.';
import type { BookedBill } from '../books';
import { plusDays } from './calendar';
import type { ErpBill } from './erpMasters';
import type { Expectation } from './expected';
import { ZERO, money, sum, toCents } from './money';

export type PaymentPlan =
  /** Paid at once; one check for two bills. */
  | 'full'
  | 'together'
  /** In two payments, one in each phase. */
  | 'twoParts'
  | 'partOnly'
  /** Paid, and the payment voided in the second phase. */
  | 'voided'
  /** Closed by a debit adjustment: not paid. */
  | 'adjusted'
  /** The check waits to be printed; of `printedLater` it is released in the second phase. */
  | 'waiting'
  | 'printedLater'
  | 'none';

/** untouched: nothing was paid, nothing to write; unpaid: written as paid once, and taken back. */
export type PaymentState = 'paid' | 'partPaid' | 'unpaid' | 'untouched';

/** Something that AP does, for the ERP's side of the stage to carry out. */
export type Step =
  | ({ do: 'release'; bills: BookedBill[] } & Touch)
  | Pay
  /** A payment that waited is made, or one that was made is taken back. */
  | ({ do: 'finish' | 'void'; reference: string } & Touch)
  /** A credit is entered by hand and closes the bill. */
  | ({ do: 'settle'; bill: BookedBill; credit: ErpBill } & Touch);

interface Touch {
  /** Whether the bill's time of change moves with it; yes where left out. */
  touchesBill?: boolean;
}

/** Money for bills of one vendor; the whole balance where no amount is said. */
export interface Pay extends Touch {
  do: 'pay';
  bills: Array<{ bill: BookedBill; amount?: string }>;
  reference: string;
  method: 'CHECK' | 'WIRE';
  date: string;
  /** True: it waits to be printed. */
  waits?: boolean;
}

type Paying = Pick<Pay, 'reference' | 'method' | 'date'>;

export interface PaymentExpectation {
  invoiceId: string;
  invoiceNumber: string;
  /** Number of the bill in the ERP. */
  bill: string;
  type: BookedBill['type'];
  plan: PaymentPlan;
  /** After the first and after the second phase. */
  after: [PaymentState, PaymentState];
  /** Paid in all by then; money, not discounts or adjustments. */
  paid: [string, string];
  currency: string;
  /** Of the latest payment that counts; empty where there is none. */
  reference: string;
  method: string;
  date: string;
}

export interface PaymentWishes {
  /** False: payments leave the bill's time of change alone [unverified which it is]. */
  touchesBill?: boolean;
}

const IN_TURN: PaymentPlan[] = [
  ...(['full', 'twoParts', 'partOnly', 'voided', 'adjusted', 'waiting', 'none', 'printedLater'] as const),
];
/** How many pairs share a check. */
const PAIRS = 3;

/** The steps of both phases and what is expected; `bills` are those in the books, as the simulator shows them. */
export function paymentPlan(
  world: World,
  bills: readonly BookedBill[],
  { touchesBill = true }: PaymentWishes = {},
): { phases: [Step[], Step[]]; expected: PaymentExpectation[] } {
  const nameOf = (type: string, vendor: string, ref: string) => `${type}\n${vendor}\n${ref}`;
  const known = new Map(
    world.mending.expected.map((one) => [nameOf(one.type, one.vendor, one.vendorRef), one]),
  );
  const found = [...bills]
    .sort((a, b) => a.referenceNbr.localeCompare(b.referenceNbr))
    .flatMap((bill) => {
      const invoice = known.get(nameOf(bill.type, bill.vendor, bill.vendorRef));
      return invoice && bill.status !== 'Voided' ? [{ bill, invoice }] : [];
    });
  const writer = new Writer(
    found.map(({ invoice }) => invoice),
    touchesBill,
  );
  writer.release(found.map(({ bill }) => bill));
  const pairs = pairsOf(found);
  const paired = new Set(pairs.flat());
  for (const pair of pairs) writer.together(pair);
  let turn = 0;
  for (const one of found) {
    if (paired.has(one)) continue;
    const plan = isPayable(one.bill) ? (IN_TURN[turn++ % IN_TURN.length] ?? 'none') : 'none';
    writer.plan(one, plan);
  }
  const order = new Map(found.map(({ invoice }, at) => [invoice.invoiceId, at]));
  writer.expected.sort((a, b) => (order.get(a.invoiceId) ?? 0) - (order.get(b.invoiceId) ?? 0));
  return { phases: writer.phases, expected: writer.expected };
}

interface Found {
  bill: BookedBill;
  invoice: Expectation;
}

const isPayable = ({ type, amount }: BookedBill): boolean => type === 'Bill' && new Big(amount).gte(1);

/** Two bills of a vendor and a currency each. */
function pairsOf(found: readonly Found[]): Array<[Found, Found]> {
  const groups = new Map<string, Found[]>();
  for (const one of found.filter(({ bill }) => isPayable(bill))) {
    const name = `${one.bill.vendor} ${one.bill.currency}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()]
    .flatMap(([first, second]): Array<[Found, Found]> => (first && second ? [[first, second]] : []))
    .slice(0, PAIRS);
}

/** Writes the steps and what they come to. */
class Writer {
  readonly phases: [Step[], Step[]] = [[], []];
  readonly expected: PaymentExpectation[] = [];
  private readonly dates: [string, string];
  private number = 2_000;

  constructor(
    invoices: readonly Expectation[],
    private readonly touchesBill: boolean,
  ) {
    const latest = invoices.reduce((day, { date }) => (date > day ? date : day), '2000-01-01');
    this.dates = [plusDays(latest, 1), plusDays(latest, 4)];
  }

  release(bills: readonly BookedBill[]): void {
    this.phases[0].push({ do: 'release', bills: [...bills] });
  }

  together(pair: [Found, Found]): void {
    const payment = this.payment(0);
    this.pay(0, pair, payment);
    for (const one of pair) this.note(one, 'together', [this.whole(one), ZERO], payment);
  }

  plan(one: Found, plan: PaymentPlan): void {
    const whole = this.whole(one);
    const first = this.payment(0);
    switch (plan) {
      case 'full':
        this.pay(0, [one], first);
        return this.note(one, plan, [whole, ZERO], first);
      case 'twoParts': {
        const part = toCents(whole.times('0.4'));
        const second = this.payment(1);
        this.pay(0, [one], first, { amount: money(part) });
        this.pay(1, [one], second);
        return this.note(one, plan, [part, whole.minus(part)], second);
      }
      case 'partOnly': {
        const part = toCents(whole.times('0.25'));
        this.pay(0, [one], first, { amount: money(part) });
        return this.note(one, plan, [part, ZERO], first);
      }
      case 'voided':
        this.pay(0, [one], first);
        this.step(1, { do: 'void', reference: first.reference });
        return this.note(one, plan, [whole, whole.times(-1)], null);
      case 'adjusted':
        this.adjust(one);
        return this.note(one, plan, [ZERO, ZERO], null);
      case 'waiting':
        this.pay(0, [one], first, { waits: true });
        return this.note(one, plan, [ZERO, ZERO], null);
      case 'printedLater':
        this.pay(0, [one], first, { waits: true });
        this.step(1, { do: 'finish', reference: first.reference });
        return this.note(one, plan, [ZERO, whole], first);
      default:
        this.note(one, plan, [ZERO, ZERO], null);
    }
  }

  private whole({ bill }: Found): Big {
    return new Big(bill.amount);
  }

  private payment(phase: 0 | 1): Paying {
    this.number += 1;
    const isWire = this.number % 3 === 0;
    return {
      reference: `${isWire ? 'WIRE' : 'CHK'}-${this.number}`,
      method: isWire ? 'WIRE' : 'CHECK',
      date: this.dates[phase],
    };
  }

  private pay(
    phase: 0 | 1,
    found: Found[],
    payment: Paying,
    { amount, waits }: { amount?: string; waits?: boolean } = {},
  ): void {
    const bills = found.map(({ bill }) => ({ bill, ...(amount !== undefined && { amount }) }));
    this.step(phase, { do: 'pay', bills, ...payment, ...(waits && { waits }) });
  }

  private step(phase: 0 | 1, step: Step): void {
    this.phases[phase].push(this.touchesBill ? step : { ...step, touchesBill: false });
  }

  /** A debit adjustment of the same vendor that AP entered by hand. */
  private adjust({ bill }: Found): void {
    const credit: ErpBill = {
      ...{ type: 'Debit Adj.', referenceNbr: `ADJ${bill.referenceNbr}`, state: 'open', vendor: bill.vendor },
      ...{ vendorRef: `ADJ-${bill.vendorRef}`.slice(0, 40), amount: bill.amount, currency: bill.currency },
      ...{ date: this.dates[0], description: 'Settled with the vendor' },
    };
    this.step(0, { do: 'settle', bill, credit });
  }

  private note(one: Found, plan: PaymentPlan, parts: [Big, Big], payment: Paying | null): void {
    const { bill, invoice } = one;
    const whole = this.whole(one);
    const paid: [Big, Big] = [parts[0], sum(parts)];
    const first = stateOf(paid[0], whole, false);
    this.expected.push({
      ...{ invoiceId: invoice.invoiceId, invoiceNumber: invoice.invoiceNumber },
      ...{ bill: bill.referenceNbr, type: bill.type, plan, currency: bill.currency },
      after: [first, stateOf(paid[1], whole, first !== 'untouched')],
      paid: [money(paid[0]), money(paid[1])],
      ...{ reference: payment?.reference ?? '', method: payment?.method ?? '', date: payment?.date ?? '' },
    });
  }
}

function stateOf(paid: Big, whole: Big, wasWritten: boolean): PaymentState {
  if (paid.eq(0)) return wasWritten ? 'unpaid' : 'untouched';
  return paid.eq(whole) ? 'paid' : 'partPaid';
}
