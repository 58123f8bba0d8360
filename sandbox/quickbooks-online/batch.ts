/** Batches [official: .NET Batch.cs, Java BatchItemRequestSerializer; reference 4.3]: HTTP 200, faults by item. */
import { seeded } from '../kit/faults';
import type { Call, Commit } from './call';
import { changesSince } from './changes';
import { entityAt, queriedEntity } from './entities';
import { QboFault, refuse, throttled } from './fault';
import { runQuery } from './queryRun';
import { checkRequestId, remember, repeated } from './repeats';
import type { EntitySchema } from './schema';
import type { Fields } from './values';
import { fieldsAt, isFields, textAt } from './values';
import { prepareWrite } from './write';

interface Prepared {
  bId: string;
  commit: Commit;
  /** Refused before it was carried out, or the answer of the first time. */
  answer?: Fields;
  /** Key and body, for what is remembered. */
  key?: string;
  asked: string;
}

const faulted = (error: unknown): Fields => {
  if (error instanceof QboFault) return { Fault: error.body() };
  throw error;
};

/** @throws QboFault 2020, 1040 */
export function readItems(body: unknown, limit: number): Fields[] {
  const items = isFields(body) ? body.BatchItemRequest : undefined;
  if (!Array.isArray(items))
    throw refuse('2020', 'Required parameter BatchItemRequest is missing in the request');
  if (items.length > limit) throw refuse('1040', `The batch has more than ${limit} items.`);
  return items.filter(isFields);
}

/** Answers of all items, as they were asked unless the switch shuffles them. */
export function runBatch(call: Call, items: Fields[], requestId: string): Fields[] {
  const { settings } = call;
  const answers: Fields[] = [];
  // no item sees what another one of its batch does [official]
  if (settings.batchSight === 'none') {
    const prepared = items.map((item) => prepare(call, item, requestId));
    for (const one of prepared) answers.push(carryOut(call, one));
  } else for (const item of items) answers.push(carryOut(call, prepare(call, item, requestId)));
  return settings.batchOrder === 'shuffled' ? shuffled(answers) : answers;
}

function shuffled(answers: Fields[]): Fields[] {
  const random = seeded(answers.length);
  return answers
    .map((answer) => ({ answer, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ answer }) => answer);
}

function prepare(call: Call, item: Fields, requestId: string): Prepared {
  const bId = textAt(item, 'bId');
  const asked = JSON.stringify(item);
  const nothing = () => ({});
  try {
    const lost = call.sim.fault('itemFault');
    if (lost !== undefined && !isAfter(lost)) throw itemFault(call, lost);
    const schema = schemaOf(item);
    const key = requestId === '' || !schema ? undefined : `${requestId} ${bId}`;
    if (key !== undefined && schema) {
      checkRequestId(key.replace(' ', ''));
      const first = repeated(call.world, call.settings, key, asked, !schema.isTransaction);
      if (first) return { bId, commit: nothing, asked, answer: JSON.parse(first.text) as Fields };
    }
    const commit = checked(call, item, schema, key, asked);
    return {
      ...{ bId, asked, ...(key !== undefined && { key }) },
      commit: () => {
        const answer = commit();
        if (lost === undefined) return answer;
        // carried out, and its answer lost: the same id shall give it
        const text = JSON.stringify({ ...answer, bId });
        if (key !== undefined)
          remember(call.world, call.settings, key, asked, { text, status: 200, isFault: false });
        throw itemFault(call, lost);
      },
    };
  } catch (error) {
    const answer = { ...faulted(error), bId };
    return { bId, commit: nothing, asked, answer };
  }
}

/** A refusal belongs to the requestid too. */
function checked(
  call: Call,
  item: Fields,
  schema: EntitySchema | undefined,
  key: string | undefined,
  asked: string,
): Commit {
  try {
    return commitOf(call, item, schema);
  } catch (error) {
    const text = JSON.stringify({ ...faulted(error), bId: item.bId });
    if (key !== undefined)
      remember(call.world, call.settings, key, asked, { text, status: 200, isFault: true });
    throw error;
  }
}

/** Throttling and failures can strike single items of a batch [community]. */
const itemFault = ({ settings }: Call, value: unknown): QboFault =>
  String(value).startsWith('10000')
    ? refuse('10000', 'An application error has occurred while processing your request')
    : throttled(settings.throttleStatus);
const isAfter = (value: unknown): boolean => String(value).endsWith(' after');

function carryOut(call: Call, { bId, commit, answer, key, asked }: Prepared): Fields {
  if (answer) return answer;
  let made: Fields;
  try {
    made = { ...commit(), bId };
  } catch (error) {
    made = { ...faulted(error), bId };
  }
  const isFault = made.Fault !== undefined;
  if (key !== undefined)
    remember(call.world, call.settings, key, asked, { text: JSON.stringify(made), status: 200, isFault });
  return made;
}

const schemaOf = (item: Fields): EntitySchema | undefined => {
  const name = Object.keys(item).find((one) => entityAt(one)?.name === one);
  return name === undefined ? undefined : entityAt(name);
};

/** What an item is for the counters, such as `create:Bill`. */
export function operationOf(item: Fields): string {
  if (typeof item.Query === 'string') return `query:${queriedEntity(item.Query)}`;
  if (item.CDCQuery !== undefined) return `cdc:${textAt(fieldsAt(item, 'CDCQuery'), 'Entities')}`;
  return `${textAt(item, 'operation') || 'create'}:${schemaOf(item)?.name ?? ''}`;
}

function commitOf(call: Call, item: Fields, schema: EntitySchema | undefined): Commit {
  if (typeof item.Query === 'string') {
    const QueryResponse = runQuery(call, item.Query);
    return () => ({ QueryResponse });
  }
  if (item.CDCQuery !== undefined) {
    // capital member names [official: Java SDK test]
    const cdc = fieldsAt(item, 'CDCQuery');
    const QueryResponse = changesSince(call, textAt(cdc, 'Entities'), textAt(cdc, 'ChangedSince'));
    return () => ({ CDCResponse: [{ QueryResponse }] });
  }
  const operation = textAt(item, 'operation');
  if (!schema || !['create', 'update', 'delete', 'void'].includes(operation))
    throw refuse('2170', `Invalid Enumeration : operation ${operation}`);
  return prepareWrite(
    { ...call, include: optionsOf(call, item) },
    schema,
    operation,
    fieldsAt(item, schema.name),
  );
}

/** A plain string, several joined by commas [official: .NET]; whether `include=` belongs to it is unrecorded. */
function optionsOf({ settings }: Call, item: Fields): ReadonlySet<string> {
  const options = textAt(item, 'optionsData')
    .split(',')
    .map((one) => one.trim());
  return new Set(
    settings.optionsText === 'bare'
      ? options
      : options.flatMap((one) => (one.startsWith('include=') ? [one.slice('include='.length)] : [])),
  );
}
