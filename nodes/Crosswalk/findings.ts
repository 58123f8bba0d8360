/** The codes of one document that the mapping table does not settle. */
import type { Decimal } from '../shared/money';
import { absolute, sum } from '../shared/money';
import type { Answer } from './table';
import { KINDS } from './rows';
import type { Kind } from './rows';
import type { Fallback } from './rules';

export type FindingState = 'unmapped' | 'missing' | 'open' | 'ambiguous';
export type FindingEffect = 'hold' | 'same' | 'fixed' | 'empty' | 'spread';

export interface Finding {
  kind: Kind;
  /** The code as it is in the mapping table's `from`; empty where the document has no value. */
  code: string;
  scope: string;
  /** What a person knows it by, e.g. the supplier's name or the segment's description. */
  name: string;
  state: FindingState;
  /** What happens to the document: it is held, or the code is settled without a row. */
  effect: FindingEffect;
  /** The targets between which the table does not decide. */
  targets: string[];
  /** How often it occurs in the document. */
  count: number;
  /** Absolute amount that depends on it. */
  value: Decimal;
}

export type FindingFacts = Pick<Finding, 'kind' | 'code' | 'scope' | 'name' | 'value'>;

/** Gathers findings; the same code is one finding that counts and adds up. */
export class Findings {
  private readonly found = new Map<string, Finding>();

  add(facts: FindingFacts, state: FindingState, effect: FindingEffect, targets: string[] = []): void {
    const key = [facts.kind, facts.scope, facts.code, state, effect].join('\u0000');
    const value = absolute(facts.value);
    const known = this.found.get(key);
    if (!known) this.found.set(key, { ...facts, value, state, effect, targets, count: 1 });
    else this.found.set(key, { ...known, count: known.count + 1, value: sum([known.value, value]) });
  }

  /** In the order of the kinds: what stops the whole document first. */
  list(): Finding[] {
    return [...this.found.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  }
}

/**
 * Settles a code by the table's answer, else by the fallback; what the table does not settle becomes a finding.
 * Open rows and ambiguity always hold: a fallback is for codes that nobody has looked at yet.
 * @returns the ERP's code, or null where the document is held or the code stays empty
 */
export function settle(
  answer: Answer,
  facts: FindingFacts,
  fallback: Fallback,
  findings: Findings,
): string | null {
  if (answer.found === 'one') return answer.to;
  if (answer.found === 'several') findings.add(facts, 'ambiguous', 'hold', answer.targets);
  else if (answer.found === 'open') findings.add(facts, 'open', 'hold');
  else return fallBack(facts, fallback, findings);
  return null;
}

function fallBack(facts: FindingFacts, fallback: Fallback, findings: Findings): string | null {
  const state = facts.code === '' ? 'missing' : 'unmapped';
  const useless = fallback.then === 'same' && facts.code === '';
  findings.add(facts, state, useless ? 'hold' : fallback.then);
  if (fallback.then === 'fixed') return fallback.value;
  return fallback.then === 'same' && !useless ? facts.code : null;
}
