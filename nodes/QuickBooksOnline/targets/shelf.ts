/** Records as this run knows them: read once, then kept up to date by the answers of writes. Reads are metered. */
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';

export class Shelf {
  private records: Map<string, Json> | null = null;

  constructor(private readonly read: () => Promise<Json[]>) {}

  /** All of them. @throws Refusal, SignInRefused, NoAnswer at the first time, and after {@link forget} */
  async all(): Promise<Json[]> {
    this.records ??= new Map((await this.read()).map((record) => [textAt(record, 'Id'), record]));
    return [...this.records.values()];
  }

  byId(id: string): Json | undefined {
    return this.records?.get(id);
  }

  /** What a write has answered is what the company has now. */
  put(record: Json): void {
    this.records?.set(textAt(record, 'Id'), record);
  }

  /** Nobody knows what the company has: it is read again when it is asked for. */
  forget(): void {
    this.records = null;
  }
}
