/** Lines with their coding, splits and purchase orders. */
import Big from 'big.js';
import type { AccountCode } from './catalogue';
import { ACCOUNTS, COST_CENTERS, GOODS, UNMAPPED_ACCOUNT } from './catalogue';
import { ZERO, shareOut, toCents, withResidue } from './money';
import type { Coding, Distribution, LinePlan, OrderPlan, SplitPlan } from './plan';
import type { Random } from './random';
import type { Scenario } from './scenarios';
import type { Supplier } from './suppliers';

const COUNTS: Array<readonly [number, number]> = [
  [1, 50],
  [2, 24],
  [3, 14],
  [4, 7],
  [7, 4],
  [18, 1],
];
const PERCENTAGES = [
  ['60', '40'],
  ['50', '50'],
  ['12.5', '87.5'],
  ['70', '20', '10'],
  ['33.33', '33.33', '33.34'],
];

export interface LineWishes {
  supplier: Supplier;
  scenario: Scenario;
  /** Number of the purchase order, or null. */
  orderNumber: string | null;
  /** Whether lines may leave their coding to the order. */
  silentLines: boolean;
}

/** How the lines of one invoice say where they are booked. */
interface Style {
  chart: AccountCode['chart'];
  /** One set of splits for all lines, in the header. */
  shared: { distribution: Distribution; codings: Coding[]; shares: string[] } | null;
  /** Lines say nothing; their purchase order does. */
  silent: boolean;
}

/** The lines of one invoice, and whether the header holds their coding. */
export function planLines(random: Random, wishes: LineWishes): { lines: LinePlan[]; codedInHeader: boolean } {
  const { scenario, orderNumber, silentLines } = wishes;
  const isTroubled = scenario.startsWith('order');
  const known = orderNumber !== null && (isTroubled || random.chance(0.88));
  const silent = known && scenario === 'ordinary' && random.chance(0.06) && silentLines;
  const chart = scenario !== 'unmappedAccount' && random.chance(0.07) ? 'old' : 'new';
  const shared =
    !silent && scenario === 'ordinary' && random.chance(0.1) ? sharedCoding(random, chart) : null;
  const style: Style = { chart, shared, silent };
  const count = scenario === 'zero' ? 1 : random.weighted(COUNTS);
  const strayLine = orderNumber !== null && !silent && !isTroubled && count > 1 && random.chance(0.12);
  const lines = Array.from({ length: count }, (_, at) => {
    const stray = strayLine && at === count - 1;
    const line = planLine(random, wishes, at + 1, style);
    const number = stray ? null : orderNumber;
    return number === null ? line : { ...line, order: planOrder(random, line, number, known, scenario) };
  });
  return { lines, codedInHeader: shared !== null };
}

function planLine(
  random: Random,
  { supplier, scenario }: LineWishes,
  number: number,
  style: Style,
): LinePlan {
  const item = random.pick(GOODS[supplier.trade]);
  const fine = random.chance(0.08);
  const tenThousandths = random.whole(item.from, item.to);
  const listed = new Big(fine ? tenThousandths : Math.max(100, tenThousandths - (tenThousandths % 100)));
  const unitPrice = scenario === 'zero' ? ZERO : listed.div(10_000);
  const quantity =
    item.unit === 'HR'
      ? new Big(random.whole(2, 48)).div(4)
      : new Big(random.whole(1, unitPrice.gt(100) ? 6 : 40));
  const amount = toCents(quantity.times(unitPrice));
  const line = {
    ...{ number, quantity, unitPrice, amount, order: null },
    ...{ description: item.description, unit: item.unit },
  };
  return { ...line, ...planSplits(random, amount, style, scenario, number) };
}

function planSplits(
  random: Random,
  amount: Big,
  { chart, shared, silent }: Style,
  scenario: Scenario,
  number: number,
): Pick<LinePlan, 'distribution' | 'splits'> {
  if (silent) return { distribution: 'none', splits: [] };
  if (shared)
    return { distribution: shared.distribution, splits: byPercent(amount, shared.codings, shared.shares) };
  const coding = planCoding(random, chart);
  const whole = (one: Coding): SplitPlan[] => [{ ...one, share: null, amount }];
  if (scenario === 'unmappedAccount' && number === 1) {
    return { distribution: 'none', splits: whole({ ...coding, account: UNMAPPED_ACCOUNT }) };
  }
  if (amount.lt(1) || !random.chance(0.2)) return { distribution: 'none', splits: whole(coding) };
  const shares = random.pick(PERCENTAGES);
  const codings = [coding, ...shares.slice(1).map(() => planCoding(random, chart))];
  if (random.chance(0.5))
    return { distribution: 'PercentOfPrice', splits: byPercent(amount, codings, shares) };
  const parts = shareOut(
    amount,
    shares.map((share) => new Big(share)),
  );
  const splits = codings.map((one, at) => ({ ...one, share: parts[at] ?? ZERO, amount: parts[at] ?? ZERO }));
  return { distribution: 'AmountOfPrice', splits };
}

function byPercent(amount: Big, codings: readonly Coding[], shares: readonly string[]): SplitPlan[] {
  const only = codings[0];
  if (only && shares.length === 0) return [{ ...only, share: null, amount }];
  const rounded = shares.map((share) => toCents(amount.times(share).div(100)));
  const parts = withResidue(amount, rounded);
  return codings.map((one, at) => ({ ...one, share: new Big(shares[at] ?? 0), amount: parts[at] ?? ZERO }));
}

function sharedCoding(random: Random, chart: AccountCode['chart']): NonNullable<Style['shared']> {
  const shares = random.chance(0.3) ? random.pick(PERCENTAGES) : [];
  const codings = Array.from({ length: Math.max(1, shares.length) }, () => planCoding(random, chart));
  return { distribution: shares.length > 0 ? 'PercentOfPrice' : 'none', codings, shares };
}

const planCoding = (random: Random, chart: AccountCode['chart']): Coding => ({
  account: random.pick(ACCOUNTS.filter((account) => account.chart === chart)),
  costCenter: random.pick(COST_CENTERS.filter((center) => center.chart === chart)),
});

/** What the ERP knows of the order; trouble sits on the first line. */
function planOrder(
  random: Random,
  { number: line, quantity }: LinePlan,
  number: string,
  known: boolean,
  scenario: Scenario,
): OrderPlan {
  const more = random.chance(0.3) ? random.whole(1, 10) : 0;
  const enough = { ordered: quantity.plus(more), received: quantity.plus(more) };
  const status = scenario === 'orderClosed' ? 'Closed' : random.chance(0.2) ? 'Completed' : 'Open';
  const order: OrderPlan = { number, line, known, status, ...enough };
  if (line !== 1) return order;
  if (scenario === 'orderNotReceived') return { ...order, received: quantity.div(2) };
  if (scenario === 'orderOverBilled')
    return { ...order, ordered: quantity.div(2), received: quantity.div(2) };
  return order;
}
