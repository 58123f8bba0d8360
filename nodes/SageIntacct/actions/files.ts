/** What the operations on files share: where attachments go, and the file as the gateway takes it. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readFile as readBinary } from '../../shared/attaching';
import { textOf } from '../../shared/text';
import type { AttachedFile } from '../attachments';
import { fileOf } from '../attachments';

export const SYSTEM = 'Sage Intacct';
const FOLDER = 'JAGGAER';

export const folderOption: INodeProperties = {
  displayName: 'Folder',
  name: 'folder',
  type: 'string',
  default: 'JAGGAER',
  description: 'Attachment folder in Sage Intacct; it is made where it is not there',
};

export const folderOf = (context: IExecuteFunctions): string => {
  const options = context.getNodeParameter('options', 0, {}) as IDataObject;
  return textOf(options.folder) || FOLDER;
};

export interface ReadFile {
  file: AttachedFile;
  told: { name: string; bytes: number };
}

/** @throws Refusal where the item has no such file */
export async function readFile(context: IExecuteFunctions, index: number): Promise<ReadFile> {
  const { name, bytes } = await readBinary(context, index);
  const file = fileOf(name, bytes);
  return { file, told: { name: `${file.name}.${file.type}`, bytes: bytes.length } };
}
