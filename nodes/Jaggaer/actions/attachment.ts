import type { Action } from '../../shared/actions';
import { Refusal, held } from '../../shared/outcome';
import { addressOf, connect } from '../transport/connection';
import { call } from '../transport/request';

export const attachment: Record<string, Action> = {
  download: {
    fields: [
      {
        displayName: 'Find By',
        name: 'findBy',
        type: 'options',
        options: [
          { name: 'File ID', value: 'fileId' },
          { name: 'Secure Token', value: 'secureToken' },
        ],
        default: 'fileId',
        description: 'What JAGGAER gave for the file',
      },
      {
        displayName: 'File ID',
        name: 'fileId',
        type: 'string',
        default: '={{ $json.attachments[0]?.id }}',
        required: true,
        displayOptions: { show: { findBy: ['fileId'] } },
      },
      {
        displayName: 'File Name',
        name: 'fileName',
        type: 'string',
        default: '={{ $json.attachments[0]?.name }}',
        displayOptions: { show: { findBy: ['fileId'] } },
      },
      {
        displayName: 'Secure Token',
        name: 'secureToken',
        type: 'string',
        typeOptions: { password: true },
        default: '',
        required: true,
        displayOptions: { show: { findBy: ['secureToken'] } },
      },
      {
        displayName: 'Put Output File in Field',
        name: 'binaryField',
        type: 'string',
        default: 'data',
        required: true,
        hint: 'The name of the output binary field to put the file in',
      },
    ],
    async run(context, index) {
      const connection = await connect(context);
      const text = (name: string) => String(context.getNodeParameter(name, index, '') ?? '');
      const byId = text('findBy') === 'fileId';
      const query: Record<string, string> = byId
        ? { fileId: text('fileId'), fileName: text('fileName') }
        : { secureToken: text('secureToken') };
      const what = byId ? `file ${query.fileId} (${query.fileName})` : 'the file of the secure token';
      const url = `${addressOf(connection, 'attachment')}?${new URLSearchParams(query).toString()}`;
      const reply = await call(connection, 'GET', url, undefined, true);
      const named = nameIn(reply.headers['content-disposition'] ?? '');
      if (reply.status !== 200 || !reply.bytes) {
        throw refusal(`JAGGAER does not give ${what} (HTTP ${reply.status}).`, reply.status);
      }
      // a failure or a sign-in page in the place of the file comes without a file name
      const instead = /json|html/i.test(reply.headers['content-type'] ?? '') && named === null;
      if (instead) throw refusal(`JAGGAER sent a message instead of ${what}.`, reply.status);
      const name = named ?? (byId ? text('fileName') : '');
      const binary = await context.helpers.prepareBinaryData(
        reply.bytes,
        name || 'attachment',
        reply.headers['content-type'],
      );
      const json = { fileName: binary.fileName ?? name, bytes: reply.bytes.length };
      return [{ json, binary: { [text('binaryField')]: binary }, pairedItem: { item: index } }];
    },
  },
};

function refusal(reason: string, httpStatus: number): Refusal {
  const advice =
    'Attachments are read with the rights of the API client: ask JAGGAER whether it may read them.';
  return new Refusal({ ...held('jaggaer.attachment', reason, advice, 'jaggaer'), httpStatus });
}

/** `filename*=` (RFC 5987) comes before `filename=`; a path in it is cut off. */
function nameIn(disposition: string): string | null {
  const extended = /filename\*=[\w-]*'[\w-]*'([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  const name = (decoded(extended) ?? plain)?.trim().split(/[\\/]/).pop();
  return name || null;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text.trim());
  } catch {
    return undefined;
  }
}
