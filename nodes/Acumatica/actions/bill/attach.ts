/** Bill ▸ Attach File: puts a file on a bill by the link that its posting gave; no bill is read for it. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import type { FileResult } from '../../../shared/attaching';
import {
  attachEach,
  demandSameEnvironment,
  documentOf,
  outputsOf,
  readFile,
  toldOf,
} from '../../../shared/attaching';
import { textOf } from '../../../shared/text';
import { fileAddress, fileNameFor, filesOn, keyOfFile, putFile } from '../../billFiles';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import { attachFields } from './attachFields';

const SYSTEM = 'Acumatica';

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
    const results = await attachEach(context, SYSTEM, (index) => attachOne(run, index));
    const billOf = (index: number) => textOf(context.getNodeParameter('billNumber', index, ''));
    return outputsOf(context, SYSTEM, results, billOf);
  },
};

async function attachOne({ context, connection, dryRun, known }: Run, index: number): Promise<FileResult> {
  const options = context.getNodeParameter('options', index, {}) as IDataObject;
  const link = textOf(context.getNodeParameter('filesLink', index, ''));
  demandSameEnvironment(documentOf(context, index), connection.environment, SYSTEM);
  const { name: given, bytes } = await readFile(context, index);
  const file = { name: fileNameFor(given), bytes, comment: textOf(options.comment) };
  const address = fileAddress(connection.instance, link, file.name);
  const told = toldOf(file);
  if (options.whenThere === 'leave') {
    const names = known.get(link) ?? (await filesOn(connection, link));
    known.set(link, names);
    if (names.has(keyOfFile(file.name))) return { outcome: 'unchanged', ...told };
  }
  if (dryRun) {
    const payload = { method: 'PUT', address, comment: file.comment, bytes: bytes.length };
    return { outcome: 'dryRun', ...told, payload };
  }
  await putFile(connection, address, file);
  known.get(link)?.add(keyOfFile(file.name));
  return { outcome: 'created', ...told };
}
