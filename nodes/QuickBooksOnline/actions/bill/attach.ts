/** Bill ▸ Attach File: puts files on bills. One question for a hundred bills to look, one call a file to write. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import { auditRecord } from '../../../shared/audit';
import { NoAnswer, SignInRefused } from '../../../shared/http';
import type { Outcome, Problem } from '../../../shared/outcome';
import { DONE, Refusal, held, rejected } from '../../../shared/outcome';
import { recover } from '../../../shared/recover';
import type { BillFile } from '../../billFiles';
import { fileKey, fileNameFor, filesOn, metadataOf, uploadFile } from '../../billFiles';
import type { BillEntity } from '../../documents';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';

const fields: INodeProperties[] = [
  {
    displayName: 'Dry Run',
    name: 'dryRun',
    type: 'boolean',
    default: false,
    description: 'Whether to check everything and say what would be attached, without sending the file',
  },
  {
    displayName: 'Bill ID',
    name: 'billId',
    type: 'string',
    default: '={{ $json.bill.id }}',
    required: true,
    description: 'Bill ▸ Post and Bill ▸ Get give it as ID; several with a plus sign, as of a split invoice',
  },
  {
    displayName: 'Bill Type',
    name: 'billType',
    type: 'string',
    default: '={{ $json.bill.type }}',
    description: 'Bill or Vendor Credit, as Bill ▸ Post gives it',
  },
  {
    displayName: 'Input Binary Field',
    name: 'binaryField',
    type: 'string',
    default: 'data',
    required: true,
    hint: 'The name of the input binary field that holds the file',
  },
  {
    displayName: 'Document',
    name: 'document',
    type: 'json',
    default: '={{ $json.document }}',
    description: 'The invoice that the file belongs to, for the audit row',
  },
];

interface Result {
  outcome: Outcome;
  problem?: Problem;
  file?: { name: string; bytes: number };
  attachment?: { id: string };
  payload?: IDataObject;
}

interface Work {
  index: number;
  entity: BillEntity;
  ids: string[];
  file: BillFile;
}

/** First output: created, unchanged, dry runs. Second output: the rest. A refused sign-in holds what follows. */
export const attach: BatchAction = {
  fields,
  async runAll(context) {
    const connection = await connect(context);
    const results: Result[] = [];
    const work: Work[] = [];
    for (let index = 0; index < context.getInputData().length; index++) {
      await take(results, [index], async () => void work.push(await workOf(context, index, connection)));
    }
    let stop: unknown = null;
    for (const entity of ['Bill', 'VendorCredit'] as const) {
      const own = work.filter((each) => each.entity === entity);
      stop ??= await attachAll(context, connection, entity, own, results);
      if (stop) for (const { index } of own) results[index] ??= troubleOf(stop);
    }
    return outputsOf(context, results);
  },
};

/** Runs a step; where it fails, that is the result of these items. @returns the refusal that stops everything */
async function take(
  results: Result[],
  indexes: number[],
  step: () => Promise<void>,
): Promise<SignInRefused | null> {
  try {
    await step();
    return null;
  } catch (error) {
    for (const index of indexes) results[index] = troubleOf(error);
    return error instanceof SignInRefused ? error : null;
  }
}

async function attachAll(
  context: IExecuteFunctions,
  connection: Connection,
  entity: BillEntity,
  work: Work[],
  results: Result[],
): Promise<SignInRefused | null> {
  if (work.length === 0) return null;
  const dryRun = context.getNodeParameter('dryRun', 0, false) as boolean;
  let known = new Map<string, Set<string>>();
  const all = work.map(({ index }) => index);
  const refused = await take(results, all, async () => {
    known = await filesOn(
      connection,
      entity,
      work.flatMap(({ ids }) => ids),
    );
  });
  for (const each of work) {
    const { index } = each;
    if (results[index]) continue;
    const stop = await take(results, [index], async () => {
      results[index] = await attachOne(context, connection, each, known, dryRun);
    });
    if (stop) return stop;
  }
  return refused;
}

async function attachOne(
  context: IExecuteFunctions,
  connection: Connection,
  { index, entity, ids, file }: Work,
  known: Map<string, Set<string>>,
  dryRun: boolean,
): Promise<Result> {
  const told = { file: { name: file.name, bytes: file.bytes.length } };
  const key = fileKey(file.name, file.bytes.length);
  const left = ids.filter((id) => !known.get(id)?.has(key));
  if (left.length === 0) return { outcome: 'unchanged', ...told };
  const number = textOf((documentOf(context, index) as IDataObject | null)?.number);
  const metadata = metadataOf(entity, left, file, number === '' ? '' : `JAGGAER invoice ${number}`);
  if (dryRun) return { outcome: 'dryRun', ...told, payload: metadata as IDataObject };
  const id = await recover(
    () => uploadFile(connection, metadata, file),
    NoAnswer,
    (lost) => arrived(connection, { entity, ids: left, key }, lost),
  );
  for (const bill of left) known.set(bill, (known.get(bill) ?? new Set()).add(key));
  return { outcome: 'created', ...told, attachment: { id } };
}

/** A lost answer: the file is looked for, and never sent blind again. @throws NoAnswer where it is not there */
async function arrived(
  connection: Connection,
  { entity, ids, key }: { entity: BillEntity; ids: string[]; key: string },
  lost: NoAnswer,
): Promise<string> {
  const there =
    lost.arrived === false ? new Map<string, Set<string>>() : await filesOn(connection, entity, ids);
  if (ids.length > 0 && ids.every((id) => there.get(id)?.has(key))) return '';
  throw lost;
}

/** @throws Refusal */
async function workOf(context: IExecuteFunctions, index: number, connection: Connection): Promise<Work> {
  demandSameEnvironment(documentOf(context, index), connection);
  const billId = textOf(context.getNodeParameter('billId', index, ''));
  const ids = billId.split('+').filter(Boolean);
  if (ids.length === 0 || ids.some((id) => !/^\d+$/.test(id))) {
    const reason = billId === '' ? 'The item names no bill.' : `${billId} is no ID of a bill.`;
    throw new Refusal(
      rejected('erp.notFound', reason, 'Feed the node what Bill ▸ Post puts out.', 'support'),
    );
  }
  const isCredit = /credit/i.test(textOf(context.getNodeParameter('billType', index, '')));
  const file = await readFile(context, index);
  return { index, entity: isCredit ? 'VendorCredit' : 'Bill', ids, file };
}

/** @throws Refusal where the item has no such file */
async function readFile(context: IExecuteFunctions, index: number): Promise<BillFile> {
  const field = textOf(context.getNodeParameter('binaryField', index));
  const binary = context.getInputData()[index]?.binary?.[field];
  if (!binary) {
    const reason = `The item has no file in its field “${field}”.`;
    const advice = 'Name the binary field that the node before puts the file in.';
    throw new Refusal(held('attachment.missing', reason, advice, 'support'));
  }
  const bytes = await context.helpers.getBinaryDataBuffer(index, field);
  if (bytes.length === 0) {
    const reason = `The file in the field “${field}” is empty.`;
    throw new Refusal(held('attachment.missing', reason, 'See why JAGGAER gives no content.', 'jaggaer'));
  }
  const name = fileNameFor(binary.fileName ?? `attachment.${binary.fileExtension ?? 'bin'}`);
  return { name, type: binary.mimeType || 'application/octet-stream', bytes };
}

function demandSameEnvironment(document: unknown, { environment }: Connection): void {
  const own = (document as { environment?: unknown } | null)?.environment;
  if (typeof own !== 'string' || own === environment) return;
  const reason = `The document is from a ${own} tenant, the QuickBooks Online credential says ${environment}.`;
  const advice = 'Choose two credentials of the same environment.';
  throw new Refusal(held('connection.environment', reason, advice, 'connection'));
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** The invoice as given, an object or its text; null where it is neither. */
function documentOf(context: IExecuteFunctions, index: number): unknown {
  const given: unknown = context.getNodeParameter('document', index, null);
  if (typeof given !== 'string') return given ?? null;
  try {
    return JSON.parse(given);
  } catch {
    return null;
  }
}

function troubleOf(error: unknown): Result {
  const problem = problemOf(error);
  return { outcome: problem.outcome, problem };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof SignInRefused) {
    const advice = 'Open the credential, mend it and run its test; then attach again.';
    return held('connection.signIn', `QuickBooks Online refused the sign-in: ${words}`, advice, 'connection');
  }
  const advice = 'Attach it again: what is there already stays as it is.';
  if (error instanceof NoAnswer && error.arrived === null) {
    const reason = `The file was sent, and nobody can say whether it arrived: ${words}`;
    return { outcome: 'unknown', cause: 'erp.noAnswer', reason, advice, owner: 'connection' };
  }
  const cause = error instanceof NoAnswer ? 'connection.noAnswer' : 'attachment.unreadable';
  return held(cause, `The file was not attached: ${words}`, advice, 'connection');
}

function outputsOf(context: IExecuteFunctions, results: Result[]): INodeExecutionData[][] {
  const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
  results.forEach((result, index) => {
    outputs[DONE.has(result.outcome) ? 0 : 1].push(itemOf(context, index, result));
  });
  return outputs;
}

function itemOf(
  context: IExecuteFunctions,
  index: number,
  { outcome, problem, ...facts }: Result,
): INodeExecutionData {
  const document = documentOf(context, index);
  const audit = auditRecord(document, {
    ...{ sourceSystem: 'JAGGAER', targetSystem: 'QuickBooks Online', outcome },
    targetId: textOf(context.getNodeParameter('billId', index, '')),
    operation: outcome === 'dryRun' ? 'dry run' : 'attach',
    executionId: context.getExecutionId(),
    ...(problem ? { problem } : {}),
  });
  const { cause, owner, reason, advice, key } = audit;
  const json = { outcome, cause, owner, reason, advice, key, ...facts, audit, document };
  return { json: json as unknown as IDataObject, pairedItem: { item: index } };
}
