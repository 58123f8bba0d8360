/** The sandbox's n8n host itself, with a tiny package in place of the pack. */
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { N8nClient } from '../../sandbox/n8n/client';
import { readExecutions, readStaticData, staticDataBytes } from '../../sandbox/n8n/database';
import { loadOptions, mapperColumns, searchList } from '../../sandbox/n8n/nodeParameters';
import { type N8nProcess, startN8n, waitFor } from '../../sandbox/n8n/process';
import { queueModeMissing, startQueueMode } from '../../sandbox/n8n/queueMode';
import { manualWorkflow, packProbe, pollWorkflow } from '../fixtures/hostProbe';

const LONG = 240_000;
const tarball = packProbe();
afterAll(() => rmSync(path.dirname(tarball), { recursive: true, force: true }));

describe('one n8n', () => {
  let n8n: N8nProcess;
  let client: N8nClient;

  beforeAll(async () => {
    n8n = await startN8n({ tarball });
    client = new N8nClient(n8n.url);
    await client.signIn();
  }, LONG);
  afterAll(async () => {
    if (!n8n) return;
    await n8n.close();
    expect(existsSync(n8n.folder)).toBe(false);
  }, LONG);

  it('runs a workflow of a community package', async () => {
    const id = await client.importWorkflow(manualWorkflow(), {});
    const run = await client.run(id, 'Start');
    expect(run).toMatchObject({ status: 'success', error: null });
    expect(run.nodes.Probe?.[0]?.outputs[0]).toEqual([{ pid: expect.any(Number) }]);
  });

  it('keeps rows in a data table', async () => {
    await client.createTable('probe_rows', { code: 'string', amount: 'number' });
    const rows = Array.from({ length: 620 }, (_, index) => ({ code: `C${index}`, amount: index }));
    await client.insertRows('probe_rows', rows);
    expect(await client.countRows('probe_rows')).toBe(620);
    const stored = await client.rows('probe_rows');
    expect(stored.map(({ code, amount }) => ({ code, amount }))).toEqual(rows);
    await client.emptyTable('probe_rows');
    expect(await client.countRows('probe_rows')).toBe(0);
  });

  it('tests a credential against its service', async () => {
    const service = createServer((request, reply) => {
      reply.statusCode = request.headers['x-key'] === 'right' ? 200 : 401;
      reply.end('{}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => service.once('listening', resolve));
    const baseUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    try {
      const test = async (key: string) => {
        const id = await client.createCredential(`Probe ${key}`, 'probeApi', { baseUrl, key });
        return await client.testCredential(id, `Probe ${key}`, 'probeApi', { baseUrl, key });
      };
      expect(await test('right')).toMatchObject({ status: 'OK' });
      expect(await test('wrong')).toMatchObject({ status: 'Error' });
    } finally {
      service.close();
    }
  });

  it('asks a node for its options, lists and columns', async () => {
    const node = { type: 'n8n-nodes-host-probe.probe', typeVersion: 1, parameters: {} };
    expect(await loadOptions(client, node, 'colours')).toMatchObject([{ value: 'red' }, { value: 'blue' }]);
    const found = await searchList(client, node, 'colours', { filter: 'blu' });
    expect(found.results).toMatchObject([{ name: 'Blue', value: 'blue' }]);
    expect(await mapperColumns(client, node, 'columns')).toMatchObject([{ id: 'amount', required: true }]);
  });

  it(
    'is killed in mid-execution and starts again on the same folder',
    async () => {
      const id = await client.importWorkflow(pollWorkflow(60_000), {});
      await client.publish(id);
      await waitFor('the first poll to run', () =>
        readExecutions(n8n.database, id).some(({ status }) => status === 'running'),
      );
      await n8n.kill9();
      await expect(fetch(`${n8n.url}/healthz`)).rejects.toThrow();
      expect(readStaticData(n8n.database, id)).toEqual({ 'node:Probe Trigger': { polls: 1 } });
      expect(staticDataBytes(n8n.database, id)).toBeLessThan(100);

      await n8n.restart();
      await client.signIn();
      const executions = await waitFor('the poll at the start', () => {
        const all = readExecutions(n8n.database, id);
        return all[0]?.status === 'crashed' && all[1]?.status === 'running' ? all : null;
      });
      expect(executions).toHaveLength(2);
      expect(readStaticData(n8n.database, id)).toEqual({ 'node:Probe Trigger': { polls: 2 } });
    },
    LONG,
  );
});

const missing = queueModeMissing();
if (missing) console.warn(`Queue mode is not tested: ${missing}.`);

(missing ? it.skip : it)(
  'runs two executions at once on two workers of queue mode',
  async () => {
    const queue = await startQueueMode({ tarball, workers: 2, concurrency: 1 });
    try {
      const client = new N8nClient(queue.n8n.url);
      await client.signIn();
      const id = await client.importWorkflow(manualWorkflow(4_000), {});
      const runs = await Promise.all([client.run(id, 'Start'), client.run(id, 'Start')]);
      expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
      const workers = runs.map(({ nodes }) => nodes.Probe?.[0]?.outputs[0]?.[0]?.pid);
      expect(new Set(workers).size).toBe(2);
      expect(new Set(queue.workers.map(({ pid }) => pid))).toEqual(new Set(workers));
    } finally {
      await queue.stop();
    }
  },
  LONG,
);
