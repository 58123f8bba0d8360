/** Mapping rows, indexed once, and asked for one code at a time. */
import type { Kind, MappingRows, Row } from './rows';

/** What the table says about a code at a date. */
export type Answer =
  | { found: 'one'; to: string }
  | { found: 'none' }
  /** There is a row, but its target is not filled in. */
  | { found: 'open' }
  /** Rows with different targets are valid at the same time. */
  | { found: 'several'; targets: string[] };

const NONE: Answer = { found: 'none' };

/** An index over mapping rows by kind, scope and code. */
export class MappingTable {
  readonly hash: string;
  /** Rows that have a target. */
  readonly size: number;
  private readonly byCode = new Map<string, Row[]>();

  constructor(mapping: Pick<MappingRows, 'rows' | 'hash'>) {
    this.hash = mapping.hash;
    this.size = mapping.rows.filter((row) => row.to !== '').length;
    for (const row of mapping.rows) {
      const code = indexKey(row.kind, row.scope, row.from);
      const rows = this.byCode.get(code);
      if (rows) rows.push(row);
      else this.byCode.set(code, [row]);
    }
  }

  /**
   * The target of a code for a document of this date: the row with the latest `validFrom` not after it wins.
   * A document without a date cannot choose between targets that differ.
   */
  look(kind: Kind, scope: string, from: string, date: string | null): Answer {
    const rows = this.byCode.get(indexKey(kind, scope, from));
    if (!rows) return NONE;
    const valid = date === null ? rows : latest(rows, date);
    if (valid.length === 0) return NONE;
    const targets = [...new Set(valid.map((row) => row.to))].filter((to) => to !== '');
    const [to] = targets;
    if (to === undefined) return { found: 'open' };
    return targets.length === 1 ? { found: 'one', to } : { found: 'several', targets: targets.sort() };
  }

  /** Every target that any row gives for a code, whenever it was or will be valid. */
  everTargets(kind: Kind, scope: string, from: string): string[] {
    const rows = this.byCode.get(indexKey(kind, scope, from)) ?? [];
    return rows.map((row) => row.to).filter((to) => to !== '');
  }
}

function latest(rows: Row[], date: string): Row[] {
  const begun = rows.filter((row) => row.validFrom <= date);
  const start = begun.reduce((found, row) => (row.validFrom > found ? row.validFrom : found), '');
  return begun.filter((row) => row.validFrom === start);
}

const indexKey = (kind: Kind, scope: string, from: string): string => `${kind}\u0000${scope}\u0000${from}`;
