/** The canonical documents behind the golden bills and adjustments. */
import type { Invoice, Split } from '../../../nodes/shared/documents';
import { aLine, anInvoice } from '../../fixtures/invoices';

const split = (amount: string, account: string, dimensions: Record<string, string> = {}): Split => ({
  ...{ segments: [], amount, erpAccount: account, erpDimensions: dimensions },
});
const line = (amount: string, change: Partial<Invoice['lines'][number]> = {}) =>
  aLine(amount, { splits: [split(amount, '61000', { location: '110' })], ...change });
const charge = (change: Partial<Invoice['charges'][number]>): Invoice['charges'][number] => ({
  ...{ kind: 'freight', name: null, amount: '0', erpBooking: 'account', erpCode: null, erpDimensions: {} },
  ...change,
});

export const documents: Record<string, Invoice> = {
  plain: anInvoice({ id: '20001', total: '1120.1', lines: [line('1120.1')] }),

  'production-without-supplier-number': anInvoice({
    id: '20002',
    environment: 'production',
    name: 'Paper\r\n for the  “spring” catalogue',
    supplierInvoiceNumber: null,
    dueDate: null,
    erpEntity: '210',
    lines: [aLine('100', { splits: [split('100', '61000')] })],
  }),

  'odd-characters': anInvoice({
    id: '20003',
    supplierInvoiceNumber: "O'Brien & Söhne #7\u000b",
    name: 'Nuts & <bolts> \u0001 "A" \ud800',
    lines: [line('100', { description: 'Nuts & <bolts> \u0002' })],
  }),

  'credit-memo': anInvoice({
    id: '20004',
    type: 'creditMemo',
    total: '-80',
    erpTerms: 'N30',
    lines: [
      line('-60'),
      line('-20', {
        description: 'Restocking',
        purchaseOrder: { number: 'PO-7', line: '2' },
        splits: [
          split('-20', '63000', {
            class: 'C1',
            GLDIMPLANT: 'PL-1',
            department: 'D100',
            location: '110',
            project: 'P-1',
          }),
        ],
      }),
    ],
  }),

  'purchase-orders': anInvoice({
    id: '20005',
    total: '330',
    erpTerms: 'N15',
    lines: [
      line('300', {
        description: 'Toner',
        quantity: '3',
        unitPrice: '100',
        erpUnit: 'EACH',
        purchaseOrder: { number: 'PO-000050', line: '2' },
      }),
      line('30', { description: 'Delivery', purchaseOrder: { number: 'PO-000051', line: null } }),
    ],
  }),

  splits: anInvoice({
    id: '20006',
    total: '100',
    lines: [
      aLine('100', {
        quantity: '4',
        unitPrice: '25',
        splits: [
          split('33.33', '61000', { LOCATIONID: '210', 'Cost Type': 'LAB', gldimplant: '99', region: 'EU' }),
          split('66.67', '63000', { Department: 'D300', project: 'P-1' }),
        ],
      }),
    ],
    erpEntity: '110',
  }),

  charges: anInvoice({
    id: '20007',
    total: '241',
    charges: [
      charge({ kind: 'tax1', amount: '20', erpCode: '62000' }),
      charge({ amount: '15', erpCode: '63000', erpDimensions: { location: '110', department: 'D100' } }),
      charge({ kind: 'handling', amount: '10', erpBooking: 'spread' }),
      charge({ kind: 'discount', amount: '-4', erpCode: '62000' }),
    ],
    lines: [line('50', { description: 'Small' }), line('150', { description: 'Large' })],
  }),

  'custom-fields': anInvoice({
    id: '20008',
    currency: 'EUR',
    dueDate: null,
    supplier: { ...anInvoice().supplier, erpVendor: 'NOTERM', erpVendorsEver: ['NOTERM'] },
    lines: [line('100', { customFields: { 'Cost.Object': 'CO-7', Until: '2026-08-31' } })],
  }),
};
