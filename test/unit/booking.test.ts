import fc from 'fast-check';
import type { Charge } from '../../nodes/shared/documents';
import { bookInvoice } from '../../nodes/shared/booking';
import { Refusal } from '../../nodes/shared/outcome';
import { aLine, anInvoice } from '../fixtures/invoices';

const strict = { tolerance: '0', rounding: null };
const charge = (change: Partial<Charge>): Charge => ({
  kind: 'freight',
  name: null,
  amount: '10',
  erpBooking: 'account',
  erpCode: '64000',
  erpDimensions: {},
  ...change,
});
const causeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return `${error.problem.outcome} ${error.problem.cause}`;
    throw error;
  }
  return 'booked';
};
const amounts = (lines: Array<{ amount: string }>) => lines.map((line) => line.amount);

describe('booking an invoice', () => {
  it('books header charges once: as an account line, spread over the lines, or as a tax', () => {
    const lines = [aLine('60'), aLine('30'), aLine('10')];
    const onAccount = bookInvoice(anInvoice({ total: '110', lines, charges: [charge({})] }), strict);
    expect(amounts(onAccount.lines)).toEqual(['60', '30', '10', '10']);
    const spread = bookInvoice(
      anInvoice({ total: '110.01', lines, charges: [charge({ amount: '10.01', erpBooking: 'spread' })] }),
      strict,
    );
    expect(amounts(spread.lines)).toEqual(['66.01', '33', '11']);
    const taxed = bookInvoice(
      anInvoice({
        total: '110',
        lines,
        charges: [charge({ kind: 'tax1', erpBooking: 'tax', erpCode: 'VAT' })],
      }),
      strict,
    );
    expect(taxed.taxes).toEqual([{ code: 'VAT', amount: '10' }]);
    expect(amounts(taxed.lines)).toEqual(['60', '30', '10']);
  });

  it('turns a credit memo into a positive credit', () => {
    const lines = [aLine('-100', { quantity: '1', unitPrice: '-100' })];
    const memo = anInvoice({
      type: 'creditMemo',
      total: '-105',
      lines,
      charges: [charge({ amount: '-7' }), charge({ kind: 'discount', amount: '2' })],
    });
    const booked = bookInvoice(memo, strict);
    expect(booked).toMatchObject({ type: 'credit', total: '105' });
    expect(booked.lines.map(({ amount, quantity, unitPrice }) => [amount, quantity, unitPrice])).toEqual([
      ['100', '1', '100'],
      ['7', '1', '7'],
      ['-2', '-1', '2'],
    ]);
  });

  it('refuses what does not add up, with both numbers', () => {
    const off = anInvoice({ total: '102.05', lines: [aLine('100')] });
    expect(causeOf(() => bookInvoice(off, strict))).toBe('rejected total.mismatch');
    expect(() => bookInvoice(off, strict)).toThrow(/102\.05.*100.*2\.05/);
  });

  it('takes a difference up to the limit to the rounding account, and no more', () => {
    const rounding = { account: '69900', dimensions: {}, limit: '0.05' };
    const near = bookInvoice(anInvoice({ total: '100.05', lines: [aLine('100')] }), {
      tolerance: '0',
      rounding,
    });
    expect(near.lines.at(-1)).toMatchObject({ origin: 'rounding', account: '69900', amount: '0.05' });
    expect(
      causeOf(() =>
        bookInvoice(anInvoice({ total: '100.06', lines: [aLine('100')] }), { tolerance: '0', rounding }),
      ),
    ).toBe('rejected total.mismatch');
  });

  it('lists a difference within the tolerance instead of hiding it', () => {
    const booked = bookInvoice(anInvoice({ total: '100.01', lines: [aLine('100')] }), {
      tolerance: '0.01',
      rounding: null,
    });
    expect(booked.total).toBe('100');
    expect(booked.notCarried).toEqual(['0.01 between the total 100.01 and its lines 100']);
  });

  it('holds what lacks a mapping or a total', () => {
    const supplier = { ...anInvoice().supplier, erpVendor: null };
    const split = { segments: [], amount: '100', erpAccount: null, erpDimensions: {} };
    expect(causeOf(() => bookInvoice(anInvoice({ supplier }), strict))).toBe('held unmapped.supplier');
    expect(causeOf(() => bookInvoice(anInvoice({ total: null }), strict))).toBe('held total.missing');
    expect(causeOf(() => bookInvoice(anInvoice({ complete: false }), strict))).toBe(
      'held invoice.incomplete',
    );
    expect(causeOf(() => bookInvoice(anInvoice({ charges: [charge({ erpBooking: null })] }), strict))).toBe(
      'held unmapped.charge',
    );
    expect(
      causeOf(() => bookInvoice(anInvoice({ lines: [aLine('100', { splits: [split] })] }), strict)),
    ).toBe('held unmapped.account');
  });

  it('refuses a sign that does not fit the type', () => {
    expect(causeOf(() => bookInvoice(anInvoice({ total: '-5', lines: [aLine('-5')] }), strict))).toBe(
      'rejected total.sign',
    );
    expect(
      causeOf(() => bookInvoice(anInvoice({ type: 'creditMemo', total: '5', lines: [aLine('5')] }), strict)),
    ).toBe('rejected total.sign');
  });

  it('names tax that the supplier did not charge', () => {
    expect(bookInvoice(anInvoice({ unpaidTax: '8.25' }), strict).notCarried).toEqual([
      'tax of 8.25 that the supplier did not charge (use tax)',
    ]);
  });

  it('always books exactly the total', () => {
    const money = fc.integer({ min: 1, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2));
    const booking = fc.constantFrom('account' as const, 'spread' as const, 'tax' as const);
    fc.assert(
      fc.property(
        fc.array(money, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(money, booking), { maxLength: 4 }),
        fc.boolean(),
        (lines, charges, credit) => {
          const sign = credit ? '-' : '';
          const cents = [...lines, ...charges.map(([amount]) => amount)].reduce(
            (all, amount) => all + Math.round(Number(amount) * 100),
            0,
          );
          const invoice = anInvoice({
            type: credit ? 'creditMemo' : 'invoice',
            total: `${sign}${(cents / 100).toFixed(2)}`,
            lines: lines.map((amount) => aLine(`${sign}${amount}`)),
            charges: charges.map(([amount, erpBooking]) =>
              charge({ amount: `${sign}${amount}`, erpBooking }),
            ),
          });
          const booked = bookInvoice(invoice, strict);
          const all = [...booked.lines, ...booked.taxes].reduce(
            (sum, { amount }) => sum + Math.round(Number(amount) * 100),
            0,
          );
          expect(all).toBe(cents);
          expect(Math.round(Number(booked.total) * 100)).toBe(cents);
        },
      ),
    );
  });
});
