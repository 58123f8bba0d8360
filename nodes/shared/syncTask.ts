/** One document on its way through Create or Update. */
import type { Difference, Outcome, Problem } from './outcome';
import type { Change, Match } from './syncTarget';

/** What became of one document. */
export interface Synced<Doc> {
  document: Doc;
  key: string;
  outcome: Outcome;
  problem: Problem | null;
  /** Id on the other side; empty where there is none. */
  targetId: string;
  /** The record that was there before. */
  match: Match<unknown> | null;
  matchedBy: string;
  differences: Difference[];
  notCarried: string[];
  /** Why nothing was to be done. */
  note: string;
  /** Exact body of a dry run. */
  payload: object | null;
  attempts: number;
}

/** One document on its way. */
export interface SyncTask<Doc, Found> {
  key: string;
  name: string;
  document: Doc;
  match: Match<Found> | null;
  change: Change | null;
  attempts: number;
  result: Synced<Doc> | null;
}

export const isOpen = <Doc, Found>(task: SyncTask<Doc, Found>): boolean => task.result === null;

/** Settles a document's outcome. */
export function finish<Doc, Found>(
  task: SyncTask<Doc, Found>,
  outcome: Outcome,
  facts: Partial<Synced<Doc>>,
): void {
  task.result = {
    problem: null,
    targetId: task.match?.id ?? '',
    match: task.match,
    matchedBy: task.match?.matchedBy ?? '',
    differences: task.change?.differences ?? [],
    notCarried: task.change?.notCarried ?? [],
    note: outcome === 'unchanged' ? (task.change?.note ?? '') : '',
    payload: null,
    ...facts,
    document: task.document,
    key: task.key,
    outcome,
    attempts: task.attempts,
  };
}
