import fc from 'fast-check';
import { allocate, readDecimal, round, sum, times } from '../../nodes/shared/money';

const cents = fc
  .integer({ min: -10_000_000_00, max: 10_000_000_00 })
  .map((value) => (value / 100).toFixed(2));

describe('money', () => {
  it('adds parts of an allocation up to the amount, whatever the weights', () => {
    fc.assert(
      fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 30 }), (amount, weights) => {
        const parts = allocate(amount, weights);
        expect(parts).toHaveLength(weights.length);
        expect(Number(sum(parts)).toFixed(2)).toBe(Number(amount).toFixed(2));
        for (const part of parts) expect(part).toMatch(/^-?\d+(\.\d{1,2})?$/);
      }),
    );
  });

  it('gives a line without weight nothing', () => {
    expect(allocate('10.00', ['50', '0', '50'])).toEqual(['5', '0', '5']);
    expect(allocate('0.01', ['1', '1', '0'])).toEqual(['0.01', '0', '0']);
  });

  it('refuses to spread over nothing', () => {
    expect(() => allocate('1', [])).toThrow(RangeError);
  });

  it('adds like an accountant, not like a binary float', () => {
    expect(sum(['0.1', '0.2'])).toBe('0.3');
    expect(round(times('6050', '0.1025'))).toBe('620.13');
    expect(round('-1.005')).toBe('-1.01');
  });

  it('reads numbers and their text, and nothing else', () => {
    expect([1147.28, '1147.28', ' 5 ', 0, '', null, 'none', {}, NaN].map(readDecimal)).toEqual([
      '1147.28',
      '1147.28',
      '5',
      '0',
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
