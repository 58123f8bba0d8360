/** The canonical documents behind the golden files. */
import type { Invoice } from '../../../nodes/shared/documents';
import { aCharge, aLine, anInvoice, coded, linesOn, mappedTo, split } from '../../fixtures/invoices';
import { charged, plain, splitUp, toner, withoutNumber } from '../samples';

const line = linesOn('61000', { class: 'Retail' });

export const documents: Record<string, Invoice> = {
  plain: plain(line),

  'production-without-supplier-number': withoutNumber(' \ud800', {
    erpEntity: 'North Yard',
    lines: [aLine('100', coded('100', 'id:31'))],
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
      toner(line, 'po-50'),
      line('25.99', {
        description: 'Bolts, by weight',
        quantity: '1.3',
        unitPrice: '20',
        purchaseOrder: { number: 'PO-50', line: '3' },
        ...coded('25.99', '62000'),
      }),
      aLine('30', {
        description: 'Delivery',
        purchaseOrder: { number: 'PO-51', line: null },
        ...coded('30', null),
      }),
    ],
  }),

  splits: splitUp([
    split('33.33', '61000', { region: 'EU', department: 'North Yard' }),
    split('66.67', '62000', { Class: 'Retail' }),
  ]),

  charges: charged(line, {
    tax: { erpCode: '62000' },
    freight: { erpCode: '63000', erpDimensions: { class: 'Retail' } },
    handling: {},
    discount: { erpCode: '62000' },
  }),

  'tax-abroad': anInvoice({
    id: '20008',
    currency: 'EUR',
    total: '120.01',
    supplier: mappedTo('ABROAD'),
    charges: [aCharge({ kind: 'tax1', amount: '20.01', erpBooking: 'tax', erpCode: 'Both' })],
    lines: [line('100')],
  }),

  'two-locations': anInvoice({
    id: '20009',
    total: '110',
    lines: [
      line('60', coded('60', '61000', { department: 'Main Office' })),
      line('40', coded('40', '61000', { department: 'North Yard' })),
    ],
    charges: [aCharge({ amount: '10', erpCode: '63000' })],
  }),
};
