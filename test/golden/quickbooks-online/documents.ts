/** The canonical documents behind the golden files. */
import type { Invoice, Split } from '../../../nodes/shared/documents';
import { aLine, anInvoice } from '../../fixtures/invoices';

const split = (amount: string, account: string, dimensions: Record<string, string> = {}): Split => ({
  ...{ segments: [], amount, erpAccount: account, erpDimensions: dimensions },
});
const line = (amount: string, change: Partial<Invoice['lines'][number]> = {}) =>
  aLine(amount, { splits: [split(amount, '61000', { class: 'Retail' })], ...change });
const charge = (change: Partial<Invoice['charges'][number]>): Invoice['charges'][number] => ({
  ...{ kind: 'freight', name: null, amount: '0', erpBooking: 'account', erpCode: null, erpDimensions: {} },
  ...change,
});

export const documents: Record<string, Invoice> = {
  plain: anInvoice({ id: '20001', total: '1120.1', lines: [line('1120.1')] }),

  'production-without-supplier-number': anInvoice({
    id: '20002',
    environment: 'production',
    name: 'Paper\r\n for the  “spring” catalogue \ud800',
    supplierInvoiceNumber: null,
    dueDate: null,
    erpEntity: 'North Yard',
    lines: [aLine('100', { splits: [split('100', 'id:31')] })],
  }),

  'long-number': anInvoice({
    id: '20003',
    supplierInvoiceNumber: 'CONTRACT-2026-PAPER-0001/06',
    lines: [line('100', { description: 'Nuts & <bolts> "A" d\'été' })],
  }),

  'credit-memo': anInvoice({
    id: '20004',
    type: 'creditMemo',
    total: '-80',
    erpTerms: 'Net 30',
    lines: [
      line('-60'),
      line('-20', {
        description: 'Restocking',
        purchaseOrder: { number: 'PO-7', line: '2' },
        splits: [split('-20', 'Freight:Inbound', { class: 'Wholesale:Export', location: 'Main Office' })],
      }),
    ],
  }),

  'purchase-orders': anInvoice({
    id: '20005',
    total: '355.99',
    erpTerms: 'Net 15',
    lines: [
      line('300', {
        description: 'Toner',
        quantity: '3',
        unitPrice: '100',
        erpUnit: 'EACH',
        purchaseOrder: { number: 'po-50', line: '2' },
      }),
      line('25.99', {
        description: 'Bolts, by weight',
        quantity: '1.3',
        unitPrice: '20',
        purchaseOrder: { number: 'PO-50', line: '3' },
        splits: [split('25.99', '62000')],
      }),
      aLine('30', {
        description: 'Delivery',
        purchaseOrder: { number: 'PO-51', line: null },
        splits: [{ ...split('30', ''), erpAccount: null }],
      }),
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
          split('33.33', '61000', { region: 'EU', department: 'North Yard' }),
          split('66.67', '62000', { Class: 'Retail' }),
        ],
      }),
    ],
  }),

  charges: anInvoice({
    id: '20007',
    total: '241',
    charges: [
      charge({ kind: 'tax1', amount: '20', erpCode: '62000' }),
      charge({ amount: '15', erpCode: '63000', erpDimensions: { class: 'Retail' } }),
      charge({ kind: 'handling', amount: '10', erpBooking: 'spread' }),
      charge({ kind: 'discount', amount: '-4', erpCode: '62000' }),
    ],
    lines: [line('50', { description: 'Small' }), line('150', { description: 'Large' })],
  }),

  'tax-abroad': anInvoice({
    id: '20008',
    currency: 'EUR',
    total: '120.01',
    supplier: { ...anInvoice().supplier, erpVendor: 'ABROAD', erpVendorsEver: ['ABROAD'] },
    charges: [charge({ kind: 'tax1', amount: '20.01', erpBooking: 'tax', erpCode: 'Both' })],
    lines: [line('100')],
  }),

  'two-locations': anInvoice({
    id: '20009',
    total: '110',
    lines: [
      line('60', { splits: [split('60', '61000', { department: 'Main Office' })] }),
      line('40', { splits: [split('40', '61000', { department: 'North Yard' })] }),
    ],
    charges: [charge({ amount: '10', erpCode: '63000' })],
  }),
};
