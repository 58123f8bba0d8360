/** Canonical purchase orders for the golden tests: invented, nothing of them comes from the nodes. */
import type { PurchaseOrder } from '../../../nodes/shared/documents';

type Line = PurchaseOrder['lines'][number];

export const orderLine = (changes: Partial<Line> = {}): Line => ({
  number: '1',
  description: 'Copier paper <A4> & more',
  quantity: '12',
  unitPrice: '9.99',
  unit: 'EA',
  erpUnit: 'Each',
  cancelled: false,
  catalogNumber: null,
  commodityCode: null,
  erpItem: 'ITEM-1',
  customFields: {},
  splits: [{ segments: [], amount: '119.88', erpAccount: null, erpDimensions: { location: '110' } }],
  ...changes,
});

export const order = (changes: Partial<PurchaseOrder> = {}): PurchaseOrder => ({
  document: 'purchaseOrder',
  environment: 'test',
  tenant: 'northwind',
  id: '5000007',
  number: 'PO-7-B',
  revision: null,
  status: 'Completed',
  state: 'open',
  supplier: {
    ...{ id: '311', number: '0012345', name: 'Harbour Street', duns: null, vatNumber: null },
    ...{ erpVendor: '20000', erpVendorsEver: ['20000'] },
  },
  currency: 'USD',
  total: '119.88',
  date: '2026-06-15',
  dueDate: '2026-07-15',
  businessUnit: '0004',
  erpEntity: '110',
  terms: 'NET30',
  erpTerms: 'N30',
  customFields: {},
  lastUpdate: '2026-06-15T09:00:00.000Z',
  lines: [orderLine()],
  mapping: null,
  ...changes,
});
