/** The canonical documents behind the golden files. */
import type { Invoice, Split } from '../../../nodes/shared/documents';
import { aLine, anInvoice } from '../../fixtures/invoices';

const split = (amount: string, account: string, dimensions: Record<string, string> = {}): Split => ({
  ...{ segments: [], amount, erpAccount: account, erpDimensions: dimensions },
});
const line = (amount: string, change: Partial<Invoice['lines'][number]> = {}) =>
  aLine(amount, { splits: [split(amount, '61000', { costCenter: 'ADM' })], ...change });
const charge = (change: Partial<Invoice['charges'][number]>): Invoice['charges'][number] => ({
  ...{ kind: 'freight', name: null, amount: '0', erpBooking: 'account', erpCode: null, erpDimensions: {} },
  ...change,
});

export const documents: Record<string, Invoice> = {
  plain: anInvoice({ id: '20001', total: '1120.1', erpEntity: 'MILL', lines: [line('1120.1')] }),

  'production-without-supplier-number': anInvoice({
    id: '20002',
    environment: 'production',
    name: 'Paper\r\n for the  “spring” catalogue, ordered in two parts \ud800',
    supplierInvoiceNumber: null,
    dueDate: null,
    lines: [aLine('100', { splits: [split('100', '61000')] })],
  }),

  'long-number-and-text': anInvoice({
    id: '20003',
    supplierInvoiceNumber: 'FRAMEWORK-CONTRACT-2026/PAPER-AND-BOARD/DELIVERY-0001/06',
    lines: [
      line('100', {
        description: 'Nuts & <bolts> "A" d\'été, galvanised, as by the drawing of the twelfth of May',
      }),
    ],
  }),

  'credit-memo': anInvoice({
    id: '20004',
    type: 'creditMemo',
    total: '-80',
    dueDate: null,
    erpTerms: '30',
    lines: [
      line('-60'),
      line('-25', {
        description: 'Restocking',
        purchaseOrder: { number: 'PO-7', line: '2' },
        splits: [split('-25', '64000', { 'Cost Unit': 'MILL' })],
      }),
      line('5', { description: 'Fee' }),
    ],
  }),

  'purchase-orders': anInvoice({
    id: '20005',
    total: '330',
    erpTerms: '15',
    erpInvoiceType: '63000',
    lines: [
      line('300', {
        description: 'Toner',
        quantity: '3',
        unitPrice: '100',
        erpUnit: 'EACH',
        purchaseOrder: { number: 'PO-50', line: '2' },
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
    erpEntity: 'MILL',
    lines: [
      aLine('100', {
        quantity: '4',
        unitPrice: '25',
        splits: [
          split('33.33', '61000', { region: 'EU', cost_centre: 'adm' }),
          split('66.67', '63000', { costCenter: 'ADM' }),
        ],
      }),
    ],
  }),

  charges: anInvoice({
    id: '20007',
    total: '241',
    charges: [
      charge({ kind: 'tax1', amount: '20', erpCode: '61000' }),
      charge({ amount: '15', erpCode: '63000' }),
      charge({ kind: 'handling', amount: '10', erpBooking: 'spread' }),
      charge({ kind: 'discount', amount: '-4', erpCode: '61000', erpDimensions: { costCenter: 'ADM' } }),
    ],
    lines: [line('50', { description: 'Small' }), line('150', { description: 'Large' })],
  }),

  'vat-excluded': anInvoice({
    id: '20008',
    currency: 'EUR',
    total: '121.01',
    charges: [charge({ kind: 'tax1', amount: '21.01', erpBooking: 'tax', erpCode: '1' })],
    lines: [line('33.33'), line('66.67')],
  }),

  'vat-included': anInvoice({
    id: '20009',
    type: 'creditMemo',
    total: '-121',
    charges: [charge({ kind: 'tax1', amount: '-21', erpBooking: 'tax', erpCode: '2' })],
    lines: [line('-100')],
  }),

  'later-period': anInvoice({ id: '20010', invoiceDate: '2026-05-29', accountingDate: '2026-06-02' }),
};
