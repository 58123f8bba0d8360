/** Attachments: files in one shared folder, held together by an id that a bill points to (SUPDOCID). */
import { createHash } from 'crypto';
import { Refusal } from '../shared/outcome';
import type { Connection } from './transport/connection';
import { interpret } from './transport/errors';
import type { FunctionResult, GatewayFunction } from './transport/request';
import { callOne, send } from './transport/request';
import type { XmlFields } from './transport/xml';
import { asRow, asRows, rowsOf, text } from './transport/xml';

/** Longer ids are cut off by published clients. */
export const LONGEST_ID = 20;
const LONGEST_NAME = 100;

export interface AttachedFile {
  /** Without its extension. */
  name: string;
  /** Extension without the dot. */
  type: string;
  /** Base64. */
  data: string;
}

export interface Attachment {
  id: string;
  folder: string;
  description: string;
  files: AttachedFile[];
}

/** Name and extension apart, neither with a dot (source: attachments). */
export function fileOf(fileName: string, bytes: Buffer): AttachedFile {
  const [, stem = fileName, type = ''] = /^(.*)\.([A-Za-z0-9]{1,10})$/.exec(fileName.trim()) ?? [];
  const name = stem
    .replace(/[.\\/:*?"<>|#&\p{Cc}\p{Cs}]+/gu, '_')
    .trim()
    .slice(0, LONGEST_NAME);
  return { name: name || 'attachment', type: type || 'bin', data: bytes.toString('base64') };
}

export const fileKey = ({ name, type }: Pick<AttachedFile, 'name' | 'type'>): string =>
  `${name}.${type}`.toLowerCase();

/** `create_supdoc`, elements in the order of the published schema. */
export const createAttachment = ({ id, folder, description, files }: Attachment): XmlFields => ({
  create_supdoc: {
    supdocid: id,
    supdocname: id,
    supdocfoldername: folder,
    supdocdescription: description === '' ? undefined : description.slice(0, LONGEST_NAME),
    attachments: {
      attachment: files.map(({ name, type, data }) => ({
        attachmentname: name,
        attachmenttype: type,
        attachmentdata: data,
      })),
    },
  },
});

/** Makes the folder where it is not there. @throws Refusal, SignInRefused, NoAnswer */
export async function ensureFolder(connection: Connection, folder: string): Promise<void> {
  const body = { get: { '@object': 'supdocfolder', '@key': folder } };
  const { rows } = await callOne(connection, body, `to look for the attachment folder ${folder}`);
  if (rows.some((row) => text(row, 'SUPDOCFOLDERNAME') !== '')) return;
  const make: GatewayFunction = {
    controlId: 'folder',
    body: { create_supdocfolder: { supdocfoldername: folder } },
  };
  const [result] = await send(connection, [make], { unique: false, repeatable: true });
  if (!result || result.status === 'success') return;
  const { kind, problem } = interpret(result.errors, `the attachment folder ${folder}`);
  // another run was faster
  if (kind !== 'duplicate') throw new Refusal(problem);
}

/** The attachment with its files; null where there is none. @throws Refusal, SignInRefused, NoAnswer */
export async function readAttachment(connection: Connection, id: string): Promise<Attachment | null> {
  const body = { get: { '@object': 'supdoc', '@key': id } };
  const { rows } = await callOne(connection, body, `to read the attachment ${id}`);
  const row = rows.find((each) => text(each, 'SUPDOCID') !== '');
  if (!row) return null;
  const files = [...rowsOf(row, 'ATTACHMENTS', 'ATTACHMENT'), ...asRows(asRow(row.ATTACHMENT).ATTACHMENT)];
  return {
    id,
    folder: text(row, 'FOLDER') || text(row, 'SUPDOCFOLDERNAME'),
    description: text(row, 'SUPDOCDESCRIPTION'),
    files: files.map((file) => ({
      name: text(file, 'ATTACHMENTNAME'),
      type: text(file, 'ATTACHMENTTYPE'),
      data: text(file, 'ATTACHMENTDATA'),
    })),
  };
}

/** What the gateway recognises a repeat by: the same files under the same id. */
export function attachmentControlId(attachment: Attachment): string {
  const content = createHash('sha256').update(JSON.stringify(attachment)).digest('hex').slice(0, 24);
  return `jaggaer-file-${attachment.id}-${content}`;
}

/** The first failure of linked functions that is not merely their being rolled back with it. */
export const guilty = (results: FunctionResult[]): FunctionResult | undefined =>
  results.find(
    ({ status, errors }) => status !== 'success' && errors.some(({ number }) => number !== 'XL03000009'),
  ) ?? results.find(({ status }) => status !== 'success');
