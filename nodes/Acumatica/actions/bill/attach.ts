/** Bill ▸ Attach File: puts a file on a bill by the link that its posting gave; no bill is read for it. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import { auditRecord } from '../../../shared/audit';
import { NoAnswer, SignInRefused } from '../../../shared/http';
import type { Outcome, Problem } from '../../../shared/outcome';
import { DONE, Refusal, held } from '../../../shared/outcome';
import type { FileToPut } from '../../billFiles';
import { fileAddress, fileNameFor, filesOn, keyOfFile, putFile } from '../../billFiles';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import { asObject } from '../../transport/wire';
import { attachFields } from './attachFields';

/** What became of one file. */
interface Attached {
  outcome: Outcome;
  problem?: Problem;
  file?: { name: string; bytes: number };
  /** The call of a dry run. */
  payload?: IDataObject;
}

interface Run {
  context: IExecuteFunctions;
  connection: Connection;
  dryRun: boolean;
  /** Names of the files of each bill that was asked for them, by its link. */
  known: Map<string, Set<string>>;
}

/** First output: created, unchanged, dry runs. Second output: the rest. A refused sign-in holds what follows. */
export const attach: BatchAction = {
  fields: attachFields,
  async runAll(context) {
    const connection = await connect(context);
    const dryRun = context.getNodeParameter('dryRun', 0, false) as boolean;
    const run: Run = { context, connection, dryRun, known: new Map() };
    const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
    let refused: SignInRefused | null = null;
    for (let index = 0; index < context.getInputData().length; index++) {
      const attached = refused
        ? troubleOf(refused)
        : await attachOne(run, index).catch((error: unknown) => {
            if (error instanceof SignInRefused) refused = error;
            return troubleOf(error);
          });
      outputs[DONE.has(attached.outcome) ? 0 : 1].push(itemOf(context, index, attached));
    }
    return outputs;
  },
};

async function attachOne({ context, connection, dryRun, known }: Run, index: number): Promise<Attached> {
  const options = context.getNodeParameter('options', index, {}) as IDataObject;
  const link = textOf(context.getNodeParameter('filesLink', index, ''));
  demandSameEnvironment(documentOf(context, index), connection);
  const file = await fileOf(context, index, textOf(options.comment));
  const address = fileAddress(connection.instance, link, file.name);
  const told = { file: { name: file.name, bytes: file.bytes.length } };
  if (options.whenThere === 'leave') {
    const names = known.get(link) ?? (await filesOn(connection, link));
    known.set(link, names);
    if (names.has(keyOfFile(file.name))) return { outcome: 'unchanged', ...told };
  }
  if (dryRun) {
    const payload = { method: 'PUT', address, comment: file.comment, bytes: file.bytes.length };
    return { outcome: 'dryRun', ...told, payload };
  }
  await putFile(connection, address, file);
  known.get(link)?.add(keyOfFile(file.name));
  return { outcome: 'created', ...told };
}

/** @throws Refusal where the item has no such file */
async function fileOf(context: IExecuteFunctions, index: number, comment: string): Promise<FileToPut> {
  const field = textOf(context.getNodeParameter('binaryField', index));
  const binary = context.getInputData()[index]?.binary?.[field];
  if (!binary) {
    const reason = `The item has no file in its field “${field}”.`;
    const advice = 'Name the binary field that the node before puts the file in.';
    throw new Refusal(held('attachment.missing', reason, advice, 'support'));
  }
  const bytes = await context.helpers.getBinaryDataBuffer(index, field);
  return { name: fileNameFor(binary.fileName ?? ''), bytes, comment };
}

function demandSameEnvironment(document: unknown, { environment }: Connection): void {
  const own = asObject(document).environment;
  if (typeof own !== 'string' || own === environment) return;
  const reason = `The document is from a ${own} tenant, the Acumatica credential says ${environment}.`;
  const advice = 'Choose two credentials of the same environment.';
  throw new Refusal(held('connection.environment', reason, advice, 'connection'));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

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

function troubleOf(error: unknown): Attached {
  const problem = problemOf(error);
  return { outcome: problem.outcome, problem };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof SignInRefused) {
    const advice = 'Open the credential, mend it and run its test; then attach again.';
    return held('connection.signIn', `Acumatica refused the sign-in: ${error.message}`, advice, 'connection');
  }
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof NoAnswer && error.arrived === null) {
    return {
      outcome: 'unknown',
      cause: 'erp.noAnswer',
      reason: `The file was sent, and nobody can say whether it arrived: ${words}`,
      advice: 'Attach it again: the same name on the same bill is the same file.',
      owner: 'connection',
    };
  }
  const advice = 'Attach it again: the same name on the same bill is the same file.';
  const cause = error instanceof NoAnswer ? 'connection.noAnswer' : 'attachment.unreadable';
  return held(cause, `The file was not attached: ${words}`, advice, 'connection');
}

function itemOf(context: IExecuteFunctions, index: number, attached: Attached): INodeExecutionData {
  const { outcome, problem, file, payload } = attached;
  const document = documentOf(context, index);
  const audit = auditRecord(document, {
    sourceSystem: 'JAGGAER',
    targetSystem: 'Acumatica',
    targetId: textOf(context.getNodeParameter('billNumber', index, '')),
    operation: outcome === 'dryRun' ? 'dry run' : 'attach',
    outcome,
    executionId: context.getExecutionId(),
    ...(problem ? { problem } : {}),
  });
  const { cause, owner, reason, advice, key } = audit;
  const json = {
    ...{ outcome, cause, owner, reason, advice, key },
    ...(file ? { file } : {}),
    ...(payload ? { payload } : {}),
    ...{ audit, document },
  };
  return { json: json as unknown as IDataObject, pairedItem: { item: index } };
}
