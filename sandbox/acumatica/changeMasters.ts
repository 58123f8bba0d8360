/** Master data that changes while a tenant runs: a period closes, a vendor is blocked, an order is added. */
import { fillMasters } from './masters';
import type { AcumaticaSeed } from './seed';
import { readSeed } from './seed';
import type { World } from './world';

const PARTS = [
  'vendors',
  'accounts',
  'subaccounts',
  'branches',
  'periods',
  'currencies',
  'taxes',
  'taxCategories',
  'taxZones',
  'paymentMethods',
  'vendorClasses',
  'purchaseOrders',
  'purchaseReceipts',
] as const;
type Masters = Pick<AcumaticaSeed, (typeof PARTS)[number]>;

/** Of these, a part is enough: what is not said stays. */
const PARTIAL = new Set<string>(['vendors', 'accounts', 'subaccounts']);

/**
 * Adds masters, or puts them in the place of those with the same key; their time of change moves.
 * @throws TypeError on anything else
 */
export function changeMasters(world: World, input: unknown): string[] {
  const read = readSeed(input);
  const names = Object.keys(input as object);
  const strange = names.find((name) => !PARTS.some((part) => part === name));
  if (strange !== undefined) throw new TypeError(`There are no masters called ${strange}.`);
  const given: Partial<Masters> = Object.fromEntries(
    PARTS.filter((part) => names.includes(part)).map((part) => [part, read[part]]),
  );
  const { seed } = world;
  for (const part of PARTS) {
    const merged = new Map<string, object>(seed[part].map((one) => [keyOf(one), one]));
    const whole = (given[part] ?? []).map((one) =>
      PARTIAL.has(part) ? { ...merged.get(keyOf(one)), modified: undefined, ...one } : one,
    );
    for (const one of whole) merged.set(keyOf(one), one);
    Object.assign(seed, { [part]: [...merged.values()] });
    if (given[part]) Object.assign(given, { [part]: whole });
  }
  const none = Object.fromEntries(PARTS.map((part) => [part, []])) as unknown as Masters;
  // calendars are shown by year and company, ledgers with their branches: those are made again as a whole
  const periods = given.periods || given.branches ? seed.periods : [];
  const ledgers = given.branches ? seed.ledgers : [];
  fillMasters({ ...world, seed: { ...seed, ...none, ...given, branches: seed.branches, periods, ledgers } });
  return names;
}

function keyOf(one: object): string {
  const part = (name: string) => String(Reflect.get(one, name) ?? '').toUpperCase();
  return part('id') || part('code') || `${part('year')}${part('number')}`;
}
