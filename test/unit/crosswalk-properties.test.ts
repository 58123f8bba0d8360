/**
 * Any documents and any rows: each document leaves on exactly one side, and it leaves mapped if and only if a
 * second, naive reading of the rules finds one target for each of its codes.
 */
import fc from 'fast-check';
import { coverDocuments, mapDocuments } from '../../nodes/Crosswalk/crosswalk';
import { heldItem } from '../../nodes/Crosswalk/heldItem';
import type { Charge, Invoice } from '../../nodes/shared/documents';
import { invoice, line, rowsOf, rulesOf, split } from './crosswalkSamples';

interface PlainRow {
  kind: string;
  scope?: string;
  from: string;
  to: string;
  validFrom?: string;
}

const code = fc.constantFrom('1', '01', '2', '3');
const target = fc.constantFrom('A', 'B', '');
const date = fc.constantFrom(undefined, '2026-01-01', '2026-05-01', '2026-05-02', '2027-01-01');
const row: fc.Arbitrary<PlainRow> = fc.oneof(
  fc.record({
    kind: fc.constant('supplier'),
    scope: fc.constantFrom('', 'id'),
    from: code,
    to: target,
    validFrom: date,
  }),
  fc.record({
    kind: fc.constant('account'),
    from: fc.oneof(code, fc.constant('')),
    to: target,
    validFrom: date,
  }),
  fc.record({
    kind: fc.constant('entity'),
    from: fc.oneof(code, fc.constant('')),
    to: target,
    validFrom: date,
  }),
  fc.record({
    kind: fc.constant('charge'),
    from: fc.constantFrom('freight', 'misc', 'misc:Fuel'),
    to: fc.constantFrom('account:1', 'spread', 'tax:T', ''),
    validFrom: date,
  }),
  fc.record({ kind: fc.constant('unit'), from: code, to: target, validFrom: date }),
);

/** A table that maps everything, some of its rows lost, some random ones added. */
const complete: PlainRow[] = [
  ...['1', '01', '2', '3'].flatMap((from) => [
    { kind: 'supplier', from, to: 'A' },
    { kind: 'account', from, to: 'A' },
    { kind: 'entity', from, to: 'A' },
  ]),
  { kind: 'account', from: '', to: 'A' },
  { kind: 'entity', from: '', to: 'A' },
  { kind: 'charge', from: 'freight', to: 'spread' },
  { kind: 'charge', from: 'misc', to: 'account:1' },
];
const table = fc
  .tuple(fc.subarray(complete, { minLength: 8 }), fc.array(row, { maxLength: 8 }))
  .map(([kept, added]) => [...kept, ...added]);

const charge = fc.constantFrom<Charge['kind']>('freight', 'misc').map((kind): Charge => ({
  kind,
  name: kind === 'misc' ? 'Fuel' : null,
  amount: '1',
  erpBooking: null,
  erpCode: null,
  erpDimensions: {},
}));

const document: fc.Arbitrary<Invoice> = fc
  .record({
    number: fc.option(code, { nil: null }),
    id: code,
    unit: fc.option(code, { nil: null }),
    businessUnit: fc.option(code, { nil: null }),
    accounts: fc.array(fc.tuple(fc.option(code, { nil: null }), fc.boolean()), { maxLength: 3 }),
    charges: fc.array(charge, { maxLength: 2 }),
    complete: fc.boolean(),
  })
  .map(({ number, id, unit, businessUnit, accounts, charges, complete }) =>
    invoice({
      supplier: { ...invoice().supplier, number, id },
      businessUnit,
      charges,
      complete: complete || accounts.length > 0,
      lines: accounts.map(([account, ordered]) =>
        line({ unit, purchaseOrder: ordered ? { number: '1', line: '1' } : null, splits: [split(account)] }),
      ),
    }),
  );

/** The naive reading: `no row`, `one target`, or `stuck` (open or contradicting). */
function reading(rows: PlainRow[], kind: string, scope: string, from: string): 'none' | 'one' | 'stuck' {
  const valid = rows.filter(
    (each) =>
      each.kind === kind &&
      (each.kind === 'supplier' ? each.scope || 'number' : '') === scope &&
      each.from.toLowerCase() === from.toLowerCase() &&
      (each.validFrom ?? '') <= '2026-05-01',
  );
  const start = valid
    .map((each) => each.validFrom ?? '')
    .sort()
    .pop();
  const targets = valid
    .filter((each) => (each.validFrom ?? '') === start && each.to !== '')
    .map((each) => each.to);
  if (valid.length === 0) return 'none';
  return new Set(targets).size === 1 ? 'one' : 'stuck';
}

function mayPass(each: Invoice, rows: PlainRow[]): boolean {
  if (!each.complete || !rows.some((one) => one.to !== '')) return false;
  const firstOf = (...answers: string[]) => answers.find((answer) => answer !== 'none') ?? 'none';
  const { number, id } = each.supplier;
  const byNumber = number === null ? 'none' : reading(rows, 'supplier', 'number', number);
  const answers = [
    firstOf(byNumber, reading(rows, 'supplier', 'id', id)),
    reading(rows, 'entity', '', each.businessUnit ?? ''),
    ...each.charges.map((one) =>
      one.name === null
        ? reading(rows, 'charge', '', one.kind)
        : firstOf(reading(rows, 'charge', '', `misc:${one.name}`), reading(rows, 'charge', '', 'misc')),
    ),
    ...each.lines.map((one) => {
      const account = one.splits[0]?.segments[0]?.value ?? '';
      const answer = reading(rows, 'account', '', account);
      return answer === 'none' && account === '' && one.purchaseOrder !== null ? 'one' : answer;
    }),
    ...each.lines.map((one) => {
      const answer = one.unit === null ? 'none' : reading(rows, 'unit', '', one.unit);
      return answer === 'none' ? 'one' : answer;
    }),
  ];
  return answers.every((answer) => answer === 'one');
}

describe('properties of mapping', () => {
  it('each document leaves once, mapped exactly when all its codes are', () => {
    let mappedOnes = 0;
    fc.assert(
      fc.property(fc.array(document, { maxLength: 6 }), table, (documents, rows) => {
        const verdicts = mapDocuments(documents, rowsOf(rows), rulesOf());
        expect(verdicts.map((verdict) => verdict.index)).toEqual([...documents.keys()]);
        verdicts.forEach((verdict, index) => {
          expect('mapped' in verdict).not.toBe('problem' in verdict);
          const expected = mayPass(documents[index]!, rows);
          expect({ index, mapped: 'mapped' in verdict }).toEqual({ index, mapped: expected });
          if (expected) mappedOnes++;
        });
      }),
      { numRuns: 3_000, seed: 20260501 },
    );
    expect(mappedOnes).toBeGreaterThan(1_000);
  });

  it('what is mapped has a vendor, a booking for each charge and an account for each line without an order', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 6 }), table, (documents, rows) => {
        for (const verdict of mapDocuments(documents, rowsOf(rows), rulesOf())) {
          if (!('mapped' in verdict) || verdict.mapped.document !== 'invoice') continue;
          const { supplier, charges, lines } = verdict.mapped;
          expect(supplier.erpVendor).toBeTruthy();
          expect(supplier.erpVendorsEver[0]).toBe(supplier.erpVendor);
          expect(charges.every((each) => each.erpBooking !== null)).toBe(true);
          for (const each of lines) {
            if (each.purchaseOrder === null) expect(each.splits[0]?.erpAccount).toBeTruthy();
          }
        }
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });

  it('whatever comes in, nothing throws and nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.anything(), { maxLength: 5 }),
        fc.array(fc.anything(), { maxLength: 5 }),
        (documents, rows) => {
          const verdicts = mapDocuments(documents, rowsOf(rows), rulesOf());
          expect(verdicts).toHaveLength(documents.length);
          for (const verdict of verdicts) {
            if (!('problem' in verdict)) continue;
            const facts = { targetSystem: '', executionId: '1', mappingHash: 'h' };
            const held = heldItem(verdict.document, verdict.problem, verdict.findings, facts);
            expect([held.outcome, held.audit.outcome]).toEqual(['held', 'held']);
          }
          const { totals } = coverDocuments(documents, rowsOf(rows), rulesOf(), 'value');
          expect(totals.documents).toBe(documents.length);
        },
      ),
      { numRuns: 1_000, seed: 11 },
    );
  });
});
