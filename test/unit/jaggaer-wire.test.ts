import { readInvoice } from '../../nodes/Jaggaer/documents/invoice';
import { readPage } from '../../nodes/Jaggaer/transport/envelope';
import { Refusal } from '../../nodes/shared/outcome';

const origin = { environment: 'test' as const, tenant: 't' };
type Json = Record<string, unknown>;

const split = (value: number, type = 'PercentOfPrice'): Json => ({
  DistributionType: type,
  DISTRIBUTIONVALUE: value,
  customFieldValueList: { customFieldValue: [{ internalName: 'Account', value: `5${value}` }] },
});
const splits = (...indexes: Json[]): Json => ({
  splittableFieldSetGroupList: {
    splittableFieldSetGroup: [
      { splittableFieldIndexSet: [{ splittableFieldIndexList: { splittableFieldIndex: indexes } }] },
    ],
  },
});
const document = (header: Json, ...lines: Json[]) =>
  readInvoice(
    {
      header: { invoiceId: 1, invoiceNumber: 'I1', ...header },
      ...(lines.length > 0 && { lineList: { invoiceLine: lines } }),
    },
    origin,
    true,
  );
const amounts = (invoice: ReturnType<typeof document>) =>
  invoice.lines.map((line) => line.splits.map((each) => each.amount));

describe('what public material leaves open about invoices', () => {
  it('takes credit memo lines with and without a minus; the canonical ones have it', () => {
    for (const sign of [1, -1]) {
      const memo = document(
        { invoiceType: 'Credit memo', total: { currency: 'USD', value: -150 } },
        { lineNumber: 1, quantity: 2, unitPrice: 50 * sign, ...splits(split(60), split(40)) },
        {
          lineNumber: 2,
          quantity: 1,
          unitPrice: 50 * sign,
          ...splits(split(20, 'AmountOfPrice'), split(30, 'AmountOfPrice')),
        },
      );
      expect(memo.lines.map((line) => line.amount)).toEqual(['-100.00', '-50.00']);
      expect(memo.lines.map((line) => line.unitPrice)).toEqual(['-50', '-50']);
      expect(amounts(memo).map((each) => each.map(Number))).toEqual([
        [-60, -40],
        [-20, -30],
      ]);
    }
  });

  it('counts a detail without any lines as cancelled, a list row not', () => {
    expect(document({ workflowStatus: 'Completed' }).cancelled).toBe(true);
    expect(readInvoice({ header: { invoiceId: 1 } }, origin).cancelled).toBe(false);
    expect(readInvoice({ header: { invoiceId: 1, paymentStatus: 'Canceled' } }, origin).cancelled).toBe(true);
  });

  it('gives the residue of percentages to the last split, also of large amounts', () => {
    const third = split(33.33);
    const invoice = document(
      {},
      { quantity: 1, unitPrice: 1_000_000, ...splits(third, third, split(33.33)) },
    );
    expect(amounts(invoice)[0]?.map(Number)).toEqual([333_300, 333_300, 333_400]);
    expect(() => document({}, { quantity: 1, unitPrice: 100, ...splits(split(50), split(40)) })).toThrow(
      Refusal,
    );
  });

  it('splits by quantity, and refuses mixed or missing kinds by name', () => {
    const quantity = (value: number) => split(value, 'QuantityOfLine');
    const invoice = document({}, { quantity: 3, unitPrice: 10, ...splits(quantity(1), quantity(2)) });
    expect(amounts(invoice)[0]?.map(Number)).toEqual([10, 20]);
    const mixed = () => document({}, { quantity: 3, unitPrice: 10, ...splits(quantity(1), split(50)) });
    expect(mixed).toThrow(/line 1 of invoice I1 splits do not say/);
  });

  it('reads an instant without a zone as UTC and gives null for none', () => {
    expect(document({ lastUpdate: '2026-06-01T10:00:00' }).lastUpdate).toBe('2026-06-01T10:00:00.000Z');
    expect(document({ lastUpdate: 'yesterday' }).lastUpdate).toBeNull();
  });
});

describe('lists whose container is unknown', () => {
  const page = { returnCode: 0, totRecords: 1, returnedRecords: 1, startAt: 1 };

  it('prefers the list with rows to an empty one beside it', () => {
    expect(readPage({ ...page, notes: [], data: { row: [{ id: 1 }] } }).rows).toEqual([{ id: 1 }]);
    expect(readPage({ ...page, data: { row: { id: 1 } } }).rows).toEqual([{ id: 1 }]);
  });

  it('refuses to take rows that it cannot find for none', () => {
    expect(() => readPage({ ...page })).toThrow(/0 readable rows of 1/);
    expect(() => readPage({ status: 'ok' })).toThrow(/consists of status/);
    expect(readPage({ ...page, totRecords: 0, returnedRecords: 0 }).rows).toEqual([]);
  });
});
