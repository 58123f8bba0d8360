/** Keeping the audit table small. */
import { operation } from './nodes';
import { core, dailyAt, note, readTable } from '../parts';
import { workflowOf } from '../template';

export const housekeeping = () =>
  workflowOf({
    readsAll: true,
    name: 'JAGGAER ERP: Housekeeping',
    nodes: [
      note(
        [-460, -260],
        [420, 300],
        '## The audit table stays small\nEvery night: rows older than a year that are neither the last word on their document nor an open problem, and attempts that were repeated with the same result, are sent away as a file, and then deleted. A mail goes out before the table reaches the size that n8n allows.\n\nChoose a mail server and a receiver.',
        4,
      ),
      dailyAt('Every Night', [60, 0], 2),
      readTable('Read Audit Rows', 'audit', [280, 0]),
      operation('Choose Rows', [500, 0], 'audit', 'keepHouse', {
        retention: 365,
        options: { sizeLimit: 200, thinOut: 7 },
      }),
      core('As a File', 'convertToFile', 1.1, [760, -200], {
        operation: 'csv',
        binaryPropertyName: 'data',
        options: { fileName: "=audit-{{ $now.toFormat('yyyy-MM-dd') }}.csv" },
      }),
      core(
        'Send the File',
        'emailSend',
        2.1,
        [980, -200],
        {
          fromEmail: 'JAGGAER bridge <n8n@yourcompany.example>',
          toEmail: 'ap@yourcompany.example',
          subject: 'Audit rows that leave n8n',
          emailFormat: 'text',
          text: 'The attached rows are deleted from n8n now. Keep the file.',
          options: { appendAttribution: false, attachments: 'data' },
        },
        { credentials: { smtp: { id: null, name: 'Mail Server' } } },
      ),
      core('Sent First', 'merge', 3.2, [1200, -100], { mode: 'chooseBranch', useDataOfInput: 2 }),
      core('Delete Rows', 'dataTable', 1.1, [1420, -100], {
        resource: 'row',
        operation: 'deleteRows',
        dataTableId: { __rl: true, mode: 'name', value: 'jaggaer_erp_audit' },
        matchType: 'allConditions',
        filters: { conditions: [{ keyName: 'id', keyValue: '={{ $json.id }}' }] },
        options: {},
      }),
      core('Almost Full', 'filter', 2.2, [760, 120], {
        conditions: {
          options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
          combinator: 'and',
          conditions: [
            {
              id: 'c1',
              leftValue: '={{ $json.level }}',
              rightValue: 'ok',
              operator: { type: 'string', operation: 'notEquals' },
            },
          ],
        },
        options: {},
      }),
      core(
        'Warn',
        'emailSend',
        2.1,
        [980, 120],
        {
          fromEmail: 'JAGGAER bridge <n8n@yourcompany.example>',
          toEmail: 'ap@yourcompany.example',
          subject: 'The audit table of n8n is almost full',
          emailFormat: 'text',
          text: '={{ $json.text }}',
          options: { appendAttribution: false },
        },
        { credentials: { smtp: { id: null, name: 'Mail Server' } } },
      ),
    ],
    links: [
      'Every Night > Read Audit Rows',
      'Read Audit Rows > Choose Rows',
      'Choose Rows > As a File',
      'As a File > Send the File',
      'Send the File > Sent First',
      'Choose Rows > Sent First:1',
      'Sent First > Delete Rows',
      'Choose Rows:1 > Almost Full',
      'Almost Full > Warn',
    ],
  });
