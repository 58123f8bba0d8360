/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for a
 * whole company in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { SimContext } from '../kit/simulator';

interface Choice<T extends string> {
  positions: readonly [T, ...T[]];
}
interface Amount {
  amount: number;
}
interface Words {
  words: string;
}
const choice = <const T extends string>(...positions: [T, ...T[]]): Choice<T> => ({ positions });

/** What each is for, and how it is known, stands in README.md. */
export const SWITCHES = {
  accessSeconds: { amount: 3600 },
  refreshRotation: choice('daily', 'always'),
  oldRefreshMinutes: { amount: 0 },
  refreshRefusal: { words: 'Token invalid' },
  forbiddenShape: choice('lower', 'upper'),
  throttleStatus: { amount: 429 },
  perMinute: { amount: 500 },
  perSecond: { amount: 10 },
  concurrent: { amount: 0 },
  batchPerMinute: { amount: 40 },
  batchCounts: choice('one', 'items'),
  workMs: { amount: 0 },
  batchLimit: { amount: 30 },
  batchOrder: choice('asked', 'shuffled'),
  batchSight: choice('none', 'earlier'),
  optionsText: choice('bare', 'named'),
  repeat: choice('replayed', 'refused'),
  repeatRunning: choice('refused', 'waits'),
  repeatOtherBody: choice('replayed', 'executed', 'refused'),
  repeatFaults: choice('forgotten', 'replayed'),
  repeatNames: choice('replayed', 'executed'),
  repeatMinutes: { amount: 0 },
  duplicatePreference: choice('honoured', 'ignored'),
  docNumberScope: choice('company', 'vendor'),
  docNumberTypes: choice('each', 'together'),
  duplicateDetail: choice('full', 'null'),
  autoNumber: choice('overrides', 'fills'),
  badLink: choice('dropped', 'refused'),
  linkLineBy: choice('id', 'number'),
  partialBilling: choice('taken', 'closesLine'),
  overBilling: choice('taken', 'dropped', 'refused'),
  linkTouchesOrder: choice('yes', 'no'),
  paymentTouchesBill: choice('yes', 'no'),
  cardLinkType: choice('BillPaymentCheck', 'BillPaymentCreditCard'),
  trackingOff: choice('dropped', 'refused'),
  orderDepartment: choice('dropped', 'kept', 'refused'),
  sparseLines: choice('kept', 'memosLost', 'linesLost'),
  missingCurrency: choice('refused', 'implied'),
  paidBill: choice('guarded', 'free'),
  closedCode: choice('6200', '6210'),
  voidBill: choice('fault', 'empty'),
  accountTypeChange: choice('refused', 'taken'),
  vendorBalance: choice('refused', 'taken'),
  reactivation: choice('keepsName', 'cleansName'),
  nameCase: choice('ignored', 'significant'),
  ordersOff: choice('5030', '6000'),
  planLimits: choice('enforced', 'ignored'),
  alsoFilterable: { words: '' },
  entityCase: choice('significant', 'ignored'),
  dateTimes: choice('refused', 'taken'),
  maxResultsOver: choice('refused', 'capped'),
  cdcFull: choice('newest', 'oldest'),
  uploadFiles: choice('all', 'first'),
} as const;

type Table = typeof SWITCHES;
export type SwitchName = keyof Table;
export type Settings = {
  [K in SwitchName]: Table[K] extends Choice<infer T> ? T : Table[K] extends Amount ? number : string;
};

const NAMES = Object.keys(SWITCHES) as SwitchName[];

/** The settings of a seed, completed. @throws TypeError on a switch or position that does not exist */
export function readSettings(given: object | undefined): Settings {
  const named = new Map(Object.entries(given ?? {}));
  for (const name of named.keys()) {
    if (!NAMES.some((known) => known === name)) throw new TypeError(`There is no switch ${name}.`);
  }
  const pairs = NAMES.map((name) => [name, position(name, named.get(name))]);
  return Object.fromEntries(pairs) as Settings;
}

/** All switches as they stand for this call. Ask once in a call: a fault counts each time. */
export const settingsOf = (settings: Settings, sim: SimContext): Settings =>
  Object.fromEntries(
    NAMES.map((name) => {
      const ordered = sim.fault(name);
      return [name, ordered === undefined ? settings[name] : position(name, ordered)];
    }),
  ) as Settings;

/** `true`, which is what a fault without a value gives, stands for the other position. */
function position(name: SwitchName, value: unknown): string | number {
  const known: Choice<string> | Amount | Words = SWITCHES[name];
  if ('amount' in known) {
    if (value === undefined) return known.amount;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new TypeError(`Switch ${name} takes a number.`);
  }
  if ('words' in known) {
    if (value === undefined) return known.words;
    if (typeof value === 'string') return value;
    throw new TypeError(`Switch ${name} takes a text.`);
  }
  if (value === undefined) return known.positions[0];
  if (value === true) return known.positions[1] ?? known.positions[0];
  const found = known.positions.find((one) => one === value);
  if (found === undefined) throw new TypeError(`Switch ${name} takes one of ${known.positions.join(', ')}.`);
  return found;
}
