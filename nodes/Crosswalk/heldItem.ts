/** The item of a document that is held: the shape that every posting node gives to what needs attention. */
import type { AuditRow } from '../shared/audit';
import { auditRecord } from '../shared/audit';
import { readDecimal } from '../shared/money';
import type { Problem } from '../shared/outcome';
import type { Finding } from './findings';

/** A code that holds the document, as the alerts and the mapping table need it. */
export type HeldCode = Pick<
  Finding,
  'kind' | 'code' | 'name' | 'scope' | 'state' | 'targets' | 'count' | 'value'
>;

export interface HeldItem {
  outcome: 'held';
  cause: string;
  owner: string;
  reason: string;
  advice: string;
  key: string;
  number: string;
  supplier: string;
  amount: string | null;
  currency: string;
  problems: HeldCode[];
  audit: AuditRow;
  /** As it came in: correct the table and feed it in again. */
  document: unknown;
}

export interface HeldFacts {
  targetSystem: string;
  executionId: string;
  mappingHash: string;
}

/** Builds the item; never fails, whatever the document looks like. */
export function heldItem(
  document: unknown,
  problem: Problem,
  findings: readonly Finding[],
  facts: HeldFacts,
): HeldItem {
  const audit = auditRecord(document, {
    sourceSystem: 'JAGGAER',
    targetSystem: facts.targetSystem,
    operation: 'map',
    outcome: 'held',
    executionId: facts.executionId,
    mappingHash: facts.mappingHash,
    problem,
  });
  const problems = findings.map(({ kind, code, name, scope, state, targets, count, value }) => ({
    ...{ kind, code, name, scope, state, targets, count, value },
  }));
  const { cause, owner, reason, advice } = problem;
  return {
    ...{ outcome: 'held', cause, owner, reason, advice, key: audit.key },
    ...{ number: audit.sourceNumber, supplier: audit.supplier },
    ...{ amount: totalOf(document), currency: audit.currency },
    ...{ problems, audit, document },
  };
}

/** The total as the document writes it. */
function totalOf(document: unknown): string | null {
  const total = (document as { total?: unknown } | null)?.total;
  return typeof total === 'string' && readDecimal(total) !== null ? total : null;
}
