/** n8n is killed without warning; the look-back over all approved invoices closes what the crash tore open. */
import { waitFor } from '../../sandbox/n8n/process';
import { booksOf } from '../../sandbox/run';
import { type Stage, setStage } from '../../sandbox/stage';
import { expectedOf, exportAll, faults, freshBooks, postEverything, wrongInBooks } from './scene';

jest.setTimeout(240_000);

describe('after kill -9 of n8n', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage({ invoices: 40, seed: 5 });
    await exportAll(stage);
  });
  beforeEach(async () => await freshBooks(stage));
  afterAll(async () => await stage?.close());

  const killAndRestart = async () => {
    await stage.n8n.kill9();
    await faults(stage.jaggaer);
    await faults(stage.erp);
    await stage.n8n.restart();
    await stage.client.signIn();
  };

  /** The look-back, with the job still published beside it; then nothing may be missing or double. */
  const lookBack = async (job: string) => {
    const posted = expectedOf(stage, 'posted').length;
    const first = await postEverything(stage);
    expect(first.status).toBe('success');
    expect((first.counts.posted ?? 0) + (first.counts.alreadyPosted ?? 0)).toBe(posted);
    expect(first.counts.unknown).toBeUndefined();
    await stage.client.unpublish(job);
    expect(await wrongInBooks(stage)).toEqual([]);
    const second = await postEverything(stage);
    expect(second.counts).toMatchObject({ alreadyPosted: posted });
    expect(await wrongInBooks(stage)).toEqual([]);
  };

  it('between poll and posting, nothing is missing and nothing is double', async () => {
    const job = await stage.importJob();
    await faults(stage.jaggaer, { kind: 'slow', route: '/invoices/', delayMs: 2_000 });
    await stage.client.publish(job);
    const details = () =>
      Object.entries(stage.jaggaer.calls().byRoute)
        .filter(([route]) => route.includes('/invoices/:'))
        .reduce((sum, [, count]) => sum + count, 0);
    await waitFor('invoices to be read', () => details() >= 3);
    expect(await booksOf(stage)).toEqual([]);
    await killAndRestart();
    expect(await booksOf(stage)).toEqual([]);
    await lookBack(job);
  });

  it('in the middle of posting, nothing is missing and nothing is double', async () => {
    const job = await stage.importJob();
    await faults(stage.erp, {
      kind: 'slow',
      method: 'PUT',
      route: '/Bill',
      when: 'after',
      delayMs: 400,
    });
    await stage.client.publish(job);
    await waitFor('a few bills', async () => (await booksOf(stage)).length >= 4);
    await killAndRestart();
    const there = (await booksOf(stage)).length;
    expect(there).toBeLessThan(expectedOf(stage, 'posted').length);
    await lookBack(job);
  });

  it('goes on where a person retries the crashed execution, and books nothing twice', async () => {
    const job = await stage.importJob();
    const putBills = { method: 'PUT', route: '/Bill', when: 'after' as const };
    await faults(stage.erp, { kind: 'slow', ...putBills, delayMs: 400 });
    await stage.client.publish(job);
    await waitFor('a few bills', async () => (await booksOf(stage)).length >= 4);
    await killAndRestart();
    await stage.client.unpublish(job);
    const crashed = await waitFor('n8n to find the crashed execution', async () =>
      (await stage.client.executions(job)).find(({ status }) => status === 'crashed'),
    );
    expect((await booksOf(stage)).length).toBeLessThan(expectedOf(stage, 'posted').length);
    const retried = await fetch(`${stage.n8n.url}/rest/executions/${crashed.id}/retry`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'browser-id': 'sandbox', cookie: stage.client.session },
      body: JSON.stringify({ loadWorkflow: false }),
    });
    expect([retried.status, await retried.json()]).toEqual([200, expect.anything()]);
    expect(await wrongInBooks(stage)).toEqual([]);
  });
});
