/** The canonical documents behind the golden AP invoices. */
import type { Invoice } from '../../../nodes/shared/documents';
import { anInvoice, coded, linesOn } from '../../fixtures/invoices';
import { charged, plain, toner, withoutNumber } from '../samples';

const line = linesOn('61000', { subaccount: '000-000' });
const erpDimensions = { subaccount: '100' };

export const documents: Record<string, Invoice> = {
  plain: plain(line, { erpEntity: 'HO' }),

  'production-without-supplier-number': withoutNumber(', κόσμος & <more>', {
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
      toner(line, 'PO-000050', { quantity: '30', unitPrice: '10', erpUnit: 'EA' }),
      line('30', { description: 'Delivery', purchaseOrder: { number: 'PO-000051', line: '1' } }),
    ],
  }),

  charges: charged(line, {
    tax: { erpBooking: 'tax', erpCode: 'A', erpDimensions },
    freight: { erpCode: '63000', erpDimensions },
    handling: { erpDimensions },
    discount: { erpCode: '62000', erpDimensions },
  }),

  'analysis-codes': anInvoice({
    ...{ id: '20008', lines: [line('100', coded('100', '65000', { subaccount: 'RAIL' }))] },
  }),
};
