/** Creates and updates records in batches, and says what became of each. */
import type { Written } from '../../shared/syncTarget';
import { stopOnSignIn } from '../../shared/http';
import type { Problem } from '../../shared/outcome';
import type { BatchAnswer, BatchItem } from '../transport/batch';
import { batch, requestIdOf } from '../transport/batch';
import type { Connection } from '../transport/connection';
import type { Fault } from '../transport/errors';
import { interpret } from '../transport/errors';
import type { Json } from '../transport/wire';
import { textAt } from '../transport/wire';
import type { Shelf } from './shelf';

export interface RecordWrite {
  entity: string;
  /** With Id and SyncToken it is an update. */
  body: Json;
  /** For messages, e.g. `vendor Alder Works`. */
  what: string;
}

/**
 * Writes records; one result each, in order. Within one run and attempt the same records have the same request id, so a lost
 * answer is given again. Between runs it is the look-up that finds them: an id that lasts would give old answers for ever.
 * @param explain makes more of a fault, e.g. who has a name already
 * @throws Refusal when a request is refused as a whole; SignInRefused when none of these was written
 */
export async function writeRecords(
  connection: Connection,
  shelf: Shelf,
  writes: RecordWrite[],
  attempt: string,
  explain?: (fault: Fault, write: RecordWrite, problem: Problem) => Promise<Problem>,
): Promise<Written[]> {
  const results: Written[] = [];
  while (results.length < writes.length) {
    const some = writes.slice(results.length, results.length + connection.batchSize);
    const items = some.map(itemOf);
    const requestId = requestIdOf(connection.realm, attempt, JSON.stringify(items));
    const isFirst = results.length === 0;
    // a sign-in that ends between two batches leaves the first one's results standing
    const answers = await batch(connection, items, { requestId }).catch((error: unknown) => {
      if (isFirst) throw error;
      return items.map(({ bId }): BatchAnswer => ({
        ...{ bId, state: 'noAnswer', arrived: false },
        reason: error instanceof Error ? error.message : String(error),
      }));
    });
    for (const [at, write] of some.entries()) {
      const answer = answers[at];
      results.push(answer ? await judge(answer, write, shelf, explain) : NO_ANSWER);
    }
  }
  return results;
}

const NO_ANSWER: Written = { kind: 'unknown', reason: 'the answer does not mention it', final: true };

const itemOf = ({ entity, body }: RecordWrite, at: number): BatchItem => ({
  ...{ bId: String(at), entity, body },
  operation: textAt(body, 'Id') === '' ? 'create' : 'update',
});

async function judge(
  answer: BatchAnswer,
  write: RecordWrite,
  shelf: Shelf,
  explain: Parameters<typeof writeRecords>[4],
): Promise<Written> {
  if (answer.state === 'done') {
    shelf.put(answer.record);
    return { kind: 'written', id: textAt(answer.record, 'Id'), warnings: [] };
  }
  if (answer.state !== 'fault') {
    shelf.forget();
    const reason = answer.state === 'noAnswer' ? answer.reason : 'the answer is none to a write';
    return { kind: 'unknown', reason, final: answer.state === 'noAnswer' && answer.arrived === false };
  }
  const { kind, problem } = interpret(answer.fault, write.what);
  if (kind === 'stale' || kind === 'transient' || kind === 'repeated') {
    shelf.forget();
    return { kind: 'unknown', reason: problem.reason, final: kind !== 'repeated' };
  }
  const told = await explain?.(answer.fault, write, problem).catch((error: unknown) => {
    stopOnSignIn(error);
    return problem;
  });
  return { kind: 'refused', problem: told ?? problem };
}
