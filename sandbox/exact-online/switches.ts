/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for
 * the whole site in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { SimContext } from '../kit/simulator';

interface Choice<T extends string> {
  positions: readonly [T, ...T[]];
}
interface Amount {
  amount: number;
}
const choice = <const T extends string>(...positions: [T, ...T[]]): Choice<T> => ({ positions });

/** What each is for, and how it is known, stands in README.md. */
export const SWITCHES = {
  earlyCheck: choice('afterSpent', 'beforeSpent'),
  oldRefreshToken: choice('spentAtOnce', 'untilNewUsed'),
  tooEarlyStatus: choice('400', '401'),
  badCode: choice('400 invalid_grant', '401 unauthorized_client'),
  httpsRedirect: choice('exceptLoopback', 'always'),
  tokensPerDay: { amount: 200 },
  tokenCapAnswer: choice('429', '400'),
  queryLength: { amount: 0 },
  callsPerMinute: { amount: 60 },
  callsPerDay: { amount: 5_000 },
  meCounts: choice('no', 'yes'),
  unauthorizedCounts: choice('no', 'yes'),
  errorsPerHour: { amount: 10 },
  errorHour: choice('sliding', 'clock'),
  blockAnswer: choice('429', '403'),
  blockGrowth: { amount: 2 },
  plainAccept: choice('atom', '406'),
  shortPage: choice('array', 'results'),
  nextParameter: choice('$skiptoken', '%24skiptoken'),
  selectNeeded: choice('listed', 'all', 'never'),
  filterNeeded: choice('yes', 'no'),
  plainInt64: choice('refused', 'accepted'),
  startsWith: choice('refused', 'works'),
  payablesFilter: choice('ignored', 'works'),
  unknownField: choice('refused', 'ignored'),
  preferNeeded: choice('yes', 'no'),
  postedLines: choice('deferred', 'expanded'),
  language: choice('en', 'nl'),
  accountCodes: choice('digits', 'any'),
  currencyDefault: choice('division', 'supplier'),
  headerAmount: choice('inclVat', 'exclVat'),
  negativeEntry: choice('creditNote', 'entry', 'refused'),
  duplicateYourRef: choice('accepted', 'refused'),
  longYourRef: choice('cut', 'refused'),
  ownEntryNumber: choice('taken', 'ignored'),
  foreignGuid: choice('refused', 'dropped'),
  inactiveReference: choice('refused', 'accepted'),
  costNotUsed: choice('refused', 'ignored'),
  paymentSign: choice('positive', 'negative'),
  deletedOrderKeys: choice('header', 'headerAndLines'),
  attachmentMegabytes: { amount: 22 },
} as const;

type Known = typeof SWITCHES;
export type SwitchName = keyof Known;
export type Settings = { [K in SwitchName]: Known[K] extends Choice<infer T> ? T : number };

const NAMES = Object.keys(SWITCHES) as SwitchName[];

/** The settings of a seed, completed. @throws TypeError on a switch or position that does not exist */
export function readSettings(given: object | undefined): Settings {
  const named = new Map(Object.entries(given ?? {}));
  for (const name of named.keys()) {
    if (!NAMES.some((known) => known === name)) throw new TypeError(`There is no switch ${name}.`);
  }
  return Object.fromEntries(NAMES.map((name) => [name, position(name, named.get(name))])) as Settings;
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
  const known: Choice<string> | Amount = SWITCHES[name];
  if ('amount' in known) {
    if (value === undefined) return known.amount;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new TypeError(`Switch ${name} takes a number.`);
  }
  if (value === undefined) return known.positions[0];
  if (value === true) return known.positions[1] ?? known.positions[0];
  const found = known.positions.find((one) => one === value);
  if (found === undefined) throw new TypeError(`Switch ${name} takes one of ${known.positions.join(', ')}.`);
  return found;
}
