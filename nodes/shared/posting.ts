/** The one pipeline behind every ERP's Bill ▸ Post: each document becomes exactly one bill, or says why not. */
import type { BookingRules } from './booking';
import { bookInvoice } from './booking';
import type { Invoice } from './documents';
import { invoiceKey } from './documents';
import { decideFound } from './existing';
import { NoAnswer, SignInRefused, stopOnSignIn } from './http';
import type { Found, Ledger } from './ledger';
import { inTurn } from './lock';
import type { BillReference, Problem } from './outcome';
import { Refusal, held } from './outcome';
import type { Posted, Task } from './postingTask';
import { attempt, finish, isOpen, newTask, wanted } from './postingTask';
import { redact } from './redact';
import { createMissing } from './sending';

export interface PostingSettings extends BookingRules {
  dryRun: boolean;
  /** Hold invoices that are not (or no longer) approved when they arrive here. */
  onlyApproved: boolean;
  release: boolean;
}

/**
 * Posts a batch: looks everything up in bulk, validates everything, and only then creates what is missing.
 * One result for each input, in order; the same document twice gives the same result twice.
 * Runs for the same ERP company take turns in this process. Running it again changes nothing. It never throws
 * for the ERP's sake: what could not be done leaves as held or unknown, and is found again.
 */
export async function postInvoices<Draft>(
  invoices: Invoice[],
  ledger: Ledger<Draft>,
  settings: PostingSettings,
): Promise<Posted[]> {
  const tasks = new Map<string, Task<Draft>>();
  for (const invoice of invoices) {
    const key = invoiceKey(invoice);
    const known = tasks.get(key);
    if (!known || (invoice.lastUpdate ?? '') > (known.invoice.lastUpdate ?? ''))
      tasks.set(key, newTask(invoice));
  }
  await inTurn(`post:${ledger.system}:${ledger.company}`, () => run([...tasks.values()], ledger, settings));
  return invoices.map((invoice) => {
    const task = tasks.get(invoiceKey(invoice));
    if (!task?.result) throw new Error(`Invoice ${invoice.number} left the pipeline without an outcome`);
    return task.result;
  });
}

async function run<Draft>(
  tasks: Task<Draft>[],
  ledger: Ledger<Draft>,
  settings: PostingSettings,
): Promise<void> {
  try {
    for (const task of tasks) book(task, ledger, settings);
    const found = await ledger.find(tasks.map(wanted));
    for (const task of tasks) settleFound(task, found.get(task.key) ?? []);
    await validate(tasks.filter(isOpen), ledger);
    refuseTwiceInBatch(tasks.filter(isOpen));
    if (settings.dryRun) {
      for (const task of tasks.filter(isOpen)) finish(task, 'dryRun', { payload: task.payload ?? null });
      return;
    }
    await createMissing(tasks.filter(isOpen), ledger);
    await settleTwins(tasks, ledger);
    if (settings.release) await releaseCreated(tasks, ledger);
  } catch (error) {
    // What was posted before stays reported; the rest is held, so that it is found again.
    const problem = stopProblem(ledger.system, error);
    for (const task of tasks.filter(isOpen)) {
      const sent = task.attempts > 0 && !(error instanceof SignInRefused);
      finish(task, sent ? 'unknown' : problem.outcome, {
        problem: sent ? { ...problem, outcome: 'unknown' } : problem,
      });
    }
  }
}

function book<Draft>(task: Task<Draft>, ledger: Ledger<Draft>, settings: PostingSettings): void {
  const { invoice } = task;
  attempt(task, () => {
    if (invoice.environment !== ledger.environment) {
      throw new Refusal(
        held(
          'connection.environment',
          `Invoice ${invoice.number} is from a ${invoice.environment} tenant, the ERP credential says ${ledger.environment}.`,
          'Choose two credentials of the same environment.',
          'connection',
        ),
      );
    }
    if (invoice.cancelled) {
      throw new Refusal(
        held(
          'invoice.cancelled',
          `Invoice ${invoice.number} is cancelled in JAGGAER.`,
          'Nothing is to be posted.',
          'jaggaer',
        ),
      );
    }
    if (settings.onlyApproved && !isApproved(invoice)) {
      throw new Refusal(
        held(
          'invoice.notApproved',
          `Invoice ${invoice.number} is ${invoice.workflowStatus} / ${invoice.paymentStatus} in JAGGAER.`,
          'It will be posted once it is Completed and Payable.',
          'jaggaer',
        ),
      );
    }
    task.booked = bookInvoice(invoice, settings);
    task.notCarried = task.booked.notCarried;
  });
}

/** Status words are compared without spaces and case: JAGGAER spells them differently in JSON and XML. */
function isApproved(invoice: Invoice): boolean {
  const plain = (word: string) => word.replace(/\s/g, '').toLowerCase();
  return plain(invoice.workflowStatus) === 'completed' && plain(invoice.paymentStatus) === 'payable';
}

function settleFound<Draft>(task: Task<Draft>, found: Found[]): void {
  const verdict = decideFound(task.key, task.invoice, task.booked, found);
  if (verdict) finish(task, verdict.outcome, verdict);
}

async function validate<Draft>(tasks: Task<Draft>[], ledger: Ledger<Draft>): Promise<void> {
  await ledger.prepare(tasks.flatMap((task) => task.booked ?? []));
  for (const task of tasks) {
    attempt(task, () => {
      if (!task.booked) return;
      const { draft, payload, notCarried } = ledger.draft(task.booked);
      Object.assign(task, { draft, payload, notCarried: [...task.notCarried, ...notCarried] });
    });
    if (task.refusal) finish(task, task.refusal.outcome, { problem: task.refusal });
  }
}

/** Two different invoices of one batch with the same vendor and supplier's number: the first is posted. */
function refuseTwiceInBatch<Draft>(tasks: Task<Draft>[]): void {
  const first = new Map<string, Task<Draft>>();
  for (const task of tasks) {
    const name = `${task.booked?.vendor}\n${task.booked?.type}\n${task.booked?.vendorReference.toLowerCase()}`;
    const other = first.get(name);
    if (!other) {
      first.set(name, task);
      continue;
    }
    finish(task, 'differs', {
      problem: {
        outcome: 'differs',
        cause: 'duplicate.supplierNumber',
        reason: `Invoices ${other.invoice.number} and ${task.invoice.number} carry the same supplier number ${task.booked?.vendorReference} of vendor ${task.booked?.vendor}.`,
        advice:
          'Only the first was posted. If they are two invoices, correct the supplier number of one in JAGGAER.',
        owner: 'jaggaer',
      },
    });
  }
}

/** Two runs at once: of several bills with one key the lowest id survives; a run deletes only its own. */
async function settleTwins<Draft>(tasks: Task<Draft>[], ledger: Ledger<Draft>): Promise<void> {
  const created = tasks.filter((task) => task.result?.outcome === 'posted');
  if (!ledger.twins || created.length === 0) return;
  let twins: Map<string, Found[]>;
  try {
    twins = await ledger.twins(created.map((task) => task.key));
  } catch (error) {
    stopOnSignIn(error);
    return; // the bills stand; a twin, if any, is found by the next run's look-up
  }
  for (const task of created) {
    const alive = (twins.get(task.key) ?? []).filter((bill) => !bill.voided).sort(byNumber);
    const own = task.result?.bill;
    const survivor = alive[0];
    if (!own || !survivor || alive.length < 2 || survivor.number === own.number) continue;
    await removeTwin(task, own, survivor, ledger);
  }
}

async function removeTwin<Draft>(
  task: Task<Draft>,
  own: BillReference,
  survivor: BillReference,
  ledger: Ledger<Draft>,
): Promise<void> {
  try {
    await ledger.remove?.(own);
    finish(task, 'alreadyPosted', { bill: survivor, matchedBy: 'key' });
  } catch (error) {
    stopOnSignIn(error);
    finish(task, 'differs', {
      bill: survivor,
      matchedBy: 'key',
      problem: {
        outcome: 'differs',
        cause: 'erp.double',
        reason: `Another run booked bill ${survivor.number} at the same moment, and this run's bill ${own.number} could not be deleted.`,
        advice: `Delete bill ${own.number} in the ERP.`,
        owner: 'erp',
      },
    });
  }
}

const byNumber = (a: BillReference, b: BillReference) =>
  a.number.localeCompare(b.number, 'en', { numeric: true });

async function releaseCreated<Draft>(tasks: Task<Draft>[], ledger: Ledger<Draft>): Promise<void> {
  const created = tasks.filter((task) => task.result?.outcome === 'posted' && task.result.bill);
  if (!ledger.release || created.length === 0) return;
  const problems = await ledger.release(created.flatMap((task) => task.result?.bill ?? []));
  created.forEach((task, index) => {
    const problem = problems[index];
    if (problem && task.result) finish(task, problem.outcome, { ...task.result, problem });
  });
}

/** Why a whole batch stopped. */
function stopProblem(system: string, error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof SignInRefused) {
    const advice =
      'Open the credential, mend it and run its test; then replay. Nothing was posted after the refusal.';
    return {
      ...held('connection.signIn', `${system} refused the sign-in: ${error.message}`, advice, 'connection'),
      httpStatus: 401,
    };
  }
  if (error instanceof NoAnswer) {
    const advice = 'Nothing was sent. Check that the ERP is up and can be reached from n8n; then replay.';
    return held('connection.noAnswer', `${system} does not answer: ${error.message}`, advice, 'connection');
  }
  const words = redact(error instanceof Error ? error.message : String(error));
  const advice = 'This should not happen: please report it with the execution. Replaying is safe.';
  return held('internal', `The posting run to ${system} stopped: ${words}`, advice, 'support');
}
