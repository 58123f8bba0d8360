/** Everything beside the main job, run once on a stage after it, and judged by the simulators' own books and meters. */
import { compareBooks } from './books';
import { order } from './control';
import { waitFor } from './n8n/process';
import { AUDIT, booksOf } from './run';
import type { Stage } from './stage';
import { MAPPING } from './stage';
import { SIGN_INS } from './signIns';
import { paymentPlan } from './world/payments';

export interface FlowFigures {
  /** Bills that a replay booked once their trouble was mended. */
  replayed: number;
  /** Bills that somebody deleted in the ERP, found missing and booked again. */
  reconciledMissing: number;
  /** Suppliers created or updated in JAGGAER. */
  vendorsSynced: number;
  /** Values of JAGGAER's account fields created or updated. */
  accountsSynced: number;
  /** Invoices whose payment status in JAGGAER is what was really paid. */
  paymentsWrittenBack: number;
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
  say('vendors and accounts to JAGGAER');
  const vendorsSynced = await vendors(stage, faults);
  const accountsSynced = await accounts(stage, faults);
  say('payment status to JAGGAER');
  const paymentsWrittenBack = await payments(stage, faults);
  return {
    figures: { replayed, reconciledMissing, vendorsSynced, accountsSynced, paymentsWrittenBack },
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

async function vendors(stage: Stage, faults: string[]): Promise<number> {
  const { suppliers, bankValues } = stage.world.mending.masters;
  const written = await delta(stage, 'companyprofiles', async () => {
    await runPolling(stage, stage.imported.vendors, 'suppliers', suppliers.length);
  });
  const wanted = count(suppliers, 'new') + count(suppliers, 'differs');
  compareCounts(faults, 'suppliers', written, wanted);
  const companies = JSON.stringify(await order(stage.jaggaer.url, 'state?companies=1'));
  for (const value of bankValues)
    if (companies.includes(value)) faults.push('bank data of a vendor is in JAGGAER');
  return written;
}

async function accounts(stage: Stage, faults: string[]): Promise<number> {
  const known = stage.world.mending.masters.accounts;
  const written = await delta(stage, 'customfieldvalues', async () => {
    await runPolling(stage, stage.imported.accounts, 'accounts', known.length);
  });
  const wanted = count(known, 'new') + count(known, 'differs') + count(known, 'deactivated');
  compareCounts(faults, 'account values', written, wanted);
  return written;
}

async function payments(stage: Stage, faults: string[]): Promise<number> {
  const { phases, expected } = paymentPlan(stage.world, await booksOf(stage));
  let right = 0;
  for (const [phase, steps] of phases.entries()) {
    for (const { order: name, body } of steps) await order(stage.acumatica.url, name, body);
    const wrong = async () => {
      const shown = await paymentStates(stage);
      return expected.flatMap((each) => {
        const [state, paid] = [each.after[phase], Number(each.paid[phase])];
        const found = shown.get(each.invoiceId);
        const same =
          found?.status === STATUS[state ?? 'untouched'] &&
          (!['paid', 'partPaid'].includes(state ?? '') || found.amount === paid);
        return same ? [] : [`${each.invoiceNumber} (${each.plan}): ${found?.status} ${found?.amount ?? ''}`];
      });
    };
    await stage.client.publish(stage.imported.payments);
    await until('payment status', async () => (await wrong()).length === 0).catch(() => undefined);
    await stage.client.unpublish(stage.imported.payments);
    const left = await wrong();
    faults.push(...left.map((each) => `payment status after phase ${phase + 1}: ${each}`));
    right = expected.filter(({ after }) => after[1] !== 'untouched').length - left.length;
  }
  return right;
}

/** JAGGAER's words for how far an invoice is paid; what nobody wrote stays Payable. */
const STATUS = { paid: 'Paid', partPaid: 'PartPaid', unpaid: 'Payable', untouched: 'Payable' };

async function paymentStates(stage: Stage): Promise<Map<string, { status: string; amount?: number }>> {
  const { list } = (await order(stage.jaggaer.url, 'state?invoices=1')) as {
    list: Array<{
      header: { invoiceId: number; paymentStatus: string; payment?: { amount?: { value: number } } };
    }>;
  };
  return new Map(
    list.map(({ header }) => [
      String(header.invoiceId),
      {
        status: header.paymentStatus,
        ...(header.payment?.amount ? { amount: header.payment.amount.value } : {}),
      },
    ]),
  );
}

/** Publishes a polling flow, waits for its audit rows, and withdraws it. */
async function runPolling(stage: Stage, workflow: string, flow: string, rows: number): Promise<void> {
  await stage.client.publish(workflow);
  await until(
    `${rows} audit rows of ${flow}`,
    async () => (await stage.client.rows(AUDIT)).filter((row) => row.flow === flow).length >= rows,
  ).catch(() => undefined);
  await stage.client.unpublish(workflow);
}

/** How many records of a kind JAGGAER counted as created or updated meanwhile. */
async function delta(stage: Stage, kind: string, work: () => Promise<void>): Promise<number> {
  const written = async () => {
    const { writes } = (await order(stage.jaggaer.url, 'state')) as {
      writes: Record<string, { created: number; updated: number }>;
    };
    return (writes[kind]?.created ?? 0) + (writes[kind]?.updated ?? 0);
  };
  const before = await written();
  await work();
  return (await written()) - before;
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

const count = <K extends string>(facts: Array<{ kind: K }>, kind: K): number =>
  facts.filter((each) => each.kind === kind).length;

function compareCounts(faults: string[], what: string, found: number, wanted: number): void {
  if (found !== wanted) faults.push(`${what} written: ${found}, expected ${wanted}`);
}
