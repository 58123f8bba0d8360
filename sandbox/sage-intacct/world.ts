/** Everything a simulated company holds. */
import type { OutgoingSwitch } from '../kit/simulator';
import type { StoredFile } from './attachments';
import { fillCompany } from './fill';
import type { Row } from './records';
import { Table } from './records';
import type { ObjectSchema } from './schema';
import { customField, dimensionObject, standardObjects } from './schema';
import type { IntacctSeed } from './seed';
import { readSeed } from './seed';
import { Slots } from './slots';
import { instant } from './values';

export interface Session {
  id: string;
  entity: string;
  /** Path it was given out for; it is worthless elsewhere. */
  path: string;
  started: number;
  ends: number;
}

/** Rows of a readByQuery as they were when it was asked. */
export interface Cursor {
  object: ObjectSchema;
  fields: string[] | null;
  rows: Row[];
  at: number;
  pageSize: number;
}

export interface Usage {
  transactions: number;
  byKind: Record<string, number>;
}

export interface World {
  seed: IntacctSeed;
  now(): Date;
  objects: Map<string, ObjectSchema>;
  tables: Map<string, Table>;
  numbers: Record<string, number>;
  sessions: Map<string, Session>;
  logins: number;
  /** Where sessions are sent to: part of the endpoint's path. */
  pod: string;
  /** Function control ids that are done, by sender. */
  completed: Set<string>;
  inProcess: Set<string>;
  cursors: Map<string, Cursor>;
  files: Map<string, StoredFile>;
  folders: Set<string>;
  contacts: Set<string>;
  usage: Usage;
  slots: Slots;
  recentCalls: number[];
}

export const newUsage = (): Usage => ({ transactions: 0, byKind: {} });

/** A fresh company. @throws TypeError on a seed that is none */
export function createWorld(input: unknown, now: () => Date, outgoing?: OutgoingSwitch): World {
  void outgoing;
  const seed = readSeed(input);
  const objects = standardObjects();
  for (const { object, label } of seed.dimensions) {
    objects.set(object, dimensionObject(object, label));
    for (const lines of ['APBILLITEM', 'APADJUSTMENTITEM', 'PODOCUMENTENTRY'])
      objects.get(lines)?.fields.set(`GLDIM${object}`, customField(`GLDIM${object}`, label));
  }
  for (const { object, id, label, values, docparid } of seed.customFields)
    objects.get(object)?.fields.set(id, customField(id, label, values, docparid));
  const world: World = {
    ...{ seed, now, objects, numbers: {}, sessions: new Map(), logins: 0, pod: 'na12' },
    tables: new Map([...objects.values()].map(({ name, key }) => [name, new Table(key)])),
    ...{ completed: new Set(), inProcess: new Set(), cursors: new Map(), files: new Map() },
    ...{ folders: new Set(), contacts: new Set(seed.contacts), usage: newUsage() },
    ...{ slots: new Slots(), recentCalls: [] },
  };
  fillCompany(world);
  return world;
}

export function tableOf(world: World, object: string): Table {
  const table = world.tables.get(object);
  if (!table) throw new Error(`no table for ${object}`);
  return table;
}

export function schemaOf(world: World, object: string): ObjectSchema {
  const schema = world.objects.get(object);
  if (!schema) throw new Error(`no object ${object}`);
  return schema;
}

/** Bills, adjustments and payments are numbered together. */
const SHARED: Record<string, string> = { APBILL: 'PR', APADJUSTMENT: 'PR', APPYMT: 'PR' };

export function nextNumber(world: World, sequence: string): string {
  const name = SHARED[sequence] ?? sequence;
  const number = (world.numbers[name] ?? 0) + 1;
  world.numbers[name] = number;
  return String(number);
}

/** The two stamps of a change: the same moment on two clocks [recorded]. */
export const stamps = (world: World): { AUWHENCREATED: string; WHENMODIFIED: string } => ({
  AUWHENCREATED: instant(world.now(), 0),
  WHENMODIFIED: instant(world.now(), world.seed.modifiedOffset),
});

/** Stores a new record with number and stamps, and gives it back. */
export function add(world: World, object: string, fields: Row, entity = ''): Row {
  const { AUWHENCREATED, WHENMODIFIED } = stamps(world);
  const { fields: known } = schemaOf(world, object);
  const row: Row = {
    ...(known.has('STATUS') && { STATUS: 'active' }),
    ...fields,
    RECORDNO: fields.RECORDNO ?? nextNumber(world, object),
    ...(known.has('MEGAENTITYID') && {
      MEGAENTITYID: entity,
      MEGAENTITYNAME: tableOf(world, 'LOCATIONENTITY').find(entity)?.NAME ?? '',
    }),
    ...(known.has('AUWHENCREATED')
      ? { AUWHENCREATED }
      : known.has('WHENCREATED') && { WHENCREATED: AUWHENCREATED }),
    WHENMODIFIED,
  };
  tableOf(world, object).put(row);
  return row;
}

/** Stores a change, with its time unless it is to leave no trace. */
export function change(world: World, object: string, row: Row, fields: Row, silent = false): Row {
  const changed = { ...row, ...fields, ...(!silent && { WHENMODIFIED: stamps(world).WHENMODIFIED }) };
  tableOf(world, object).put(changed);
  return changed;
}

/** What a transaction goes back to. */
export function savePoint(world: World): () => void {
  const { tables, numbers, completed, files, folders, contacts } = world;
  const saved = {
    tables: new Map([...tables].map(([name, table]) => [name, table.copy()])),
    ...{ numbers: { ...numbers }, completed: new Set(completed), files: new Map(files) },
    ...{ folders: new Set(folders), contacts: new Set(contacts) },
  };
  return () => Object.assign(world, saved);
}
