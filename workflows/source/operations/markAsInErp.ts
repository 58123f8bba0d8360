/** Recording what somebody booked by hand. */
import { operation } from './nodes';
import { core, note, readTable, writeRows } from '../parts';
import { workflowOf } from '../template';

export const markAsInErp = () =>
  workflowOf({
    name: 'JAGGAER ERP: Mark as Already in the ERP',
    nodes: [
      note(
        [-460, -200],
        [420, 280],
        '## Somebody booked it by hand\nFill in the form: the invoice is recorded as already in the ERP, with the bill number, the reason and your name, and no flow tries it again. Nothing is written to the ERP.',
        4,
      ),
      core(
        'Mark Form',
        'formTrigger',
        2.2,
        [60, 0],
        {
          authentication: 'basicAuth',
          path: 'jaggaer-erp-mark',
          formTitle: 'Mark an invoice as already in the ERP',
          formFields: {
            values: [
              { fieldLabel: 'Invoice number', placeholder: 'e.g. I00092', requiredField: true },
              { fieldLabel: 'Bill number in the ERP', requiredField: true },
              { fieldLabel: 'Reason', requiredField: true },
              { fieldLabel: 'Your name', requiredField: true },
            ],
          },
          responseMode: 'lastNode',
          options: {},
        },
        { webhookId: 'jaggaer-erp-mark', credentials: { httpBasicAuth: { id: null, name: 'AP Team' } } },
      ),
      readTable(
        'Read Audit Rows',
        'audit',
        [280, 0],
        [{ keyName: 'sourceNumber', keyValue: "={{ $json['Invoice number'].trim() }}" }],
      ),
      operation('The Open One', [500, 0], 'problem', 'listOpen', {
        outcomes: ['held', 'rejected', 'unknown', 'differs'],
      }),
      operation('Mark as Already in the ERP', [720, 0], 'settlement', 'markAsInErp', {
        billNumber: "={{ $('Mark Form').first().json['Bill number in the ERP'] }}",
        reason: "={{ $('Mark Form').first().json.Reason }}",
        options: { person: "={{ $('Mark Form').first().json['Your name'] }}" },
      }),
      writeRows('Write Audit Rows', 'audit', [940, 0], 'audit'),
    ],
    links: [
      'Mark Form > Read Audit Rows',
      'Read Audit Rows > The Open One',
      'The Open One > Mark as Already in the ERP',
      'Mark as Already in the ERP > Write Audit Rows',
    ],
  });
