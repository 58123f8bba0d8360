/** Body templates, and the mapping table read backwards. */
import fc from 'fast-check';
import { fillTemplate } from '../../nodes/Jaggaer/documents/template';
import { Refusal } from '../../nodes/shared/outcome';
import { SupplierNumbers } from '../../nodes/shared/supplierNumbers';

const causeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return `${error.problem.cause}: ${error.problem.reason}`;
    throw error;
  }
  return 'fine';
};

describe('body templates', () => {
  const values = {
    ...{ name: 'A "B" & C', amount: '12.50', active: false, none: null },
    lines: [
      { number: '1', price: '0.1' },
      { number: '2', price: null },
    ],
  };

  it('keeps types, fills text, repeats lists and leaves out what has no value', () => {
    const template = `{
      "whole": "{name}", "text": "PO {name}/{none}.", "amount": "{amount|number}", "plain": "{amount}",
      "active": "{active}", "fixed": 7, "gone": "{none}", "empty": {"a": "{none}"}, "kept": {},
      "lines": ["{each lines}", {"no": "{number}", "price": "{price|number}", "of": "{name}"}]
    }`;
    expect(fillTemplate(template, values)).toEqual({
      ...{ whole: 'A "B" & C', text: 'PO A "B" & C/.', amount: 12.5, plain: '12.50', active: false },
      ...{ fixed: 7, kept: {} },
      lines: [
        { no: '1', price: 0.1, of: 'A "B" & C' },
        { no: '2', of: 'A "B" & C' },
      ],
    });
  });

  it('says what is wrong', () => {
    expect(causeOf(() => fillTemplate('{ "a": ', values))).toMatch(/^setting\.body: .*no JSON/);
    expect(causeOf(() => fillTemplate('{"a": "{nmae}"}', values))).toMatch(
      /\{nmae\}; it knows active, amount/,
    );
    expect(causeOf(() => fillTemplate('{"a": ["{each name}", {}]}', values))).toMatch(/cannot repeat/);
    expect(causeOf(() => fillTemplate('{"a": "{name|number}"}', values))).toMatch(/as a number/);
  });

  it('never sends a number that is not exactly the decimal', () => {
    const long = { amount: '12345678901234567.89' };
    expect(causeOf(() => fillTemplate('{"a": "{amount|number}"}', long))).toMatch(/^document\.unreadable/);
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.integer({ min: 0, max: 99 }),
        (a, b) => {
          const amount = `${a}.${String(b).padStart(2, '0')}`;
          const sent = fillTemplate('{"a": "{amount|number}"}', { amount }).a;
          expect(Math.round(Number(sent) * 100)).toBe(Math.round(Number(amount) * 100));
        },
      ),
    );
  });

  it('lets no value break out of its place', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const filled = fillTemplate('{"a": "{name}", "b": "x{name}"}', { name });
        expect(filled).toEqual({ a: name, b: `x${name}` });
      }),
    );
  });
});

describe('supplier numbers', () => {
  const row = (from: string, to: string, more: object = {}) => ({ kind: 'supplier', from, to, ...more });
  const read = (rows: object[], day = '2026-06-01') => SupplierNumbers.read(rows as never, day);

  it('takes the row that is valid on the day, whatever is mapped beside it', () => {
    const rows = [
      row('01', 'OLD'),
      row('01', 'NEW', { validFrom: '2026-01-01' }),
      row('01', 'LATER', { validFrom: '2027-01-01' }),
      row('02', 'NEW', { scope: 'number' }),
      row('DUNS', 'NEW', { scope: 'duns' }),
      row('03', ''),
      { kind: 'account', from: '1', to: 'NEW' },
      { kind: 'owner', from: 'mapping', to: 'somebody' },
      {},
    ];
    const numbers = read(rows);
    expect(numbers.numbersOf('NEW')).toEqual(['01', '02']);
    expect(numbers.numbersOf('OLD')).toEqual([]);
    expect([numbers.vendorOf('01'), numbers.vendorOf('03'), numbers.vendorOf('9')]).toEqual([
      'NEW',
      null,
      null,
    ]);
    expect(read(rows, '2025-01-01').vendorOf('01')).toBe('OLD');
  });

  it('refuses a table that is empty, has no kinds, or says two things at once', () => {
    expect(causeOf(() => read([]))).toMatch(/^mapping\.empty/);
    expect(causeOf(() => read([{}, { kind: '' }]))).toMatch(/^mapping\.empty/);
    expect(causeOf(() => read([{ from: '1', to: 'A' }]))).toMatch(/^mapping\.unreadable/);
    expect(causeOf(() => read([row('', 'A')]))).toMatch(/^mapping\.unreadable/);
    expect(causeOf(() => read([row('1', 'A'), row('1', 'B')]))).toMatch(/^mapping\.several/);
    expect(read([row('1', 'A'), row('1', 'A')]).numbersOf('A')).toEqual(['1']);
  });
});
