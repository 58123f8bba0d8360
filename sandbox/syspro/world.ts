/** Everything a simulated installation holds. */
import { fillCompany } from './fill';
import type { Entry } from './ledger';
import type { Period } from './periods';
import type { SysproSeed } from './seed';
import { readSeed } from './seed';
import type { Row, Table } from './tables';
import { emptyTables } from './tables';
import { filled, shown } from './values';

export interface Session {
  id: string;
  operator: string;
  /** Ends when nothing was asked for so long. */
  used: number;
}

export interface SessionCounts {
  logons: number;
  logoffs: number;
  /** Ended by a second logon of the same operator. */
  evicted: number;
}

export interface World {
  seed: SysproSeed;
  now(): Date;
  tables: Map<string, Table>;
  numbers: Record<string, number>;
  sessions: Map<string, Session>;
  /** Ids that were sessions once. */
  ended: Set<string>;
  counts: SessionCounts;
  /** Entries of AP journals that did not reach the ledger, by year, month and number. */
  waiting: Map<string, { period: Period; entries: Entry[] }>;
  /** Documents and items that came in, by business object. */
  meter: Record<string, { documents: number; items: number }>;
}

/** A fresh installation. @throws TypeError on a seed that is none */
export function createWorld(input: unknown, now: () => Date): World {
  const seed = readSeed(input);
  const world: World = {
    ...{ seed, now, tables: emptyTables(), numbers: {}, sessions: new Map(), ended: new Set() },
    ...{ counts: { logons: 0, logoffs: 0, evicted: 0 }, waiting: new Map(), meter: {} },
  };
  fillCompany(world);
  return world;
}

export function tableOf(world: World, name: string): Table {
  const table = world.tables.get(name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
}

export const put = (world: World, table: string, row: Row): Row => tableOf(world, table).put(row);

/** The next number of a sequence, from 1. */
export function nextNumber(world: World, sequence: string): number {
  const number = (world.numbers[sequence] ?? 0) + 1;
  world.numbers[sequence] = number;
  return number;
}

/** Counts what a document asks for, whatever becomes of it. */
export function count(world: World, object: string, items: number): void {
  const { documents, items: before } = world.meter[object] ?? { documents: 0, items: 0 };
  world.meter[object] = { documents: documents + 1, items: before + items };
}

/** What a document goes back to that is not applied. */
export function savePoint(world: World): () => void {
  const { tables, numbers } = world;
  const saved = {
    tables: new Map([...tables].map(([name, table]) => [name, table.copy()])),
    numbers: { ...numbers },
  };
  return () => void Object.assign(world, saved);
}

/** The company's day. */
export const today = (world: World): string =>
  world.seed.company.date === '' ? world.now().toISOString().slice(0, 10) : world.seed.company.date;

const isNumeric = ({ seed }: World): boolean => seed.supplierKey.type === 'N';

/** A supplier's code as the tables have it [HS: numeric keys are filled with zeros to 15]. */
export const supplierKey = (world: World, code: string): string =>
  isNumeric(world) ? filled(code.trim()) : code.trim();

/** A supplier's code as people see it. */
export const showSupplier = (world: World, key: string): string =>
  isNumeric(world) ? shown(key, world.seed.supplierKey.length) : key;

/** Purchase orders are stored filled to 15 [MEG], and shown with six digits [SMP]. */
export const orderKey = (number: string): string => filled(number.trim());
export const showOrder = (key: string): string => shown(key, 6);

export const supplierOf = (world: World, code: string): Row | undefined =>
  tableOf(world, 'ApSupplier').get(supplierKey(world, code));

export const ledgerRow = (world: World, code: string): Row | undefined =>
  tableOf(world, 'GenMaster').get(world.seed.signIn.companyId, code);
