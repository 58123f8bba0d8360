/** The canonical documents behind the golden AP invoices. */
import type { Invoice, Split } from '../../../nodes/shared/documents';
import { aLine, anInvoice } from '../../fixtures/invoices';

const split = (amount: string, account: string, costCentre: string): Split => ({
  ...{ segments: [], amount, erpAccount: account, erpDimensions: { subaccount: costCentre } },
});
const line = (amount: string, change: Partial<Invoice['lines'][number]> = {}) =>
  aLine(amount, { splits: [split(amount, '61000', '000-000')], ...change });
const charge = (change: Partial<Invoice['charges'][number]>): Invoice['charges'][number] => ({
  ...{ kind: 'freight', name: null, amount: '0', erpBooking: 'account', erpCode: null },
  ...{ erpDimensions: { subaccount: '100' } },
  ...change,
});

export const documents: Record<string, Invoice> = {
  plain: anInvoice({ id: '20001', total: '1120.1', erpEntity: 'HO', lines: [line('1120.1')] }),

  'production-without-supplier-number': anInvoice({
    ...{ id: '20002', environment: 'production', supplierInvoiceNumber: null, dueDate: null },
    name: 'Paper\r\n for the  “spring” catalogue, κόσμος & <more>',
    lines: [line('100', { description: 'Ordner für “Příjem” & <Co>' })],
  }),

  'long-mark': anInvoice({
    ...{ id: '2000097', tenant: 'northwind-paper-and-board', lines: [line('100')] },
  }),

  'short-mark': anInvoice({ id: '2410003', lines: [line('100')] }),

  'negative-invoice': anInvoice({
    ...{ id: '20004', type: 'creditMemo', total: '-80', lines: [line('-60'), line('-20')] },
  }),

  credit: anInvoice({
    ...{ id: '20005', type: 'creditMemo', total: '-80', customFields: { 'Original Invoice': 'INV-7' } },
    lines: [line('-100'), line('20', { description: 'Restocking' })],
  }),

  'goods-received': anInvoice({
    ...{ id: '20006', total: '330' },
    lines: [
      line('300', {
        ...{ description: 'Toner', quantity: '30', unitPrice: '10', erpUnit: 'EA' },
        purchaseOrder: { number: 'PO-000050', line: '2' },
      }),
      line('30', { description: 'Delivery', purchaseOrder: { number: 'PO-000051', line: '1' } }),
    ],
  }),

  charges: anInvoice({
    ...{ id: '20007', total: '241' },
    charges: [
      charge({ kind: 'tax1', amount: '20', erpBooking: 'tax', erpCode: 'A' }),
      charge({ amount: '15', erpCode: '63000' }),
      charge({ kind: 'handling', amount: '10', erpBooking: 'spread' }),
      charge({ kind: 'discount', amount: '-4', erpCode: '62000' }),
    ],
    lines: [line('50', { description: 'Small' }), line('150', { description: 'Large' })],
  }),

  'analysis-codes': anInvoice({
    ...{ id: '20008', lines: [line('100', { splits: [split('100', '65000', 'RAIL')] })] },
  }),
};
