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
  sessionMinutes: { amount: 120 },
  endpoint: { words: '' },
  repeatErrorno: { words: 'XL03000006' },
  repeatText: { words: 'The function with the control ID {id} was already executed and completed.' },
  repeatScope: choice('all', 'writes'),
  failedControlId: choice('free', 'used'),
  afterGuilty: choice('aborted', 'absent'),
  duplicateBill: choice('reject', 'allow'),
  billNumber: choice('optional', 'required'),
  termAlone: choice('accepted', 'refused'),
  unknownField: choice('refused', 'ignored'),
  longText: choice('refused', 'cut'),
  genericAdjustment: choice('refused', 'accepted'),
  orderNumbering: choice('on', 'off'),
  additionalInfoPlace: choice('last', 'beforeWhitespace'),
  contactShape: choice('nested', 'dotted'),
  partlyPaid: choice('Partially Paid', 'Posted'),
  paymentKeyName: choice('PAYMENTKEY', 'PAYMENTRECORDNO'),
  frozenCursor: choice('whole', 'shrinks'),
  contentType: choice('checked', 'ignored'),
  supportId: choice('plain', 'encoded'),
  sessionCounts: choice('no', 'yes'),
  failedCounts: choice('no', 'yes'),
  retryAfter: choice('none', 'seconds'),
  slots: { amount: 2 },
  slotWaitMs: { amount: 30_000 },
  workMs: { amount: 0 },
  callsPerMinute: { amount: 0 },
  supdocIdLength: { amount: 20 },
  maxFunctions: { amount: 0 },
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

/** The position of a switch for this call. Ask once in a call: a fault counts each time. */
export function setting<K extends SwitchName>(name: K, settings: Settings, sim: SimContext): Settings[K] {
  const ordered = sim.fault(name);
  return ordered === undefined ? settings[name] : (position(name, ordered) as Settings[K]);
}

/** All switches as they stand for this call. */
export const settingsOf = (settings: Settings, sim: SimContext): Settings =>
  Object.fromEntries(NAMES.map((name) => [name, setting(name, settings, sim)])) as Settings;

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
