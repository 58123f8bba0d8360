/**
 * Records that tell no time of change: what was handed over is remembered by id and content hash as long as that fits.
 * A longer list is remembered as one digest for each of many groups: a group that changed is handed over as a whole, so
 * records may come again, and none is skipped.
 */
import { createHash } from 'crypto';

const GROUPS = 2_048;
const WIDTH = 6;
const MODULUS = 36 ** WIDTH;
/** As the cursor reckons an entry's room. */
const roomOf = (id: string, content: string): number => JSON.stringify([id, content]).length + 3;

const hash = (text: string): string => createHash('md5').update(text).digest('hex').slice(0, 8);
/** Short name of a record's content. */
export const contentHash = (record: unknown): string => hash(JSON.stringify(record));

export interface UndatedMemory {
  /** By id: a hash of the record as it was handed over. */
  undated: Record<string, string>;
  /** Digests of the groups of a list too long for that, each of the same width; left out where it is not. */
  groups?: string;
}

interface Known<T> {
  id: string;
  hash: string;
  group: number;
  record: T;
}

const groupOf = (id: string): number => parseInt(hash(id), 16) % GROUPS;
const digestOf = (sum: number): string => sum.toString(36).padStart(WIDTH, '0');
/** Also where a group's records are still to be handed over. */
const NONE = digestOf(0);
const digestAt = (groups: string, group: number): string =>
  groups.slice(group * WIDTH, (group + 1) * WIDTH) || NONE;

/** One complete look at the list. What may be new is kept in memory until its end. */
export class Undated<T> {
  private readonly unproven: Array<Known<T>> = [];
  private readonly proven: Record<string, string> = {};
  private readonly sums = new Map<number, number>();
  private size = 0;

  constructor(
    private readonly memory: UndatedMemory,
    private readonly limit: number,
    /** Characters of JSON. */
    private readonly room: number,
  ) {}

  add(id: string, record: T): void {
    const content = contentHash(record);
    const group = groupOf(id);
    this.size += roomOf(id, content);
    this.sums.set(group, ((this.sums.get(group) ?? 0) + parseInt(hash(`${id} ${content}`), 16)) % MODULUS);
    if (this.memory.undated[id] === content) this.proven[id] = content;
    else this.unproven.push({ id, hash: content, group, record });
  }

  /** What to hand over, at most the limit, and what to remember; `cut` where more is waiting. */
  finish(): { records: T[]; memory: UndatedMemory; cut: boolean } {
    const { groups } = this.memory;
    const isKnown = ({ group }: Known<T>) =>
      groups !== undefined && digestAt(groups, group) === digestOf(this.sums.get(group) ?? 0);
    const news = this.unproven.filter((each) => !isKnown(each));
    return this.size <= this.room ? this.byId(news, this.unproven.filter(isKnown)) : this.byGroup(news);
  }

  private byId(news: Array<Known<T>>, known: Array<Known<T>>) {
    const chosen = news.slice(0, this.limit);
    const undated = { ...this.proven };
    for (const { id, hash: content } of [...known, ...chosen]) undated[id] = content;
    return { ...handed(chosen), memory: { undated }, cut: news.length > chosen.length };
  }

  /** Groups are handed over whole, so that their digest says what became of them. */
  private byGroup(news: Array<Known<T>>) {
    const waiting = new Map<number, Array<Known<T>>>();
    for (const each of news) waiting.set(each.group, [...(waiting.get(each.group) ?? []), each]);
    const chosen: Array<Known<T>> = [];
    for (const [group, records] of waiting) {
      if (chosen.length > 0 && chosen.length + records.length > this.limit) break;
      chosen.push(...records);
      waiting.delete(group);
    }
    const groups = Array.from({ length: GROUPS }, (_, group) =>
      waiting.has(group) ? NONE : digestOf(this.sums.get(group) ?? 0),
    ).join('');
    return { ...handed(chosen), memory: { undated: {}, groups }, cut: waiting.size > 0 };
  }
}

const handed = <T>(chosen: Array<Known<T>>) => ({ records: chosen.map(({ record }) => record) });

/** Of two memories of overlapping polls: what both agree on, of groups; what either handed over, by id. */
export function mergeUndated(one: UndatedMemory, other: UndatedMemory): UndatedMemory {
  const undated = { ...one.undated, ...other.undated };
  const { groups: a } = one;
  const { groups: b } = other;
  if (a === undefined || b === undefined) return { undated };
  const agreed = Array.from({ length: GROUPS }, (_, group) =>
    digestAt(a, group) === digestAt(b, group) ? digestAt(a, group) : NONE,
  );
  return { undated, groups: agreed.join('') };
}
