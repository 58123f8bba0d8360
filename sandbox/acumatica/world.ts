/** Everything a simulated tenant holds. */
import type { AcumaticaSeed } from './seed';
import { readSeed } from './seed';
import type { RecordData } from './records';
import { EntityStore, folded } from './records';
import { ENTITIES } from './schema';
import { fillMasters } from './masters';
import { newIdentity } from './identity';
import type { Identity } from './identity';
import { placeBill } from './placeBill';
import { PushNotifier } from './push';
import type { OutgoingSwitch } from '../kit/simulator';

export interface Operation {
  id: string;
  session: string;
  screen: string;
  /** Status calls still to be answered with 202. */
  pollsLeft: number;
  /** Over by then, watched or not; epoch milliseconds. */
  ends: number;
  failure: string | null;
  finish(): void;
}

export interface World {
  seed: AcumaticaSeed;
  now(): Date;
  stores: Map<string, EntityStore>;
  /** Bills by vendor and vendor reference, for the duplicate check. */
  billsByRef: Map<string, Set<string>>;
  numbers: Record<string, number>;
  identity: Identity;
  operations: Map<string, Operation>;
  /** Times of the calls of the last minute, for the rate limit. */
  recentCalls: number[];
  waiting: number;
  push: PushNotifier;
}

/** A fresh tenant. @throws TypeError on a seed that is none */
export function createWorld(
  input: unknown,
  now: () => Date,
  outgoing: OutgoingSwitch = () => undefined,
): World {
  const seed = readSeed(input);
  const push = new PushNotifier(seed, now, outgoing);
  const world: World = {
    seed,
    now,
    stores: new Map(
      [...ENTITIES.values()].map((schema) => [schema.name, new EntityStore(schema, push.changed)]),
    ),
    billsByRef: new Map(),
    numbers: { Bill: 0, Check: 0 },
    identity: newIdentity(),
    operations: new Map(),
    recentCalls: [],
    waiting: 0,
    push,
  };
  fillMasters(world);
  for (const bill of seed.bills ?? []) placeBill(world, bill);
  return world;
}

/** The store of an entity the schema names. */
export function storeOf(world: World, entity: string): EntityStore {
  const store = world.stores.get(entity);
  if (!store) throw new Error(`no store for ${entity}`);
  return store;
}

export const refKey = (vendor: unknown, vendorRef: unknown): string =>
  `${folded(vendor)}|${folded(vendorRef)}`;

/** Writes a bill and keeps the reference index in step. */
export function commitBill(world: World, bill: RecordData): void {
  const store = storeOf(world, 'Bill');
  const previous = store.byId(bill.id);
  if (previous) unindex(world, previous);
  bill.fields.LastModifiedDateTime = world.now().getTime();
  store.put(bill);
  const key = refKey(bill.fields.Vendor, bill.fields.VendorRef);
  const known = world.billsByRef.get(key) ?? new Set<string>();
  world.billsByRef.set(key, known.add(bill.id));
}

export function removeBill(world: World, bill: RecordData): void {
  unindex(world, bill);
  storeOf(world, 'Bill').remove(bill);
}

function unindex(world: World, bill: RecordData): void {
  world.billsByRef.get(refKey(bill.fields.Vendor, bill.fields.VendorRef))?.delete(bill.id);
}

/** Documents are numbered by the system; a number that was sent has no effect [community]. */
export function nextNumber(world: World, sequence: string): string {
  const number = (world.numbers[sequence] ?? 0) + 1;
  world.numbers[sequence] = number;
  return String(number).padStart(6, '0');
}
