/** Every flow beside the main job in a real n8n, for any ERP: registered by `flows.test.ts` of its folder. */
import type { Erp } from '../../sandbox/erps';
import { runFlows } from '../../sandbox/flows';
import { changeBothSides } from '../../sandbox/flows/bothWays';
import { runMainJob } from '../../sandbox/run';
import { type Stage, setStage } from '../../sandbox/stage';

/** Registers the tests of an ERP's flows, on a stage of its own. */
export function flowsOfErp(erp: Erp): void {
  jest.setTimeout(300_000);
  describe(`the flows around the main job: ${erp.name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await setStage({ erp, invoices: 60, seed: 4 });
      expect((await runMainJob(stage)).faults).toEqual([]);
    });
    afterAll(async () => await stage?.close());

    it('replay, reconcile, and bring masters, orders and payments to where they belong, exactly', async () => {
      const { figures, faults } = await runFlows(stage);
      expect(faults).toEqual([]);
      for (const [name, count] of Object.entries(figures)) expect([name, count > 0]).toEqual([name, true]);
    });

    if (erp.winner === undefined) return;
    const other = erp.winner === 'erp' ? 'jaggaer' : 'erp';

    it('keep suppliers of both sides the same, without an echo, also where the other side is to win', async () => {
      for (const name of ['suppliersFromJaggaer', 'vendorsToJaggaer'])
        await stage.client.changeWorkflow(stage.workflow(name), ({ nodes }) => {
          for (const { parameters } of nodes) if ('winner' in parameters) parameters.winner = other;
        });
      const faults: string[] = [];
      expect(await changeBothSides(stage, other, faults)).toBeGreaterThan(20);
      expect(faults).toEqual([]);
    });
  });
}
