/** The canonical documents behind the golden files. */
import type { Invoice } from '../../../nodes/shared/documents';
import { aCharge, aLine, anInvoice, coded, linesOn, split } from '../../fixtures/invoices';
import { charged, plain, splitUp, toner, withoutNumber } from '../samples';

const line = linesOn('61000', { costCenter: 'ADM' });

export const documents: Record<string, Invoice> = {
  plain: plain(line, { erpEntity: 'MILL' }),

  'production-without-supplier-number': withoutNumber(', ordered in two parts \ud800', {
    lines: [aLine('100', coded('100', '61000'))],
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
      toner(line, 'PO-50'),
      aLine('30', {
        description: 'Delivery',
        purchaseOrder: { number: 'PO-51', line: null },
        ...coded('30', null),
      }),
    ],
  }),

  splits: splitUp(
    [
      split('33.33', '61000', { region: 'EU', cost_centre: 'adm' }),
      split('66.67', '63000', { costCenter: 'ADM' }),
    ],
    { erpEntity: 'MILL' },
  ),

  charges: charged(line, {
    tax: { erpCode: '61000' },
    freight: { erpCode: '63000' },
    handling: {},
    discount: { erpCode: '61000', erpDimensions: { costCenter: 'ADM' } },
  }),

  'vat-excluded': anInvoice({
    id: '20008',
    currency: 'EUR',
    total: '121.01',
    charges: [aCharge({ kind: 'tax1', amount: '21.01', erpBooking: 'tax', erpCode: '1' })],
    lines: [line('33.33'), line('66.67')],
  }),

  'vat-included': anInvoice({
    id: '20009',
    type: 'creditMemo',
    total: '-121',
    charges: [aCharge({ kind: 'tax1', amount: '-21', erpBooking: 'tax', erpCode: '2' })],
    lines: [line('-100')],
  }),

  'later-period': anInvoice({ id: '20010', invoiceDate: '2026-05-29', accountingDate: '2026-06-02' }),
};
