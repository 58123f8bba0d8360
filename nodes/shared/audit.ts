import { DateTime } from 'luxon';
import { readDecimal } from './money';
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

/** Names of the flows in audit rows. */
export type Flow = 'invoices' | 'payments' | 'suppliers' | 'accounts' | 'purchaseOrders';

/** What every audit row says; the rest is empty where it is not known. */
export type AuditFacts = Pick<AuditRow, 'key' | 'environment' | 'company' | 'sourceSystem' | 'targetSystem'> &
  Pick<AuditRow, 'operation' | 'outcome' | 'executionId'> &
  Partial<AuditRow> & { flow: Flow; problem?: Problem | null };

/** Makes an audit row of what is known; a problem fills cause, owner, reason, advice and HTTP status. */
export function auditRow({ problem, ...facts }: AuditFacts): AuditRow {
  return {
    at: DateTime.utc().toISO(),
    sourceId: '',
    sourceNumber: '',
    supplierReference: '',
    supplier: '',
    entity: '',
    targetId: '',
    matchedBy: '',
    cause: problem?.cause ?? '',
    owner: problem?.owner ?? '',
    reason: problem?.reason ?? '',
    advice: problem?.advice ?? '',
    httpStatus: problem?.httpStatus ?? null,
    attempts: 1,
    amount: null,
    currency: '',
    mappingHash: '',
    ...facts,
  };
}

/** What became of one document. */
export type Verdict = Pick<
  AuditRow,
  'sourceSystem' | 'targetSystem' | 'operation' | 'outcome' | 'executionId'
> &
  Partial<AuditRow> & { flow?: Flow; problem?: Problem | null; bill?: BillReference | null };

/** Cuts the audit row from an invoice or purchase order, readable or not, and what became of it. Never fails. */
export function auditRecord(document: unknown, { bill, ...verdict }: Verdict): AuditRow {
  const from = record(document);
  const [environment, company, sourceId] = [text(from.environment), text(from.tenant), text(from.id)];
  const total = readDecimal(from.total);
  return auditRow({
    flow: from.document === 'purchaseOrder' ? 'purchaseOrders' : 'invoices',
    key: `${environment}:${company}:${sourceId}`,
    environment,
    company,
    sourceId,
    sourceNumber: text(from.number),
    supplierReference: text(from.supplierInvoiceNumber),
    supplier: text(record(from.supplier).name),
    entity: text(from.erpEntity) || text(from.businessUnit),
    targetId: bill?.number ?? '',
    amount: total === null ? null : Number(total),
    currency: text(from.currency),
    mappingHash: text(record(from.mapping).hash),
    ...verdict,
  });
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
