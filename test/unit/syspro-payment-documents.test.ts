/** How far an invoice is paid, out of ApInvoice and ApInvoicePay. */
import { paymentStatusDocument, wireDate } from '../../nodes/Syspro/paymentDocuments';

const invoice = (change: Record<string, string> = {}) => ({
  ...{ Supplier: 'HARBOUR', Invoice: 'INV-7', InvoiceDate: '2026-06-01', OrigInvValue: '        100.00' },
  ...{ MthInvBal1: '        100.00', MthInvBal2: '100.00', MthInvBal3: '100.00', Currency: 'USD' },
  ...{ Reference: 'JGR:test:northwind:501', InvoiceYear: '2026', InvoiceMonth: '6', Journal: '17' },
  ...{ EntryNumber: '1', InvoiceStatus: '9', ...change },
});
const paid = (value: string, change: Record<string, string> = {}) => ({
  ...{ Supplier: 'HARBOUR', Invoice: 'INV-7', TrnType: 'P', Journal: '1', EntryNumber: '1' },
  ...{ PaymentReference: 'CHQ-1', PaymentNumber: '000004', TrnValue: value, JournalDate: '2026-06-20' },
  ...change,
});
const statusOf = (row: Record<string, string>, rows: Array<Record<string, string>> = []) =>
  paymentStatusDocument(row, rows, 'test');

it('is unpaid where all is open, whatever the status code and the earlier months say', () => {
  expect(statusOf(invoice())).toMatchObject({
    ...{ status: 'unpaid', amount: '100', balance: '100', paidAmount: '0', creditedAmount: '0' },
    ...{ environment: 'test', tenant: 'northwind', invoiceId: '501', supplierInvoiceNumber: 'INV-7' },
    bill: { number: '2026/06/00017/001', type: 'Invoice' },
    ...{ date: null, reference: null, payments: [] },
  });
});

it('is paid in part, then in full, with the last payment’s date and reference', () => {
  const part = statusOf(invoice({ MthInvBal1: '60.00' }), [paid('40.00')]);
  expect(part).toMatchObject({ status: 'partPaid', paidAmount: '40', balance: '60', reference: 'CHQ-1' });
  const rest = paid('60.00', { Journal: '2', PaymentReference: 'CHQ-2', JournalDate: '20260630' });
  const full = statusOf(invoice({ MthInvBal1: '0.00' }), [rest, paid('40.00')]);
  expect(full).toMatchObject({ status: 'paid', paidAmount: '100', date: '2026-06-30', reference: 'CHQ-2' });
  expect(full.payments.map(({ amount }) => amount)).toEqual(['40', '60']);
});

it('reads payments of either sign', () => {
  const status = statusOf(invoice({ MthInvBal1: '60.00' }), [paid('-40.00')]);
  expect(status).toMatchObject({ status: 'partPaid', paidAmount: '40' });
  expect(status.payments).toMatchObject([{ amount: '40' }]);
});

it('is unpaid again when a payment was taken back', () => {
  const back = paid('-40.00', { Journal: '2' });
  expect(statusOf(invoice(), [paid('40.00'), back])).toMatchObject({
    ...{ status: 'unpaid', paidAmount: '0', reference: null },
  });
  const negative = [paid('-40.00'), paid('40.00', { Journal: '2' })];
  expect(statusOf(invoice(), negative).payments.map(({ amount }) => amount)).toEqual(['40', '-40']);
});

it('tells money from what was settled otherwise', () => {
  const credit = paid('100.00', { TrnType: 'A', PaymentReference: 'CR-1' });
  expect(statusOf(invoice({ MthInvBal1: '0' }), [credit])).toMatchObject({
    ...{ status: 'settled', paidAmount: '0', creditedAmount: '100', reference: null },
  });
  const both = statusOf(invoice({ MthInvBal1: '0' }), [paid('70.00'), { ...credit, TrnValue: '30.00' }]);
  expect(both).toMatchObject({ status: 'paid', paidAmount: '70', creditedAmount: '30' });
});

it('does the same for credits, and for invoices without our stamp', () => {
  const credit = invoice({ OrigInvValue: '-50.00', MthInvBal1: '-20.00', Reference: 'by hand' });
  expect(statusOf(credit, [paid('-30.00')])).toMatchObject({
    ...{ status: 'partPaid', amount: '-50', paidAmount: '-30', balance: '-20' },
    ...{ tenant: null, invoiceId: null, bill: { type: 'Negative Invoice' } },
  });
});

it.each([
  ['2026-06-15', '2026-06-15'],
  ['20260615', '2026-06-15'],
  ['0000-00-00', ''],
  ['', ''],
])('the date %s is “%s”', (given, date) => expect(wireDate(given)).toBe(date));
