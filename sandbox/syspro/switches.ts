/**
 * What public material leaves open, as switches with all positions; the first is the default. A switch is set for a
 * whole installation in the seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
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
  sessionId: choice('v7', 'v8'),
  idWrapping: choice('plain', 'json', 'xml'),
  trimmedId: choice('refused', 'accepted'),
  sessionMinutes: { amount: 20 },
  seats: { amount: 5 },
  failWhenLoggedIn: choice('refuses', 'ignored'),
  urlLimit: { amount: 16_384 },
  urlLimitStatus: choice('414', '400'),
  postLD: choice('available', 'absent'),
  ldOrder: choice('strict', 'free'),
  ldResponse: choice('plain', 'wrapped'),
  missingParameters: choice('refused', 'accepted'),
  wideText: choice('replaced', 'refused'),
  elementOrder: choice('free', 'strict'),
  rejectedItem: choice('element', 'transaction'),
  longText: choice('refused', 'cut'),
  invoiceCase: choice('sensitive', 'insensitive'),
  negativeInvoice: choice('accepted', 'refused'),
  balance: choice('checked', 'ignored'),
  matchedValue: choice('counts', 'beside'),
  referenceColumn: choice('kept', 'lost'),
  journals: choice('document', 'branch'),
  glIntegration: choice('detail', 'off'),
  glJournal: choice('posted', 'fails'),
  invoiceStatus: choice('blank', 'codes'),
  emptyElement: choice('blanks', 'ignored'),
  addExisting: choice('refused', 'updates'),
  updateMissing: choice('refused', 'adds'),
  ledgerCodeMissing: choice('container', 'text'),
  amountSign: choice('debitPositive', 'creditPositive'),
  authorizing: choice('A', 'D'),
  paymentSign: choice('positive', 'negative'),
  numbers: choice('padded', 'plain'),
  registeredTable: { words: '' },
  unlicensed: { words: '' },
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
