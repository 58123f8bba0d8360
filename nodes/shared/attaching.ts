/** Files on documents of an ERP: the file of an item, what became of it, and the item that says so. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { auditRecord } from './audit';
import { NoAnswer, SignInRefused } from './http';
import type { Outcome, Problem } from './outcome';
import { DONE, Refusal, held } from './outcome';
import { recover } from './recover';
import { textOf } from './text';

/** What became of one file. */
export interface FileResult {
  outcome: Outcome;
  problem?: Problem;
  file?: { name: string; bytes: number };
  attachment?: { id: string; folder?: string };
  /** The call of a dry run, without the data. */
  payload?: IDataObject;
}

export interface BinaryFile {
  name: string;
  type: string;
  bytes: Buffer;
}

export const dryRunField: INodeProperties = {
  displayName: 'Dry Run',
  name: 'dryRun',
  type: 'boolean',
  default: false,
  description: 'Whether to check everything and show the call that would be made, without sending the file',
};

export const binaryField: INodeProperties = {
  displayName: 'Input Binary Field',
  name: 'binaryField',
  type: 'string',
  default: 'data',
  required: true,
  hint: 'The name of the input binary field that holds the file',
};

export const documentField: INodeProperties = {
  displayName: 'Document',
  name: 'document',
  type: 'json',
  default: '={{ $json.document }}',
  description: 'The invoice that the file belongs to, for the audit row',
};

/** The file of an item, with the name that the node before gave it. @throws Refusal where there is none, or it is empty */
export async function readFile(context: IExecuteFunctions, index: number): Promise<BinaryFile> {
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
  const name = binary.fileName ?? `attachment.${binary.fileExtension ?? 'bin'}`;
  return { name, type: binary.mimeType || 'application/octet-stream', bytes };
}

/** The invoice as given, an object or its text; null where it is neither. */
export function documentOf(context: IExecuteFunctions, index: number): unknown {
  const given: unknown = context.getNodeParameter('document', index, null);
  if (typeof given !== 'string') return given ?? null;
  try {
    return JSON.parse(given);
  } catch {
    return null;
  }
}

/** @throws Refusal where document and credential are of two environments */
export function demandSameEnvironment(document: unknown, environment: string, system: string): void {
  const own = (document as { environment?: unknown } | null)?.environment;
  if (typeof own !== 'string' || own === environment) return;
  const reason = `The document is from a ${own} tenant, the ${system} credential says ${environment}.`;
  const advice = 'Choose two credentials of the same environment.';
  throw new Refusal(held('connection.environment', reason, advice, 'connection'));
}

/** The file as results tell of it. */
export const toldOf = ({ name, bytes }: Pick<BinaryFile, 'name' | 'bytes'>) => ({
  file: { name, bytes: bytes.length },
});

/** The invoice's number as a note beside the file; '' where there is none. */
export function invoiceNote(document: unknown): string {
  const number = textOf((document as IDataObject | null)?.number);
  return number === '' ? '' : `JAGGAER invoice ${number}`;
}

/**
 * One result for each item, in order: files are read one by one, for a thousand of them need not be in memory at once.
 * @param prepare what is asked for all of them first; where it fails, that is the result of each
 */
export async function attachEach(
  context: IExecuteFunctions,
  system: string,
  attachOne: (index: number) => Promise<FileResult>,
  prepare: () => Promise<void> = async () => {},
): Promise<FileResult[]> {
  const trouble = (error: unknown) => troubleOf(error, system);
  let stop: FileResult | null = await prepare().then(() => null, trouble);
  const results: FileResult[] = [];
  for (const index of context.getInputData().keys()) {
    results[index] =
      stop ??
      (await attachOne(index).catch((error: unknown) => {
        // a refused sign-in holds what follows
        if (error instanceof SignInRefused) stop = trouble(error);
        return trouble(error);
      }));
  }
  return results;
}

/**
 * Sends a file once. Where no answer comes it is looked for, and never sent blind again.
 * @returns its id; '' where only looking showed that it is there
 * @throws NoAnswer where it is not
 */
export const sendFile = (send: () => Promise<string>, isThere: () => Promise<boolean>): Promise<string> =>
  recover(send, NoAnswer, async (lost) => {
    if (lost.arrived !== false && (await isThere())) return '';
    throw lost;
  });

/** What went wrong with a file; an error of the program goes on its way as held. */
export function troubleOf(error: unknown, system: string): FileResult {
  const problem = problemOf(error, system);
  return { outcome: problem.outcome, problem };
}

function problemOf(error: unknown, system: string): Problem {
  if (error instanceof Refusal) return error.problem;
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof SignInRefused) {
    const advice = 'Open the credential, mend it and run its test; then attach again.';
    return held('connection.signIn', `${system} refused the sign-in: ${words}`, advice, 'connection');
  }
  const advice = 'Attach it again: the same file is not put there a second time.';
  if (error instanceof NoAnswer && error.arrived === null) {
    const reason = `The file was sent, and nobody can say whether it arrived: ${words}`;
    return { outcome: 'unknown', cause: 'erp.noAnswer', reason, advice, owner: 'connection' };
  }
  const cause = error instanceof NoAnswer ? 'connection.noAnswer' : 'attachment.unreadable';
  return held(cause, `The file was not attached: ${words}`, advice, 'connection');
}

/** Two outputs, created, unchanged and dry runs in the first; one item for each input item. */
export function outputsOf(
  context: IExecuteFunctions,
  system: string,
  results: FileResult[],
  targetOf: (index: number) => string,
): INodeExecutionData[][] {
  const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
  results.forEach((result, index) => {
    const item = itemOf(context, index, result, { targetSystem: system, targetId: targetOf(index) });
    outputs[DONE.has(result.outcome) ? 0 : 1].push(item);
  });
  return outputs;
}

function itemOf(
  context: IExecuteFunctions,
  index: number,
  { outcome, problem, ...facts }: FileResult,
  target: { targetSystem: string; targetId: string },
): INodeExecutionData {
  const document = documentOf(context, index);
  const audit = auditRecord(document, {
    ...{ sourceSystem: 'JAGGAER', ...target, outcome },
    operation: outcome === 'dryRun' ? 'dry run' : 'attach',
    executionId: context.getExecutionId(),
    ...(problem ? { problem } : {}),
  });
  const { cause, owner, reason, advice, key } = audit;
  const json = { outcome, cause, owner, reason, advice, key, ...facts, audit, document };
  return { json: json as unknown as IDataObject, pairedItem: { item: index } };
}
