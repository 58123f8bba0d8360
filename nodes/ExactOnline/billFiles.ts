/** Files on entries: attachments of the document that Exact makes with each entry (reference 3.1, 3.7). */
import type { BinaryFile } from '../shared/attaching';
import { fitted } from '../shared/text';
import type { Connection } from './transport/connection';
import { guidIs } from './transport/filter';
import { create, listAny } from './transport/list';
import type { Json } from './transport/wire';
import { textAt } from './transport/wire';

const ATTACHMENTS = 'documents/DocumentAttachments';
const LONGEST_NAME = 200;

/** A file name without paths and signs that no file system takes. */
export const fileNameFor = (name: string): string =>
  fitted(name.replace(/["\\/:*?<>|]/g, '_'), LONGEST_NAME) || 'attachment.bin';

/** Same name and size: the same file. */
export const fileKey = (name: string, bytes: number | string): string => `${name.toLowerCase()}\n${bytes}`;

/**
 * Files that are on documents already, by the documents' GUIDs; some thirty documents in one question.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function filesOn(
  connection: Connection,
  documents: string[],
): Promise<Map<string, Set<string>>> {
  const rows = await listAny(
    connection,
    { path: ATTACHMENTS, select: ['Document', 'FileName', 'FileSize'] },
    documents.map((id) => guidIs('Document', id)),
  );
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const id = textAt(row, 'Document').toLowerCase();
    found.set(
      id,
      (found.get(id) ?? new Set()).add(fileKey(textAt(row, 'FileName'), textAt(row, 'FileSize'))),
    );
  }
  return found;
}

/** What is sent; a dry run shows it without the data. */
export const attachmentOf = (document: string, name: string): Json => ({
  Document: document,
  FileName: name,
});

/** Puts one file on a document. @returns the attachment's GUID @throws Refusal, SignInRefused, NoAnswer */
export async function uploadFile(
  connection: Connection,
  document: string,
  { name, bytes }: BinaryFile,
): Promise<string> {
  const body = { ...attachmentOf(document, name), Attachment: bytes.toString('base64') };
  return textAt(await create(connection, ATTACHMENTS, body, `to attach ${name}`), 'ID');
}
