/** The one pipeline behind every ERP's Bill ▸ Post: each document becomes exactly one bill, or says why not. */
import type { BookedBill, BookingRules } from './booking';
import { bookInvoice } from './booking';
import type { Invoice } from './documents';
import { invoiceKey, supplierReference } from './documents';
import { SignInRefused } from './http';
import { decideFound, typeOf } from './existing';
import type { Found, Ledger, Sent, Wanted } from './ledger';
import { inTurn } from './lock';
import type { BillReference, Difference, Outcome, Problem } from './outcome';
import { Refusal, held } from './outcome';

export interface PostingSettings extends BookingRules {
  dryRun: boolean;
  /** Hold invoices that are not (or no longer) approved when they arrive here. */
  onlyApproved: boolean;
  release: boolean;
}

/** What became of one document. */
export interface Posted {
  invoice: Invoice;
  outcome: Outcome;
  problem: Problem | null;
  bill: BillReference | null;
  matchedBy: string;
  differences: Difference[];
  notCarried: string[];
  /** Exact document of a dry run. */
  payload: object | null;
  attempts: number;
}

interface Task<Draft> {
  key: string;
  invoice: Invoice;
  booked: BookedBill | null;
  refusal: Problem | null;
  draft?: Draft;
  payload?: object;
  notCarried: string[];
  attempts: number;
  result: Posted | null;
}

/**
 * Posts a batch: looks everything up in bulk, validates everything, and only then creates what is missing.
 * One result for each input, in order; the same document twice gives the same result twice.
 * Runs for the same ERP company take turns in this process. Running it again changes nothing.
 * @throws whatever the ledger's bulk reads throw, before anything was written, when it is not a refused sign-in
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

const newTask = <Draft>(invoice: Invoice): Task<Draft> => ({
  key: invoiceKey(invoice),
  invoice,
  booked: null,
  refusal: null,
  notCarried: [],
  attempts: 0,
  result: null,
});

const isOpen = <Draft>(task: Task<Draft>): boolean => task.result === null;

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
    if (!(error instanceof SignInRefused)) throw error;
    for (const task of tasks.filter(isOpen))
      finish(task, 'held', { problem: signInProblem(ledger.system, error) });
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

function wanted<Draft>({ key, invoice }: Task<Draft>): Wanted {
  const vendors = new Set([invoice.supplier.erpVendor ?? '', ...invoice.supplier.erpVendorsEver]);
  vendors.delete('');
  return { key, type: typeOf(invoice), vendorReference: supplierReference(invoice), vendors: [...vendors] };
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

async function createMissing<Draft>(tasks: Task<Draft>[], ledger: Ledger<Draft>): Promise<void> {
  for (let start = 0; start < tasks.length; start += ledger.batchSize) {
    const batch = tasks.slice(start, start + ledger.batchSize);
    const sent = await send(batch, ledger);
    const unsettled = batch.filter((task, index) => !settleSent(task, sent[index], ledger.system));
    if (unsettled.length > 0) await resolveUnknown(unsettled, sent, batch, ledger);
  }
}

async function send<Draft>(tasks: Task<Draft>[], ledger: Ledger<Draft>): Promise<Sent[]> {
  for (const task of tasks) task.attempts++;
  return await ledger.create(tasks.map((task) => task.draft as Draft));
}

/** @returns whether the document's outcome is now known */
function settleSent<Draft>(task: Task<Draft>, sent: Sent | undefined, system: string): boolean {
  if (!sent || sent.kind === 'unknown') return false;
  if (sent.kind === 'refused') {
    finish(task, sent.problem.outcome, { problem: sent.problem });
    return true;
  }
  if (sent.differences.length === 0) {
    finish(task, 'posted', { bill: sent.bill });
    return true;
  }
  const words = sent.differences.map(
    ({ field, expected, found }) => `${field}: sent ${expected}, booked ${found}`,
  );
  finish(task, 'differs', {
    bill: sent.bill,
    differences: sent.differences,
    problem: {
      outcome: 'differs',
      cause: 'erp.recomputed',
      reason: `${system} changed what was sent for bill ${sent.bill.number}: ${words.join('; ')}.`,
      advice: 'The bill is on hold. Correct it in the ERP, or delete it there, mend the mapping and replay.',
      owner: 'erp',
    },
  });
  return true;
}

/** Nobody answered: look before anything else; send once more only what is proven absent and proven over. */
async function resolveUnknown<Draft>(
  unsettled: Task<Draft>[],
  sent: Sent[],
  batch: Task<Draft>[],
  ledger: Ledger<Draft>,
): Promise<void> {
  const lookUp = async (tasks: Task<Draft>[]) => {
    try {
      const found = await ledger.find(tasks.map(wanted));
      for (const task of tasks) {
        const verdict = decideFound(task.key, task.invoice, task.booked, found.get(task.key) ?? []);
        if (!verdict) continue;
        const ours = verdict.outcome === 'alreadyPosted' && verdict.matchedBy === 'key';
        finish(task, ours ? 'posted' : verdict.outcome, verdict);
      }
      return true;
    } catch (error) {
      if (error instanceof SignInRefused) throw error;
      return false;
    }
  };
  const reasons = new Map(batch.map((task, index) => [task.key, sent[index]]));
  const looked = await lookUp(unsettled);
  const again = unsettled.filter((task) => {
    const last = reasons.get(task.key);
    return looked && isOpen(task) && last?.kind === 'unknown' && last.final;
  });
  if (again.length > 0) {
    const second = await send(again, ledger);
    again.forEach((task, index) => {
      reasons.set(task.key, second[index]);
      settleSent(task, second[index], ledger.system);
    });
    await lookUp(again.filter(isOpen));
  }
  for (const task of unsettled.filter(isOpen)) {
    const last = reasons.get(task.key);
    finish(task, 'unknown', {
      problem: unknownProblem(task.invoice, last?.kind === 'unknown' ? last.reason : '', ledger.system),
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
    if (error instanceof SignInRefused) throw error;
    return; // the bills stand; a twin, if any, is found by the next run's look-up
  }
  for (const task of created) {
    const alive = (twins.get(task.key) ?? []).filter((bill) => !bill.voided).sort(byNumber);
    const own = task.result?.bill;
    const survivor = alive[0];
    if (!own || !survivor || alive.length < 2 || survivor.number === own.number) continue;
    await ledger.remove?.(own);
    finish(task, 'alreadyPosted', { bill: survivor, matchedBy: 'key' });
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

function attempt<Draft>(task: Task<Draft>, work: () => void): void {
  if (task.refusal) return;
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    task.refusal = error.problem;
  }
}

function finish<Draft>(task: Task<Draft>, outcome: Outcome, facts: Partial<Posted>): void {
  task.result = {
    problem: null,
    bill: null,
    matchedBy: '',
    differences: [],
    payload: null,
    ...facts,
    invoice: task.invoice,
    outcome,
    notCarried: task.notCarried,
    attempts: task.attempts,
  };
}

const signInProblem = (system: string, error: SignInRefused): Problem => ({
  ...held(
    'connection.signIn',
    `${system} refused the sign-in: ${error.message}`,
    'Open the credential, mend it and run its test; then replay. Nothing was posted after the refusal.',
    'connection',
  ),
  httpStatus: 401,
});

const unknownProblem = (invoice: Invoice, reason: string, system: string): Problem => ({
  outcome: 'unknown',
  cause: 'erp.noAnswer',
  reason: `Invoice ${invoice.number} was sent to ${system}, and nobody can say whether it arrived: ${reason}`,
  advice: 'Replay it: it is looked up first and never sent twice.',
  owner: 'connection',
});
