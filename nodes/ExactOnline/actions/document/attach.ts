/** Document ▸ Attach File: puts files on the documents of entries. Some thirty documents in one look, one call a file. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import type { FileResult } from '../../../shared/attaching';
import {
  attachEach,
  binaryField,
  demandSameEnvironment,
  documentField,
  documentOf,
  dryRunField,
  outputsOf,
  readFile,
  sendFile,
  toldOf,
} from '../../../shared/attaching';
import { Refusal, rejected } from '../../../shared/outcome';
import { textOf } from '../../../shared/text';
import { attachmentOf, fileKey, fileNameFor, filesOn, uploadFile } from '../../billFiles';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import { isGuid } from '../../transport/filter';

const SYSTEM = 'Exact Online';

const fields: INodeProperties[] = [
  dryRunField,
  {
    displayName: 'Document ID',
    name: 'documentId',
    type: 'string',
    default: '={{ $json.bill.filesLink }}',
    required: true,
    description: 'The document that Exact Online made with the entry: Post and Get give it',
  },
  {
    displayName: 'Entry Number',
    name: 'billNumber',
    type: 'string',
    default: '={{ $json.bill.number }}',
    description: 'For the audit row',
  },
  binaryField,
  documentField,
];

interface Run {
  context: IExecuteFunctions;
  connection: Connection;
  dryRun: boolean;
  /** Files that are there, by document. */
  known: Map<string, Set<string>>;
}

/** First output: created, unchanged, dry runs. Second output: the rest. A refused sign-in holds what follows. */
export const attach: BatchAction = {
  fields,
  async runAll(context) {
    const connection = await connect(context);
    const dryRun = context.getNodeParameter('dryRun', 0, false) as boolean;
    const run: Run = { context, connection, dryRun, known: new Map() };
    const ids = context
      .getInputData()
      .map((_, index) => idOf(context, index))
      .filter(isGuid);
    const results = await attachEach(
      context,
      SYSTEM,
      (index) => attachOne(run, index),
      async () => {
        run.known = await filesOn(connection, ids);
      },
    );
    return outputsOf(context, SYSTEM, results, (index) =>
      textOf(context.getNodeParameter('billNumber', index, '')),
    );
  },
};

const idOf = (context: IExecuteFunctions, index: number): string =>
  textOf(context.getNodeParameter('documentId', index, '')).toLowerCase();

/** @throws Refusal, SignInRefused, NoAnswer */
async function attachOne(run: Run, index: number): Promise<FileResult> {
  const { context, connection, dryRun, known } = run;
  demandSameEnvironment(documentOf(context, index), connection.environment, SYSTEM);
  const id = idOf(context, index);
  if (!isGuid(id)) {
    const reason = id === '' ? 'The item names no document.' : `${id} is no ID of a document.`;
    const advice = 'Feed the node what Purchase Entry ▸ Post puts out.';
    throw new Refusal(rejected('erp.notFound', reason, advice, 'support'));
  }
  const read = await readFile(context, index);
  const file = { ...read, name: fileNameFor(read.name) };
  const told = toldOf(file);
  const key = fileKey(file.name, file.bytes.length);
  if (known.get(id)?.has(key)) return { outcome: 'unchanged', ...told };
  if (dryRun) return { outcome: 'dryRun', ...told, payload: attachmentOf(id, file.name) as IDataObject };
  const attachment = await sendFile(
    () => uploadFile(connection, id, file),
    async () => (await filesOn(connection, [id])).get(id)?.has(key) ?? false,
  );
  known.set(id, (known.get(id) ?? new Set()).add(key));
  return { outcome: 'created', ...told, attachment: { id: attachment } };
}
