/** Exact Online's webhooks in a real n8n: made by publishing, signed over what n8n hands on, taken back at the end. */
import { order } from '../../../sandbox/control';
import { startExactOnline } from '../../../sandbox/exact-online';
import type { World } from '../../../sandbox/exact-online';
import type { Simulator } from '../../../sandbox/kit/simulator';
import type { WorkflowJson } from '../../../sandbox/n8n/client';
import { N8nClient } from '../../../sandbox/n8n/client';
import type { N8nProcess } from '../../../sandbox/n8n/process';
import { startN8n, waitFor } from '../../../sandbox/n8n/process';
import { faults } from '../scene';
import { DIVISION, storeConnection } from './connection';

jest.setTimeout(180_000);

interface Hooks {
  pending: number;
  deliveries: Array<{ topic: string; status: number | null }>;
}

let n8n: N8nProcess;
let sim: Simulator<World>;
beforeAll(async () => {
  [n8n, sim] = await Promise.all([startN8n(), startExactOnline()]);
});
afterAll(async () => await Promise.all([n8n?.close(), sim?.close()]));

const at = (name: string, x: number) => ({ id: name, name, position: [x, 0], typeVersion: 1 });
const workflow = {
  name: 'Changed in Exact Online',
  nodes: [
    {
      ...at('Changed', 0),
      ...{ type: 'n8n-nodes-jaggaer-erp.exactOnlinePushTrigger', webhookId: 'exact-check' },
      parameters: { division: DIVISION, topics: ['Accounts'], output: 'records' },
      credentials: {
        exactOnlineOAuth2Api: { id: '', name: 'Exact Online' },
        exactOnlinePushApi: { id: '', name: 'Webhooks' },
      },
    },
    { ...at('After', 200), type: 'n8n-nodes-base.noOp', parameters: {} },
  ],
  connections: { Changed: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
} as unknown as WorkflowJson;

it('a changed supplier starts the workflow, a wrong signature does not, and nothing is left behind', async () => {
  const client = new N8nClient(n8n.url);
  await client.signIn();
  const [app] = sim.world.seed.clients;
  const secret = { webhookSecret: app?.webhookSecret };
  const id = await client.importWorkflow(workflow, {
    exactOnlineOAuth2Api: { id: await storeConnection(client, sim), name: 'Exact Online' },
    exactOnlinePushApi: {
      ...{ id: await client.createCredential('Webhooks', 'exactOnlinePushApi', secret), name: 'Webhooks' },
    },
  });
  const subscriptions = async () => {
    const { rows } = (await order(sim.url, 'state?rows=webhooks/WebhookSubscriptions')) as {
      rows: Array<{ Topic: string; CallbackURL: string }>;
    };
    return rows.map(({ Topic, CallbackURL }) => [Topic, CallbackURL]);
  };
  const answered = async () => {
    const { pending, deliveries } = (await order(sim.url, 'state?hooks')) as Hooks;
    return pending === 0 ? deliveries.map(({ status }) => status) : [];
  };
  const rename = async (Name: string) =>
    await order(sim.url, 'edit', { path: 'crm/Accounts', name: '20001', fields: { Name } });
  await client.publish(id);
  expect(await subscriptions()).toEqual([['Accounts', `${n8n.url}/webhook/exact-check/exact-online`]]);

  await faults(sim, { kind: 'hookWrongHash' });
  await rename('Stranger Ltd');
  await waitFor('the answer to a stranger', async () => (await answered()).length === 1);
  await faults(sim);
  await rename('Quarry Lane Ltd & Søns');
  await waitFor('the answer', async () => (await answered()).length === 2);
  expect(await answered()).toEqual([401, 200]);
  const [execution] = await waitFor('the execution', async () => {
    const ended = (await client.executions(id)).filter(({ status }) => status === 'success');
    return ended.length > 0 ? ended : null;
  });
  const run = await client.waitForExecution(String(execution?.id));
  expect(run.nodes.After?.at(-1)?.outputs.flat()).toMatchObject([
    { document: 'supplier', name: 'Quarry Lane Ltd & Søns' },
  ]);
  expect(await client.executions(id)).toHaveLength(1);

  await client.unpublish(id);
  await waitFor('the webhook to be taken back', async () => (await subscriptions()).length === 0);
});
