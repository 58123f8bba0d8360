/** Who is told: mapping rows of kind `owner`. */
import { cellText, cellWords } from '../cells';

interface OwnerRow {
  from: string;
  scope: string;
  to: string[];
}

/** Looks addresses up, from the most exact row to the most general one. */
export class Recipients {
  private readonly rows: OwnerRow[];

  /**
   * @param rows mapping rows `{kind: owner, from: cause or owner word or *, scope: entity, to: addresses}`; other kinds
   *   are passed over
   * @param otherwise who is told where no row fits
   */
  constructor(
    rows: ReadonlyArray<Record<string, unknown>>,
    private readonly otherwise: string[],
  ) {
    this.rows = rows
      .filter((row) => lower(row.kind) === 'owner')
      .map((row) => ({ from: lower(row.from) || '*', scope: lower(row.scope), to: cellWords(row.to) }))
      .filter((row) => row.to.length > 0);
  }

  /** By cause before owner, with the entity before without. */
  of(cause: string, owner: string, entity: string): string[] {
    const family = `${cause.split('.')[0] ?? ''}.*`;
    for (const from of [lower(cause), lower(family), lower(owner), '*']) {
      for (const scope of new Set([lower(entity), ''])) {
        const hits = this.rows.filter((row) => row.from === from && row.scope === scope);
        if (from !== '' && hits.length > 0) return [...new Set(hits.flatMap((row) => row.to))];
      }
    }
    return this.otherwise;
  }
}

const lower = (value: unknown): string => cellText(value).toLowerCase();
