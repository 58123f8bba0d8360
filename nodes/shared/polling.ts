/** The poll of every trigger: guard, manual run, budget, cursor in static data. Knows no system. */
import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { nodeError } from './actions';
import type { Cursor } from './cursor';
import { mergeCursors, newCursor } from './cursor';
import type { Sighting } from './selection';
import { Selection } from './selection';

export interface PollPlan<T> {
  /** What else than the credential the cursor depends on: event and filters. */
  filters: unknown;
  credentialId: string;
  /** First instant of interest, when the trigger has no cursor yet; asked for only then. */
  startFrom: string | (() => Promise<string>);
  limit: number;
  overlapMs: number;
  /** The latest instant there can be, where the source counts by another clock than the world's. */
  lastInstant?: number;
  /** A complete scan of the source from an instant on (it may give more), page by page, in any order. */
  scan(since: string): AsyncIterable<Array<Sighting<T>>>;
  /** Items in the order of the records; after `until` it has to hand over what it has without further calls. */
  toItems(records: T[], until: number): Promise<INodeExecutionData[]>;
  /** What a manual run says when there is nothing to show. */
  nothing: string;
}

/** Budget of n8n's default engine; 2.4x tells its own. */
const BUDGET_MS = 300_000;
/** Part of the budget in which pages are read; the rest is for the page under way and the hand-over. */
const READING_SHARE = 0.7;
/** An unfinished scan older than this is begun anew. */
const STALE_MS = 6 * 60 * 60_000;
const SAMPLE_PAGES = 50;

interface Scan {
  scope: string;
  base: string;
  pages: AsyncIterator<Array<Sighting<unknown>>>;
  selection: Selection<unknown>;
  begun: number;
}

/** Deadlines of polls under way in this process, by node: n8n starts the next one without waiting. */
const underWay = new Map<string, number>();
/** Scans that did not fit into one poll, by node. */
const unfinished = new Map<string, Scan>();
/** When a trigger was armed: n8n may not keep what the first poll writes when it finds nothing. */
const armed = new Map<string, string>();

/**
 * One poll. A manual run shows one real record and leaves the cursor alone. Otherwise the cursor is written once,
 * as the last and synchronous step, merged with what is there; a poll without news writes nothing. A later poll
 * steps aside while one is under way. A list too long for one poll is read on by the next ones: only a complete
 * scan proves what is oldest, so nothing is handed over before its end.
 */
export async function pollChanges<T>(
  context: IPollFunctions,
  plan: PollPlan<T>,
): Promise<INodeExecutionData[][] | null> {
  try {
    if (context.getMode() === 'manual') return [await sample(context, plan)];
    const name = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
    const deadline = underWay.get(name);
    if (deadline !== undefined && Date.now() < deadline) return null;
    const mine = Date.now() + Math.max(2 * budgetOf(context), 60_000);
    underWay.set(name, mine);
    try {
      return await poll(context, plan, name);
    } finally {
      if (underWay.get(name) === mine) underWay.delete(name);
    }
  } catch (error) {
    throw nodeError(context.getNode(), error);
  }
}

async function poll<T>(
  context: IPollFunctions,
  plan: PollPlan<T>,
  name: string,
): Promise<INodeExecutionData[][] | null> {
  const begun = Date.now();
  const budget = budgetOf(context);
  const state = context.getWorkflowStaticData('node');
  const scope = createHash('sha256')
    .update(JSON.stringify([plan.credentialId, plan.filters]))
    .digest('hex')
    .slice(0, 16);
  const base = readCursor(state.cursor, scope);
  const cursor = base ?? newCursor(scope, await armedAt(`${name}:${scope}`, plan.startFrom));
  const scan = resume(name, cursor) ?? begin(plan, cursor);
  if (!(await readOn(scan, begun + budget * READING_SHARE))) {
    unfinished.set(name, scan);
    context.logger.info('The list is longer than one poll can read: the next poll reads on', { node: name });
    return null;
  }
  const { records, next } = scan.selection.finish();
  const items = await plan.toItems(records as T[], begun + budget * 0.9);
  if (JSON.stringify(next) !== JSON.stringify(base)) {
    state.cursor = mergeCursors(readCursor(state.cursor, scope), next, base) as unknown as IDataObject;
  }
  return items.length > 0 ? [items] : null;
}

function begin<T>(plan: PollPlan<T>, cursor: Cursor): Scan {
  const { limit, overlapMs, lastInstant } = plan;
  const clock = lastInstant === undefined ? {} : { now: () => lastInstant };
  return {
    scope: cursor.scope,
    base: JSON.stringify(cursor),
    pages: plan.scan(cursor.floor)[Symbol.asyncIterator](),
    selection: new Selection<unknown>(cursor, { limit, overlapMs, ...clock }),
    begun: Date.now(),
  };
}

/** The scan that the last poll left, if it still fits the cursor. */
function resume(name: string, cursor: Cursor): Scan | undefined {
  const scan = unfinished.get(name);
  unfinished.delete(name);
  const fits = scan?.base === JSON.stringify(cursor) && Date.now() - scan.begun < STALE_MS;
  return fits ? scan : undefined;
}

/** @returns whether the scan has come to its end in time */
async function readOn(scan: Scan, until: number): Promise<boolean> {
  do {
    const page = await scan.pages.next();
    if (page.done) return true;
    scan.selection.add(page.value);
  } while (Date.now() < until);
  return false;
}

/** The moment of activation, the same for every poll of this process until there is a cursor. */
async function armedAt(key: string, startFrom: PollPlan<unknown>['startFrom']): Promise<string> {
  const known = armed.get(key) ?? (typeof startFrom === 'string' ? startFrom : await startFrom());
  armed.set(key, known);
  return known;
}

async function sample<T>(context: IPollFunctions, plan: PollPlan<T>): Promise<INodeExecutionData[]> {
  const until = Date.now() + budgetOf(context) * READING_SHARE;
  let pages = 0;
  for await (const page of plan.scan(new Date(0).toISOString())) {
    const first = page[0];
    if (first) return await plan.toItems([first.record], until);
    if (++pages >= SAMPLE_PAGES || Date.now() > until) break;
  }
  throw new NodeOperationError(context.getNode(), plan.nothing, {
    description:
      'The connection works. Relax the filters of this node, or wait for the first one, and test again.',
  });
}

function budgetOf(context: IPollFunctions): number {
  const { getPollBudgetMs } = context as IPollFunctions & { getPollBudgetMs?: () => number };
  return getPollBudgetMs?.call(context) ?? BUDGET_MS;
}

function readCursor(stored: unknown, scope: string): Cursor | undefined {
  const cursor = stored as Partial<Cursor> | undefined;
  return cursor?.v === 2 && cursor.scope === scope ? (cursor as Cursor) : undefined;
}
