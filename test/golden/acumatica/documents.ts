/** The canonical documents behind the golden files. */
import type { Invoice } from '../../../nodes/shared/documents';
import { aCharge, aLine, anInvoice, split } from '../../fixtures/invoices';
import { toner, withoutNumber } from '../samples';

export const documents: Record<string, Invoice> = {
  plain: anInvoice({ id: '20001', total: '1120.10', lines: [aLine('1120.10', { erpUnit: 'EACH' })] }),

  'production-without-supplier-number': withoutNumber(''),

  'credit-memo': anInvoice({
    id: '20003',
    type: 'creditMemo',
    total: '-80',
    lines: [aLine('-100'), aLine('20', { description: 'Restocking' })],
  }),

  'purchase-order-lines': anInvoice({
    id: '20004',
    total: '330',
    lines: [
      toner(aLine, 'PO000050'),
      aLine('30', { description: 'Delivery', purchaseOrder: { number: 'PO-UNKNOWN', line: '1' } }),
    ],
  }),

  splits: anInvoice({
    id: '20005',
    total: '100',
    lines: [
      aLine('100', {
        quantity: '4',
        unitPrice: '25',
        splits: [
          split('33.33', '61000', {
            subaccount: '000-000',
            project: 'X',
            'Project Task': '01',
            'cost-code': '0000',
          }),
          split('66.67', '62000', { subaccount: 'ADM-001', Tax_Category: 'EXEMPT', region: 'EU' }),
        ],
      }),
    ],
  }),

  charges: anInvoice({
    id: '20006',
    total: '241.40',
    charges: [
      aCharge({ kind: 'tax1', amount: '20.40', erpBooking: 'tax', erpCode: 'STATETAX' }),
      aCharge({ amount: '15', erpCode: '63000', erpDimensions: { subaccount: 'ADM-001' } }),
      aCharge({ kind: 'handling', amount: '10', erpBooking: 'spread' }),
      aCharge({ kind: 'discount', amount: '-4', erpCode: '62000', erpDimensions: { subaccount: '000-000' } }),
    ],
    lines: [
      aLine('50', { description: 'Small' }),
      aLine('150', { description: 'Large', quantity: '3', unitPrice: '50' }),
    ],
  }),

  'line-fields': anInvoice({
    id: '20008',
    total: '100',
    charges: [aCharge({ amount: '5', erpCode: '63000', erpDimensions: { subaccount: 'ADM-001' } })],
    lines: [
      aLine('60', {
        number: 1,
        unit: 'EA',
        customFields: { Project: 'NEWHALL', 'Cost.Object': 'CO-7', Billable: 'No', Hours: '1.50' },
        splits: [
          split('20', '61000', { subaccount: '000-000', project: 'X', 'cost-code': '0000' }),
          split('40', '62000', { subaccount: 'ADM-001' }),
        ],
      }),
      aLine('35', {
        number: 2,
        description: 'Toner',
        customFields: { project: ' NEWHALL ', Billable: 'true' },
        purchaseOrder: { number: 'PO-UNKNOWN', line: null },
      }),
    ],
  }),

  'custom-and-header-fields': anInvoice({ id: '20007', erpEntity: 'PRODWHOLE', erpTerms: '30D' }),
};
