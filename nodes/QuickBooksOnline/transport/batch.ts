/** Batches: up to 30 writes or queries in one request, each with its own outcome inside an HTTP 200. */
import { createHash } from 'crypto';
import { sleep } from 'n8n-workflow';
import { NoAnswer, parseJson } from '../../shared/http';
import { Refusal } from '../../shared/outcome';
import { recover } from '../../shared/recover';
import type { Connection } from './connection';
import { MOST_IN_BATCH } from './connection';
import type { Fault } from './errors';
import { faultIn, interpret, isPassing } from './errors';
import { faultOf, pauseMs, send } from './request';
import { ensureToken } from './session';
import type { Json } from './wire';
import { asObject, rowsAt, textAt } from './wire';

/** `bId`: the item's own key, at most 10 signs, the same when it is sent again. */
export type BatchItem =
  | {
      bId: string;
      operation: 'create' | 'update' | 'delete';
      entity: string;
      body: Json;
      /** Such as `allowduplicatedocnum`. */
      options?: string;
    }
  | { bId: string; query: string };

/** What became of one item. `noAnswer`: it may have been carried out, unless it never arrived; a look-up can tell. */
export type BatchAnswer = { bId: string } & (
  | { state: 'done'; record: Json }
  | { state: 'rows'; response: Json }
  | { state: 'fault'; fault: Fault }
  | { state: 'noAnswer'; reason: string; arrived: false | null }
);

/** A lost answer is asked for again by the same request id so many times, before the batch becomes smaller. */
const LOST_ANSWERS = 2;
/** Items that passing faults struck are sent again so many times. */
const ITEM_ATTEMPTS = 5;

/**
 * Sends up to 30 items; one answer for each, in their order. No item may depend on another. Without an answer the
 * items are sent again under the same request id and item keys, in halves when that fails too, and the connection's
 * batch size becomes smaller; single items that throttling or failures struck are sent again alone.
 * @param requestId at most 36 signs, the same for the same items (see {@link requestIdOf}); may only be left out where
 * all items are queries
 * @throws Refusal when the request is refused as a whole, SignInRefused
 */
export async function batch(
  connection: Connection,
  items: BatchItem[],
  { requestId }: { requestId?: string } = {},
): Promise<BatchAnswer[]> {
  if (items.length === 0) return [];
  if (items.length > MOST_IN_BATCH) throw new RangeError(`A batch has at most ${MOST_IN_BATCH} items.`);
  // reads take a 401 themselves
  if (items.some((item) => 'operation' in item)) await ensureToken(connection);
  const answers = new Map<string, BatchAnswer>();
  let left = items;
  for (let attempt = 1; left.length > 0; attempt++) {
    for (const answer of await sendSome(connection, left, requestId, attempt > 1))
      answers.set(answer.bId, answer);
    left = left.filter(({ bId }) => isStruck(answers.get(bId)));
    if (attempt >= ITEM_ATTEMPTS) break;
    if (left.length > 0) await sleep(pauseMs(connection.retries, attempt));
  }
  return items.map(({ bId }) => answers.get(bId) ?? unanswered(bId));
}

const isStruck = (answer: BatchAnswer | undefined): boolean =>
  answer?.state === 'fault' && isPassing(answer.fault);

const unanswered = (bId: string): BatchAnswer => ({
  bId,
  state: 'noAnswer',
  reason: 'The answer of the batch says nothing about this item.',
  arrived: null,
});

/**
 * Halves what got no answer. Repeats are recognised by request id and item key together (.NET RestHandler).
 * @param wasSent whether these items were sent before: where they do not arrive now, they may have done so then
 */
async function sendSome(
  connection: Connection,
  items: BatchItem[],
  requestId: string | undefined,
  wasSent: boolean,
): Promise<BatchAnswer[]> {
  const outcome = await recover(
    () => sendOnce(connection, items, requestId),
    NoAnswer,
    (lost) => lost,
  );
  if (!(outcome instanceof NoAnswer)) return outcome;
  const { message: reason } = outcome;
  const arrived = wasSent ? null : outcome.arrived;
  if (items.length === 1 || outcome.arrived === false)
    return items.map(({ bId }) => ({ bId, state: 'noAnswer', reason, arrived }));
  connection.batchSize = Math.max(1, Math.min(connection.batchSize, Math.ceil(items.length / 2)));
  const middle = Math.ceil(items.length / 2);
  const halves = [items.slice(0, middle), items.slice(middle)];
  const answers: BatchAnswer[] = [];
  for (const half of halves) answers.push(...(await sendSome(connection, half, requestId, true)));
  return answers;
}

async function sendOnce(
  connection: Connection,
  items: BatchItem[],
  requestId: string | undefined,
): Promise<BatchAnswer[]> {
  const isRead = items.every((item) => 'query' in item);
  const { retries } = connection;
  let lost: NoAnswer | null = null;
  for (let attempt = 1; ; attempt++) {
    const outcome = await recover(
      () =>
        send(connection, {
          ...{ method: 'POST', path: 'batch', body: { BatchItemRequest: items.map(written) } as never },
          ...(requestId === undefined ? {} : { requestId }),
          // counted here: a batch that is too long times out again and again
          repeatable: false,
        }),
      NoAnswer,
      (lost) => lost,
    );
    if (outcome instanceof NoAnswer) {
      const mayRepeat = isRead || requestId !== undefined;
      // what an earlier attempt may have brought about, a later one that never arrives does not undo
      if (outcome.arrived === false || !mayRepeat || attempt >= LOST_ANSWERS) throw lost ?? outcome;
      lost = outcome;
    } else {
      const fault = outcome.status >= 300 ? faultOf(outcome) : null;
      if (!fault) return readAnswers(outcome.text, items, outcome.headers.intuit_tid ?? '');
      const { kind, problem } = interpret(fault, 'the batch');
      // the first one of this id is still at work: its answer comes when it is over
      if (kind !== 'repeated' || attempt >= retries.attempts) throw new Refusal(problem);
    }
    await sleep(pauseMs(retries, attempt));
  }
}

const written = (item: BatchItem): Json =>
  'query' in item
    ? { bId: item.bId, Query: item.query }
    : {
        ...{ bId: item.bId, operation: item.operation, [item.entity]: item.body },
        ...(item.options ? { optionsData: item.options } : {}),
      };

/** Matched by `bId`, since their order is not promised. */
function readAnswers(text: string, items: BatchItem[], tid: string): BatchAnswer[] {
  const rows = rowsAt(asObject(parseJson(text)), 'BatchItemResponse');
  const byId = new Map(rows.map((row) => [textAt(row, 'bId'), row]));
  return items.map((item): BatchAnswer => {
    const { bId } = item;
    const row = byId.get(bId);
    if (!row) return unanswered(bId);
    const fault = faultIn(row, 200, tid);
    if (fault) return { bId, state: 'fault', fault };
    if ('query' in item) return { bId, state: 'rows', response: asObject(row.QueryResponse) };
    return { bId, state: 'done', record: asObject(row[item.entity]) };
  });
}

/**
 * A request id that the same parts always give: 36 signs, so that item keys fit behind it. What it is made of must
 * hold everything that is sent, because other content under the same id may get the old answer.
 */
export function requestIdOf(...parts: string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `jg${digest.slice(0, 34)}`;
}
