/** Files on bills: one attachment a bill, made and pointed to in one transaction. */
import type { Outcome, Problem } from '../shared/outcome';
import { Refusal, held, rejected } from '../shared/outcome';
import type { AttachedFile, Attachment } from './attachments';
import {
  LONGEST_ID,
  attachmentControlId,
  createAttachment,
  fileKey,
  guilty,
  readAttachment,
} from './attachments';
import type { Connection } from './transport/connection';
import { interpret } from './transport/errors';
import { MOST_VALUES, query } from './transport/query';
import { send } from './transport/request';
import { fromWireDate, toWireDate } from './transport/wire';
import { text } from './transport/xml';

export interface BillToAttach {
  recordNo: string;
  number: string;
  dueDate: string;
  /** '' where it has none. */
  attachmentId: string;
}

/** Several attachments in a row had ids that were taken. */
const MOST_IDS = 9;

/** Bills by record number. @throws Refusal, SignInRefused, NoAnswer */
export async function billsByRecord(
  connection: Connection,
  recordNos: string[],
): Promise<Map<string, BillToAttach>> {
  const found = new Map<string, BillToAttach>();
  const wanted = [...new Set(recordNos)].filter((recordNo) => /^\d+$/.test(recordNo));
  for (let start = 0; start < wanted.length; start += MOST_VALUES) {
    const filter = { field: 'RECORDNO', in: wanted.slice(start, start + MOST_VALUES) };
    const fields = ['RECORDID', 'WHENDUE', 'SUPDOCID'];
    for (const row of await query(connection, { object: 'APBILL', fields, filter })) {
      const recordNo = text(row, 'RECORDNO');
      found.set(recordNo, {
        recordNo,
        number: text(row, 'RECORDID'),
        dueDate: fromWireDate(text(row, 'WHENDUE')),
        attachmentId: text(row, 'SUPDOCID'),
      });
    }
  }
  return found;
}

/** `JGR-3430`, and `JGR-3430-2` where that is taken. */
export const attachmentIdOf = (recordNo: string, at: number): string =>
  `JGR-${recordNo}${at === 1 ? '' : `-${at}`}`.slice(0, LONGEST_ID);

export interface AttachPlan {
  outcome: Extract<Outcome, 'created' | 'unchanged'>;
  attachment: Attachment | null;
}

/**
 * What the bill is to point to: its files so far and the new ones. An attachment takes no more files once it is made, so
 * a second one takes the first one's place. Files with a name that is there already stay as they are.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function planFiles(
  connection: Connection,
  bill: BillToAttach,
  files: AttachedFile[],
  place: { folder: string; description: string },
): Promise<AttachPlan> {
  const there = bill.attachmentId === '' ? null : await readAttachment(connection, bill.attachmentId);
  const known = new Set(there?.files.map(fileKey));
  const fresh = [...new Map(files.map((file) => [fileKey(file), file])).values()].filter(
    (file) => !known.has(fileKey(file)),
  );
  if (fresh.length === 0) return { outcome: 'unchanged', attachment: there };
  if (bill.attachmentId !== '' && !there) {
    throw new Refusal(
      held(
        'attachment.unreadable',
        `Bill ${bill.number} points to the attachment ${bill.attachmentId}, which cannot be read.`,
        'Add the file in Sage Intacct, or give the integration’s role the permission to read attachments.',
        'erp',
      ),
    );
  }
  const next = 1 + Number(/^JGR-\d+(?:-(\d+))?$/.exec(bill.attachmentId)?.[1] ?? (there ? 1 : 0));
  const id = attachmentIdOf(bill.recordNo, next);
  return { outcome: 'created', attachment: { ...place, id, files: [...(there?.files ?? []), ...fresh] } };
}

/**
 * Makes the attachment and points the bill to it, both or neither.
 * @returns the attachment's id, or why there is none
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function writeFiles(
  connection: Connection,
  bill: BillToAttach,
  attachment: Attachment,
): Promise<string | Problem> {
  const first = Number(/-(\d+)$/.exec(attachment.id.replace(/^JGR-\d+/, ''))?.[1] ?? 1);
  for (let at = first; at < first + MOST_IDS; at++) {
    const named = { ...attachment, id: attachmentIdOf(bill.recordNo, at) };
    const controlId = attachmentControlId(named);
    const results = await send(
      connection,
      [
        { controlId, body: createAttachment(named) },
        { controlId: `${controlId}-bill`, body: pointTo(bill, named.id) },
      ],
      { unique: true, repeatable: true, transaction: true },
    );
    const failed = guilty(results);
    if (!failed) return named.id;
    const { kind, problem } = interpret(failed.errors, `the files of bill ${bill.number}`);
    if (kind !== 'duplicate' && kind !== 'repeated') return problem;
    // our own, when the first answer was lost
    const now = (await billsByRecord(connection, [bill.recordNo])).get(bill.recordNo);
    if (now?.attachmentId === named.id) return named.id;
  }
  return rejected(
    'duplicate.key',
    `Attachments ${attachmentIdOf(bill.recordNo, first)} and following are there already, and bill ${bill.number} does not point to them.`,
    'Point the bill to one of them in Sage Intacct, or delete them.',
    'erp',
  );
}

/** The due date is listed as required in every update of a bill (source: bills). */
const pointTo = ({ recordNo, dueDate }: BillToAttach, id: string) => ({
  update: {
    APBILL: {
      RECORDNO: recordNo,
      ...(dueDate === '' ? {} : { WHENDUE: toWireDate(dueDate) }),
      SUPDOCID: id,
    },
  },
});
