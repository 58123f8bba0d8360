import { DateTime } from 'luxon';
import type { Invoice } from './documents';
import { invoiceKey } from './documents';
import type { BillReference, Outcome, Problem } from './outcome';

/** One row for a document and an attempt. Holds no document body, no secrets and no bank data. */
export interface AuditRow {
  /** Instant of the attempt. */
  at: string;
  key: string;
  environment: string;
  /** Source tenant. */
  company: string;
  flow: string;
  sourceSystem: string;
  sourceId: string;
  sourceNumber: string;
  /** The supplier's own number of the document. */
  supplierReference: string;
  supplier: string;
  entity: string;
  targetSystem: string;
  targetId: string;
  operation: string;
  matchedBy: string;
  outcome: Outcome;
  cause: string;
  owner: string;
  reason: string;
  advice: string;
  httpStatus: number | null;
  attempts: number;
  /** The payable total as shown to people; the exact decimal text stays on the document. */
  amount: number | null;
  currency: string;
  mappingHash: string;
  executionId: string;
}

export interface AuditFacts {
  flow: string;
  sourceSystem: string;
  targetSystem: string;
  operation: string;
  outcome: Outcome;
  executionId: string;
  problem?: Problem;
  bill?: BillReference | null;
  matchedBy?: string;
  attempts?: number;
}

/** Cuts the audit row from an invoice and what became of it. */
export function auditRecord(invoice: Invoice, facts: AuditFacts): AuditRow {
  const { problem, bill } = facts;
  return {
    at: DateTime.utc().toISO(),
    key: invoiceKey(invoice),
    environment: invoice.environment,
    company: invoice.tenant,
    flow: facts.flow,
    sourceSystem: facts.sourceSystem,
    sourceId: invoice.id,
    sourceNumber: invoice.number,
    supplierReference: invoice.supplierInvoiceNumber ?? '',
    supplier: invoice.supplier.name,
    entity: invoice.erpEntity ?? invoice.businessUnit ?? '',
    targetSystem: facts.targetSystem,
    targetId: bill?.number ?? '',
    operation: facts.operation,
    matchedBy: facts.matchedBy ?? '',
    outcome: facts.outcome,
    cause: problem?.cause ?? '',
    owner: problem?.owner ?? '',
    reason: problem?.reason ?? '',
    advice: problem?.advice ?? '',
    httpStatus: problem?.httpStatus ?? null,
    attempts: facts.attempts ?? 1,
    amount: invoice.total === null ? null : Number(invoice.total),
    currency: invoice.currency ?? '',
    mappingHash: invoice.mapping?.hash ?? '',
    executionId: facts.executionId,
  };
}
