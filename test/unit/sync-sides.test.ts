/** Which side wins, and that no echo can arise: two systems that write to each other come to rest. */
import fc from 'fast-check';
import type { ComparedField } from '../../nodes/shared/syncSides';
import { fieldsToWrite } from '../../nodes/shared/syncSides';

const field = (expected: string | null, found: string | null, more: Partial<ComparedField> = {}) => ({
  ...{ name: 'a', expected, found },
  ...more,
});
const written = (fillOnly: boolean, ...fields: ComparedField[]) => fieldsToWrite(fields, fillOnly).length;

describe('what is written on a record that is there', () => {
  it.each([
    ['a value over another', 'x', 'y', 1, 0],
    ['a value where there is none', 'x', '', 1, 1],
    ['a value where there was never one', 'x', null, 1, 1],
    ['the same value', 'x', 'x ', 0, 0],
    ['nothing over a value', null, 'y', 0, 0],
    ['emptiness over a value', '', 'y', 0, 0],
  ])('%s', (_, expected, found, overwriting, filling) => {
    expect(written(false, field(expected, found))).toBe(overwriting);
    expect(written(true, field(expected, found))).toBe(filling);
  });

  it('takes for the same what the field says is the same', () => {
    const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    expect(written(false, field('X', 'x', { isSame }))).toBe(0);
    expect(written(false, field('X', 'y', { isSame }))).toBe(1);
  });

  it('fills parts of a whole only where all of it is empty', () => {
    const parts = (city: string) => [
      field('1 Quay', '', { whole: 'address' }),
      field('Tulsa', city, { whole: 'address' }),
      field('x', ''),
    ];
    expect(written(true, ...parts(''))).toBe(3);
    expect(written(true, ...parts('Leeds'))).toBe(1);
    expect(written(false, ...parts('Leeds'))).toBe(3);
  });
});

describe('both directions', () => {
  /** The other system keeps values in a form of its own, here without blanks and in capitals. */
  const own = (value: string) => value.replace(/\s/g, '').toUpperCase();
  type Turn = 'jaggaer' | 'erp' | 'both';
  const values = fc.constantFrom('', 'a', 'b', 'c c');

  const write = (from: string, to: string, fillOnly: boolean) =>
    fieldsToWrite([field(from || null, to)], fillOnly).length > 0 ? from : null;

  it('come to rest, in whatever order they run, also where both sides were changed at once', () => {
    fc.assert(
      fc.property(
        values,
        values,
        fc.constantFrom('jaggaer', 'erp'),
        fc.boolean(),
        fc.array(fc.constantFrom<Turn>('jaggaer', 'erp', 'both'), { minLength: 8, maxLength: 30 }),
        (jaggaerHas, erpHas, winner, normalizes, turns) => {
          let jaggaer: string = jaggaerHas;
          let erp: string = erpHas;
          const start = winner === 'jaggaer' ? jaggaerHas : erpHas;
          let writes = 0;
          for (const turn of turns) {
            // both read before either writes
            const toErp = turn === 'erp' ? null : write(jaggaer, erp, winner === 'erp');
            const toJaggaer = turn === 'jaggaer' ? null : write(erp, jaggaer, winner === 'jaggaer');
            if (toErp !== null) erp = normalizes ? own(toErp) : toErp;
            if (toJaggaer !== null) jaggaer = toJaggaer;
            writes += (toErp === null ? 0 : 1) + (toJaggaer === null ? 0 : 1);
          }
          if (start !== '') expect(winner === 'jaggaer' ? jaggaer : erp).toBe(start);
          // one turn of each side: then both have a value, and the same
          if (!normalizes) expect(writes).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 500 },
    );
  });
});
