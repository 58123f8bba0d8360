/** Attachments: notes, and files by multipart [reference 3.5]. */
import type { Call, Commit } from './call';
import { entityAt } from './entities';
import { QboFault, refuse } from './fault';
import { render } from './render';
import type { Fields } from './values';
import { fieldsAt, isFields, listAt, textAt } from './values';
import { readBody } from './validate';
import { schemaOf } from './entities';
import type { Stored, World } from './world';
import { add, change, recordOf } from './world';

/** 100 MB a file; no zip, no html [doc: codat]. */
const LARGEST = 100 * 1024 * 1024;
const REFUSED = /\.(zip|html?)$/i;

export function prepareAttachable(call: Call, fields: Fields, old?: Stored): Commit {
  const { world } = call;
  checkTargets(world, fields);
  if (textAt(fields, 'Note') === '' && textAt(fields, 'FileName') === '')
    throw refuse('2020', 'Required parameter Note or FileName is missing in the request', 'Note');
  return () => {
    const current = old && (recordOf(world, 'Attachable', old.id) ?? old);
    const kept = { Size: current?.fields.Size };
    const stored = current
      ? change(world, current, { ...fields, ...(kept.Size !== undefined && kept) })
      : add(world, 'Attachable', fields);
    return { Attachable: render(world, stored) };
  };
}

/** Code 6000 where what it is to be attached to does not exist [client code: qbo_api attachment/*]. */
function checkTargets(world: World, fields: Fields): void {
  for (const one of listAt(fields, 'AttachableRef')) {
    const { type, value } = fieldsAt(one, 'EntityRef');
    if (type === undefined && value === undefined) continue;
    const schema = entityAt(String(type));
    if (schema && recordOf(world, schema.name, String(value))) continue;
    throw refuse(
      '6000',
      `Business Validation Error: The entity ${String(type)} ${String(value)} does not exist.`,
    );
  }
}

interface Part {
  name: string;
  fileName: string;
  type: string;
  bytes: Buffer;
}

/** Parts of a multipart body. @throws QboFault where it is none */
export function readParts(contentType: string, body: Buffer): Part[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined || !contentType.toLowerCase().startsWith('multipart/'))
    throw refuse('500', 'Unsupported Operation : multipart/form-data is needed.');
  const parts: Part[] = [];
  const line = Buffer.from(`--${mark}`);
  let at = body.indexOf(line);
  while (at >= 0) {
    const next = body.indexOf(line, at + line.length);
    if (next < 0) break;
    const part = readPart(body.subarray(at + line.length + 2, next - 2));
    if (part) parts.push(part);
    at = next;
  }
  return parts;
}

function readPart(bytes: Buffer): Part | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.subarray(0, end).toString('utf8');
  const word = (pattern: RegExp) => pattern.exec(head)?.[1] ?? '';
  return {
    name: word(/\bname="([^"]*)"/i),
    fileName: word(/filename="([^"]*)"/i),
    type: word(/^content-type:\s*([^\r\n]+)/im),
    bytes: bytes.subarray(end + 4),
  };
}

/** Each file for itself: HTTP 200 even where one is refused [client code: qbo_api attachment/*]. */
export function upload(call: Call, contentType: string, body: Buffer): Fields[] {
  const parts = readParts(contentType, body);
  const files = parts.filter(({ name }) => name.startsWith('file_content'));
  if (files.length === 0) throw refuse('2020', 'Required parameter file_content is missing in the request');
  // whether several files may come in one request is open
  const taken = call.settings.uploadFiles === 'all' ? files : files.slice(0, 1);
  return taken.map((file) => {
    const suffix = file.name.slice('file_content'.length);
    const metadata = parts.find(({ name }) => name === `file_metadata${suffix}`);
    try {
      return uploadOne(call, file, metadata);
    } catch (error) {
      if (error instanceof QboFault) return { Fault: error.body() };
      throw error;
    }
  });
}

function uploadOne(call: Call, file: Part, metadata: Part | undefined): Fields {
  const given = metadata ? parsed(metadata.bytes) : {};
  const fields = readBody(schemaOf('Attachable'), given, call);
  const FileName = textAt(fields, 'FileName') || file.fileName;
  if (FileName === '')
    throw refuse('2020', 'Required parameter FileName is missing in the request', 'FileName');
  if (REFUSED.test(FileName) || /^(text\/html|application\/zip)/i.test(file.type))
    throw refuse('6000', `Business Validation Error: Files like ${FileName} are not supported.`);
  if (file.bytes.length > LARGEST) throw refuse('6000', 'Business Validation Error: The file is too large.');
  const whole = { ...fields, FileName, ContentType: textAt(fields, 'ContentType') || file.type };
  const answer = prepareAttachable(call, { ...whole, Size: file.bytes.length })();
  const attachable = fieldsAt(answer, 'Attachable');
  call.world.files.push({
    ...{ attachable: textAt(attachable, 'Id'), name: FileName, type: whole.ContentType },
    bytes: Buffer.from(file.bytes),
  });
  return { Attachable: attachable };
}

function parsed(bytes: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (isFields(value)) return value;
  } catch {
    // refused below, as what is no object
  }
  throw refuse('2010', 'Property Name:file_metadata is no JSON object', 'file_metadata');
}
