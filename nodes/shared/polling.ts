/** The poll of every trigger: guard, manual run, budget, cursor in static data. Knows no system. */
import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { nodeError } from './actions';
import type { Cursor, Sighting } from './cursor';
import { mergeCursors, newCursor, pick } from './cursor';

export interface PollPlan<T> {
  /** What else than the credential the cursor depends on: event and filters. */
  filters: unknown;
  credentialId: string;
  /** First instant of interest, when the trigger has no cursor yet. */
  startFrom: string;
  limit: number;
  overlapMs: number;
  /** A complete scan of the source from an instant on (it may give more), page by page. */
  scan(since: string): AsyncIterable<Array<Sighting<T>>>;
  toItem(record: T): Promise<INodeExecutionData> | INodeExecutionData;
  /** What a manual run says when there is nothing to show. */
  nothing: string;
}

/** A scan longer than this is given up on by the next poll. */
const STUCK_MS = 15 * 60_000;

/** Polls under way in this process, by node: n8n starts the next one without waiting. */
const underWay = new Map<string, number>();

/**
 * One poll. A manual run shows one real record and leaves the cursor alone. Otherwise the cursor is written once,
 * as the last and synchronous step, merged with what is there; a poll without news writes nothing.
 */
export async function pollChanges<T>(
  context: IPollFunctions,
  plan: PollPlan<T>,
): Promise<INodeExecutionData[][] | null> {
  try {
    if (context.getMode() === 'manual') return [[await sample(context, plan)]];
    const name = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
    const since = underWay.get(name);
    if (since !== undefined && Date.now() - since < STUCK_MS) return null;
    const mark = Date.now();
    underWay.set(name, mark);
    try {
      return await poll(context, plan);
    } finally {
      if (underWay.get(name) === mark) underWay.delete(name);
    }
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

async function poll<T>(context: IPollFunctions, plan: PollPlan<T>): Promise<INodeExecutionData[][] | null> {
  const state = context.getWorkflowStaticData('node');
  const scope = createHash('sha256')
    .update(JSON.stringify([plan.credentialId, plan.filters]))
    .digest('hex')
    .slice(0, 16);
  const base = readCursor(state.cursor, scope);
  const cursor = base ?? newCursor(scope, plan.startFrom);
  const { records, next } = await pick(
    cursor,
    inTime(context, plan.scan(cursor.floor)),
    plan.limit,
    plan.overlapMs,
  );
  const items: INodeExecutionData[] = [];
  for (const record of records) items.push(await plan.toItem(record));
  const moved = JSON.stringify(next) !== JSON.stringify(base);
  if (moved)
    state.cursor = mergeCursors(readCursor(state.cursor, scope), next, base) as unknown as IDataObject;
  return items.length > 0 ? [items] : null;
}

async function sample<T>(context: IPollFunctions, plan: PollPlan<T>): Promise<INodeExecutionData> {
  for await (const page of plan.scan(plan.startFrom)) {
    const first = page[0];
    if (first) return await plan.toItem(first.record);
  }
  throw new NodeOperationError(context.getNode(), plan.nothing, {
    description:
      'The connection works. Relax the filters of this node, or wait for the first one, and test again.',
  });
}

/** A scan that cannot end in n8n's time for a poll fails with words, instead of being cut off and losing its place. */
async function* inTime<T>(context: IPollFunctions, pages: AsyncIterable<T>): AsyncIterable<T> {
  const { getPollBudgetMs } = context as IPollFunctions & { getPollBudgetMs?: () => number };
  const budget = getPollBudgetMs?.call(context) ?? 300_000;
  const until = Date.now() + budget * 0.9;
  for await (const page of pages) {
    yield page;
    if (Date.now() < until) continue;
    throw new NodeOperationError(
      context.getNode(),
      'Reading the list takes longer than n8n allows for a poll',
      {
        description: `It has ${Math.round(budget / 1000)} s. Shorten the pause between pages, set a server filter, or raise N8N_SCHEDULER_POLL_TIMEOUT. Nothing was skipped: the next poll starts at the same place.`,
      },
    );
  }
}

function readCursor(stored: unknown, scope: string): Cursor | undefined {
  const cursor = stored as Partial<Cursor> | undefined;
  return cursor?.v === 1 && cursor.scope === scope ? (cursor as Cursor) : undefined;
}
