/** Records as they are kept: wall-clock dates in milliseconds as if UTC, Int64 as bigint. A row is replaced, never changed. */
export type Value = string | number | bigint | boolean | null;
export type Row = Readonly<Record<string, Value>>;

export class Table {
  private rows = new Map<string, Row>();

  constructor(readonly key: string) {}

  put(row: Row): void {
    this.rows.set(keyText(row[this.key]), row);
  }

  remove(row: Row): void {
    this.rows.delete(keyText(row[this.key]));
  }

  /** By its key; a GUID in any case. */
  get(key: Value | undefined): Row | undefined {
    return this.rows.get(keyText(key));
  }

  /** The first whose field has this text, padding aside. */
  find(field: string, text: Value | undefined): Row | undefined {
    const wanted = bare(text);
    if (wanted === '') return undefined;
    for (const row of this.rows.values()) if (bare(row[field]) === wanted) return row;
    return undefined;
  }

  where(field: string, value: Value | undefined): Row[] {
    const found: Row[] = [];
    for (const row of this.rows.values()) if (row[field] === value) found.push(row);
    return found;
  }

  all(): Row[] {
    return [...this.rows.values()];
  }

  get size(): number {
    return this.rows.size;
  }
}

const keyText = (key: Value | undefined): string => String(key ?? '').toLowerCase();

/** A code without its padding. */
export const bare = (value: Value | undefined): string => String(value ?? '').trim();

export const isGuid = (text: unknown): text is string =>
  typeof text === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
