/** Whatever is in the audit table: no open document is lost or told twice, and the amounts add up. */
import fc from 'fast-check';
import { auditRow, hoursAgo } from './operationsSamples';
import { jsonOf, runOperation } from './operationsNode';

const attempt = fc.record({
  sourceId: fc.constantFrom('1', '2', '3', '4', '5', '6', '7'),
  minutes: fc.integer({ min: 1, max: 5000 }),
  outcome: fc.constantFrom(
    'held',
    'rejected',
    'unknown',
    'differs',
    'posted',
    'alreadyPosted',
    'dryRun',
    'odd',
  ),
  operation: fc.constantFrom('map', 'post', 'read', 'settle', 'dry run'),
  cause: fc.constantFrom('unmapped.account', 'period.closed', 'connection.signIn', ''),
  entity: fc.constantFrom('A', 'B', ''),
  cents: fc.integer({ min: -99_999, max: 99_999 }),
  currency: fc.constantFrom('USD', 'EUR', ''),
  flow: fc.constantFrom('invoices', 'payments'),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

const notice = fc.record({
  minutes: fc.integer({ min: 0, max: 4000 }),
  cause: fc.constantFrom('unmapped.account', 'period.closed', 'connection.signIn', ''),
  entity: fc.constantFrom('A', 'B', ''),
  count: fc.integer({ min: 0, max: 8 }),
});

/** A second, naive reading of what is open. */
function openDocuments(attempts: Attempt[]): Attempt[] {
  const isDone = (each: Attempt) => ['posted', 'alreadyPosted'].includes(each.outcome);
  const real = attempts.filter((each) => each.outcome !== 'dryRun' && each.operation !== 'dry run');
  return ['invoices', 'payments'].flatMap((flow) =>
    ['1', '2', '3', '4', '5', '6', '7'].flatMap((id) => {
      const own = real
        .filter((each) => each.sourceId === id && each.flow === flow)
        .sort((a, b) => b.minutes - a.minutes);
      const last = own[own.length - 1];
      const settled = own.some((each) => each.operation === 'settle' && isDone(each));
      return last && !settled && !isDone(last) ? [last] : [];
    }),
  );
}

const cents = (amount: unknown) => Math.round(Number(amount) * 100);

describe('Problem ▸ Group and List Open', () => {
  it('every open document is told or quiet exactly once, and the amounts add up', async () => {
    const attempts = fc.uniqueArray(attempt, { selector: ({ minutes }) => minutes, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(attempts, fc.array(notice, { maxLength: 6 }), async (list, notices) => {
        const rows = list.map(({ minutes, cents: amount, ...each }, id) =>
          auditRow({ ...each, id, amount: amount / 100, at: hoursAgo(minutes / 60), owner: 'mapping' }),
        );
        const told = notices.map(({ minutes, ...each }) => ({
          ...{ at: hoursAgo(minutes / 60), flow: each.cause === 'connection.signIn' ? 'all' : 'invoices' },
          ...{ owner: each.cause === 'connection.signIn' ? 'connection' : 'mapping', ...each },
        }));
        const outputs = await runOperation('problem.group', [rows, told], { options: { listed: 1000 } });
        const groups = outputs.flatMap(jsonOf);
        const expected = openDocuments(list);
        const documents = groups.flatMap((group) => group.documents as Array<Record<string, unknown>>);
        expect(documents.map(({ id, since }) => `${String(id)} ${typeof since}`).sort()).toEqual(
          expected.map(({ sourceId }) => `${sourceId} string`).sort(),
        );
        for (const group of groups) {
          const own = group.documents as Array<Record<string, unknown>>;
          expect(group.count).toBe(own.length);
          expect((group.notice as Record<string, unknown>).count).toBe(own.length);
          expect(group.newCount).toBe(own.filter(({ isNew }) => isNew).length);
          if (group.why === 'told') expect(group.newCount).toBe(0);
        }
        const values = groups.flatMap((group) => group.values as Array<Record<string, unknown>>);
        for (const currency of ['USD', 'EUR', '']) {
          const sum = values
            .filter((each) => each.currency === currency)
            .reduce((all, each) => all + cents(each.amount), 0);
          const truth = expected.filter((each) => each.currency === currency);
          expect(sum).toBe(truth.reduce((all, each) => all + Math.abs(each.cents), 0));
        }
        const places = groups.map(({ cause, owner, entity, flow }) =>
          JSON.stringify([cause, owner, entity, flow]),
        );
        expect(new Set(places).size).toBe(places.length);

        const [open] = await runOperation('problem.listOpen', [rows], {
          outcomes: ['held', 'rejected', 'unknown', 'differs'],
        });
        expect(
          jsonOf(open)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(
          expected
            .filter(({ flow, outcome }) => flow === 'invoices' && outcome !== 'odd')
            .map(({ sourceId }) => sourceId)
            .sort(),
        );
      }),
      { numRuns: 300 },
    );
  });
});
