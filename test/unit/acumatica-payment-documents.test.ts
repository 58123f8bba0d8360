/** How far a bill is paid, by its balance and by what was applied to it. */
import { isPayable, paymentKey, paymentStatusDocument } from '../../nodes/Acumatica/paymentDocuments';

type Row = [docType: string, number: string, amountPaid: number, status?: string];

const bill = (amount: number, balance: number, applications: Row[]) => ({
  ...{
    id: 'guid',
    Type: 'Bill',
    ReferenceNbr: '000001',
    Vendor: 'HARBOUR',
    VendorRef: 'A-1',
    CurrencyID: 'USD',
  },
  ...{ Amount: amount, Balance: balance, LastModifiedDateTime: '2026-06-20T10:00:00-04:00' },
  Applications: applications.map(([DocType, ReferenceNbr, AmountPaid, Status = 'Closed']) => ({
    ...{ DocType, ReferenceNbr, AmountPaid, Status },
  })),
});

const check = (number: string, date: string) => ({
  ...{ Type: 'Payment', ReferenceNbr: number, PaymentRef: `CHK-${number}`, PaymentMethod: 'CHECK' },
  ApplicationDate: `${date}T00:00:00-10:00`,
});
const payments = new Map(
  [check('1', '2026-06-10'), check('2', '2026-06-12')].map((each) => [
    paymentKey('Payment', each.ReferenceNbr),
    each,
  ]),
);

const status = (amount: number, balance: number, applications: Row[]) =>
  paymentStatusDocument(bill(amount, balance, applications), payments, 'JGR:test:acme:77 I77');

describe('payment status of a bill', () => {
  it('names the invoice, the bill and the latest payment, with its day as written', () => {
    expect(
      status(100, 0, [
        ['Payment', '2', 60],
        ['Payment', '1', 40],
      ]),
    ).toEqual({
      ...{ document: 'paymentStatus', environment: 'test', tenant: 'acme', invoiceId: '77' },
      ...{ supplierInvoiceNumber: 'A-1', vendor: 'HARBOUR' },
      bill: { id: 'guid', number: '000001', type: 'Bill' },
      ...{
        status: 'paid',
        amount: '100',
        currency: 'USD',
        paidAmount: '100',
        creditedAmount: '0',
        balance: '0',
      },
      ...{ date: '2026-06-12', reference: 'CHK-2', method: 'CHECK', lastUpdate: '2026-06-20T14:00:00.000Z' },
      payments: [
        { number: '2', reference: 'CHK-2', method: 'CHECK', date: '2026-06-12', amount: '60' },
        { number: '1', reference: 'CHK-1', method: 'CHECK', date: '2026-06-10', amount: '40' },
      ],
    });
  });

  it.each<[string, number, number, Row[], object]>([
    ['nothing applied', 100, 100, [], { status: 'unpaid', paidAmount: '0', date: null, payments: [] }],
    [
      'a cheque that waits',
      100,
      100,
      [['Payment', '1', 100, 'Pending Print']],
      { status: 'unpaid', payments: [] },
    ],
    ['a part', 100, 60, [['Payment', '1', 40]], { status: 'partPaid', paidAmount: '40', balance: '60' }],
    [
      'one payment applied twice',
      ...([
        100,
        0,
        [
          ['Payment', '1', 40],
          ['Payment', '1', 60],
        ],
      ] as [number, number, Row[]]),
      { status: 'paid', paidAmount: '100', date: '2026-06-10' },
    ],
    [
      'a cash discount that is no money',
      ...([100, 0, [['Payment', '1', 98]]] as [number, number, Row[]]),
      { status: 'paid', paidAmount: '98', creditedAmount: '0' },
    ],
    [
      'a credit alone',
      ...([100, 0, [['Debit Adj.', '9', 100]]] as [number, number, Row[]]),
      { status: 'settled', paidAmount: '0', creditedAmount: '100', date: null, reference: null },
    ],
    [
      'a credit and money',
      ...([
        100,
        0,
        [
          ['Debit Adj.', '9', 30],
          ['Payment', '1', 70],
        ],
      ] as [number, number, Row[]]),
      { status: 'paid', paidAmount: '70', creditedAmount: '30', reference: 'CHK-1' },
    ],
    [
      'a payment taken back, with the sign turned',
      ...([
        100,
        100,
        [
          ['Payment', '1', 100, 'Voided'],
          ['Voided Payment', '1', -100],
        ],
      ] as [number, number, Row[]]),
      { status: 'unpaid', paidAmount: '0', date: null, reference: null },
    ],
    [
      'a payment taken back, without a sign',
      ...([
        100,
        100,
        [
          ['Payment', '1', 100, 'Voided'],
          ['Voided Payment', '1', 100],
        ],
      ] as [number, number, Row[]]),
      { status: 'unpaid', paidAmount: '0', date: null },
    ],
    [
      'a later payment taken back, of which only the voided one is listed',
      ...([
        100,
        60,
        [
          ['Payment', '1', 40],
          ['Payment', '2', 60, 'Voided'],
        ],
      ] as [number, number, Row[]]),
      { status: 'partPaid', paidAmount: '40', date: '2026-06-10', reference: 'CHK-1' },
    ],
    [
      'cents that binary fractions cannot hold',
      ...([
        0.3,
        0.1,
        [
          ['Payment', '1', 0.1],
          ['Payment', '2', 0.1],
        ],
      ] as [number, number, Row[]]),
      { status: 'partPaid', paidAmount: '0.2', balance: '0.1' },
    ],
  ])('%s', (_, amount, balance, applications, expected) => {
    expect(status(amount, balance, applications)).toMatchObject(expected);
  });

  it('is of nobody’s invoice where the bill carries no mark', () => {
    expect(paymentStatusDocument(bill(100, 100, []), payments, 'Paper')).toMatchObject({
      ...{ tenant: null, invoiceId: null, environment: 'production' },
    });
  });

  it.each([
    ['Open', true],
    ['Closed', true],
    ['Balanced', false],
    ['On Hold', false],
    ['Voided', false],
  ])('a bill that is %s can be paid: %s', (state, payable) => {
    expect(isPayable({ Status: state })).toBe(payable);
  });
});
