/** JAGGAER's push in a real n8n: what n8n itself would refuse to parse arrives at the trigger as it was sent. */
import { startJaggaer } from '../../sandbox/jaggaer';
import { N8nClient } from '../../sandbox/n8n/client';
import type { N8nProcess } from '../../sandbox/n8n/process';
import { startN8n, waitFor } from '../../sandbox/n8n/process';
import { buildWorld } from '../../sandbox/world';

jest.setTimeout(180_000);

const SECRET = 'sandbox-jaggaer-push-secret';
const world = buildWorld({ seed: 7, invoices: 30 });
let n8n: N8nProcess;
let jaggaer: Awaited<ReturnType<typeof startJaggaer>>;

beforeAll(async () => {
  [n8n, jaggaer] = await Promise.all([startN8n(), startJaggaer({ seed: world.jaggaer })]);
});
afterAll(async () => await Promise.all([n8n?.close(), jaggaer?.close()]));

const order = async (what: string, body: object) => {
  const reply = await fetch(`${jaggaer.url}/_sandbox/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return (await reply.json()) as { answers: Array<{ http: number; valid: boolean; statusCode: string }> };
};

it('starts the workflow with the invoice, and answers strangers with 401', async () => {
  const client = new N8nClient(n8n.url);
  await client.signIn();
  const jaggaerPushApi = {
    id: await client.createCredential('Push', 'jaggaerPushApi', {
      ...{ sentAs: 'header', headerName: 'X-Push-Secret', user: '', secret: SECRET },
    }),
    name: 'Push',
  };
  const at = (name: string, x: number) => ({ id: name, name, position: [x, 0], typeVersion: 1 });
  const trigger = { type: 'n8n-nodes-jaggaer-erp.jaggaerPushTrigger', webhookId: 'push-check' };
  const workflow = {
    name: 'Pushed Invoices',
    nodes: [
      { ...at('Pushed', 0), ...trigger, parameters: {}, credentials: { jaggaerPushApi } },
      { ...at('After', 200), type: 'n8n-nodes-base.noOp', parameters: {} },
    ],
    connections: { Pushed: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
    settings: {},
  };
  const id = await client.importWorkflow(workflow as never, { jaggaerPushApi });
  await client.publish(id);

  await order('export', { all: true });
  const { header } =
    [...jaggaer.world.exported.values()].find(({ header }) => header.supplier.name.includes('&')) ?? {};
  const url = `${n8n.url}/webhook/push-check/jaggaer`;
  const message = { url, ids: [header?.invoiceId], bareAmpersand: true };
  const auth = { name: 'X-Push-Secret', value: SECRET };
  let answers: Awaited<ReturnType<typeof order>>['answers'] = [];
  await waitFor(
    'the webhook',
    async () => {
      ({ answers } = await order('push', { ...message, auth }));
      return answers[0]?.http !== 404;
    },
    30_000,
  );
  expect(answers).toMatchObject([{ http: 200, valid: true, statusCode: '200' }]);
  expect((await order('push', message)).answers).toMatchObject([{ http: 401 }]);

  const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
  const list = async () =>
    (await client.call('GET', `/rest/executions?filter=${filter}`)) as { results: Array<{ id: string }> };
  await waitFor('the execution', async () => (await list()).results.length > 0, 30_000);
  const { results } = await list();
  expect(results).toHaveLength(1);
  const run = await client.waitForExecution(String(results[0]?.id));
  expect(run.nodes.After?.at(-1)?.outputs.flat()).toMatchObject([
    { document: 'invoiceReference', number: header?.invoiceNumber, supplier: header?.supplier.name },
  ]);
});
