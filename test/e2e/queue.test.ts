/** Two executions post the same batch at the same moment; Acumatica itself would take both bills. */
import { type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { end, waitFor } from '../../sandbox/n8n/process';
import { type QueueServices, startQueueServices } from '../../sandbox/n8n/queue';
import { type Stage, setStage } from '../../sandbox/stage';
import { acumaticaWorld } from '../../sandbox/world/acumatica';
import { endOf, expectedOf, exportAll, faults, freshBooks, wrongInBooks } from './scene';

jest.setTimeout(300_000);

/** Starts both at once and waits for both. */
async function postTwiceAtOnce(stage: Stage) {
  const ids = await Promise.all([1, 2].map(() => stage.client.startRun(stage.imported.again, 'Start')));
  return await Promise.all(ids.map((id) => endOf(stage, id)));
}

async function expectEachOnce(stage: Stage, runs: Awaited<ReturnType<typeof postTwiceAtOnce>>) {
  const posted = expectedOf(stage, 'posted').length;
  expect(await wrongInBooks(stage)).toEqual([]);
  for (const { status, counts } of runs) {
    expect(status).toBe('success');
    expect((counts.posted ?? 0) + (counts.alreadyPosted ?? 0)).toBe(posted);
  }
  // each bill was posted by one of the two
  expect(runs.reduce((sum, { counts }) => sum + (counts.posted ?? 0), 0)).toBe(posted);
}

const putsOf = (stage: Stage) =>
  Object.entries(stage.erp.calls().byRoute)
    .filter(([route]) => /^PUT .*Bill$/.test(route))
    .reduce((sum, [, count]) => sum + count, 0);

describe('two executions at the same moment', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage({ invoices: 40, seed: 9 });
    expect(acumaticaWorld(stage.world.erp).preferences.duplicateVendorRefError).toBe(false);
    await exportAll(stage);
  });
  afterAll(async () => await stage?.close());

  it('take turns in one n8n', async () => {
    const runs = await postTwiceAtOnce(stage);
    await expectEachOnce(stage, runs);
    expect(putsOf(stage)).toBe(expectedOf(stage, 'posted').length);
  });
});

describe('two queue-mode workers at the same moment', () => {
  let services: QueueServices;
  let stage: Stage;
  let workers: ChildProcess[] = [];

  beforeAll(async () => {
    services = await startQueueServices();
    stage = await setStage({
      invoices: 40,
      seed: 9,
      n8n: { env: services.env },
      // set-up runs on a worker already
      whenReady: async (n8n) => {
        workers = [await n8n.startWorker(1), await n8n.startWorker(1)];
      },
    });
    await exportAll(stage);
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => end(worker, 'SIGKILL')));
    await stage?.close();
    await services?.close();
  });

  it('leave each bill once, though both of them sent it', async () => {
    await waitFor(
      'both workers',
      () => readFileSync(stage.n8n.logFile, 'utf8').split('worker is now ready').length > 2,
      90_000,
    );
    await freshBooks(stage);
    // both look up before either has posted much
    await faults(stage.erp, { kind: 'slow', method: 'PUT', route: '/Bill', delayMs: 60 });
    const runs = await postTwiceAtOnce(stage);
    await faults(stage.erp);
    await expectEachOnce(stage, runs);
    // the race did take place
    expect(putsOf(stage)).toBeGreaterThan(expectedOf(stage, 'posted').length);
  });
});
