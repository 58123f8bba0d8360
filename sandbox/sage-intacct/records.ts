/** Records as the gateway shows them: text by field. A stored row is never changed, only replaced. */
export type Row = Readonly<Record<string, string>>;

export class Table {
  private rows = new Map<string, Row>();
  private keys = new Map<string, string>();

  constructor(readonly key: string) {}

  put(row: Row): void {
    const recordNo = row.RECORDNO ?? '';
    const before = this.rows.get(recordNo);
    if (before) this.keys.delete(before[this.key] ?? '');
    this.rows.set(recordNo, row);
    this.keys.set(row[this.key] ?? '', recordNo);
  }

  remove(recordNo: string): void {
    const row = this.rows.get(recordNo);
    if (!row) return;
    this.rows.delete(recordNo);
    this.keys.delete(row[this.key] ?? '');
  }

  get(recordNo: string | undefined): Row | undefined {
    return this.rows.get(recordNo ?? '');
  }

  /** By the field that names a record. */
  find(key: string | undefined): Row | undefined {
    return this.rows.get(this.keys.get(key ?? '') ?? '');
  }

  all(): Row[] {
    return [...this.rows.values()];
  }

  get size(): number {
    return this.rows.size;
  }

  /** For a transaction: a copy to go back to. */
  copy(): Table {
    const copy = new Table(this.key);
    copy.rows = new Map(this.rows);
    copy.keys = new Map(this.keys);
    return copy;
  }
}
