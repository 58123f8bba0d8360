import fc from 'fast-check';
import { anInvoice } from '../fixtures/invoices';
import { HARBOUR_ROW, erpBill } from './operationsSamples';
import { jsonOf, runOperation } from './operationsNode';

/** As a list row gives it: no ERP vendor, no lines. */
const older = (change: Parameters<typeof anInvoice>[0] = {}) => {
  const invoice = anInvoice({ id: '501', lines: [], complete: false, ...change });
  return {
    ...invoice,
    supplier: { ...invoice.supplier, erpVendor: null, erpVendorsEver: [], ...change.supplier },
  };
};

async function match(invoices: object[], bills: object[], rows: object[] = [HARBOUR_ROW], parameters = {}) {
  const [matched, unmatched] = await runOperation('adoption.match', [invoices, bills, rows], {
    options: { targetSystem: 'Acumatica' },
    ...parameters,
  });
  return { matched: jsonOf(matched), unmatched: jsonOf(unmatched) };
}

describe('Adoption ▸ Match', () => {
  it('settles an invoice whose bill is there', async () => {
    const { matched, unmatched } = await match([older()], [erpBill()]);
    expect(unmatched).toEqual([]);
    expect(matched).toMatchObject([
      {
        ...{ key: 'test:northwind-paper:501', id: '501', outcome: 'alreadyPosted', matchedBy: 'adopt' },
        bill: { number: '000501', vendor: 'HARBOUR' },
        audit: {
          ...{
            key: 'test:northwind-paper:501',
            flow: 'invoices',
            operation: 'settle',
            outcome: 'alreadyPosted',
          },
          ...{
            matchedBy: 'adopt',
            targetId: '000501',
            targetSystem: 'Acumatica',
            amount: 100,
            currency: 'USD',
          },
          reason: expect.stringContaining('000501'),
        },
      },
    ]);
  });

  it.each(['sup 501', 'SUP501', 'Sup/0501', 'SUP-00501', 'ＳＵＰ－５０１'])(
    'takes %s for the same number',
    async (vendorReference) => {
      expect((await match([older()], [erpBill({ vendorReference })])).matched).toHaveLength(1);
    },
  );

  it.each([
    ['another number', { vendorReference: 'SUP-5010' }, 'No bill has the number SUP-501'],
    ['another amount', { amount: '100.01' }, 'amount USD 100.01 instead of USD 100.00'],
    ['another sign', { amount: '-100.00', type: 'Debit Adj.' }, 'amount USD −100.00'],
    ['another currency', { currency: 'EUR' }, 'currency EUR instead of USD'],
    ['another vendor', { vendor: 'OTHER' }, 'No bill has the number'],
    ['a date too far away', { date: '2026-06-21' }, 'dates are 6 days apart'],
    ['no date', { date: null }, 'a date is missing'],
    ['a stamp of another invoice', { key: 'test:northwind-paper:77' }, 'stamped with another invoice'],
    ['been voided', { status: 'Voided' }, 'No bill has the number'],
    ['is money paid ahead', { type: 'Prepayment' }, 'No bill has the number'],
  ])('does not take a bill that has %s', async (_, change, reason) => {
    const { matched, unmatched } = await match([older()], [erpBill(change)]);
    expect(matched).toEqual([]);
    expect(unmatched).toMatchObject([
      { id: '501', cause: 'adopt.none', reason: expect.stringContaining(reason) },
    ]);
  });

  it('takes a credit memo for a negative bill', async () => {
    const credit = older({ type: 'creditMemo', total: '-100.00' });
    expect((await match([credit], [erpBill({ amount: '-100', type: 'Debit Adj.' })])).matched).toHaveLength(
      1,
    );
  });

  it('takes a bill with its stamp whatever its number, unless the amount differs', async () => {
    const stamped = { key: 'test:northwind-paper:501', vendorReference: 'x', date: '2020-01-01' };
    expect((await match([older()], [erpBill(stamped)], [])).matched).toHaveLength(1);
    expect((await match([older()], [erpBill({ ...stamped, amount: '1' })], [])).matched).toEqual([]);
    const inText = {
      key: undefined,
      description: 'JGR:test:northwind-paper:501 I501 Paper',
      vendorReference: 'x',
    };
    expect((await match([older()], [erpBill(inText)], [])).matched).toHaveLength(1);
  });

  it('leaves two bills, and two invoices for one bill, to a person', async () => {
    const two = await match([older()], [erpBill(), erpBill({ number: '000502', vendorReference: 'sup501' })]);
    expect(two.matched).toEqual([]);
    expect(two.unmatched).toMatchObject([{ cause: 'adopt.several', candidates: ['000501', '000502'] }]);
    const shared = await match(
      [older(), older({ id: '502', supplierInvoiceNumber: 'SUP-501' })],
      [erpBill()],
    );
    expect(shared.matched).toEqual([]);
    expect(shared.unmatched.map(({ cause }) => cause)).toEqual(['adopt.several', 'adopt.several']);
  });

  it('the same item given twice is still one', async () => {
    expect((await match([older(), older()], [erpBill(), erpBill()])).matched).toHaveLength(1);
  });

  it('says which supplier is not mapped; by id and name it may be', async () => {
    const { unmatched } = await match([older()], [erpBill()], [{}]);
    expect(unmatched).toMatchObject([{ cause: 'adopt.supplier', owner: 'mapping' }]);
    for (const row of [
      { kind: 'supplier', scope: 'id', from: '7001', to: 'harbour' },
      { kind: 'supplier', scope: 'name', from: 'HARBOUR paper mills', to: 'HARBOUR' },
    ]) {
      expect((await match([older()], [erpBill()], [row])).matched).toHaveLength(1);
    }
  });

  it('names what it cannot read, and cancelled invoices', async () => {
    const { unmatched } = await match(
      [older({ cancelled: true }), { error: { message: 'x' } }],
      [erpBill({ amount: undefined })],
    );
    expect(unmatched.map(({ cause }) => cause)).toEqual([
      'adopt.cancelled',
      'adopt.unreadable',
      'adopt.unreadable',
    ]);
    expect(unmatched.some((item) => 'error' in item)).toBe(false);
  });

  it('whatever is given: no bill twice, no invoice twice, none lost, and only what fits', async () => {
    const one = fc.record({
      number: fc.constantFrom('A-1', 'a1', 'A2', 'B 01'),
      amount: fc.constantFrom('10', '10.00', '20'),
      day: fc.integer({ min: 10, max: 19 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(one, { maxLength: 8 }),
        fc.array(one, { maxLength: 8 }),
        async (left, right) => {
          const invoices = left.map(({ number, amount, day }, at) =>
            older({
              id: `i${at}`,
              supplierInvoiceNumber: number,
              total: amount,
              invoiceDate: `2026-06-${day}`,
            }),
          );
          const bills = right.map(({ number, amount, day }, at) =>
            erpBill({ number: `b${at}`, vendorReference: number, amount, date: `2026-06-${day}` }),
          );
          const { matched, unmatched } = await match(invoices, bills);
          const naive = (number: string) => number.toLowerCase().replace(/[- ]/g, '').replace('01', '1');
          const fit = (i: number, b: number) => {
            const [invoice, bill] = [left[i], right[b]];
            return (
              invoice !== undefined &&
              bill !== undefined &&
              naive(invoice.number) === naive(bill.number) &&
              Number(invoice.amount) === Number(bill.amount) &&
              Math.abs(invoice.day - bill.day) <= 5
            );
          };
          const expected = left.flatMap((_, i) => {
            const hits = right.flatMap((__, b) => (fit(i, b) ? [b] : []));
            const [b] = hits;
            const rivals = left.filter((__, other) => b !== undefined && fit(other, b));
            return b !== undefined && hits.length === 1 && rivals.length === 1 ? [`i${i}=b${b}`] : [];
          });
          const found = matched.map(
            (item) => `${String(item.id)}=${String((item.bill as { number: string }).number)}`,
          );
          expect(found).toEqual(expected);
          expect([...matched, ...unmatched].map(({ id }) => id).sort()).toEqual(
            invoices.map(({ id }) => id).sort(),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
