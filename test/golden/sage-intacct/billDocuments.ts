/** The canonical documents behind the golden bills and adjustments. */
import type { Invoice } from '../../../nodes/shared/documents';
import { aLine, anInvoice, coded, linesOn, mappedTo, split } from '../../fixtures/invoices';
import { charged, plain, splitUp, toner, withoutNumber } from '../samples';

const line = linesOn('61000', { location: '110' });

export const documents: Record<string, Invoice> = {
  plain: plain(line),

  'production-without-supplier-number': withoutNumber('', {
    erpEntity: '210',
    lines: [aLine('100', coded('100', '61000'))],
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
      toner(line, 'PO-000050'),
      line('30', { description: 'Delivery', purchaseOrder: { number: 'PO-000051', line: null } }),
    ],
  }),

  splits: splitUp(
    [
      split('33.33', '61000', { LOCATIONID: '210', 'Cost Type': 'LAB', gldimplant: '99', region: 'EU' }),
      split('66.67', '63000', { Department: 'D300', project: 'P-1' }),
    ],
    { erpEntity: '110' },
  ),

  charges: charged(line, {
    tax: { erpCode: '62000' },
    freight: { erpCode: '63000', erpDimensions: { location: '110', department: 'D100' } },
    handling: {},
    discount: { erpCode: '62000' },
  }),

  'custom-fields': anInvoice({
    id: '20008',
    currency: 'EUR',
    dueDate: null,
    supplier: mappedTo('NOTERM'),
    lines: [line('100', { customFields: { 'Cost.Object': 'CO-7', Until: '2026-08-31' } })],
  }),
};
