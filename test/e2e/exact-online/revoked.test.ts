/** Somebody takes n8n's access to Exact Online back: nothing is posted, the owner is told, and all goes on afterwards. */
import { order } from '../../../sandbox/control';
import { erpOf } from '../../../sandbox/erps';
import { waitFor } from '../../../sandbox/n8n/process';
import { AUDIT, booksOf } from '../../../sandbox/run';
import { type Stage, setStage } from '../../../sandbox/stage';
import { runTemplate } from '../operationsOfEveryErp';
import { approvedOf, expectedOf, exportAll, settle, wrongInBooks } from '../scene';

jest.setTimeout(240_000);

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ erp: erpOf('exact-online'), invoices: 20, seed: 3 });
  await exportAll(stage);
});
afterAll(async () => await stage?.close());

it('a connection that is taken back holds every invoice and says who connects it again; nothing is lost', async () => {
  await order(stage.erp.url, 'tokens', { revoke: true });
  const rows = await settle(stage, stage.imported.bills);
  expect(await booksOf(stage)).toEqual([]);
  const waiting = rows.filter(({ cause }) => cause === 'connection.signIn');
  expect(waiting.length).toBeGreaterThanOrEqual(expectedOf(stage, 'posted').length);
  expect(new Set(waiting.map(({ outcome, owner }) => `${outcome} ${owner}`))).toEqual(
    new Set(['held connection']),
  );
  expect(rows).toHaveLength(approvedOf(stage).length);
  await runTemplate(stage, 'alerts', 'Every 15 Minutes');
  const letters = stage.mail.letters.filter(({ subject }) => /Sign-in refused/.test(subject));
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).toMatch(/Exact Online.*connect/is);

  await connectAgain(stage);
  await stage.client.publish(stage.imported.bills);
  await runTemplate(stage, 'replay', 'Every Hour');
  await waitFor('the bills', async () => (await booksOf(stage)).length >= expectedOf(stage, 'posted').length);
  await stage.client.unpublish(stage.imported.bills);
  expect(await wrongInBooks(stage)).toEqual([]);
  expect(await stage.client.countRows(AUDIT)).toBeGreaterThan(rows.length);
});

/** Opens the credential and connects: n8n's address, the site's page, its *Allow*, n8n's callback. */
async function connectAgain({ client, credentials }: Stage): Promise<void> {
  const id = credentials.exactOnlineOAuth2Api?.id ?? '';
  const address = new URL((await client.call('GET', `/rest/oauth2-credential/auth?id=${id}`)) as string);
  expect((await fetch(address)).status).toBe(200);
  const form = new URLSearchParams([...address.searchParams, ['decision', 'allow']]);
  const body = { method: 'POST', body: form, redirect: 'manual' } as const;
  const allowed = await fetch(`${address.origin}${address.pathname}`, body);
  const back = await fetch(allowed.headers.get('location') ?? '', { headers: { cookie: client.session } });
  expect([back.status, await back.text()]).toEqual([200, expect.stringMatching(/success|connected/i)]);
}
