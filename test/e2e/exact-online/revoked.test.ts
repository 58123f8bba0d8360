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

  // the person connects the credential again
  const { id = '', name = '' } = stage.credentials.exactOnlineOAuth2Api ?? {};
  const [type, { data }] = Object.entries(stage.erp.kind.credentials(stage.erp.url))[0] ?? ['', { data: {} }];
  const consent = await fetch(`${stage.erp.url}/_sandbox/consent`, { method: 'POST', body: '{}' });
  await stage.client.changeCredential(id, name, type, { ...data, oauthTokenData: await consent.json() });
  await stage.client.publish(stage.imported.bills);
  await runTemplate(stage, 'replay', 'Every Hour');
  await waitFor('the bills', async () => (await booksOf(stage)).length >= expectedOf(stage, 'posted').length);
  await stage.client.unpublish(stage.imported.bills);
  expect(await wrongInBooks(stage)).toEqual([]);
  expect(await stage.client.countRows(AUDIT)).toBeGreaterThan(rows.length);
});
