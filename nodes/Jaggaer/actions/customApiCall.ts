import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { parseJson } from '../../shared/http';
import { Refusal, held } from '../../shared/outcome';
import { connect } from '../transport/connection';
import type { Json } from '../transport/envelope';
import { readAnswer } from '../transport/envelope';
import { walkAddress } from '../transport/list';
import { call } from '../transport/request';

/** Whatever a tenant offers beside the known resources: its list of endpoints is not public. */
export const customApiCall: Record<string, Action> = {
  send: {
    fields: [
      {
        displayName: 'Method',
        name: 'method',
        type: 'options',
        options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((value) => ({ name: value, value })),
        default: 'GET',
        description: 'HTTP method. Only GET is repeated by itself when an answer is lost.',
      },
      {
        displayName: 'Path',
        name: 'path',
        type: 'string',
        default: '',
        required: true,
        placeholder: 'e.g. ji/v1/invoices/10234',
        description: 'Path below the API root of the credential',
      },
      {
        displayName: 'Query Parameters',
        name: 'query',
        type: 'fixedCollection',
        typeOptions: { multipleValues: true },
        placeholder: 'Add Parameter',
        default: {},
        options: [
          {
            displayName: 'Parameter',
            name: 'parameter',
            values: [
              { displayName: 'Name', name: 'name', type: 'string', default: '' },
              { displayName: 'Value', name: 'value', type: 'string', default: '' },
            ],
          },
        ],
      },
      {
        displayName: 'Body',
        name: 'body',
        type: 'json',
        default: '',
        displayOptions: { show: { method: ['PATCH', 'POST', 'PUT', 'DELETE'] } },
        description: 'JSON body',
      },
      {
        displayName: 'List Container',
        name: 'container',
        type: 'string',
        default: '',
        placeholder: 'e.g. jiinvoiceList.jiinvoice',
        displayOptions: { show: { method: ['GET'], allPages: [true] } },
        description: 'Where the rows are in the answer. Empty means that they are found by themselves.',
      },
      {
        displayName: 'Read All Pages',
        name: 'allPages',
        type: 'boolean',
        default: false,
        displayOptions: { show: { method: ['GET'] } },
        description:
          'Whether to go on with the parameter “start” until the list ends, and return one item for each row',
      },
    ],
    async run(context, index) {
      const connection = await connect(context);
      const method = context.getNodeParameter('method', index) as IHttpRequestMethods;
      const path = String(context.getNodeParameter('path', index)).replace(/^\/+/, '');
      const { parameter: given = [] } = context.getNodeParameter('query', index, {}) as {
        parameter?: Array<{ name: string; value: string }>;
      };
      const address = `${connection.root}/${path}`;
      if (method === 'GET' && context.getNodeParameter('allPages', index, false) === true) {
        const container = String(context.getNodeParameter('container', index, '')).trim();
        const rows: Json[] = [];
        const query = Object.fromEntries(given.map(({ name, value }) => [name, value]));
        // rows of unknown lists are told apart by their content
        const idOf = (row: Json) => JSON.stringify(row);
        for await (const page of walkAddress(connection, address, { what: path, container, query, idOf })) {
          rows.push(...page);
        }
        return rows.map((row) => ({ json: row as IDataObject, pairedItem: { item: index } }));
      }
      const query = new URLSearchParams(given.map(({ name, value }): [string, string] => [name, value]));
      const suffix = query.size > 0 ? `?${query.toString()}` : '';
      const body = method === 'GET' ? undefined : bodyOf(context.getNodeParameter('body', index, ''));
      const reply = await call(connection, method, `${address}${suffix}`, body);
      const empty = reply.text.trim() === '' && reply.status < 300;
      const json = readAnswer(empty ? { ...reply, text: '{}' } : reply, path);
      return [{ json: json as IDataObject, pairedItem: { item: index } }];
    },
  },
};

/** @throws Refusal where there is a body that is no JSON: it must not be left out in silence */
function bodyOf(raw: unknown): IDataObject | undefined {
  if (raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '')) return undefined;
  const body: unknown = typeof raw === 'string' ? parseJson(raw) : raw;
  if (typeof body === 'object' && body !== null) return body as IDataObject;
  throw new Refusal(
    held('jaggaer.body', 'The body is no JSON; nothing was sent.', 'Correct the field Body.', 'support'),
  );
}
