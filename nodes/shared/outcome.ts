import type { Decimal } from './money';

/**
 * What became of one document. Done are `posted` and `alreadyPosted` for bills, `created`, `updated` and `unchanged`
 * for everything that is kept in step, and `dryRun`.
 */
export type Done = 'posted' | 'alreadyPosted' | 'created' | 'updated' | 'unchanged' | 'dryRun';

/**
 * What needs attention: `differs` = the other side has it with other values; `held` = data or a decision is missing
 * here, it will be tried again; `rejected` = the other side or a rule refuses it for good; `unknown` = sent, and
 * nobody can say whether it arrived.
 */
export type Trouble = 'differs' | 'held' | 'rejected' | 'unknown';

export type Outcome = Done | Trouble;

export const DONE: ReadonlySet<Outcome> = new Set<Done>([
  'posted',
  'alreadyPosted',
  'created',
  'updated',
  'unchanged',
  'dryRun',
]);

/** Who can mend a problem. */
export type Owner = 'mapping' | 'jaggaer' | 'erp' | 'connection' | 'support';

/** A refusal in words that a person can act on. */
export interface Problem {
  outcome: Trouble;
  /** Groups equal problems, e.g. `unmapped.account`; stable across releases. */
  cause: string;
  /** What failed, with the vendor's own words where there are any. */
  reason: string;
  /** What it means and who mends it where. */
  advice: string;
  owner: Owner;
  httpStatus?: number;
}

export interface Difference {
  field: string;
  expected: string;
  found: string;
}

/** A bill as the ERP has it. */
export interface BillReference {
  id: string;
  number: string;
  type: string;
  status: string;
  vendor: string;
  vendorReference: string;
  amount: Decimal;
  currency: string | null;
  /** Where its files are sent to, in systems that say so in their answer. */
  filesLink?: string;
}

/** Carries a {@link Problem} up to the one place that turns it into an outcome. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.reason);
    this.name = 'Refusal';
  }
}

/** The problem of a refusal; any other error goes on its way. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  throw error;
}

export const held = (cause: string, reason: string, advice: string, owner: Owner): Problem => ({
  outcome: 'held',
  cause,
  reason,
  advice,
  owner,
});

export const rejected = (cause: string, reason: string, advice: string, owner: Owner): Problem => ({
  outcome: 'rejected',
  cause,
  reason,
  advice,
  owner,
});

/** A document that waits for data or a decision. */
export const refuse = (cause: string, reason: string, advice: string, owner: Owner): Refusal =>
  new Refusal(held(cause, reason, advice, owner));
