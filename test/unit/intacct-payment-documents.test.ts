/** What counts as paid: figures and states as recorded answers and published data show them. */
import type { Paid } from '../../nodes/SageIntacct/paymentDocuments';
import { hasGoneOut, isPayable, paymentStatusDocument } from '../../nodes/SageIntacct/paymentDocuments';

type Figures = [entered: string, due: string, paid: string, selected?: string];

const bill = (state: string, [entered, due, paid, selected = '0']: Figures, more: object = {}) => ({
  ...{ RECORDNO: '3430', RECORDID: 'INV-7', VENDORID: 'V-1', STATE: state, CURRENCY: 'EUR' },
  ...{ DESCRIPTION: 'JGR:test:acme:9001 paper', WHENMODIFIED: '09/16/2013 15:50:21' },
  ...{ TRX_TOTALENTERED: entered, TRX_TOTALDUE: due, TRX_TOTALPAID: paid, TRX_TOTALSELECTED: selected },
  // base currency: never to be taken for the bill's own
  ...{ TOTALENTERED: '999', TOTALDUE: '999', TOTALPAID: '999' },
  ...more,
});
const paid = (amount: string, payment: Record<string, string> = {}, state = 'Posted'): Paid => ({
  detail: { RECORDKEY: '3430', TRX_PAYMENTAMOUNT: amount, STATE: state },
  payment: {
    ...{ RECORDNO: '77', DOCNUMBER: 'CHK-1', PAYMENTMETHOD: 'Printed Check', WHENPAID: '06/20/2026' },
    ...{ STATE: state, ...payment },
  },
});
const status = (row: Record<string, string>, payments: Paid[] = []) =>
  paymentStatusDocument(row, payments, row.DESCRIPTION ?? '', 'production');

describe('payment status of a bill', () => {
  it('carries the invoice behind the stamp, and the bill', () => {
    expect(status(bill('Posted', ['100.12', '100.12', '0']))).toEqual({
      document: 'paymentStatus',
      ...{ environment: 'test', tenant: 'acme', invoiceId: '9001', supplierInvoiceNumber: 'INV-7' },
      ...{ vendor: 'V-1', bill: { id: '3430', number: '3430', type: 'Bill' }, status: 'unpaid' },
      ...{ amount: '100.12', currency: 'EUR', paidAmount: '0', creditedAmount: '0', scheduledAmount: '0' },
      ...{ balance: '100.12', date: null, reference: null, method: null, payments: [] },
      lastUpdate: '2013-09-16T15:50:21.000Z',
    });
    const foreign = status(bill('Posted', ['1', '1', '0'], { DESCRIPTION: 'by hand' }));
    expect(foreign).toMatchObject({ environment: 'production', tenant: null, invoiceId: null });
  });

  it.each<[string, Record<string, string>, Paid[], object]>([
    [
      'part paid, by its label',
      bill('Partially Paid', ['100', '60', '40']),
      [paid('40')],
      {
        ...{ status: 'partPaid', paidAmount: '40', creditedAmount: '0', balance: '60' },
      },
    ],
    [
      'part paid, without a label of its own',
      bill('Posted', ['100', '60', '40']),
      [paid('40')],
      {
        ...{ status: 'partPaid', paidAmount: '40', balance: '60', date: '2026-06-20', reference: 'CHK-1' },
      },
    ],
    [
      'paid',
      bill('Paid', ['100', '0', '100']),
      [paid('100')],
      {
        ...{ status: 'paid', paidAmount: '100', method: 'Printed Check' },
      },
    ],
    [
      'paid, with a discount taken',
      bill('Paid', ['100', '0', '98']),
      [paid('98')],
      {
        ...{ status: 'paid', paidAmount: '98', creditedAmount: '2', balance: '0' },
      },
    ],
    [
      'paid, where the payments cannot be read',
      bill('Paid', ['100', '0', '100']),
      [],
      {
        ...{ status: 'paid', paidAmount: '100', date: null, payments: [] },
      },
    ],
    [
      'chosen for payment',
      bill('Selected', ['100', '100', '0', '100']),
      [paid('100', {}, 'Submitted')],
      {
        ...{ status: 'unpaid', paidAmount: '0', scheduledAmount: '100', balance: '100', payments: [] },
      },
    ],
    [
      'unpaid again after a void',
      bill('Posted', ['100', '100', '0']),
      [paid('100', {}, 'Voided')],
      {
        ...{ status: 'unpaid', paidAmount: '0', date: null, reference: null, payments: [] },
      },
    ],
    [
      'cleared by a credit',
      bill('Paid', ['100', '0', '100']),
      [paid('0')],
      {
        ...{ status: 'settled', paidAmount: '0', creditedAmount: '100', payments: [] },
      },
    ],
    [
      'reversed: nothing due, all called paid',
      bill('Reversed', ['100', '0', '100']),
      [],
      {
        ...{ status: 'settled', paidAmount: '0', creditedAmount: '100', date: null },
      },
    ],
    ['of no amount', bill('Posted', ['0', '0', '0']), [], { status: 'settled', paidAmount: '0' }],
    [
      'never more than is settled',
      bill('Posted', ['100', '60', '40']),
      [paid('100')],
      {
        ...{ status: 'partPaid', paidAmount: '40' },
      },
    ],
  ])('is right where it is %s', (_, row, payments, expected) => {
    expect(status(row, payments)).toMatchObject(expected);
  });

  it('tells the last payment that stands, by its date', () => {
    const payments = [
      paid('10', { RECORDNO: '78', DOCNUMBER: 'CHK-3', WHENPAID: '07/01/2026' }),
      paid('30', { RECORDNO: '77', WHENPAID: '', WHENCREATED: '06/20/2026' }),
      paid('60', { RECORDNO: '79', DOCNUMBER: 'CHK-9', WHENPAID: '08/01/2026' }, 'V'),
    ];
    expect(status(bill('Partially Paid', ['100', '60', '40']), payments)).toMatchObject({
      ...{ paidAmount: '40', date: '2026-07-01', reference: 'CHK-3' },
      payments: [
        { number: '78', date: '2026-07-01', amount: '10' },
        { number: '77', date: '2026-06-20', amount: '30' },
      ],
    });
  });

  it('adds decimals as decimals', () => {
    const payments = [paid('0.1'), paid('0.2')];
    expect(status(bill('Partially Paid', ['1', '0.7', '0.3']), payments)).toMatchObject({
      ...{ paidAmount: '0.3', creditedAmount: '0', balance: '0.7' },
    });
  });
});

describe('states', () => {
  it.each([
    ...(['Posted', 'Selected', 'Partially Paid', 'Paid', 'A'].map((state) => [state, true]) as never[]),
    ...(['Draft', 'Submitted', 'Partially Approved', 'Declined', 'PA', 'Reversed', 'Reversal'].map(
      (state) => [state, false],
    ) as never[]),
  ])('a bill that is %s can be paid: %s', (state, expected) => {
    expect(isPayable({ STATE: state })).toBe(expected);
  });

  it.each([
    ['Posted', true],
    ['C', true],
    ['Complete', true],
    ['Draft', false],
    ['Submitted', false],
    ['Approved', false],
    ['Voided', false],
    ['V', false],
  ])('a payment that is %s has gone out: %s', (state, expected) => {
    expect(hasGoneOut({ STATE: state })).toBe(expected);
  });
});
