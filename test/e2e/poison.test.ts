/** A poisoned batch in a real n8n: nothing is lost, nothing is blocked, nothing comes twice. */
import { order } from '../../sandbox/control';
import { waitFor } from '../../sandbox/n8n/process';
import { AUDIT } from '../../sandbox/run';
import { type Stage, setStage } from '../../sandbox/stage';
import { judgePoisoned } from '../../sandbox/world/judgePoisoned';
import { poisoned } from '../../sandbox/world/poisoned';
import type { Row } from './scene';

jest.setTimeout(300_000);

describe('a poisoned batch', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage({ invoices: 5, seed: 9 });
  });
  afterAll(async () => await stage?.close());

  it('leaves a right bill or a clear reason for each of its invoices', async () => {
    const { invoices, expected } = poisoned(stage.world);
    const kinds = new Set(expected.map(({ kind }) => kind));
    for (const kind of ['controlCharacters', 'longNumber', 'manyLines', 'missingTotal', 'unknownCurrency'])
      expect([...kinds]).toContain(kind);
    const ids = expected.map(({ invoiceId }) => Number(invoiceId));
    await order(stage.jaggaer.url, 'invoices', { invoices });
    await stage.client.publish(stage.imported.bills);
    await order(stage.jaggaer.url, 'export', { ids, spreadMs: 3 });
    const wanted = new Set(ids.map(String));
    const told = async (): Promise<Row[]> =>
      (await stage.client.rows(AUDIT)).filter(({ sourceId }) => wanted.has(String(sourceId)));
    await waitFor(
      'an audit row for each',
      async () => new Set((await told()).map(({ sourceId }) => sourceId)).size >= wanted.size,
      240_000,
    );
    await stage.client.unpublish(stage.imported.bills);
    const rows = await told();
    const outcomes = new Map(rows.map(({ sourceId, outcome }) => [String(sourceId), String(outcome)]));
    const { bills } = (await order(stage.acumatica.url, 'state?entity=Bill')) as {
      bills: Array<{ amount: string; description: string }>;
    };
    expect(judgePoisoned(expected, outcomes, bills)).toEqual([]);
    for (const { outcome, reason, advice } of rows)
      if (outcome !== 'posted')
        expect([reason, advice]).toEqual([expect.stringMatching(/\w{3}/), expect.stringMatching(/\w{3}/)]);
  });
});
