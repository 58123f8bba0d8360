/**
 * Behaviours that public material leaves open, as switches with all positions. A switch is set for a whole world in the
 * seed's `settings`, or for some calls by a fault `{kind: 'switch', name, value}`.
 */
import type { SimContext } from './routes';

/** Named positions; the first is the default. */
export interface Choice<T extends string = string> {
  positions: readonly [T, ...T[]];
}
/** Any number; the default. */
export interface Amount {
  amount: number;
}
/** Any text; the default. */
export interface Words {
  words: string;
}
export type SwitchTable = Readonly<Record<string, Choice | Amount | Words>>;

/** A switch with these positions, the default first. */
export const choice = <const T extends string>(...positions: [T, ...T[]]): Choice<T> => ({ positions });

/** Where every switch of a table stands. */
export type SettingsOf<T extends SwitchTable> = {
  [K in keyof T]: T[K] extends Choice<infer P> ? P : T[K] extends Amount ? number : string;
};

export interface Switches<T extends SwitchTable> {
  /** The settings of a seed, completed. @throws TypeError on a switch or position that does not exist */
  readSettings(given: object | undefined): SettingsOf<T>;
  /** The position of a switch for this call. Ask once in a call: a fault counts each time. */
  setting<K extends keyof T & string>(name: K, settings: SettingsOf<T>, sim: SimContext): SettingsOf<T>[K];
  /** All switches as they stand for this call. Ask once in a call: a fault counts each time. */
  settingsOf(settings: SettingsOf<T>, sim: SimContext): SettingsOf<T>;
}

/** How the switches of a table are read. */
export function switchesOf<T extends SwitchTable>(table: T): Switches<T> {
  const names = Object.keys(table);

  const position = (name: string, value: unknown): string | number => {
    const known = table[name];
    if (!known) throw new TypeError(`There is no switch ${name}.`);
    return positionOf(name, known, value);
  };
  const setting: Switches<T>['setting'] = (name, settings, sim) => {
    const ordered = sim.fault(name);
    return ordered === undefined ? settings[name] : (position(name, ordered) as SettingsOf<T>[typeof name]);
  };
  return {
    setting,
    readSettings: (given) => {
      const named = new Map<string, unknown>(Object.entries(given ?? {}));
      for (const name of named.keys()) {
        if (!names.includes(name)) throw new TypeError(`There is no switch ${name}.`);
      }
      return Object.fromEntries(
        names.map((name) => [name, position(name, named.get(name))]),
      ) as SettingsOf<T>;
    },
    settingsOf: (settings, sim) =>
      Object.fromEntries(names.map((name) => [name, setting(name, settings, sim)])) as SettingsOf<T>,
  };
}

/** `true`, which is what a fault without a value gives, stands for the other position. */
function positionOf(name: string, known: Choice | Amount | Words, value: unknown): string | number {
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
