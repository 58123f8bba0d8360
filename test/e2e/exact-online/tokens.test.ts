/** Twenty executions find an ended token at the same moment: Exact Online gives one new pair, and the old one is spent. */
import { startExactOnline } from '../../../sandbox/exact-online';
import type { World } from '../../../sandbox/exact-online';
import type { Simulator } from '../../../sandbox/kit/simulator';
import type { WorkflowJson } from '../../../sandbox/n8n/client';
import { N8nClient } from '../../../sandbox/n8n/client';
import { startN8n, waitFor } from '../../../sandbox/n8n/process';
import { startQueueMode } from '../../../sandbox/n8n/queueMode';
import { readFileSync } from 'node:fs';
import { DIVISION, storeConnection } from './connection';

jest.setTimeout(400_000);

const AT_ONCE = 20;
const LIFE_MS = 601_000;

const node = (name: string, type: string, parameters: object = {}, x = 0) => ({
  ...{ id: name, name, type, parameters, typeVersion: 1, position: [x, 0] },
});
const reading: WorkflowJson = {
  name: 'Reads cost centers',
  nodes: [
    node('Start', 'n8n-nodes-base.manualTrigger'),
    {
      ...node(
        'Exact Online',
        'n8n-nodes-jaggaer-erp.exactOnline',
        {
          ...{ resource: 'costCenter', operation: 'getAll', returnAll: true },
          division: DIVISION,
        },
        200,
      ),
      credentials: { exactOnlineOAuth2Api: { id: '', name: 'Exact Online' } },
    },
  ] as WorkflowJson['nodes'],
  connections: { Start: { main: [[{ node: 'Exact Online', type: 'main', index: 0 }]] } },
};

async function connected(client: N8nClient, sim: Simulator<World>): Promise<string> {
  await client.signIn();
  const id = await storeConnection(client, sim);
  return await client.importWorkflow(reading, { exactOnlineOAuth2Api: { id, name: 'Exact Online' } });
}

async function expectOneRefresh(client: N8nClient, sim: Simulator<World>, workflow: string): Promise<void> {
  expect(await client.run(workflow, 'Start')).toMatchObject({ status: 'success' });
  expect(sim.world.identity.refreshes).toBe(0);
  sim.clock.advance(LIFE_MS);
  const runs = await Promise.all(Array.from({ length: AT_ONCE }, () => client.startRun(workflow, 'Start')));
  const ended = await Promise.all(runs.map((id) => client.waitForExecution(id)));
  expect(ended.map(({ status, error }) => [status, error])).toEqual(Array(AT_ONCE).fill(['success', null]));
  expect(sim.world.identity.refreshes).toBe(1);
  expect(sim.world.identity.refusals).toEqual({});
}

describe('an ended token', () => {
  let sim: Simulator<World>;
  beforeEach(async () => {
    sim = await startExactOnline({ seed: { settings: { callsPerMinute: 1_000 } } });
  });
  afterEach(() => sim.close());

  it('is renewed once by twenty executions of one n8n', async () => {
    const n8n = await startN8n({});
    try {
      const client = new N8nClient(n8n.url);
      await expectOneRefresh(client, sim, await connected(client, sim));
    } finally {
      await n8n.close();
    }
  });

  it('is renewed once by twenty executions of two queue-mode workers', async () => {
    const { n8n, stop } = await startQueueMode({ workers: 2, concurrency: 10 });
    try {
      const isReady = () => readFileSync(n8n.logFile, 'utf8').split('worker is now ready').length > 2;
      await waitFor('both workers', isReady, 90_000);
      const client = new N8nClient(n8n.url);
      await expectOneRefresh(client, sim, await connected(client, sim));
    } finally {
      await stop();
    }
  });
});
