/** Records as the contract shows them, and the stores that keep them. */
import { randomUUID } from 'node:crypto';
import type { CustomFields } from './custom';
import type { EntitySchema } from './schema';

export type Scalar = string | number | boolean | null;

export interface StoredFile {
  id: string;
  name: string;
  comment: string;
  bytes: Buffer;
}

export interface RecordData {
  id: string;
  /** Instants as epoch milliseconds, dates as yyyy-mm-dd. */
  fields: Record<string, Scalar>;
  details: Record<string, RecordData[]>;
  /** Linked entities: one record each. */
  linked: Record<string, RecordData>;
  note: string;
  custom: CustomFields;
  files: StoredFile[];
  error?: string;
  errors?: Record<string, string>;
}

export const newRecord = (
  fields: Record<string, Scalar>,
  details: Record<string, RecordData[]> = {},
  linked: Record<string, RecordData> = {},
): RecordData => ({ id: randomUUID(), fields, details, linked, note: '', custom: {}, files: [] });

/** A copy that can be changed without touching the stored record. */
export const copyOf = (record: RecordData): RecordData => ({
  ...record,
  fields: { ...record.fields },
  details: Object.fromEntries(
    Object.entries(record.details).map(([name, rows]) => [name, rows.map((row) => copyOf(row))]),
  ),
});

/** The database compares text without case and without trailing spaces. */
export const folded = (text: unknown): string =>
  String(text ?? '')
    .trimEnd()
    .toUpperCase();

/** Told of every change; `before` is null for what is new, `after` for what is gone. */
export type OnChange = (entity: string, before: RecordData | null, after: RecordData | null) => void;

export class EntityStore {
  private readonly records = new Map<string, RecordData>();
  private readonly keys = new Map<string, string>();

  constructor(
    readonly schema: EntitySchema,
    private readonly onChange: OnChange = () => undefined,
  ) {}

  put(record: RecordData): void {
    const previous = this.records.get(record.id);
    if (previous) this.keys.delete(this.keyOf(previous));
    this.onChange(this.schema.name, previous ?? null, record);
    this.records.set(record.id, record);
    this.keys.set(this.keyOf(record), record.id);
  }

  remove(record: RecordData): void {
    this.onChange(this.schema.name, record, null);
    this.records.delete(record.id);
    this.keys.delete(this.keyOf(record));
  }

  byId(id: string): RecordData | undefined {
    return this.records.get(id.toLowerCase());
  }

  byKey(...values: unknown[]): RecordData | undefined {
    const id = this.keys.get(values.map(folded).join('|'));
    return id === undefined ? undefined : this.records.get(id);
  }

  all(): RecordData[] {
    return [...this.records.values()];
  }

  get size(): number {
    return this.records.size;
  }

  private keyOf(record: RecordData): string {
    return this.schema.keys.map((key) => folded(record.fields[key])).join('|');
  }
}
