/** Attachment ▸ Create: a file of its own in the shared folder, to be pointed to by any record. */
import { createHash } from 'crypto';
import type { INodeProperties } from 'n8n-workflow';
import type { BatchAction } from '../../../shared/actions';
import type { FileResult } from '../../../shared/attaching';
import { attachEach, binaryField, outputsOf } from '../../../shared/attaching';
import { collection, optionsField } from '../../../shared/fields';
import { Refusal, held } from '../../../shared/outcome';
import { textOf } from '../../../shared/text';
import type { Attachment } from '../../attachments';
import {
  LONGEST_ID,
  attachmentControlId,
  createAttachment,
  ensureFolder,
  fileKey,
  readAttachment,
} from '../../attachments';
import type { Connection } from '../../transport/connection';
import { connect } from '../../transport/connection';
import { interpret } from '../../transport/errors';
import { send } from '../../transport/request';
import type { ReadFile } from '../files';
import { SYSTEM, folderOf, folderOption, readFile } from '../files';

const fields: INodeProperties[] = [
  binaryField,
  {
    displayName: 'Attachment ID',
    name: 'attachmentId',
    type: 'string',
    default: '',
    placeholder: 'e.g. JGR-3430',
    description:
      'At most 20 characters. When empty it is made from the content: the same file is the same one.',
  },
  optionsField([
    { displayName: 'Description', name: 'description', type: 'string', default: '' },
    folderOption,
  ]),
];

/** First output: created, unchanged. Second output: the rest. */
export const create: BatchAction = {
  fields,
  async runAll(context) {
    const connection = await connect(context);
    const folder = folderOf(context);
    const results = await attachEach(
      context,
      SYSTEM,
      async (index) => {
        const read = await readFile(context, index);
        const { description } = collection(context, index, 'options');
        const id = idOf(textOf(context.getNodeParameter('attachmentId', index, '')), read);
        const attachment = { id, folder, description: textOf(description), files: [read.file] };
        return { ...(await createOne(connection, attachment)), file: read.told };
      },
      () => ensureFolder(connection, folder),
    );
    return outputsOf(context, SYSTEM, results, (index) => results[index]?.attachment?.id ?? '');
  },
};

/** @throws Refusal where the id is too long: Sage Intacct would cut it off */
function idOf(given: string, { file }: ReadFile): string {
  if (given === '')
    return `JGR-${createHash('sha256').update(fileKey(file)).update(file.data).digest('hex').slice(0, 16)}`;
  if (given.length <= LONGEST_ID) return given;
  const reason = `The attachment ID ${given} is longer than ${LONGEST_ID} characters.`;
  throw new Refusal(held('setting.attachmentId', reason, 'Shorten it, or leave it empty.', 'support'));
}

/** @throws Refusal, SignInRefused, NoAnswer */
async function createOne(connection: Connection, attachment: Attachment): Promise<FileResult> {
  const { id, folder, files } = attachment;
  const told = { attachment: { id, folder } };
  const call = { controlId: attachmentControlId(attachment), body: createAttachment(attachment) };
  const [result] = await send(connection, [call], { unique: true, repeatable: true });
  if (result?.status === 'success') return { outcome: 'created', ...told };
  const { kind, problem } = interpret(result?.errors ?? [], `the attachment ${id}`);
  if (kind !== 'duplicate' && kind !== 'repeated') return { outcome: problem.outcome, problem };
  const there = await readAttachment(connection, id);
  const keys = new Set(there?.files.map(fileKey));
  if (there && files.every((file) => keys.has(fileKey(file))))
    return { outcome: result?.resent ? 'created' : 'unchanged', ...told };
  return { outcome: problem.outcome, problem };
}
