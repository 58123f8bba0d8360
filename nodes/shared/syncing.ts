/**
 * The one pipeline behind every Create or Update, of whatever document into whatever system: suppliers, purchase
 * orders, accounts, dimensions, payment statuses. The system looks up, compares and writes; what became of each
 * document is decided here.
 */
import type { Environment } from './documents';
import { inTurn } from './lock';
import type { Problem } from './outcome';
import { Refusal, held } from './outcome';
import { recover } from './recover';
import type { Match, SyncTarget } from './syncTarget';
import type { SyncTask, Synced } from './syncTask';
import { finish, isOpen } from './syncTask';
import { stopProblem, writeMissing } from './syncWriting';

/**
 * Brings a batch of documents into step with the other side. One result for each input, in order; of the same document
 * twice the newer one counts. Running it again changes nothing. It never throws for the other side's sake: what could
 * not be done leaves as held or unknown.
 */
export async function syncDocuments<Doc extends SyncDocument, Found>(
  documents: Doc[],
  target: SyncTarget<Doc, Found>,
  { dryRun }: { dryRun: boolean },
): Promise<Array<Synced<Doc>>> {
  const tasks = new Map<string, SyncTask<Doc, Found>>();
  for (const document of documents) {
    const { key, name } = target.nameOf(document);
    const known = tasks.get(key);
    if (known && (known.document.lastUpdate ?? '') > (document.lastUpdate ?? '')) continue;
    tasks.set(key, { key, name, document, match: null, change: null, attempts: 0, result: null });
  }
  const turn = ['sync', target.system, target.environment, target.company, target.kind].join(':');
  await inTurn(turn, () => run([...tasks.values()], target, dryRun));
  return documents.map((document) => {
    const { key, name } = target.nameOf(document);
    const result = tasks.get(key)?.result;
    if (!result) throw new Error(`${name} left without an outcome`);
    return result;
  });
}

/** What every document says of itself. */
export interface SyncDocument {
  environment: Environment;
  lastUpdate: string | null;
}

async function run<Doc extends SyncDocument, Found>(
  tasks: Array<SyncTask<Doc, Found>>,
  target: SyncTarget<Doc, Found>,
  dryRun: boolean,
): Promise<void> {
  try {
    for (const task of tasks) checkEnvironment(task, target);
    await lookUp(tasks.filter(isOpen), target);
    const missing = tasks.filter(isOpen);
    if (dryRun) for (const task of missing) finish(task, 'dryRun', { payload: task.change?.payload ?? null });
    else await writeMissing(missing, target);
  } catch (error) {
    // what was written before stays reported; the rest is held, so that it is found again
    const problem = stopProblem(target.system, error);
    for (const task of tasks.filter(isOpen)) {
      const outcome = task.attempts > 0 ? 'unknown' : 'held';
      finish(task, outcome, { problem: { ...problem, outcome } });
    }
  }
}

function checkEnvironment<Doc extends SyncDocument, Found>(
  task: SyncTask<Doc, Found>,
  { environment, system }: SyncTarget<Doc, Found>,
): void {
  const own = task.document.environment;
  if (own === environment) return;
  const problem = held(
    'connection.environment',
    `${task.name} is from a ${own} system, the credential of ${system} says ${environment}.`,
    'Choose two credentials of the same environment.',
    'connection',
  );
  finish(task, 'held', { problem });
}

/** Finds each document on the other side and settles those that have nothing to change. */
async function lookUp<Doc extends SyncDocument, Found>(
  tasks: Array<SyncTask<Doc, Found>>,
  target: SyncTarget<Doc, Found>,
): Promise<void> {
  if (tasks.length === 0) return;
  const found = await target.find(tasks.map(({ document }) => document));
  for (const task of tasks) {
    await recover(
      async () => plan(task, found.get(task.key) ?? [], target),
      Refusal,
      ({ problem }) => finish(task, problem.outcome, { problem }),
    );
  }
  refuseTwice(tasks, target);
}

/** @throws Refusal */
function plan<Doc extends SyncDocument, Found>(
  task: SyncTask<Doc, Found>,
  candidates: Array<Match<Found>> | Problem,
  target: SyncTarget<Doc, Found>,
): void {
  if (!Array.isArray(candidates)) throw new Refusal(candidates);
  const [match = null, ...others] = candidates;
  if (match && others.length > 0) {
    const ids = candidates.map(({ id }) => id).join(', ');
    throw new Refusal(
      held(
        'match.several',
        `${task.name} matches several records of ${target.system} by ${match.matchedBy}: ${ids}.`,
        'Nothing was written. Correct the key on the wrong ones, or match by another key.',
        'support',
      ),
    );
  }
  task.match = match;
  task.change = target.plan(task.document, match);
  if (task.change.differences.length === 0) finish(task, 'unchanged', {});
}

/** Several documents of one batch for one record: nobody knows whose values it should get. */
function refuseTwice<Doc extends SyncDocument, Found>(
  tasks: Array<SyncTask<Doc, Found>>,
  target: SyncTarget<Doc, Found>,
): void {
  // also beside one that has nothing to change: the other would undo that
  const matched = tasks.filter((task) => isOpen(task) || task.result?.outcome === 'unchanged');
  for (const group of groupsBy(matched, ({ match }) => match?.id)) {
    const [first] = group;
    const problem = held(
      'match.shared',
      `${namesOf(group)} all match record ${first?.match?.id} of ${target.system}.`,
      'None was written. Correct the key by which the wrong one matches.',
      'support',
    );
    for (const task of group.filter(isOpen)) finish(task, 'held', { problem });
  }
  const missing = tasks.filter((task) => isOpen(task) && !task.match);
  for (const group of groupsBy(missing, ({ document }) => target.slotOf?.(document))) {
    const problem = held(
      'match.double',
      `${namesOf(group)} are not in ${target.system} and would become one record there.`,
      'None was created. Correct the number by which they should be told apart.',
      'erp',
    );
    for (const task of group) finish(task, 'held', { problem });
  }
}

/** Those that share a key with others. */
function groupsBy<T>(items: T[], keyOf: (item: T) => string | undefined): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

const namesOf = (tasks: Array<{ name: string }>): string => tasks.map(({ name }) => name).join(' and ');
