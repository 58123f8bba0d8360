/** Bill ▸ Attach File: puts files on bills. One question for a hundred bills to look, one call a file to write. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import type { BinaryFile, FileResult } from '../../../shared/attaching';
import {
  binaryField,
  demandSameEnvironment,
  documentField,
  documentOf,
  dryRunField,
  invoiceNote,
  outputsOf,
  readFile,
  sendFile,
  toldOf,
  troubleOf,
} from '../../../shared/attaching';
import { SignInRefused } from '../../../shared/http';
import { Refusal, rejected } from '../../../shared/outcome';
import { textOf } from '../../../shared/text';
import { fileKey, fileNameFor, filesOn, metadataOf, uploadFile } from '../../billFiles';
import type { BillEntity } from '../../documents';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';

const SYSTEM = 'QuickBooks Online';

const fields: INodeProperties[] = [
  dryRunField,
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
  binaryField,
  documentField,
];

const billIdOf = (context: IExecuteFunctions, index: number): string =>
  textOf(context.getNodeParameter('billId', index, ''));

interface Work {
  index: number;
  entity: BillEntity;
  ids: string[];
  file: BinaryFile;
}

/** First output: created, unchanged, dry runs. Second output: the rest. A refused sign-in holds what follows. */
export const attach: BatchAction = {
  fields,
  async runAll(context) {
    const connection = await connect(context);
    const results: FileResult[] = [];
    const work: Work[] = [];
    for (let index = 0; index < context.getInputData().length; index++) {
      await take(results, [index], async () => void work.push(await workOf(context, index, connection)));
    }
    let stop: unknown = null;
    for (const entity of ['Bill', 'VendorCredit'] as const) {
      const own = work.filter((each) => each.entity === entity);
      stop ??= await attachAll(context, connection, entity, own, results);
      if (stop) for (const { index } of own) results[index] ??= troubleOf(stop, SYSTEM);
    }
    return outputsOf(context, SYSTEM, results, (index) => billIdOf(context, index));
  },
};

/** Runs a step; where it fails, that is the result of these items. @returns the refusal that stops everything */
async function take(
  results: FileResult[],
  indexes: number[],
  step: () => Promise<void>,
): Promise<SignInRefused | null> {
  try {
    await step();
    return null;
  } catch (error) {
    for (const index of indexes) results[index] = troubleOf(error, SYSTEM);
    return error instanceof SignInRefused ? error : null;
  }
}

async function attachAll(
  context: IExecuteFunctions,
  connection: Connection,
  entity: BillEntity,
  work: Work[],
  results: FileResult[],
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
): Promise<FileResult> {
  const told = toldOf(file);
  const key = fileKey(file.name, file.bytes.length);
  const left = ids.filter((id) => !known.get(id)?.has(key));
  if (left.length === 0) return { outcome: 'unchanged', ...told };
  const metadata = metadataOf(entity, left, file, invoiceNote(documentOf(context, index)));
  if (dryRun) return { outcome: 'dryRun', ...told, payload: metadata as IDataObject };
  const id = await sendFile(
    () => uploadFile(connection, metadata, file),
    async () => {
      const there = await filesOn(connection, entity, left);
      return left.every((each) => there.get(each)?.has(key));
    },
  );
  for (const bill of left) known.set(bill, (known.get(bill) ?? new Set()).add(key));
  return { outcome: 'created', ...told, attachment: { id } };
}

/** @throws Refusal */
async function workOf(context: IExecuteFunctions, index: number, connection: Connection): Promise<Work> {
  demandSameEnvironment(documentOf(context, index), connection.environment, SYSTEM);
  const billId = billIdOf(context, index);
  const ids = billId.split('+').filter(Boolean);
  if (ids.length === 0 || ids.some((id) => !/^\d+$/.test(id))) {
    const reason = billId === '' ? 'The item names no bill.' : `${billId} is no ID of a bill.`;
    throw new Refusal(
      rejected('erp.notFound', reason, 'Feed the node what Bill ▸ Post puts out.', 'support'),
    );
  }
  const isCredit = /credit/i.test(textOf(context.getNodeParameter('billType', index, '')));
  const file = await readFile(context, index);
  return {
    ...{ index, entity: isCredit ? 'VendorCredit' : 'Bill', ids },
    file: { ...file, name: fileNameFor(file.name) },
  };
}
