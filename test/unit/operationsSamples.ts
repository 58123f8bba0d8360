/** Rows of the audit table as n8n's Data Table gives them. Expected values are written out in the tests. */

let nextId = 0;

/** An open row of invoice 9001; change what a test is about. */
export function auditRow(change: Record<string, unknown> = {}): Record<string, unknown> {
  const id = String(change.sourceId ?? '9001');
  const at = String(change.at ?? '2026-06-15T10:00:00.000Z');
  return {
    id: ++nextId,
    createdAt: at,
    updatedAt: at,
    at,
    key: `production:northfield:${id}`,
    environment: 'production',
    company: 'northfield',
    flow: 'invoices',
    sourceSystem: 'JAGGAER',
    sourceId: id,
    sourceNumber: `I${id}`,
    supplierReference: `SUP-${id}`,
    supplier: 'Brightwater Labs',
    entity: '0004',
    targetSystem: 'Acumatica',
    targetId: '',
    operation: 'map',
    matchedBy: '',
    outcome: 'held',
    cause: 'unmapped.account',
    owner: 'mapping',
    reason: 'Account 9 (Supplies) is not in the mapping table.',
    advice: 'Add a mapping row: kind account, from 9.',
    httpStatus: null,
    attempts: 1,
    amount: 100,
    currency: 'USD',
    mappingHash: 'a1',
    executionId: '7',
    ...change,
  };
}

/** A row that closes the invoice. */
export const postedRow = (change: Record<string, unknown> = {}): Record<string, unknown> =>
  auditRow({
    ...{ operation: 'post', outcome: 'posted', targetId: '000101', matchedBy: '' },
    ...{ cause: '', owner: '', reason: '', advice: '' },
    ...change,
  });

/** An instant some hours before now, for operations that look at the clock. */
export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** A bill as ERP Bill ▸ Get Many shows it; it fits {@link olderInvoice}. */
export function erpBill(change: Record<string, unknown> = {}): Record<string, unknown> {
  const number = String(change.number ?? '000501');
  return {
    currency: 'USD',
    amount: '100.00',
    vendorReference: 'SUP-501',
    vendor: 'HARBOUR',
    status: 'Open',
    type: 'Bill',
    number,
    id: `guid-${number}`,
    balance: '100.00',
    date: '2026-06-15',
    dueDate: null,
    description: 'Paper',
    key: null,
    lines: [],
    ...change,
  };
}

export const HARBOUR_ROW = { id: 1, kind: 'supplier', from: '0012345', to: 'HARBOUR', scope: '' };
