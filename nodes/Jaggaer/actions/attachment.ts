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
      if (reply.status !== 200 || !reply.bytes) {
        const advice =
          'Attachments are read with the rights of the API client: ask JAGGAER whether it may read them.';
        const reason = `JAGGAER does not give ${what} (HTTP ${reply.status}).`;
        throw new Refusal({
          ...held('jaggaer.attachment', reason, advice, 'jaggaer'),
          httpStatus: reply.status,
        });
      }
      const name =
        nameIn(reply.headers['content-disposition'] ?? '') ?? (byId ? text('fileName') : '') ?? 'attachment';
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

/** `filename*=` (RFC 5987) comes before `filename=`. */
function nameIn(disposition: string): string | null {
  const extended = /filename\*=[\w-]*'[\w-]*'([^;]+)/i.exec(disposition);
  if (extended?.[1]) return decodeURIComponent(extended[1].trim());
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1]?.trim() ?? null;
}
