/** Canonical documents that more than one ERP has a golden file of; what differs is how they are coded. */
import type { Invoice, Split } from '../../nodes/shared/documents';
import type { LineOf } from '../fixtures/invoices';
import { aCharge, aLine, anInvoice } from '../fixtures/invoices';

type Charge = Partial<Invoice['charges'][number]>;
type Line = Invoice['lines'][number];

/** One line, nothing special. */
export const plain = (line: LineOf, change: Partial<Invoice> = {}): Invoice =>
  anInvoice({ id: '20001', total: '1120.1', lines: [line('1120.1')], ...change });

/** Without a supplier's number and a due date, in production; its name breaks the line. */
export const withoutNumber = (nameEnds: string, change: Partial<Invoice> = {}): Invoice =>
  anInvoice({
    ...{ id: '20002', environment: 'production', supplierInvoiceNumber: null, dueDate: null },
    ...{ name: `Paper\r\n for the  “spring” catalogue${nameEnds}`, ...change },
  });

/** Three of something that was ordered. */
export const toner = (line: LineOf, order: string, change: Partial<Line> = {}): Line =>
  line('300', {
    ...{ description: 'Toner', quantity: '3', unitPrice: '100', erpUnit: 'EACH' },
    ...{ purchaseOrder: { number: order, line: '2' }, ...change },
  });

/** One line in parts. */
export const splitUp = (splits: Split[], change: Partial<Invoice> = {}): Invoice =>
  anInvoice({
    ...{ id: '20006', total: '100', lines: [aLine('100', { quantity: '4', unitPrice: '25', splits })] },
    ...change,
  });

/** Every kind of charge, on two lines. */
export const charged = (
  line: LineOf,
  { tax, freight, handling, discount }: Record<'tax' | 'freight' | 'handling' | 'discount', Charge>,
): Invoice =>
  anInvoice({
    ...{ id: '20007', total: '241' },
    charges: [
      aCharge({ kind: 'tax1', amount: '20', ...tax }),
      aCharge({ amount: '15', ...freight }),
      aCharge({ kind: 'handling', amount: '10', erpBooking: 'spread', ...handling }),
      aCharge({ kind: 'discount', amount: '-4', ...discount }),
    ],
    lines: [line('50', { description: 'Small' }), line('150', { description: 'Large' })],
  });
