/** Files on bills: attachables that refer to them (source: API-ref Attachable; recorded: qbo_api attachment/*). */
import { randomUUID } from 'crypto';
import type { BinaryFile } from '../shared/attaching';
import { parseJson } from '../shared/http';
import { Refusal } from '../shared/outcome';
import { fitted } from '../shared/text';
import type { BillEntity } from './documents';
import type { Connection } from './transport/connection';
import { faultIn, interpret } from './transport/errors';
import { query } from './transport/query';
import { faultOf, send } from './transport/request';
import type { Json } from './transport/wire';
import { asObject, rowsAt, textAt } from './transport/wire';

const LONGEST_NAME = 1_000;

/** A file name without paths and signs that end a header. */
export const fileNameFor = (name: string): string =>
  fitted(name.replace(/["\\/]/g, '_'), LONGEST_NAME) || 'attachment.bin';

/** Same name and size: the same file. */
export const fileKey = (name: string, size: number | string): string => `${name.toLowerCase()}\n${size}`;

/**
 * Files that are on documents already, by the documents' ids; a hundred documents in one question.
 * @throws Refusal, SignInRefused, NoAnswer
 */
export async function filesOn(
  connection: Connection,
  entity: BillEntity,
  ids: string[],
): Promise<Map<string, Set<string>>> {
  const rows = await query(connection, {
    entity: 'Attachable',
    where: [
      { field: 'AttachableRef.EntityRef.Type', is: '=', value: entity },
      { field: 'AttachableRef.EntityRef.value', in: [...new Set(ids)] },
    ],
  });
  const found = new Map<string, Set<string>>();
  for (const row of rows)
    for (const id of targetsOf(row)) {
      const key = fileKey(textAt(row, 'FileName'), textAt(row, 'Size'));
      found.set(id, (found.get(id) ?? new Set()).add(key));
    }
  return found;
}

const targetsOf = (row: Json): string[] =>
  rowsAt(row, 'AttachableRef').map((ref) => textAt(ref, 'EntityRef.value'));

/** What is sent beside the file. */
export const metadataOf = (
  entity: BillEntity,
  ids: string[],
  { name, type }: BinaryFile,
  note: string,
): Json => ({
  AttachableRef: ids.map((value) => ({ EntityRef: { type: entity, value }, IncludeOnSend: false })),
  FileName: name,
  ContentType: type,
  ...(note !== '' && { Note: fitted(note, 2_000) }),
});

/**
 * Puts one file on documents. It is sent once: QuickBooks Online keeps no request id for files.
 * @returns the attachable's id
 * @throws Refusal, also where the fault comes with HTTP 200; SignInRefused, NoAnswer
 */
export async function uploadFile(connection: Connection, metadata: Json, file: BinaryFile): Promise<string> {
  const what = `to attach ${file.name}`;
  const boundary = `jaggaer-${randomUUID()}`;
  const reply = await send(connection, {
    ...{ method: 'POST', path: 'upload', body: multipart(boundary, metadata, file), repeatable: false },
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
  if (reply.status >= 300) throw new Refusal(interpret(faultOf(reply), what).problem);
  const body = asObject(parseJson(reply.text));
  const [answer = {}] = rowsAt(body, 'AttachableResponse');
  const fault = faultIn(answer, reply.status, reply.headers.intuit_tid) ?? faultIn(body, reply.status);
  if (fault) throw new Refusal(interpret(fault, what).problem);
  return textAt(answer, 'Attachable.Id');
}

/** As bytes with a boundary of its own: what streams, n8n does not send again after it renewed a token. */
function multipart(boundary: string, metadata: Json, { name, type, bytes }: BinaryFile): Buffer {
  const head = (disposition: string, contentType: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${contentType}\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(
      head('name="file_metadata_01"; filename="attachment.json"', 'application/json; charset=UTF-8'),
    ),
    Buffer.from(`${JSON.stringify(metadata)}\r\n`),
    Buffer.from(head(`name="file_content_01"; filename="${name}"`, type)),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}
