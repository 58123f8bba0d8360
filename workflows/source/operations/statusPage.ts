/** The page that AP looks at. */
import { operation } from './nodes';
import { core, note, readTable } from '../parts';
import { workflowOf } from '../template';

export const statusPage = () =>
  workflowOf({
    readsAll: true,
    name: 'JAGGAER ERP: Status Page',
    nodes: [
      note(
        [-460, -200],
        [420, 260],
        '## The page that AP looks at each morning\nPublish this, choose who may see it (basic auth), and open the address of *Status Page Asked For*: open problems first, then counts and amounts of today and of 30 days.',
        4,
      ),
      core(
        'Status Page Asked For',
        'webhook',
        2,
        [60, 0],
        {
          path: 'jaggaer-erp-status',
          authentication: 'basicAuth',
          responseMode: 'responseNode',
          options: {},
        },
        { webhookId: 'jaggaer-erp-status', credentials: { httpBasicAuth: { id: null, name: 'AP Team' } } },
      ),
      readTable('Read Audit Rows', 'audit', [280, 0]),
      operation('Draw the Page', [500, 0], 'statusPage', 'render', {
        title: 'Invoices to the ERP',
        timeZone: 'UTC',
      }),
      core('Show It', 'respondToWebhook', 1.1, [720, 0], {
        respondWith: 'text',
        responseBody: '={{ $json.html }}',
        options: {
          responseHeaders: {
            entries: [
              { name: 'content-type', value: 'text/html; charset=utf-8' },
              { name: 'cache-control', value: 'no-store' },
            ],
          },
        },
      }),
    ],
    links: [
      'Status Page Asked For > Read Audit Rows',
      'Read Audit Rows > Draw the Page',
      'Draw the Page > Show It',
    ],
  });
