/** Attachments and their folders: legacy functions only [doc]. */
import type { Call, Outcome } from './call';
import { Refusal, alreadyExists, couldNot, invalid } from './refusal';
import type { XmlNode, Markup } from '../kit/xml';
import { childOf, childrenOf, tag, textOf } from '../kit/xml';

export interface StoredFile {
  id: string;
  name: string;
  folder: string;
  description: string;
  parts: Array<{ name: string; type: string; bytes: Buffer }>;
}

export function createFolder(node: XmlNode, { world }: Call): Outcome {
  const name = textOf(node, 'supdocfoldername');
  if (name === '') throw couldNot('create', 'Attachment folder', [invalid('The folder needs a name.')]);
  if (world.folders.has(name))
    throw couldNot('create', 'Attachment folder', [alreadyExists('Attachment folder', name)]);
  world.folders.add(name);
  return { key: name, cost: 1 };
}

export function createAttachment(node: XmlNode, { world, settings }: Call): Outcome {
  const id = textOf(node, 'supdocid');
  const folder = textOf(node, 'supdocfoldername');
  const errors = [];
  if (id === '') errors.push(invalid('The attachment needs an ID.'));
  if (id.length > settings.supdocIdLength)
    errors.push(invalid(`The attachment ID is longer than ${settings.supdocIdLength} characters.`));
  if (!world.folders.has(folder)) errors.push(invalid(`The attachment folder '${folder}' does not exist.`));
  if (world.files.has(id)) errors.push(alreadyExists('Attachment', id));
  const parts = childrenOf(childOf(node, 'attachments'), 'attachment').map((one) => {
    const [name, type] = [textOf(one, 'attachmentname'), textOf(one, 'attachmenttype')];
    const data = textOf(one, 'attachmentdata').replace(/\s+/g, '');
    if (name.includes('.') || type.includes('.'))
      errors.push(invalid('The name of an attachment has no period, its type neither.'));
    if (data === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(data) || data.length % 4 !== 0)
      errors.push(invalid('The data of the attachment is not base64.'));
    return { name, type, bytes: Buffer.from(data, 'base64') };
  });
  if (errors.length > 0) throw couldNot('create', 'Attachment', errors);
  const file = {
    id,
    name: textOf(node, 'supdocname'),
    folder,
    description: textOf(node, 'supdocdescription'),
  };
  world.files.set(id, { ...file, parts });
  return { key: id, cost: 1 };
}

export function deleteAttachment(node: XmlNode, { world }: Call): Outcome {
  const id = node.attributes.key ?? '';
  if (!world.files.delete(id))
    throw couldNot('delete', 'Attachment', [invalid(`Attachment '${id}' does not exist.`)]);
  return { key: id, cost: 1 };
}

/** `get` of an attachment, or of a folder by its name. */
export function getAttachment(node: XmlNode, { world }: Call): Outcome {
  const { object = '', key = '' } = node.attributes;
  const file = world.files.get(key);
  const isFolder = object === 'supdocfolder' && world.folders.has(key);
  if (object !== 'supdoc' && object !== 'supdocfolder')
    throw new Refusal([
      { errorno: 'Get Failed', description2: `The object ${object} cannot be read this way.` },
    ]);
  const found: Markup[] = [];
  if (isFolder) found.push(tag('supdocfolder', [tag('supdocfoldername', key)]));
  if (object === 'supdoc' && file) {
    found.push(
      tag('supdoc', [
        ...[tag('supdocid', key), tag('supdocname', file.name), tag('folder', file.folder)],
        tag('supdocdescription', file.description),
        tag(
          'attachments',
          file.parts.map(({ name, type, bytes }) =>
            tag('attachment', [
              ...[tag('attachmentname', name), tag('attachmenttype', type)],
              tag('attachmentdata', bytes.toString('base64')),
            ]),
          ),
        ),
      ]),
    );
  }
  return { data: tag('data', found, { listtype: object, count: found.length }), cost: 1 };
}
