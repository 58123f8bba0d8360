import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Action } from '../../shared/actions';
import { parseJson } from '../../shared/http';
import { connect } from '../transport/connection';
import { readAnswer, readPage } from '../transport/envelope';
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
      const given = context.getNodeParameter('query', index, {}) as {
        parameter?: Array<{ name: string; value: string }>;
      };
      const query = new URLSearchParams(
        (given.parameter ?? []).map(({ name, value }): [string, string] => [name, value]),
      );
      const raw = context.getNodeParameter('body', index, '') as unknown;
      const body =
        typeof raw === 'string' && raw.trim() !== '' ? (parseJson(raw) as IDataObject) : (raw as IDataObject);
      const hasBody = method !== 'GET' && body !== null && typeof body === 'object';
      const paged = method === 'GET' && context.getNodeParameter('allPages', index, false) === true;
      const items: IDataObject[] = [];
      for (let start = 1; ;) {
        if (paged) query.set('start', String(start));
        const suffix = query.size > 0 ? `?${query.toString()}` : '';
        const reply = await call(
          connection,
          method,
          `${connection.root}/${path}${suffix}`,
          hasBody ? body : undefined,
        );
        const json = readAnswer(
          reply.text.trim() === '' && reply.status < 300 ? { ...reply, text: '{}' } : reply,
          path,
        );
        if (!paged) return [{ json: json as IDataObject, pairedItem: { item: index } }];
        const page = readPage(json);
        items.push(...(page.rows as IDataObject[]));
        start += page.rows.length;
        if (page.rows.length === 0 || page.total === null || start > page.total) break;
      }
      return items.map((json) => ({ json, pairedItem: { item: index } }));
    },
  },
};
