/** Invented documents and rules for the Crosswalk's tests: plain data, nothing of it comes from the nodes. */
import type { Invoice, InvoiceLine, PurchaseOrder, Split } from '../../nodes/shared/documents';
import type { Rules } from '../../nodes/Crosswalk/rules';
import type { MappingRows } from '../../nodes/Crosswalk/rows';
import { readRows } from '../../nodes/Crosswalk/rows';
import type { Verdict } from '../../nodes/Crosswalk/crosswalk';
import { mapDocuments } from '../../nodes/Crosswalk/crosswalk';

export const rulesOf = (changes: Partial<Rules> = {}): Rules => ({
  cleaning: { emptyWords: new Set(['none']), zerosAreEmpty: false, suffixes: [] },
  supplierKeys: ['number', 'id'],
  accountSegments: ['Account'],
  dimensions: [],
  taxCodeField: '',
  chargeFallback: { then: 'hold' },
  ...changes,
  fallbacks: {
    supplier: { then: 'hold' },
    entity: { then: 'hold' },
    account: { then: 'hold' },
    item: { then: 'empty' },
    tax: { then: 'hold' },
    unit: { then: 'empty' },
    terms: { then: 'empty' },
    invoiceType: { then: 'empty' },
    ...changes.fallbacks,
  },
});

/** Rules where only some fallbacks differ. */
export const withFallbacks = (fallbacks: Partial<Rules['fallbacks']>): Rules => ({
  ...rulesOf(),
  fallbacks: { ...rulesOf().fallbacks, ...fallbacks },
});

export const split = (account: string | null, changes: Partial<Split> = {}): Split => ({
  segments: account === null ? [] : [{ chart: 0, name: 'Account', value: account, description: 'Supplies' }],
  amount: '100.00',
  erpAccount: null,
  erpDimensions: {},
  ...changes,
});

export const line = (changes: Partial<InvoiceLine> = {}): InvoiceLine => ({
  id: '501',
  number: 1,
  description: 'Pipettes',
  quantity: '1',
  unitPrice: '100.00',
  amount: '100.00',
  unit: null,
  erpUnit: null,
  purchaseOrder: null,
  customFields: {},
  splits: [split('51425')],
  ...changes,
});

export const invoice = (changes: Partial<Invoice> = {}): Invoice => ({
  document: 'invoice',
  environment: 'test',
  tenant: 'northfield',
  id: '9001',
  number: 'I00092',
  name: 'Lab order',
  supplierInvoiceNumber: 'BL-778',
  type: 'invoice',
  lineType: 'Non-PO',
  erpInvoiceType: null,
  workflowStatus: 'Completed',
  paymentStatus: 'Payable',
  matchStatus: 'Unmatched',
  cancelled: false,
  lastUpdate: '2026-05-03T10:00:00.000Z',
  invoiceDate: '2026-05-01',
  createDate: '2026-05-02',
  dueDate: '2026-05-31',
  accountingDate: '2026-05-01',
  businessUnit: '0004',
  erpEntity: null,
  supplier: {
    id: '311',
    number: '0012345',
    name: 'Brightwater Labs',
    duns: null,
    vatNumber: null,
    erpVendor: null,
    erpVendorsEver: [],
  },
  currency: 'USD',
  total: '100.00',
  terms: null,
  erpTerms: null,
  customFields: {},
  charges: [],
  unpaidTax: '0',
  lines: [line()],
  attachments: [],
  complete: true,
  mapping: null,
  ...changes,
});

/** An invoice whose supplier differs in some fields. */
export const invoiceOf = (
  supplier: Partial<Invoice['supplier']>,
  changes: Partial<Invoice> = {},
): Invoice => {
  const base = invoice(changes);
  return { ...base, supplier: { ...base.supplier, ...supplier } };
};

export const purchaseOrder = (changes: Partial<PurchaseOrder> = {}): PurchaseOrder => ({
  document: 'purchaseOrder',
  environment: 'test',
  tenant: 'northfield',
  id: '77',
  number: 'PO-0077',
  revision: null,
  status: 'Completed',
  state: 'open',
  supplier: invoice().supplier,
  currency: 'USD',
  total: '500.00',
  date: '2026-04-01',
  dueDate: null,
  businessUnit: '0004',
  erpEntity: null,
  terms: null,
  erpTerms: null,
  customFields: {},
  lastUpdate: null,
  lines: [orderLine()],
  mapping: null,
  ...changes,
});

export const orderLine = (changes: Partial<PurchaseOrder['lines'][number]> = {}) => ({
  number: '1',
  description: 'Pipettes',
  quantity: '10',
  unitPrice: '10.00',
  unit: null,
  erpUnit: null,
  cancelled: false,
  catalogNumber: null,
  commodityCode: null,
  erpItem: null,
  customFields: {},
  splits: [split('51425')],
  ...changes,
});

/** Rows that map every code of {@link invoice}. */
export const BASE_ROWS: Array<Record<string, unknown>> = [
  { kind: 'supplier', from: '0012345', to: 'V-BRIGHT' },
  { kind: 'account', from: '51425', to: '61000' },
  { kind: 'entity', from: '0004', to: 'MAIN' },
];

export const rowsOf = (raw: unknown[], rules: Rules = rulesOf()): MappingRows =>
  readRows(raw, rules.cleaning);

/** Maps one document with {@link BASE_ROWS} and more rows. */
export const mapOne = (document: unknown, more: unknown[] = [], rules: Rules = rulesOf()): Verdict => {
  const [verdict] = mapDocuments([document], rowsOf([...BASE_ROWS, ...more], rules), rules);
  if (!verdict) throw new Error('no verdict');
  return verdict;
};

/** The mapped invoice; fails with the reason where it is held. */
export const mappedInvoice = (document: unknown, more: unknown[] = [], rules: Rules = rulesOf()) => {
  const verdict = mapOne(document, more, rules);
  if (!('mapped' in verdict)) throw new Error(`held: ${verdict.problem.reason}`);
  if (verdict.mapped.document !== 'invoice') throw new Error('not an invoice');
  return verdict.mapped;
};

/** The problem and the findings of a held document; fails where it is mapped. */
export const heldDocument = (document: unknown, more: unknown[] = [], rules: Rules = rulesOf()) => {
  const verdict = mapOne(document, more, rules);
  if ('mapped' in verdict) throw new Error('mapped, although it should be held');
  return verdict;
};
