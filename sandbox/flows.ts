/** Everything beside the main job, run once on a stage after it, and judged by the simulators' own books and meters. */
import { compareBooks } from './books';
import { order } from './control';
import { waitFor } from './n8n/process';
import { booksOf } from './run';
import type { Stage } from './stage';
import { MAPPING } from './stage';
import { SIGN_INS } from './signIns';

export interface FlowFigures {
  /** Bills that a replay booked once their trouble was mended. */
  replayed: number;
  /** Bills that somebody deleted in the ERP, found missing and booked again. */
  reconciledMissing: number;
}

export interface FlowResult {
  figures: FlowFigures;
  faults: string[];
}

/** How many bills disappear from the ERP before the reconciliation. */
const DELETED = 3;

/** Replay, reconciliation, masters and payments, one after the other. */
export async function runFlows(
  stage: Stage,
  say: (line: string) => void = () => undefined,
): Promise<FlowResult> {
  const faults: string[] = [];
  say('replay of what was mended');
  const replayed = await replay(stage, faults);
  say('reconciliation after bills were deleted');
  const reconciledMissing = await reconcile(stage, faults);
  return {
    figures: { replayed, reconciledMissing },
    faults,
  };
}

async function replay(stage: Stage, faults: string[]): Promise<number> {
  const { world, client } = stage;
  await client.insertRows(MAPPING, world.mending.rows);
  await order(stage.acumatica.url, 'masters', { periods: world.mending.periods });
  const before = (await booksOf(stage)).length;
  const wanted = world.mending.expected.filter(({ outcome }) => outcome === 'posted').length;
  await client.publish(stage.imported.bills);
  // the schedule takes what is held; the form takes what was rejected too
  await expectSuccess(stage, stage.imported.replay, 'Every Hour');
  await client.publish(stage.imported.replay);
  await submitForm(stage, 'jaggaer-erp-replay', ['']);
  await until(`${wanted} bills`, async () => (await booksOf(stage)).length >= wanted);
  await client.unpublish(stage.imported.replay);
  await client.unpublish(stage.imported.bills);
  faults.push(...(await wrongBooks(stage, 'after the replay')));
  return (await booksOf(stage)).length - before;
}

async function reconcile(stage: Stage, faults: string[]): Promise<number> {
  const { client } = stage;
  const lost = (await booksOf(stage)).slice(0, DELETED);
  for (const { type, referenceNbr } of lost) await deleteBill(stage, type, referenceNbr);
  const before = (await booksOf(stage)).length;
  await client.publish(stage.imported.bills);
  await expectSuccess(stage, stage.imported.reconcile, 'Run Now');
  await until('the lost bills', async () => (await booksOf(stage)).length >= before + DELETED).catch(
    () => undefined,
  );
  await client.unpublish(stage.imported.bills);
  faults.push(...(await wrongBooks(stage, 'after the reconciliation')));
  return (await booksOf(stage)).length - before;
}

async function expectSuccess(stage: Stage, workflow: string, trigger: string): Promise<void> {
  const run = await stage.client.run(workflow, trigger, 600_000);
  if (run.status !== 'success') throw new Error(`${trigger} of ${workflow} failed: ${run.error}`);
}

/** Fills a form in and sends it off, as a browser does. */
export async function submitForm(stage: Stage, path: string, values: string[]): Promise<Response> {
  const form = new FormData();
  values.forEach((value, at) => form.append(`field-${at}`, value));
  const { user, password } = SIGN_INS.people;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const answer = await fetch(`${stage.n8n.url}/form/${path}`, {
    method: 'POST',
    headers: { authorization },
    body: form,
  });
  if (!answer.ok) throw new Error(`The form ${path} answers ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** Deletes a bill in the ERP, as a person with rights can. */
export async function deleteBill(stage: Stage, type: string, number: string): Promise<void> {
  const { url } = stage.acumatica;
  const { username, password, clientId, clientSecret } = SIGN_INS.acumatica;
  const token = await fetch(`${url}/identity/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: clientId,
      client_secret: clientSecret,
      username,
      password,
      scope: 'api',
    }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const path = `entity/Default/24.200.001/Bill/${encodeURIComponent(type)}/${number}`;
  const answer = await fetch(`${url}/${path}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${access_token}` },
  });
  if (!answer.ok) throw new Error(`Bill ${number} cannot be deleted: ${answer.status}`);
}

async function wrongBooks(stage: Stage, when: string): Promise<string[]> {
  const compared = compareBooks(stage.world.mending.expected, await booksOf(stage));
  return [
    ...compared.missing.map((each) => `missing ${when}: ${each}`),
    ...compared.duplicates.map((each) => `twice in the books ${when}: ${each}`),
    ...compared.strangers.map((each) => `nobody expects ${when}: ${each}`),
    ...compared.amountMismatches.map((each) => `wrong ${when}: ${each}`),
  ];
}

async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  await waitFor(what, check, 120_000);
}
