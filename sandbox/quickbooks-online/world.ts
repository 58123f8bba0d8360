/** Everything a simulated company holds. */
import { isDeepStrictEqual } from 'node:util';
import type { OutgoingSwitch } from '../kit/simulator';
import { ENTITIES, schemaOf } from './entities';
import { fillCompany } from './fill';
import type { Identity } from './identity';
import { newGrant, newIdentity } from './identity';
import { Inside } from './inside';
import type { EntityName } from './schema';
import type { QuickBooksSeed } from './seed';
import { readSeed } from './seed';
import type { Fields } from './values';
import { WebhookSender } from './webhooks';

/** A record; it is replaced, never changed in place. */
export interface Stored {
  entity: EntityName;
  id: string;
  /** SyncToken. */
  token: number;
  /** Epoch milliseconds. */
  created: number;
  updated: number;
  /** As stored: without the members that every answer has, and references without names. */
  fields: Fields;
}

export interface Tombstone {
  entity: EntityName;
  id: string;
  at: number;
}

/** An answer that is given again where its requestid comes again. */
export interface Answered {
  at: number;
  /** Hash of what was asked. */
  asked: string;
  /** JSON of the answer. */
  text: string;
  status: number;
}

export interface StoredFile {
  attachable: string;
  name: string;
  type: string;
  bytes: Buffer;
}

export interface Usage {
  /** Requests that came through, tokens aside. */
  reads: number;
  writes: number;
  /** As the App Partner Program counts successful calls: creates and updates, and the rest. */
  core: number;
  corePlus: number;
  /** By operation and entity, each item of a batch for itself. */
  operations: Record<string, number>;
}

export interface World {
  seed: QuickBooksSeed;
  now(): Date;
  tables: Map<EntityName, Map<string, Stored>>;
  tombstones: Tombstone[];
  numbers: Record<string, number>;
  /** Payments that settle a bill or a credit, by its id. */
  settledBy: Map<string, Set<string>>;
  /** Orders that closed by themselves. */
  closedByBilling: Set<string>;
  identity: Identity;
  usage: Usage;
  inside: Inside;
  /** Times of the calls that count for the limits. */
  recent: { calls: number[]; batches: number[] };
  answered: Map<string, Answered>;
  running: Map<string, Promise<unknown>>;
  files: StoredFile[];
  webhooks: WebhookSender;
}

export const newUsage = (): Usage => ({ reads: 0, writes: 0, core: 0, corePlus: 0, operations: {} });

/** A fresh company. @throws TypeError on a seed that is none */
export function createWorld(input: unknown, now: () => Date, outgoing: OutgoingSwitch): World {
  const seed = readSeed(input);
  const world: World = {
    ...{
      seed,
      now,
      tombstones: [],
      numbers: {},
      settledBy: new Map(),
      closedByBilling: new Set(),
      identity: newIdentity(),
    },
    tables: new Map([...ENTITIES.keys()].map((name) => [name as EntityName, new Map<string, Stored>()])),
    ...{ usage: newUsage(), inside: new Inside(), recent: { calls: [], batches: [] } },
    ...{ answered: new Map(), running: new Map(), files: [] },
    webhooks: new WebhookSender(seed.signIn.realmId, now, outgoing),
  };
  const { connected, realmId } = seed.signIn;
  if (connected) {
    const at = now().getTime();
    const grant = newGrant(world.identity, realmId, at, connected.refreshToken);
    world.identity.access.set(connected.accessToken, {
      grant,
      ends: at + seed.settings.accessSeconds * 1000,
    });
  }
  fillCompany(world);
  return world;
}

export function tableOf(world: World, entity: EntityName): Map<string, Stored> {
  const table = world.tables.get(entity);
  if (!table) throw new Error(`no table for ${entity}`);
  return table;
}
export const allOf = (world: World, entity: EntityName): Stored[] => [...tableOf(world, entity).values()];
export const recordOf = (world: World, entity: EntityName, id: string): Stored | undefined =>
  tableOf(world, entity).get(id);

/** False for what was made inactive. */
export const isActive = ({ fields }: Stored): boolean => fields.Active !== false;

/** The next number of a sequence; one that is taken is passed over. */
function nextId(world: World, entity: EntityName): string {
  const { sequence } = schemaOf(entity);
  const next = (world.numbers[sequence] ?? 0) + 1;
  world.numbers[sequence] = next;
  return String(next);
}

/** Stores a new record under the next number, or under its own. @throws TypeError where that is taken */
export function add(world: World, entity: EntityName, fields: Fields, id?: string): Stored {
  const at = world.now().getTime();
  const { sequence } = schemaOf(entity);
  if (id !== undefined && tableOf(world, entity).has(id)) throw new TypeError(`${entity} ${id} is taken.`);
  if (id !== undefined && /^\d+$/.test(id))
    world.numbers[sequence] = Math.max(world.numbers[sequence] ?? 0, Number(id));
  const stored = { entity, id: id ?? nextId(world, entity), token: 0, created: at, updated: at, fields };
  tableOf(world, entity).set(stored.id, stored);
  world.webhooks.changed(entity, stored.id, 'Create', at);
  return stored;
}

/**
 * Stores a change. What changes nothing leaves the SyncToken alone [client code: qbo_api deactivate/account]; a silent
 * change leaves token and time alone.
 */
export function change(world: World, record: Stored, fields: Fields, silent = false): Stored {
  if (isDeepStrictEqual(record.fields, fields)) return record;
  const at = world.now().getTime();
  const changed = silent
    ? { ...record, fields }
    : { ...record, fields, token: record.token + 1, updated: at };
  tableOf(world, record.entity).set(record.id, changed);
  if (!silent) world.webhooks.changed(record.entity, record.id, 'Update', at);
  return changed;
}

export function remove(world: World, { entity, id }: Stored): void {
  const at = world.now().getTime();
  tableOf(world, entity).delete(id);
  world.tombstones.push({ entity, id, at });
  world.webhooks.changed(entity, id, 'Delete', at);
}
