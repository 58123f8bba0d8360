/** The item of a document that is held: the shape that every posting node gives to what needs attention. */
import type { AuditRow } from '../shared/audit';
import { auditRecord } from '../shared/audit';
import type { Environment, Invoice } from '../shared/documents';
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
  const subject = subjectOf(document, facts.mappingHash);
  const audit = auditRecord(subject, {
    flow: isRecord(document) && document.document === 'purchaseOrder' ? 'purchaseOrders' : 'invoices',
    sourceSystem: 'JAGGAER',
    targetSystem: facts.targetSystem,
    operation: 'map',
    outcome: 'held',
    executionId: facts.executionId,
    problem,
  });
  const problems = findings.map(({ kind, code, name, scope, state, targets, count, value }) => ({
    ...{ kind, code, name, scope, state, targets, count, value },
  }));
  const { cause, owner, reason, advice } = problem;
  return {
    ...{ outcome: 'held', cause, owner, reason, advice, key: audit.key },
    ...{ number: subject.number, supplier: subject.supplier.name },
    ...{ amount: subject.total, currency: subject.currency ?? '' },
    ...{ problems, audit, document },
  };
}

/** What can be read of any document, as far as an audit row needs it. */
function subjectOf(document: unknown, mappingHash: string): Invoice {
  const from: Record<string, unknown> = isRecord(document) ? document : {};
  const supplier = isRecord(from.supplier) ? from.supplier : {};
  return {
    ...BLANK,
    environment: text(from.environment) as Environment,
    tenant: text(from.tenant),
    id: text(from.id),
    number: text(from.number),
    supplierInvoiceNumber: text(from.supplierInvoiceNumber) || null,
    type: from.type === 'creditMemo' ? 'creditMemo' : 'invoice',
    businessUnit: text(from.businessUnit) || null,
    supplier: { ...BLANK.supplier, name: text(supplier.name) },
    total: typeof from.total === 'string' && readDecimal(from.total) !== null ? from.total : null,
    currency: text(from.currency) || null,
    mapping: { hash: mappingHash, supplierMatchedBy: '' },
  };
}

const BLANK: Invoice = {
  document: 'invoice',
  environment: 'test',
  tenant: '',
  id: '',
  number: '',
  name: '',
  supplierInvoiceNumber: null,
  type: 'invoice',
  lineType: '',
  erpInvoiceType: null,
  workflowStatus: '',
  paymentStatus: '',
  matchStatus: '',
  cancelled: false,
  lastUpdate: null,
  invoiceDate: null,
  createDate: null,
  dueDate: null,
  accountingDate: null,
  businessUnit: null,
  erpEntity: null,
  supplier: {
    id: '',
    number: null,
    name: '',
    duns: null,
    vatNumber: null,
    erpVendor: null,
    erpVendorsEver: [],
  },
  currency: null,
  total: null,
  terms: null,
  erpTerms: null,
  customFields: {},
  charges: [],
  unpaidTax: '0',
  lines: [],
  attachments: [],
  complete: false,
  mapping: null,
};

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
