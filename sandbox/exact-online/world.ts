/** A simulated site: divisions with their tables, one row version for each change, tokens, counters, webhooks. */
import { createHash } from 'node:crypto';
import type { OutgoingSwitch } from '../kit/simulator';
import { fillDivision } from './fill';
import { Hooks } from './hooks';
import type { Identity } from './identity';
import { connect, newIdentity } from './identity';
import { Limits } from './limits';
import type { Row, Value } from './records';
import { Table } from './records';
import { PADDED, TABLES, schemaOf } from './schema';
import type { ExactSeed, SeedDivision, SeedUser } from './seed';
import { readSeed } from './seed';

export interface Division {
  code: number;
  seed: SeedDivision;
  tables: Map<string, Table>;
  /** The database's row version: unique, and no time [doc]. */
  version: bigint;
  numbers: Record<string, number>;
  /** Wall clock of the move to another database. */
  movedAt: number | null;
}

export interface World {
  seed: ExactSeed;
  now(): Date;
  identity: Identity;
  limits: Limits;
  hooks: Hooks;
  divisions: Map<number, Division>;
  /** Bytes of attachments by their id. */
  files: Map<string, Buffer>;
}

/** A fresh site. @throws TypeError on a seed that is none */
export function createWorld(input: unknown, now: () => Date, outgoing: OutgoingSwitch): World {
  const seed = readSeed(input);
  const world: World = {
    ...{ seed, now, identity: newIdentity(), limits: new Limits(now), hooks: new Hooks(outgoing) },
    ...{ divisions: new Map(), files: new Map() },
  };
  for (const each of seed.divisions) {
    const division: Division = {
      ...{ code: each.code, seed: each, version: BigInt(each.code) * 10n, numbers: {}, movedAt: null },
      tables: new Map(TABLES.map(({ path, key }) => [path, new Table(key)])),
    };
    world.divisions.set(each.code, division);
    fillDivision(world, division);
  }
  for (const { id, connected } of seed.clients)
    if (connected) connect(world, id, seed.users[0]?.id ?? '', connected);
  return world;
}

export function tableOf(division: Division, name: string): Table {
  const table = division.tables.get(name);
  if (!table) throw new Error(`no table for ${name}`);
  return table;
}

/** Wall clock of the server in milliseconds, as if it were UTC [recorded: /Date(ms)/ is local time]. */
export const wallClock = (world: World): number => world.now().getTime() + world.seed.utcOffset * 1_000;

/** Midnight of a day, `YYYY-MM-DD`, as dates are kept. */
export const day = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
export const dayText = (value: Value | undefined): string =>
  typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : '';

/** A GUID that is the same on each run. */
export function guidOf(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function nextNumber(division: Division, sequence: string, first = 1): number {
  const number = division.numbers[sequence] ?? first;
  division.numbers[sequence] = number + 1;
  return number;
}

function nextVersion(division: Division): bigint {
  division.version += 1n;
  return division.version;
}

/** Stores a new record with its key, stamps and row version, and gives it back. */
export function add(world: World, division: Division, path: string, fields: Row, user?: SeedUser): Row {
  const { fields: known, key, topic } = schemaOf(path);
  const now = wallClock(world);
  const made = nextNumber(division, `key ${path}`);
  const { id: by, name } = user ?? world.seed.users[0] ?? { id: null, name: null };
  const row: Row = {
    ...padded(path, fields),
    [key]: fields[key] ?? guidOf(`${division.code} ${path} ${made}`),
    Timestamp: nextVersion(division),
    ...(known.has('Division') && { Division: division.code }),
    ...(known.has('Created') && { Created: now, Creator: by, CreatorFullName: name }),
    ...(known.has('Modified') && { Modified: now, Modifier: by, ModifierFullName: name }),
  };
  tableOf(division, path).put(row);
  if (topic !== undefined) world.hooks.changed({ world, division, path, row, action: 'Create' });
  return row;
}

/** Stores a change with a new row version; `silent` leaves Modified and the webhooks alone. */
export function change(
  world: World,
  division: Division,
  path: string,
  row: Row,
  fields: Row,
  silent = false,
): Row {
  const { fields: known, topic } = schemaOf(path);
  const changed: Row = {
    ...{ ...row, ...padded(path, fields), Timestamp: nextVersion(division) },
    ...(known.has('Modified') && !silent && { Modified: wallClock(world) }),
  };
  tableOf(division, path).put(changed);
  if (topic !== undefined && !silent)
    world.hooks.changed({ world, division, path, row: changed, action: 'Update' });
  return changed;
}

/** Takes a record away and notes it in sync/Deleted, where its kind is noted there [doc]. */
export function remove(world: World, division: Division, path: string, row: Row): void {
  const { key, topic, deletedType } = schemaOf(path);
  tableOf(division, path).remove(row);
  if (deletedType !== undefined) noteDeleted(world, division, deletedType, row[key] ?? null);
  if (topic !== undefined) world.hooks.changed({ world, division, path, row, action: 'Delete' });
}

export function noteDeleted(world: World, division: Division, type: number, entityKey: Value): void {
  add(world, division, 'sync/Deleted', {
    ...{ EntityType: type, EntityKey: entityKey, DeletedDate: wallClock(world) },
    DeletedBy: world.seed.users[0]?.id ?? null,
  });
}

/** The division goes to another database: all row versions begin anew [doc: compare DivisionMoveDate]. */
export function moveDivision(world: World, division: Division): void {
  division.version = 0n;
  for (const table of division.tables.values())
    for (const row of table.all()) table.put({ ...row, Timestamp: nextVersion(division) });
  division.movedAt = wallClock(world);
}

function padded(path: string, fields: Row): Row {
  const pairs = Object.entries(fields).map(([name, value]): [string, Value] => {
    const width = PADDED[`${path} ${name}`];
    if (width === undefined || typeof value !== 'string') return [name, value];
    return [name, width < 0 ? value.trim().padStart(-width) : value.trim().padEnd(width)];
  });
  return Object.fromEntries(pairs);
}
