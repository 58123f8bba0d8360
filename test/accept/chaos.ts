/**
 * kill -9 of n8n again and again at the four worst moments, each hit by the call that marks it; then one reconciliation
 * with the shipped template. What is missing and double is counted in the ERP's books, before and after.
 */
import { compareBooks } from '../../sandbox/books';
import { order } from '../../sandbox/control';
import type { Erp } from '../../sandbox/erps';
import { waitFor } from '../../sandbox/n8n/process';
import { AUDIT, booksOf } from '../../sandbox/run';
import type { Stage } from '../../sandbox/stage';
import { setStage } from '../../sandbox/stage';
import type { Proof } from './main';

const INVOICES = 1_000;
const BATCH = 40;
const ROUNDS = 5;
/** Which bill of a batch is the last one that is booked, round by round. */
const KILLED_AT_BILL = [1, 7, 19, 28, 35];

const MOMENTS = ['duringPoll', 'beforeSend', 'afterCommit', 'beforeAudit'] as const;
type Moment = (typeof MOMENTS)[number];

export async function chaos(say: (line: string) => void, erp: Erp): Promise<Proof> {
  const started = Date.now();
  const stage = await setStage({
    erp,
    invoices: INVOICES,
    seed: 21,
    trouble: false,
    batchSize: BATCH,
    tell: say,
  });
  try {
    // published while there is nothing to see: n8n is not to be killed while it publishes
    await stage.client.publish(stage.imported.bills);
    const kills: Record<Moment, number> = { duringPoll: 0, beforeSend: 0, afterCommit: 0, beforeAudit: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      for (const moment of MOMENTS) {
        const killed = killAt(stage, moment, KILLED_AT_BILL[round] ?? 1);
        if (round === 0 && moment === MOMENTS[0])
          await order(stage.jaggaer.url, 'export', { all: true, spreadMs: 7 });
        await killed;
        kills[moment] += 1;
        say(`killed ${moment}, ${(await booksOf(stage)).length} bills in the books`);
        await stage.n8n.restart();
        await stage.client.signIn();
      }
    }
    await calm(stage, say);
    const before = compareBooks(stage.world.expected, await booksOf(stage));
    say(`before the reconciliation: ${before.missing.length} missing, ${before.duplicates.length} double`);
    await reconcile(stage, say);
    const after = compareBooks(stage.world.expected, await booksOf(stage));
    const rows = await stage.client.rows(AUDIT);
    const told = new Set(rows.map(({ sourceNumber }) => sourceNumber));
    const silent = stage.world.expected.filter(
      ({ outcome, invoiceNumber }) => outcome !== 'notApproved' && !told.has(invoiceNumber),
    );
    const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
    const broken = [
      ...after.missing.map((each) => `missing ${each}`),
      ...[...before.duplicates, ...after.duplicates].map((each) => `twice ${each}`),
      ...after.strangers.map((each) => `nobody expects ${each}`),
      ...after.amountMismatches,
      ...silent.map(({ invoiceNumber }) => `no audit row for ${invoiceNumber}`),
      ...MOMENTS.filter((moment) => kills[moment] < 3).map((moment) => `fewer than three kills ${moment}`),
      ...(total < 20 ? [`only ${total} kills`] : []),
    ].slice(0, 20);
    return {
      measured: {
        erp: erp.id,
        invoices: stage.world.expected.filter(({ outcome }) => outcome === 'posted').length,
        kills: total,
        killsDuringPoll: kills.duringPoll,
        killsBeforeSend: kills.beforeSend,
        killsAfterCommit: kills.afterCommit,
        killsBeforeAudit: kills.beforeAudit,
        missingBefore: before.missing.length,
        duplicatesBefore: before.duplicates.length,
        missing: after.missing.length,
        duplicates: after.duplicates.length,
        amountMismatches: after.amountMismatches.length,
        withoutAuditRow: silent.length,
        seconds: Math.round((Date.now() - started) / 1000),
      },
      broken,
    };
  } finally {
    await stage.close();
  }
}

/**
 * Kills n8n at the moment, once. During the poll: JAGGAER's list is being read. Before send: the batch is looked up in
 * the ERP, nothing is sent. After commit: a bill is booked, its answer not yet given. Before the audit row: all bills of
 * the batch are booked, and the last look for twins is under way.
 */
function killAt(stage: Stage, moment: Moment, bill: number): Promise<void> {
  const { purposeOf, billsInCall } = stage.erp.kind;
  const last = Math.ceil(bill / billsInCall);
  let created = 0;
  return new Promise((resolve, reject) => {
    const kill = async () => {
      stage.jaggaer.watch(null);
      stage.erp.watch(null);
      await stage.n8n.kill9().then(resolve, reject);
    };
    stage.jaggaer.watch(async ({ method, path, when }) => {
      const isList = method === 'GET' && path.endsWith('/ji/v1/invoices');
      if (moment === 'duringPoll' && isList && when === 'before') await kill();
    });
    stage.erp.watch(async (call) => {
      const purpose = purposeOf(call);
      const isCreated = purpose === 'create' && call.when === 'after';
      if (isCreated) created += 1;
      const isLookUp = purpose === 'lookUp' && call.when === 'before';
      if (moment === 'beforeSend' && isLookUp && created === 0) await kill();
      if (moment === 'afterCommit' && isCreated && created === last) await kill();
      if (moment === 'beforeAudit' && isLookUp && created > 0) await kill();
    });
  });
}

/** Waits until no execution runs any more, and two whole polls have found nothing new. */
async function calm(stage: Stage, say: (line: string) => void): Promise<void> {
  const listed = () => stage.jaggaer.calls().byRoute['GET /j1p/api/public/ji/v1/invoices'] ?? 0;
  const scan = Math.ceil(INVOICES / 100);
  let seen = { bills: -1, listed: 0 };
  await waitFor(
    'the flow to come to rest',
    async () => {
      const bills = (await booksOf(stage)).length;
      // bills that travel in one request come all at once, long after they were read
      const executions = await stage.client.executions();
      const isBusy = executions.some(({ status }) => status === 'running' || status === 'new');
      if (bills !== seen.bills || isBusy) {
        seen = { bills, listed: listed() };
        say(`${bills} bills`);
        return false;
      }
      return listed() >= seen.listed + 2 * scan;
    },
    600_000,
  );
}

/** The shipped template, by hand; it gives what is missing to the main flow, which goes on by itself. */
async function reconcile(stage: Stage, say: (line: string) => void): Promise<void> {
  const run = await stage.client.run(stage.imported.reconcile, 'Run Now', 600_000);
  if (run.status !== 'success') throw new Error(`The reconciliation failed: ${run.error}`);
  const lost = run.nodes['Book Missing Invoices']?.[0]?.outputs[0]?.length ?? 0;
  say(`the reconciliation gave ${lost} items to the main flow`);
  await calm(stage, say);
}
