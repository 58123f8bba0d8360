/** Trying again what needs attention. */
import { operation, MAIN } from './nodes';
import { callWorkflow, core, note, readTable } from '../parts';
import { workflowOf } from '../template';

export const replay = () =>
  workflowOf({
    readsAll: true,
    name: 'JAGGAER ERP: Replay',
    nodes: [
      note(
        [-460, -300],
        [420, 270],
        `## Try again what needs attention\nEvery hour this takes the invoices that are held or unknown; the form takes one, or all that are open, rejected and differing ones too. They are read from JAGGAER by id and given to the main flow. It cannot book twice: the main flow looks every invoice up first.\n\n**Before the first run**\n${MAIN}\nThe form wants a basic-auth credential.`,
        4,
      ),
      core('Every Hour', 'scheduleTrigger', 1.2, [60, -100], {
        rule: { interval: [{ field: 'hours', hoursInterval: 1 }] },
      }),
      core(
        'Replay Form',
        'formTrigger',
        2.2,
        [60, 120],
        {
          authentication: 'basicAuth',
          path: 'jaggaer-erp-replay',
          formTitle: 'Replay invoices',
          formDescription: 'Leave the number empty to try all of them again.',
          formFields: {
            values: [{ fieldLabel: 'Invoice number', placeholder: 'e.g. I00092' }],
          },
          responseMode: 'onReceived',
          options: {
            respondWithOptions: { values: { formSubmittedText: 'The invoices are being tried again.' } },
          },
        },
        { webhookId: 'jaggaer-erp-replay', credentials: { httpBasicAuth: { id: null, name: 'AP Team' } } },
      ),
      readTable('Read Audit Rows', 'audit', [280, -100]),
      readTable('Read All Audit Rows', 'audit', [280, 120]),
      operation('Held and Unknown', [500, -100], 'problem', 'listOpen', { outcomes: ['held', 'unknown'] }),
      operation('Chosen', [500, 120], 'problem', 'listOpen', {
        outcomes: ['held', 'unknown', 'rejected', 'differs'],
      }),
      core('Of This Number', 'filter', 2.2, [700, 120], {
        conditions: {
          options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
          combinator: 'or',
          conditions: [
            {
              id: 'c1',
              leftValue: "={{ $('Replay Form').first().json['Invoice number'] ?? '' }}",
              rightValue: '',
              operator: { type: 'string', operation: 'empty', singleValue: true },
            },
            {
              id: 'c2',
              leftValue: '={{ $json.number }}',
              rightValue: "={{ ($('Replay Form').first().json['Invoice number'] ?? '').trim() }}",
              operator: { type: 'string', operation: 'equals' },
            },
          ],
        },
        options: {},
      }),
      callWorkflow('Book Invoices', [920, 0]),
    ],
    links: [
      'Every Hour > Read Audit Rows',
      'Read Audit Rows > Held and Unknown',
      'Held and Unknown > Book Invoices',
      'Replay Form > Read All Audit Rows',
      'Read All Audit Rows > Chosen',
      'Chosen > Of This Number',
      'Of This Number > Book Invoices',
    ],
  });
