/** Creating what is missing, and finding out what became of a bill when no answer came. */
import type { Invoice } from './documents';
import { decideFound } from './existing';
import { stopOnSignIn } from './http';
import type { Ledger, Sent } from './ledger';
import type { Problem } from './outcome';
import type { Task } from './postingTask';
import { finish, isOpen, wanted } from './postingTask';

/** Sends the validated drafts in the ERP's batch size and settles each document's outcome. */
export async function createMissing<Draft>(tasks: Task<Draft>[], ledger: Ledger<Draft>): Promise<void> {
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
  if (!sent || sent.kind === 'unknown' || sent.kind === 'duplicate') return false;
  if (sent.kind === 'refused') {
    finish(task, sent.problem.outcome, { problem: sent.problem });
    return true;
  }
  if (sent.problem) {
    const { bill, differences, problem } = sent;
    finish(task, problem.outcome, { bill, differences, problem });
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
  const reasons = new Map(batch.map((task, index) => [task.key, sent[index]]));
  const lookUp = async (tasks: Task<Draft>[]) => {
    try {
      const found = await ledger.find(tasks.map(wanted));
      for (const task of tasks) {
        const verdict = decideFound(task.key, task.invoice, task.booked, found.get(task.key) ?? []);
        if (!verdict) continue;
        // a duplicate on the first attempt was booked by another run
        const other = reasons.get(task.key)?.kind === 'duplicate' && task.attempts === 1;
        const ours = verdict.outcome === 'alreadyPosted' && verdict.matchedBy === 'key' && !other;
        finish(task, ours ? 'posted' : verdict.outcome, verdict);
      }
      return true;
    } catch (error) {
      stopOnSignIn(error);
      return false;
    }
  };
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
    if (last?.kind === 'duplicate' && looked) {
      finish(task, last.problem.outcome, { problem: last.problem });
      continue;
    }
    finish(task, 'unknown', {
      problem: unknownProblem(task.invoice, last?.kind === 'unknown' ? last.reason : '', ledger.system),
    });
  }
}

const unknownProblem = (invoice: Invoice, reason: string, system: string): Problem => ({
  outcome: 'unknown',
  cause: 'erp.noAnswer',
  reason: `Invoice ${invoice.number} was sent to ${system}, and nobody can say whether it arrived: ${reason}`,
  advice: 'Replay it: it is looked up first and never sent twice.',
  owner: 'connection',
});
