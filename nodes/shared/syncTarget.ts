/** What a system supplies so that documents can be kept in step with it; see `syncing.ts`. */
import type { Difference, Problem } from './outcome';

/** A record of the other side that may be the document's. */
export interface Match<Found> {
  /** Its id there. */
  id: string;
  /** Name of the key that found it, e.g. `vendorId`, `duns`. */
  matchedBy: string;
  record: Found;
}

/** What is to be written for one document. */
export interface Change {
  /** Exact body to send. */
  payload: object;
  /** Fields that are to change: expected = the document's, found = the other side's. None of them: nothing to do. */
  differences: Difference[];
  /** What the other side cannot hold, or does not get. */
  notCarried: string[];
  /** Why there is nothing to do, where that is not plain. */
  note?: string;
}

/** One document to write. */
export interface WriteOrder<Doc, Found> {
  document: Doc;
  change: Change;
  /** Null: it is to be created. */
  match: Match<Found> | null;
}

/** What became of one written document. */
export type Written =
  /** Carried out. `id` is empty where the other side does not tell it. */
  | { kind: 'written'; id: string; warnings: string[] }
  | { kind: 'refused'; problem: Problem }
  /** `final`: the server itself answered with a failure and is not still working on it. */
  | { kind: 'unknown'; reason: string; final: boolean };

/** What a system supplies. */
export interface SyncTarget<Doc, Found> {
  /** Name in audit rows and messages. */
  readonly system: string;
  /** Company or tenant that is written to: one run at a time for each kind of document in this process. */
  readonly company: string;
  readonly environment: string;
  /** What is written, e.g. `supplier`. */
  readonly kind: string;
  /** How many documents one `write` call takes. */
  readonly batchSize: number;
  /** Whether what was written can be read again at once: then it is, and what was not kept is `differs`. */
  readonly readsBack: boolean;
  /** Identity of a document for ever, and the words for it in messages. */
  nameOf(document: Doc): { key: string; name: string };
  /** What a new record would be known by there: two new documents with the same would overwrite each other. */
  slotOf?(document: Doc): string;
  /**
   * Looks documents up in bulk: every candidate for each key, or why this document cannot be looked up.
   * @throws NoAnswer, SignInRefused, Refusal: then nothing is written at all
   */
  find(documents: Doc[]): Promise<Map<string, Array<Match<Found>> | Problem>>;
  /**
   * What is to change; `match` is null where the other side does not have it. Pure: it is also asked after writing.
   * @throws Refusal for this document alone
   */
  plan(document: Doc, match: Match<Found> | null): Change;
  /**
   * Writes the changes, one result each, in order. A Refusal means that the call as a whole was refused and nothing
   * was written: it is tried again in halves, until what is refused stands alone.
   * @throws Refusal; NoAnswer; SignInRefused when none of these was written
   */
  write(changes: Array<WriteOrder<Doc, Found>>): Promise<Written[]>;
}
