import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { auditRow, hoursAgo, postedRow } from './operationsSamples';
import { jsonOf, runOperation } from './operationsNode';

const DAY = 24;

async function keepHouse(rows: object[], parameters = {}) {
  const [purge, report] = await runOperation('audit.keepHouse', [rows], parameters);
  return { purge: jsonOf(purge), report: jsonOf(report)[0] ?? {} };
}

describe('Audit ▸ Keep House', () => {
  it('lists what is old, never the latest of a document and nothing that is open', async () => {
    const rows = [
      auditRow({ id: 1, sourceId: '1', at: hoursAgo(500 * DAY) }),
      postedRow({ id: 2, sourceId: '1', at: hoursAgo(499 * DAY) }),
      auditRow({ id: 3, sourceId: '2', at: hoursAgo(500 * DAY) }),
      auditRow({ id: 4, sourceId: '2', at: hoursAgo(450 * DAY) }),
      auditRow({ id: 5, sourceId: '3', at: hoursAgo(300 * DAY) }),
      postedRow({ id: 6, sourceId: '3', at: hoursAgo(1) }),
      postedRow({ id: 7, sourceId: '4', operation: 'dry run', outcome: 'dryRun', at: hoursAgo(400 * DAY) }),
    ];
    const { purge, report } = await keepHouse(rows);
    expect(purge.map(({ id }) => id)).toEqual([1, 7]);
    expect(purge[0]).toEqual(rows[0]);
    expect(report).toMatchObject({ rows: 7, documents: 3, openDocuments: 1, purge: 2, keep: 5, level: 'ok' });
  });

  it('forgets closed documents as a whole where asked to, settled ones never', async () => {
    const settled = { operation: 'settle', outcome: 'alreadyPosted' };
    const rows = [
      auditRow({ id: 1, sourceId: '1', at: hoursAgo(101 * DAY) }),
      postedRow({ id: 2, sourceId: '1', at: hoursAgo(100 * DAY) }),
      postedRow({ id: 3, sourceId: '2', at: hoursAgo(100 * DAY), ...settled }),
      auditRow({ id: 4, sourceId: '3', at: hoursAgo(100 * DAY) }),
    ];
    const { purge } = await keepHouse(rows, { options: { forget: 90 } });
    expect(purge.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('thins out retries where asked to, and keeps the first and the last', async () => {
    const rows = [9, 8, 7, 6, 5].map((days, at) => auditRow({ id: at + 1, at: hoursAgo(days * DAY) }));
    expect((await keepHouse(rows)).purge).toEqual([]);
    const { purge } = await keepHouse(rows, { options: { thinOut: 3 } });
    expect(purge.map(({ id }) => id)).toEqual([2, 3, 4]);
  });

  it('warns before the limit of n8n', async () => {
    const rows = Array.from({ length: 2500 }, (_, at) => auditRow({ sourceId: String(at) }));
    expect((await keepHouse(rows, { options: { sizeLimit: 1 } })).report).toMatchObject({
      level: 'critical',
    });
    expect((await keepHouse(rows, { options: { otherTables: 41 } })).report).toMatchObject({
      level: 'warning',
    });
    expect((await keepHouse(rows)).report).toMatchObject({
      level: 'ok',
      text: expect.stringContaining('2500 rows'),
    });
  });

  it('estimates the size that a database really takes, within a fifth', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) =>
      at % 2
        ? auditRow({ sourceId: String(at), reason: 'Zugehöriges Konto fehlt. '.repeat(at % 12) })
        : postedRow({ sourceId: String(at) }),
    );
    const database = new DatabaseSync(':memory:');
    const names = Object.keys(rows[0] ?? {});
    const kind = (name: string) => (name === 'id' ? 'INTEGER PRIMARY KEY' : 'TEXT');
    database.exec(`CREATE TABLE audit (${names.map((name) => `"${name}" ${kind(name)}`).join(', ')})`);
    const insert = database.prepare(`INSERT INTO audit VALUES (${names.map(() => '?').join(', ')})`);
    for (const row of rows) insert.run(...names.map((name) => row[name] as string | number | null));
    const pages = database.prepare('PRAGMA page_count').get() as { page_count: number };
    const size = database.prepare('PRAGMA page_size').get() as { page_size: number };
    const real = pages.page_count * size.page_size;
    const { report } = await keepHouse(rows);
    expect(Number(report.bytes) / real).toBeGreaterThan(0.8);
    expect(Number(report.bytes) / real).toBeLessThan(1.2);
  });

  it('whatever the rows: open documents lose none, closed ones keep their latest', async () => {
    const attempt = fc.record({
      sourceId: fc.constantFrom('1', '2', '3', '4'),
      days: fc.integer({ min: 0, max: 800 }),
      outcome: fc.constantFrom('held', 'rejected', 'unknown', 'posted', 'alreadyPosted'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(attempt, { selector: ({ days }) => days, maxLength: 30 }),
        async (list) => {
          const rows = list.map(({ sourceId, days, outcome }, at) =>
            auditRow({ id: at, sourceId, outcome, at: hoursAgo(days * DAY + 1) }),
          );
          const purged = new Set((await keepHouse(rows)).purge.map(({ id }) => id));
          for (const id of new Set(list.map(({ sourceId }) => sourceId))) {
            const own = list.map((each, at) => ({ ...each, at })).filter(({ sourceId }) => sourceId === id);
            const latest = own.reduce((a, b) => (b.days < a.days ? b : a));
            const open = ['held', 'rejected', 'unknown'].includes(latest.outcome);
            const expected = open
              ? []
              : own.filter(({ days, at }) => days >= 365 && at !== latest.at).map(({ at }) => at);
            expect(own.map(({ at }) => at).filter((at) => purged.has(at))).toEqual(expected);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
