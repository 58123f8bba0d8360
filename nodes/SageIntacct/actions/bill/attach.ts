/** Bill ▸ Attach File: the files of each bill in one attachment; two calls for all bills to look, one a bill to write. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import type { FileResult } from '../../../shared/attaching';
import {
  binaryField,
  demandSameEnvironment,
  documentField,
  documentOf,
  dryRunField,
  invoiceNote,
  outputsOf,
  troubleOf,
} from '../../../shared/attaching';
import { optionsField } from '../../../shared/fields';
import { SignInRefused } from '../../../shared/http';
import { Refusal, rejected } from '../../../shared/outcome';
import { textOf } from '../../../shared/text';
import { ensureFolder } from '../../attachments';
import type { BillToAttach } from '../../billFiles';
import { billsByRecord, planFiles, writeFiles } from '../../billFiles';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import type { ReadFile } from '../files';
import { SYSTEM, folderOf, folderOption, readFile } from '../files';

const fields: INodeProperties[] = [
  dryRunField,
  {
    displayName: 'Bill ID',
    name: 'billId',
    type: 'string',
    default: '={{ $json.bill.id }}',
    required: true,
    description: 'Record number of the bill: Bill ▸ Post and Bill ▸ Get give it as ID',
  },
  binaryField,
  documentField,
  optionsField([folderOption]),
];

interface Work {
  index: number;
  billId: string;
  read: ReadFile;
  document: unknown;
}

/** First output: created, unchanged, dry runs. Second output: the rest. A refused sign-in holds what follows. */
export const attach: BatchAction = {
  fields,
  async runAll(context) {
    const connection = await connect(context);
    const results: FileResult[] = [];
    const work: Work[] = [];
    for (let index = 0; index < context.getInputData().length; index++) {
      try {
        work.push(await workOf(context, index, connection));
      } catch (error) {
        results[index] = troubleOf(error, SYSTEM);
      }
    }
    await attachAll(context, connection, work, results);
    return outputsOf(context, SYSTEM, results, (index) =>
      textOf(context.getNodeParameter('billId', index, '')),
    );
  },
};

/** @throws Refusal */
async function workOf(context: IExecuteFunctions, index: number, connection: Connection): Promise<Work> {
  const document = documentOf(context, index);
  demandSameEnvironment(document, connection.environment, SYSTEM);
  const read = await readFile(context, index);
  return { index, billId: textOf(context.getNodeParameter('billId', index, '')), read, document };
}

async function attachAll(
  context: IExecuteFunctions,
  connection: Connection,
  work: Work[],
  results: FileResult[],
): Promise<void> {
  const dryRun = context.getNodeParameter('dryRun', 0, false) as boolean;
  const folder = folderOf(context);
  const groups = new Map<string, Work[]>();
  for (const each of work) groups.set(each.billId, [...(groups.get(each.billId) ?? []), each]);
  let stop: unknown = null;
  let bills = new Map<string, BillToAttach>();
  try {
    if (work.length > 0) bills = await billsByRecord(connection, [...groups.keys()]);
    if (work.length > 0 && !dryRun) await ensureFolder(connection, folder);
  } catch (error) {
    stop = error;
  }
  for (const [billId, group] of groups) {
    let done: FileResult;
    try {
      if (stop) throw stop;
      done = await attachGroup(connection, bills.get(billId), billId, group, { folder, dryRun });
    } catch (error) {
      if (error instanceof SignInRefused) stop = error;
      done = troubleOf(error, SYSTEM);
    }
    for (const { index, read } of group) results[index] = { ...done, file: read.told };
  }
}

async function attachGroup(
  connection: Connection,
  bill: BillToAttach | undefined,
  billId: string,
  group: Work[],
  { folder, dryRun }: { folder: string; dryRun: boolean },
): Promise<FileResult> {
  if (!bill) throw noBill(billId);
  const place = { folder, description: invoiceNote(group[0]?.document) };
  const files = group.map(({ read }) => read.file);
  const { outcome, attachment } = await planFiles(connection, bill, files, place);
  const told = attachment ? { attachment: { id: attachment.id, folder: attachment.folder } } : {};
  if (outcome === 'unchanged' || !attachment) return { outcome: 'unchanged', ...told };
  if (dryRun) {
    const names = attachment.files.map(({ name, type }) => `${name}.${type}`);
    return {
      outcome: 'dryRun',
      payload: { bill: bill.recordNo, attachment: attachment.id, folder, files: names },
    };
  }
  const written = await writeFiles(connection, bill, attachment);
  if (typeof written !== 'string') return { outcome: written.outcome, problem: written };
  return { outcome: 'created', attachment: { id: written, folder } };
}

const noBill = (billId: string): Refusal =>
  new Refusal(
    rejected(
      'erp.notFound',
      billId === ''
        ? 'The item names no bill.'
        : `Sage Intacct has no bill with the record number ${billId}.`,
      'Feed the node what Bill ▸ Post puts out. Adjustments (credit memos) take no files through the gateway.',
      'support',
    ),
  );
