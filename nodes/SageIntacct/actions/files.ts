/** What the operations on files share: the file of an item, what becomes of it, and the item that says so. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { auditRecord } from '../../shared/audit';
import { NoAnswer, SignInRefused } from '../../shared/http';
import type { Outcome, Problem } from '../../shared/outcome';
import { DONE, Refusal, held } from '../../shared/outcome';
import type { AttachedFile } from '../attachments';
import { fileOf } from '../attachments';
import type { Connection } from '../transport/connection';

export const FOLDER = 'JAGGAER';

export interface FileResult {
  outcome: Outcome;
  problem?: Problem;
  file?: { name: string; bytes: number };
  attachment?: { id: string; folder: string };
  /** The functions of a dry run, without the data. */
  payload?: IDataObject;
}

export const binaryField: INodeProperties = {
  displayName: 'Input Binary Field',
  name: 'binaryField',
  type: 'string',
  default: 'data',
  required: true,
  hint: 'The name of the input binary field that holds the file',
};

export const folderOption: INodeProperties = {
  displayName: 'Folder',
  name: 'folder',
  type: 'string',
  default: 'JAGGAER',
  description: 'Attachment folder in Sage Intacct; it is made where it is not there',
};

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

export const folderOf = (context: IExecuteFunctions): string => {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  return textOf(options.folder) || FOLDER;
};

export interface ReadFile {
  file: AttachedFile;
  told: { name: string; bytes: number };
}

/** @throws Refusal where the item has no such file */
export async function readFile(context: IExecuteFunctions, index: number): Promise<ReadFile> {
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
  const file = fileOf(name, bytes);
  return { file, told: { name: `${file.name}.${file.type}`, bytes: bytes.length } };
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
export function demandSameEnvironment(document: unknown, { environment }: Connection): void {
  const own = (document as { environment?: unknown } | null)?.environment;
  if (typeof own !== 'string' || own === environment) return;
  const reason = `The document is from a ${own} tenant, the Sage Intacct credential says ${environment}.`;
  const advice = 'Choose two credentials of the same environment.';
  throw new Refusal(held('connection.environment', reason, advice, 'connection'));
}

/** What went wrong with a file; an error of the program goes on its way as held. */
export function troubleOf(error: unknown): FileResult {
  const problem = problemOf(error);
  return { outcome: problem.outcome, problem };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof SignInRefused) {
    const advice = 'Open the credential, mend it and run its test; then attach again.';
    return held(
      'connection.signIn',
      `Sage Intacct refused the sign-in: ${error.message}`,
      advice,
      'connection',
    );
  }
  const words = error instanceof Error ? error.message : String(error);
  const advice = 'Attach it again: what is there already stays as it is.';
  if (error instanceof NoAnswer && error.arrived === null) {
    const reason = `The file was sent, and nobody can say whether it arrived: ${words}`;
    return { outcome: 'unknown', cause: 'erp.noAnswer', reason, advice, owner: 'connection' };
  }
  const cause = error instanceof NoAnswer ? 'connection.noAnswer' : 'attachment.unreadable';
  return held(cause, `The file was not attached: ${words}`, advice, 'connection');
}

/** Both outputs, one item for each input item. */
export function outputsOf(
  context: IExecuteFunctions,
  results: FileResult[],
  targetOf: (index: number) => string,
): INodeExecutionData[][] {
  const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
  results.forEach((result, index) => {
    outputs[DONE.has(result.outcome) ? 0 : 1].push(itemOf(context, index, result, targetOf(index)));
  });
  return outputs;
}

function itemOf(
  context: IExecuteFunctions,
  index: number,
  { outcome, problem, file, attachment, payload }: FileResult,
  targetId: string,
): INodeExecutionData {
  const document = documentOf(context, index);
  const audit = auditRecord(document, {
    ...{ sourceSystem: 'JAGGAER', targetSystem: 'Sage Intacct', targetId, outcome },
    operation: outcome === 'dryRun' ? 'dry run' : 'attach',
    executionId: context.getExecutionId(),
    ...(problem ? { problem } : {}),
  });
  const { cause, owner, reason, advice, key } = audit;
  const json = {
    ...{ outcome, cause, owner, reason, advice, key },
    ...(file ? { file } : {}),
    ...(attachment ? { attachment } : {}),
    ...(payload ? { payload } : {}),
    ...{ audit, document },
  };
  return { json: json as unknown as IDataObject, pairedItem: { item: index } };
}
