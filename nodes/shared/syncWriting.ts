/** Writing what differs, and finding out what became of a write when no answer came. */
import { NoAnswer, SignInRefused, stopOnSignIn } from './http';
import type { Difference, Problem } from './outcome';
import { Refusal, held } from './outcome';
import { recover } from './recover';
import { redact } from './redact';
import type { Match, SyncTarget, Written } from './syncTarget';
import type { SyncTask } from './syncTask';
import { finish, isOpen } from './syncTask';

/** Writes in the target's batch size and settles each document's outcome. @throws SignInRefused, NoAnswer */
export async function writeMissing<Doc, Found>(
  tasks: Array<SyncTask<Doc, Found>>,
  target: SyncTarget<Doc, Found>,
): Promise<void> {
  const written: Array<SyncTask<Doc, Found>> = [];
  for (let start = 0; start < tasks.length; start += target.batchSize) {
    const batch = tasks.slice(start, start + target.batchSize);
    const results: Results<Doc, Found> = new Map();
    try {
      await send(batch, target, results);
    } finally {
      // what one half became stays true where the other half ended the run
      for (const task of batch) settle(task, results.get(task));
    }
    const unsettled = batch.filter(isOpen);
    if (unsettled.length > 0) await resolveUnknown(unsettled, results, target);
    written.push(...batch.filter((task) => results.get(task)?.kind === 'written'));
  }
  if (target.readsBack && written.length > 0) await readBack(written, target);
}

type Results<Doc, Found> = Map<SyncTask<Doc, Found>, Written>;

/** Sends a batch; where the call as a whole is refused, in halves, so that one bad document fails alone. */
async function send<Doc, Found>(
  tasks: Array<SyncTask<Doc, Found>>,
  target: SyncTarget<Doc, Found>,
  results: Results<Doc, Found>,
): Promise<void> {
  const count = (by: number) => tasks.forEach((task) => (task.attempts += by));
  const all = (result: Written) => tasks.forEach((task) => results.set(task, result));
  const write = async (): Promise<null> => {
    const changes = tasks.flatMap(({ document, change, match }) =>
      change ? [{ document, change, match }] : [],
    );
    const answers = await target.write(changes);
    const silent: Written = { kind: 'unknown', reason: 'the answer does not mention it', final: true };
    tasks.forEach((task, at) => results.set(task, answers[at] ?? silent));
    return null;
  };
  count(1);
  const refusal = await recover(write, Refusal, ({ problem }) => problem).catch((error: unknown) => {
    // what surely did not get in was no attempt
    const isOutside =
      error instanceof SignInRefused || (error instanceof NoAnswer && error.arrived === false);
    if (isOutside) count(-1);
    if (isOutside || !(error instanceof NoAnswer)) throw error;
    all({ kind: 'unknown', reason: error.message, final: false });
    return null;
  });
  if (refusal === null) return;
  if (tasks.length === 1) {
    all({ kind: 'refused', problem: refusal });
    return;
  }
  count(-1);
  const middle = Math.ceil(tasks.length / 2);
  await send(tasks.slice(0, middle), target, results);
  await send(tasks.slice(middle), target, results);
}

/** Leaves it open where nobody knows. */
function settle<Doc, Found>(task: SyncTask<Doc, Found>, written: Written | undefined): void {
  if (written?.kind === 'refused') finish(task, written.problem.outcome, { problem: written.problem });
  if (written?.kind === 'written') finishWritten(task, written.id, written.warnings);
}

function finishWritten<Doc, Found>(task: SyncTask<Doc, Found>, id: string, warnings: string[] = []): void {
  finish(task, task.match ? 'updated' : 'created', {
    targetId: task.match?.id ?? id,
    notCarried: [...(task.change?.notCarried ?? []), ...warnings],
  });
}

/** Nobody answered: look before anything else; send once more only what is proven absent and proven over. */
async function resolveUnknown<Doc, Found>(
  unsettled: Array<SyncTask<Doc, Found>>,
  results: Results<Doc, Found>,
  target: SyncTarget<Doc, Found>,
): Promise<void> {
  const sure = await hasArrived(unsettled, target);
  const again = unsettled.filter((task) => {
    const last = results.get(task);
    return isOpen(task) && sure?.has(task) && last?.kind === 'unknown' && last.final;
  });
  if (again.length > 0) {
    await send(again, target, results);
    for (const task of again) settle(task, results.get(task));
    await hasArrived(again.filter(isOpen), target);
  }
  for (const task of unsettled.filter(isOpen)) {
    const last = results.get(task);
    const why = last?.kind === 'unknown' ? last.reason : 'no answer';
    finish(task, 'unknown', {
      problem: {
        outcome: 'unknown',
        cause: 'write.noAnswer',
        reason: `${task.name} was sent to ${target.system}, and nobody can say whether it arrived: ${redact(why)}`,
        advice: 'Run it again: it is looked up first and never sent twice.',
        owner: 'connection',
      },
    });
  }
  // a server that does not answer the look-up either is not asked for the rest
  if (!sure) throw new NoAnswer('it does not answer', false);
}

/**
 * Settles those that the other side has as they were sent.
 * @returns those that it surely does not have so; null where it could not be asked
 */
async function hasArrived<Doc, Found>(
  tasks: Array<SyncTask<Doc, Found>>,
  target: SyncTarget<Doc, Found>,
): Promise<Set<SyncTask<Doc, Found>> | null> {
  const sure = new Set<SyncTask<Doc, Found>>();
  const isAsked = await ask(tasks, target, (task, match, remaining) => {
    if (match && remaining.length === 0) finishWritten(task, match.id);
    else if ((match === null) === (task.match === null)) sure.add(task);
  });
  return isAsked ? sure : null;
}

/** What the other side took and does not show is told: a field it ignores would be written for ever. */
async function readBack<Doc, Found>(
  tasks: Array<SyncTask<Doc, Found>>,
  target: SyncTarget<Doc, Found>,
): Promise<void> {
  await ask(tasks, target, (task, match, remaining) => {
    if (match && task.result) task.result.targetId = match.id;
    if (!match || remaining.length === 0) return;
    const words = remaining.map(
      ({ field, expected, found }) => `${field}: sent ${expected}, shown ${found || 'nothing'}`,
    );
    finish(task, 'differs', {
      targetId: match.id,
      differences: remaining,
      problem: {
        outcome: 'differs',
        cause: 'write.notKept',
        reason: `${target.system} took ${task.name} and shows other values: ${words.join('; ')}.`,
        advice: `Correct it in ${target.system}, or leave these fields out of what is written.`,
        owner: 'support',
      },
    });
  });
}

/** `match` is null where the other side has nothing; not called where there are several, or nobody can say. */
type Judge<Doc, Found> = (
  task: SyncTask<Doc, Found>,
  match: Match<Found> | null,
  remaining: Difference[],
) => void;

/** Looks the documents up again, once each. @returns false where the other side cannot be asked */
async function ask<Doc, Found>(
  tasks: Array<SyncTask<Doc, Found>>,
  target: SyncTarget<Doc, Found>,
  judge: Judge<Doc, Found>,
): Promise<boolean> {
  if (tasks.length === 0) return true;
  const found = await target
    .find(tasks.map(({ document }) => document))
    .catch((error: unknown) => stopOnSignIn(error));
  if (!found) return false;
  for (const task of tasks) {
    const candidates = found.get(task.key) ?? [];
    if (!Array.isArray(candidates) || candidates.length > 1) continue;
    const match = candidates[0] ?? null;
    await recover(
      async () => judge(task, match, match ? target.plan(task.document, match).differences : []),
      Refusal,
      () => undefined,
    );
  }
  return true;
}

/** Why a whole batch stopped. */
export function stopProblem(system: string, error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof SignInRefused) {
    const advice =
      'Open the credential, mend it and run its test; then run again. Nothing was written after the refusal.';
    return {
      ...held('connection.signIn', `${system} refused the sign-in: ${error.message}`, advice, 'connection'),
      httpStatus: 401,
    };
  }
  if (error instanceof NoAnswer) {
    const advice = 'Nothing was sent. Check that it is up and can be reached from n8n; then run again.';
    return held('connection.noAnswer', `${system} does not answer: ${error.message}`, advice, 'connection');
  }
  const words = redact(error instanceof Error ? error.message : String(error));
  const advice = 'This should not happen: please report it with the execution. Running again is safe.';
  return held('internal', `The run to ${system} stopped: ${words}`, advice, 'support');
}
