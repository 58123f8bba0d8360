/** How far a purchase entry is paid, by its payment terms. */
import { entryOfTerm, isPayable, paymentStatusDocument } from '../../nodes/ExactOnline/paymentDocuments';

const day = (text: string) => `/Date(${Date.parse(`${text}T00:00:00Z`)})/`;

const entry = {
  ...{ EntryID: 'e-1', EntryNumber: 24600006, Type: 30, YourRef: 'A-1', AmountFC: 100, Currency: 'EUR' },
  Modified: day('2026-06-01'),
};
type Paid = { by?: string; on?: string; sign?: number };
const term = (Status: number, AmountFC: number, { by, on, sign = 1 }: Paid = {}) => ({
  ...{ TransactionEntryID: 'e-1', LineType: 22, TransactionType: 30, Status, AmountFC: AmountFC * sign },
  ...{ EntryID: by === undefined ? null : `bank ${by}`, PaymentReference: by ?? null, PaymentMethod: 'B' },
  ...{ LastPaymentDate: on === undefined ? null : day(on), EndDate: on === undefined ? null : day(on) },
});
const bankLine = { TransactionEntryID: 'bank', TransactionType: 40, Status: 50, AmountFC: -100 };
const facts = { key: 'test:acme:77', vendor: '10001', environment: 'production', offset: 0 } as const;
const status = (...terms: object[]) =>
  paymentStatusDocument(
    entry,
    terms.map((each) => ({ ...each })),
    facts,
  );

describe('payment status of a purchase entry', () => {
  it('names invoice, entry and the latest payment once all terms are matched', () => {
    const paid = status(
      term(50, 60, { by: 'RUN-2', on: '2026-06-12' }),
      term(50, 40, { by: 'RUN-1', on: '2026-06-10' }),
      bankLine,
    );
    expect(paid).toEqual({
      ...{ document: 'paymentStatus', environment: 'test', tenant: 'acme', invoiceId: '77' },
      ...{ supplierInvoiceNumber: 'A-1', vendor: '10001' },
      bill: { id: 'e-1', number: '24600006', type: 'Purchase Entry' },
      ...{ status: 'paid', amount: '100', currency: 'EUR', paidAmount: '100', creditedAmount: '0' },
      ...{ scheduledAmount: '0', balance: '0', date: '2026-06-12', reference: 'RUN-2', method: 'B' },
      payments: [
        { number: 'RUN-2', reference: 'RUN-2', method: 'B', date: '2026-06-12', amount: '60' },
        { number: 'RUN-1', reference: 'RUN-1', method: 'B', date: '2026-06-10', amount: '40' },
      ],
      lastUpdate: '2026-06-01T00:00:00Z',
    });
  });

  it('is part paid while a term is left, and what is sent to the bank is not paid', () => {
    const part = status(term(50, 60, { by: 'RUN-1', on: '2026-06-10' }), term(40, 25), term(20, 15));
    expect(part).toMatchObject({
      status: 'partPaid',
      paidAmount: '60',
      scheduledAmount: '25',
      balance: '40',
    });
  });

  it('is unpaid when sent, selected or open, and without any term', () => {
    expect(status(term(40, 100))).toMatchObject({ status: 'unpaid', scheduledAmount: '100', balance: '100' });
    expect(status(term(30, 100))).toMatchObject({ status: 'unpaid', scheduledAmount: '100', balance: '100' });
    expect(status(term(20, 100))).toMatchObject({ status: 'unpaid', scheduledAmount: '0', balance: '100' });
    expect(status()).toMatchObject({ status: 'unpaid', balance: '100', date: null });
  });

  it('is settled, not paid, where a credit note took it', () => {
    const settled = status({ ...term(50, 100), EndDate: day('2026-06-10') });
    expect(settled).toMatchObject({
      ...{ status: 'settled', paidAmount: '0', creditedAmount: '100', balance: '0', date: null },
    });
  });

  it('reads amounts of either sign alike', () => {
    const paid = status(term(50, 100, { by: 'RUN-1', on: '2026-06-10', sign: -1 }));
    expect(paid).toMatchObject({ status: 'paid', paidAmount: '100', balance: '0' });
  });

  it('leaves invoice and tenant open where the entry has no stamp', () => {
    const other = paymentStatusDocument(entry, [], { ...facts, key: null });
    expect(other).toMatchObject({ environment: 'production', tenant: null, invoiceId: null });
  });
});

describe('rows of the feed', () => {
  it('belong to purchase entries only: no receipts, no bank lines, no credit notes', () => {
    const of = (more: object) => entryOfTerm({ ...term(20, 1), ...more });
    expect(of({})).toBe('e-1');
    expect([{ LineType: 20 }, { TransactionType: 40 }, { TransactionType: 31 }].map(of)).toEqual([
      ...['', '', ''],
    ]);
  });

  it('only purchase entries are paid', () => {
    expect([30, 31, 20].map((Type) => isPayable({ Type }))).toEqual([true, false, false]);
  });
});
